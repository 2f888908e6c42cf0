"""Do two lists hold the same names, each once?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from lacmigration.checking._quantities import distinct, folded, names
from lacmigration.checking._simple import Plain
from lacmigration.checking._words import joined
from lacmigration.facts import Facts
from lacmigration.findings import RULES, Finding, Verdict
from lacmigration.identifiers import is_id
from lacmigration.relations import Listing

__all__ = ["check_listing"]

_ALL = Fraction(1)


def _duplicates(found: tuple[str, ...]) -> tuple[str, ...]:
    """The names that occur more than once, as first written."""
    counts = Counter(map(folded, found))
    return tuple(name for name in distinct(found) if counts[folded(name)] > 1)


def check_listing(relation: Listing, facts: Facts) -> Finding:
    """Two lists as sets, or one list for names that occur twice."""
    declared = names(relation.declared, facts)
    repeated = _duplicates(declared)
    if relation.listed is None:
        verb = "is" if len(repeated) == 1 else "are"
        shown = joined(tuple(_called(name, facts) for name in repeated)) if repeated else ""
        text = f"{shown} {verb} listed more than once." if repeated else "No name is listed twice."
        return _finding(relation, text, duplicated=repeated)
    listed = names(relation.listed, facts)
    there = {folded(name) for name in listed}
    here = {folded(name) for name in declared}
    missing = tuple(name for name in distinct(declared) if folded(name) not in there)
    extra = () if relation.subset else tuple(name for name in distinct(listed) if folded(name) not in here)
    twice = () if relation.subset else distinct((*repeated, *_duplicates(listed)))
    text = _said(missing, extra, twice, lambda name: _called(name, facts))
    if len(here) == len(there) == 1 and missing and extra:
        text = f'"{missing[0]}" is written in one place and "{extra[0]}" in the other.'
    if not text:
        relates = "the second has all of it" if relation.subset else "the second has the same"
        size = "one name" if len(here) == 1 else f"{len(here)} names"
        text = f"The first list has {size}, and {relates}."
    return _finding(relation, text, missing=missing, extra=extra, duplicated=twice)


def _called(name: str, facts: Facts) -> str:
    """A name in quotes; an id with what its record is called."""
    fact = facts.fact(name) if is_id(name) else None
    return f'"{name}"' if fact is None or fact.label == name else f"{fact.label} ({name})"


def _said(
    missing: tuple[str, ...], extra: tuple[str, ...], twice: tuple[str, ...], called: Callable[[str], str]
) -> str:
    texts = []
    for found, where in (
        (missing, "in the first list only"),
        (extra, "in the second list only"),
        (twice, "in a list more than once"),
    ):
        if found:
            verb = "stands" if len(found) == 1 else "stand"
            texts.append(f"{joined(tuple(map(called, found)))} {verb} {where}")
    return "; ".join(texts) + "." if texts else ""


def _finding(
    relation: Any,
    text: str,
    *,
    missing: tuple[str, ...] = (),
    extra: tuple[str, ...] = (),
    duplicated: tuple[str, ...] = (),
) -> Finding:
    sets = (("missing", missing), ("extra", extra), ("duplicated", duplicated))
    sight = "; ".join(f"{kind}: {', '.join(found)}" for kind, found in sets if found)
    return Finding(
        relation=relation,
        verdict=Verdict.INCONSISTENT if sight else Verdict.ENTAILED,
        rule=RULES["Listing"],
        evidence=Plain(text, sharpness=_ALL, sight=sight),
        missing=missing,
        extra=extra,
        duplicated=duplicated,
    )
