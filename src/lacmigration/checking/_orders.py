"""Do figures that were rounded stand in the order that is claimed?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from lacmigration.checking._joint import narrowed, repeated
from lacmigration.checking._quantities import Quantity, Undecided, leaves
from lacmigration.checking._ranges import Reading, loose, nominal, solve, span, strict
from lacmigration.checking._simple import Plain
from lacmigration.findings import RULES, Finding, Verdict
from lacmigration.intervals import Interval
from lacmigration.messages import Message, clauses, counted, message, quoted
from lacmigration.relations import Order
from lacmigration.relations._nodes import Sum

__all__ = ["check_order"]

_MOST_FAULTS = 3


def check_order(relation: Order, trees: tuple[Any, ...], *, links: tuple[bool, ...]) -> Finding:
    """Whether values inside all intervals stand in the stated order; `links` tells which steps are strict."""
    turn = -1 if relation.rising else 1
    falling, steps = trees[::turn], links[::turn]
    verdict, values = _decide(falling, steps)
    witness = (
        tuple((leaf.label, values[leaf.key]) for tree in trees for leaf in leaves(tree)) if values else ()
    )
    rounded = verdict.holds and not _falls(tuple(map(nominal, falling)), steps)
    return Finding(
        relation=relation,
        verdict=verdict,
        rule=RULES["Order"],
        evidence=Plain(
            _text(falling, steps, verdict, rising=relation.rising, rounded=rounded),
            sight=" / ".join(str(nominal(tree)) for tree in trees),
            values=witness,
            sharpness=_sharpness(falling, steps),
            rounded=rounded,
        ),
        facts=tuple(leaf.fact for tree in trees for leaf in leaves(tree)),
    )


def _decide(falling: tuple[Any, ...], steps: tuple[bool, ...]) -> tuple[Verdict, Mapping[str, Fraction]]:
    spans = tuple(span(tree, strict, guarded=True) for tree in falling)
    for read, verdict in ((strict, Verdict.COMPATIBLE), (loose, Verdict.QUESTIONABLE)):
        reaches = spans if read is strict else tuple(span(tree, loose) for tree in falling)
        if _falling(reaches, falling, steps) is None:
            continue
        if any(_may_vanish(tree, read) for tree in falling):
            raise Undecided(message("a denominator may be zero where the figures are read generously"))
        values = _values(falling, steps, read)
        if values is None:
            raise Undecided(message("one figure occurs twice in it, and its two places cannot be told apart"))
        certain = verdict is Verdict.COMPATIBLE and _certain(spans, steps)
        return Verdict.ENTAILED if certain else verdict, values
    return Verdict.INCONSISTENT, {}


def _values(
    falling: tuple[Any, ...], steps: tuple[bool, ...], read: Reading
) -> Mapping[str, Fraction] | None:
    """Values of all quantities for which the figures fall; None where none were found."""
    unknowns = repeated(Sum(tuple((1, tree) for tree in falling)), read)
    for fixed in _fixings(unknowns, read):
        trees = tuple(narrowed(tree, fixed) for tree in falling)
        found = _falling(tuple(span(tree, read) for tree in trees), trees, steps)
        if found is not None:
            solved: dict[str, Fraction] = {}
            for tree, value in zip(trees, found, strict=True):
                solved.update(solve(tree, value, read))
            return solved
    return None


def _fixings(unknowns: tuple[Quantity, ...], read: Reading) -> Iterator[Mapping[str, Interval]]:
    """Ways to fix the unknowns that occur twice: at face value, then all low, then all high."""
    reaches = [(one, read(one)) for one in unknowns]
    for wanted in (
        [one.nominal for one in unknowns],
        [one.nominal if reach.lo is None else reach.lo for one, reach in reaches],
        [one.nominal if reach.hi is None else reach.hi for one, reach in reaches],
    ):
        pairs = zip(reaches, wanted, strict=True)
        yield {one.key: Interval.point(reach.nearest(value)) for (one, reach), value in pairs}


def _may_vanish(tree: Any, read: Reading) -> bool:
    try:
        span(tree, read, guarded=True)
    except Undecided:
        return True
    return False


def _falling(
    intervals: tuple[Interval, ...], trees: tuple[Any, ...], steps: tuple[bool, ...]
) -> tuple[Fraction, ...] | None:
    """Values, one in each interval, that fall; None where there are none.

    Each interval is cut from above by the one before it; then the values are chosen from the last to the
    first, each as near to its face value as what stands below it allows: what is left has room above it.
    """
    capped = [intervals[0]]
    for interval, is_strict in zip(intervals[1:], steps, strict=True):
        above = capped[-1]
        inside = interval.intersect(Interval(None, above.hi, hi_open=above.hi_open or is_strict))
        if inside is None:
            return None
        capped.append(inside)
    values = [capped[-1].nearest(nominal(trees[-1]))]
    for inside, tree, is_strict in zip(capped[-2::-1], trees[-2::-1], steps[::-1], strict=True):
        allowed = inside.intersect(Interval(values[-1], None, lo_open=is_strict)) or inside
        values.append(allowed.nearest(nominal(tree)))
    return tuple(reversed(values))


def _falls(values: tuple[Fraction, ...], steps: tuple[bool, ...]) -> bool:
    """Whether plain numbers fall."""
    return all(
        upper > lower or (upper == lower and not is_strict)
        for (upper, lower), is_strict in zip(pairwise(values), steps, strict=True)
    )


def _certain(spans: tuple[Interval, ...], steps: tuple[bool, ...]) -> bool:
    return all(
        upper.lo is not None
        and lower.hi is not None
        and (
            upper.lo > lower.hi
            or (upper.lo == lower.hi and (not is_strict or upper.lo_open or lower.hi_open))
        )
        for (upper, lower), is_strict in zip(pairwise(spans), steps, strict=True)
    )


def _sharpness(trees: tuple[Any, ...], steps: tuple[bool, ...]) -> Fraction:
    """What part of the adjacent pairs could not be swapped unnoticed."""
    caught = sum(
        not _can_fall(lower, upper, is_strict=is_strict)
        for (upper, lower), is_strict in zip(pairwise(trees), steps, strict=True)
    )
    return Fraction(caught, len(steps)) if steps else Fraction(0)


def _can_fall(upper: Any, lower: Any, *, is_strict: bool) -> bool:
    return _falling((span(upper, strict), span(lower, strict)), (upper, lower), (is_strict,)) is not None


def _text(
    trees: tuple[Any, ...], steps: tuple[bool, ...], verdict: Verdict, *, rising: bool, rounded: bool
) -> Message:
    if verdict.holds and not steps:
        return message("One figure is in order.")
    if verdict.holds:
        return _held(len(trees), rising=rising, rounded=rounded)
    pairs = zip(pairwise(trees), steps, strict=True)
    faults = [
        message("{upper} is not above {lower}", upper=_label(upper), lower=_label(lower))
        if is_strict
        else message("{upper} is below {lower}", upper=_label(upper), lower=_label(lower))
        for (upper, lower), is_strict in pairs
        if not _can_fall(upper, lower, is_strict=is_strict)
    ]
    failed = _failed(rising=rising, generous=verdict is Verdict.QUESTIONABLE)
    if not faults:
        return message("{clause}.", clause=failed)
    return message("{clause}: {faults}.", clause=failed, faults=clauses(faults[:_MOST_FAULTS]))


def _held(count: int, *, rising: bool, rounded: bool) -> Message:
    if rising and rounded:
        return counted(
            "The {n} figure stands in rising order within rounding.",
            "The {n} figures stand in rising order within rounding.",
            count,
        )
    if rising:
        return counted(
            "The {n} figure stands in rising order.", "The {n} figures stand in rising order.", count
        )
    if rounded:
        return counted(
            "The {n} figure stands in falling order within rounding.",
            "The {n} figures stand in falling order within rounding.",
            count,
        )
    return counted(
        "The {n} figure stands in falling order.", "The {n} figures stand in falling order.", count
    )


def _failed(*, rising: bool, generous: bool) -> Message:
    if rising and generous:
        return message("The figures do not stand in rising order unless they are read generously")
    if rising:
        return message("The figures do not stand in rising order")
    if generous:
        return message("The figures do not stand in falling order unless they are read generously")
    return message("The figures do not stand in falling order")


def _label(tree: Any) -> Message:
    if not isinstance(tree, Quantity):
        return message("an expression")
    if tree.figure is None or tree.label == str(tree.figure):
        return quoted(tree.label)
    return message('"{label}" ({figure})', label=tree.label, figure=tree.figure)
