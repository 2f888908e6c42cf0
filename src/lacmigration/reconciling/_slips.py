"""Which slip of the hand makes one number of another? Digits swapped, a sign lost, a place mistaken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from lacmigration._meanings import last_nonzero
from lacmigration.checking._grids import Agrees
from lacmigration.checking._quantities import Quantity
from lacmigration.figures import Figure, Form, shifted
from lacmigration.intervals import Interval
from lacmigration.messages import Message, later, message
from lacmigration.relations._nodes import Sum

__all__ = ["Slip", "left_out", "slips"]

_PLACES = ((3, later("a thousand times too small")), (-3, later("a thousand times too large")))
_MORE_PLACES = (
    (6, later("a million times too small")),
    (-6, later("a million times too large")),
    (1, later("ten times too small: a digit is missing, or the point is one place off")),
    (-1, later("ten times too large: a digit too many, or the point is one place off")),
    (2, later("a hundred times too small")),
    (-2, later("a hundred times too large")),
)
_SIDES = {True: Interval(0, None, lo_open=True), False: Interval(None, 0, hi_open=True)}
_SWAPPED = later("two digits have changed places")
_SIGN = later("the sign is lost")
_MISSING = later("{part} is left out of the sum")
_TWICE = later("{part} is counted twice in the sum")


@attrs.frozen
class Slip:
    """What may have happened, and the figure that would have been written without it, where it is one."""

    what: Message
    figure: Figure | None = None


def slips(figure: Figure, agrees: Agrees) -> Iterator[Slip]:
    """The slips that explain why a figure does not agree, the commonest first."""
    if figure.form is not Form.NUMBER or not figure.number:
        return
    for what, number, places in _others(figure):
        if _is_odd(figure, number, places):
            continue
        other = _restated(figure, number, places)
        if other is not None and agrees(other.strict) and _tells(figure, other, places, agrees):
            yield Slip(Message(what), other)


def _tells(figure: Figure, other: Figure, places: int, agrees: Agrees) -> bool:
    """Whether a slip is told by what it has to be: not where one place further would do as well, and so on.

    Nor is a sign lost where something with the stated one would agree: less than 5 is -12, and 4 too.
    """
    if places:
        return not agrees(other.strict.scaled(Fraction(10) if places > 0 else Fraction(1, 10)))
    if other.number == -figure.number:
        return not agrees(_SIDES[figure.number > 0])
    return True


def _is_odd(figure: Figure, number: Decimal, places: int) -> bool:
    """Whether a whole number would be written in hundredths or thousandths, which nobody does."""
    return places < -1 and not figure.scaled and figure.exponent >= 0 and last_nonzero(number) < 0


def _others(figure: Figure) -> Iterator[tuple[str, Decimal, int]]:
    number = figure.number
    for places, what in _PLACES:
        yield what, shifted(number, places), places
    yield _SIGN, -number, 0
    for swapped in _swapped(number, figure.exponent):
        yield _SWAPPED, swapped, 0
    for places, what in _MORE_PLACES:
        yield what, shifted(number, places), places


def _swapped(number: Decimal, exponent: int) -> Iterator[Decimal]:
    """The number with two neighbouring digits of it in the other order, as it is written."""
    sign, digits, _ = shifted(number, -exponent).to_integral_value().as_tuple()
    for place in range(len(digits) - 1):
        first, second = digits[place : place + 2]
        if first != second and (place or second):
            yield Decimal((sign, (*digits[:place], second, first, *digits[place + 2 :]), exponent))


def _restated(figure: Figure, number: Decimal, places: int) -> Figure | None:
    """The figure with another number, its last digit so many places further up; None if it cannot be that."""
    precision = None if figure.precision is None else figure.precision + places
    is_whole = figure.exponent >= 0 and last_nonzero(number) >= 0  # 33, and not 33.0, for 330
    try:
        return attrs.evolve(
            figure,
            number=number.to_integral_value() if is_whole else number,
            exponent=max(figure.exponent + places, 0) if is_whole else figure.exponent + places,
            precision=precision,
            text="",
            inferred=(),
        )
    except ValueError:
        return None


def left_out(key: str, figure: Figure, agrees: Agrees, equations: Sequence[Any]) -> Iterator[Slip]:
    """Whether a sum leaves out one of its parts, or holds one twice."""
    for tree in equations:
        signed = dict(_terms(tree))
        if key not in {one.key for one in signed} or len(signed) < 3:
            continue
        sign = next(by for one, by in signed.items() if one.key == key)
        if list(signed.values()).count(sign) > 1:  # it is no total
            continue
        for part, by in signed.items():
            if part.key == key or by == sign or part.figure is None:
                continue
            for what, shifted_by in ((_MISSING, part.strict), (_TWICE, -part.strict)):
                right = figure.strict + shifted_by
                if agrees(right) and not agrees(right + shifted_by):
                    yield Slip(message(what, part=part.key))


def _terms(tree: Any, sign: int = 1) -> Iterator[tuple[Quantity, int]]:
    """What an expression adds up and takes away, where it does nothing else."""
    if isinstance(tree, Quantity):
        yield tree, sign
    elif isinstance(tree, Sum):
        for by, term in tree.terms:
            yield from _terms(term, sign * by)
