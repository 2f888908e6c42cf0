"""How much do records add up to? Sums that mix no currencies, flows or dates and count no money twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypedDict, Unpack, overload

import attrs

from lacmigration.amounts import Amount, Term, as_fact, settled
from lacmigration.dimensions import plain_dimension
from lacmigration.errors import AggregationError, ChoiceError, CurrencyMismatchError
from lacmigration.facts import Fact, apart_in_time
from lacmigration.grouping import By, Part, Several, grouped

__all__ = ["Meant", "added", "group_amounts", "total"]

Choice = Literal["same", "any"]
_LONGEST_SHOWN = 80
_TWICE = "the same money may be counted twice"


class Meant(TypedDict, total=False):
    """What a caller of a function over records may say that it means; each is refused otherwise."""

    flows: Choice
    as_of: Choice
    periods: Choice
    measures: Choice
    scopes: Choice
    bases: Choice
    overlaps: Literal["refuse", "any"]
    missing: Literal["refuse", "skip"]


@overload
def total(records: Iterable[Any], *, by: None = None, **meant: Unpack[Meant]) -> Amount: ...
@overload
def total(
    records: Iterable[Any], *, by: By, several: Several = "unallocated", **meant: Unpack[Meant]
) -> dict[Hashable, Amount]: ...
def total(
    records: Iterable[Any], *, by: By | None = None, several: Several = "unallocated", **meant: Unpack[Meant]
) -> Amount | dict[Hashable, Amount]:
    """Add up the figures of records, or of each group of them, exactly, with what rounding leaves open.

    Beside records it takes facts, figures, money, texts of figures, and amounts (a total that was converted,
    say). With `by` (see `grouping.grouped`) it gives a dict from group to amount. What may not be added up is
    refused, all reasons together, unless the caller says that it is meant: `flows="any"` (pledges with
    disbursements), `as_of="any"` (other dates), `periods="any"` (flows of other periods), `measures="any"`
    (stocks with flows), `scopes="any"`, `bases="any"` (shares of different wholes), `overlaps="any"` (money
    that may be counted twice: given on by who received it, held by a fund in all, or one contribution within
    another), `missing="skip"` (records without a figure; the result lists them).

    The figures are one list: where the finest of a unit is written to the dollar, so are the others, and
    their trailing zeros leave nothing open.

    Errors: CurrencyMismatchError with both records; AggregationError for the other reasons, for units that
    differ, and for nothing to add up; ChoiceError; FloatError for a float.

    >>> parts = total(["USD 57.5M", "USD 2.3M"])
    >>> str(parts), parts.strict
    ('USD 59,800,000', [59700000, 59900000])
    """
    if by is None:
        return added(records, **meant)
    listed = tuple(_many(records))
    items = _by_record(listed, _listed(listed))
    groups = grouped(listed, by, several=several)
    return _each(groups, lambda parts: _sum(_parts_of(parts, items), **meant))


def _each(
    groups: dict[Hashable, tuple[Part, ...]], add: Callable[[tuple[Part, ...]], Amount]
) -> dict[Hashable, Amount]:
    """The amount of every group; the reasons of all groups that have none together."""
    found, problems, currencies = {}, [], False
    for key, parts in groups.items():
        try:
            found[key] = add(parts)
        except (AggregationError, CurrencyMismatchError) as problem:
            problems.append(f"{key}: {problem}")
            currencies |= isinstance(problem, CurrencyMismatchError)
    if problems:
        raise CurrencyMismatchError("; ".join(problems)) if currencies else AggregationError(problems)
    return found


def group_amounts(
    records: Iterable[Any], by: By, *, several: Several = "unallocated", **meant: Unpack[Meant]
) -> tuple[Amount, dict[Hashable, Amount]]:
    """The amount of all records, and of each group; what may not be added up is refused over all together.

    Errors: as `total`.
    """
    listed = tuple(_many(records))
    items = _listed(listed)
    whole = _sum(items, **meant)
    known, amounts = _by_record(listed, items), {}
    for key, parts in grouped(listed, by, several=several).items():
        terms = tuple(term for item in sorted(_parts_of(parts, known), key=_by_name) for term in item.terms)
        if terms:
            amounts[key] = attrs.evolve(whole, terms=terms, missing=())
    return whole, amounts


@attrs.frozen(eq=False)
class _Item:
    """One thing to add: its terms, or none where its figure is missing."""

    name: str
    record: Any
    facts: tuple[Fact, ...]
    terms: tuple[Term, ...]
    unit: str = ""
    prices: int | None = None
    missing: tuple[str, ...] = ()


def _many(records: Iterable[Any]) -> Iterator[Any]:
    if isinstance(records, str) or not hasattr(records, "__iter__"):
        shown = repr(records)
        shown = shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}..."
        message = f"{shown} is a {type(records).__name__}; pass a list of records, even for one"
        raise TypeError(message)
    return iter(records)


def _listed(records: Iterable[Any]) -> list[_Item]:
    """What is to be added, as one list: the finest figure tells how far the zeros of the others count."""
    items = [_item(entry) for entry in _many(records)]
    kept = [term for item in items for term in item.terms if term.weight > 0]
    settled_terms = dict(zip(map(id, kept), settled(kept), strict=True))
    return [
        attrs.evolve(item, terms=tuple(settled_terms.get(id(term), term) for term in item.terms))
        for item in items
    ]


def _by_record(records: Sequence[Any], items: Sequence[_Item]) -> Mapping[int, Sequence[_Item]]:
    """The items of each object, several where it is listed several times."""
    found: dict[int, list[_Item]] = {}
    for record, item in zip(records, items, strict=True):
        found.setdefault(id(record), []).append(item)
    return found


def _parts_of(parts: Iterable[Part], items: Mapping[int, Sequence[_Item]]) -> Iterator[_Item]:
    """What belongs to a group, as it stands in the list of all."""
    seen: Counter[int] = Counter()
    for part in parts:
        key = id(part.record)
        item = items[key][seen[key]]
        seen[key] += 1
        yield attrs.evolve(item, terms=tuple(term.times(part.weight) for term in item.terms))


def _item(entry: Any) -> _Item:
    part = entry if isinstance(entry, Part) else Part(entry)
    if isinstance(part.record, Amount):
        amount = part.record
        terms = tuple(term.times(part.weight) for term in amount.terms)
        facts = tuple(term.fact for term in terms)
        return _Item(amount.said, amount, facts, terms, amount.unit, amount.prices, amount.missing)
    fact = as_fact(part.record)
    name = fact.id or fact.label
    if fact.figure is None:
        return _Item(name, part.record, (fact,), (), missing=(name,))
    return _Item(name, part.record, (fact,), (Term(fact, part.weight),), fact.figure.unit)


def added(records: Iterable[Any], **meant: Unpack[Meant]) -> Amount:
    """One amount of all records or parts of records; as `total` without groups."""
    return _sum(_listed(records), **meant)


def _sum(
    items: Iterable[_Item],
    *,
    flows: Choice = "same",
    as_of: Choice = "same",
    periods: Choice = "same",
    measures: Choice = "same",
    scopes: Choice = "same",
    bases: Choice = "same",
    overlaps: Literal["refuse", "any"] = "refuse",
    missing: Literal["refuse", "skip"] = "refuse",
) -> Amount:
    """In the order of their names, so that no result depends on the order of the records."""
    same = {
        "flows": flows,
        "as_of": as_of,
        "periods": periods,
        "measures": measures,
        "scopes": scopes,
        "bases": bases,
    }
    for name, value in same.items():
        _require(name, value, "same", "any")
    _require("overlaps", overlaps, "refuse", "any")
    _require("missing", missing, "refuse", "skip")
    ordered = sorted(items, key=_by_name)
    stated = [item for item in ordered if item.terms]
    skipped = tuple(name for item in ordered for name in item.missing)
    problems: list[str] = []
    if skipped and missing != "skip":
        problems.append(f'no figure in {_quoted(skipped)}; say missing="skip" to leave it out')
    if not stated:
        problems.append("there is nothing to add up, and a sum of nothing has no unit")
    currencies = _currencies(stated)
    facts = [fact for item in stated for fact in item.facts]
    problems += currencies or _units(stated)
    for name, differing in _DIFFERING.items():
        if same[name] != "any":
            problems += [f'{text}: say {name}="any" to add them all the same' for text in differing(facts)]
    if overlaps != "any":
        problems += [f'{problem}; say overlaps="any" to add both' for problem in _overlaps(stated)]
    if problems:
        raise CurrencyMismatchError("; ".join(problems)) if currencies else AggregationError(problems)
    terms = tuple(term for item in stated for term in item.terms)
    return Amount(terms, _common_unit(stated), missing=skipped, prices=stated[0].prices)


def _require(name: str, value: str, *choices: str) -> None:
    if value not in choices:
        raise ChoiceError(name, value, choices=" or ".join(choices))


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _base(item: _Item) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(plain_dimension(item.unit).items()))


def _is_money(item: _Item) -> bool:
    return len(item.unit) == 3 and item.unit.isupper()


def _currencies(items: list[_Item]) -> list[str]:
    firsts = {item.unit: item for item in reversed(items) if _is_money(item)}
    if len(firsts) < 2:
        return []
    shown = " and ".join(f'"{item.name}" in {unit}' for unit, item in sorted(firsts.items()))
    return [f"currencies differ, {shown}: convert to one first"]


def _units(items: list[_Item]) -> list[str]:
    """A unit that nobody wrote goes with any count, not with money; prices are of one year."""
    firsts = {_base(item): item for item in reversed(items)}
    problems = []
    bare = any(item.unit == "1" for item in items) and not any(map(_is_money, items))
    if len(firsts) - (bare and () in firsts) > 1:
        shown = " and ".join(
            f'"{item.name}" in {item.unit}' for item in sorted(firsts.values(), key=_by_name)
        )
        problems.append(f"units differ, {shown}")
    prices = {item.prices: item for item in reversed(items)}
    if len(prices) > 1:
        shown = " and ".join(
            f'"{item.name}" in {_prices(item)}' for item in sorted(prices.values(), key=_by_name)
        )
        problems.append(f"prices differ, {shown}: bring them to one year")
    return problems


def _by_name(item: _Item) -> str:
    return item.name


def _prices(item: _Item) -> str:
    return "prices of its time" if item.prices is None else f"prices of {item.prices}"


def _common_unit(items: list[_Item]) -> str:
    """The unit as most of the parts write it; the first by its letters where several are as frequent."""
    counted = Counter(item.unit for item in items if item.unit != "1")
    return min(counted, key=lambda unit: (-counted[unit], unit)) if counted else "1"


def _dates(facts: list[Fact]) -> list[str]:
    """Dates known in part all agree when the latest start is not after the earliest end."""
    apart = apart_in_time(facts, "as_of")
    if apart is None:
        return []
    (first, early), (last, late) = apart
    return [f'dates differ, "{first.label}" is as of {early}, "{last.label}" as of {late}']


def _periods(facts: list[Fact]) -> list[str]:
    apart = apart_in_time(facts, "period")
    if apart is None:
        return []
    (first, early), (last, late) = apart
    return [f'periods differ, "{first.label}" is of {early}, "{last.label}" of {late}']


def _differing(name: str) -> Callable[[list[Fact]], list[str]]:
    """How facts differ in a text that each of them says or leaves open."""

    def differing(facts: list[Fact]) -> list[str]:
        firsts = {getattr(fact, name): fact for fact in reversed(facts) if getattr(fact, name)}
        if len(firsts) < 2:
            return []
        shown = ", ".join(f'"{fact.label}" is {value}' for value, fact in sorted(firsts.items()))
        return [f"{name}s differ, {shown}"]

    return differing


def _measures(facts: list[Fact]) -> list[str]:
    return _differing("measure")([fact for fact in facts if fact.measure in {"stock", "flow"}])


def _bases(facts: list[Fact]) -> list[str]:
    firsts = {fact.base: fact for fact in reversed(facts) if fact.base}
    if len(firsts) < 2:
        return []
    shown = ", ".join(f'"{fact.label}" is a share of {base}' for base, fact in sorted(firsts.items()))
    return [f"bases differ, {shown}"]


_DIFFERING = {
    "as_of": _dates,
    "periods": _periods,
    "flows": _differing("flow"),
    "scopes": _differing("scope"),
    "measures": _measures,
    "bases": _bases,
}
"""In what facts may differ, by the argument that allows it, and how they do."""


def _overlaps(items: list[_Item]) -> Iterator[str]:
    """Every way in which the same money would be counted twice, once each."""
    owners = {fact.id: item for item in reversed(items) for fact in item.facts if fact.id}
    names = Counter(name for item in items for name in {fact.id for fact in item.facts} if name)
    yield from (f'"{name}" is there {times} times' for name, times in sorted(names.items()) if times > 1)
    for item in items:
        for field, link in (("within", "is part of"), ("supersedes", "takes the place of")):
            other = owners.get(getattr(item.record, field, ""), item)
            if other is not item:
                yield f'"{item.name}" {link} "{other.name}"'
    paid_by = _by_party(items, _givers)
    for name, held in _by_party(items, _holders).items():
        whole = next((item for item in held if _holds_all(item, name)), None)
        if whole is not None and len(held) > 1:
            others = [item for item in held if item is not whole]
            yield f'{_TWICE}, "{whole.name}" is all that {name} holds, and so holds {_some(others)}'
    for name, given in _by_party(items, _holders).items():
        spent = [item for item in paid_by.get(name, []) if item not in given]
        if spent:
            yield f"{_TWICE}, {_some(given)} went to {name} and {_some(spent)} came from it"
        if owners.get(name, given[0]) not in given:
            yield f'{_TWICE}, {_some(given)} went to "{name}"'


def _by_party(items: list[_Item], parties: Callable[[_Item], Iterable[str]]) -> dict[str, list[_Item]]:
    found: dict[str, list[_Item]] = {}
    for item in items:
        for party in dict.fromkeys(parties(item)):
            found.setdefault(party, []).append(item)
    return found


def _holders(item: _Item) -> Iterator[str]:
    """Who received it."""
    return (fact.holder for fact in item.facts if fact.holder)


def _holds_all(item: _Item, name: str) -> bool:
    """Whether it is what somebody holds, from whomever it came."""
    return any(fact.holder == name and not fact.giver for fact in item.facts)


def _givers(item: _Item) -> Iterator[str]:
    """Who paid: the provider of a contribution, the fund and funders of a programme."""
    named = getattr(item.record, "funders", ())
    return (name for name in (*(fact.giver for fact in item.facts), *named) if name)


def _some(items: list[_Item]) -> str:
    others = len(items) - 1
    rest = f" and {others} other{'s' if others > 1 else ''}" if others else ""
    return f'"{items[0].name}"{rest}'
