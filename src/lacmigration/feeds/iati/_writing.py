"""How are contributions and programmes written as IATI 2.03, and what of them has no place there?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import IO

import attrs

from lacmigration.errors import ChoiceError
from lacmigration.feeds._feed import Omission, Omissions, needs_feeds
from lacmigration.feeds._replacing import replacing
from lacmigration.feeds.iati._codes import VERSIONS
from lacmigration.feeds.iati._composing import Composer
from lacmigration.feeds.iati._parties import Known
from lacmigration.feeds.iati._programmes import activity_element
from lacmigration.feeds.iati._reporters import Reporter
from lacmigration.records import Contribution, Flow, Programme, Record
from lacmigration.sayings import message

__all__ = ["write_iati"]


def write_iati(
    records: Iterable[Record],
    path: str | Path | IO[bytes],
    *,
    reporting: Reporter,
    unknown_flow: Flow | str = "",
    start: date | None = None,
) -> tuple[Omission, ...]:
    """Write programmes and contributions as an IATI 2.03 activities file; what it cannot say is returned.

    Each Programme becomes an activity, and each contribution a transaction of the programme that receives or
    gives it; where neither party is a programme, an activity stands for the receiver. Organisations,
    countries and funds among `records`, or else in the bundled registry, name the parties. Objectives and
    thematic areas become tags of an own vocabulary (`tag_vocabulary`). `start` stands for the start of an
    activity where neither it nor a contribution has a date. A contribution of unknown flow is written only
    where `unknown_flow` says as what: "disbursement", "commitment" or "pledge". The file takes the place of
    one that was there only when it is whole.

    Errors: OSError, ChoiceError, MissingExtraError. Whatever is left out or changed (a hedge, a day where
    only a year is known, a contribution without date) is in what is returned, with the record's id.

    >>> from io import BytesIO
    >>> from lacmigration.provenance import Citation
    >>> gift = Contribution(id="our.gift", provider="de", receiver="mptf", flow="commitment",
    ...                     as_of="2024-08-31", figure="USD 550,000",
    ...                     citation=Citation("our-report", "page 2"))
    >>> file = BytesIO()
    >>> write_iati([gift], file, reporting=Reporter("XX-1", "An agency", "multilateral"))[0].reason
    'no start is stated; 2024-08-31 stands for it'
    >>> file.seek(0)
    0
    >>> from lacmigration.feeds import read_iati
    >>> [str(one.figure) for one in read_iati(file).of(Contribution)]
    ['USD 550000']
    """
    needs = message("writing {format} needs {library}", format="IATI", library="lxml")
    needs_feeds(needs, lambda: __import__("lxml.etree"))
    if unknown_flow and unknown_flow not in {Flow.DISBURSEMENT, Flow.COMMITMENT, Flow.PLEDGE}:
        raise ChoiceError("unknown_flow", unknown_flow, choices='"disbursement", "commitment" or "pledge"')
    writing = _Writing.of(tuple(records), reporting, Flow(unknown_flow) if unknown_flow else None, start)
    if isinstance(path, str | Path):
        with replacing(Path(path)) as file:
            writing.to(file)
    else:
        writing.to(path)
    return tuple(writing.by.omissions)


@attrs.define
class _Writing:
    by: Composer
    activities: dict[str, Programme | None]
    gifts: dict[str, list[Contribution]]

    @classmethod
    def of(
        cls, records: tuple[Record, ...], reporter: Reporter, unknown: Flow | None, start: date | None
    ) -> _Writing:
        omissions = Omissions.all()
        programmes: dict[str, Programme | None] = {
            record.id: record for record in records if isinstance(record, Programme)
        }
        gifts: dict[str, list[Contribution]] = {}
        for record in records:
            if isinstance(record, Contribution):
                of = next((one for one in (record.receiver, record.provider) if programmes.get(one)), "")
                programmes.setdefault(of or record.receiver, None)
                gifts.setdefault(of or record.receiver, []).append(record)
        known = Known(records)
        for kind, count in Counter(known.unwritten).items():
            omissions.add(kind, count, "records of this type have no place in an activities file")
        return cls(Composer(known, reporter, unknown, start, omissions), programmes, gifts)

    def to(self, stream: IO[bytes]) -> None:
        """Write the file, one activity in memory at a time."""
        from lxml import etree

        top = {"version": VERSIONS[-1]}
        updated = self.by.reporter.updated
        if updated is not None:
            top["generated-datetime"] = updated.isoformat(timespec="seconds")
        with etree.xmlfile(stream, encoding="UTF-8") as file:
            file.write_declaration()
            with file.element("iati-activities", top):
                for name, programme in self.activities.items():
                    element = activity_element(self.by, name, programme, self.gifts.get(name, []))
                    if element is not None:
                        file.write("\n", element)
                file.write("\n")
