"""Who acts: organisations, networks, who belongs to them, who holds which office."""

from __future__ import annotations

import attrs

from lacmigration.errors import RecordError
from lacmigration.periods import PartialDate, Period
from lacmigration.provenance import Citation
from lacmigration.records import _fields as field

__all__ = ["Membership", "Network", "Office", "Organisation"]

_KINDS = (
    "government",
    "local-government",
    "multilateral",
    "development-bank",
    "ngo",
    "foundation",
    "academic",
    "private",
    "programme",
    "other",
)
_ROLES = ("funding", "accountable", "extending", "implementing")


@attrs.frozen(kw_only=True)
class Organisation:
    """A government body, agency, bank, foundation, or any other body that funds or works.

    `kind` follows IATI's organisation types in words: "government", "multilateral", "development-bank",
    "ngo", "foundation", "academic", "private", "local-government", "programme", and "other", which is also
    what a body is whose kind nobody says. `roles` are IATI's: funding, accountable, extending, implementing.
    `identifiers` are "scheme:value" texts such as "iati:XM-DAC-47066".
    """

    id: str = field.identity()
    name: str = field.label()
    kind: str = field.choice(*_KINDS)
    acronym: str = field.text()
    aliases: tuple[str, ...] = field.texts()
    identifiers: tuple[str, ...] = field.texts()
    roles: tuple[str, ...] = field.choice(*_ROLES, several=True)
    parent: str = field.one("Organisation")
    country: str = field.one("Country")
    established: PartialDate | None = field.date()
    note: str = field.text()
    supersedes: str = field.supersedes()
    citation: Citation = field.citation()


@attrs.frozen(kw_only=True)
class Network:
    """A body made of members: a platform, a network, a task force, a group of champions, a partnership."""

    id: str = field.identity()
    name: str = field.label()
    kind: str = field.label()
    acronym: str = field.text()
    aliases: tuple[str, ...] = field.texts()
    leads: tuple[str, ...] = field.several("Organisation", "Network")
    established: PartialDate | None = field.date()
    purpose: str = field.text()
    note: str = field.text()
    supersedes: str = field.supersedes()
    citation: Citation = field.citation()


@attrs.frozen(kw_only=True)
class Membership:
    """That a member belongs to a group (a network, a region, a consortium), in a role, from and to when.

    `person` and `title` name who stands for the member, where the source does.
    """

    id: str = field.identity()
    group: str = field.one("Network", "Region", "Fund", "Organisation", "Initiative", required=True)
    member: str = field.one("Country", "City", "Region", "Organisation", "Network", required=True)
    role: str = field.text("member")
    person: str = field.text()
    title: str = field.text()
    period: Period | None = field.period()
    note: str = field.text()
    supersedes: str = field.supersedes()
    citation: Citation = field.citation()

    def __attrs_post_init__(self) -> None:
        if self.member == self.group:
            message = f"member {self.member!r} is the group itself; name who belongs to it"
            raise RecordError(message, field="member", value=self.member)


@attrs.frozen(kw_only=True)
class Office:
    """That a person holds an office of a body."""

    id: str = field.identity()
    person: str = field.label()
    title: str = field.label()
    body: str = field.one("City", "Country", "Organisation", "Network", "Fund", "Region", required=True)
    period: Period | None = field.period()
    as_of: PartialDate | None = field.date()
    note: str = field.text()
    supersedes: str = field.supersedes()
    citation: Citation = field.citation()
