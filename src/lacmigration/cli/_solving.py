"""Can the figures of a text all be right, what does each have to be, and which of them is wrong?"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs
from rich.text import Text

from lacmigration.auditing import dimension
from lacmigration.checking._words import reach
from lacmigration.cli._audits import MARKS
from lacmigration.cli._choices import Answer
from lacmigration.cli._output import emit_json, exact, interval_json, plain_marks, say, table, wrapped
from lacmigration.cli._proofs import Sources, proof_json, proof_lines
from lacmigration.cli._waiting import waiting
from lacmigration.documents._opening import decoded
from lacmigration.errors import DocumentError
from lacmigration.findings import Verdict
from lacmigration.intervals import Interval
from lacmigration.messages import Saying, clauses, formula, joined, message, sentences
from lacmigration.reconciling import EFFORT, Conflict, Culprit, Restatement, Sheet, System, parse_sheet
from lacmigration.reconciling._answers import called
from lacmigration.relations import Relation
from lacmigration.sayings import system_problem
from lacmigration.translation import Translation, translation

__all__ = ["solve"]

_STDIN = "<stdin>"
_MOST_CONFLICTS, _MOST_CULPRITS = 3, 9
_MORE_DIGITS = 6
"""Digits beyond the first five of a number that no figure shows how to write."""
_SAID = {
    Verdict.COMPATIBLE: message("All these figures can be right together."),
    Verdict.QUESTIONABLE: message(
        "These figures can all be right only if hedges and trailing zeros are read generously."
    ),
    Verdict.INCONSISTENT: message("These figures cannot all be right."),
    Verdict.UNDECIDED: message("Whether these figures can all be right is not decided."),
}


def solve(file: Path, *, form: Answer, locale: str, language: str, effort: int | None) -> bool:
    """Print what a system comes to; whether its figures can all be right, and all of it was used.

    Errors: InputErrors with all that is wrong with the text, DocumentError where there is none.
    """
    name = _STDIN if str(file) == "-" else str(file)
    try:
        data = sys.stdin.buffer.read() if name == _STDIN else file.read_bytes()
    except OSError as cause:
        raise DocumentError(system_problem(cause), name=name) from cause
    sheet = parse_sheet(decoded(data, name=name), name=name, locale=language or "en")
    system = sheet.system(dimension=dimension, effort=effort or EFFORT)
    view = _View(name, sheet, system, translation(locale or "en"))
    with waiting(view.said.count("solving {n} relation", "solving {n} relations", len(sheet.relations))):
        shown = _as_json(view) if form is Answer.JSON else list(_lines(view))
    if isinstance(shown, dict):
        emit_json(shown)
    else:
        say(*shown)
    return view.fine


@attrs.frozen
class _View:
    """A system with its text, and the language in which it is told."""

    name: str
    sheet: Sheet
    system: System
    said: Translation

    @property
    def sources(self) -> Sources:
        """Where everything stands."""
        return Sources(self.sheet)

    @property
    def fine(self) -> bool:
        """Whether the figures agree, if read generously, and nothing was left out."""
        agrees = self.system.verdict in {Verdict.COMPATIBLE, Verdict.QUESTIONABLE}
        return agrees and not self.system.left_out

    @property
    def names(self) -> tuple[str, ...]:
        """Every quantity with a line of its own, in their order, then the figures that stand in relations."""
        stated = [one.name for one in self.sheet.statements]
        written = [key for key, one in self.system.unknowns.items() if one.figure is not None]
        return tuple(dict.fromkeys([*stated, *written]))

    def reach(self, name: str, within: Interval | None) -> str:
        """What a quantity can be, in its unit."""
        if within is None:
            return ""
        like = self.system.manners.get(name)
        return self.said.put(formula(reach(within, like, more=0 if like else _MORE_DIGITS)))

    def stated(self, name: str) -> str:
        """What is stated of a name, as it is written."""
        one = self.sources.statement(name)
        figure = self.system.unknowns[name].figure if one is None else one.figure
        return "" if figure is None else self.said.put(formula(figure))

    def line(self, relation: Relation) -> tuple[int, str]:
        """The line of a relation, and its text."""
        found = next(one for one in self.sheet.relations if one.relation is relation)
        return found.line, found.text


# --- for people ------------------------------------------------------------------------------------------


def _lines(view: _View) -> Iterator[Text]:
    system, said = view.system, view.said
    verdict = system.verdict
    yield from _table(view)
    yield Text()
    mark, plain, colour = MARKS[verdict]
    for line in wrapped(f"{plain if plain_marks() else mark} {said.put(_SAID[verdict])}"):
        yield Text(line, colour)
    if verdict in {Verdict.INCONSISTENT, Verdict.QUESTIONABLE}:
        yield from _conflicts(view)
        yield from _culprits(view)
    else:
        yield from _narrowed(view)
    yield from _notes(view)


def _table(view: _View) -> Iterator[Text]:
    """A line for each quantity, with what it has to be: so that all agrees or, if it is wrong, the others."""
    said, system = view.said, view.system
    if system.verdict is Verdict.INCONSISTENT:
        reaches = {one.name: one.reach for one in system.restatements}
        heading = said.say("if it is the wrong one")
    else:
        reaches = dict(system.bounds)
        heading = said.say("has to be")
    rows = []
    for name in view.names:
        told = view.reach(name, reaches.get(name))
        if name not in system.unknowns:
            told = said.say("(in no relation)")
        rows.append((name, view.stated(name) or said.say("(unknown)"), told))
    if not any(told for _, _, told in rows):
        yield from table((said.say("name"), said.say("stated")), [row[:2] for row in rows], whole=(0,))
    else:
        yield from table((said.say("name"), said.say("stated"), heading), rows, whole=(0,))


def _conflicts(view: _View) -> Iterator[Text]:
    """The smallest conflicts as sentences, each with its proof."""
    system, said = view.system, view.said
    shown = system.conflicts[:_MOST_CONFLICTS]
    proven: set[str] = set()
    for one in shown:
        yield Text()
        yield from map(Text, wrapped(said.put(_in_their_words(one, view).saying)))
        if not proven or proven.isdisjoint(one.names):
            yield from proof_lines(one.proof, view.sources, said)
            proven.update(one.names)
    left = len(system.conflicts) - len(shown)
    if left:
        more = said.count(
            "One more conflict, and the other proofs, are in --format json.",
            "{n} more conflicts, and the other proofs, are in --format json.",
            left,
        )
        yield Text()
        yield from map(Text, wrapped(more))
    if not shown:
        for proof in system.proofs:
            yield Text()
            yield from proof_lines(proof, view.sources, said)


def _in_their_words(conflict: Conflict, view: _View) -> Conflict:
    """The same with its relations as they are written."""
    return attrs.evolve(conflict, said=tuple(formula(view.line(one)[1]) for one in conflict.relations))


def _culprits(view: _View) -> Iterator[Text]:
    """Who may be wrong, those first whose mistake is explained, with what would be right."""
    system, said = view.system, view.said
    ranked = _ranked(system.culprits)
    if not ranked:
        return
    yield Text()
    if len(ranked) == 1:
        yield from map(Text, wrapped(said.put(_alone(ranked[0], view))))
        return
    told = [_is_explained(one) for one in ranked]
    if any(told) and not all(told):
        heading = said.say("One of these would explain it; a known slip comes first:")
    else:
        heading = said.say("One of these would explain it:")
    yield from map(Text, wrapped(heading))
    for number, one in enumerate(ranked[:_MOST_CULPRITS], 1):
        yield from map(Text, wrapped(said.put(_one_of(one, view)), indent="   ", first=f"{number}. "))
    left = len(ranked) - _MOST_CULPRITS
    if left > 0:
        more = said.count("One more is in --format json.", "{n} more are in --format json.", left)
        yield from map(Text, wrapped(more))


def _ranked(culprits: Sequence[Culprit]) -> list[Culprit]:
    """Those first whose every mistake is a slip that is known."""
    return sorted(culprits, key=lambda one: not _is_explained(one))


def _is_explained(culprit: Culprit) -> bool:
    return all(one.slips for one in culprit.restatements)


def _alone(culprit: Culprit, view: _View) -> Saying:
    if len(culprit.restatements) > 1:
        return _several(culprit, view)
    (one,) = culprit.restatements
    told = message(
        "The wrong one is most likely {figure}; it would have to be {range}.",
        figure=called(one.name, one.figure),
        range=view.reach(one.name, one.reach),
    )
    return sentences(told, *_would_agree(one))


def _one_of(culprit: Culprit, view: _View) -> Saying:
    if len(culprit.restatements) > 1:
        return _several(culprit, view)
    (one,) = culprit.restatements
    told = message(
        "If {figure} is the wrong one, it has to be {range}.",
        figure=called(one.name, one.figure),
        range=view.reach(one.name, one.reach),
    )
    return sentences(told, *_would_agree(one))


def _several(culprit: Culprit, view: _View) -> Saying:
    """Figures of which no one alone explains it."""
    each = clauses(
        message(
            "{figure} has to be {range}",
            figure=called(one.name, one.figure),
            range=view.reach(one.name, one.reach),
        )
        for one in culprit.restatements
    )
    return sentences(message("Together: {text}.", text=each))


def _would_agree(one: Restatement) -> Iterator[Saying]:
    if one.nearest is not None:
        yield message("{figure} would agree.", figure=one.nearest)
    for slip in one.slips[:1]:
        if slip.figure is None or slip.figure == one.nearest:
            yield message("Perhaps {slip}.", slip=slip.what)
        else:
            yield message("Perhaps {slip}; it would be {figure}.", slip=slip.what, figure=slip.figure)


def _narrowed(view: _View) -> Iterator[Text]:
    """The figures of which the others tell more than they do themselves."""
    found = []
    for name, within in view.system.bounds.items():
        one = view.system.unknowns[name]
        if one.figure is None or one.strict.width is None or within.width is None:
            continue
        if 2 * within.width <= one.strict.width and one.strict.width:
            found.append(called(name, one.figure))
    if found:
        told = message(
            "The others tell at least twice as exactly what these are: {figures}.", figures=joined(found)
        )
        yield from map(Text, wrapped(view.said.put(told)))


def _notes(view: _View) -> Iterator[Text]:
    """What was not used, or not wholly, and where the effort did not suffice."""
    system, said = view.system, view.said
    notes: list[Saying] = []
    for out in system.left_out:
        number, text = view.line(out.relation)
        notes.append(
            message(
                "Not used: {relation} (line {line}): {why}.", relation=text, line=str(number), why=out.why
            )
        )
    for relation in system.loosened:
        number, text = view.line(relation)
        told = {"relation": text, "line": str(number)}
        notes.append(
            message(
                "Used in part: {relation} (line {line}), a product of unknowns; more may follow from it.",
                **told,
            )
        )
    if system.unfinished:
        notes.append(
            message("The effort did not suffice to tell all of it; {option} allows more.", option="--effort")
        )
    if notes:
        yield Text()
    for note in notes:
        yield from map(Text, wrapped(said.put(note), indent="  ", first=""))


# --- for programs ----------------------------------------------------------------------------------------


def _as_json(view: _View) -> dict[str, Any]:
    system, said = view.system, view.said
    shown: dict[str, Any] = {
        "system": view.name,
        "verdict": system.verdict.value,
        "ok": view.fine,
        "quantities": [_quantity_json(name, view) for name in view.names],
        "relations": [{"line": one.line, "text": one.text} for one in view.sheet.relations],
        "conflicts": [_conflict_json(one, view) for one in system.conflicts],
        "culprits": [_culprit_json(one, said) for one in _ranked(system.culprits)],
        "proofs": [proof_json(one, view.sources) for one in system.proofs],
        "not_used": [
            {"line": view.line(one.relation)[0], "reason": said.put(one.why)} for one in system.left_out
        ],
        "used_in_part": [{"line": view.line(one)[0]} for one in system.loosened],
    }
    return {**shown, "unfinished": list(system.unfinished)}


def _quantity_json(name: str, view: _View) -> dict[str, Any]:
    system, stated = view.system, view.sources.statement(name)
    one = system.unknowns.get(name)
    figure = stated.figure if stated is not None else one.figure if one is not None else None
    like = system.manners.get(name, figure)
    return {
        "name": name,
        "stated": None if figure is None else str(figure),
        "line": None if stated is None else stated.line,
        "source": "" if stated is None else stated.source,
        "unit": "" if like is None else like.unit,
        "weight": None if one is None else one.weight,
        "strict": interval_json(None if figure is None else figure.strict),
        "loose": interval_json(None if figure is None else figure.loose),
        "between": interval_json(system.bounds.get(name)),
        "witness": exact(system.witness.get(name)),
    }


def _conflict_json(one: Conflict, view: _View) -> dict[str, Any]:
    return {
        "names": list(one.names),
        "lines": [view.line(relation)[0] for relation in one.relations],
        "verdict": one.verdict.value,
        "explanation": view.said.put(_in_their_words(one, view).saying),
        "proof": proof_json(one.proof, view.sources),
    }


def _culprit_json(culprit: Culprit, said: Translation) -> dict[str, Any]:
    return {
        "names": list(culprit.names),
        "weight": culprit.weight,
        "restatements": [
            {
                "name": one.name,
                "between": interval_json(one.reach),
                "nearest": None if one.nearest is None else str(one.nearest),
                "slips": [
                    {
                        "what": said.put(slip.what),
                        "figure": None if slip.figure is None else str(slip.figure),
                    }
                    for slip in one.slips
                ],
            }
            for one in culprit.restatements
        ],
    }
