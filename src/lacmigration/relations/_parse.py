"""Relations written as text, such as "mptf.mobilised / mptf.target = mptf.mobilised-share"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from lacmigration.relations import _kinds as kinds
from lacmigration.relations._grammar import STATEMENTS, Listed, Pair, Parser
from lacmigration.relations._nodes import Duration, Every, Operand, Product, Sum, Tally
from lacmigration.relations._tokens import Token
from lacmigration.sayings import joined, message

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["parse_relation", "references"]


def parse_relation(text: str, *, id: str = "", waives: Iterable[str] = (), note: str = "") -> kinds.Relation:  # noqa: A002
    """The relation that a text states; nothing in the text is ever run.

    Errors: ExpressionError with the column (from 1) of the first thing that cannot be understood.

    >>> type(parse_relation("mptf.mobilised / mptf.target = mptf.mobilised-share")).__name__
    'Ratio'
    """
    parser = Parser(text)
    token = parser.here
    if token.kind == "name" and token.text in STATEMENTS and parser.tokens[1].text == "(":
        parser.place += 1
        relation = STATEMENTS[token.text](parser, token)
        if parser.here.kind != "end":
            more = {"word": repr(parser.here.text), "name": token.text}
            parser.fail(message("{word} is too much: {name}(...) is a whole relation", **more))
    else:
        relation = _comparison(parser)
    named: kinds.Relation = attrs.evolve(relation, id=id, waives=tuple(waives), note=note)
    return named


def _comparison(parser: Parser) -> Any:
    sides, signs = [parser.side()], []
    while token := parser.take("=", "<", "<=", ">", ">="):
        signs.append(token)
        sides.append(parser.side())
    if parser.here.kind != "end":
        more = repr(parser.here.text)
        parser.fail(message("{word} is too much here: an operator is missing before it", word=more))
    if not signs:
        known = joined(['"="', '"<"', '"<="', '">"', '">="'], alternatives=True)
        parser.fail(message("a relation needs {signs} between two sides", signs=known))
    kinds_of_sign = {sign.text.rstrip("=") for sign in signs}
    if len(kinds_of_sign) > 1:
        chains = joined(['"a > b > c"', '"a < b < c"'], alternatives=True)
        parser.fail(message("a chain keeps its direction: {chains}", chains=chains), signs[1])
    if len(signs) == 1:
        return _relation(parser, sides, signs[0])
    if "" in kinds_of_sign:
        parser.fail(
            message("write one relation a line: {first} and {second}", first='"a = b"', second='"b = c"'),
            signs[1],
        )
    strict = tuple("=" not in one.text for one in signs)
    alike = strict[0] if len(set(strict)) == 1 else strict
    return kinds.Order(tuple(map(parser.number, sides)), rising="<" in kinds_of_sign, strict=alike)


def _relation(parser: Parser, sides: list[Any], sign: Token) -> Any:
    left, right = sides
    if isinstance(left, Listed) or isinstance(right, Listed):
        return _listing(parser, left, right, sign)
    if sign.text != "=":
        for one in sides:
            if isinstance(one, Pair):
                parser.fail(message("growth and share stand on one side of {sign}", sign='"="'), sign)
        lesser, greater = (left, right) if sign.text[0] == "<" else (right, left)
        return kinds.Bound(lesser, greater, strict="=" not in sign.text)
    if not isinstance(left, Pair) and (
        isinstance(right, Pair) or (isinstance(left, Operand) and not isinstance(right, Operand))
    ):
        left, right = right, left
    return _equation(parser, left, right, sign)


def _equation(parser: Parser, left: Any, right: Any, sign: Token) -> Any:
    if isinstance(right, Pair):
        parser.fail(message("growth and share stand on one side of {sign} only", sign='"="'), sign)
    if isinstance(left, Pair):
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


def _listing(parser: Parser, left: Any, right: Any, sign: Token) -> Any:
    if not (isinstance(left, Listed) and isinstance(right, Listed)):
        parser.fail(
            message("list(...) is compared with another list(...); to compare a number write count(...)"),
            sign,
        )
    if sign.text not in {"=", "<=", ">="}:
        parser.fail(
            message(
                "lists are compared with {same} (the same) or {within} (contained in)",
                same='"="',
                within='"<="',
            ),
            sign,
        )
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
