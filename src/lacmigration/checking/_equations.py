"""Numeric relations: one side computed, the other stated, compared over their strict and loose intervals."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from lacmigration.checking._joint import satisfiable
from lacmigration.checking._quantities import Quantity, Undecided, leaves
from lacmigration.checking._ranges import nominal, solve, span
from lacmigration.checking._words import Words
from lacmigration.figures import Figure, Form, Hedge, Rounding
from lacmigration.findings import Finding, Verdict
from lacmigration.intervals import NOT_NEGATIVE, Interval
from lacmigration.relations._nodes import Product, Sum

__all__ = ["Comparison", "compare", "loose", "strict"]

_NEIGHBOURS = 10
_ABOVE_ZERO = Interval(0, None, lo_open=True)
_OTHER_ROUNDINGS = (Rounding.TRUNCATED, Rounding.CEILING)


def strict(quantity: Quantity) -> Interval:
    """The values that the figure as written can stand for."""
    return quantity.strict


def loose(quantity: Quantity) -> Interval:
    """The most that a fair reader would grant."""
    return quantity.loose


@attrs.frozen(eq=False)
class Comparison:
    """Two resolved sides: `computed` is (or is at most) `stated`.

    `sign` is "=", "<=" or "<" (computed against stated); `domain` bounds what the computed side can be at all;
    `words` tells how to say it.
    """

    computed: Any
    stated: Any
    sign: str
    words: Callable[[], Words]
    domain: Interval | None = None

    @property
    def target(self) -> Quantity | None:
        """The stated side where it is a single figure."""
        return self.stated if isinstance(self.stated, Quantity) else None

    @property
    def leaves(self) -> tuple[Quantity, ...]:
        """Every quantity of both sides, in the order written."""
        return leaves(self.computed) + leaves(self.stated)

    @property
    def repeats(self) -> bool:
        """Whether one unknown occurs twice, so that plain interval arithmetic is not sharp."""
        keys = [leaf.key for leaf in self.leaves]
        return len(set(keys)) < len(keys)

    def sides(self, read: Any) -> tuple[Interval, Interval] | None:
        """Both intervals, cut to the domain; None where nothing of one lies in it."""
        guarded = read is strict
        computed, stated = span(self.computed, read, guarded=guarded), span(self.stated, read, guarded=guarded)
        if self.domain is None:
            return computed, stated
        inside, stated_inside = computed.intersect(self.domain), stated.intersect(self.domain)
        return None if inside is None or stated_inside is None else (inside, stated_inside)

    def agrees(self, computed: Interval, stated: Interval) -> bool:
        """Whether some value of the one stands in the right relation to some value of the other."""
        if self.sign == "=":
            return computed.meets(stated)
        return (stated - computed).meets(NOT_NEGATIVE if self.sign == "<=" else _ABOVE_ZERO)

    def must_agree(self, computed: Interval, stated: Interval) -> bool:
        """Whether every admissible value prints the stated figure."""
        if self.sign != "=":
            return (stated - computed).within(NOT_NEGATIVE if self.sign == "<=" else _ABOVE_ZERO)
        if self.target is None or self.target.figure is None:
            return computed.is_point and computed == stated
        return computed.within(_prints(self.target.figure, stated))


def _prints(figure: Figure, stated: Interval) -> Interval:
    """The values that print a figure under every rounding that its writer may have used."""
    unsure = figure.rounding is Rounding.UNKNOWN and figure.hedge in {Hedge.NONE, Hedge.ABOUT}
    return (stated.interior() or stated) if unsure else stated


def compare(relation: Any, rule: str, comparison: Comparison) -> Finding:
    """The finding of a numeric relation whose sides are resolved and guarded."""
    found = comparison.sides(strict)
    witness: tuple[tuple[str, Fraction], ...] | None = None
    if comparison.repeats:
        verdict, witness = _joint_verdict(comparison)
    elif found is not None and comparison.agrees(*found):
        verdict = Verdict.ENTAILED if comparison.must_agree(*found) else Verdict.COMPATIBLE
    else:
        found_loose = comparison.sides(loose)
        agrees = found_loose is not None and comparison.agrees(*found_loose)
        verdict = Verdict.QUESTIONABLE if agrees else Verdict.INCONSISTENT
    plain = found or (span(comparison.computed, strict), span(comparison.stated, strict))
    return Finding(
        relation=relation,
        verdict=verdict,
        rule=rule,
        evidence=_Evidence(comparison, verdict, plain, witness),
        computed=plain[0],
        stated=plain[1],
        facts=tuple(leaf.fact for leaf in comparison.leaves),
    )


def _joint_verdict(comparison: Comparison) -> tuple[Verdict, tuple[tuple[str, Fraction], ...]]:
    """The verdict where one unknown occurs twice: by holding it fixed at well-chosen values."""
    gap = Sum(((1, comparison.stated), (-1, comparison.computed)))
    wanted = {"=": Interval(0, 0), "<=": NOT_NEGATIVE, "<": _ABOVE_ZERO}[comparison.sign]
    for read, verdict in ((strict, Verdict.COMPATIBLE), (loose, Verdict.QUESTIONABLE)):
        found = satisfiable(gap, wanted, read)
        if found is None:
            message = "one figure occurs twice in it, and its two sides cannot be separated"
            raise Undecided(message)
        if found:
            values = {leaf.key: leaf.label for leaf in leaves(gap)}
            return verdict, tuple((values[key], value) for key, value in found.items())
    return Verdict.INCONSISTENT, ()


@attrs.frozen(eq=False)
class _Evidence:
    """What lies behind the verdict of a comparison."""

    comparison: Comparison
    verdict: Verdict
    strict: tuple[Interval, Interval]
    joint: tuple[tuple[str, Fraction], ...] | None

    def loose(self) -> tuple[Interval, Interval] | None:
        """Both sides at their loosest."""
        one = self.comparison
        return one.sides(loose) or (span(one.computed, loose), span(one.stated, loose))

    def unit(self) -> Fraction | None:
        """The place value of the stated figure's last digit, as a pure quantity."""
        target = self.comparison.target
        return None if target is None or target.figure is None else Fraction(target.figure.resolution) * target.figure.factor

    def seen(self) -> str:
        """The computed value at face values, exactly, in the stated figure's unit."""
        target = self.comparison.target
        factor = Fraction(1) if target is None or target.figure is None else target.figure.factor
        return str(nominal(self.comparison.computed) / factor)

    def needed_rounding(self) -> bool:
        """Whether the relation holds, but not at face values."""
        gap = nominal(self.comparison.stated) - nominal(self.comparison.computed)
        off = {"=": gap != 0, "<=": gap < 0, "<": gap <= 0}[self.comparison.sign]
        return self.verdict.holds and off

    def witness(self) -> tuple[tuple[str, Fraction], ...]:
        """Values that satisfy the relation exactly, inside the intervals that the verdict rests on."""
        if self.joint is not None or self.verdict is Verdict.INCONSISTENT:
            return self.joint or ()
        one = self.comparison
        read = strict if self.verdict.holds else loose
        computed, stated = self.strict if self.verdict.holds else (one.sides(loose) or self.strict)
        at_face = nominal(one.computed)
        if one.sign == "=":
            common = computed.intersect(stated)
            left = right = (common or computed).nearest(at_face)
        else:
            room = stated - computed
            gap = (room.intersect(NOT_NEGATIVE if one.sign == "<=" else _ABOVE_ZERO) or room).nearest(
                nominal(one.stated) - at_face,
            )
            left = (computed.intersect(stated - Interval(gap, gap)) or computed).nearest(at_face)
            right = left + gap
        values = {**solve(one.computed, left, read), **solve(one.stated, right, read)}
        return tuple((leaf.label, values[leaf.key]) for side in (one.computed, one.stated) for leaf in leaves(side))

    def _figure(self) -> Figure | None:
        target = self.comparison.target
        if target is None or target.figure is None or target.figure.form not in {Form.NUMBER, Form.MULTIPLE}:
            return None
        return target.figure

    def _restates(self, number: Decimal) -> bool:
        """Whether the stated figure with another number would agree, strictly."""
        figure = self._figure()
        if figure is None:
            return False
        try:
            other = figure.restated(number)
        except ValueError:  # outside the quantity's natural domain
            return False
        return self.comparison.agrees(self.strict[0], other.strict)

    def power(self) -> Fraction | None:
        """The part of the neighbours, ten to each side on the same grid, that would not have agreed."""
        figure = self._figure()
        if figure is None or self.comparison.repeats:
            return None
        step = figure.resolution
        numbers = [_exact_sum(figure.number, step, k) for k in range(-_NEIGHBOURS, _NEIGHBOURS + 1) if k]
        failed = sum(1 for number in numbers if not self._restates(number))
        return Fraction(failed, len(numbers))

    def restatement(self) -> Figure | None:
        """The stated figure's kind, on its grid, with the number nearest to the computed one that agrees."""
        figure = self._figure()
        if figure is None or self.comparison.repeats:
            return None
        step = Fraction(figure.resolution)
        wanted = self.strict[0].nearest(nominal(self.comparison.computed)) / figure.factor / step
        below = wanted.numerator // wanted.denominator
        numbers = sorted((below + k for k in (-1, 0, 1, 2)), key=lambda number: (abs(number - wanted), number))
        for number in numbers:
            exact = _scaled(number, figure)
            if self._restates(exact):
                return figure.restated(exact)
        return None

    def roundings(self) -> tuple[str, ...]:
        """For each figure and each other way of rounding it: whether that alone would reconcile them."""
        if self.comparison.repeats:
            return ()
        found = []
        one = self.comparison
        for leaf in leaves(one.computed) + leaves(one.stated):
            figure = leaf.figure
            if figure is None or figure.form is not Form.NUMBER or figure.rounding is not Rounding.UNKNOWN:
                continue
            for rounding in _OTHER_ROUNDINGS:
                other = attrs.evolve(leaf, strict=figure.with_rounding(rounding).strict)
                sides = attrs.evolve(one, computed=_replace(one.computed, leaf, other), stated=_replace(one.stated, leaf, other))
                intervals = sides.sides(strict)
                if intervals is not None and sides.agrees(*intervals):
                    how = "truncated" if rounding is Rounding.TRUNCATED else "rounded up"
                    found.append(f"agrees if {figure} was {how}, not rounded to the nearest")
                    break
        return tuple(found)

    def explanation(self) -> str:
        """What was found, in words."""
        return self.comparison.words().say(
            self.verdict,
            at_face=nominal(self.comparison.computed),
            computed=self.strict[0],
            stated=self.strict[1],
            restatement=None if self.verdict.holds else self.restatement(),
            roundings=self.roundings() if self.verdict is Verdict.INCONSISTENT else (),
        )


def _replace(tree: Any, old: Quantity, new: Quantity) -> Any:
    if tree is old:
        return new
    if isinstance(tree, Sum):
        return Sum(tuple((sign, _replace(term, old, new)) for sign, term in tree.terms))
    if isinstance(tree, Product):
        return Product(tuple((power, _replace(factor, old, new)) for power, factor in tree.factors))
    return tree


def _scaled(number: int, figure: Figure) -> Decimal:
    """A whole number of the figure's resolution, written to its last digit."""
    place = figure.resolution.as_tuple().exponent
    digits = tuple(map(int, str(abs(number))))
    return Decimal((int(number < 0), digits, place))


def _exact_sum(number: Decimal, step: Decimal, times: int) -> Decimal:
    exact = Fraction(number) + Fraction(step) * times
    places = max(0, -int(number.as_tuple().exponent), -int(step.as_tuple().exponent))
    whole = exact * 10**places
    digits = tuple(map(int, str(abs(whole.numerator))))
    return Decimal((int(whole < 0), digits, -places))
