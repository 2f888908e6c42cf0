"""Can many stated figures all be right? What does each then have to be, and which one is to blame?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property, reduce
from typing import Any

from lacmigration.checking._dimensions import Dimension, plain_dimension
from lacmigration.checking._grids import nearest_within
from lacmigration.checking._quantities import Quantity
from lacmigration.checking._ranges import loose, strict
from lacmigration.facts import NO_FACTS, Fact, Facts
from lacmigration.figures import Figure
from lacmigration.findings import Verdict
from lacmigration.intervals import Interval
from lacmigration.reconciling._answers import Conflict, Culprit, Proof, Restatement, proof_of
from lacmigration.reconciling._certificates import Certificate, Split
from lacmigration.reconciling._components import components
from lacmigration.reconciling._conflicts import Clash
from lacmigration.reconciling._lowering import all_lowered
from lacmigration.reconciling._manners import manners
from lacmigration.reconciling._parts import Part
from lacmigration.reconciling._printing import printed
from lacmigration.reconciling._resolving import parsed, resolved
from lacmigration.reconciling._rows import Unknown
from lacmigration.reconciling._slips import left_out, slips
from lacmigration.reconciling._unknowns import is_number, unknown
from lacmigration.relations import Relation

__all__ = ["EFFORT", "System"]

EFFORT = 10_000_000
"""Steps for each question to each part that hangs together: some ten seconds of them."""


class System:
    """Relations whose figures are asked for all together.

    `relations` are values or texts; `names` says what the names in them stand for: a figure (a Figure, or its
    text), a Fact, or None for a quantity that nobody stated. Other names are looked up in `facts`, such as a
    registry's. `weights` tells of some names how hard it is to believe that their figure is wrong (1 and
    more); by default 1, one more where it has a citation, and one more where it is exact. Numbers written
    into a relation are taken as given. `effort` bounds the work on each question, in steps.

    Errors: UnknownNamesError for a name that nothing answers to, and those of `parse_relation`.

    >>> system = System(["t = a + b", "c = a + b"], {"a": "10", "b": "10", "t": "21", "c": "19"})
    >>> system.feasible, [sorted(one.names) for one in system.conflicts]
    (False, [['c', 't']])
    """

    def __init__(
        self,
        relations: Iterable[Relation | str] | Relation | str,
        names: Mapping[str, Any] | None = None,
        *,
        facts: Facts | Mapping[str, Fact] = NO_FACTS,
        weights: Mapping[str, int] | None = None,
        dimension: Dimension = plain_dimension,
        effort: int = EFFORT,
    ) -> None:
        """Resolve the relations; nothing is solved before it is asked."""
        self.relations = parsed(relations)
        self.effort = effort
        self._weights = dict(weights or {})
        self._stated, self.left_out = resolved(self.relations, names, facts, dimension)

    # What it is made of.

    @cached_property
    def _quantities(self) -> Mapping[str, tuple[Quantity, ...]]:
        found: dict[str, list[Quantity]] = {}
        for one in self._stated:
            for quantity in (*one.quantities, *one.averages.values()):
                if not is_number(quantity):
                    found.setdefault(quantity.key, []).append(quantity)
        return {key: tuple(found[key]) for key in sorted(found)}

    @cached_property
    def unknowns(self) -> Mapping[str, Unknown]:
        """The true quantities by name, each with what is stated of it."""
        whole = {key for one in self._stated for key in one.whole}
        unwritten = {key for one in self._stated for key in one.averages}
        return {
            key: unknown(
                key, found, self._weights.get(key), whole=key in whole, is_written=key not in unwritten
            )
            for key, found in self._quantities.items()
        }

    def _parts(self, reading: str) -> tuple[Part, ...]:
        found = all_lowered(self._stated, strict if reading == "strict" else loose)
        unknowns = dict(self.unknowns)
        for one in found:
            unknowns.update((more.key, more) for more in one.unknowns)
        figures = {key: getattr(one, reading) for key, one in unknowns.items() if one.weight is not None}
        gaps = {
            one.place: one.gaps
            for one, low in zip(self._stated, found, strict=True)
            if low.whole and low.rows
        }
        others = [
            ([quantity.key for quantity in one.quantities if quantity.key in unknowns], one.gaps)
            for one, low in zip(self._stated, found, strict=True)
            if not low.whole
        ]
        return tuple(
            Part(
                part,
                self.effort,
                (gap for place in part.relations for gap in gaps.get(place, ())),
                (gap for keys, many in others if part.unknowns.keys() & keys for gap in many),
            )
            for part in components(
                unknowns,
                [row for one in found for row in one.rows],
                [factor for one in found for factor in one.factors],
                figures,
                [keys for keys, _ in others],
                branches=[each for one in found for each in one.branches],
            )
        )

    @cached_property
    def _strict(self) -> tuple[Part, ...]:
        return self._parts("strict")

    @cached_property
    def _loose(self) -> tuple[Part, ...]:
        return self._parts("loose")

    @property
    def components(self) -> tuple[frozenset[str], ...]:
        """The names that hang together, group by group."""
        return tuple(frozenset(part.component.unknowns) for part in self._strict)

    @cached_property
    def loosened(self) -> tuple[Relation, ...]:
        """The relations of which only a part could be used: what is concluded holds, but more might hold."""
        readings = (strict,) if self.verdict is Verdict.COMPATIBLE else (strict, loose)
        places = {
            one.place
            for read in readings
            for one, low in zip(self._stated, all_lowered(self._stated, read), strict=True)
            if not low.whole
        }
        return tuple(self.relations[place] for place in sorted(places))

    # What is asked.

    @cached_property
    def verdict(self) -> Verdict:
        """COMPATIBLE as written, QUESTIONABLE if read generously, INCONSISTENT; UNDECIDED out of effort."""
        tight = {part.verdict for part in self._strict}
        if tight <= {Verdict.COMPATIBLE}:
            return Verdict.COMPATIBLE
        wide = {part.verdict for part in self._loose}
        if Verdict.INCONSISTENT in wide:
            return Verdict.INCONSISTENT
        if Verdict.UNDECIDED in tight | wide:
            return Verdict.UNDECIDED
        return Verdict.QUESTIONABLE

    @property
    def feasible(self) -> bool:
        """Whether all figures can be right as they are written."""
        return self.verdict is Verdict.COMPATIBLE

    @cached_property
    def witness(self) -> Mapping[str, Fraction]:
        """Values for which everything holds, near the stated ones; {} where there are none.

        Those of quantities in `loosened` relations are left out where none were found that satisfy these too.
        """
        parts = self._agreeing
        if parts is None:
            return {}
        found = {key: value for part in parts for key, value in part.witness.items()}
        return {key: found[key] for key in self.unknowns if key in found}

    @property
    def _agreeing(self) -> tuple[Part, ...] | None:
        """The parts in the reading in which all can be right, if there is one."""
        if self.verdict is Verdict.COMPATIBLE:
            return self._strict
        return self._loose if self.verdict is Verdict.QUESTIONABLE else None

    @property
    def _clashing(self) -> tuple[Part, ...]:
        """The parts that contradict themselves, read generously; and those that do so only as written."""
        wide = () if self.verdict is Verdict.COMPATIBLE else self._loose
        found = tuple(part for part in wide if part.verdict is Verdict.INCONSISTENT)
        blamed = frozenset(place for part in found for place in part.component.relations)
        return found + tuple(
            part
            for part in self._strict
            if part.verdict is Verdict.INCONSISTENT and blamed.isdisjoint(part.component.relations)
        )

    @property
    def undecided(self) -> tuple[tuple[tuple[Relation, ...], tuple[str, ...]], ...]:
        """The relations and names of each group of which the effort did not tell whether all can be right."""
        return tuple(
            (
                tuple(self.relations[place] for place in sorted(part.component.relations)),
                tuple(key for key in part.component.unknowns if key in self.unknowns),
            )
            for part in self._strict
            if part.verdict is Verdict.UNDECIDED
        )

    def _how_bad(self, part: Part) -> Verdict:
        """Whether a part that contradicts itself does so read generously, or only as written."""
        return Verdict.INCONSISTENT if part in self._loose else Verdict.QUESTIONABLE

    @cached_property
    def proofs(self) -> tuple[Proof, ...]:
        """Why the figures cannot all be right, for each group that hangs together; () if they can."""
        return tuple(self._proof(part, part.proof) for part in self._clashing if part.proof is not None)

    def _proof(self, part: Part, proof: Certificate | Split) -> Proof:
        texts = {one.place: str(one.said) for one in self._stated}
        return proof_of(proof, part.component.rows, part.component.unknowns, texts)

    @cached_property
    def bounds(self) -> Mapping[str, Interval]:
        """What each quantity has to be so that everything holds; {} where nothing can.

        Of quantities in `loosened` relations, and where the effort did not suffice, it may be less than said.
        """
        parts = self._agreeing
        if parts is None:
            return {}
        found = {key: reach for part in parts for key, reach in part.bounds.items()}
        return {key: found[key] for key in self.unknowns}

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Figures that cannot all be right, though they can without any one of them; smallest first."""
        found = [self._conflict(part, clash) for part in self._clashing for clash in part.clashes]
        return tuple(sorted(found, key=lambda one: (len(one.names), one.names)))

    def _conflict(self, part: Part, clash: Clash) -> Conflict:
        said = {one.place: one.said for one in self._stated}
        keys = tuple(sorted(clash.keys))
        places = sorted(clash.relations)
        return Conflict(
            keys,
            tuple(figure for key in keys if (figure := self.unknowns[key].figure) is not None),
            tuple(self.relations[place] for place in places),
            tuple(said[place] for place in places),
            self._proof(part, clash.proof),
            self._how_bad(part),
        )

    @cached_property
    def culprits(self) -> tuple[Culprit, ...]:
        """The lightest sets of figures without which the rest agrees, group by group, all of equal weight."""
        return tuple(self._culprit(part, keys) for part in self._clashing for keys in part.released.sets)

    def _culprit(self, part: Part, keys: frozenset[str]) -> Culprit:
        weight = sum(self.unknowns[key].weight or 0 for key in keys)
        reaches = part.reaches(keys)
        return Culprit(
            tuple(reaches),
            weight,
            tuple(self._restated(part, keys, key, found) for key, found in reaches.items()),
        )

    def _restated(
        self, part: Part, keys: frozenset[str], key: str, reaches: tuple[Interval, ...]
    ) -> Restatement:
        figure = self.unknowns[key].figure
        assert figure is not None  # noqa: S101  (only a figure can be let go)
        reach = reduce(Interval.hull, reaches)
        agrees = part.agreeing(key, figure, reach, keys)
        equations = [tree for one in self._stated for tree, room in one.gaps if room.is_point]
        found = (*slips(figure, agrees), *left_out(key, figure, agrees, equations))
        return Restatement(key, figure, reach, nearest_within(figure, reaches, agrees), found)

    @cached_property
    def restatements(self) -> tuple[Restatement, ...]:
        """For each figure that alone may be to blame: what it then has to be, and what would be written."""
        return tuple(
            one for culprit in self.culprits if len(culprit.names) == 1 for one in culprit.restatements
        )

    @property
    def unfinished(self) -> tuple[str, ...]:
        """The questions, of those asked, to which there is more to say than effort or room sufficed for."""
        asked = [*self.__dict__.get("_strict", ()), *self.__dict__.get("_loose", ())]
        return tuple(sorted({question for part in asked for question in part.unfinished}))

    @cached_property
    def manners(self) -> Mapping[str, Figure]:
        """In whose manner each quantity is told, also one that nobody stated; its unit may be unknown."""
        return manners(self.unknowns, (gap for one in self._stated for gap, _ in one.gaps))

    @property
    def texts(self) -> tuple[str, ...]:
        """The relations that are used, with the names of their quantities."""
        return tuple(str(one.said) for one in self._stated)

    def __repr__(self) -> str:
        """How many of what."""
        return f"<System of {len(self.unknowns)} quantities in {len(self.relations)} relations>"

    def __str__(self) -> str:
        """A table of the quantities with what is stated and what follows, and the relations."""
        unused = (f"not used: {one.reason}" for one in self.left_out)
        return printed(self.unknowns, self.bounds, ["", *self.texts, *unused, "", self.verdict.value])
