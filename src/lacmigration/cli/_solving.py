"""Can the figures of a text all be right, what does each have to be, and which of them is wrong?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from lacmigration.auditing import dimension
from lacmigration.cli._answers import View, in_their_words, ranked, told
from lacmigration.cli._choices import Answer
from lacmigration.cli._output import emit_json, exact, interval_json, say
from lacmigration.cli._proofs import proof_json
from lacmigration.cli._waiting import waiting
from lacmigration.documents._opening import decoded
from lacmigration.errors import DocumentError
from lacmigration.reconciling import EFFORT, Conflict, Culprit, parse_sheet
from lacmigration.sayings import system_problem
from lacmigration.translation import translation

__all__ = ["solve"]

_STDIN = "<stdin>"


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
    view = View(name, sheet, system, translation(locale or "en"))
    with waiting(view.said.count("solving {n} relation", "solving {n} relations", len(sheet.relations))):
        shown = _as_json(view) if form is Answer.JSON else list(told(view))
    if isinstance(shown, dict):
        emit_json(shown)
    else:
        say(*shown)
    return view.fine


def _as_json(view: View) -> dict[str, Any]:
    system, said = view.system, view.said
    shown: dict[str, Any] = {
        "system": view.name,
        "verdict": system.verdict.value,
        "ok": view.fine,
        "quantities": [_quantity_json(name, view) for name in view.names],
        "relations": [{"line": one.line, "text": one.text} for one in view.sheet.relations],
        "conflicts": [_conflict_json(one, view) for one in system.conflicts],
        "culprits": [_culprit_json(one, view) for one in ranked(system.culprits)],
        "proofs": [proof_json(one, view.sources) for one in system.proofs],
        "not_used": [
            {"line": view.line(one.relation)[0], "reason": said.put(one.why)} for one in system.left_out
        ],
        "used_in_part": [{"line": view.line(one)[0]} for one in system.loosened],
    }
    return {**shown, "unfinished": list(system.unfinished)}


def _quantity_json(name: str, view: View) -> dict[str, Any]:
    system, stated = view.system, view.sources.statements.get(name)
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


def _conflict_json(one: Conflict, view: View) -> dict[str, Any]:
    return {
        "names": list(one.names),
        "lines": [view.line(relation)[0] for relation in one.relations],
        "verdict": one.verdict.value,
        "explanation": view.said.put(in_their_words(one, view).saying),
        "proof": proof_json(one.proof, view.sources),
    }


def _culprit_json(culprit: Culprit, view: View) -> dict[str, Any]:
    return {
        "group": view.group(culprit),
        "names": list(culprit.names),
        "weight": culprit.weight,
        "restatements": [
            {
                "name": one.name,
                "between": interval_json(one.reach),
                "nearest": None if one.nearest is None else str(one.nearest),
                "slips": [
                    {
                        "what": view.said.put(slip.what),
                        "figure": None if slip.figure is None else str(slip.figure),
                    }
                    for slip in one.slips
                ],
            }
            for one in culprit.restatements
        ],
    }
