"""Which records contradict the rules that hold between records?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import attrs

from lacmigration.errors import Problem
from lacmigration.records import RECORD_TYPES, Record
from lacmigration.registry._names import nearest, successors
from lacmigration.registry._places import NOWHERE, Places

__all__ = ["fault", "faults", "reference_fields"]


@attrs.frozen
class ReferenceField:
    """A field that names other records: one or several, of some kinds; no kinds means any."""

    name: str
    several: bool
    kinds: frozenset[str]


@lru_cache(maxsize=64)
def reference_fields(record_type: type) -> tuple[ReferenceField, ...]:
    """The fields of a record type that name other records.

    >>> [field.name for field in reference_fields(RECORD_TYPES["memberships"])]
    ['group', 'member']
    """
    return tuple(
        ReferenceField(one.name, one.default == (), frozenset(one.metadata["refers"]) - {"*"})
        for one in attrs.fields(record_type)
        if "refers" in one.metadata
    )


def fault(record: Record, field: str, value: str, message: str, *, places: Places) -> Problem:
    """A problem at the cell of a record's field."""
    file, line, columns = places.get(record.id, NOWHERE)
    column = columns.get(field, 0)
    if not file:
        message = f"{record.id}: {message}"
    return Problem(file or "(made in Python)", line, column, field, value, message)


def faults(
    tables: Mapping[str, Iterable[Record]],
    *,
    superseded: Iterable[Record],
    places: Places,
) -> list[Problem]:
    """What is wrong between the records: ids twice, references that lead nowhere, circles of parents."""
    misplaced = list(_misplaced(tables, places))
    if misplaced:  # nothing else can be asked of them
        return misplaced
    old = tuple(superseded)
    records = [record for table in tables.values() for record in table]
    named = successors(records, old)
    found = list(_doubled(records, places))
    found += _dangling(tables, named, places)
    found += _unfounded(records, {record.id for record in old}, places)
    found += _circles(tables, places)
    return found


def _misplaced(tables: Mapping[str, Iterable[Record]], places: Places) -> Iterator[Problem]:
    for table, records in tables.items():
        for record in records:
            if not isinstance(record, RECORD_TYPES[table]):
                message = f"is a {type(record).__name__}, which is no record of the table {table}"
                yield fault(record, "id", record.id, message, places=places)


def _doubled(records: Iterable[Record], places: Places) -> Iterator[Problem]:
    seen: set[str] = set()
    for record in records:
        if record.id in seen:
            yield fault(record, "id", record.id, "is the id of two records", places=places)
        seen.add(record.id)


def _dangling(
    tables: Mapping[str, Iterable[Record]],
    named: Mapping[str, Any],
    places: Places,
) -> Iterator[Problem]:
    for table, records in tables.items():
        fields = reference_fields(RECORD_TYPES[table])
        cited = table != "sources"
        for record in records:
            for field in fields:
                value = getattr(record, field.name)
                for name in value if field.several else (value,) if value else ():
                    target = named.get(name)
                    if target is None or (field.kinds and type(target).__name__ not in field.kinds):
                        message = _astray(name, target, field.kinds, named)
                        yield fault(record, field.name, name, message, places=places)
            if cited:
                source = record.citation.source  # type: ignore[union-attr]  # only a Source cites itself
                if type(named.get(source)).__name__ != "Source":
                    message = _astray(source, named.get(source), frozenset({"Source"}), named)
                    yield fault(record, "source", source, message, places=places)


def _astray(name: str, target: Any, kinds: frozenset[str], named: Mapping[str, Any]) -> str:
    wanted = " or ".join(sorted(kinds)) or "record"
    if target is not None:
        return f"is a {type(target).__name__}, where a {wanted} belongs"
    near = {one: record for one, record in named.items() if not kinds or type(record).__name__ in kinds}
    called = [one for one, record in near.items() if _called(record) == name.replace("-", " ")]
    meant = f"; {called[0]} is the id of {near[called[0]].name}" if called else nearest(name, near)
    home = "" if meant or kinds != {"Source"} else "; give it a row in sources.csv"
    return f"is the id of no {wanted}{meant}{home}"


def _called(record: Any) -> str:
    return str(getattr(record, "name", "")).casefold()


def _unfounded(records: Iterable[Record], old: set[str], places: Places) -> Iterator[Problem]:
    for record in records:
        if record.supersedes and record.supersedes not in old:
            message = "is said to be superseded, but no such record was there before"
            yield fault(record, "supersedes", record.supersedes, message, places=places)


def _circles(tables: Mapping[str, Iterable[Record]], places: Places) -> Iterator[Problem]:
    """Records that are their own ancestors, by a field that leads to records of the same type."""
    for table, records in tables.items():
        kind = RECORD_TYPES[table]
        for field in reference_fields(kind):
            if field.several or kind.__name__ not in field.kinds:
                continue
            above = {record.id: getattr(record, field.name) for record in records}
            for record in records:
                way = [record.id]
                while above.get(way[-1]) and above[way[-1]] not in way:
                    way.append(above[way[-1]])
                if above.get(way[-1]) == record.id and record.id == min(way):  # one problem a circle
                    message = f"goes in a circle: {' -> '.join([*way, record.id])}"
                    yield fault(record, field.name, above[record.id], message, places=places)
