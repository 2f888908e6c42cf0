"""Orders and ranks among figures that were rounded."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from lacmigration.checking._equations import loose, strict
from lacmigration.checking._quantities import Quantity, leaves
from lacmigration.checking._ranges import Reading, nominal, solve, span
from lacmigration.checking._simple import Plain
from lacmigration.findings import RULES, Finding, Verdict
from lacmigration.intervals import Interval
from lacmigration.relations import Order, Ranking

__all__ = ["check_order", "check_ranking", "rank_range"]


def check_order(relation: Order, trees: tuple[Any, ...]) -> Finding:
    """Whether values inside all intervals stand in the stated order."""
    falling = tuple(reversed(trees)) if relation.rising else trees
    verdict, values = Verdict.INCONSISTENT, None
    for read, found in ((strict, Verdict.COMPATIBLE), (loose, Verdict.QUESTIONABLE)):
        values = _falling(tuple(span(tree, read) for tree in falling), falling, is_strict=relation.strict)
        if values is not None:
            verdict = found
            break
    if verdict is Verdict.COMPATIBLE and _certain(falling, is_strict=relation.strict):
        verdict = Verdict.ENTAILED
    read = strict if verdict.holds else loose
    witness: list[tuple[str, Fraction]] = []
    for tree, value in zip(falling, values or (), strict=bool(values)):
        labels = {leaf.key: leaf.label for leaf in leaves(tree)}
        witness += [(labels[key], x) for key, x in solve(tree, value, read).items()]
    return Finding(
        relation=relation,
        verdict=verdict,
        rule=RULES["Order"],
        evidence=Plain(
            _order_text(relation, falling, verdict),
            sight=" / ".join(str(nominal(tree)) for tree in trees), values=tuple(witness), sharpness=_sharpness(falling, relation),
        ),
        facts=tuple(leaf.fact for tree in falling for leaf in leaves(tree)),
    )


def _falling(intervals: tuple[Interval, ...], trees: tuple[Any, ...], *, is_strict: bool) -> tuple[Fraction, ...] | None:
    """Values, one in each interval, that fall; None where there are none. Greedy from the top is complete."""
    capped: list[Interval] = []
    for place, interval in enumerate(intervals):
        cap = None
        if place:
            above = capped[-1]
            cap = Interval(None, above.hi, hi_open=above.hi_open or (is_strict and above.hi is not None))
        inside = interval if cap is None else interval.intersect(cap)
        if inside is None:
            return None
        capped.append(inside)
    values: list[Fraction] = []
    floor: Fraction | None = None
    for inside, tree in zip(reversed(capped), reversed(trees), strict=True):
        allowed = inside if floor is None else inside.intersect(Interval(floor, None, lo_open=is_strict))
        if allowed is None:
            return None
        floor = _with_room(allowed, nominal(tree))
        values.append(floor)
    return tuple(reversed(values))


def _with_room(allowed: Interval, wanted: Fraction) -> Fraction:
    """The face value where it is allowed, else the value near the lower end: what stands above needs the room."""
    if wanted in allowed:
        return wanted
    return allowed.nearest(wanted if allowed.lo is None else min(wanted, allowed.lo))


def _certain(trees: tuple[Any, ...], *, is_strict: bool) -> bool:
    spans = [span(tree, strict) for tree in trees]
    return all(
        upper.lo is not None
        and lower.hi is not None
        and (upper.lo > lower.hi or (upper.lo == lower.hi and (not is_strict or upper.lo_open or lower.hi_open)))
        for upper, lower in zip(spans, spans[1:], strict=False)
    )


def _sharpness(trees: tuple[Any, ...], relation: Order) -> Fraction | None:
    """What part of the adjacent pairs could not be swapped unnoticed."""
    if len(trees) < 2:  # noqa: PLR2004  (a pair has two)
        return Fraction(0)
    pairs = list(zip(trees, trees[1:], strict=False))
    caught = sum(
        1
        for upper, lower in pairs
        if _falling((span(lower, strict), span(upper, strict)), (lower, upper), is_strict=relation.strict) is None
    )
    return Fraction(caught, len(pairs))


def _order_text(relation: Order, falling: tuple[Any, ...], verdict: Verdict) -> str:
    direction = "rising" if relation.rising else "falling"
    shown = list(reversed(falling)) if relation.rising else list(falling)
    if verdict.holds:
        return f"The {len(shown)} figures stand in {direction} order."
    faults = []
    for upper, lower in zip(falling, falling[1:], strict=False):
        if _falling((span(upper, strict), span(lower, strict)), (upper, lower), is_strict=relation.strict) is None:
            faults.append(f'"{_label(upper)}" is not above "{_label(lower)}"')
    start = f"The figures do not stand in {direction} order"
    if verdict is Verdict.QUESTIONABLE:
        start += " unless they are read generously"
    return f"{start}: {'; '.join(faults[:3])}." if faults else f"{start}."


def _label(tree: Any) -> str:
    if not isinstance(tree, Quantity):
        return "an expression"
    return f"{tree.label} ({tree.figure})" if tree.figure is not None and tree.label != str(tree.figure) else tree.label


def rank_range(item: Interval, others: tuple[Interval, ...]) -> tuple[int, int]:
    """The best and the worst rank (1 is the largest, ties share the better one) that rounding allows.

    >>> rank_range(Interval(5, 6), (Interval(7, 8), Interval(5, 7), Interval(1, 2)))
    (2, 3)
    """
    above = sum(1 for other in others if _surely_above(other, item))
    maybe = sum(1 for other in others if _perhaps_above(other, item))
    return 1 + above, 1 + maybe


def _surely_above(other: Interval, item: Interval) -> bool:
    if other.lo is None or item.hi is None:
        return False
    return other.lo > item.hi or (other.lo == item.hi and (other.lo_open or item.hi_open))


def _perhaps_above(other: Interval, item: Interval) -> bool:
    return other.hi is None or item.lo is None or other.hi > item.lo


def check_ranking(relation: Ranking, item: Quantity, position: Quantity, others: tuple[Quantity, ...]) -> Finding:
    """Whether the item can hold the position: some value of it leaves room for exactly so many above."""
    verdict, values = Verdict.INCONSISTENT, None
    for read, found in ((strict, Verdict.COMPATIBLE), (loose, Verdict.QUESTIONABLE)):
        values = _holding(item, position, others, read)
        if values is not None:
            verdict = found
            break
    best, worst = rank_range(item.strict, tuple(other.strict for other in others))
    if verdict is Verdict.COMPATIBLE and best == worst and position.strict.is_point:
        verdict = Verdict.ENTAILED
    among = len(others) + 1
    held = f"place {best}" if best == worst else f"a place from {best} to {worst}"
    said = f"place {position.label}"
    tail = f"; {said} is stated." if not verdict.holds else f", as stated ({said})."
    return Finding(
        relation=relation,
        verdict=verdict,
        rule=RULES["Ranking"],
        evidence=Plain(
            f'"{item.label}" holds {held} among {among}{tail}',
            values=values or (),
            sight=f"{best} to {worst} of {among}",
            sharpness=Fraction(among - (worst - best + 1), among),
        ),
        facts=(item.fact, *(other.fact for other in others)),
    )


def _holding(
    item: Quantity, position: Quantity, others: tuple[Quantity, ...], read: Reading
) -> tuple[tuple[str, Fraction], ...] | None:
    here, wanted = read(item), read(position)
    spans = [read(other) for other in others]
    for value in _candidates(here, spans):
        sure = sum(1 for other in spans if other.lo is not None and (other.lo > value or (other.lo == value and other.lo_open)))
        maybe = sum(1 for other in spans if other.hi is None or other.hi > value)
        place = next((rank for rank in range(1 + sure, 2 + maybe) if rank in wanted), None)
        if place is not None:
            return (_assigned(item, value, others, spans, place - 1 - sure))
    return None


def _candidates(here: Interval, others: list[Interval]) -> list[Fraction]:
    """One value of the item for each way in which it can lie among the ends of the others."""
    ends = {end for other in [here, *others] for end in (other.lo, other.hi) if end is not None}
    inside = sorted(ends)
    middles = [(a + b) / 2 for a, b in zip(inside, inside[1:], strict=False)]
    outside = [inside[0] - 1, inside[-1] + 1] if inside else [Fraction(0)]
    return sorted(value for value in {*inside, *middles, *outside} if value in here)


def _assigned(
    item: Quantity, value: Fraction, others: tuple[Quantity, ...], spans: list[Interval], above: int
) -> tuple[tuple[str, Fraction], ...]:
    found = [(item.label, value)]
    for other, interval in zip(others, spans, strict=True):
        lower = interval.intersect(Interval(None, value))
        upper = interval.intersect(Interval(value, None, lo_open=True))
        if lower is None and upper is not None:
            found.append((other.label, upper.nearest(other.nominal)))
        elif upper is not None and above > 0:
            above -= 1
            found.append((other.label, upper.nearest(other.nominal)))
        elif lower is not None:
            found.append((other.label, lower.nearest(other.nominal)))
    return tuple(found)
