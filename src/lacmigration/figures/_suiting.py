"""Which numbers, words and places suit a figure?"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from lacmigration import _meanings
from lacmigration.errors import FigureError, FloatError
from lacmigration.intervals import LONGEST, rational, writable
from lacmigration.notation import Form, Hedge

if TYPE_CHECKING:
    from lacmigration.figures._figures import Figure

__all__ = [
    "Rounding",
    "exact_number",
    "form_of",
    "hedge_of",
    "optional_number",
    "require_numbers_that_suit",
    "require_places_that_suit",
    "rounding_of",
]


class Rounding(StrEnum):
    """How the true value became the written one."""

    UNKNOWN = "unknown"
    HALF_UP = "half-up"
    HALF_EVEN = "half-even"
    TRUNCATED = "truncated"
    FLOOR = "floor"
    CEILING = "ceiling"
    EXACT = "exact"


def exact_number(value: object) -> Decimal:
    if isinstance(value, Decimal) and value.is_finite() and writable(value):
        return value
    where = "number of a figure"
    if not isinstance(value, int | str | Decimal) or isinstance(value, bool):
        raise FloatError(value, where=where)
    if isinstance(value, str) and "/" in value:
        raise FigureError(
            f"{where}: {value!r} is a quotient; use the form of a fraction, which has a second number"
        )
    if isinstance(value, str):
        rational(value, where=where)
    number = Decimal(value)
    rational(number, where=where)
    return number


def optional_number(value: object) -> Decimal | None:
    return None if value is None else exact_number(value)


_Choice = TypeVar("_Choice", bound=StrEnum)


def _chosen(kind: type[_Choice], value: str) -> _Choice:
    """The member of an enumeration that a word is."""
    if type(value) is kind:
        return value
    try:
        return kind(value)
    except ValueError as cause:
        name = kind.__name__.lower()
        raise FigureError(f"{name} {value!r} of a figure is none of {', '.join(kind)}") from cause


def form_of(value: Form | str) -> Form:
    return _chosen(Form, value)


def hedge_of(value: Hedge | str) -> Hedge:
    return _chosen(Hedge, value)


def rounding_of(value: Rounding | str) -> Rounding:
    return _chosen(Rounding, value)


def require_numbers_that_suit(figure: Figure) -> None:
    form, number, second = figure.form, figure.number, figure.second
    needs_second = form in {Form.RANGE, Form.OUT_OF, Form.FRACTION}
    if needs_second != (second is not None):
        numbers = "two numbers" if needs_second else "one number"
        raise FigureError(f"a figure of the form {form.value!r} has {numbers}")
    shown = figure.text or f"{number:f}"
    if form not in {Form.NUMBER, Form.RANGE} and number <= 0:
        raise FigureError(f"{shown}: a figure of the form {form.value!r} needs a number above 0")
    if second is None:
        return
    if form is Form.RANGE and second < number:
        raise FigureError(f"{shown}: a range goes from the lower number to the upper one")
    if form is not Form.RANGE and second <= 0:
        raise FigureError(f"{shown}: the second number must be above 0")


def require_places_that_suit(figure: Figure) -> None:
    shown = figure.text or f"{figure.number:f}"
    for place in (figure.exponent, figure.second_exponent, figure.precision):
        if place is not None and abs(place) > LONGEST:
            raise FigureError(f"{shown}: 10^{place} is no place value of a figure")
    for number, place in ((figure.number, figure.exponent), (figure.second, figure.second_exponent)):
        if number and place is not None and _meanings.last_nonzero(number) < place:
            raise FigureError(
                f"{shown}: it has digits after the one for 10^{place}, which is said to be its last"
            )
