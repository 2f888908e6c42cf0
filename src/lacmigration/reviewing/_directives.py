"""What does an author ask for in comments: relations asserted, rules silenced, figures read otherwise?"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from lacmigration.claims import Claim, Evidence, Spot
from lacmigration.documents import Block, Comment, Document, Place, Table
from lacmigration.errors import ExpressionError, LacMigrationError
from lacmigration.facts import Fact
from lacmigration.figures import Figure
from lacmigration.findings import RULES
from lacmigration.reading import Mention, Mentions
from lacmigration.relations import Magnitude, Ranking, parse_relation
from lacmigration.relations._exchanging import exchanged
from lacmigration.relations._nodes import Operand
from lacmigration.relations._stated import stated_of
from lacmigration.reviewing._reviews import Problem
from lacmigration.sayings import Saying, message

__all__ = ["Asked", "Directive", "asked_of", "asserted", "reread", "silenced"]

_DIRECTIVE = re.compile(r"\s*lacmigration\s*:\s*(?P<body>\S.*)", re.DOTALL | re.IGNORECASE)
_IGNORE = re.compile(r"(?P<what>ignore-file|ignore)\b\s*(?P<rules>[\w\s,-]*)", re.IGNORECASE)
_READ = re.compile(r"read\s+\"(?P<text>[^\"]+)\"\s+as\s+\"(?P<meaning>[^\"]+)\"\s*", re.IGNORECASE)
_QUOTED = re.compile(r"\"([^\"]+)\"")
_BESIDE = -1
"""The part that a line of a claims file stands in front of: none."""
_KNOWN_RULES = frozenset(RULES.values())
_EXAMPLES = {
    "ignore": "`ignore LM103`",
    "file": "`ignore-file LM103`",
    "read": '`read "5,250" as "USD 5.25 billion"`',
    "relation": '`"USD 57.5M" / "USD 150 million" = "38%"`',
}


@attrs.frozen(kw_only=True)
class Directive:
    """One thing that an author asks for.

    `kind` is "ignore", "ignore-file", "read" or "assert"; `before` is the part of the document that it stands
    in front of (-1: it stands in a file of its own).
    """

    kind: str
    place: Place
    before: int
    rules: frozenset[str] = frozenset()
    text: str = ""
    meaning: str = ""


@attrs.frozen(kw_only=True)
class Asked:
    """All directives of a document, and what is wrong with those that cannot be followed."""

    directives: tuple[Directive, ...] = ()
    problems: tuple[Problem, ...] = ()

    def of(self, kind: str) -> Iterator[Directive]:
        """Those of one kind."""
        return (one for one in self.directives if one.kind == kind)


def asked_of(document: Document, beside: str = "") -> Asked:
    """What the comments of a document ask for, and the lines of a claims file beside it.

    A claims file has one directive a line, without "lacmigration:"; lines that begin with "#" are comments.
    """
    found: list[Directive] = []
    problems: list[Problem] = []
    for comment in (*document.comments, *_lines(beside)):
        match = _DIRECTIVE.match(comment.text)
        if match is None:
            continue
        read = _directive(" ".join(match["body"].split()), comment)
        if isinstance(read, Directive) and read.kind == "ignore" and read.before == _BESIDE:
            what = message(
                "a claims file stands in front of no part of the report; write `ignore-file` and the rules"
            )
            read = Problem(place=comment.place, what=what)
        if isinstance(read, Problem):
            problems.append(_told(read, comment.before))
        else:
            found.append(read)
    return Asked(directives=tuple(found), problems=tuple(problems))


def _told(problem: Problem, before: int) -> Problem:
    """A problem of a claims file says in which line of it, as no place of the report would be right."""
    if before != _BESIDE:
        return problem
    line = str(problem.place.line)
    what = message("line {line} of the claims file: {problem}", line=line, problem=problem.said)
    return Problem(place=Place(), what=what)


def _lines(text: str) -> Iterator[Comment]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield Comment(text=f"lacmigration: {line}", place=Place(line=number, column=1), before=_BESIDE)


def _directive(body: str, comment: Comment) -> Directive | Problem:
    place, before = comment.place, comment.before
    ignore = _IGNORE.fullmatch(body)
    if ignore is not None:
        rules = frozenset(rule.upper() for rule in re.split(r"[\s,]+", ignore["rules"]) if rule)
        unknown = sorted(rules - _KNOWN_RULES)
        if unknown or not rules:
            what = message("{directive}: it names no rule; write one such as LM103", directive=repr(body))
            if unknown:
                what = message(
                    "{directive}: there is no rule {rules}; write one such as LM103",
                    directive=repr(body),
                    rules=", ".join(unknown),
                )
            return Problem(place=place, what=what)
        return Directive(kind=ignore["what"].lower(), place=place, before=before, rules=rules)
    read = _READ.fullmatch(body)
    if read is not None:
        return Directive(kind="read", place=place, before=before, text=read["text"], meaning=read["meaning"])
    if '"' not in body:
        what = message(
            "{directive} is no directive: write {ignore}, {file}, {read}, or a relation between quoted "
            "figures such as {relation}",
            directive=repr(body),
            **_EXAMPLES,
        )
        return Problem(place=place, what=what)
    return Directive(kind="assert", place=place, before=before, text=body)


def reread(
    readings: Sequence[Mentions], asked: Asked, *, locale: str
) -> tuple[tuple[Mentions, ...], tuple[Problem, ...]]:
    """The readings with the figures that directives say how to read; one that does not occur is a problem."""
    changed = list(readings)
    problems: list[Problem] = []
    for directive in asked.of("read"):
        try:
            figure = Figure.parse(directive.meaning, locale=locale)
        except LacMigrationError as error:
            problems.append(_told(Problem(place=directive.place, what=error.said), directive.before))
            continue
        hits = 0
        for place, read in enumerate(changed):
            told = {id(one) for one in _quoted(directive.text, read)}
            hits += len(told)
            mentions = (_as_told(one, figure) if id(one) in told else one for one in read)
            changed[place] = attrs.evolve(read, mentions=tuple(mentions)) if told else read
        if not hits:
            problems.append(_told(_gone(directive.text, directive.place), directive.before))
    return tuple(changed), tuple(problems)


def _as_told(one: Mention, figure: Figure) -> Mention:
    return attrs.evolve(one, figure=attrs.evolve(figure, text=one.text), others=(), inferred=())


def _quoted(text: str, read: Mentions) -> tuple[Mention, ...]:
    """The figures of a block that a quoted text is of: "8%" is none of "38%", and "5" none of "57.5"."""
    words = r"\s+".join(map(re.escape, text.split()))
    found = re.finditer(rf"(?<!\d)(?<!\d[.,]){words}(?!\d|[.,]\d)", read.text) if words else ()
    places = [match.span() for match in found]
    return tuple(one for one in read if _is_within(one, places))


def _is_within(one: Mention, places: Sequence[tuple[int, int]]) -> bool:
    """Whether a figure shares a character with one of some places, which are in order."""
    at = bisect_left(places, (one.end,))
    return at > 0 and places[at - 1][1] > one.start


def _gone(text: str, place: Place) -> Problem:
    what = message('"{text}" no longer occurs in the document as a figure', text=text)
    return Problem(place=place, what=what)


def asserted(
    document: Document, readings: Sequence[Mentions], asked: Asked
) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """The relations that directives assert, with the places of the figures that they quote."""
    claims: list[Claim] = []
    problems: list[Problem] = []
    blocks = tuple(document.blocks)
    for directive in asked.of("assert"):
        quotes = list(dict.fromkeys(_QUOTED.findall(directive.text)))
        spots = {quote: _spot(quote, blocks, readings) for quote in quotes}
        gone = [quote for quote, spot in spots.items() if spot is None]
        problems += (_told(_gone(quote, directive.place), directive.before) for quote in gone)
        if gone:
            continue
        kept = {quote: spot for quote, spot in spots.items() if spot is not None}
        facts = {quote: _fact(spot.mention) for quote, spot in kept.items()}
        try:
            relation = _relation(directive.text, facts)
        except LacMigrationError as error:
            refused = Problem(place=directive.place, what=_refused(directive, error))
            problems.append(_told(refused, directive.before))
            continue
        side = _marked(relation)
        stated = next((quote for quote in quotes if side and side.fact is facts[quote]), quotes[-1])
        claims.append(
            Claim(
                kind="asserted",
                relation=relation,
                stated=kept[stated],
                parts=tuple(kept[quote] for quote in quotes if quote != stated),
                evidence=(Evidence(what=message("asserted: {text}", text=directive.text)),),
            )
        )
    return tuple(claims), tuple(problems)


def _marked(relation: Any) -> Operand | None:
    """The figure that a relation is about, where a finding is shown: what is ranked, or has a magnitude."""
    side = {Ranking: "item", Magnitude: "quantity"}.get(type(relation))
    found = stated_of(relation) if side is None else getattr(relation, side)
    return found if isinstance(found, Operand) else None


def _fact(mention: Mention) -> Fact:
    return Fact(id="", figure=mention.figure, label=mention.text)


def _refused(directive: Directive, error: LacMigrationError) -> Saying:
    """Why a relation is none; not at which column, as that counts in a text with names for the figures."""
    why = error.what if isinstance(error, ExpressionError) else error.said
    return message("{directive}: {problem}", directive=repr(directive.text), problem=why)


def _relation(text: str, facts: Mapping[str, Fact]) -> Any:
    """The relation of a text in which quoted figures stand for those of the document."""
    names = {quote: f"report.figure-{number}" for number, quote in enumerate(facts, 1)}
    relation = parse_relation(_QUOTED.sub(lambda match: names[match[1]], text))
    found = {names[quote]: fact for quote, fact in facts.items()}

    def told(one: Operand) -> Operand:
        return Operand(fact=found[one.reference]) if one.reference in found else one

    return exchanged(relation, told)


def _spot(text: str, blocks: Sequence[Block], readings: Iterable[Mentions]) -> Spot | None:
    """The first figure of the document that is written so; one that has a number before one that has none."""
    for block, read in zip(blocks, readings, strict=True):
        found = _quoted(text, read)
        if found:
            mention = next((one for one in found if one.figure is not None), found[0])
            return Spot(block=block, mention=mention)
    return None


def silenced(document: Document, asked: Asked) -> Mapping[int, frozenset[str]]:
    """For each block, by its identity, the rules that are silenced in it."""
    everywhere = frozenset().union(*(one.rules for one in asked.of("ignore-file")))
    found: dict[int, frozenset[str]] = {}
    for number, part in enumerate(document.parts):
        here = everywhere.union(*(one.rules for one in asked.of("ignore") if one.before == number))
        for block in part.blocks if isinstance(part, Table) else (part,):
            found[id(block)] = here
    return found
