"""What a system says when it is asked: proofs, conflicts, culprits, and what would be right instead."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import attrs

from lacmigration.figures import Figure, decimal_if_finite
from lacmigration.findings import Verdict
from lacmigration.intervals import Interval
from lacmigration.messages import Message, Saying, counted, formula, joined, message
from lacmigration.reconciling._certificates import Certificate, Split, Step, Terms
from lacmigration.reconciling._rows import Row, Unknown
from lacmigration.reconciling._slips import Slip
from lacmigration.relations import Relation

__all__ = ["Conflict", "Culprit", "LeftOut", "Proof", "Restatement", "called", "proof_of"]


@attrs.frozen(eq=False)
class LeftOut:
    """A relation that the system cannot use, and why."""

    relation: Relation
    why: Message

    @property
    def reason(self) -> str:
        """Why, in English."""
        return str(self.why)


@attrs.frozen(eq=False, repr=False)
class Proof:
    """Why figures cannot all be right: statements, each so many times, that add up to the impossible.

    Of each, `reasons` tells why it holds, `places` the position of the relation that says it, None where none
    does, and `rests` the names whose figures are factors of that. A `split` has two proofs instead, one for
    each case of a count. Printed, it is a sum to check by hand.
    """

    steps: tuple[Step, ...]
    reasons: tuple[str | Saying, ...]
    split: tuple[tuple[str, Proof], ...] = ()
    places: tuple[int | None, ...] = ()
    rests: tuple[tuple[str, ...], ...] = ()

    @property
    def gap(self) -> Fraction:
        """By how much the sum fails: it says that 0 is at least (or more than) this."""
        return sum(
            (step.times * step.bound * (-1 if step.at_most else 1) for step in self.steps), Fraction(0)
        )

    def __str__(self) -> str:
        """One line a statement, and what they add up to."""
        if self.split:
            return "\n".join(f"{case}:\n{_indented(str(proof))}" for case, proof in self.split)
        lines = [
            (_times(step), f"({_said(step)})", str(why))
            for step, why in zip(self.steps, self.reasons, strict=True)
        ]
        widths = [max(len(line[place]) for line in lines) for place in (0, 1)]
        rows = [f"{times:>{widths[0]}} {said:<{widths[1]}}  {why}" for times, said, why in lines]
        more = ">" if any(step.is_open for step in self.steps) and not self.gap else ">="
        return "\n".join([*rows, f"together: 0 {more} {_written(self.gap)}, which cannot be"])

    def __repr__(self) -> str:
        """The same."""
        return str(self)


def proof_of(
    found: Certificate | Split,
    rows: tuple[Row, ...],
    unknowns: Mapping[str, Unknown],
    texts: Mapping[int, str],
) -> Proof:
    """A proof with a reason for each of its statements."""
    if isinstance(found, Split):
        form = _form(found.terms)
        below = f"{form} <= {found.at_most}", proof_of(found.below, rows, unknowns, texts)
        above = f"{form} >= {found.at_most + 1}", proof_of(found.above, rows, unknowns, texts)
        return Proof((), (), (below, above))
    return Proof(
        found.steps,
        tuple(_reason(step, rows, unknowns, texts) for step in found.steps),
        places=tuple(None if step.row is None else rows[step.row].relation for step in found.steps),
        rests=tuple(() if step.row is None else rows[step.row].rests for step in found.steps),
    )


def _reason(
    step: Step, rows: tuple[Row, ...], unknowns: Mapping[str, Unknown], texts: Mapping[int, str]
) -> str | Saying:
    if step.figure:
        return message("{name} is stated as {figure}", name=step.figure, figure=unknowns[step.figure].figure)
    if step.domain:
        return message("what {name} can be at all", name=step.domain)
    if step.is_case:
        return message("the case")
    row = rows[step.row or 0]
    said: str | Saying = texts.get(row.relation, "")
    for key in row.rests:
        rest = {"name": key, "figure": unknowns[key].figure}
        said = message("{relation}, {name} being stated as {figure}", relation=said, **rest)
    return said


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())


def _times(step: Step) -> str:
    return f"{_written(step.times)} *"


def _said(step: Step) -> str:
    sign = ("<" if step.is_open else "<=") if step.at_most else (">" if step.is_open else ">=")
    return f"{_form(step.terms)} {sign} {_written(step.bound)}"


def _form(terms: Terms) -> str:
    parts = []
    for key, by in terms:
        size = "" if abs(by) == 1 else f"{_written(abs(by))} "
        parts.append(f"{'-' if by < 0 else '+'} {size}{key}")
    text = " ".join(parts)
    text = text[2:] if text.startswith("+") else text.replace("- ", "-", 1)
    return text or "0"


def _written(number: Fraction) -> str:
    """All its digits, or a fraction where they have no end."""
    exact = decimal_if_finite(number)
    return str(exact) if isinstance(exact, Fraction) else f"{exact:,f}"


@attrs.frozen(eq=False, repr=False)
class Conflict:
    """Figures that cannot all be right, though they can without any one of them.

    `names` in alphabetic order; `relations` are those that say so, of which none can be spared, and `said` is
    how each is put. `proof` shows it. The `verdict` is QUESTIONABLE where they can, read generously.
    """

    names: tuple[str, ...]
    figures: tuple[Figure, ...]
    relations: tuple[Relation, ...]
    said: tuple[Saying, ...]
    proof: Proof
    verdict: Verdict = Verdict.INCONSISTENT

    @property
    def saying(self) -> Saying:
        """What it is, in a sentence."""
        told = joined(called(name, figure) for name, figure in zip(self.names, self.figures, strict=True))
        because = joined(self.said)
        if not self.names:
            return message("These relations cannot hold together: {relations}.", relations=because)
        if self.verdict is Verdict.QUESTIONABLE:
            return counted(
                "This figure can be right only if it is read generously: {figures}, because {relations}.",
                "These {n} figures can all be right only if they are read generously: {figures}, because "
                "{relations}.",
                len(self.names),
                figures=told,
                relations=because,
            )
        return counted(
            "This figure cannot be right: {figures}, because {relations}.",
            "These {n} figures cannot all be right: {figures}, because {relations}.",
            len(self.names),
            figures=told,
            relations=because,
        )

    @property
    def explanation(self) -> str:
        """The sentence in English."""
        return str(self.saying)

    def __repr__(self) -> str:
        """The sentence."""
        return f"<Conflict: {self.explanation}>"


def called(name: str, figure: Figure) -> Figure | Saying:
    """A figure with its name behind it, where that is not its text."""
    return figure if f"{name} (".startswith(f"{figure} (") else formula(figure, " (", name, ")")


@attrs.frozen(eq=False, repr=False)
class Restatement:
    """What a figure would have to be, were it the wrong one.

    `reach` holds every value that makes the rest agree, as a pure quantity. `nearest` is the figure on its
    own grid that is nearest to the stated one. `slips` may tell how the stated one came about.
    """

    name: str
    figure: Figure
    reach: Interval
    nearest: Figure | None = None
    slips: tuple[Slip, ...] = ()

    def __repr__(self) -> str:
        """From what to what."""
        return f"<Restatement of {self.name}: {self.figure} to {self.nearest}>"


@attrs.frozen(eq=False, repr=False)
class Culprit:
    """Figures that, let go together, make the rest agree; no lighter set does.

    `weight` is that of all of them.
    """

    names: tuple[str, ...]
    weight: int
    restatements: tuple[Restatement, ...]

    def __repr__(self) -> str:
        """The names."""
        return f"<Culprit {', '.join(self.names)}>"
