"""Which quantities hang together, and what can be said of each such group?"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from functools import cached_property

import attrs

from lacmigration.intervals import Interval
from lacmigration.reconciling._forms import Forms, forms_of
from lacmigration.reconciling._narrowing import Narrowing
from lacmigration.reconciling._rows import Branches, Factor, Row, Unknown
from lacmigration.reconciling._solving import Solver
from lacmigration.reconciling._tableau import Budget

__all__ = ["Component", "components"]


@attrs.frozen(eq=False)
class Component:
    """Quantities that hang together, with their rows and with what each figure is read as."""

    unknowns: Mapping[str, Unknown]
    rows: tuple[Row, ...]
    factors: tuple[Factor, ...]
    figures: Mapping[str, Interval]
    branches: tuple[Branches, ...] = ()

    @property
    def relations(self) -> frozenset[int]:
        """The positions of its relations."""
        return frozenset(row.relation for row in self.rows)

    @cached_property
    def forms(self) -> Forms:
        """Its columns."""
        return forms_of(self.unknowns.values(), self.rows, self.figures)

    def solver(self, budget: Budget) -> Solver:
        """A new solver of it."""
        return Solver((), self.rows, self.figures, budget, forms=self.forms)

    def narrowing(self, budget: Budget) -> Narrowing:
        """What its rows say one by one."""
        return Narrowing(self.forms, budget)

    def solver_of(self, relations: Container[int], keys: frozenset[str], budget: Budget) -> Solver:
        """A new solver of some relations and some figures alone."""
        used = {key for row in self.rows if row.relation in relations for key, _ in row.terms} | keys
        unknowns = [self.unknowns[key] for key in used]
        figures = {key: self.figures[key] for key in keys}
        forms = forms_of(unknowns, self.rows, figures, relations)
        return Solver((), (), {}, budget, forms=forms)

    def solver_of_rows(self, keys: frozenset[str], places: Collection[int], budget: Budget) -> Solver:
        """The same of the relations to which some rows belong."""
        return self.solver_of({self.rows[place].relation for place in places}, keys, budget)


def components(
    unknowns: Mapping[str, Unknown],
    rows: Sequence[Row],
    factors: Sequence[Factor],
    figures: Mapping[str, Interval],
    linked: Iterable[Collection[str]] = (),
    *,
    branches: Sequence[Branches] = (),
) -> tuple[Component, ...]:
    """The groups of quantities that rows connect, in alphabetic order of their first key.

    `linked` are keys that hang together although not all that connects them is said by rows.
    """
    leader = {key: key for key in unknowns}

    def head(key: str) -> str:
        while leader[key] != key:
            leader[key] = key = leader[leader[key]]
        return key

    together = [[*(key for key, _ in row.terms), *row.rests] for row in rows]
    together += [[*one.keys, *(key for key, _ in one.over + one.under)] for one in factors]
    together += map(list, linked)
    for first, *others in filter(None, together):
        for other in others:
            leader[head(other)] = head(first)
    alone: list[Row] = [row for row in rows if not row.terms and not row.rests]
    grouped: dict[str, list[str]] = {}
    for key in sorted(unknowns):
        grouped.setdefault(head(key), []).append(key)
    rows_of: dict[str, list[Row]] = {}
    for row in rows:
        if row.terms or row.rests:
            rows_of.setdefault(head(row.terms[0][0] if row.terms else row.rests[0]), []).append(row)
    factors_of: dict[str, list[Factor]] = {}
    for factor in factors:
        factors_of.setdefault(head(factor.keys[0]), []).append(factor)
    branches_of: dict[str, list[Branches]] = {}
    for each in branches:
        branches_of.setdefault(head(each.rests[0][0]), []).append(each)
    found = [
        Component(
            {key: unknowns[key] for key in keys},
            tuple(rows_of.get(name, ())),
            tuple(factors_of.get(name, ())),
            {key: figures[key] for key in keys if key in figures},
            tuple(branches_of.get(name, ())),
        )
        for name, keys in grouped.items()
    ]
    found += [Component({}, (row,), (), {}) for row in alone]
    return tuple(found)
