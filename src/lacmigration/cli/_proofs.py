"""How is it shown that figures cannot all be right? As a sum, column by column, that anyone can add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

import attrs
from rich.text import Text

from lacmigration.cli._output import exact, plain_marks, table, width, wrapped
from lacmigration.figures import decimal_if_finite
from lacmigration.messages import Number, Saying, formula, joined, message
from lacmigration.reconciling import Proof, Sheet, Statement
from lacmigration.reconciling._certificates import Step
from lacmigration.relations import Bound, Order
from lacmigration.translation import Translation

__all__ = ["Sources", "proof_json", "proof_lines"]

_MOST_COLUMNS = 8
_REST = 44
"""Characters of a line that are not for the columns of names: a number, and why it is so."""
_INDENT = "  "


@attrs.frozen
class Sources:
    """Where each name is stated, and each relation written."""

    sheet: Sheet

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """The line that states each name."""
        return {one.name: one for one in self.sheet.statements}

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {name: place for place, name in enumerate(self.statements)}

    def of_figure(self, name: str) -> Saying | None:
        """Where a figure stands: its line, and its source if that is told."""
        found = self.statements.get(name)
        if found is None:
            return None
        line = message("line {number}", number=str(found.line))
        return formula(line, ", ", found.source) if found.source else line

    def names(self, proof: Proof) -> tuple[str, ...]:
        """What a proof is about, in the order in which it is stated."""
        met = dict.fromkeys(name for step in proof.steps for name, _ in step.terms)
        return tuple(sorted(met, key=lambda name: self._order.get(name, len(self._order))))

    def steps(self, proof: Proof) -> Iterator[tuple[Step, Saying]]:
        """The statements of a proof, relations before figures, and why each of them holds."""

        def rank(each: tuple[Step, int | None, Sequence[str]]) -> tuple[bool, int]:
            step, place, _ = each
            return (True, self._order.get(step.figure or step.domain, 0)) if place is None else (False, place)

        for step, place, rests in sorted(zip(proof.steps, proof.places, proof.rests, strict=True), key=rank):
            yield step, self._behind(step, place, rests)

    def _behind(self, step: Step, place: int | None, rests: Sequence[str]) -> Saying:
        """What is said so many times, and where that is written."""
        name = step.figure or step.domain
        where = self.of_figure(name)
        if place is not None:
            one = self.sheet.relations[place]
            text: str | Saying = one.text
            if _is_of_a_side(step) and not isinstance(one.relation, Bound | Order):
                text = message("{relation}, so that {bound}", relation=text, bound=_bound(step))
            said = _so_many(step.times, text)
            where = message("line {number}", number=str(one.line))
            if rests:
                said = message("{relation}, with {figures}", relation=said, figures=self._figures(rests))
        elif step.figure:
            said = message(
                "{relation}, being stated as {figure}",
                relation=_so_many(step.times, _bound(step)),
                figure=self._figure(name),
            )
        elif step.domain:
            return message("{relation}, whatever is stated", relation=_so_many(step.times, _bound(step)))
        else:
            return message("{relation}, in this case", relation=_so_many(step.times, _bound(step)))
        return said if where is None else formula(said, " (", where, ")")

    def _figures(self, names: Sequence[str]) -> Saying:
        return joined(formula(name, ": ", self._figure(name)) for name in names)

    def _figure(self, name: str) -> Any:
        found = self.statements.get(name)
        return name if found is None or found.figure is None else found.figure


# --- for people ------------------------------------------------------------------------------------------


def proof_lines(proof: Proof, sources: Sources, said: Translation) -> Iterator[Text]:
    """The lines of a proof: each statement so many times, and below what they add up to."""
    if proof.split:
        for case, part in proof.split:
            yield from (Text(_INDENT + line) for line in wrapped(said.say("If {case}:", case=case)))
            yield from proof_lines(part, sources, said)
        return
    names = sources.names(proof)
    head = sum(map(len, names)) + 2 * len(names)
    steps = [(step, said.put(why)) for step, why in sources.steps(proof)]
    if len(names) <= _MOST_COLUMNS and head + _REST <= (width() or 100):
        *lines, total = _in_columns(proof, names, steps, said)
    else:
        *lines, total = _in_lines(proof, names, steps, said)
    yield from lines
    yield Text(total.plain, "bold")


def _in_columns(
    proof: Proof, names: Sequence[str], steps: Sequence[tuple[Step, str]], said: Translation
) -> Iterator[Text]:
    """A column for each name."""
    rows = []
    for step, why in steps:
        terms, bound = _turned(step)
        cells = [said.put(_number(terms[name])) if name in terms else "" for name in names]
        rows.append(["", *cells, _more(is_open=step.is_open), said.put(_number(bound)), why])
    head, nothing = _INDENT + said.say("sum"), ["0"] * len(names)
    rows.append([head, *nothing, *_impossible(proof, said)])
    right = [*range(1, len(names) + 1), len(names) + 2]
    yield from table(["", *names, "", "", ""], rows, right=right, whole=(0, len(names) + 1))


def _in_lines(
    proof: Proof, names: Sequence[str], steps: Sequence[tuple[Step, str]], said: Translation
) -> Iterator[Text]:
    """All names in one column, where there are many of them."""
    rows = []
    for step, why in steps:
        terms, bound = _turned(step)
        rows.append(
            ["", _form(names, terms, said), _more(is_open=step.is_open), said.put(_number(bound)), why]
        )
    rows.append([_INDENT + said.say("sum"), "0", *_impossible(proof, said)])
    yield from list(table(["", "", "", "", ""], rows, right=(3,), whole=(0, 2)))[1:]


def _impossible(proof: Proof, said: Translation) -> tuple[str, str, str]:
    """What is left when all names have cancelled out."""
    is_open = any(step.is_open for step in proof.steps) and not proof.gap
    return _more(is_open=is_open), said.put(_number(proof.gap)), said.say("which cannot be")


def _so_many(times: Fraction, what: str | Saying) -> Saying:
    return (
        formula(what)
        if times == 1
        else formula(_number(times), " x " if plain_marks() else " × ", "(", what, ")")
    )


def _is_of_a_side(step: Step) -> bool:
    """Whether it says on which side of zero one thing lies: what is divided by is above it."""
    return len(step.terms) == 1 and not step.bound


def _bound(step: Step) -> Saying:
    """A statement of a figure, a domain, a case or a side of zero, as it was before it was multiplied."""
    ((_, by), *others) = step.terms
    scale = by if not others else Fraction(1)
    at_most = step.at_most == (scale > 0)
    sign = _less(is_open=step.is_open) if at_most else _more(is_open=step.is_open)
    parts: list[str | Saying] = []
    for name, factor in step.terms:
        size = abs(factor / scale)
        parts.append(" - " if factor / scale < 0 else " + ")
        parts += [name] if size == 1 else [_number(size), f" {name}"]
    if parts[0] == " + ":
        del parts[0]
    return formula(*parts, f" {sign} ", _number(step.bound / scale))


def _turned(step: Step) -> tuple[Mapping[str, Fraction], Fraction]:
    """A statement so many times, turned so that it says "at least"."""
    by = -step.times if step.at_most else step.times
    return {name: by * factor for name, factor in step.terms}, by * step.bound


def _more(*, is_open: bool) -> str:
    return ">" if is_open else ">=" if plain_marks() else "≥"


def _less(*, is_open: bool) -> str:
    return "<" if is_open else "<=" if plain_marks() else "≤"


def _number(number: Fraction) -> Saying:
    """All its digits; a fraction where they have no end."""
    is_finite = not isinstance(decimal_if_finite(number), Fraction)
    return formula(Number(number) if is_finite else str(number))


def _form(names: Sequence[str], terms: Mapping[str, Fraction], said: Translation) -> str:
    parts = []
    for name in names:
        if factor := terms.get(name):
            size = "" if abs(factor) == 1 else f"{said.put(_number(abs(factor)))} "
            parts.append(f"{'-' if factor < 0 else '+'} {size}{name}")
    return " ".join(parts).removeprefix("+ ")


# --- for programs ----------------------------------------------------------------------------------------


def proof_json(proof: Proof, sources: Sources) -> dict[str, Any]:
    """A proof as data: numbers exact, each statement with the line that says it."""
    if proof.split:
        return {"cases": [{"case": case, "proof": proof_json(part, sources)} for case, part in proof.split]}
    return {
        "steps": [
            {
                "times": exact(step.times),
                "terms": {name: exact(factor) for name, factor in step.terms},
                "sign": (
                    ("<" if step.is_open else "<=") if step.at_most else (">" if step.is_open else ">=")
                ),
                "bound": exact(step.bound),
                "because": _kind(step),
                "line": _line(step, place, sources),
            }
            for step, place in zip(proof.steps, proof.places, strict=True)
        ],
        "gap": exact(proof.gap),
    }


def _kind(step: Step) -> str:
    if step.figure:
        return "figure"
    return "domain" if step.domain else "case" if step.is_case else "relation"


def _line(step: Step, place: int | None, sources: Sources) -> int | None:
    if place is not None:
        return sources.sheet.relations[place].line
    found = sources.statements.get(step.figure or step.domain)
    return None if found is None else found.line
