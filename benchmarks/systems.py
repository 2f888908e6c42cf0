"""Whole systems of figures: proved or refuted, and blamed, beside scipy's HiGHS on the same rows; and growth.

`python benchmarks/systems.py --draw` also draws docs/_static/growth.svg. scipy is needed for the ratios only.
"""

from __future__ import annotations

import importlib.util
import random
import statistics
import sys
from collections.abc import Callable, Iterable, Sequence
from math import log10
from pathlib import Path

import attrs
from _measure import compare, line, seconds
from _systems import Made, derived, documents, float_culprits, float_feasible, table

import lacmigration as lm
from lacmigration.findings import Verdict
from lacmigration.reconciling import System
from lacmigration.reconciling._components import Component
from lacmigration.reconciling._parts import Part

_SEEDS = range(5)
_RELATIONS = 150
_PICTURE = Path(__file__).parents[1] / "docs/_static/growth.svg"
_KINDS: dict[str, Callable[..., Made]] = {"documents": documents, "derived": derived}
_HAS_SCIPY = importlib.util.find_spec("scipy") is not None


def _anew(parts: Iterable[Part]) -> list[Part]:
    """The same parts without any answer: what is measured begins with rows."""
    return [Part(attrs.evolve(part.component), part.effort, part._gaps) for part in parts]  # noqa: SLF001


def _loose(made: Made) -> list[Part]:
    return list(System(*made)._loose)  # noqa: SLF001


def _components(parts: Iterable[Part]) -> list[Component]:
    return [part.component for part in parts]


def _pairs(what: str, pairs: Sequence[tuple[float, float]], *, against: str, goal: str) -> None:
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(line(what, ours, theirs, against=against, goal=goal))


def _verdicts() -> None:
    """True systems and those with ten wrong figures, from rows to what is verified."""
    for kind, make in _KINDS.items():
        for errors, what in ((0, "witness"), (10, "proof")):
            rows, arrays = [], []
            for seed in _SEEDS:
                parts = _loose(make(seed, _RELATIONS, errors=errors))
                run = float_feasible(_components(parts))
                is_right = all(part.verdict is Verdict.COMPATIBLE for part in parts)
                if run() != is_right or is_right != (not errors):
                    message = f"{kind} {seed}: the float solver says otherwise"
                    raise SystemExit(message)

                def ours(parts: list[Part] = parts) -> list[Verdict]:
                    return [part.verdict for part in _anew(parts)]

                def theirs(parts: list[Part] = parts) -> bool:
                    return float_feasible(_components(parts))()

                rows.append(compare(ours, theirs, rounds=9))
                arrays.append(compare(ours, run, rounds=9))
            _pairs(f"{kind}: {what}", rows, against="HiGHS, status alone, from the same rows", goal="<= 3")
            _pairs(f"{kind}: {what}", arrays, against="HiGHS, status alone, its arrays made before", goal="-")


def _blame() -> None:
    """Which ten figures are wrong: all lightest sets, beside one of HiGHS, which may be none."""
    for kind, make in _KINDS.items():
        pairs, same, done = [], 0, 0
        for seed in _SEEDS:
            parts = [part for part in _loose(make(seed, _RELATIONS, errors=10)) if part.proof is not None]
            run = float_culprits(_components(parts))
            theirs = run()
            if all(part.released.sets for part in parts):
                done += 1
                weight = sum(len(part.released.sets[0]) for part in parts)
                same += theirs is not None and abs(theirs - weight) < 0.01
            pairs.append(compare(lambda parts=parts: [part.released for part in _anew(parts)], run, rounds=3))
        _pairs(f"{kind}: culprits", pairs, against="HiGHS MIP, one set of them", goal="<= 10")
        print(f"  within the effort: {done} of {len(_SEEDS)}; of these HiGHS has as light a set: {same}")


def _table() -> None:
    made = table(50, 12)
    spent = statistics.median(seconds(lambda: System(*made).verdict) for _ in range(9))
    print(f"{'table of 50 by 12, with totals':<34} {spent * 1e3:>10.3f} ms  goal <= 100 ms, from texts")


def _paragraphs(count: int) -> None:
    chance = random.Random(1)  # noqa: S311

    def run() -> None:
        for place in range(count):
            a, b, c = (chance.randrange(10, 900) for _ in range(3))
            whole = a + b + c
            parts = [f"USD {one} million" for one in (a, b, c)]
            share = f"{round(100 * a / whole)}%"
            relations = [
                lm.Total(parts, stated=f"USD {whole + 9 * (place % 2)} million"),
                lm.Share(parts[0], f"USD {whole} million", share),
            ]
            System(relations).verdict  # noqa: B018

    a_minute = 60 * count / seconds(run)
    print(f"{'paragraphs a minute':<34} {a_minute:>10,.0f}     goal >= 10,000, from texts of figures")


def _growth() -> dict[str, list[tuple[int, float]]]:
    found: dict[str, list[tuple[int, float]]] = {}
    for kind, make in _KINDS.items():
        for relations in (25, 50, 100, 200, 400, 800):
            if kind == "derived" and relations > 400:
                continue
            for errors in (0, 10):
                name = f"{kind}, {'ten figures wrong' if errors else 'all right'}"
                spent = []
                for seed in range(3):
                    parts = _loose(make(seed, relations, errors=errors))
                    spent.append(seconds(lambda parts=parts: [part.verdict for part in _anew(parts)]))
                found.setdefault(name, []).append((relations, statistics.median(spent)))
    for name, points in found.items():
        shown = "  ".join(f"{relations}: {spent * 1e3:.1f}" for relations, spent in points)
        print(f"{name + ', ms by relations':<48} {shown}")
    return found


def _drawn(lines: dict[str, list[tuple[int, float]]]) -> str:
    """Time over size, both on scales of tens."""
    looks = ("#1f6f6b", "#8fbdb9", "#b3261e", "#d9902f")
    width, height, left, top = 520, 300, 60, 24

    def x(relations: int) -> float:
        return round(left + (width - left - 190) * log10(relations / 25) / log10(800 / 25), 1)

    def y(spent: float) -> float:
        return round(height - 36 - (height - 36 - top) * log10(max(spent, 1e-3) / 1e-3) / 3.5, 1)

    parts = [f'<rect width="{width}" height="{height}" fill="#ffffff"/>']
    for milliseconds in (1, 10, 100, 1000):
        at = y(milliseconds / 1e3)
        parts += [
            f'<line x1="{left}" y1="{at}" x2="{width - 190}" y2="{at}" stroke="#e3e8ee"/>',
            f'<text x="{left - 6}" y="{at + 4}" text-anchor="end">{milliseconds:,} ms</text>',
        ]
    for relations in (25, 50, 100, 200, 400, 800):
        parts.append(f'<text x="{x(relations)}" y="{height - 18}" text-anchor="middle">{relations}</text>')
    parts.append(
        f'<text x="{(left + width - 190) / 2}" y="{height - 3}" text-anchor="middle">relations</text>'
    )
    for (name, points), look in zip(lines.items(), looks, strict=True):
        path = " ".join(f"{x(relations)},{y(spent)}" for relations, spent in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{look}" stroke-width="2"/>')
        relations, spent = points[-1]
        parts.append(f'<text x="{x(relations) + 6}" y="{y(spent) + 4}" fill="{look}">{name}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'font-family="system-ui, sans-serif" font-size="11" fill="#6e7781">'
        f"<title>Time to a verified verdict, by the number of relations</title>{''.join(parts)}</svg>\n"
    )


def main() -> None:
    """Print the ratios, and how time grows."""
    if _HAS_SCIPY:
        _verdicts()
        _blame()
    else:
        print("systems: without scipy there is nothing to compare with; pip install scipy")
    _table()
    _paragraphs(500)
    lines = _growth()
    if "--draw" in sys.argv:
        _PICTURE.write_text(_drawn(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
