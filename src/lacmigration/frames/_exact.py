"""Whole numbers and truths in SQL: constants are worked out, and each number knows how large it can get."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs
from sqlglot import exp

from lacmigration.frames._sql import cast

if TYPE_CHECKING:
    Sql = exp.Expr
    Truth = bool | exp.Expr
    """A condition: known, or an expression."""

__all__ = [
    "Steps",
    "Truth",
    "Whole",
    "all_of",
    "any_of",
    "chosen",
    "constant",
    "greatest",
    "is_null",
    "least",
    "negated",
    "one_of",
    "truth_sql",
    "words",
]


@attrs.frozen(eq=False)
class Whole:
    """A whole number of each row: a constant, or an expression; never larger in size than `most`.

    With `null` it may be NULL, which stands for an end that is not there. `steps` are those it is a part of.
    """

    value: int | None
    code: Sql | None
    most: int
    null: bool = False
    steps: Steps | None = None

    def __attrs_post_init__(self) -> None:
        """Tell the steps how large their numbers get."""
        if self.steps is not None and self.most > self.steps.most:
            self.steps.most = self.most

    @property
    def sql(self) -> Sql:
        """A copy to be put into a query."""
        return exp.Literal.number(self.value) if self.code is None else self.code.copy()

    def __add__(self, other: Whole | int) -> Whole:
        """The sum."""
        right = constant(other)
        if self.value is not None and right.value is not None:
            return constant(self.value + right.value)
        if right.value == 0 or self.value == 0:
            return self if right.value == 0 else right
        return _made(exp.Add, self, right, self.most + right.most)

    def __sub__(self, other: Whole | int) -> Whole:
        """The difference."""
        right = constant(other)
        if self.value is not None and right.value is not None:
            return constant(self.value - right.value)
        return self if right.value == 0 else _made(exp.Sub, self, right, self.most + right.most)

    def __mul__(self, other: Whole | int) -> Whole:
        """The product."""
        right = constant(other)
        if self.value is not None and right.value is not None:
            return constant(self.value * right.value)
        if right.value == 1 or self.value == 1:
            return self if right.value == 1 else right
        return _made(exp.Mul, self, right, self.most * right.most)

    def __mod__(self, other: Whole | int) -> Whole:
        """The rest of a division, with the sign of the dividend, as SQL has it."""
        right = constant(other)
        if self.value is not None and right.value is not None:
            rest = abs(self.value) % right.value
            return constant(rest if self.value >= 0 else -rest)
        return _made(exp.Mod, self, right, max(self.most, right.most))

    def size(self) -> Whole:
        """The number without its sign."""
        if self.value is not None:
            return constant(abs(self.value))
        return Whole(None, exp.Abs(this=self.sql), self.most, self.null, self.steps)

    def __lt__(self, other: Whole | int) -> Truth:
        """Whether it is smaller."""
        right = constant(other)
        if self.value is not None and right.value is not None:
            return self.value < right.value
        return exp.LT(this=_inner(self.sql), expression=_inner(right.sql))

    def __le__(self, other: Whole | int) -> Truth:
        """Whether it is smaller or the same."""
        right = constant(other)
        if self.value is not None and right.value is not None:
            return self.value <= right.value
        return exp.LTE(this=_inner(self.sql), expression=_inner(right.sql))

    def same(self, other: Whole | int) -> Truth:
        """Whether it is the same number."""
        right = constant(other)
        if self.value is not None and right.value is not None:
            return self.value == right.value
        return exp.EQ(this=_inner(self.sql), expression=_inner(right.sql))


def constant(value: Whole | int) -> Whole:
    """A number that is known."""
    return value if isinstance(value, Whole) else Whole(value, None, abs(value))


def _inner(node: Sql) -> Sql:
    return exp.Paren(this=node) if isinstance(node, exp.Binary | exp.Unary | exp.Connector) else node


def _made(kind: Any, left: Whole, right: Whole, most: int) -> Whole:
    code = kind(this=_inner(left.sql), expression=_inner(right.sql))
    return Whole(None, code, most, left.null or right.null, left.steps or right.steps)


def truth_sql(one: Truth) -> Sql:
    """A condition as an expression."""
    return exp.Boolean(this=one) if isinstance(one, bool) else one.copy()


def all_of(*parts: Truth) -> Truth:
    """Whether all hold."""
    if any(part is False for part in parts):
        return False
    return _joined(exp.And, [part for part in parts if not isinstance(part, bool)], empty=True)


def any_of(*parts: Truth) -> Truth:
    """Whether one holds."""
    if any(part is True for part in parts):
        return True
    return _joined(exp.Or, [part for part in parts if not isinstance(part, bool)], empty=False)


def _joined(kind: Any, parts: Sequence[Sql], *, empty: bool) -> Truth:
    if not parts:
        return empty
    found = _inner(parts[0].copy())
    for part in parts[1:]:
        found = kind(this=found, expression=_inner(part.copy()))
    return found


def negated(one: Truth) -> Truth:
    """Whether it does not hold."""
    return (not one) if isinstance(one, bool) else exp.Not(this=_inner(one.copy()))


def chosen(when: Truth, yes: Whole | int, no: Whole | int | None) -> Whole:
    """One number where a condition holds, else the other; without another, NULL."""
    first = constant(yes)
    if when is True or (when is False and no is not None):
        return first if when is True else constant(no or 0)
    other = None if no is None else constant(no)
    if isinstance(when, bool):
        return Whole(None, exp.Null(), 0, null=True)
    if other is not None and first.value is not None and first.value == other.value:
        return first
    code = exp.Case(
        ifs=[exp.If(this=when.copy(), true=first.sql)], default=None if other is None else other.sql
    )
    most = first.most if other is None else max(first.most, other.most)
    steps = first.steps or (None if other is None else other.steps)
    return Whole(None, code, most, other is None or first.null or other.null, steps)


def one_of(when: Truth, yes: Truth, no: Truth) -> Truth:
    """One truth where a condition holds, else the other."""
    if isinstance(when, bool):
        return yes if when else no
    if isinstance(yes, bool) and isinstance(no, bool):
        return yes if yes is no else (when if yes else negated(when))
    return exp.Case(ifs=[exp.If(this=when.copy(), true=truth_sql(yes))], default=truth_sql(no))


def greatest(first: Whole | int, second: Whole | int) -> Whole:
    """The larger of two numbers; of one that is not there, the other."""
    return _extreme(exp.Greatest, constant(first), constant(second))


def least(first: Whole | int, second: Whole | int) -> Whole:
    """The smaller of two numbers; of one that is not there, the other."""
    return _extreme(exp.Least, constant(first), constant(second))


def _extreme(kind: Any, a: Whole, b: Whole) -> Whole:
    if a.value is not None and b.value is not None:
        return constant(max(a.value, b.value) if kind is exp.Greatest else min(a.value, b.value))
    code = kind(this=a.sql, expressions=[b.sql], ignore_nulls=True)
    return Whole(None, code, max(a.most, b.most), a.null and b.null, a.steps or b.steps)


def is_null(one: Whole) -> Truth:
    """Whether the number is not there."""
    if not one.null:
        return False
    return exp.Is(this=_inner(one.sql), expression=exp.Null())


@attrs.define
class Steps:
    """Values that are worked out one after the other, each once, under names of their own.

    `kind` is the type of their whole numbers, `most` the largest that any of them can be, in size.
    """

    prefix: str
    kind: str
    depths: dict[str, int] = attrs.field(factory=dict)
    codes: dict[str, Sql] = attrs.field(factory=dict)
    said: dict[Sql, str] = attrs.field(factory=dict)
    most: int = 0

    def number(self, one: Whole) -> Whole:
        """The number under a name, so that it can be used many times."""
        if one.code is None or isinstance(one.code, exp.Column | exp.Null):
            return one
        return Whole(None, self._named(cast(one.code, self.kind)), one.most, one.null, self)

    def truth(self, one: Truth) -> Truth:
        """The condition under a name."""
        return one if isinstance(one, bool | exp.Column) else self._named(one)

    def _named(self, code: Sql) -> exp.Column:
        if code in self.said:
            return exp.column(self.said[code], quoted=True)
        name = self.said[code] = f"{self.prefix}{len(self.codes)}"
        self.depths[name] = 1 + max(
            (self.depths.get(one.name, 0) for one in code.find_all(exp.Column)), default=0
        )
        self.codes[name] = code
        return exp.column(name, quoted=True)

    def over(self, table: Sql) -> exp.Select:
        """A query that has every column of a table and every value, layer upon layer."""
        found = exp.select("*").from_(table)
        for depth in range(1, max(self.depths.values(), default=0) + 1):
            made = [
                exp.alias_(code, name, quoted=True)
                for name, code in self.codes.items()
                if self.depths[name] == depth
            ]
            inner: Sql = table if depth == 1 else found.subquery(f"{self.prefix}t{depth}", copy=False)
            found = exp.select("*", *made, copy=False).from_(inner, copy=False)
        return found

    def __iter__(self) -> Iterator[str]:
        """The names, in order."""
        return iter(self.codes)


def words(found: Mapping[str, Truth] | Iterable[tuple[str, Truth]], default: Sql) -> Sql:
    """The first text whose condition holds."""
    pairs = found.items() if isinstance(found, Mapping) else found
    ifs: list[exp.If] = []
    for text, when in pairs:
        if when is True:
            default = exp.Literal.string(text)
            break
        if when is not False:
            ifs.append(exp.If(this=truth_sql(when), true=exp.Literal.string(text)))
    return exp.Case(ifs=ifs, default=default) if ifs else default
