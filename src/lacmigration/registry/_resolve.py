"""What do relations name, and is it there?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any

import attrs

from lacmigration.errors import ExpressionError, LacMigrationError, Problem
from lacmigration.facts import Fact, pattern_matches
from lacmigration.figures import Figure
from lacmigration.periods import PartialDate, Period
from lacmigration.records import Record, Relation, fact_of
from lacmigration.registry._consistency import fault
from lacmigration.registry._names import families, nearest
from lacmigration.registry._places import Places

__all__ = ["RegistryFacts", "relation_faults"]

_ENDS = ("start", "end")


class RegistryFacts(Mapping[str, Fact]):
    """The facts of records, by what a relation calls them: an id, `id@field`, or a pattern with "*".

    `@start` and `@end` are the ends of the period; in field names "-" is "_". Each fact is made when it is
    first asked for. As a mapping it holds the fact of every record, by id.

    >>> from lacmigration.registry import bundled
    >>> str(bundled().facts.fact("mptf.donor.germany@as-of").date)
    '2024-08'
    """

    def __init__(self, records: tuple[Record, ...], named: Mapping[str, Record]) -> None:
        """Take the records in order, and every id with the record that answers to it."""
        self._records = records
        self._named = named
        self._made: dict[str, Fact] = {}
        answers: dict[str, list[str]] = {}
        for name, record in named.items():
            answers.setdefault(record.id, []).append(name)
        self._answers = answers

    def __getitem__(self, name: str) -> Fact:
        """The fact of an id or of `id@field`; KeyError where there is none."""
        fact = self.fact(name)
        if fact is None:
            raise KeyError(name)
        return fact

    def __iter__(self) -> Iterator[str]:
        """The ids of all records."""
        return (record.id for record in self._records)

    def __len__(self) -> int:
        return len(self._records)

    def fact(self, reference: str) -> Fact | None:
        """The fact that an id or `id@field` names; None where no record has it."""
        name, _, field = reference.partition("@")
        record = self._named.get(name)
        return None if record is None else self._fact(record, field)

    def matching(self, pattern: str) -> tuple[Fact, ...]:
        """The facts of all records that answer to a pattern, in the order of the tables.

        Of `pattern@field`, those of the records where the field holds anything.
        """
        wanted, _, field = pattern.partition("@")
        found = (
            self._fact(record, field)
            for record in self._records
            if any(pattern_matches(wanted, name) for name in self._answers[record.id])
        )
        return tuple(fact for fact in found if fact is not None and (not field or _holds_anything(fact)))

    def complaint(self, reference: str) -> str:
        """Why nothing can answer to an id, `id@field` or pattern, and what may have been meant; else empty.

        >>> from lacmigration.registry import bundled
        >>> bundled().facts.complaint("mptf.mobilized")
        'no record has this id; perhaps mptf.mobilised was meant'
        """
        name, _, field = reference.partition("@")
        matching = self.matching(name) if "*" in name else ()
        if "*" in name and not matching:
            return f"no record matches the pattern{nearest(name, families(self._named))}"
        if "*" not in name and name not in self._named:
            return f"no record has this id{nearest(name, self._named)}"
        ids = [fact.id for fact in matching] or [name]
        if field and all(self.fact(f"{one}@{field}") is None for one in ids):
            record = self._named[ids[0]]
            known = [attribute.name for attribute in attrs.fields(type(record))]
            known += _ENDS if hasattr(record, "period") else ()
            return f"a {type(record).__name__} has no field {field}{nearest(field, known)}"
        return ""

    def _fact(self, record: Record, field: str) -> Fact | None:
        key = f"{record.id}@{field}" if field else record.id
        fact = self._made.get(key)
        if fact is None:
            fact = _field_fact(record, field) if field else fact_of(record)
            if fact is not None:
                self._made[key] = fact
        return fact


def _holds_anything(fact: Fact) -> bool:
    return fact.figure is not None or fact.date is not None or bool(fact.names)


def _value(record: Record, field: str) -> Any:
    """What a field holds; AttributeError for a field that the type has not."""
    name = field.replace("-", "_")
    if name in _ENDS and hasattr(record, "period"):
        return None if record.period is None else getattr(record.period, name)
    if name not in {attribute.name for attribute in attrs.fields(type(record))}:
        raise AttributeError(name)
    return getattr(record, name)


def _field_fact(record: Record, field: str) -> Fact | None:
    try:
        value = _value(record, field)
    except AttributeError:
        return None
    base = fact_of(record)
    if isinstance(value, Figure):
        return base
    fact = attrs.evolve(base, id=f"{record.id}@{field}", figure=None, label=f"{base.label} ({field})")
    match value:
        case PartialDate():
            return attrs.evolve(fact, date=value)
        case bool() | None:
            return fact
        case int():
            return attrs.evolve(fact, figure=Figure.exact(value))
        case Enum():
            return attrs.evolve(fact, names=(str(value.value),))
        case str():
            return attrs.evolve(fact, names=(value,) if value else ())
        case tuple():
            return attrs.evolve(fact, names=value)
        case Period():
            return attrs.evolve(fact, names=(str(value),))
        case _:
            return None


def relation_faults(
    relations: Iterable[Relation],
    named: Mapping[str, Record],
    *,
    places: Places,
) -> list[Problem]:
    """The relations that cannot be read, and those that name what no record has."""
    from lacmigration.relations import parse_relation, references

    facts = RegistryFacts(tuple({record.id: record for record in named.values()}.values()), named)
    found: list[Problem] = []
    for record in relations:
        text = record.expression
        try:
            parsed = parse_relation(text, id=record.id, waives=record.waives)
        except ExpressionError as error:
            message = f"{error.problem}, at character {error.column}"
            found.append(fault(record, "expression", _around(text, error.column), message, places=places))
            continue
        except LacMigrationError as error:
            message = str(error).removeprefix("waives: ")
            found.append(fault(record, "waives", "|".join(record.waives), message, places=places))
            continue
        for reference in references(parsed):
            message = facts.complaint(str(reference))
            if message:
                message = f"{message}, at character {reference.column}"
                found.append(fault(record, "expression", str(reference), message, places=places))
    return found


_AROUND = 30


def _around(text: str, column: int) -> str:
    start = max(0, column - 1 - _AROUND)
    return ("..." if start else "") + text[start : column + _AROUND]
