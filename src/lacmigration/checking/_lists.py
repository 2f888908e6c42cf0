"""Do two lists hold the same names, each once?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from lacmigration.checking._quantities import distinct, folded, names
from lacmigration.checking._simple import Plain
from lacmigration.facts import Facts
from lacmigration.findings import RULES, Finding, Verdict
from lacmigration.identifiers import is_id
from lacmigration.messages import Message, Saying, clauses, counted, formula, joined, message, quoted
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
        text = (
            message("No name is listed twice.")
            if not repeated
            else counted(
                "{names} is listed more than once.",
                "{names} are listed more than once.",
                len(repeated),
                names=joined(_called(name, facts) for name in repeated),
            )
        )
        return _finding(relation, text, duplicated=repeated)
    listed = names(relation.listed, facts)
    there = {folded(name) for name in listed}
    here = {folded(name) for name in declared}
    missing = tuple(name for name in distinct(declared) if folded(name) not in there)
    extra = () if relation.subset else tuple(name for name in distinct(listed) if folded(name) not in here)
    twice = () if relation.subset else distinct((*repeated, *_duplicates(listed)))
    text = _said(missing, extra, twice, lambda name: _called(name, facts)) or _all_there(
        len(here), subset=relation.subset
    )
    if len(here) == len(there) == 1 and missing and extra:
        text = message(
            '"{one}" is written in one place and "{other}" in the other.', one=missing[0], other=extra[0]
        )
    return _finding(relation, text, missing=missing, extra=extra, duplicated=twice)


def _all_there(size: int, *, subset: bool) -> Message:
    if subset:
        return counted(
            "The first list has one name, and the second has all of it.",
            "The first list has {n} names, and the second has all of it.",
            size,
        )
    return counted(
        "The first list has one name, and the second has the same.",
        "The first list has {n} names, and the second has the same.",
        size,
    )


def _called(name: str, facts: Facts) -> Saying:
    """A name in quotes; an id with what its record is called."""
    fact = facts.fact(name) if is_id(name) else None
    return quoted(name) if fact is None or fact.label == name else formula(fact.label, " (", name, ")")


def _said(
    missing: tuple[str, ...], extra: tuple[str, ...], twice: tuple[str, ...], called: Callable[[str], Saying]
) -> Message | None:
    told = []
    if missing:
        shown = joined(map(called, missing))
        told.append(
            counted(
                "{names} stands in the first list only",
                "{names} stand in the first list only",
                len(missing),
                names=shown,
            )
        )
    if extra:
        shown = joined(map(called, extra))
        told.append(
            counted(
                "{names} stands in the second list only",
                "{names} stand in the second list only",
                len(extra),
                names=shown,
            )
        )
    if twice:
        shown = joined(map(called, twice))
        told.append(
            counted(
                "{names} stands in a list more than once",
                "{names} stand in a list more than once",
                len(twice),
                names=shown,
            )
        )
    return message("{clause}.", clause=clauses(told)) if told else None


def _finding(
    relation: Any,
    text: Message,
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
