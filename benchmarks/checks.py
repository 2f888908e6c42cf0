"""One relation checked, beside the same test written by hand with `Fraction`; and a million of them."""

from __future__ import annotations

import itertools
import random
import resource
import sys
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from _measure import compare, line, seconds

from lacmigration.checking import check, check_all
from lacmigration.figures import Figure
from lacmigration.relations import Share, Total

_BATCH = 2_000


def _share() -> tuple[Share, tuple[tuple[Decimal, int], ...]]:
    stated = ((Decimal(57500000), 5), (Decimal(150000000), 6), (Decimal(38), 0))
    units = ("USD", "USD", "percent")
    figures = [Figure(n, unit, exponent=e, scaled=True) for (n, e), unit in zip(stated, units, strict=True)]
    return Share(*figures), stated


def _half(exponent: int) -> Fraction:
    return Fraction(10**exponent, 2)


def _share_by_hand(stated: tuple[tuple[Decimal, int], ...]) -> bool:
    (part, p), (whole, w), (share, s) = stated
    low = (Fraction(part) - _half(p)) / (Fraction(whole) + _half(w))
    high = (Fraction(part) + _half(p)) / (Fraction(whole) - _half(w))
    middle, reach = Fraction(share) / 100, _half(s) / 100
    return low <= middle + reach and middle - reach <= high


def _total() -> tuple[Total, tuple[tuple[Decimal, int], ...]]:
    amounts = [Decimal(1_000_000 + 12_345 * place) for place in range(10)]
    stated = tuple((amount, 0) for amount in [*amounts, sum(amounts)])
    figures = [Figure(n, "USD", exponent=e, scaled=True) for n, e in stated]
    return Total(figures[:-1], figures[-1]), stated


def _total_by_hand(stated: tuple[tuple[Decimal, int], ...]) -> bool:
    *parts, (total, t) = stated
    low = sum(Fraction(n) - _half(e) for n, e in parts)
    high = sum(Fraction(n) + _half(e) for n, e in parts)
    return low <= Fraction(total) + _half(t) and Fraction(total) - _half(t) <= high


def _pairs() -> None:
    for name, (relation, stated), by_hand in (
        ("share of a whole", _share(), _share_by_hand),
        ("total of ten parts", _total(), _total_by_hand),
    ):
        if not (by_hand(stated) and check(relation).verdict.holds):
            message = f"{name}: the two tests do not agree"
            raise SystemExit(message)
        ours, theirs = compare(
            lambda relation=relation: [check(relation) for _ in range(_BATCH)],
            lambda stated=stated, by_hand=by_hand: [by_hand(stated) for _ in range(_BATCH)],
            rounds=7,
        )
        print(
            line(
                f"check: {name}",
                ours / _BATCH,
                theirs / _BATCH,
                against="the same by hand with Fraction",
                goal="<= 3",
            )
        )


def _generated(count: int) -> Iterator[Total | Share]:
    chance = random.Random(20241122)  # noqa: S311  (figures to check, no secrets)
    for place in range(count):
        a, b = chance.randrange(1, 10**8), chance.randrange(1, 10**8)
        if place % 2:
            yield Total(
                [Figure(a, "USD", exponent=0), Figure(b, "USD", exponent=0)], Figure(a + b, "USD", exponent=0)
            )
        else:
            whole = a + b
            shown = Decimal(1000 * a // whole).scaleb(-1)
            yield Share(
                Figure(a, "USD", exponent=0),
                Figure(whole, "USD", exponent=0),
                Figure(shown, "percent", exponent=-1),
            )


def _many(count: int) -> None:
    verdicts: dict[str, int] = {}

    def run() -> None:
        for finding in itertools.islice(check_all(_generated(count)), count):
            verdicts[finding.verdict.value] = verdicts.get(finding.verdict.value, 0) + 1

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    spent = seconds(run)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{count:,} generated totals and shares: {count / spent:,.0f} checks/s, making the figures included; "
        f"peak memory grew by {(after - before) / 1024:.1f} MiB; {verdicts}",
    )


def main() -> None:
    """Print the ratios, then the long run (its length is the first argument; a million by default)."""
    _pairs()
    _many(int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 1_000_000)


if __name__ == "__main__":
    main()
