"""What is each amount of a table in another currency, or in the prices of another year?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from sqlglot import exp

from lacmigration.conversion import Deflator, Rate
from lacmigration.errors import AggregationError, AmountError, ChoiceError, CurrencyMismatchError
from lacmigration.frames._columns import require
from lacmigration.frames._engines import SOURCE, Engine
from lacmigration.frames._exact import Steps, Whole, all_of, any_of, chosen, constant, negated
from lacmigration.frames._measures import measured
from lacmigration.frames._sources import opened
from lacmigration.frames._sql import cast, col, named, unscaled
from lacmigration.money import Money
from lacmigration.periods import PartialDate

if TYPE_CHECKING:
    from lacmigration.frames._exact import Sql, Truth

__all__ = ["constant_prices", "convert"]

Mode = Literal["half-even", "half-up", "truncated", "floor", "ceiling"]
_MODES = ("half-even", "half-up", "truncated", "floor", "ceiling")
_PREFIX = "lacmigration_"
_MOST_KEYS = 50_000
_SHOWN = 10
_MOST_PLACES = 12
_WIDEST = 10**38


def convert(
    frame: Any,
    rates: Iterable[Rate],
    *,
    to: str,
    amount: str = "amount",
    currency: str = "currency",
    date: str = "date",
    places: int | None = None,
    rounding: Mode = "half-even",
    missing: Literal["refuse", "before"] = "refuse",
) -> Any:
    """Every amount in one currency, exactly, by the rate of its day; the table in its kind has more columns.

    The face value of an amount times that of a rate (or over it, where the rate is from `to`) is
    `converted_over` over `converted_under`, two whole numbers. With `places` it is `converted`, rounded to so
    many digits behind the point as `rounding` says. A rate of a month or year is that of each of its days.
    A day without a rate is refused, unless `missing="before"` takes the last rate before it.

    Errors: AggregationError with the days and currencies that have no rate, or two; AmountError for amounts
    that do not fit 38 digits, or are no numbers; FloatError for floats; ChoiceError; UnknownCurrencyError.

    >>> import pyarrow as pa
    >>> from lacmigration import Citation
    >>> source = Citation("ecb", "30 August")
    >>> rate = Rate(base="EUR", quote="USD", value=Decimal("1.11"), date="2024-08-30", citation=source)
    >>> gifts = pa.table({"amount": [100], "currency": ["EUR"], "date": ["2024-08-30"]})
    >>> convert(gifts, [rate], to="USD", places=2).column("converted")[0].as_py()
    Decimal('111.00')
    """
    Money(0, to)  # refuses what is no currency
    if missing not in {"refuse", "before"}:
        raise ChoiceError("missing", missing, choices='"refuse" or "before"')
    engine = opened(frame)
    require(engine.columns, (amount, currency, date))
    known: dict[str, list[tuple[PartialDate, Fraction]]] = {}
    for rate in rates:
        value = Fraction(rate.value.number)
        if rate.quote == to:
            known.setdefault(rate.base, []).append((rate.date, value))
        elif rate.base == to:
            known.setdefault(rate.quote, []).append((rate.date, 1 / value))
    factors: dict[tuple[str, ...], Fraction] = {}
    problems: list[str] = []
    for unit, day in _keys(engine, amount, (currency, date)):
        if unit is None or (day is None and unit != to):
            problems.append(f"an amount has no {currency if unit is None else date}")
            continue
        found = Fraction(1) if unit == to else _rate(known.get(unit, []), str(day), missing=missing)
        if isinstance(found, str):
            problems.append(f"{unit} on {day}: {found}")
        else:
            factors[unit, day or ""] = found
    _refuse(problems, remedy='give rates of these days, or say missing="before"')
    return _applied(engine, amount, (currency, date), factors, places=places, rounding=rounding)


def constant_prices(
    frame: Any,
    deflator: Deflator,
    *,
    amount: str = "amount",
    year: str = "year",
    currency: str | None = "currency",
    places: int | None = None,
    rounding: Mode = "half-even",
) -> Any:
    """Every amount in the prices of a base year, exactly; the table in its kind has more columns.

    The face value times the index of the base year over that of the amount's `year`: a column of years, or of
    dates. The new columns are those of `convert`.

    Errors: CurrencyMismatchError for amounts of another currency; AggregationError with the years that have
    no index; otherwise as `convert`.

    >>> import pyarrow as pa
    >>> from lacmigration import Citation
    >>> source = Citation("bls", "table 24")
    >>> index = Deflator(currency="USD", base=2020, index={2020: 100, 2023: 125}, citation=source)
    >>> gifts = pa.table({"amount": [50], "currency": ["USD"], "year": [2023]})
    >>> constant_prices(gifts, index, places=0).column("converted")[0].as_py()
    Decimal('40')
    """
    engine = opened(frame)
    has_currency = currency is not None and currency in engine.columns
    require(engine.columns, (amount, year))
    if has_currency and currency is not None:
        others = [one for (one,) in _keys(engine, amount, (currency,)) if one != deflator.currency]
        if others:
            shown = ", ".join(str(one) for one in others[:_SHOWN])
            what = f"constant prices by an index of {deflator.currency} prices"
            raise CurrencyMismatchError(f"amounts of {shown} cannot be put in {what}")
    index = {of: Fraction(figure.number) for of, figure in deflator.index}
    factors: dict[tuple[str, ...], Fraction] = {}
    problems: list[str] = []
    for (text,) in _keys(engine, amount, (year,)):
        of = None if text is None else PartialDate.parse(text[:10]).year
        if of is None or of not in index:
            problems.append("an amount has no year" if of is None else f"{of}: the index has no value for it")
        else:
            factors[(str(text),)] = index[deflator.base] / index[of]
    _refuse(problems, remedy="give an index with these years")
    return _applied(engine, amount, (year,), factors, places=places, rounding=rounding)


def _refuse(problems: Sequence[str], *, remedy: str) -> None:
    listed = list(dict.fromkeys(problems))
    if listed:
        more = [f"and {len(listed) - _SHOWN:,} more"] if len(listed) > _SHOWN else []
        raise AggregationError([*listed[:_SHOWN], *more, remedy])


def _text(name: str) -> Sql:
    return exp.func("COALESCE", cast(col(name), "VARCHAR"), exp.Literal.string(""))


def _keys(engine: Engine, amount: str, names: Sequence[str]) -> list[tuple[str | None, ...]]:
    """What occurs together in some columns, where there is an amount."""
    texts = [cast(col(name), "VARCHAR") for name in names]
    query = exp.select(*texts).distinct().from_(SOURCE).where(exp.Not(this=col(amount).is_(exp.null())))
    found = engine.rows(query.limit(_MOST_KEYS + 1))
    if len(found) > _MOST_KEYS:
        raise AggregationError([f"columns {', '.join(names)} have more than {_MOST_KEYS:,} values together"])
    return sorted((tuple(one or None for one in row) for row in found), key=lambda row: tuple(map(str, row)))


def _rate(known: Sequence[tuple[PartialDate, Fraction]], text: str, *, missing: str) -> Fraction | str:
    """The rate of a day, or why there is none; the rate of the day itself before that of its month."""
    day = PartialDate.parse(text[:10])
    agreeing = [(on, value) for on, value in known if on.agrees(day)]
    if not agreeing and missing == "before":
        before = [one for one in known if one[0].last < day.first]
        latest = max((on.last for on, _ in before), default=None)
        agreeing = [one for one in before if one[0].last == latest]
    if not agreeing:
        return "there is no rate"
    finest = min((on.last - on.first for on, _ in agreeing))
    values = {value for on, value in agreeing if on.last - on.first == finest}
    return values.pop() if len(values) == 1 else f"there are {len(values)} rates that differ"


def _applied(
    engine: Engine,
    amount: str,
    keys: Sequence[str],
    factors: Mapping[tuple[str, ...], Fraction],
    *,
    places: int | None,
    rounding: str,
) -> Any:
    """The table with every amount times the factor of its row."""
    if places is not None and not 0 <= places <= _MOST_PLACES:
        raise ChoiceError("places", places, choices=f"a whole number from 0 to {_MOST_PLACES}")
    if rounding not in _MODES:
        raise ChoiceError("rounding", rounding, choices=", ".join(_MODES))
    outputs = ("converted_over", "converted_under") if places is None else ("converted",)
    taken = [name for name in engine.columns if name in outputs]
    if taken:
        raise AggregationError([f"column {name!r} would be written over: rename it" for name in taken])
    measure = measured(engine, amount)
    ((largest,),) = engine.rows(exp.select(exp.Max(this=exp.Abs(this=measure.value.copy()))).from_(SOURCE))
    kind = "INT128" if engine.dialect == "duckdb" else "DECIMAL(38, 0)"
    steps = Steps(f"{_PREFIX}v", kind)
    most = int(Decimal(largest or 0) * 10**measure.scale) + 1
    value = steps.number(Whole(None, cast(unscaled(measure.value, measure.scale), kind), most, steps=steps))
    numerator = max((one.numerator for one in factors.values()), default=1)
    denominator = max((one.denominator for one in factors.values()), default=1)
    up = Whole(None, col(f"{_PREFIX}n"), numerator, steps=steps)
    down = Whole(None, col(f"{_PREFIX}d"), denominator, steps=steps)
    over, under = steps.number(value * up), steps.number(down * 10**measure.scale)
    answers: dict[str, Sql] = {}
    if places is None:
        answers["converted_over"] = cast(over.sql, "DECIMAL(38, 0)")
        answers["converted_under"] = exp.case().when(
            exp.Not(this=over.sql.is_(exp.null())), cast(under.sql, "DECIMAL(38, 0)")
        )
    else:
        whole = _rounded(steps, over * 10 ** max(places, 0), under, rounding, dialect=engine.dialect)
        answers["converted"] = _decimal(whole, places)
    if steps.most >= _WIDEST:
        message = (
            f"column {amount!r}: {largest} times its rate needs more than 38 digits, which frames compute "
            "with; round the rates, or convert the records"
        )
        raise AmountError(message)
    return engine.answer(_joined(engine, keys, factors, steps, answers))


def _joined(
    engine: Engine,
    keys: Sequence[str],
    factors: Mapping[tuple[str, ...], Fraction],
    steps: Steps,
    answers: Mapping[str, Sql],
) -> exp.Select:
    """The query: each row beside its factor, in the order of the table."""
    names = [f"{_PREFIX}k{place}" for place in range(len(keys))]
    blank = tuple("" for _ in keys)
    rows = [
        (*key, str(one.numerator), str(one.denominator))
        for key, one in {blank: Fraction(1), **factors}.items()
    ]
    values = exp.values(rows, alias=f"{_PREFIX}raw", columns=[*names, f"{_PREFIX}tn", f"{_PREFIX}td"])
    typed = exp.select(
        *(exp.column(name) for name in names),
        named(cast(exp.column(f"{_PREFIX}tn"), steps.kind), f"{_PREFIX}n"),
        named(cast(exp.column(f"{_PREFIX}td"), steps.kind), f"{_PREFIX}d"),
    ).from_(values)
    inner = exp.select("*", *(named(_text(key), f"{_PREFIX}t{place}") for place, key in enumerate(keys)))
    if engine.numbered:
        inner = inner.select(named(exp.Window(this=exp.RowNumber()), f"{_PREFIX}place"))
    on = exp.and_(
        *(exp.EQ(this=col(f"{_PREFIX}t{place}"), expression=col(name)) for place, name in enumerate(names))
    )
    both = (
        exp.select("*")
        .from_(inner.from_(SOURCE).subquery(f"{_PREFIX}left"))
        .join(typed.subquery(f"{_PREFIX}right"), on=on, join_type="left")
    )
    table = steps.over(both.subquery(f"{_PREFIX}both")).subquery(f"{_PREFIX}all")
    kept = [col(name) for name in engine.columns]
    query = exp.select(*kept, *(named(code, name) for name, code in answers.items())).from_(table)
    return query.order_by(col(f"{_PREFIX}place")) if engine.numbered else query


def _rounded(steps: Steps, over: Whole, under: Whole, mode: str, *, dialect: str) -> Whole:
    """A quotient as a whole number, rounded in one of the ways that a Figure knows."""
    over = steps.number(over)
    rest = steps.number(over % under)
    exact = over - rest  # a multiple of the divisor: nothing is lost in dividing
    divide: Callable[..., Any] = exp.IntDiv if dialect == "duckdb" else exp.Div
    quotient = divide(this=exp.Paren(this=exact.sql), expression=exp.Paren(this=under.sql))
    towards_zero = steps.number(Whole(None, cast(quotient, steps.kind), over.most, steps=steps))
    negative = over < 0
    twice = steps.number(rest.size() * 2)
    odd = negated((towards_zero % 2).same(0))
    tie = twice.same(under)
    away: Mapping[str, Truth] = {
        "half-even": any_of(under < twice, all_of(tie, odd)),
        "half-up": any_of(under < twice, tie),
        "truncated": False,
        "floor": all_of(negative, negated(rest.same(0))),
        "ceiling": all_of(negated(negative), negated(rest.same(0))),
    }
    return steps.number(towards_zero + chosen(away[mode], chosen(negative, -1, constant(1)), 0))


def _decimal(whole: Whole, places: int) -> Sql:
    """A whole number of steps of 10^-places as a decimal: its digits with the point set."""
    if not places:
        return cast(whole.sql, "DECIMAL(38, 0)")
    step = cast(exp.Literal.string(f"{Decimal(1).scaleb(-places):f}"), f"DECIMAL({places + 1}, {places})")
    wide = cast(whole.sql, f"DECIMAL({37 - places}, 0)")
    return cast(exp.Mul(this=wide, expression=step), f"DECIMAL(38, {places})")
