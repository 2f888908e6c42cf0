"""Which records belong together? Groups by a field, by a name that readers use for it, or by any function."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, Literal

import attrs

from lacmigration.errors import AggregationError, ChoiceError, RecordError
from lacmigration.records import (
    Contribution,
    Event,
    Initiative,
    Membership,
    Objective,
    Observation,
    Office,
    Operation,
    Organisation,
    Programme,
    Project,
    Strategy,
    ThematicArea,
)

__all__ = [
    "NOT_STATED",
    "UNALLOCATED",
    "By",
    "Part",
    "Several",
    "grouped",
    "in_order",
    "keys_of",
    "weights_of",
]

By = str | Callable[[Any], Any]
"""What to group by: a field ("provider", "citation.source"), an alias ("donor"), or a function."""

Several = Literal["unallocated", "refuse", "equal"]
"""What becomes of a record with more than one group and no split of its own.

It goes to the bucket UNALLOCATED, is refused, or is divided equally.
"""

UNALLOCATED = "(unallocated)"
"""The group of what belongs to several groups in parts that nobody states. No id has parentheses."""

NOT_STATED = "(not stated)"
"""The group of records whose field is empty."""

_ALIASES: Mapping[str, Mapping[type, tuple[str, ...]]] = {
    "donor": {
        Contribution: ("provider",),
        Programme: ("funders", "fund"),
        Project: ("funders",),
        Initiative: ("funders",),
    },
    "recipient": {
        Contribution: ("receiver",),
        Programme: ("recipients",),
        Project: ("places",),
        Operation: ("places",),
        Initiative: ("places",),
    },
    "organisation": {
        Contribution: ("provider",),
        Initiative: ("actors",),
        Membership: ("member",),
        Office: ("body",),
        Operation: ("owner",),
        Organisation: ("id",),
        Programme: ("implementers", "fund"),
        Project: ("owner",),
        Strategy: ("owner",),
        Event: ("organisers",),
    },
    "country": {
        Event: ("place",),
        Initiative: ("places",),
        Observation: ("area",),
        Operation: ("places",),
        Programme: ("recipients",),
        Project: ("places",),
        Strategy: ("places",),
    },
    "objective": {
        Initiative: ("objectives",),
        Objective: ("id",),
        Programme: ("objectives",),
        Project: ("objectives",),
        ThematicArea: ("objectives",),
    },
}
_EVERYWHERE = {"source": "citation.source", "currency": "figure.unit"}
_CHOICES = ("unallocated", "refuse", "equal")
_MANY = (tuple, list, set, frozenset)


@attrs.frozen
class Part:
    """A record, or the part of it that belongs to a group."""

    record: Any
    weight: Fraction = Fraction(1)


def grouped(
    records: Iterable[Any], by: By, *, several: Several = "unallocated"
) -> dict[Hashable, tuple[Part, ...]]:
    """Divide records into groups, in an order that does not depend on theirs.

    `by` is a field of the records (or a path of fields such as "citation.source"), a name that readers use
    for one: "donor", "recipient", "organisation", "country", "objective", "source", "currency"; or a function
    from a record to a key, or to a tuple of keys. A record of several groups is divided by its own `split`
    where it has one, else as `several` says. Empty fields make the group NOT_STATED.

    Errors: AggregationError, with every record that has no such field or, under "refuse", several groups.

    >>> from lacmigration.facts import Fact
    >>> grouped([Fact(id="a", scope="x"), Fact(id="b", scope="y"), Fact(id="c", scope="x")], "scope").keys()
    dict_keys(['x', 'y'])
    """
    found: dict[Hashable, list[Part]] = {}
    listed = tuple(records)
    problems = [] if callable(by) else _unknown_fields(listed, by)
    for record in () if problems else listed:
        try:
            weights = weights_of(record, by, several=several)
        except (AggregationError, RecordError) as problem:
            problems.append(str(problem))
            continue
        for key, weight in weights.items():
            found.setdefault(key, []).append(Part(record, weight))
    if problems:
        raise AggregationError(problems)
    return {key: tuple(found[key]) for key in in_order(found)}


def _unknown_fields(records: Sequence[Any], name: str) -> list[str]:
    """For each kind of record that has no such field: which one, how many more, what it has; once."""
    lacking: dict[type, list[Any]] = {}
    for record in records:
        if not _paths(record, name):
            lacking.setdefault(type(record), []).append(record)
    return [_lacks(found, name) for found in lacking.values()]


def _lacks(found: Sequence[Any], name: str) -> str:
    others = f" and {len(found) - 1} other{'s' if len(found) > 2 else ''}" if len(found) > 1 else ""
    has = "has" if len(found) == 1 else "have"
    kind = type(found[0])
    fields = [one.alias or one.name for one in attrs.fields(kind)] if attrs.has(kind) else []
    known = sorted({*fields, *(alias for alias, kinds in _ALIASES.items() if kind in kinds)})
    a = "an" if kind.__name__[0] in "AEIOUaeiou" else "a"
    such = ", ".join(known) or "no fields; pass records, such as those of lacmigration.bundled()"
    return f'"{_name(found[0])}"{others} {has} no {name!r}: {a} {kind.__name__} has {such}'


def in_order(keys: Iterable[Hashable]) -> list[Hashable]:
    """Keys in a stable order: numbers, then all else by its text, then what has no group."""
    return sorted(keys, key=_order)


def _order(key: Hashable) -> tuple[int, Fraction, str, str]:
    if key in (UNALLOCATED, NOT_STATED):
        return 2, Fraction(0), str(key), ""
    if isinstance(key, int | Decimal | Fraction):
        return 0, Fraction(key), "", ""
    return 1, Fraction(0), str(key), repr(key)


def weights_of(record: Any, by: By, *, several: Several) -> dict[Hashable, Fraction]:
    """The groups of one record with the part of it that belongs to each; the parts add up to 1.

    Errors: AggregationError where it has no such field, or several groups under "refuse"; RecordError for a
    split that does not fit; ChoiceError for another `several`.
    """
    if several not in _CHOICES:
        raise ChoiceError("several", several, choices=" or ".join(_CHOICES))
    keys = keys_of(record, by)
    if len(keys) == 1:
        return {keys[0]: Fraction(1)}
    split = _split(record, keys)
    if split is not None:
        return split
    if several == "refuse":
        shown = ", ".join(map(str, keys))
        message = f'"{_name(record)}" belongs to {shown}: say several="unallocated" or several="equal"'
        raise AggregationError([message])
    if several == "unallocated":
        return {UNALLOCATED: Fraction(1)}
    return dict.fromkeys(keys, Fraction(1, len(keys)))


def keys_of(record: Any, by: By) -> tuple[Hashable, ...]:
    """The groups of one record, each once; at least one.

    Errors: AggregationError where the record has no such field.
    """
    value = by(record) if callable(by) else _field(record, by)
    if isinstance(value, set | frozenset):
        value = in_order(value)
    keys = tuple(dict.fromkeys(map(_plain, value))) if isinstance(value, _MANY) else (_plain(value),)
    stated = tuple(key for key in keys if key not in ("", None))
    return stated or (NOT_STATED,)


def _plain(value: Any) -> Hashable:
    key: Hashable = value.value if isinstance(value, Enum) else value
    return key


def _field(record: Any, name: str) -> Any:
    paths = _paths(record, name)
    if not paths:
        raise AggregationError([_lacks([record], name)])
    for path in paths:
        value = record
        for step in path.split("."):
            value = getattr(value, step, None)
        if value not in ("", None, ()):
            return value
    return None


def _paths(record: Any, name: str) -> tuple[str, ...]:
    """Where a record has it: a field, a path, or the fields of an alias; nothing where it has not."""
    fields = [one.alias or one.name for one in attrs.fields(type(record))] if attrs.has(type(record)) else []
    if name.partition(".")[0] in fields:
        return (name,)
    known = _ALIASES.get(name, {}).get(type(record))
    if known is None:
        return (_EVERYWHERE[name],) if name in _EVERYWHERE else ()
    return known


def _split(record: Any, keys: tuple[Hashable, ...]) -> dict[Hashable, Fraction] | None:
    """The shares that a record states for just these groups, as "mx=1/2" or "mx=50%"; None without any."""
    texts = getattr(record, "split", ())
    if not texts or not set(keys) <= set(getattr(record, "recipients", ())):
        return None
    found: dict[Hashable, Fraction] = {}
    for text in texts:
        key, _, share = text.partition("=")
        try:
            number = Fraction(share.strip().removesuffix("%"))
        except (ValueError, ZeroDivisionError) as cause:
            message = (
                f'"{_name(record)}": split {text!r} is not a share; write "mx=0.5", "mx=1/2" or "mx=50%"'
            )
            raise RecordError(message, field="split", value=text) from cause
        found[key.strip()] = number / 100 if share.strip().endswith("%") else number
    if set(found) != set(keys) or sum(found.values()) != 1 or min(found.values()) < 0:
        shown = ", ".join(map(str, keys))
        message = f'"{_name(record)}": split {" | ".join(texts)} must give shares of {shown} that add up to 1'
        raise RecordError(message, field="split", value=texts)
    return {key: share for key, share in found.items() if share}


def _name(record: Any) -> str:
    return str(getattr(record, "id", "") or getattr(record, "label", "") or record)
