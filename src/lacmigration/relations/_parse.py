"""Relations written as text, such as "mptf.mobilised / mptf.target = mptf.mobilised-share"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NoReturn

import attrs

from lacmigration.errors import ExpressionError, FigureSyntaxError
from lacmigration.facts import Fact
from lacmigration.figures import Figure
from lacmigration.relations import _kinds as kinds
from lacmigration.relations._nodes import Duration, Every, Mean, Names, Operand, Product, Sum, Tally, YearOf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["parse_relation", "references"]

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<text>"[^"]*")
    | (?P<name>[a-z][a-z0-9*]*(?:[-.][a-z0-9*]+)*(?:@[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*)?)
    | (?P<number>\d+(?:\.\d+)?%?)
    | (?P<sign><=|>=|[-=<>+*/(),])
    )""",
    re.VERBOSE | re.ASCII,
)
_DEEPEST = 50
_LONGEST = 10_000


@attrs.frozen
class _Token:
    kind: str
    text: str
    column: int


def _tokens(text: str) -> list[_Token]:
    if len(text) > _LONGEST:
        message = f"a relation of {len(text)} characters is longer than {_LONGEST}"
        raise ExpressionError(message, text=text[:60], column=1)
    found, place = [], 0
    end = len(text.rstrip())
    while place < end:
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            place += len(text[place:]) - len(text[place:].lstrip())
            message = (
                f"{text[place]!r} cannot stand here: write ids, quoted figures, numbers, + - * / ( ) = < >"
            )
            if text[place] == '"':
                message = "a quotation that is opened here is never closed"
            raise ExpressionError(message, text=text, column=place + 1)
        kind = match.lastgroup
        found.append(_Token(kind, match[kind], match.start(kind) + 1))
        place = match.end()
    found.append(_Token("end", "", end + 1))
    return found


class _Parser:
    """Recursive descent over the tokens of one relation; knows its own functions only, and runs nothing."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.place = 0
        self.depth = 0

    @property
    def here(self) -> _Token:
        return self.tokens[self.place]

    def fail(self, message: str, token: _Token | None = None) -> NoReturn:
        raise ExpressionError(message, text=self.text, column=(token or self.here).column)

    def take(self, *texts: str) -> _Token | None:
        if self.here.kind == "sign" and self.here.text in texts:
            self.place += 1
            return self.tokens[self.place - 1]
        return None

    def need(self, text: str) -> None:
        if self.take(text) is None:
            self.fail(
                f"{text!r} is missing before {self.here.text!r}" if self.here.text else f"{text!r} is missing"
            )

    def side(self) -> Any:
        self.depth += 1
        if self.depth > _DEEPEST:
            self.fail(f"parentheses are nested deeper than {_DEEPEST}")
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
        if isinstance(part, _Listed | _Pair):
            self.fail(f"{part.token.text}(...) stands alone on one side of a relation", part.token)
        return part

    def factor(self) -> Any:
        token = self.here
        if self.take("("):
            inner = self.side()
            self.need(")")
            return inner
        if token.kind == "end":
            self.fail("the relation ends where a figure is expected")
        if token.kind == "sign":
            self.fail(f"{token.text!r} stands where a figure is expected")
        self.place += 1
        if token.kind == "text":
            return self.quoted(token)
        if token.kind == "number":
            return _exact(token.text)
        if self.here.kind == "sign" and self.here.text == "(":
            return self.call(token)
        return self.named(token)

    def named(self, token: _Token) -> Any:
        if "*" in token.text:
            self.fail(
                f'{token.text!r} is a pattern: write sum({token.text}) or, to multiply, spaces around "*"',
                token,
            )
        return Operand(token.text, column=token.column)

    def quoted(self, token: _Token) -> Any:
        text = token.text[1:-1]
        try:
            return Operand(fact=Fact(id="", label=text, figure=Figure.parse(text)), column=token.column)
        except FigureSyntaxError as cause:
            message = f"{token.text} is no figure: {cause}"
            raise ExpressionError(message, text=self.text, column=token.column) from cause

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
            self.fail(f"parentheses are nested deeper than {_DEEPEST}")
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
                found_here = repr(token.text) if token.text else "the end"
                self.fail(
                    f"{found_here} is no member of a list: write ids, patterns, id@field or quoted names"
                )
            self.place += 1
            if not self.take(","):
                break
        self.need(")")
        self.depth -= 1
        return found

    def exactly(self, count: int, token: _Token) -> list[Any]:
        found = self.arguments()
        if len(found) != count:
            self.fail(f"{token.text} takes {count} figures, not {len(found)}", token)
        return found

    def call(self, token: _Token) -> Any:
        function = _FUNCTIONS.get(token.text)
        if token.text in _STATEMENTS:
            self.fail(f"{token.text}(...) is a whole relation and no part of one", token)
        if function is None:
            self.fail(
                f"{token.text!r} is no function; known are {', '.join(sorted([*_FUNCTIONS, *_STATEMENTS]))}",
                token,
            )
        return function(self, token)

    def dates(self, token: _Token, count: int) -> list[Operand]:
        found = self.exactly(count, token)
        for one in found:
            if not isinstance(one, Operand):
                self.fail(f"{token.text} takes dates such as mptf.target@due", token)
        return found


@attrs.frozen
class _Listed:
    token: _Token
    things: tuple[Any, ...]


def _exact(text: str) -> Operand:
    unit = "percent" if text.endswith("%") else "1"
    figure = attrs.evolve(Figure.exact(Decimal(text.rstrip("%")), unit), text=text)
    return Operand(fact=Fact(id="", label=text, figure=figure))


def _sum(parser: _Parser, _: _Token) -> Any:
    return Sum(tuple((1, part) for part in parser.arguments()))


def _share(parser: _Parser, token: _Token) -> Any:
    part, whole = parser.exactly(2, token)
    return _Pair(token, part, whole)


def _growth(parser: _Parser, token: _Token) -> Any:
    new, old = parser.exactly(2, token)
    return _Pair(token, old, new)


@attrs.frozen
class _Pair:
    token: _Token
    first: Any
    second: Any


def _duration(unit: str) -> Callable[[_Parser, _Token], Any]:
    def build(parser: _Parser, token: _Token) -> Any:
        start, end = parser.dates(token, 2)
        return Duration(start, end, unit)

    return build


_FUNCTIONS: dict[str, Callable[[_Parser, _Token], Any]] = {
    "average": lambda parser, _: Mean(tuple(parser.arguments())),
    "count": lambda parser, _: Tally(tuple(parser.things())),
    "days": _duration("days"),
    "growth": _growth,
    "list": lambda parser, token: _Listed(token, tuple(parser.things())),
    "share": _share,
    "sum": _sum,
    "year": lambda parser, token: YearOf(parser.dates(token, 1)[0]),
    "years": _duration("years"),
}


def _grim(parser: _Parser, token: _Token) -> Any:
    share, count = parser.exactly(2, token)
    return kinds.Percentage(share, count)


def _magnitude(parser: _Parser, token: _Token) -> Any:
    quantity, expected = parser.exactly(2, token)
    return kinds.Magnitude(quantity, expected)


def _rank(parser: _Parser, token: _Token) -> Any:
    found = parser.arguments()
    if len(found) < 3:  # item, position, one other
        parser.fail("rank takes a figure, its position, and the figures among which it is ranked", token)
    return kinds.Ranking(found[0], found[1], tuple(found[2:]))


_STATEMENTS: dict[str, Callable[[_Parser, _Token], Any]] = {
    "grim": _grim,
    "magnitude": _magnitude,
    "partition": lambda parser, _: kinds.Partition(tuple(parser.arguments())),
    "rank": _rank,
    "unique": lambda parser, _: kinds.Listing(tuple(parser.things())),
}


def parse_relation(text: str, *, id: str = "", waives: Iterable[str] = (), note: str = "") -> kinds.Relation:  # noqa: A002
    """The relation that a text states; nothing in the text is ever run.

    Errors: ExpressionError with the column (from 1) of the first thing that cannot be understood.

    >>> type(parse_relation("mptf.mobilised / mptf.target = mptf.mobilised-share")).__name__
    'Ratio'
    """
    parser = _Parser(text)
    token = parser.here
    if token.kind == "name" and token.text in _STATEMENTS and parser.tokens[1].text == "(":
        parser.place += 1
        relation = _STATEMENTS[token.text](parser, token)
        if parser.here.kind != "end":
            parser.fail(f"{parser.here.text!r} is too much: {token.text}(...) is a whole relation")
    else:
        relation = _comparison(parser)
    named: kinds.Relation = attrs.evolve(relation, id=id, waives=tuple(waives), note=note)
    return named


def _comparison(parser: _Parser) -> Any:
    sides, signs = [parser.side()], []
    while token := parser.take("=", "<", "<=", ">", ">="):
        signs.append(token)
        sides.append(parser.side())
    if parser.here.kind != "end":
        parser.fail(f"{parser.here.text!r} is too much here: an operator is missing before it")
    if not signs:
        parser.fail('a relation needs "=", "<", "<=", ">" or ">=" between two sides')
    kinds_of_sign = {sign.text.rstrip("=") for sign in signs}
    if len(kinds_of_sign) > 1:
        parser.fail('a chain keeps its direction: "a > b > c" or "a < b < c"', signs[1])
    if len(signs) == 1:
        return _relation(parser, sides, signs[0])
    if "" in kinds_of_sign:
        parser.fail('write one relation a line: "a = b" and "b = c"', signs[1])
    strict = tuple("=" not in one.text for one in signs)
    alike = strict[0] if len(set(strict)) == 1 else strict
    return kinds.Order(tuple(map(parser.number, sides)), rising="<" in kinds_of_sign, strict=alike)


def _relation(parser: _Parser, sides: list[Any], sign: _Token) -> Any:
    left, right = sides
    if isinstance(left, _Listed) or isinstance(right, _Listed):
        return _listing(parser, left, right, sign)
    if sign.text != "=":
        for one in sides:
            if isinstance(one, _Pair):
                parser.fail('growth and share stand on one side of "="', sign)
        lesser, greater = (left, right) if sign.text[0] == "<" else (right, left)
        return kinds.Bound(lesser, greater, strict="=" not in sign.text)
    if isinstance(left, Operand) and not isinstance(right, Operand):
        left, right = right, left
    return _equation(parser, left, right, sign)


def _equation(parser: _Parser, left: Any, right: Any, sign: _Token) -> Any:
    if isinstance(right, _Pair):
        parser.fail('growth and share stand alone on one side of "="', sign)
    if isinstance(left, _Pair):
        if left.token.text == "growth":
            return kinds.Growth(left.first, left.second, right)
        return kinds.Share(left.first, left.second, right)
    if not isinstance(right, Operand):
        return kinds.Equation(left, right)
    return _named(left, right)


def _named(left: Any, right: Operand) -> Any:
    """The plainest kind of relation for an expression and a stated operand."""
    match left:
        case Operand():
            return kinds.Same(left, right)
        case Tally():
            return kinds.Count(right, left.things)
        case Duration():
            return kinds.Span(left.start, left.end, right, unit=left.unit)
        case Sum(terms=((1, a), (-1, b))):
            return kinds.Difference(a, b, right)
        case Sum(terms=terms) if all(term[0] == 1 for term in terms):
            return kinds.Total(tuple(part for _, part in terms), right)
        case Product(factors=((1, a), (-1, b))):
            return kinds.Ratio(a, b, right)
        case Product(factors=factors) if all(e == 1 for e, _ in factors):
            return kinds.Product(tuple(f for _, f in factors), right)
        case _:
            return kinds.Equation(left, right)


def _listing(parser: _Parser, left: Any, right: Any, sign: _Token) -> Any:
    if not (isinstance(left, _Listed) and isinstance(right, _Listed)):
        parser.fail(
            "list(...) is compared with another list(...); to compare a number write count(...)", sign
        )
    if sign.text not in {"=", "<=", ">="}:
        parser.fail('lists are compared with "=" (the same) or "<=" (contained in)', sign)
    if sign.text == ">=":
        left, right = right, left
    return kinds.Listing(left.things, right.things, subset=sign.text != "=")


def references(relation: Any) -> tuple[Operand | Every, ...]:
    """Every reference and pattern in a relation, in the order written, with its column.

    >>> [str(r) for r in references(parse_relation("sum(mptf.donor.*) = mptf.mobilised"))]
    ['mptf.donor.*', 'mptf.mobilised']
    """
    found: list[Operand | Every] = []
    _collect(relation, found)
    return tuple(sorted(found, key=lambda one: one.column))


def _collect(part: Any, found: list[Operand | Every]) -> None:
    if isinstance(part, Every) or (isinstance(part, Operand) and part.reference):
        found.append(part)
    elif isinstance(part, tuple):
        for one in part:
            _collect(one, found)
    elif attrs.has(type(part)) and not isinstance(part, Operand):
        for attribute in attrs.fields(type(part)):
            _collect(getattr(part, attribute.name), found)
