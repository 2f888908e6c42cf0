"""Can a percentage be that of a whole number of things? The GRIM test, over every count that is allowed."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs

from lacmigration.checking._grids import nearest_that, neighbours
from lacmigration.checking._quantities import Quantity, Undecided
from lacmigration.checking._simple import Plain
from lacmigration.checking._words import number
from lacmigration.figures import Figure
from lacmigration.findings import RULES, Finding, Verdict
from lacmigration.intervals import UNIT, Interval
from lacmigration.messages import Message, message, sentences

__all__ = ["check_percentage"]

_MOST_COUNTS = 10_000


@attrs.frozen(eq=False)
class _Grim(Plain):
    """What lies behind it: the two figures, against which other percentages can be tried."""

    share: Quantity = attrs.field(kw_only=True)
    base: Quantity = attrs.field(kw_only=True)

    def power(self) -> Fraction | None:
        """The part of the percentage's neighbours that no whole number gives."""
        return neighbours(self.share.figure, self._agrees)

    def restatement(self) -> Figure | None:
        """The nearest percentage that a whole number gives."""
        whole, wanted = self.base.nominal, self.share.nominal
        if whole.denominator != 1 or whole <= 0:
            return None
        k = min(max(wanted * whole // 1, 0), int(whole) - 1)
        nearest = min((Fraction(many) / whole for many in (k, k + 1)), key=lambda share: abs(share - wanted))
        return nearest_that(self.share.figure, nearest, self._agrees)

    def _agrees(self, share: Interval) -> bool:
        return _whole_numbers(share, self.base.strict) is not None


def check_percentage(relation: Any, stated: Quantity, base: Quantity) -> Finding:
    """Whether a whole number of things, out of one that the base can stand for, prints the percentage."""
    verdict, found = Verdict.COMPATIBLE, _whole_numbers(stated.strict, base.strict)
    if found is None:
        found = _whole_numbers(stated.loose, base.loose)
        verdict = Verdict.INCONSISTENT if found is None else Verdict.QUESTIONABLE
    values: tuple[tuple[str, Fraction], ...] = ()
    if found is None:
        text = sentences(
            message("No whole number out of {base} is {stated}.", base=base.label, stated=stated.label),
            _nearest_shares(stated, base),
        )
    else:
        part, whole = found
        values = ((stated.label, Fraction(part, whole)), (base.label, Fraction(whole)))
        said = {"stated": stated.label, "base": base.label, "part": part, "whole": whole}
        if verdict.holds:
            text = sentences(message("{stated} of {base} can be {part} out of {whole}.", **said))
        else:
            text = sentences(
                message(
                    "{stated} of {base} can be {part} out of {whole}, but only if the figures are read "
                    "generously.",
                    **said,
                )
            )
    return Finding(
        relation=relation,
        verdict=verdict,
        rule=RULES["Percentage"],
        evidence=_Grim(
            text,
            values=values,
            sight=str(base.nominal),
            rounded=verdict.holds and (stated.nominal * base.nominal).denominator != 1,
            share=stated,
            base=base,
        ),
        stated=stated.strict,
        facts=(stated.fact, base.fact),
    )


def _whole_numbers(share: Interval, base: Interval) -> tuple[int, int] | None:
    """A pair k, n with k/n in the share's interval and n in the base's; None where there is none."""
    inside = share.intersect(UNIT)
    if inside is None:
        return None
    first = max(_least_whole(base), 1)
    last = None if base.hi is None else -_least_whole(-base)
    simplest = _simplest(inside)
    n = -(-first // simplest.denominator) * simplest.denominator
    if last is None or n <= last:
        return int(simplest * n), n
    if inside.is_point:  # only multiples of the denominator have that share
        return None
    for n in range(first, min(first + _MOST_COUNTS, last + 1)):
        k = _least_whole(inside.scaled(Fraction(n)))
        if Fraction(k, n) in inside:
            return k, n
    if last >= first + _MOST_COUNTS:
        raise Undecided(message("too many counts to try: the first {n} do not fit", n=_MOST_COUNTS))
    return None


def _simplest(inside: Interval) -> Fraction:
    """The fraction of the smallest denominator in an interval of numbers from 0."""
    whole = Fraction((inside.lo or Fraction(0)) // 1)
    for candidate in (whole, whole + 1):
        if candidate in inside:
            return candidate
    return whole + 1 / _simplest((inside - Interval(whole, whole)).reciprocal())


def _least_whole(interval: Interval) -> int:
    lo = interval.lo
    if lo is None:
        return 0
    least = -(-lo.numerator // lo.denominator)
    return least + 1 if interval.lo_open and least == lo else least


def _nearest_shares(stated: Quantity, base: Quantity) -> Message | None:
    whole = base.nominal
    if whole.denominator != 1 or whole <= 0:
        return None
    k = min(max(stated.nominal * whole // 1, 0), int(whole) - 1)
    below, above = (number(Fraction(many) / whole, stated.figure) for many in (k, k + 1))
    return message("{k} of them are {below}, {next} are {above}.", k=k, below=below, next=k + 1, above=above)
