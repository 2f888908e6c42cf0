"""What can a number as stated stand for?"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import cached_property

import attrs

from lacmigration import _meanings
from lacmigration.dimensions import is_countable
from lacmigration.errors import AmbiguousFigureError, FigureError, FloatError
from lacmigration.figures._decimals import decimal_if_finite
from lacmigration.figures._plain import plain
from lacmigration.figures._suiting import (
    Rounding,
    exact_number,
    form_of,
    hedge_of,
    optional_number,
    require_numbers_that_suit,
    require_places_that_suit,
    rounding_of,
)
from lacmigration.intervals import NOT_NEGATIVE, UNIT, Interval
from lacmigration.money import Money
from lacmigration.notation import Form, Hedge, Reading, clearer, read_one

__all__ = ["Figure"]

_COUNTING = frozenset({Form.NUMBER, Form.RANGE})
_TEXT = 'text such as "38%" or "USD 57.5M"; a number goes to Figure(...)'
_UNHEDGED = frozenset({Hedge.NONE, Hedge.ABOUT})
_PLAIN_UNITS = frozenset({"1", "percent", "percentage points", "per thousand", "times"})


@attrs.frozen(repr=False)
class Figure:
    """A number as stated, with the values that it can stand for.

    `number` is scaled ("57.5 million" is 57500000) and in the unit ("38%" is 38 "percent"); `exponent` is the
    power of ten of its last written digit. `precision`, where given, is the power of ten of the last digit
    that counts; it wins over the written digits. `second` belongs to the forms with two numbers (a range, n
    in d). `domain` bounds the quantity by nature (a share of a whole lies in [0, 1]); counts and stocks are
    never negative.

    Errors: FloatError for a float, FigureError for NaN, infinities, numbers that do not suit the form or the
    exponent, and a value that its domain excludes.

    >>> Figure.parse("approximately 38%").loose
    [37/100, 39/100]
    >>> Figure.parse("USD 57.5M").strict
    [57450000, 57550000]
    >>> Figure.parse("over 3 donors").strict
    [4, 4]
    """

    number: Decimal = attrs.field(converter=exact_number)
    unit: str = "1"
    exponent: int = attrs.field(kw_only=True)
    form: Form = attrs.field(default=Form.NUMBER, kw_only=True, converter=form_of)
    hedge: Hedge = attrs.field(default=Hedge.NONE, kw_only=True, converter=hedge_of)
    rounding: Rounding = attrs.field(default=Rounding.UNKNOWN, kw_only=True, converter=rounding_of)
    second: Decimal | None = attrs.field(default=None, converter=optional_number, kw_only=True)
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
        require_numbers_that_suit(self)
        require_places_that_suit(self)
        bounds = self.natural_domain
        # What is above 0 is not negative: most figures need no intervals before somebody asks for them.
        if bounds is not None and not (bounds is NOT_NEGATIVE and self.number > 0):
            _ = self._meaning  # refuses what cannot be

    @classmethod
    def parse(
        cls,
        text: str,
        *,
        locale: str | None = "en",
        rounding: Rounding = Rounding.UNKNOWN,
        precision: int | None = None,
    ) -> Figure:
        """Read one figure as people write it, in the language of `locale` ("en", "es-MX", "pt-BR", "fr").

        Errors: FigureSyntaxError when the whole text is no figure, AmbiguousFigureError (with `readings`)
        when it is more than one, as "1.234" may be.

        >>> Figure.parse("57,5 millones de dólares", locale="es").value == 57500000
        True
        """
        readings = cls.readings(text, locale=locale, rounding=rounding, precision=precision)
        if len(readings) > 1:
            what = clearer(text, read_one(text, locale=locale), locale=locale)
            raise AmbiguousFigureError(what, readings=readings)
        return readings[0]

    @classmethod
    def readings(
        cls,
        text: str,
        *,
        locale: str | None = "en",
        rounding: Rounding = Rounding.UNKNOWN,
        precision: int | None = None,
    ) -> tuple[Figure, ...]:
        """Every figure that the text can be; one where it is plain."""
        if not isinstance(text, str):
            raise FloatError(text, where="text of a figure", instead=_TEXT)
        found = read_one(text, locale=locale)
        return tuple(_from_reading(reading, text, rounding, precision) for reading in found)

    @classmethod
    def exact(cls, value: int | str | Decimal, unit: str = "1") -> Figure:
        """A figure that stands for itself alone: a count of listed things, a legal target."""
        return cls(value, unit, rounding=Rounding.EXACT)

    @cached_property
    def value(self) -> Decimal:
        """The number to show, in the figure's unit: one in five is 0.2, a range its middle.

        Where that has no finite decimals it is rounded half to even to 28 digits. `nominal` is exact: what
        is decided is decided by that and by the intervals.

        >>> Figure.parse("two thirds").value, Figure.parse("two thirds").nominal
        (Decimal('0.6666666666666666666666666667'), Fraction(2, 3))
        """
        if self.form in {Form.NUMBER, Form.MULTIPLE}:
            return self.number
        face = _meanings.face(self.form, self.number, self.second)
        exact = decimal_if_finite(face)
        return (
            exact
            if isinstance(exact, Decimal)
            else _SHOWN.divide(Decimal(face.numerator), Decimal(face.denominator))
        )

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
        return (
            self.precision is not None
            and self.number != 0
            and _meanings.last_nonzero(self.number) < self.precision
        )

    @cached_property
    def _unbounded(self) -> tuple[Interval, Interval]:
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

    @cached_property
    def _meaning(self) -> tuple[Interval, Interval]:
        strict, loose = self._unbounded
        bounds = self.natural_domain
        if bounds is None:
            return strict, loose
        inside, inside_loose = strict.intersect(bounds), loose.intersect(bounds)
        if inside is None or inside_loose is None:
            raise FigureError(f"{self} cannot be: it must lie in {bounds!r}")
        return _meanings.wholes(inside, inside_loose, self.hedge) if self.is_whole else (inside, inside_loose)

    @property
    def natural_domain(self) -> Interval | None:
        """What the quantity can be at all: counts are not negative, shares written as fractions in [0, 1]."""
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
    def is_whole(self) -> bool:
        """Whether only whole numbers can be meant: a count of things, stated as one and of no other domain.

        "2.5 persons" is an average, and an average of 3 persons is told by its domain.

        >>> Figure.parse("3 donors").is_whole, Figure.parse("2.5 persons").is_whole
        (True, False)
        """
        return (
            self.domain is None
            and is_countable(self.unit)
            and self.form in _COUNTING
            and _meanings.last_nonzero(self.number) >= 0
            and (self.second is None or _meanings.last_nonzero(self.second) >= 0)
        )

    @property
    def is_money(self) -> bool:
        """Whether its unit is a currency."""
        return len(self.unit) == 3 and self.unit.isupper()

    @property
    def money(self) -> Money | None:
        """The face value as Money, or None where the figure is no sum of money."""
        if not self.is_money or self.form is not Form.NUMBER:
            return None
        return Money(self.number, self.unit)

    @property
    def strict(self) -> Interval:
        """The values that the figure as written can stand for."""
        return self._meaning[0]

    @property
    def loose(self) -> Interval:
        """The most that a fair reader would grant; holds `strict`."""
        return self._meaning[1]

    @cached_property
    def prints(self) -> Interval | None:
        """The values that are written as this figure however its writer rounded: no ties if that is unknown.

        >>> Figure("57.5").strict, Figure("57.5").prints
        ([1149/20, 1151/20], (1149/20, 1151/20))
        """
        interval = self._unbounded[0]
        if self.rounding is Rounding.UNKNOWN and self.hedge in _UNHEDGED:
            interval = interval.interior() or interval
        bounds = self.natural_domain
        inside = interval if bounds is None else interval.intersect(bounds)
        if inside is not None and self.is_whole:
            return _meanings.wholes(inside, inside, self.hedge)[0]
        return inside

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
        return self.text or plain(self)

    def __repr__(self) -> str:
        """Plain form, hedge and rounding included."""
        marks = [mark for mark in (self.rounding.value,) if mark != Rounding.UNKNOWN.value]
        return f"<Figure {plain(self)}{''.join(f', {mark}' for mark in marks)}>"


_ONE = Fraction(1)
_SHOWN = Context(prec=28, rounding=ROUND_HALF_EVEN)
"""How a number without finite decimals is shown."""


def _from_reading(reading: Reading, text: str, rounding: Rounding, precision: int | None) -> Figure:
    return Figure(
        reading.number,
        reading.unit,
        exponent=reading.exponent,
        form=reading.form,
        hedge=reading.hedge,
        rounding=Rounding.EXACT if reading.ordinal else rounding,
        second=reading.second,
        second_exponent=reading.second_exponent,
        scaled=reading.scaled,
        precision=precision,
        text=text,
        inferred=reading.inferred,
    )
