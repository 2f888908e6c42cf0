"""Lists and whole numbers: do two lists hold the same names, and can a percentage be of a whole number?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from lacmigration.checking._quantities import Quantity, Undecided, distinct, folded, names
from lacmigration.checking._simple import Plain
from lacmigration.checking._words import joined, number
from lacmigration.facts import Facts
from lacmigration.figures import Figure
from lacmigration.findings import RULES, Finding, Verdict
from lacmigration.identifiers import is_id
from lacmigration.intervals import Interval
from lacmigration.relations import Listing, Percentage

__all__ = ["check_listing", "check_percentage", "duplicates"]

_MOST_COUNTS = 1_000_000
_ALL = Fraction(1)


def duplicates(found: tuple[str, ...]) -> tuple[str, ...]:
    """The names that occur more than once, as first written."""
    counts = Counter(map(folded, found))
    return tuple(name for name in distinct(found) if counts[folded(name)] > 1)


def check_listing(relation: Listing, facts: Facts) -> Finding:
    """Two lists as sets, or one list for names that occur twice."""
    declared = names(relation.declared, facts)
    repeated = duplicates(declared)
    if relation.listed is None:
        verb = "is" if len(repeated) == 1 else "are"
        shown = joined(tuple(_called(name, facts) for name in repeated)) if repeated else ""
        text = f"{shown} {verb} listed more than once." if repeated else "No name is listed twice."
        return _finding(relation, text, duplicated=repeated)
    listed = names(relation.listed, facts)
    there = {folded(name) for name in listed}
    here = {folded(name) for name in declared}
    missing = tuple(name for name in distinct(declared) if folded(name) not in there)
    extra = () if relation.subset else tuple(name for name in distinct(listed) if folded(name) not in here)
    twice = () if relation.subset else distinct((*repeated, *duplicates(listed)))
    text = _said(missing, extra, twice, lambda name: _called(name, facts))
    if len(here) == len(there) == 1 and missing and extra:
        text = f'"{missing[0]}" is written in one place and "{extra[0]}" in the other.'
    if not text:
        relates = "the second has all of it" if relation.subset else "the second has the same"
        size = "one name" if len(here) == 1 else f"{len(here)} names"
        text = f"The first list has {size}, and {relates}."
    return _finding(relation, text, missing=missing, extra=extra, duplicated=twice)


def _called(name: str, facts: Facts) -> str:
    """A name in quotes; an id with what its record is called."""
    fact = facts.fact(name) if is_id(name) else None
    return f'"{name}"' if fact is None or fact.label == name else f"{fact.label} ({name})"


def _said(
    missing: tuple[str, ...], extra: tuple[str, ...], twice: tuple[str, ...], called: Callable[[str], str]
) -> str:
    texts = []
    for found, where in (
        (missing, "in the first list only"),
        (extra, "in the second list only"),
        (twice, "in a list more than once"),
    ):
        if found:
            verb = "stands" if len(found) == 1 else "stand"
            texts.append(f"{joined(tuple(map(called, found)))} {verb} {where}")
    return "; ".join(texts) + "." if texts else ""


def _finding(
    relation: Any,
    text: str,
    *,
    missing: tuple[str, ...] = (),
    extra: tuple[str, ...] = (),
    duplicated: tuple[str, ...] = (),
) -> Finding:
    sets = (("missing", missing), ("extra", extra), ("duplicated", duplicated))
    sight = "; ".join(f"{kind}: {', '.join(found)}" for kind, found in sets if found)
    return Finding(
        relation=relation,
        verdict=Verdict.INCONSISTENT if sight else Verdict.ENTAILED,
        rule=RULES["Listing"],
        evidence=Plain(text, sharpness=_ALL, sight=sight),
        missing=missing,
        extra=extra,
        duplicated=duplicated,
    )


def check_percentage(relation: Percentage, stated: Quantity, base: Quantity) -> Finding:
    """Whether some whole number of things, out of one that the base can stand for, prints the percentage."""
    found = _whole_numbers(stated.strict, base.strict)
    verdict = Verdict.INCONSISTENT
    if found is not None:
        verdict = Verdict.COMPATIBLE
    else:
        found = _whole_numbers(stated.loose, base.loose)
        if found is not None:
            verdict = Verdict.QUESTIONABLE
    if found is None:
        text = f"No whole number out of {base.label} is {stated.label}.{_nearest_shares(stated, base)}"
        values: tuple[tuple[str, Fraction], ...] = ()
    else:
        text = f"{stated.label} of {base.label} can be {found[0]:,} out of {found[1]:,}."
        values = ((stated.label, Fraction(found[0], found[1])), (base.label, Fraction(found[1])))
    return Finding(
        relation=relation,
        verdict=verdict,
        rule=RULES["Percentage"],
        evidence=Plain(text, values=values),
        stated=stated.strict,
        facts=(stated.fact, base.fact),
    )


def _whole_numbers(share: Interval, base: Interval) -> tuple[int, int] | None:
    """A pair k, n with k/n in the share's interval and n in the base's; None where there is none."""
    if share.lo is None or share.hi is None:
        message = "the percentage is unbounded, so any number would do"
        raise Undecided(message)
    first = _least_whole(base)
    if base.hi is not None and base.lo is not None and base.hi - base.lo > _MOST_COUNTS and share.width == 0:
        message = "too many counts to try"
        raise Undecided(message)
    n = max(first, 1)
    tried = 0
    while base.hi is None or n in base:
        inside = (share * Interval(n, n)).intersect(Interval(0, n))
        k = None if inside is None else _least_whole(inside)
        if inside is not None and k is not None and k in inside:
            return k, n
        n, tried = n + 1, tried + 1
        if tried > _MOST_COUNTS:
            message = f"too many counts to try (the first {_MOST_COUNTS:,} do not fit)"
            raise Undecided(message)
        if base.hi is not None and n > base.hi:
            break
    return None


def _least_whole(interval: Interval) -> int:
    lo = interval.lo
    if lo is None:
        return 0
    least = -(-lo.numerator // lo.denominator)
    return least + 1 if interval.lo_open and least == lo else least


def _nearest_shares(stated: Quantity, base: Quantity) -> str:
    whole, like = base.nominal, stated.figure
    if whole.denominator != 1 or whole <= 0 or not isinstance(like, Figure):
        return ""
    k = (stated.nominal * whole).numerator // (stated.nominal * whole).denominator
    below, above = (number(Fraction(many) / whole, like) for many in (k, k + 1))
    return f" {k:,} of them are {below}, {k + 1:,} are {above}."
