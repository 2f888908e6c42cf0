"""What is a person told of a system: what each figure has to be, what clashes, and what may be wrong?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import attrs
from rich.text import Text

from lacmigration.checking._words import reach
from lacmigration.cli._audits import MARKS
from lacmigration.cli._output import plain_marks, table, wrapped
from lacmigration.cli._proofs import Sources, proof_lines
from lacmigration.facts import pattern_matches
from lacmigration.findings import Verdict
from lacmigration.intervals import Interval
from lacmigration.messages import Saying, Series, formula, joined, message
from lacmigration.reconciling import Conflict, Culprit, Proof, Related, Sheet, System
from lacmigration.reconciling._answers import called
from lacmigration.reconciling._culprits import blamed
from lacmigration.relations import Relation, references
from lacmigration.translation import Translation

__all__ = ["View", "in_their_words", "ranked", "told"]

_MOST_CONFLICTS, _MOST_CULPRITS = 3, 9
_MOST_NAMES, _MOST_STEPS = 20, 60
_LONGEST = 300
"""Characters of a relation that a sentence takes."""
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


@attrs.frozen
class View:
    """A system with its text, and the language in which it is told."""

    name: str
    sheet: Sheet
    system: System
    said: Translation

    @cached_property
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

    @cached_property
    def left_out(self) -> frozenset[str]:
        """The names in relations that were not used."""
        return frozenset(
            name
            for out in self.system.left_out
            for one in references(out.relation)
            for name in self.sources.statements
            if name == str(one) or pattern_matches(str(one), name)
        )

    def reach(self, name: str, within: Interval | None) -> str:
        """What a quantity can be, in its unit."""
        if within is None:
            return ""
        like = self.system.manners.get(name)
        return self.said.put(formula(reach(within, like, more=0 if like else _MORE_DIGITS)))

    def stated(self, name: str) -> str:
        """What is stated of a name, as it is written."""
        one = self.sources.statements.get(name)
        figure = self.system.unknowns[name].figure if one is None else one.figure
        return "" if figure is None else self.said.put(formula(figure))

    def line(self, relation: Relation) -> tuple[int, str]:
        """The line of a relation, and its text."""
        found = self._lines[id(relation)]
        text = found.text if len(found.text) <= _LONGEST else f"{found.text[:_LONGEST]}..."
        return found.line, text

    def group(self, culprit: Culprit) -> int:
        """Which of the groups that hang together a culprit belongs to."""
        return next((at for at, one in enumerate(self.system.components) if culprit.names[0] in one), 0)

    @cached_property
    def _lines(self) -> Mapping[int, Related]:
        return {id(one.relation): one for one in self.sheet.relations}


# --- for people ------------------------------------------------------------------------------------------


def told(view: View) -> Iterator[Text]:
    """The quantities, the verdict and what speaks for it, and what was not used."""
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


def _table(view: View) -> Iterator[Text]:
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
            is_left_out = name in view.left_out
            told = said.say("(in no relation that is used)") if is_left_out else said.say("(in no relation)")
        rows.append((name, view.stated(name) or said.say("(unknown)"), told))
    if not any(told for _, _, told in rows):
        yield from table((said.say("name"), said.say("stated")), [row[:2] for row in rows], whole=(0,))
    else:
        yield from table((said.say("name"), said.say("stated"), heading), rows, whole=(0,))


def _conflicts(view: View) -> Iterator[Text]:
    """The smallest conflicts as sentences, each with its proof; those last that a generous reader grants."""
    system, said = view.system, view.said
    shown = sorted(system.conflicts, key=lambda one: one.verdict is Verdict.QUESTIONABLE)[:_MOST_CONFLICTS]
    proven: set[str] = set()
    for one in shown:
        yield Text()
        yield from map(Text, wrapped(said.put(_sentence(one, view))))
        if not proven or proven.isdisjoint(one.names):
            yield from _proof(one.proof, view)
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
            yield from _proof(proof, view)


def _proof(proof: Proof, view: View) -> Iterator[Text]:
    """A proof, where somebody might add it up."""
    if len(proof.steps) <= _MOST_STEPS:
        yield from proof_lines(proof, view.sources, view.said)
    else:
        steps = view.said.count(
            "The proof has {n} line; it is in --format json.",
            "The proof has {n} lines; they are in --format json.",
            len(proof.steps),
        )
        yield from map(Text, wrapped(steps, first="  ", indent="  "))


def _sentence(conflict: Conflict, view: View) -> Saying:
    """What clashes; of very many figures, the first ones."""
    left = len(conflict.names) - _MOST_NAMES
    if left <= 1:
        return in_their_words(conflict, view).saying
    first = zip(conflict.names[:_MOST_NAMES], conflict.figures, strict=False)
    told = {
        "n": len(conflict.names),
        "figures": Series(tuple(called(name, figure) for name, figure in first), between=", "),
        "left": left,
    }
    if conflict.verdict is Verdict.QUESTIONABLE:
        return message(
            "These {n} figures can all be right only if they are read generously: {figures}, and {left} "
            "more.",
            **told,
        )
    return message("These {n} figures cannot all be right: {figures}, and {left} more.", **told)


def in_their_words(conflict: Conflict, view: View) -> Conflict:
    """The same with its relations as they are written."""
    return attrs.evolve(conflict, said=tuple(formula(view.line(one)[1]) for one in conflict.relations))


def _culprits(view: View) -> Iterator[Text]:
    """Who may be wrong, with what would be right: of each group of figures that hang together, one."""
    groups: dict[int, list[Culprit]] = {}
    for one in view.system.culprits:
        groups.setdefault(view.group(one), []).append(one)
    for found in groups.values():
        yield Text()
        yield from _of_one_group(ranked(found), view)


def _of_one_group(found: Sequence[Culprit], view: View) -> Iterator[Text]:
    said = view.said
    if len(found) == 1:
        yield from map(Text, wrapped(said.put(blamed(found[0], is_alone=True))))
        return
    told = [_is_explained(one) for one in found]
    if any(told) and not all(told):
        heading = said.say("One of these would explain it; a known slip comes first:")
    else:
        heading = said.say("One of these would explain it:")
    yield from map(Text, wrapped(heading))
    for number, one in enumerate(found[:_MOST_CULPRITS], 1):
        yield from map(Text, wrapped(said.put(blamed(one)), indent="   ", first=f"{number}. "))
    left = len(found) - _MOST_CULPRITS
    if left > 0:
        more = said.count("One more is in --format json.", "{n} more are in --format json.", left)
        yield from map(Text, wrapped(more))


def ranked(culprits: Sequence[Culprit]) -> list[Culprit]:
    """Those first whose every mistake is a slip that is known."""
    return sorted(culprits, key=lambda one: not _is_explained(one))


def _is_explained(culprit: Culprit) -> bool:
    return all(one.slips for one in culprit.restatements)


def _narrowed(view: View) -> Iterator[Text]:
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


def _notes(view: View) -> Iterator[Text]:
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
            message(
                "Not all of it is told: there is more than fits here, or it takes more effort than {option} "
                "allows.",
                option="--effort",
            )
        )
    if notes:
        yield Text()
    for note in notes:
        yield from map(Text, wrapped(said.put(note), indent="  ", first=""))
