"""What becomes of the tables of a registry when records are added, some of them in the place of others?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import attrs

from lacmigration.errors import InputErrors, Problem
from lacmigration.records import RECORD_TYPES, Record, Relation
from lacmigration.registry._consistency import faults
from lacmigration.registry._names import nearest, successors
from lacmigration.registry._places import NOWHERE, Addition, Origin, Place, Places
from lacmigration.registry._resolve import relation_faults

__all__ = ["Base", "with_additions"]


@attrs.frozen
class Base:
    """What a registry holds: its tables by name, the records that others took the place of, all places."""

    tables: Mapping[str, Sequence[Record]]
    superseded: tuple[Record, ...]
    places: Places


@attrs.frozen
class _Heap:
    """All records, old ones first, by number; `holders` has the numbers of every id."""

    records: Sequence[Record]
    places: Sequence[Place]
    first_new: int
    retired: Mapping[str, Record]
    holders: Mapping[str, Sequence[int]]

    def problem(self, number: int, field: str, message: str) -> Problem:
        file, line, columns = self.places[number]
        value = str(getattr(self.records[number], field))
        return Problem(file, line, columns.get(field, 0), field, value, message)

    def where(self, number: int) -> str:
        file, line, _ = self.places[number]
        return str(Origin(file, line))


def with_additions(base: Base, additions: Iterable[Addition], *, relations: bool = True) -> Base:
    """The base and the additions.

    `relations` says whether the relations among the additions are read, and what they name is looked up.
    Errors: InputErrors with everything that is wrong.
    """
    added = tuple(additions)
    types = frozenset(RECORD_TYPES.values())
    for record, _ in added:
        if type(record) not in types:
            raise TypeError(f"{record!r} is no record: the record types are those of lacmigration.records")
    heap = _heap(base, added)
    replaces, problems = _replacements(heap)
    problems += _collisions(heap, replaces)
    replaced = set(replaces.values())
    by_type: dict[type, list[Record]] = {record_type: [] for record_type in types}
    for number in _order(len(heap.records), replaces):
        by_type[type(heap.records[number])].append(heap.records[number])
    tables = {table: by_type[record_type] for table, record_type in RECORD_TYPES.items()}
    superseded = base.superseded + tuple(heap.records[number] for number in sorted(replaced))
    at = dict(base.places)
    for record, place in added:
        at[record.id] = place
    if relations:
        named = successors((record for table in tables.values() for record in table), superseded)
        new = (record for record, _ in added if isinstance(record, Relation))
        problems += relation_faults(new, named, places=at)
    if problems:
        raise InputErrors([*problems, *_others(problems, faults(tables, superseded=superseded, places=at))])
    return Base(tables, superseded, at)


def _others(known: Sequence[Problem], found: Sequence[Problem]) -> Iterator[Problem]:
    """The problems at cells that have none yet; of ids and what supersedes what, all is known."""
    cells = {(one.file, one.line, one.field, one.value) for one in known}
    return (
        one
        for one in found
        if one.field not in {"id", "supersedes"} and (one.file, one.line, one.field, one.value) not in cells
    )


def _heap(base: Base, added: Sequence[Addition]) -> _Heap:
    old = tuple(record for table in base.tables.values() for record in table)
    records = (*old, *(record for record, _ in added))
    holders: dict[str, list[int]] = {}
    for number, record in enumerate(records):
        holders.setdefault(record.id, []).append(number)
    here = (*(base.places.get(record.id, NOWHERE) for record in old), *(place for _, place in added))
    retired = {name: record for name, record in successors(old, base.superseded).items() if name != record.id}
    return _Heap(records, here, len(old), retired, holders)


def _order(count: int, replaces: Mapping[int, int]) -> list[int]:
    """The numbers of the records that stay, each in the place of the first one that it replaces."""
    if not replaces:
        return list(range(count))

    def place(number: int) -> int:
        while number in replaces:
            number = replaces[number]
        return number

    gone = set(replaces.values())
    return sorted((number for number in range(count) if number not in gone), key=place)


def _replacements(heap: _Heap) -> tuple[dict[int, int], list[Problem]]:
    """Which new record takes the place of which record, and what forbids it."""
    replaces: dict[int, int] = {}
    problems: list[Problem] = []
    by: dict[int, int] = {}
    for number in range(heap.first_new, len(heap.records)):
        name = heap.records[number].supersedes
        if not name:
            continue
        old = _superseded(heap, number, name)
        if old is None:
            message = _no_such(heap, number, name)
        elif type(heap.records[old]) is not type(heap.records[number]):
            message = f"is a {type(heap.records[old]).__name__}: a record supersedes one of its own type"
        elif old in by:
            message = f"is superseded twice, also by {heap.records[by[old]].id} ({heap.where(by[old])})"
        else:
            replaces[number] = old
            by[old] = number
            continue
        problems.append(heap.problem(number, "supersedes", message))
    return _without_circles(heap, replaces, problems)


def _superseded(heap: _Heap, number: int, name: str) -> int | None:
    """The number of the record that one supersedes: not itself, nor a rival."""
    for other in heap.holders.get(name, ()):
        rival = other >= heap.first_new and heap.records[other].supersedes == name
        if other != number and not rival:
            return other
    return None


def _no_such(heap: _Heap, number: int, name: str) -> str:
    if name in heap.retired:
        return f"was superseded before, by {heap.retired[name].id}: supersede that one"
    kind = type(heap.records[number])
    near = nearest(name, [one.id for one in heap.records if type(one) is kind and one.id != name])
    return f"is the id of no record that was there before{near}"


def _without_circles(
    heap: _Heap, replaces: dict[int, int], problems: list[Problem]
) -> tuple[dict[int, int], list[Problem]]:
    for number in list(replaces):
        way = [number]
        while way[-1] in replaces and replaces[way[-1]] not in way:
            way.append(replaces[way[-1]])
        if replaces.get(way[-1]) == number:
            names = " -> ".join(heap.records[one].id for one in (*way, number))
            problems.append(heap.problem(number, "supersedes", f"goes in a circle: {names}"))
            for one in way:
                del replaces[one]
    return replaces, problems


def _collisions(heap: _Heap, replaces: Mapping[int, int]) -> Iterator[Problem]:
    for name, numbers in heap.holders.items():
        if len(numbers) == 1 and name not in heap.retired:
            continue
        for earlier, number in pairwise(numbers):
            if replaces.get(number) != earlier and replaces.get(earlier) != number:
                record = heap.records[number]
                if record.supersedes == name:  # said already
                    continue
                message = (
                    f"is taken by {heap.where(earlier)}: give another id, or write {name} under supersedes"
                )
                yield heap.problem(number, "id", message)
        if name in heap.retired and numbers[-1] >= heap.first_new:
            by = heap.retired[name].id
            yield heap.problem(
                numbers[-1], "id", f"was the id of a record that {by} superseded: give another id"
            )
