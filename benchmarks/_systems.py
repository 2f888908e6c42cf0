"""Systems of figures as reports have them, and as no report has them; the float solver on the same rows."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from lacmigration.figures import Figure
from lacmigration.intervals import Interval
from lacmigration.reconciling._components import Component

__all__ = ["Made", "derived", "documents", "float_culprits", "float_feasible", "table"]

Made = tuple[list[str], dict[str, Figure]]
_MILLION = 1e6


def _rounded(number: int, places: int) -> Figure:
    size = 10**places
    return Figure(Decimal((2 * number + size) // (2 * size) * size), "USD", precision=places)


def _wrong(true: Mapping[str, int], chance: random.Random, errors: int) -> dict[str, int]:
    found = dict(true)
    for name in chance.sample(sorted(true), errors):
        found[name] += max(10**6, true[name] // 3)
    return found


def documents(seed: int, relations: int, *, errors: int = 0) -> Made:
    """Small tables with totals, shares of them, totals of totals, differences: each rounded as it may be."""
    chance = random.Random(seed)  # noqa: S311  (figures to solve, no secrets)
    true: dict[str, int] = {}
    places: dict[str, int] = {}
    said: list[str] = []
    shares: dict[str, Figure] = {}
    totals: list[str] = []

    def state(name: str, number: int, digits: int) -> None:
        true[name], places[name] = number, digits

    while len(said) < relations:
        here, digits = len(totals) + len(said), chance.choice((0, 3, 3, 5))
        parts = [f"t{here}.{place}" for place in range(chance.randrange(2, 5))]
        for part in parts:
            state(part, chance.randrange(10**5, 10**8), digits)
        total = f"t{here}.total"
        state(total, sum(true[part] for part in parts), digits)
        said.append(f"{' + '.join(parts)} = {total}")
        for part in chance.sample(parts, chance.choice((0, 1, 1, 2))):
            share = round(Fraction(true[part] * 1000, true[total]))
            shares[f"{part}.share"] = Figure(Decimal(share) / 10, "percent", precision=-1)
            said.append(f"{part} / {total} = {part}.share")
        totals.append(total)
        if len(totals) > 3 and chance.random() < 0.5:
            some = chance.sample(totals, 3)
            state(f"sum{here}", sum(true[one] for one in some), chance.choice((5, 6)))
            said.append(f"{' + '.join(some)} = sum{here}")
            totals = [*(one for one in totals if one not in some), f"sum{here}"]
        if len(totals) > 1 and chance.random() < 0.4:
            less, more = sorted(chance.sample(totals, 2), key=lambda one: (true[one], one))
            state(f"difference{here}", true[more] - true[less], 5)
            said.append(f"{more} - {less} = difference{here}")
    shown = _wrong(true, chance, errors)
    return said, {name: _rounded(shown[name], places[name]) for name in sorted(true)} | shares


def derived(seed: int, relations: int, *, errors: int = 0) -> Made:
    """Each quantity from a few earlier ones, taken at random from all: harder than a report."""
    chance = random.Random(seed)  # noqa: S311
    true = {f"q{place}": chance.randrange(10_000, 10_000_000) for place in range(relations // 3)}
    said: list[str] = []
    while len(said) < relations:
        name, pool = f"q{len(true)}", sorted(name for name, number in true.items() if number > 50)
        kind = chance.random()
        if kind < 0.6:
            parts = chance.sample(pool, chance.randrange(2, 6))
            true[name] = sum(true[part] for part in parts)
            said.append(f"{' + '.join(parts)} = {name}")
        elif kind < 0.8:
            less, more = sorted(chance.sample(pool, 2), key=lambda one: (true[one], one))
            true[name] = true[more] - true[less]
            said.append(f"{more} - {less} = {name}")
        else:
            one, rate = chance.choice(pool), chance.randrange(105, 195)
            true[name] = round(Fraction(true[one] * rate, 100))
            said.append(f"{one} * {Decimal(rate) / 100} = {name}")
    shown = _wrong(true, chance, errors)
    places = {name: chance.choice((0, 2, 3)) if abs(number) > 10**4 else 0 for name, number in true.items()}
    return said, {name: _rounded(shown[name], places[name]) for name in sorted(true)}


def table(rows: int, columns: int) -> Made:
    """A table with totals both ways, in hundreds."""
    chance = random.Random(50 * 12)  # noqa: S311
    cells = [[chance.randrange(1000, 900_000) for _ in range(columns)] for _ in range(rows)]
    true = {f"c{i}-{j}": number for i, row in enumerate(cells) for j, number in enumerate(row)}
    said = []
    for i, row in enumerate(cells):
        true[f"row{i}"] = sum(row)
        said.append(f"sum({', '.join(f'c{i}-{j}' for j in range(columns))}) = row{i}")
    for j in range(columns):
        true[f"column{j}"] = sum(row[j] for row in cells)
        said.append(f"sum({', '.join(f'c{i}-{j}' for i in range(rows))}) = column{j}")
    true["all"] = sum(map(sum, cells))
    said.append(f"sum({', '.join(f'row{i}' for i in range(rows))}) = all")
    said.append(f"sum({', '.join(f'column{j}' for j in range(columns))}) = all")
    return said, {name: _rounded(number, 2) for name, number in true.items()}


class _Matrix:
    """Rows of a float solver: lower bound, upper bound, and so many times each column."""

    def __init__(self) -> None:
        self.entries: tuple[list[float], list[int], list[int]] = ([], [], [])
        self.lower: list[float] = []
        self.upper: list[float] = []

    def add(self, terms: Sequence[tuple[int, float]], lower: float, upper: float) -> None:
        for column, by in terms:
            for kept, new in zip(self.entries, (by, len(self.lower), column), strict=True):
                kept.append(new)  # type: ignore[arg-type]  # one list of each kind
        self.lower.append(lower)
        self.upper.append(upper)


def _ends(interval: Interval) -> tuple[float, float]:
    lo, hi = interval.lo, interval.hi
    least = -float("inf") if lo is None else float(lo) / _MILLION
    return least, float("inf") if hi is None else float(hi) / _MILLION


def float_feasible(components: Sequence[Component]) -> Callable[[], bool]:
    """HiGHS on the rows of a system, open ends taken as closed; what is returned is the call of it alone."""
    import numpy as np
    from scipy.optimize import linprog
    from scipy.sparse import csr_array

    columns: dict[str, int] = {}
    bounds, even, less = [], _Matrix(), _Matrix()
    for part in components:
        for key, one in part.unknowns.items():
            columns[key] = len(columns)
            lower, upper = _ends(one.domain)
            low, high = _ends(part.figures[key]) if key in part.figures else (lower, upper)
            bounds.append((max(lower, low), min(upper, high)))
        for row in part.rows:
            terms = [(columns[key], float(by)) for key, by in row.terms]
            lower, upper = _ends(row.within)
            if lower == upper:
                even.add(terms, lower, upper)
                continue
            if upper < float("inf"):
                less.add(terms, lower, upper)
            if lower > -float("inf"):
                less.add([(column, -by) for column, by in terms], -upper, -lower)

    def matrix(rows: _Matrix) -> Any:
        by, row, column = rows.entries
        return csr_array((by, (row, column)), shape=(len(rows.lower), len(columns))) if by else None

    equal, unequal, cost = matrix(even), matrix(less), np.zeros(len(columns))

    def run() -> bool:
        found = linprog(
            cost,
            A_ub=unequal,
            b_ub=less.upper or None,
            A_eq=equal,
            b_eq=even.upper or None,
            bounds=bounds,
            method="highs",
        )
        return bool(found.status == 0)

    return run


def float_culprits(components: Sequence[Component]) -> Callable[[], float | None]:
    """The same with one more unknown a figure, 0 or 1: whether it is let go. What they weigh together.

    Amounts are in millions, and what lets a figure go is twice the largest: with other scales it errs more.
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    columns: dict[str, int] = {}
    for part in components:
        columns |= {key: len(columns) + place for place, key in enumerate(part.unknowns)}
    count, rows = len(columns), _Matrix()
    figures = [read for part in components for read in part.figures.values()]
    far = 2 * max(abs(end) for read in figures for end in _ends(read) if abs(end) < float("inf"))
    lower, upper = np.full(2 * count, -np.inf), np.full(2 * count, np.inf)
    cost = np.zeros(2 * count)
    lower[count:] = upper[count:] = 0

    def add(terms: list[tuple[int, float]], within: Interval, free: list[int]) -> None:
        lo, hi = _ends(within)
        if lo > -np.inf:
            rows.add([*terms, *((column, far) for column in free)], lo, np.inf)
        if hi < np.inf:
            rows.add([*terms, *((column, -far) for column in free)], -np.inf, hi)

    for part in components:
        for key, one in part.unknowns.items():
            column = columns[key]
            lower[column], upper[column] = _ends(one.domain)
            if key in part.figures:
                upper[count + column], cost[count + column] = 1, one.weight or 1
                add([(column, 1.0)], part.figures[key], [count + column])
        for row in part.rows:
            terms = [(columns[key], float(by)) for key, by in row.terms]
            add(terms, row.within, [count + columns[key] for key in row.rests])
    by, row_of, column_of = rows.entries
    matrix = csr_array((by, (row_of, column_of)), shape=(len(rows.lower), 2 * count))
    whole = np.repeat([0, 1], count)

    def run() -> float | None:
        found = milp(
            cost,
            integrality=whole,
            bounds=Bounds(lower, upper),
            constraints=LinearConstraint(matrix, rows.lower, rows.upper),
        )
        return None if found.fun is None else float(found.fun)

    return run
