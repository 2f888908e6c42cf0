"""What are the parties and places of records called in IATI, and by which codes does it know them?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lacmigration.errors import UnknownRecordError
from lacmigration.feeds._countries import coded
from lacmigration.feeds.iati._codes import ORGANISATION_TYPES
from lacmigration.records import (
    City,
    Contribution,
    Country,
    Fund,
    Network,
    Objective,
    Organisation,
    Programme,
    Record,
    Region,
    Source,
    ThematicArea,
)
from lacmigration.registry import bundled

__all__ = ["Known"]

_NAMING = (
    City,
    Contribution,
    Country,
    Fund,
    Network,
    Objective,
    Organisation,
    Programme,
    Region,
    Source,
    ThematicArea,
)
_SCHEME = "iati:"


class Known:
    """Records by their ids: those that were given, then those of the bundled registry.

    >>> known = Known([])
    >>> known.name("de"), known.party("de"), known.place("de")
    ('Germany', {'type': '10'}, ('recipient-country', {'code': 'DE'}))
    """

    def __init__(self, records: Iterable[Record]) -> None:
        """Take the records that name things; `unwritten` is the type of each other one."""
        self._given: dict[str, Any] = {}
        self.unwritten: list[str] = []
        for record in records:
            self._given[record.id] = record
            if not isinstance(record, _NAMING):
                self.unwritten.append(type(record).__name__)

    def _record(self, identity: str) -> Any:
        found = self._given.get(identity)
        if found is not None:
            return found
        try:
            return bundled()[identity]
        except UnknownRecordError:
            return None

    def name(self, identity: str) -> str:
        """What a record is called; its id where it has no name or is not known."""
        return str(getattr(self._record(identity), "name", "")) or identity

    def party(self, identity: str) -> dict[str, str]:
        """The attributes of an organisation: its IATI identifier and the code of its type, if known."""
        record = self._record(identity)
        if isinstance(record, Country):
            return {"type": "10"}
        if not isinstance(record, Organisation):
            return {}
        schemes = (one for one in record.identifiers if one.startswith(_SCHEME))
        ref = next(schemes, "").removeprefix(_SCHEME)
        kind = {"type": ORGANISATION_TYPES[record.kind]}
        return {"ref": ref} | kind if ref else kind

    def place(self, identity: str) -> tuple[str, dict[str, str]] | None:
        """The element and codes of a recipient: a country's two letters, a region's digits of DAC or M49."""
        record = self._record(identity)
        if isinstance(record, Country) and record.iso2:
            return "recipient-country", {"code": record.iso2}
        if isinstance(record, Region) and record.m49:
            return "recipient-region", {"vocabulary": "2", "code": record.m49}
        code = identity.rpartition(".")[2]
        if isinstance(record, Region) and code.isdigit():
            return "recipient-region", {"vocabulary": "1", "code": code}
        if record is None and identity.upper() in coded():
            return "recipient-country", {"code": identity.upper()}
        return None
