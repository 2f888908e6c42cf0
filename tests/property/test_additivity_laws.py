"""Laws of controlled rounding: what adds up, what moves, how little, and that nothing else was possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from math import floor

from hypothesis import assume, example, given
from hypothesis import strategies as st

from lacmigration.additivity import Addition, Adjustment, Cell, adjusted, both_ways, to_total
from lacmigration.intervals import Interval

HALF = Fraction(1, 2)


def nearest(value: Fraction) -> int:
    """A number rounded to the nearest integer, ties up: arithmetic that the library has no part in."""
    return floor(value + HALF)


TENTHS = st.integers(0, 80).map(lambda tenths: Fraction(tenths, 10))
NUMBERS = st.integers(0, 12)


@st.composite
def true_tables(draw) -> list[list[Fraction]]:
    """The true values of a table, without its totals."""
    height, width = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    return [[draw(TENTHS) for _ in range(width)] for _ in range(height)]


def with_totals(rows: Sequence[Sequence[Fraction]]) -> list[list[Fraction]]:
    across = [[*row, sum(row, Fraction(0))] for row in rows]
    return [*across, [sum(column, Fraction(0)) for column in zip(*across, strict=True)]]


def adds_up(numbers: Sequence[int], width: int) -> bool:
    rows = [numbers[at : at + width] for at in range(0, len(numbers), width)]
    lines = [*rows, *zip(*rows, strict=True)]
    return all(sum(line[:-1]) == line[-1] for line in lines)


def as_integers(found: Adjustment) -> list[int]:
    return [int(number) for number in found.numbers]


# --- one total ---------------------------------------------------------------------------------------------


@given(st.lists(TENTHS, min_size=1, max_size=9))
def test_parts_of_true_values_always_come_to_their_total(values):
    parts, total = [nearest(value) for value in values], nearest(sum(values))
    found = to_total(parts, total, exact=values)
    *new, whole = as_integers(found)
    assert sum(new) == whole == total
    for number, value in zip(new, values, strict=True):
        assert abs(number - value) < 1  # rounded up or down, and not at all where it is round already
        assert value.denominator > 1 or number == value


@given(st.lists(TENTHS, min_size=1, max_size=9, unique_by=lambda value: value % 1))
def test_exact_parts_are_rounded_by_largest_remainder(values):
    assume(all(value.denominator > 1 for value in values))
    total = nearest(sum(values))
    found = as_integers(to_total([nearest(value) for value in values], total, exact=values))
    floors = [floor(value) for value in values]
    assume(0 <= total - sum(floors) <= len(values))
    largest = sorted(range(len(values)), key=lambda at: floors[at] - values[at])[: total - sum(floors)]
    assert found[:-1] == [whole + (at in largest) for at, whole in enumerate(floors)]


@given(st.lists(st.integers(1, 30), min_size=1, max_size=9, unique=True), st.integers(-6, 6))
def test_the_largest_printed_parts_move_and_no_more_than_have_to(parts, off):
    total = sum(parts) + off
    found = to_total(parts, total)
    if 2 * abs(off) > len(parts) + 1:  # the halves of all parts and of the total do not reach so far
        assert not found.explained
        assert found.moved == ()
        return
    largest = sorted(range(len(parts)), key=lambda at: -parts[at])[: abs(off)]
    assert set(found.moved) == set(largest)
    assert sum(as_integers(found)[:-1]) == total


@given(st.lists(NUMBERS, min_size=1, max_size=9), st.randoms(use_true_random=False))
def test_what_adds_up_is_left_as_it_is(parts, random):
    shuffled = random.sample(parts, len(parts))
    found = to_total(shuffled, sum(parts))
    assert (found.moved, found.adds_up) == ((), True)
    assert as_integers(found) == [*shuffled, sum(parts)]


@given(st.lists(st.integers(1, 40), min_size=1, max_size=9, unique=True), st.integers(-4, 4), st.data())
def test_the_order_of_parts_without_ties_does_not_matter(parts, off, data):
    order = data.draw(st.permutations(range(len(parts))))
    found = to_total(parts, sum(parts) + off)
    other = to_total([parts[at] for at in order], sum(parts) + off)
    assert [other.numbers[place] for place in range(len(parts))] == [found.numbers[at] for at in order]
    assert other.explained == found.explained


# --- totals both ways --------------------------------------------------------------------------------------


@given(true_tables())
@example([[Fraction(5, 2), Fraction(5, 2)], [Fraction(5, 2), Fraction(5, 2)]])
def test_a_table_of_true_values_can_always_be_rounded_both_ways(rows):
    exact = with_totals(rows)
    printed = [[nearest(value) for value in row] for row in exact]
    found = both_ways(printed, exact=rows)
    assert found.obstacle is None
    numbers, width = as_integers(found), len(exact[0])
    assert adds_up(numbers, width)
    values = [value for row in exact for value in row]
    for number, value in zip(numbers, values, strict=True):
        assert abs(number - value) < 1
        assert value.denominator > 1 or number == value
    assert numbers[-1] == printed[-1][-1]


@given(true_tables())
def test_printed_numbers_of_true_values_can_be_made_to_add_up_unless_zeros_are_in_the_way(rows):
    exact = with_totals(rows)
    printed = [[nearest(value) for value in row] for row in exact]
    assume(all(number for row in printed for number in row))
    found = both_ways(printed)
    assert found.obstacle is None
    assert adds_up(as_integers(found), len(exact[0]))
    before = [number for row in printed for number in row]
    assert all(abs(new - old) <= 1 for new, old in zip(as_integers(found), before, strict=True))


def candidates(numbers: Sequence[int], width: int) -> Iterator[tuple[int, ...]]:
    """Every way to move cells by one, but neither zeros nor the grand total, after which all adds up."""
    steps = [(-1, 0, 1) if number else (0,) for number in numbers[:-1]]
    for moves in product(*steps, (0,)):
        if adds_up([number + move for number, move in zip(numbers, moves, strict=True)], width):
            yield moves


def cost(numbers: Sequence[int], width: int, moves: Sequence[int]) -> tuple[int, int, Fraction]:
    """Totals that move, cells that move, and the sum of their relative changes."""
    totals = {at for at in range(len(numbers)) if at % width == width - 1 or at >= len(numbers) - width}
    moved = [at for at, move in enumerate(moves) if move]
    parts = [at for at in moved if at not in totals]
    return len(moved) - len(parts), len(parts), sum((Fraction(1, numbers[at]) for at in moved), Fraction(0))


def explicable(numbers: Sequence[int], width: int) -> bool:
    """Whether true values on a grid of halves exist: a flow with whole bounds has a solution in wholes."""
    doubled = [2 * number for number in numbers]
    return any(
        adds_up([number + move for number, move in zip(doubled, moves, strict=True)], width)
        for moves in product((-1, 0, 1), repeat=len(numbers))
    )


@given(
    st.lists(st.integers(0, 9), min_size=4, max_size=4), st.lists(st.integers(-1, 1), min_size=9, max_size=9)
)
@example([1, 1, 1, 1], [0, 0, 1, 0, 0, 1, 1, 1, 1])
@example([1, 1, 1, 2], [0, 0, 1, 0, 0, -1, 0, 0, 0])  # two totals could move in place of two parts
def test_no_way_to_repair_a_small_table_is_cheaper(inner, noise):
    a, b, c, d = inner
    numbers = [
        max(number + extra, 0)
        for number, extra in zip([a, b, a + b, c, d, c + d, a + c, b + d, a + b + c + d], noise, strict=True)
    ]
    found = both_ways([numbers[at : at + 3] for at in (0, 3, 6)])
    moves = [new - old for new, old in zip(as_integers(found), numbers, strict=True)]
    assert found.explained == explicable(numbers, 3)
    ways = list(candidates(numbers, 3)) if found.explained else []
    if not ways:
        assert found.obstacle is not None
        assert not any(moves)
        return
    assert found.obstacle is None
    assert cost(numbers, 3, moves) == min(cost(numbers, 3, way) for way in ways)


@given(true_tables(), st.data())
def test_a_shuffled_table_is_repaired_at_the_same_cost(rows, data):
    exact = with_totals(rows)
    printed = [[nearest(value) for value in row] for row in exact]
    order = [*data.draw(st.permutations(range(len(rows)))), len(rows)]
    found, other = both_ways(printed), both_ways([printed[at] for at in order])
    width = len(printed[0])

    def paid(table: list[list[int]], result: Adjustment) -> tuple[int, int, Fraction]:
        numbers = [number for row in table for number in row]
        moves = [new - old for new, old in zip(as_integers(result), numbers, strict=True)]
        return cost(numbers, width, moves)

    assert found.adds_up == other.adds_up
    assert paid(printed, found) == paid([printed[at] for at in order], other)


# --- any sums ----------------------------------------------------------------------------------------------


@given(st.lists(st.lists(TENTHS, min_size=1, max_size=3), min_size=1, max_size=3))
def test_subtotals_and_their_total_are_rounded_together(groups):
    cells, additions, subtotals = [], [], []
    for group in groups:
        first = len(cells)
        values = [*group, sum(group, Fraction(0))]
        cells += [Cell(nearest(value), Interval.point(value)) for value in values]
        additions.append(Addition(range(first, first + len(group)), first + len(group)))
        subtotals.append(first + len(group))
    whole = sum((value for group in groups for value in group), Fraction(0))
    cells.append(Cell(nearest(whole), Interval.point(whole)))
    additions.append(Addition(subtotals, len(cells) - 1))
    found = adjusted(cells, additions)
    numbers = as_integers(found)
    assert found.obstacle is None
    assert numbers[-1] == nearest(whole)
    assert all(sum(numbers[at] for at in one.parts) == numbers[one.total] for one in additions)
