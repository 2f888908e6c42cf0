"""What a number as stated can stand for: its value, how it was rounded, its hedge, and its two intervals.

The meanings are those of the project's contract (see `docs/explanation/figures.md`): `strict` holds the values
that the figure as written can stand for, `loose` the most that a fair reader would grant.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

import attrs

from lacmigration import _meanings
from lacmigration.errors import AmbiguousFigureError, FloatError
from lacmigration.intervals import NOT_NEGATIVE, UNIT, Interval
from lacmigration.money import Money
from lacmigration.notation import Form, Hedge, Reading, read_one

__all__ = ["Figure", "Form", "Hedge", "Rounding"]

_PLAIN_UNITS = frozenset({"1", "percent", "percentage points", "per thousand", "times"})


class Rounding(StrEnum):
    """How the true value became the written one."""

    UNKNOWN = "unknown"
    HALF_UP = "half-up"
    HALF_EVEN = "half-even"
    TRUNCATED = "truncated"
    FLOOR = "floor"
    CEILING = "ceiling"
    EXACT = "exact"


def _exact_number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise FloatError(value, where="number of a figure")
    number = Decimal(value)
    if not number.is_finite():
        message = f"number of a figure: {number} is not finite; write a number such as 57.5"
        raise ValueError(message)
    return number


def _optional_number(value: object) -> Decimal | None:
    return None if value is None else _exact_number(value)


@attrs.frozen(repr=False)
class Figure:
    """A number as stated, with the values that it can stand for.

    `number` is scaled ("57.5 million" is 57500000) and in the unit ("38%" is 38 "percent"); `exponent` is the
    power of ten of its last written digit. `precision`, where given, is the power of ten of the last digit that
    counts; it wins over the written digits. `second` belongs to the forms with two numbers (a range, n in d).
    `domain` bounds the quantity by nature (a share of a whole lies in [0, 1]); counts and stocks are never negative.

    Errors: FloatError for a float, ValueError for NaN, infinities, and a value that its domain excludes.

    >>> Figure.parse("approximately 38%").loose
    [37/100, 39/100]
    >>> Figure.parse("USD 57.5M").strict
    [57450000, 57550000]
    """

    number: Decimal = attrs.field(converter=_exact_number)
    unit: str = "1"
    exponent: int = attrs.field(kw_only=True)
    form: Form = attrs.field(default=Form.NUMBER, kw_only=True)
    hedge: Hedge = attrs.field(default=Hedge.NONE, kw_only=True)
    rounding: Rounding = attrs.field(default=Rounding.UNKNOWN, kw_only=True, converter=Rounding)
    second: Decimal | None = attrs.field(default=None, converter=_optional_number, kw_only=True)
    second_exponent: int | None = attrs.field(default=None, kw_only=True)
    scaled: bool = attrs.field(default=False, kw_only=True)
    precision: int | None = attrs.field(default=None, kw_only=True)
    domain: Interval | None = attrs.field(default=None, kw_only=True)
    text: str = attrs.field(default="", eq=False, kw_only=True)
    inferred: tuple[str, ...] = attrs.field(default=(), eq=False, kw_only=True)

    @exponent.default
    def _written_exponent(self) -> int:
        exponent = self.number.as_tuple().exponent
        return exponent if isinstance(exponent, int) else 0

    def __attrs_post_init__(self) -> None:
        needs_second = self.form in {Form.RANGE, Form.OUT_OF, Form.FRACTION}
        if needs_second != (self.second is not None):
            message = f"a figure of the form {self.form.value!r} has {'two numbers' if needs_second else 'one number'}"
            raise ValueError(message)
        if self.form is not Form.NUMBER and self.form is not Form.RANGE and self.number <= 0:
            message = f"{self.text or self.number}: a figure of the form {self.form.value!r} needs a number above 0"
            raise ValueError(message)
        if self.second is not None and self.form is not Form.RANGE and self.second <= 0:
            message = f"{self.text or self.number}: the second number must be above 0"
            raise ValueError(message)
        if self.form is Form.RANGE and self.second is not None and self.second < self.number:
            message = f"{self.text or self.number}: a range goes from the lower number to the upper one"
            raise ValueError(message)
        bounds = self.natural_domain
        if bounds is not None and not self._meaning[1].meets(bounds):
            message = f"{self} cannot be: it must lie in {bounds!r}"
            raise ValueError(message)

    @classmethod
    def parse(cls, text: str, *, locale: str | None = "en", rounding: Rounding = Rounding.UNKNOWN, precision: int | None = None) -> Figure:
        """Read one figure as people write it, in the language of `locale` ("en", "es-MX", "pt-BR", "fr").

        Errors: FigureSyntaxError when the whole text is no figure, AmbiguousFigureError (with `readings`) when it is
        more than one, as "1.234" may be.

        >>> Figure.parse("57,5 millones de dólares", locale="es").value == 57500000
        True
        """
        readings = cls.readings(text, locale=locale, rounding=rounding, precision=precision)
        if len(readings) > 1:
            shown = " or ".join(f"{r.number:f}" for r in readings)
            message = f"{text!r} can be read as {shown}; give the locale, or write it without the separator"
            raise AmbiguousFigureError(message, readings=readings)
        return readings[0]

    @classmethod
    def readings(cls, text: str, *, locale: str | None = "en", rounding: Rounding = Rounding.UNKNOWN, precision: int | None = None) -> tuple[Figure, ...]:
        """Every figure that the text can be; one where it is plain."""
        if not isinstance(text, str):
            raise FloatError(text, where="text of a figure")
        found = read_one(text, locale=locale)
        return tuple(_from_reading(reading, text, rounding, precision) for reading in found)

    @classmethod
    def exact(cls, value: int | str | Decimal, unit: str = "1") -> Figure:
        """A figure that stands for itself alone: a count of listed things, a legal target."""
        return cls(value, unit, rounding=Rounding.EXACT)  # type: ignore[arg-type]

    @cached_property
    def value(self) -> Decimal | Fraction:
        """What the figure says at face value: one in five is 0.2, a third is Fraction(1, 3), a range its middle."""
        exact = self.nominal / self.factor
        try:
            return self.number if self.form in {Form.NUMBER, Form.MULTIPLE} else _decimal(exact)
        except ArithmeticError:
            return exact

    @cached_property
    def nominal(self) -> Fraction:
        """The face value as a pure quantity: 38% is 19/50."""
        return _meanings.face(self.form, self.number, self.second) * self.factor

    @property
    def factor(self) -> Fraction:
        """What one of the unit is as a pure quantity: a percent is 1/100."""
        return _meanings.FACTORS.get(self.unit, _ONE)

    @property
    def resolution(self) -> Decimal:
        """The place value *u* of the last digit that counts, in the figure's unit."""
        return Decimal(1).scaleb(self.exponent if self.precision is None else self.precision)

    @property
    def excess_digits(self) -> bool:
        """Whether more digits are written than the declared precision allows (12,300 "in thousands")."""
        return self.precision is not None and self.number != 0 and _meanings.last_nonzero(self.number) < self.precision

    @cached_property
    def _meaning(self) -> tuple[Interval, Interval]:
        return _meanings.intervals(
            form=self.form,
            hedge=self.hedge,
            rounding=self.rounding.value,
            number=self.number,
            second=self.second,
            exponents=(self.exponent, self.second_exponent),
            scaled=self.scaled,
            precision=self.precision,
            factor=self.factor,
        )

    @property
    def natural_domain(self) -> Interval | None:
        """What the quantity can be at all: counts are never negative, shares written as fractions lie in [0, 1]."""
        if self.domain is not None:
            return self.domain
        if self.form in {Form.ONE_IN, Form.OUT_OF, Form.FRACTION} and self.unit == "1":
            return UNIT
        if self.form is Form.MULTIPLE or self.is_count:
            return NOT_NEGATIVE
        return None

    @property
    def is_count(self) -> bool:
        """Whether it counts things: its unit is a plain noun."""
        return self.unit not in _PLAIN_UNITS and "/" not in self.unit and not self.is_money

    @property
    def is_money(self) -> bool:
        """Whether its unit is a currency."""
        return len(self.unit) == 3 and self.unit.isupper()  # noqa: PLR2004  (ISO 4217 codes have three letters)

    @property
    def money(self) -> Money | None:
        """The face value as Money, or None where the figure is no sum of money."""
        if not self.is_money or self.form is not Form.NUMBER:
            return None
        return Money(self.number, self.unit)

    @cached_property
    def strict(self) -> Interval:
        """The values that the figure as written can stand for."""
        return _clip(self._meaning[0], self.natural_domain)

    @cached_property
    def loose(self) -> Interval:
        """The most that a fair reader would grant; holds `strict`."""
        return _clip(self._meaning[1], self.natural_domain)

    def settled(self, precision: int) -> Figure:
        """The same figure where context shows how far its digits count: a table column written to the dollar.

        >>> Figure.parse("10,000,000 USD").settled(0).loose
        [19999999/2, 20000001/2]
        """
        return self if self.precision is not None else attrs.evolve(self, precision=precision)

    def with_rounding(self, rounding: Rounding) -> Figure:
        """The same figure, had it been rounded in this way."""
        return attrs.evolve(self, rounding=rounding)

    def with_domain(self, domain: Interval) -> Figure:
        """The same figure, known to lie in a domain."""
        return attrs.evolve(self, domain=domain)

    def restated(self, number: Decimal) -> Figure:
        """The same kind of figure on the same grid with another number, not yet written by anyone."""
        return attrs.evolve(self, number=number, text="", inferred=())

    def __str__(self) -> str:
        """The text as written, or a plain locale-free form."""
        return self.text or _plain(self)

    def __repr__(self) -> str:
        """Plain form, hedge and rounding included."""
        marks = [mark for mark in (self.rounding.value,) if mark != Rounding.UNKNOWN.value]
        return f"<Figure {_plain(self)}{''.join(f', {mark}' for mark in marks)}>"


_ONE = Fraction(1)


def _from_reading(reading: Reading, text: str, rounding: Rounding, precision: int | None) -> Figure:
    return Figure(
        reading.number,
        reading.unit,
        exponent=reading.exponent,
        form=reading.form,
        hedge=reading.hedge,
        rounding=rounding,
        second=reading.second,
        second_exponent=reading.second_exponent,
        scaled=reading.scaled,
        precision=precision,
        text=text,
        inferred=reading.inferred,
    )


def _clip(interval: Interval, domain: Interval | None) -> Interval:
    """The part in the domain; the nearest number of the domain where the strict interval misses it."""
    if domain is None:
        return interval
    return interval.intersect(domain) or Interval.point(domain.nearest(interval.nearest(Fraction(0))))


def _decimal(value: Fraction) -> Decimal | Fraction:
    """The same number as a Decimal, exactly, or unchanged where it has no finite decimal form."""
    denominator, twos, fives = value.denominator, 0, 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    if denominator != 1:
        return value
    places = max(twos, fives)
    digits = abs(value.numerator) * 10**places // value.denominator
    return Decimal((int(value < 0), tuple(map(int, str(digits))), -places))


_FORMS = {
    Form.ONE_IN: "one in {n}",
    Form.OUT_OF: "{n} in {s}",
    Form.FRACTION: "{n}/{s}",
    Form.MULTIPLE: "{n}-fold",
    Form.RANGE: "between {n} and {s}",
}


def _plain(figure: Figure) -> str:
    number = _FORMS.get(figure.form, "{n}").format(n=_digits(figure.number), s=_digits(figure.second))
    hedge = "" if figure.hedge is Hedge.NONE else figure.hedge.value.replace("-", " ") + " "
    if figure.unit == "percent":
        return f"{hedge}{number}%"
    if figure.is_money:
        return f"{hedge}{figure.unit} {number}"
    return f"{hedge}{number}" + ("" if figure.unit in {"1", "times"} else f" {figure.unit}")


def _digits(number: Decimal | None) -> str:
    if number is None:
        return ""
    return f"{number:,f}"
