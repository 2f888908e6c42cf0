"""Generated reports: as many as asked, each with prose, a list and a table, all of it true as rounded."""

from __future__ import annotations

import random
from collections.abc import Iterator

__all__ = ["reports"]

_TOWNS = "Arroyo Bahía Cumbre Delta Encina Fuente Granada Huerta Isleta Jardín".split()  # noqa: SIM905


def reports(count: int, *, seed: int = 7) -> Iterator[str]:
    """The texts of reports in Markdown, some 3 KB each, always the same for a seed."""
    chance = random.Random(seed)  # noqa: S311  (nothing is secret)
    return (_report(chance, number) for number in range(count))


def _report(chance: random.Random, number: int) -> str:
    amounts = [chance.randint(120, 980) * 10_000 + chance.randint(1, 9_999) for _ in _TOWNS]
    total, target = sum(amounts), sum(amounts) * 5 // 2
    rows = "\n".join(f"| {town} | {amount:,} |" for town, amount in zip(_TOWNS, amounts, strict=True))
    old, new = 2_000_000 + chance.randint(1, 900_000), 3_000_000 + chance.randint(1, 900_000)
    part, rest = amounts[0] + amounts[1], total - amounts[0] - amounts[1]
    return f"""# Report {number + 1} on {_TOWNS[number % 10]}

The programme has raised USD {total / 1e6:.1f} million of the USD {target / 1e6:.1f} million asked for, or
{100 * total / target:.0f}%. In 2023 some {old / 1e6:.2f} million people lived there; by 2024 the number
rose by {100 * (new - old) / old:.1f}% from {old:,} to {new:,} people, according to the census.

It works in ten towns, and gave USD {part:,} to the first two and USD {rest:,} to the others, USD {total:,} in
total. One in five households took part, {chance.randint(400, 900)} in all; the COVID-19 pandemic closed
{chance.randint(3, 9)} centres between March 2020 and June 2021 (see Figure 3 and https://example.org/2021/05).

| Town | USD |
| --- | ---: |
{rows}
| Total | {total:,} |

## What comes next

- {chance.randint(12, 40)} schools, with {chance.randint(200, 900)} pupils each
- {chance.randint(2, 9)}.{chance.randint(1, 9)} million litres of water a day
- between {chance.randint(10, 20)} and {chance.randint(30, 40)} workshops by the end of 2026
"""
