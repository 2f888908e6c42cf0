"""Numeric relations: one side computed, the other stated, compared over their strict and loose intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

import attrs

from lacmigration.checking._grids import nearest_that, neighbours
from lacmigration.checking._joint import narrowed, satisfiable, sharp
from lacmigration.checking._quantities import Quantity, Undecided, leaves
from lacmigration.checking._ranges import Reading, branches, loose, nominal, solve, span, strict
from lacmigration.checking._simple import Plain
from lacmigration.checking._words import Words
from lacmigration.figures import Figure, Form, Rounding
from lacmigration.findings import Finding, Verdict
from lacmigration.intervals import NOT_NEGATIVE, Interval
from lacmigration.messages import Message, Saying, later, message, sentences
from lacmigration.relations._nodes import Product, Sum

__all__ = ["Comparison", "compare"]

_ROOM = {"=": Interval(0, 0), "<=": NOT_NEGATIVE, "<": Interval(0, None, lo_open=True)}
"""What the stated side may exceed the computed one by."""
_MOST_ROUNDINGS = 10
_MOST_TRIED = 200
_OTHER_ROUNDINGS = {
    Rounding.TRUNCATED: (
        later("agrees if {figure} was truncated, not rounded to the nearest"),
        later("It agrees if {figure} was truncated, not rounded to the nearest."),
    ),
    Rounding.CEILING: (
        later("agrees if {figure} was rounded up, not rounded to the nearest"),
        later("It agrees if {figure} was rounded up, not rounded to the nearest."),
    ),
}
"""What is said where another rounding would reconcile: by itself, and as a sentence."""

_Sides = tuple[Interval, Interval] | None
_Witness = tuple[tuple[str, Fraction], ...]


@attrs.frozen(eq=False)
class Comparison:
    """Two resolved sides: `computed` is (or is at most) `stated`.

    `sign` is "=", "<=" or "<" (computed against stated); `domain` bounds what the computed side can be at
    all, `parts` what each of its figures can be; `words` tells how to say it.
    """

    computed: Any
    stated: Any
    sign: str
    words: Callable[[], Words]
    domain: Interval | None = None
    parts: Interval | None = None

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
        """Whether a quantity occurs twice, so that plain interval arithmetic may not be sharp."""
        keys = [leaf.key for leaf in self.leaves]
        return len(set(keys)) < len(keys)

    @property
    def entangled(self) -> bool:
        """Whether an unknown occurs on both sides, so that their ranges say little about their meeting."""
        both = {leaf.key for leaf in leaves(self.computed)} & {leaf.key for leaf in leaves(self.stated)}
        return any(leaf.key in both and not leaf.loose.is_point for leaf in self.leaves)

    def sides(self, read: Any) -> tuple[Interval, Interval] | None:
        """Both intervals, cut to the domain; None where nothing of one lies in it."""
        guarded = read is strict
        if not all(self.parts is None or read(leaf).meets(self.parts) for leaf in leaves(self.computed)):
            return None
        computed = span(self.computed, self.reading(read), guarded=guarded)
        stated = span(self.stated, read, guarded=guarded)
        if self.domain is None:
            return computed, stated
        inside, stated_inside = computed.intersect(self.domain), stated.intersect(self.domain)
        return None if inside is None or stated_inside is None else (inside, stated_inside)

    def reading(self, read: Reading) -> Reading:
        """What to read of the figures of the computed side."""
        parts = self.parts
        return read if parts is None else lambda leaf: read(leaf).intersect(parts) or read(leaf)

    def agrees(self, computed: Interval, stated: Interval) -> bool:
        """Whether some value of the one stands in the right relation to some value of the other."""
        if self.sign == "=":
            return computed.meets(stated)
        return (stated - computed).meets(_ROOM[self.sign])

    def must_agree(self, computed: Interval, stated: Interval) -> bool:
        """Whether every admissible value prints the stated figure."""
        if self.sign != "=":
            return (stated - computed).within(_ROOM[self.sign])
        if self.target is None or self.target.figure is None:
            return computed.is_point and computed == stated
        prints = self.target.figure.prints
        return prints is not None and computed.within(prints)


def compare(relation: Any, rule: str, comparison: Comparison) -> Finding:
    """The finding of a numeric relation whose sides are resolved and guarded."""
    found = comparison.sides(strict)
    held, settled = comparison, True
    witness: _Witness | None = None
    if comparison.repeats:
        found, verdict, witness, settled = _jointly(comparison, found)
    elif found is not None and comparison.agrees(*found):
        verdict = Verdict.ENTAILED if comparison.must_agree(*found) else Verdict.COMPATIBLE
    else:
        generous = _generous_branch(comparison)
        held = generous or comparison
        verdict = Verdict.INCONSISTENT if generous is None else Verdict.QUESTIONABLE
    plain = found or (span(comparison.computed, strict), span(comparison.stated, strict))
    return Finding(
        relation=relation,
        verdict=verdict,
        rule=rule,
        evidence=_Evidence(comparison, held, verdict, plain, found is not None, settled, witness),
        computed=plain[0],
        stated=plain[1],
        facts=tuple(leaf.fact for leaf in comparison.leaves),
    )


def _generous_branch(comparison: Comparison) -> Comparison | None:
    """The comparison with each denominator of one sign in which the loose intervals agree, if one does."""
    for computed in branches(comparison.computed, loose):
        for stated in branches(comparison.stated, loose):
            one = attrs.evolve(comparison, computed=computed, stated=stated)
            found = one.sides(loose)
            if found is not None and one.agrees(*found):
                return one
    return None


def _jointly(comparison: Comparison, found: _Sides) -> tuple[_Sides, Verdict, _Witness, bool]:
    """Where a quantity occurs twice: sides, verdict, witness, and whether the sides tell all there is."""
    verdict, values = Verdict.COMPATIBLE, _satisfying(comparison, strict)
    if values == {}:
        verdict, values = Verdict.QUESTIONABLE, _satisfying(comparison, loose)
    if values is None:
        raise Undecided(message("one figure occurs twice in it, and its two places cannot be told apart"))
    if not values:
        verdict = Verdict.INCONSISTENT
    witness = tuple((leaf.label, values[leaf.key]) for leaf in comparison.leaves) if values else ()
    if comparison.entangled:
        gap = sharp(Sum(((1, comparison.stated), (-1, comparison.computed))), strict)
        certain, settled = gap is not None and gap.within(_ROOM[comparison.sign]), False
    else:
        exact = sharp(comparison.computed, comparison.reading(strict))
        settled = exact is not None
        if found is not None and exact is not None:
            found = (found[0].intersect(exact) or exact, found[1])
        certain = found is not None and comparison.must_agree(*found)
    return found, Verdict.ENTAILED if certain and verdict.holds else verdict, witness, settled


def _satisfying(comparison: Comparison, read: Any) -> Mapping[str, Fraction] | None:
    """Values for which the relation holds: {} when there are none, None when it cannot be told."""
    stated = comparison.stated
    if comparison.domain is not None and isinstance(stated, Quantity):  # the computed side lies there too
        inside = read(stated).intersect(comparison.domain)
        if inside is None:
            return {}
        stated = attrs.evolve(stated, strict=inside, loose=inside)
    computed, reading = comparison.computed, comparison.reading(read)
    if comparison.parts is not None:
        if not all(read(leaf).meets(comparison.parts) for leaf in leaves(computed)):
            return {}
        computed = narrowed(computed, {leaf.key: reading(leaf) for leaf in leaves(computed)})
    gap = Sum(((1, stated), (-1, computed)))
    return satisfiable(gap, _ROOM[comparison.sign], read)


@attrs.frozen(eq=False)
class _Evidence:
    """What lies behind the verdict of a comparison.

    `held` is the comparison that holds: the one asked for, or a branch of it in which every denominator is of
    one sign. `possible` is false where nothing of one side lies in the domain; `settled` is true where the
    range of each side tells all about it, so that other numbers can be tried in the stated one's place.
    """

    comparison: Comparison
    held: Comparison
    verdict: Verdict
    strict: tuple[Interval, Interval]
    possible: bool
    settled: bool
    joint: _Witness | None

    def loose(self) -> tuple[Interval, Interval] | None:
        """Both sides at their loosest."""
        one = self.held
        return one.sides(loose) or (span(one.computed, loose), span(one.stated, loose))

    def unit(self) -> Fraction | None:
        """The place value of the stated figure's last digit, as a pure quantity; None for "one in five"."""
        figure = None if self.comparison.target is None else self.comparison.target.figure
        if figure is None or figure.form not in {Form.NUMBER, Form.MULTIPLE}:
            return None
        return Fraction(figure.resolution) * figure.factor

    def slack(self) -> Fraction | None:
        """How far the stated side could move before the sides part (or, negative, must move to meet)."""
        computed, stated = self.strict
        down = None if computed.hi is None or stated.lo is None else computed.hi - stated.lo
        up = None if computed.lo is None or stated.hi is None else stated.hi - computed.lo
        rooms = (up, down) if self.comparison.sign == "=" else (up,)
        return min((room for room in rooms if room is not None), default=None)

    def seen(self) -> str:
        """The computed value at face values, exactly, in the stated figure's unit."""
        target = self.comparison.target
        factor = Fraction(1) if target is None or target.figure is None else target.figure.factor
        return str(nominal(self.comparison.computed) / factor)

    def needed_rounding(self) -> bool:
        """Whether the relation holds, but not at face values."""
        gap = nominal(self.comparison.stated) - nominal(self.comparison.computed)
        return self.verdict.holds and gap not in _ROOM[self.comparison.sign]

    def witness(self) -> _Witness:
        """Values that satisfy the relation exactly, inside the intervals that the verdict rests on."""
        if self.joint is not None or self.verdict is Verdict.INCONSISTENT:
            return self.joint or ()
        one = self.held
        read = strict if self.verdict.holds else loose
        computed, stated = self.strict if self.verdict.holds else (one.sides(loose) or self.strict)
        at_face = nominal(one.computed)
        room = (stated - computed).intersect(_ROOM[one.sign])
        gap = (room or _ROOM[one.sign]).nearest(nominal(one.stated) - at_face)
        left = (computed.intersect(stated - Interval(gap, gap)) or computed).nearest(at_face)
        values = {**solve(one.computed, left, one.reading(read)), **solve(one.stated, left + gap, read)}
        return tuple((leaf.label, values[leaf.key]) for leaf in self.comparison.leaves)

    def _agrees(self, stated: Interval) -> bool:
        """Whether another figure in the stated one's place would agree, strictly."""
        domain = self.comparison.domain
        inside = stated if domain is None else stated.intersect(domain)
        return self.possible and inside is not None and self.comparison.agrees(self.strict[0], inside)

    def power(self) -> Fraction | None:
        """The part of the neighbours, ten to each side on the same grid, that would not have agreed."""
        target = self.comparison.target
        return None if target is None or not self.settled else neighbours(target.figure, self._agrees)

    def restatement(self) -> Figure | None:
        """The stated figure's kind, on its grid, with the number nearest to the computed one that agrees."""
        target = self.comparison.target
        if target is None or not self.settled:
            return None
        wanted = self.strict[0].nearest(nominal(self.comparison.computed))
        return nearest_that(target.figure, wanted, self._agrees)

    def roundings(self) -> tuple[Message, ...]:
        """Which figure, rounded in which other way, would alone reconcile them: the first ten."""
        return tuple(
            Message(_OTHER_ROUNDINGS[rounding][0], (("figure", figure),))
            for figure, rounding in self._other_roundings(_MOST_ROUNDINGS)
        )

    def _other_roundings(self, most: int) -> Iterable[tuple[Figure, Rounding]]:
        if self.comparison.repeats:
            return ()
        found: dict[tuple[str, Rounding], Figure] = {}
        for leaf in self._movable():
            figure = leaf.figure
            if figure is None or figure.form is not Form.NUMBER or figure.rounding is not Rounding.UNKNOWN:
                continue
            for rounding in _OTHER_ROUNDINGS:
                if self._agrees_if(leaf, figure, rounding):
                    found.setdefault((str(figure), rounding), figure)
                    break
            if len(found) == most:
                break
        return ((figure, rounding) for (_, rounding), figure in found.items())

    def _movable(self) -> tuple[Quantity, ...]:
        """The quantities that another rounding may move far enough: in a plain sum, the wide ones."""
        one, room = self.comparison, self.slack()
        if room is None or not (_is_plain_sum(one.computed) and _is_plain_sum(one.stated)):
            return one.leaves[:_MOST_TRIED]
        return tuple(
            leaf for leaf in one.leaves if leaf.strict.width is None or leaf.strict.width > -2 * room
        )

    def _agrees_if(self, leaf: Quantity, figure: Figure, rounding: Rounding) -> bool:
        try:
            other = attrs.evolve(leaf, strict=figure.with_rounding(rounding).strict)
        except ValueError:  # outside the quantity's natural domain
            return False
        one = self.comparison
        computed, stated = (_replace(side, leaf, other) for side in (one.computed, one.stated))
        try:
            found = attrs.evolve(one, computed=computed, stated=stated).sides(strict)
        except Undecided:  # a denominator may be zero then
            return False
        return found is not None and one.agrees(*found)

    def explanation(self) -> Saying:
        """What was found, in words."""
        others = self._other_roundings(1) if self.verdict is Verdict.INCONSISTENT else ()
        said = self.comparison.words().say(
            self.verdict,
            at_face=nominal(self.comparison.computed),
            computed=self.strict[0],
            stated=self.strict[1],
            restatement=None if self.verdict.holds else self.restatement(),
            roundings=tuple(
                Message(_OTHER_ROUNDINGS[rounding][1], (("figure", figure),)) for figure, rounding in others
            ),
        )
        return (
            said
            if self.possible
            else sentences(said, message("A share of a whole lies between 0% and 100%."))
        )

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process gets the answers: what it would take to find them does not travel."""
        return Plain, (
            self.explanation(),
            self.witness(),
            self.power(),
            self.restatement(),
            self.seen(),
            self.loose(),
            self.needed_rounding(),
            self.unit(),
            self.slack(),
            () if self.verdict.holds else self.roundings(),
        )


def _is_plain_sum(tree: Any) -> bool:
    return isinstance(tree, Quantity) or (
        isinstance(tree, Sum) and all(isinstance(term, Quantity) for _, term in tree.terms)
    )


def _replace(tree: Any, old: Quantity, new: Quantity) -> Any:
    if tree is old:
        return new
    if isinstance(tree, Sum):
        return Sum(tuple((sign, _replace(term, old, new)) for sign, term in tree.terms))
    if isinstance(tree, Product):
        return Product(tuple((power, _replace(factor, old, new)) for power, factor in tree.factors))
    return tree
