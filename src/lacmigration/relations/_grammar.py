"""What do the pieces of a relation's text say: figures, sums, calls of the functions that relations know?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

import attrs

from lacmigration.errors import ExpressionError, FigureError, FigureSyntaxError
from lacmigration.facts import Fact
from lacmigration.figures import Figure
from lacmigration.intervals import LONGEST
from lacmigration.relations import _kinds as kinds
from lacmigration.relations._nodes import Duration, Every, Mean, Names, Operand, Product, Sum, Tally, YearOf
from lacmigration.relations._tokens import Token, tokens
from lacmigration.sayings import Saying, message

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FUNCTIONS", "STATEMENTS", "Listed", "Pair", "Parser"]

_DEEPEST = 50
_LONGEST_SHOWN = 60


class Parser:
    """Recursive descent over the tokens of one relation; knows its own functions only, and runs nothing."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.place = 0
        self.depth = 0

    @property
    def here(self) -> Token:
        return self.tokens[self.place]

    def fail(self, problem: Saying, token: Token | None = None) -> NoReturn:
        raise ExpressionError(problem, text=self.text, column=(token or self.here).column)

    def take(self, *texts: str) -> Token | None:
        if self.here.kind == "sign" and self.here.text in texts:
            self.place += 1
            return self.tokens[self.place - 1]
        return None

    def need(self, text: str) -> None:
        if self.take(text) is None:
            here = self.here.text
            before = message("{sign} is missing before {word}", sign=repr(text), word=repr(here))
            self.fail(before if here else message("{sign} is missing", sign=repr(text)))

    def side(self) -> Any:
        self.depth += 1
        if self.depth > _DEEPEST:
            self.fail(message("parentheses are nested deeper than {limit}", limit=str(_DEEPEST)))
        sign = -1 if self.take("-") else 1
        terms = [(sign, self.term())]
        while token := self.take("+", "-"):
            terms.append((1 if token.text == "+" else -1, self.term()))
        self.depth -= 1
        if len(terms) == 1 and sign == 1:
            return terms[0][1]
        return Sum(tuple((sign, self.number(term)) for sign, term in terms))

    def term(self) -> Any:
        factors = [(1, self.factor())]
        while token := self.take("*", "/"):
            factors.append((1 if token.text == "*" else -1, self.factor()))
        if len(factors) == 1:
            return factors[0][1]
        return Product(tuple((power, self.number(factor)) for power, factor in factors))

    def number(self, part: Any) -> Any:
        """The part, where it is a number that arithmetic can go on with: no list, no growth, no share."""
        if isinstance(part, Listed | Pair):
            self.fail(
                message("{name}(...) stands alone on one side of a relation", name=part.token.text),
                part.token,
            )
        return part

    def factor(self) -> Any:
        token = self.here
        if self.take("("):
            inner = self.side()
            self.need(")")
            return inner
        if token.kind == "end":
            self.fail(message("the relation ends where a figure is expected"))
        if token.kind == "sign":
            self.fail(message("{word} stands where a figure is expected", word=repr(token.text)))
        self.place += 1
        if token.kind == "text":
            return self.quoted(token)
        if token.kind == "number":
            return self.exact(token)
        if self.here.kind == "sign" and self.here.text == "(":
            return self.call(token)
        return self.named(token)

    def named(self, token: Token) -> Any:
        if "*" in token.text:
            self.fail(
                message(
                    '{pattern} is a pattern: write {sum} or, to multiply, spaces around "*"',
                    pattern=repr(token.text),
                    sum=f"sum({token.text})",
                ),
                token,
            )
        return Operand(token.text, column=token.column)

    def quoted(self, token: Token) -> Any:
        text = token.text[1:-1]
        try:
            return Operand(fact=Fact(id="", label=text, figure=Figure.parse(text)), column=token.column)
        except (FigureError, FigureSyntaxError) as cause:
            shown = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."
            problem = message('"{text}" is no figure: {why}', text=shown, why=cause.said)
            raise ExpressionError(problem, text=self.text, column=token.column) from cause

    def exact(self, token: Token) -> Operand:
        text = token.text
        try:
            written = Figure.exact(text.rstrip("%"), "percent" if text.endswith("%") else "1")
        except FigureError as cause:
            problem = message(
                "{digits}... ({n} characters) is longer than any figure: write at most {limit} digits",
                digits=text[:20],
                n=str(len(text)),
                limit=str(LONGEST),
            )
            raise ExpressionError(problem, text=self.text, column=token.column) from cause
        return Operand(
            fact=Fact(id="", label=text, figure=attrs.evolve(written, text=text)), column=token.column
        )

    def arguments(self) -> list[Any]:
        """What stands in the parentheses of sum, average, partition, rank: sides and patterns."""
        self.need("(")
        found: list[Any] = []
        while True:
            if self.here.kind == "name" and "*" in self.here.text:
                found.append(Every(self.here.text, column=self.here.column))
                self.place += 1
            else:
                found.append(self.number(self.side()))
            if not self.take(","):
                break
        self.need(")")
        return found

    def things(self) -> list[Any]:
        """What stands in the parentheses of count, list, unique: patterns, fields, names."""
        self.depth += 1
        if self.depth > _DEEPEST:
            self.fail(message("parentheses are nested deeper than {limit}", limit=str(_DEEPEST)))
        self.need("(")
        found: list[Any] = []
        while True:
            token = self.here
            if token.text == "list" and self.tokens[self.place + 1].text == "(":
                self.place += 1
                found += self.things()
                if not self.take(","):
                    break
                continue
            if token.kind == "text":
                found.append(Names((token.text[1:-1],)))
            elif token.kind == "name":
                every = "*" in token.text
                found.append(
                    Every(token.text, column=token.column)
                    if every
                    else Operand(token.text, column=token.column)
                )
            else:
                found_here = repr(token.text) if token.text else message("the end")
                self.fail(
                    message(
                        "{word} is no member of a list: write ids, patterns, id@field or quoted names",
                        word=found_here,
                    )
                )
            self.place += 1
            if not self.take(","):
                break
        self.need(")")
        self.depth -= 1
        return found

    def exactly(self, count: int, token: Token) -> list[Any]:
        found = self.arguments()
        if len(found) != count:
            told = {"name": token.text, "count": str(count), "found": str(len(found))}
            self.fail(message("{name} takes {count} figures, not {found}", **told), token)
        return found

    def call(self, token: Token) -> Any:
        function = FUNCTIONS.get(token.text)
        if token.text in STATEMENTS:
            self.fail(message("{name}(...) is a whole relation and no part of one", name=token.text), token)
        if function is None:
            known = ", ".join(sorted([*FUNCTIONS, *STATEMENTS]))
            self.fail(
                message("{name} is no function; known are {known}", name=repr(token.text), known=known), token
            )
        return function(self, token)

    def dates(self, token: Token, count: int) -> list[Operand]:
        found = self.exactly(count, token)
        for one in found:
            if not isinstance(one, Operand):
                self.fail(message("{name} takes dates such as mptf.target@due", name=token.text), token)
        return found


@attrs.frozen
class Listed:
    """A list(...), which stands alone on its side."""

    token: Token
    things: tuple[Any, ...]


def _sum(parser: Parser, _: Token) -> Any:
    return Sum(tuple((1, part) for part in parser.arguments()))


def _share(parser: Parser, token: Token) -> Any:
    part, whole = parser.exactly(2, token)
    return Pair(token, part, whole)


def _growth(parser: Parser, token: Token) -> Any:
    new, old = parser.exactly(2, token)
    return Pair(token, old, new)


@attrs.frozen
class Pair:
    """A share(part, whole) or a growth(new, old), its older figure first; it stands alone on its side."""

    token: Token
    first: Any
    second: Any


def _duration(unit: str) -> Callable[[Parser, Token], Any]:
    def build(parser: Parser, token: Token) -> Any:
        start, end = parser.dates(token, 2)
        return Duration(start, end, unit)

    return build


FUNCTIONS: dict[str, Callable[[Parser, Token], Any]] = {
    "average": lambda parser, _: Mean(tuple(parser.arguments())),
    "count": lambda parser, _: Tally(tuple(parser.things())),
    "days": _duration("days"),
    "growth": _growth,
    "list": lambda parser, token: Listed(token, tuple(parser.things())),
    "share": _share,
    "sum": _sum,
    "year": lambda parser, token: YearOf(parser.dates(token, 1)[0]),
    "years": _duration("years"),
}
"""What can be called within a relation."""


def _grim(parser: Parser, token: Token) -> Any:
    share, count = parser.exactly(2, token)
    return kinds.Percentage(share, count)


def _magnitude(parser: Parser, token: Token) -> Any:
    quantity, expected = parser.exactly(2, token)
    return kinds.Magnitude(quantity, expected)


def _rank(parser: Parser, token: Token) -> Any:
    found = parser.arguments()
    if len(found) < 3:  # item, position, one other
        parser.fail(
            message("rank takes a figure, its position, and the figures among which it is ranked"), token
        )
    return kinds.Ranking(found[0], found[1], tuple(found[2:]))


STATEMENTS: dict[str, Callable[[Parser, Token], Any]] = {
    "grim": _grim,
    "magnitude": _magnitude,
    "partition": lambda parser, _: kinds.Partition(tuple(parser.arguments())),
    "rank": _rank,
    "unique": lambda parser, _: kinds.Listing(tuple(parser.things())),
}
"""What is called as a whole relation."""
