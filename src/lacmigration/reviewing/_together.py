"""Which claims of a document, each right by itself, cannot all be right together?"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs

from lacmigration.auditing import dimension
from lacmigration.claims import Claim, Spot, Strength
from lacmigration.facts import Facts
from lacmigration.findings import Finding
from lacmigration.reconciling import EFFORT, System, contradictions
from lacmigration.relations._exchanging import exchanged
from lacmigration.relations._nodes import Operand

__all__ = ["Checked", "jointly"]

_SHARE = 5
"""A document has this part of the effort that a system has when it is asked for by name."""
_NONE: deque[Spot] = deque()
Checked = tuple[Claim, Finding]


def jointly(checked: Iterable[Checked], facts: Facts) -> Iterator[Checked]:
    """A claim with its finding for every few figures that cannot all be right, though each claim holds.

    Only what the document states counts, and only claims that have a figure in common.
    """
    held = [
        (claim, _identified(claim, finding.relation))
        for claim, finding in checked
        if finding.verdict.holds and claim.strength is Strength.STATED
    ]
    uses = Counter(key for _, (_, spots) in held for key in spots)
    shared = [pair for pair in held if any(uses[key] > 1 for key in pair[1][1])]
    if not shared:
        return
    spots = {key: spot for _, (_, known) in shared for key, spot in known.items()}
    system = System(
        [relation for _, (relation, _) in shared], facts=facts, dimension=dimension, effort=EFFORT // _SHARE
    )
    for finding in contradictions(system):
        relations = set(map(id, finding.relation.relations))
        sources = [claim for claim, (relation, _) in shared if id(relation) in relations]
        found = [spots[fact.id] for fact in finding.facts if fact.id in spots]
        stated, *parts = found or [claim.stated for claim in sources]
        yield _claim(finding, stated, parts, sources), finding


def _claim(finding: Finding, stated: Spot, parts: Sequence[Spot], sources: Sequence[Claim]) -> Claim:
    evidence = {str(seen.what): seen for claim in sources for seen in claim.evidence}
    records = tuple(dict.fromkeys(name for claim in sources for name in claim.records))
    return Claim(
        kind="together",
        relation=finding.relation,
        stated=stated,
        parts=tuple(parts),
        evidence=tuple(evidence.values()),
        records=records,
    )


def _identified(claim: Claim, relation: Any) -> tuple[Any, Mapping[str, Spot]]:
    """The relation with each figure known by where it stands, and these places.

    A figure that was read in another unit, or of which only a part counts, is not the one that stands there.
    """
    free = _by_reading((claim.stated, *claim.parts))
    found: dict[str, Spot] = {}
    taken: set[int] = set()

    def known(operand: Operand) -> Operand:
        fact = operand.fact
        if fact is None or fact.id or fact.figure is None:
            return operand
        spots = free.get((fact.figure.nominal, fact.figure.unit), _NONE)
        while spots and id(spots[0]) in taken:
            spots.popleft()
        if not spots:
            return operand
        spot = spots.popleft()
        taken.add(id(spot))
        key = f"figure {id(spot.block)} {spot.mention.start}"
        found[key] = spot
        return Operand(fact=attrs.evolve(fact, id=key))

    return exchanged(relation, known), found


def _by_reading(spots: Iterable[Spot]) -> Mapping[tuple[Fraction, str], deque[Spot]]:
    """The spots by each number and unit that they can be read as, in order."""
    found: dict[tuple[Fraction, str], deque[Spot]] = {}
    for spot in spots:
        read = (spot.mention.figure, *spot.mention.others)
        for nominal, unit in dict.fromkeys((one.nominal, one.unit) for one in read if one is not None):
            found.setdefault((nominal, unit), deque()).append(spot)
    return found
