"""Which columns make a stated figure, and what do they hold?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs
from sqlglot import exp

from lacmigration.errors import AggregationError, ChoiceError
from lacmigration.figures import Figure, Hedge, Rounding
from lacmigration.frames._columns import require
from lacmigration.frames._engines import SOURCE, Engine
from lacmigration.frames._faults import MOST_SHOWN, RowErrors, RowProblem
from lacmigration.frames._measures import Measure, measured
from lacmigration.frames._sql import cast, col, trimmed

if TYPE_CHECKING:
    from lacmigration.frames._exact import Sql

__all__ = ["Each", "Seen", "Stated", "seen"]

_MOST_UNITS = 1_000
_FARTHEST = 37


@attrs.frozen
class Each:
    """What a column says of each row, where a constant would say the same of all.

    >>> Stated("amount", unit=Each("currency")).unit
    Each(column='currency')
    """

    column: str


def _rounding(value: Any) -> str | Each:
    return _word(Rounding, value)


def _hedge(value: Any) -> str | Each:
    return _word(Hedge, value)


def _word(kind: Any, value: Any) -> str | Each:
    if isinstance(value, Each) or value not in tuple(kind):
        if isinstance(value, Each):
            return value
        raise ChoiceError(kind.__name__.lower(), value, choices=f"{', '.join(kind)}, or Each(a column)")
    return str(value)


@attrs.frozen
class Stated:
    """A column of figures as they were stated: a number in each row, and how it was written.

    Each part is a constant, or `Each("a column")` that holds it. `exponent` is the power of ten of the last
    written digit; without it, the last digit that the column has (of a DECIMAL(18, 2) the second behind the
    point, of a text the last of its own). `unit`, `rounding`, `hedge`, `scaled` and `precision` are those of
    a Figure: "percent", "half-up", "about"; `scaled` says that a scale word was written ("57.5 million"), so
    that trailing zeros are not taken for rounding. Forms of two numbers (a range, one in five) are no
    columns.

    Errors: ChoiceError for a word that is no rounding or hedge.

    >>> Stated("share", unit="percent").figure({"share": 38}).strict
    [3/8, 77/200]
    """

    column: str
    exponent: int | Each | None = attrs.field(default=None, kw_only=True)
    unit: str | Each = attrs.field(default="1", kw_only=True)
    rounding: str | Each = attrs.field(default="unknown", kw_only=True, converter=_rounding)
    hedge: str | Each = attrs.field(default="none", kw_only=True, converter=_hedge)
    scaled: bool | Each = attrs.field(default=False, kw_only=True)
    precision: int | Each | None = attrs.field(default=None, kw_only=True)

    @classmethod
    def of_records(cls) -> Stated:
        """The figure of each row of a table that `frames.of` made.

        >>> Stated.of_records().column
        'number'
        """
        return cls(
            "number",
            exponent=Each("exponent"),
            unit=Each("unit"),
            rounding=Each("rounding"),
            hedge=Each("hedge"),
            scaled=Each("scaled"),
            precision=Each("precision"),
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that it is made of."""
        parts = (self.exponent, self.unit, self.rounding, self.hedge, self.scaled, self.precision)
        return (self.column, *(part.column for part in parts if isinstance(part, Each)))

    def figure(self, row: Mapping[str, Any]) -> Figure | None:
        """The figure of one row; None where its number, or a part of it, is missing."""

        def part(one: Any) -> Any:
            return row[one.column] if isinstance(one, Each) else one

        number, unit, exponent = row[self.column], part(self.unit), part(self.exponent)
        if number is None or unit is None or (exponent is None and self.exponent is not None):
            return None
        if isinstance(number, str):
            number = number.strip()
            if not number:
                return None
        number = Decimal(number)
        if exponent is not None:  # a column of decimals writes them all: what is written is said apart
            number = (
                number.quantize(Decimal((0, (1,), min(exponent, 0)))) if _ends(number, exponent) else number
            )
        return Figure(
            number,
            unit,
            rounding=part(self.rounding) or "unknown",
            hedge=part(self.hedge) or "none",
            scaled=bool(part(self.scaled)),
            precision=part(self.precision),
            **({} if exponent is None else {"exponent": exponent}),
        )


def _ends(number: Decimal, exponent: int) -> bool:
    """Whether a number has no digits after the one of a power of ten that is below 0."""
    return exponent >= -_FARTHEST and not number.scaleb(-min(exponent, 0)) % 1


@attrs.frozen
class Seen:
    """What the columns of a stated figure hold: its numbers, how large they get, and which words stand there.

    `places` are the least and the greatest power of ten of the last digits, `precisions` those declared.
    `largest` is the largest number, in size. `exponents` is an expression where rows differ.
    """

    stated: Stated
    measure: Measure
    is_text: bool
    largest: Decimal
    places: tuple[int, int]
    precisions: tuple[int, int] | None
    roundings: tuple[str, ...]
    hedges: tuple[str, ...]
    units: tuple[str, ...]

    @property
    def scale(self) -> int:
        """Digits behind the point that are needed to write its numbers and their last places."""
        least = min(self.places[0], 0 if self.precisions is None else self.precisions[0])
        return max(0, -least)

    def exponent(self) -> int | Sql:
        """The power of ten of the last written digit."""
        given = self.stated.exponent
        if isinstance(given, int):
            return given
        if isinstance(given, Each):
            return cast(col(given.column), "INT")
        if self.is_text:
            return _of_text(self.stated.column)
        return -self.measure.scale


def _of_text(name: str) -> Sql:
    """The power of ten of the last digit of a number in text: "12.50" has -2."""
    behind = exp.func("SPLIT_PART", trimmed(col(name)), exp.Literal.string("."), exp.Literal.number(2))
    return exp.Neg(this=cast(exp.Length(this=behind), "INT"))


def seen(engine: Engine, stated: Stated) -> Seen:
    """Look at the columns of a stated figure, once.

    Errors: AggregationError for columns that are not there; FloatError and AmountError for numbers that are
    not exact or do not fit; RowErrors for digits after the last written one, and words that are no rounding
    or hedge.
    """
    require(engine.columns, stated.columns)
    measure = measured(engine, stated.column)
    is_text = engine.columns[stated.column].kind == "text"
    draft = Seen(stated, measure, is_text, Decimal(0), (0, 0), None, (), (), ())
    exponent = draft.exponent()
    size = exp.Abs(this=measure.value.copy())
    asked: list[Sql] = [exp.Max(this=size)]
    for one in (exponent, _column(stated.precision)):
        if isinstance(one, exp.Expression):
            held = exp.case().when(measure.value.is_(exp.null()).not_(), one.copy())
            asked += [exp.Min(this=held), exp.Max(this=held.copy())]
    ((largest, *ends),) = engine.rows(exp.select(*asked).from_(SOURCE))
    places = _pair(exponent, ends)
    precisions = None
    if stated.precision is not None:
        found = _pair(_column(stated.precision), ends)
        precisions = None if found[0] is None else found
    _within(stated, (*places, *(precisions or ())))
    words = {
        name: _words(engine, getattr(stated, name), default)
        for name, default in (("rounding", "unknown"), ("hedge", "none"), ("unit", "1"))
    }
    _known(stated, words)
    found_all = attrs.evolve(
        draft,
        largest=Decimal(largest or 0),
        places=(places[0] or 0, places[1] or 0),
        precisions=precisions,
        roundings=words["rounding"],
        hedges=words["hedge"],
        units=words["unit"],
    )
    _refuse_finer(engine, found_all)
    return found_all


def _column(part: int | Each | None) -> Any:
    return cast(col(part.column), "INT") if isinstance(part, Each) else part


def _pair(one: Any, ends: list[Any]) -> tuple[Any, Any]:
    if isinstance(one, exp.Expression):
        low, high = ends[:2]
        del ends[:2]
        return low, high
    return one, one


def _within(stated: Stated, places: tuple[Any, ...]) -> None:
    far = [place for place in places if place is not None and abs(place) > _FARTHEST]
    if far:
        message = f"column {stated.column!r}: 10^{far[0]} is no place value that 38 digits can show"
        raise AggregationError([message])


def _words(engine: Engine, part: Any, default: str) -> tuple[str, ...]:
    if not isinstance(part, Each):
        return (str(part),)
    text = cast(col(part.column), "VARCHAR")
    query = exp.select(exp.alias_(text, "word")).distinct().from_(SOURCE).limit(_MOST_UNITS + 1)
    found = sorted(default if word is None else word for (word,) in engine.rows(query))
    if len(found) > _MOST_UNITS:
        raise AggregationError(
            [f"column {part.column!r} has more than {_MOST_UNITS:,} words: is it the right one?"]
        )
    return tuple(dict.fromkeys(found)) or (default,)


def _known(stated: Stated, words: Mapping[str, tuple[str, ...]]) -> None:
    problems = [
        RowProblem("frame", 0, 0, getattr(stated, name).column, word, f"is none of {', '.join(kind)}")
        for name, kind in (("rounding", Rounding), ("hedge", Hedge))
        for word in words[name]
        if word not in tuple(kind)
    ]
    if problems:
        raise RowErrors(problems)


def _refuse_finer(engine: Engine, found: Seen) -> None:
    """RowErrors for numbers with digits after the one that is said to be their last."""
    if found.is_text and found.stated.exponent is None:
        return
    scale = found.measure.scale
    if found.places[1] <= -scale:
        return
    problems = list(_finer(engine, found))
    if problems:
        raise RowErrors(problems)


def _finer(engine: Engine, found: Seen) -> Iterator[RowProblem]:
    value = found.measure.value
    exponent = found.exponent()
    steps = range(max(found.places[0], -found.measure.scale + 1), found.places[1] + 1)
    width = min(38, len(str(int(found.largest))) + found.measure.scale)
    ifs = [exp.If(this=_is(exponent, place), true=_digits_after(found, place, width)) for place in steps]
    wrong = exp.Case(ifs=ifs, default=exp.false())
    inner = exp.select(exp.alias_(value.copy(), "cell"), exp.alias_(wrong, "wrong"))
    if not isinstance(exponent, int):
        inner = inner.select(exp.alias_(exponent.copy(), "last"))
    if engine.numbered:
        inner = inner.select(exp.alias_(exp.Window(this=exp.RowNumber()), "place"))
    query = (
        exp.select("*")
        .from_(inner.from_(SOURCE).subquery("cells"))
        .where(exp.column("wrong"))
        .limit(MOST_SHOWN)
    )
    for row in engine.rows(query):
        last = row[2] if not isinstance(exponent, int) else exponent
        what = f"has digits after the one for 10^{last}, which is said to be its last"
        place = row[-1] if engine.numbered else 0
        yield RowProblem("frame", int(place), 0, found.stated.column, f"{row[0]:f}", what)


def _is(exponent: int | Sql, place: int) -> Sql:
    if isinstance(exponent, int):
        return exp.Boolean(this=exponent == place)
    return exp.EQ(this=exponent.copy(), expression=exp.Literal.number(place))


def _digits_after(found: Seen, place: int, width: int) -> Sql:
    """Whether a number has digits after the one for a power of ten: it changes when they are cut."""
    value, scale = found.measure.value.copy(), found.measure.scale
    if place <= 0:
        cut = cast(cast(value, f"DECIMAL({width}, {-place})"), f"DECIMAL({width}, {scale})")
        return exp.NEQ(this=cut, expression=cast(value.copy(), f"DECIMAL({width}, {scale})"))
    at_units = cast(value, "DECIMAL(38, 0)")
    rest = exp.Mod(this=at_units, expression=cast(exp.Literal.string(str(10**place)), "DECIMAL(38, 0)"))
    is_left = exp.NEQ(this=exp.Paren(this=rest), expression=exp.Literal.number(0))
    return exp.or_(_digits_after(found, 0, width), is_left) if scale else is_left
