"""What does a text of figures and relations say, and what is wrong with it, line by line?

docs/how-to/find-the-wrong-figure.md shows one.
"""

from __future__ import annotations

import re
from typing import Any

import attrs

from lacmigration.checking._dimensions import Dimension, plain_dimension
from lacmigration.errors import ExpressionError, FigureError, FigureSyntaxError, InputErrors, Problem
from lacmigration.facts import pattern_matches
from lacmigration.figures import Figure, Rounding
from lacmigration.identifiers import is_id
from lacmigration.messages import Saying, joined, message
from lacmigration.reconciling._systems import EFFORT, System
from lacmigration.relations import Relation, parse_relation, references

__all__ = ["Related", "Sheet", "Statement", "parse_sheet"]

_UNSTATED = "unknown"
_LOCALE = "locale"
_WITH_NOTES = re.compile(r'(?P<figure>.*?\S)\s*\((?P<notes>(?:"[^"]*"|[^"()])*)\)')
_NOTE = re.compile(r'"[^"]*"|[^,"]+')
_WEIGHT = re.compile(r"weight\s+([1-9][0-9]{0,5})")
_ROUNDINGS = {one.value: one for one in Rounding if one is not Rounding.UNKNOWN}


@attrs.frozen(kw_only=True)
class Statement:
    r"""A name with what is stated of it; `figure` is None where nobody stated anything.

    `weight` tells how hard it is to believe that the figure is wrong, 0 where nothing is said of that;
    `source` where it stands. `line` counts from 1.

    >>> parse_sheet('target: USD 150M (weight 3, "p. 4")\n0 < target').statements[0].source
    'p. 4'
    """

    name: str
    figure: Figure | None = None
    weight: int = 0
    source: str = ""
    line: int = attrs.field(default=0, eq=False)

    def __str__(self) -> str:
        """The line that says so."""
        if self.figure is None:
            return f"{self.name}: {_UNSTATED}"
        notes = [self.figure.rounding.value] if self.figure.rounding is not Rounding.UNKNOWN else []
        notes += [f"weight {self.weight}"] if self.weight else []
        notes += [f'"{self.source}"'] if self.source else []
        return f"{self.name}: {self.figure}" + (f" ({', '.join(notes)})" if notes else "")


@attrs.frozen
class Related:
    """A line that relates names; `line` counts from 1."""

    text: str
    relation: Relation = attrs.field(eq=False, repr=False)
    line: int = attrs.field(default=0, eq=False)

    def __str__(self) -> str:
        """The line itself."""
        return self.text


@attrs.frozen
class Sheet:
    r"""Names with their figures, and relations between them, as one text has them.

    Printed, it is such a text again, without its comments. `locale` is the language of its figures.

    >>> print(parse_sheet("# firm\nprofit: 755\n\nprofit < cost\ncost:unknown"))
    profit: 755
    cost: unknown
    <BLANKLINE>
    profit < cost
    """

    statements: tuple[Statement, ...] = ()
    relations: tuple[Related, ...] = ()
    locale: str = "en"

    def system(self, *, dimension: Dimension = plain_dimension, effort: int = EFFORT) -> System:
        """The system of it, its relations in their order."""
        return System(
            [one.relation for one in self.relations],
            {one.name: one.figure for one in self.statements},
            weights={one.name: one.weight for one in self.statements if one.weight},
            dimension=dimension,
            effort=effort,
        )

    def __str__(self) -> str:
        """The text."""
        head = [] if self.locale == "en" else [f"{_LOCALE}: {self.locale}"]
        return "\n".join([*head, *map(str, self.statements), "", *map(str, self.relations)])


def parse_sheet(text: str, *, name: str = "", locale: str = "en") -> Sheet:
    r"""Read the text of a system; `name` is that of its file, `locale` the language where no line says it.

    Errors: InputErrors with everything that is wrong, each with its line and column.

    >>> parse_sheet("profit: 755\nprofit + cost = 880", name="firm.system")
    Traceback (most recent call last):
      ...
    lacmigration.errors.InputErrors: 1 problem found, nothing was loaded:
      firm.system:2:10: nothing is stated of cost; write a line "cost: " with its figure, or "cost: unknown"
    """
    reader = _Reader(name, locale)
    reader.read(text)
    if reader.problems:
        raise InputErrors(reader.problems)
    return Sheet(tuple(reader.statements.values()), tuple(reader.relations), reader.locale)


@attrs.define
class _Reader:
    """Line by line; what is wrong is gathered."""

    file: str
    locale: str
    statements: dict[str, Statement] = attrs.field(factory=dict)
    relations: list[Related] = attrs.field(factory=list)
    indents: list[int] = attrs.field(factory=list)
    problems: list[Problem] = attrs.field(factory=list)

    def read(self, text: str) -> None:
        lines = [_uncommented(line) for line in text.removeprefix("\ufeff").split("\n")]
        stating = []
        for number, line in enumerate(lines, 1):
            colon = _place_of(":", line)
            if colon is None or set(line[:colon]) & set('"=<>'):
                self._relate(line, number)
            elif line[:colon].strip() == _LOCALE:
                self._speak(line[colon + 1 :].strip(), number)
            else:
                stating.append((number, line, colon))
        for number, line, colon in stating:  # once it is known in which language
            self._state(line, colon, number)
        self._require_names()
        if not self.relations and not self.problems:
            self._object(0, 0, message("nothing is related; write a line such as {line}", line='"a + b = c"'))

    def _object(self, line: int, column: int, what: str | Saying, *, field: str = "", got: str = "") -> None:
        self.problems.append(Problem(self.file, line, column, field, got, what))

    def _speak(self, locale: str, number: int) -> None:
        try:
            Figure.parse("1", locale=locale)
        except FigureSyntaxError as error:
            self._object(number, 1, error.said, field=_LOCALE)
        else:
            self.locale = locale

    def _relate(self, line: str, number: int) -> None:
        text = line.strip()
        if not text:
            return
        try:
            self.relations.append(Related(text, parse_relation(text), number))
            self.indents.append(_indent(line))
        except ExpressionError as error:
            self._object(number, _indent(line) + error.column, error.what)

    def _state(self, line: str, colon: int, number: int) -> None:
        name, stated = line[:colon].strip(), line[colon + 1 :].strip()
        column = colon + 2 + _indent(line[colon + 1 :]) if stated else colon + 1
        if not is_id(name):
            what = message(
                'no name of a figure: write lower-case words joined by "-" or ".", such as "{such}"',
                such=_as_id(name),
            )
            self._object(number, _indent(line) + 1, what, got=name)
            name = _as_id(name)
        if (known := self.statements.get(name)) is not None:
            what = message(
                'it is stated in line {line} already; give this one another name, and relate them by "="',
                line=str(known.line),
            )
            self._object(number, _indent(line) + 1, what, field=name)
        found = self._statement(name, stated, (number, column))
        self.statements.setdefault(name, found)

    def _statement(self, name: str, stated: str, place: tuple[int, int]) -> Statement:
        number, column = place
        noted = _WITH_NOTES.fullmatch(stated)
        text, notes = (noted["figure"], noted["notes"]) if noted else (stated, "")
        said: dict[str, Any] = {}
        for note in _NOTE.finditer(notes):
            if note[0].strip():
                at = column + (noted.start("notes") if noted else 0) + note.start() + _indent(note[0])
                self._note(note[0].strip(), said, (name, number, at))
        rounding = said.pop("rounding", Rounding.UNKNOWN)
        figure = None
        if text != _UNSTATED:
            try:
                figure = Figure.parse(text, locale=self.locale, rounding=rounding)
            except FigureSyntaxError as error:
                self._object(number, column + max(error.column - 1, 0), error.what, field=name, got=text)
            except FigureError as error:
                self._object(number, column, error.said, field=name)
        return Statement(name=name, figure=figure, line=number, **said)

    def _note(self, note: str, said: dict[str, Any], place: tuple[str, int, int]) -> None:
        name, number, column = place
        value: Any
        if note.startswith('"'):
            kind, value = "source", note[1:-1]
        elif weight := _WEIGHT.fullmatch(note):
            kind, value = "weight", int(weight[1])
        elif note in _ROUNDINGS:
            kind, value = "rounding", _ROUNDINGS[note]
        else:
            what = message(
                'in parentheses stand a weight ("weight 3"), a source in quotation marks, or how the figure '
                "was rounded: {known}",
                known=joined(_ROUNDINGS, alternatives=True),
            )
            self._object(number, column, what, field=name, got=note)
            return
        if kind in said:
            self._object(number, column, message("it is told twice"), field=name, got=note)
        said[kind] = value

    def _require_names(self) -> None:
        for one, indent in zip(self.relations, self.indents, strict=True):
            for reference in references(one.relation):
                if not self._is_stated(str(reference)):
                    self._object(one.line, indent + reference.column, self._unstated(str(reference)))

    def _is_stated(self, name: str) -> bool:
        if "*" in name:
            return any(pattern_matches(name, known) for known in self.statements)
        return name in self.statements

    def _unstated(self, name: str) -> Saying:
        import difflib  # of no use to those who make no mistake

        if "*" in name:
            return message("no name fits the pattern {name}", name=name)
        near = difflib.get_close_matches(name, self.statements, n=1)
        if near:
            return message('nothing is stated of {name}; is "{near}" meant?', name=name, near=near[0])
        return message(
            'nothing is stated of {name}; write a line "{name}: " with its figure, or "{name}: unknown"',
            name=name,
        )


def _uncommented(line: str) -> str:
    """A line without the comment at its end, which begins with "#" at its start or after a space."""
    found = _place_of("#", line, spaced=True)
    return (line if found is None else line[:found]).rstrip()


def _place_of(sign: str, line: str, *, spaced: bool = False) -> int | None:
    """Where a sign stands first outside of quotation marks."""
    quoted = False
    for place, here in enumerate(line):
        if here == '"':
            quoted = not quoted
        elif here == sign and not quoted and not (spaced and place and not line[place - 1].isspace()):
            return place
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _as_id(name: str) -> str:
    """What a name may be written as."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    words = "-".join(re.findall("[a-z0-9]+", plain)).lstrip("-0123456789")
    return words or "total-2024"
