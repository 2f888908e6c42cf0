"""Who holds which part of a whole, over tables? Shares, the largest together, and the Herfindahl index."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Unpack

import attrs
from sqlglot import exp

from lacmigration.errors import AggregationError, AmountError, ChoiceError
from lacmigration.frames._groups import By, Groups, added, names_of
from lacmigration.frames._guards import Meant, labelled
from lacmigration.frames._sql import (
    WIDEST,
    cast,
    col,
    decimal,
    descending,
    either,
    equal,
    func,
    greater,
    least,
    less,
    most,
    named,
    number,
    row_number,
    select,
    sum_of,
    text,
    unscaled,
    when,
    whole,
    window,
)

if TYPE_CHECKING:
    from lacmigration.frames._sql import Sql

__all__ = ["concentration", "herfindahl", "shares"]

_SHOWN = 10
_OWN = ("over", "under", "percent", "part", "rest", "odd", "claim", "groups", "place")
_MOST_DIGITS = 9


def shares(
    frame: Any,
    by: By = "donor",
    *,
    within: By | None = None,
    digits: int | None = None,
    amount: str = "amount",
    currency: str | None = "currency",
    **meant: Unpack[Meant],
) -> Any:
    """Divide a whole among groups of rows, exactly; as `lacmigration.shares`, over tables.

    The answer has a row for each group, the largest first: the columns of `by`, `currency`, `amount`, and the
    share as two whole numbers, `over` / `under`: what the group and what the whole hold, in units of the
    last decimal that any of the totals has, not reduced. With `digits` there is `percent` too, with so many
    decimals (up to 9), by largest remainder: the percentages of a whole add up to exactly 100. A whole is
    all rows, or those with the same value of the columns `within` (which are columns of `by`); a currency in
    `by` always divides wholes.

    Errors: as `frames.total`; AggregationError where an amount is negative, or a whole is 0.

    >>> import pyarrow as pa
    >>> gifts = pa.table({"donor": ["mx", "ie", "cy"], "amount": [1, 1, 1]})
    >>> [f"{row['donor']} {row['over']}/{row['under']} {row['percent']}%"
    ...  for row in shares(gifts, digits=1).to_pylist()]
    ['cy 1/3 33.4%', 'ie 1/3 33.3%', 'mx 1/3 33.3%']
    """
    if digits is not None and not 0 <= digits <= _MOST_DIGITS:
        raise ChoiceError("digits", digits, choices=f"0 to {_MOST_DIGITS} decimals of a percentage")
    groups = _parts(frame, by, within, amount=amount, currency=currency, meant=meant)
    over = unscaled(col("amount"), groups.scale)
    under = unscaled(window(sum_of(col("amount")), within=groups.scope), groups.scale)
    parts = groups.select(exp.Star(), named(over, "over"), named(under, "under"))
    columns = [*groups.carried, col("amount"), col("over"), col("under")]
    if digits is not None:
        parts = _with_percent(groups, parts, digits)
        columns.append(col("percent"))
    query = select(*columns, of=parts)
    return groups.give(query.order_by(descending(col("amount")), *groups.in_order, copy=False))


def _with_percent(groups: Groups, parts: exp.Select, digits: int) -> exp.Select:
    """By largest remainder; odd units go to the larger remainder, the larger share, the first key."""
    units = 100 * 10**digits
    _require_width(groups, len(str(units)), "percentages")
    quota = decimal(exp.Mul(this=col("over"), expression=whole(units, 20)), 0)
    quotient = _quotient(groups, quota, col("under"))
    rest = decimal(exp.Mod(this=exp.paren(quota), expression=exp.paren(col("under"))), 0)
    parts = select(exp.Star(), named(quotient, "part"), named(rest, "rest"), of=parts)
    claims = [descending(col("rest")), descending(col("amount")), *groups.in_order]
    left = less(whole(units), window(sum_of(decimal(col("part"), 0)), within=groups.scope))
    claim = window(row_number(), within=groups.scope, order=claims)
    parts = select(exp.Star(), named(left, "odd"), named(claim, "claim"), of=parts)
    one_more = exp.LTE(this=decimal(col("claim"), 0), expression=decimal(col("odd"), 0))
    part = exp.Add(this=decimal(col("part"), 0, 18), expression=when(one_more, whole(1, 1), whole(0, 1)))
    unit = decimal(text(f"{Decimal(1).scaleb(-digits):f}"), digits, digits + 1)
    percent = decimal(exp.Mul(this=exp.paren(part), expression=unit), digits, digits + 4)
    return select(exp.Star(), named(percent, "percent"), of=parts)


def _quotient(groups: Groups, over: Sql, under: Sql) -> Sql:
    """Whole numbers divided, without the rest: on decimals DuckDB would take floats."""
    if groups.engine.dialect == "duckdb":
        over, under = cast(over, "HUGEINT"), cast(under, "HUGEINT")
    return exp.IntDiv(this=exp.paren(over), expression=exp.paren(under))


def concentration(
    frame: Any,
    by: By = "donor",
    *,
    top: int = 3,
    within: By | None = None,
    amount: str = "amount",
    currency: str | None = "currency",
    **meant: Unpack[Meant],
) -> Any:
    """The part of each whole that its `top` largest groups hold together: `over` / `under`, not reduced.

    One row for each whole: the columns `within` (and the currency, if it is in `by`), `currency`, `over`
    and `under` as whole numbers, and `groups`, how many there are.

    Errors: as `shares`; ChoiceError where `top` is less than 1.

    >>> import pyarrow as pa
    >>> held = pa.table({"donor": ["a", "b", "c"], "amount": [5, 3, 2]})
    >>> concentration(held, top=2).to_pylist()
    [{'over': Decimal('8'), 'under': Decimal('10'), 'groups': 3}]
    """
    if top < 1:
        raise ChoiceError("top", top, choices="1 or more groups")
    groups = _parts(frame, by, within, amount=amount, currency=currency, meant=meant)
    place = window(row_number(), within=groups.scope, order=[descending(col("amount")), *groups.in_order])
    parts = groups.select(exp.Star(), named(place, "place"))
    among = exp.LTE(this=col("place"), expression=number(top))
    nothing = decimal(number(0), groups.scale)
    over = unscaled(sum_of(when(among, col("amount"), nothing)), groups.scale)
    return _summary(groups, parts, over, unscaled(sum_of(col("amount")), groups.scale))


def herfindahl(
    frame: Any,
    by: By = "donor",
    *,
    within: By | None = None,
    amount: str = "amount",
    currency: str | None = "currency",
    **meant: Unpack[Meant],
) -> Any:
    """The Herfindahl index of each whole, the sum of its squared shares: `over` / `under`, not reduced.

    One row for each whole, as of `concentration`; `under` is the square of the whole.

    Errors: as `shares`; AmountError where a whole has more than 19 digits, whose square would not fit.

    >>> import pyarrow as pa
    >>> herfindahl(pa.table({"donor": ["a", "b"], "amount": [3, 1]})).to_pylist()
    [{'over': Decimal('10'), 'under': Decimal('16'), 'groups': 2}]
    """
    groups = _parts(frame, by, within, amount=amount, currency=currency, meant=meant)
    _require_width(groups, None, "squares")
    part = decimal(unscaled(col("amount"), groups.scale), 0, WIDEST // 2)
    square = decimal(exp.Mul(this=part, expression=part), 0)
    under = decimal(unscaled(sum_of(col("amount")), groups.scale), 0, WIDEST // 2)
    whole_square = decimal(exp.Mul(this=under, expression=under), 0)
    return _summary(groups, groups.select(exp.Star()), decimal(sum_of(square), 0), whole_square)


def _summary(groups: Groups, parts: exp.Select, over: Sql, under: Sql) -> Any:
    listed = [*groups.scope]
    if groups.currency:
        listed.append(named(most(col("currency")), "currency"))
    listed += [named(over, "over"), named(under, "under"), named(exp.Count(this=exp.Star()), "groups")]
    query = select(*listed, of=parts)
    if groups.within:
        order = [term for term in groups.in_order if set(_names(term)) <= set(groups.within)]
        query = query.group_by(*groups.scope, copy=False)
        again = select(exp.Star(), of=query)
        return groups.give(again.order_by(*order, copy=False))
    return groups.give(query)


def _names(term: Sql) -> list[str]:
    return [column.name for column in term.find_all(exp.Column)]


def _parts(
    frame: Any, by: By, within: By | None, *, amount: str, currency: str | None, meant: Meant
) -> Groups:
    """Groups that can be parts of wholes: none negative, no whole 0."""
    names, inside = names_of(by, own=_OWN), names_of(within, what="within")
    if not names:
        raise ChoiceError("by", by, choices="a column, or several")
    for name in inside:
        if name not in names:
            raise ChoiceError("within", name, choices=f"columns of by, which are {', '.join(names)}")
    groups = added(frame, by=names, within=inside, amount=amount, currency=currency, meant=meant)
    _require_parts(groups)
    return attrs.evolve(groups, scale=_decimals(groups))


def _decimals(groups: Groups) -> int:
    """How many decimals the totals need, which may be fewer than their column has: products stay narrow."""
    if not groups.scale:
        return 0
    behind = func("SPLIT_PART", cast(col("amount"), "VARCHAR"), text("."), number(2))
    needed = most(exp.Length(this=func("REGEXP_REPLACE", behind, text("0+$"), text(""))))
    return int(groups.rows(groups.select(needed))[0][0])


def _require_parts(groups: Groups) -> None:
    zero = number(0)
    smallest, total = least(col("smallest")), sum_of(col("amount"))
    query = groups.select(*groups.scope, smallest, total)
    query = query.group_by(*groups.scope, copy=False) if groups.within else query
    query = query.having(either([greater(zero, smallest), equal(total, zero)]), copy=False).limit(
        _SHOWN, copy=False
    )
    problems = []
    for row in groups.rows(query):
        where = labelled(groups.within, row)
        if row[-2] < 0:
            problems.append(f"{where}an amount is {row[-2]:,f}; a share needs amounts that can be 0 or more")
        if row[-1] == 0:
            problems.append(f"{where}the whole is 0; nothing has a share of it")
    if problems:
        raise AggregationError(sorted(problems))


def _require_width(groups: Groups, more: int | None, what: str) -> None:
    """Refuse wholes whose products would need more digits than there are, before they are multiplied."""
    wholes = groups.select(*groups.scope, named(unscaled(sum_of(col("amount")), groups.scale), "size"))
    wholes = wholes.group_by(*groups.scope, copy=False) if groups.within else wholes
    limit = 10 ** (WIDEST // 2) if more is None else 10 ** (WIDEST - more)
    wide = [
        row
        for row in groups.rows(wholes.order_by(descending(col("size")), copy=False).limit(1, copy=False))
        if row[-1] >= limit
    ]
    for row in wide:
        raise AmountError(
            f"{labelled(groups.within, row)}the whole, {row[-1]:,f} in units of 10^-{groups.scale}, has "
            f"{what} of more than {WIDEST} digits; ask the functions over records, or in thousands"
        )
