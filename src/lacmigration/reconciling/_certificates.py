"""Why can figures not all be right? Statements that, taken so many times and added up, say the impossible.

What is shown is verified first, by code that shares nothing with the search: the unknowns cancel out, and
what is left says that 0 is more than 0. Of things that are counted, a case is split in two impossible ones.

Source: Farkas, "Theorie der einfachen Ungleichungen" (1902), doi 10.1515/crll.1902.124.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import gcd

import attrs

from lacmigration.intervals import Interval
from lacmigration.reconciling._rows import Row, Unknown

__all__ = ["Certificate", "Split", "Step", "is_proof", "is_witness"]


Terms = tuple[tuple[str, Fraction], ...]
"""A form: so many times each unknown."""


@attrs.frozen(kw_only=True)
class Step:
    """So many times: a form is at least (or at most) a number, or above (below) it.

    It is said by a row (its position), by the figure of an unknown, by the nature of one (its domain), or,
    within a case of a split, by the case.
    """

    times: Fraction
    terms: Terms
    at_most: bool
    bound: Fraction
    is_open: bool
    row: int | None = None
    figure: str = ""
    domain: str = ""
    is_case: bool = False


@attrs.frozen
class Certificate:
    """Steps that add up to the impossible."""

    steps: tuple[Step, ...]


@attrs.frozen
class Split:
    """A form of counts is at most a whole number, or at least the next one: neither can be."""

    terms: Terms
    at_most: int
    below: Certificate | Split
    above: Certificate | Split


def is_proof(
    proof: Certificate | Split,
    unknowns: Mapping[str, Unknown],
    rows: Sequence[Row],
    figures: Mapping[str, Interval],
    *,
    cases: Mapping[Terms, tuple[Interval, ...]] | None = None,
) -> bool:
    """Whether a proof holds: every step is said by what it names, and they add up to the impossible.

    `figures` is what each figure was read as.
    """
    cases = cases or {}
    if isinstance(proof, Split):
        if not all(unknowns[key].whole and by.denominator == 1 for key, by in proof.terms):
            return False
        below, above = Interval(None, proof.at_most), Interval(proof.at_most + 1, None)
        return all(
            is_proof(
                part,
                unknowns,
                rows,
                figures,
                cases={**cases, proof.terms: (*cases.get(proof.terms, ()), case)},
            )
            for part, case in ((proof.below, below), (proof.above, above))
        )
    total: dict[str, Fraction] = {}
    left, is_open = Fraction(0), False
    for step in proof.steps:
        if step.times <= 0 or not _is_said(step, unknowns, rows, figures, cases):
            return False
        sign = -1 if step.at_most else 1
        for key, factor in step.terms:
            total[key] = total.get(key, Fraction(0)) + sign * step.times * factor
        left += sign * step.times * step.bound
        is_open |= step.is_open
    return not any(total.values()) and (left > 0 or (left == 0 and is_open))


def _is_said(
    step: Step,
    unknowns: Mapping[str, Unknown],
    rows: Sequence[Row],
    figures: Mapping[str, Interval],
    cases: Mapping[Terms, tuple[Interval, ...]],
) -> bool:
    if step.row is not None:
        row = rows[step.row]
        return _follows(step, row.terms, row.within, whole=all(unknowns[key].whole for key, _ in row.terms))
    if step.is_case:
        return any(_follows(step, step.terms, within, whole=True) for within in cases.get(step.terms, ()))
    key = step.figure or step.domain
    said = (figures[key],) if step.figure else (unknowns[key].domain,)
    whole = unknowns[key].whole
    return any(_follows(step, ((key, Fraction(1)),), within, whole=whole) for within in said)


def _follows(step: Step, terms: Iterable[tuple[str, Fraction]], within: Interval, *, whole: bool) -> bool:
    """Whether a step is what an interval says of a form, or of the form times a number."""
    theirs, ours = dict(terms), dict(step.terms)
    if set(theirs) != set(ours) or not theirs:
        return not theirs and not ours and _says(step, within)
    key = next(iter(theirs))
    scale = ours[key] / theirs[key]
    if any(ours[other] != scale * factor for other, factor in theirs.items()):
        return False
    said = within.scaled(scale)
    if whole and all(factor.denominator == 1 for factor in ours.values()):
        said = _rounded(said, at_most=step.at_most)
    return _says(step, said)


def _says(step: Step, said: Interval) -> bool:
    if step.at_most:
        mine = Interval(None, step.bound, hi_open=step.is_open)
        return said.hi is not None and Interval(None, said.hi, hi_open=said.hi_open).within(mine)
    mine = Interval(step.bound, None, lo_open=step.is_open)
    return said.lo is not None and Interval(said.lo, None, lo_open=said.lo_open).within(mine)


def _rounded(said: Interval, *, at_most: bool) -> Interval:
    """One end of the same for a whole number."""
    if at_most:
        return Interval(None, None if said.hi is None else -_up(-said.hi, is_open=said.hi_open))
    return Interval(None if said.lo is None else _up(said.lo, is_open=said.lo_open), None)


def _up(number: Fraction, *, is_open: bool) -> int:
    whole = -(-number.numerator // number.denominator)
    return whole + 1 if is_open and whole == number else whole


def is_witness(
    values: Mapping[str, Fraction],
    unknowns: Iterable[Unknown],
    rows: Iterable[Row],
    figures: Mapping[str, Interval],
) -> bool:
    """Whether values lie in all figures and domains, are whole where they count, and satisfy every row."""
    for one in unknowns:
        value = values[one.key]
        if value not in one.domain or value not in figures.get(one.key, one.domain):
            return False
        if one.whole and value.denominator != 1:
            return False
    return all(_sum(row.terms, values) in row.within for row in rows)


def _sum(terms: Iterable[tuple[str, Fraction]], values: Mapping[str, Fraction]) -> Fraction:
    """So many times each value, together; reduced once, at the end."""
    over, under = 0, 1
    for key, by in terms:
        value = values[key]
        more, below = by.numerator * value.numerator, by.denominator * value.denominator
        over, under = (over + more, under) if below == under else (over * below + more * under, under * below)
    return Fraction(over, under)


def primitive(terms: Iterable[tuple[str, Fraction]]) -> Fraction:
    """What to multiply a form by so that its factors are whole numbers without a common divisor."""
    factors = [factor for _, factor in terms]
    over = gcd(*(factor.numerator for factor in factors))
    under = 1
    for factor in factors:
        under = under * factor.denominator // gcd(under, factor.denominator)
    return Fraction(under, over)
