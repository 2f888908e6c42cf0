"""Controlled rounding by example: what moves, what stays, and what is said where nothing can."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from lacmigration.additivity import Addition, Cell, adjusted, both_ways, note, to_total
from lacmigration.additivity._flows import Network
from lacmigration.errors import ChoiceError, FigureError, FloatError
from lacmigration.intervals import Interval
from lacmigration.translation import translated


def texts(found) -> list[str]:
    return [str(number) for number in found.numbers]


def test_the_largest_part_takes_the_unit_that_is_missing():
    found = to_total(["4.5", "3.1", "0.8"], "8.5")
    assert texts(found) == ["4.6", "3.1", "0.8", "8.5"]
    assert found.moved == (0,)


def test_of_equal_parts_the_first_ones_move():
    assert texts(to_total([33, 33, 33], 100)) == ["34", "33", "33", "100"]
    assert texts(to_total(["16.7"] * 6, "100.0")) == ["16.6", "16.6", *["16.7"] * 4, "100.0"]


def test_with_exact_values_the_largest_remainder_decides():
    # printed 46, 28 and 27 make 101; of the three, 27.6 was rounded up the furthest
    found = to_total([46, 28, 27], 100, exact=["45.7", "27.6", "26.7"])
    assert texts(found) == ["46", "27", "27", "100"]


def test_a_number_that_is_round_already_never_moves():
    found = to_total([50, 25, 24], 100, exact=[50, "25.4", "24.4"])
    assert texts(found)[0] == "50"
    assert found.adds_up


def test_negative_parts_move_on_their_own_grid():
    assert texts(to_total([-10, 4, 3], -2)) == ["-9", "4", "3", "-2"]
    assert texts(to_total(["-0.1", "-0.1"], "-0.3")) == ["-0.2", "-0.1", "-0.3"]


def test_more_than_rounding_explains_is_left_alone():
    found = to_total([5, 5, 5], 18)  # true values of up to 5.5 make 16.5 at most, and 18 stands for 17.5
    assert (found.explained, found.moved, texts(found)) == (False, (), ["5", "5", "5", "18"])
    assert str(found.obstacle) == "no numbers that add up would be rounded to the printed ones"


def test_three_halves_up_are_explained_and_all_move():
    assert texts(to_total([5], 6)) == ["6", "6"]  # 5.5 is printed as 5 by some and as 6 by others


def test_zeros_stay_and_may_leave_too_few():
    found = to_total([0, 0, 0], 1)
    assert found.explained
    assert str(found.obstacle) == "the figures that may move by one unit are too few"
    assert texts(to_total([0, 7, 0], 8)) == ["0", "8", "0", "8"]


def test_a_zero_that_is_known_to_be_none_moves():
    assert texts(to_total([0, 0, 0], 1, exact=["0.3", "0.45", "0.25"])) == ["0", "1", "0", "1"]


def test_a_total_that_is_finer_than_its_parts_cannot_be_reached():
    found = to_total([12, 7], "19.3")
    assert found.explained
    assert str(found.obstacle) == "the total is printed more finely than the parts that may move"


def test_a_coarser_total_is_what_the_sum_is_rounded_to():
    assert to_total(["12.34", "7.11"], "19.5").moved == ()  # 19.45
    assert to_total(["12.34", "7.13"], 19).moved == ()
    found = to_total(["0.46", "0.46"], 1, exact=["0.4649", "0.4649"])  # 0.92 is rounded to 1
    assert found.moved == ()


def test_only_the_finest_parts_move():
    assert texts(to_total([300, "4.5", "3.1"], "307.7")) == ["300", "4.6", "3.1", "307.7"]


def test_one_cell_in_a_row_and_a_column_mends_both():
    found = both_ways([[2, 1, 4], [1, 1, 2], [3, 3, 6]])
    assert found.moved == (1,)


def test_a_grand_total_stays_and_others_move_where_nothing_else_will_do():
    # The totals of the rows make 6, and the grand total says 5: one of them has to give.
    found = both_ways([[1, 1, 3], [1, 1, 3], [3, 3, 5]])
    assert found.adds_up
    assert str(found.numbers[-1]) == "5"
    assert len(found.moved) == 3


def test_rows_that_agree_one_by_one_and_not_together_are_not_explained():
    # Each row and each column is off by one, and the totals make 4 + 4 = 8 down and 2 + 2 = 4 across.
    found = adjusted(
        [Cell(number) for number in (1, 1, 3, 1, 1, 3, 1, 1)],
        [Addition((0, 1), 2), Addition((3, 4), 5), Addition((0, 3), 6), Addition((1, 4), 7)],
    )
    assert not found.explained


def test_two_sets_of_totals_without_a_grand_total_may_both_move():
    cells = [Cell(number) for number in (1, 1, 3, 1, 1, 3, 2, 2)]
    additions = [Addition((0, 1), 2), Addition((3, 4), 5), Addition((0, 3), 6), Addition((1, 4), 7)]
    found = adjusted(cells, additions)
    assert found.adds_up
    assert all(sum(found.numbers[at] for at in one.parts) == found.numbers[one.total] for one in additions)


def test_what_is_kept_does_not_move():
    cells = [Cell(9, kept=True), Cell(4), Cell(3), Cell(17)]
    assert texts(adjusted(cells, [Addition((0, 1, 2), 3)])) == ["9", "5", "3", "17"]


def test_a_reach_says_where_a_number_may_go():
    truncated = Interval(9, 10, hi_open=True)
    cells = [Cell(9, truncated), Cell(4), Cell(12)]
    assert texts(adjusted(cells, [Addition((0, 1), 2)])) == ["9", "3", "12"]


def test_without_an_end_a_number_can_stand_for_anything_beyond():
    cells = [Cell(1, Interval(1, None)), Cell(1), Cell(9), Cell(1), Cell(1), Cell(2), Cell(2), Cell(2)]
    additions = [Addition((0, 1), 2), Addition((3, 4), 5), Addition((0, 3), 6), Addition((1, 4), 7)]
    assert not adjusted(cells, additions).explained  # the column of the open cell is what bounds it
    alone = adjusted(cells[:3], additions[:1])
    assert alone.explained
    assert not alone.adds_up


def test_cells_in_three_sums_are_not_tried():
    # A cube of 2 x 2 x 2 with totals along each edge.
    places = [(x, y, z) for x in range(2) for y in range(2) for z in range(2)]
    cells = [Cell(1) for _ in places]
    additions = []
    for axis in range(3):
        for rest in {tuple(v for k, v in enumerate(place) if k != axis) for place in places}:
            parts = [
                at
                for at, place in enumerate(places)
                if tuple(v for k, v in enumerate(place) if k != axis) == rest
            ]
            additions.append(Addition(parts, len(cells)))
            cells.append(Cell(3))
    found = adjusted(cells, additions)
    assert str(found.obstacle) == "its figures are added up in more ways than by rows and by columns"
    assert found.moved == ()


def test_subtotals_across_columns_are_a_network():
    # Two regions of two rows, two columns and a total of each row; all of it off by one somewhere.
    rows = [[2, 3, 6], [4, 1, 5], [6, 4, 10], [3, 3, 6], [1, 2, 3], [4, 5, 9], [10, 9, 19]]
    cells = [Cell(number) for row in rows for number in row]
    across = [Addition((3 * at, 3 * at + 1), 3 * at + 2) for at in range(7)]
    down = [
        Addition((first + column, first + 3 + column), first + 6 + column)
        for column in range(3)
        for first in (0, 9)
    ] + [Addition((6 + column, 15 + column), 18 + column) for column in range(3)]
    found = adjusted(cells, [*across, *down])
    assert found.adds_up, str(found.obstacle)
    assert all(
        sum(found.numbers[at] for at in one.parts) == found.numbers[one.total] for one in across + down
    )
    assert len(found.moved) <= 3


def test_one_group_that_cannot_be_mended_stops_all():
    cells = [Cell(1), Cell(1), Cell(3), Cell(5), Cell(5), Cell(20)]
    found = adjusted(cells, [Addition((0, 1), 2), Addition((3, 4), 5)])
    assert (found.explained, found.moved) == (False, ())


def test_the_work_is_bounded(monkeypatch):
    monkeypatch.setattr("lacmigration.additivity._flows._MOST_STEPS", 5)
    found = both_ways([[2, 1, 4], [1, 1, 2], [3, 3, 6]])
    assert str(found.obstacle) == "it has too many figures that do not add up"


def test_a_network_sends_what_it_can():
    network = Network(3)
    network.arc(0, 1, 2)
    network.arc(1, 2, 1)
    assert network.send(0, 2, 5) == 1


@pytest.mark.parametrize("number", [4.5, True, None])
def test_what_is_not_exact_is_refused(number):
    with pytest.raises(FloatError):
        to_total([number], 5)
    with pytest.raises(FloatError):
        both_ways([[1, 2], [3, number]])


@pytest.mark.parametrize("text", ["1/3", "about 5", "NaN", ""])
def test_what_is_no_printed_number_is_refused(text):
    with pytest.raises(FigureError, match="printed number"):
        Cell(text)


def test_an_exact_value_must_be_rounded_to_what_is_printed():
    assert Cell(4, Interval.point("4.9")).directions == (False, True)
    with pytest.raises(FigureError, match=r"printed number 4: 5 is rounded to it neither up nor down"):
        Cell(4, Interval.point(5))


@pytest.mark.parametrize("rows", [[], [[1, 2]], [[1], [1]], [[1, 2], [3]]])
def test_a_table_has_rows_of_one_length(rows):
    with pytest.raises(ChoiceError, match="rows of one length"):
        both_ways(rows)


@pytest.mark.parametrize(
    "locale, said",
    [
        ("en", "Note: Figures may not add up to totals because of rounding."),
        ("es", "Nota: Las cifras pueden no sumar los totales debido al redondeo."),
        ("pt", "Nota: Os valores podem não somar os totais devido ao arredondamento."),
        ("fr", "Note\u00a0: la somme des chiffres peut différer des totaux en raison des arrondis."),
    ],
)
def test_the_note_is_said_in_four_languages(locale, said):
    assert translated(note(), locale=locale) == said


@pytest.mark.parametrize(
    "locale, said",
    [
        ("en", "is rounded to the nearest USD 100,000, so that"),
        ("es", "múltiplos de 100.000 USD"),
        ("pt", "múltiplos de USD 100.000"),
        ("fr", "arrondi à 100 000 USD près"),
    ],
)
def test_the_note_says_the_unit_as_the_reader_writes_it(locale, said):
    told = translated(note(Decimal(100_000), unit="USD"), locale=locale)
    assert said in told.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    "locale, word",
    [("en", "Percentages"), ("es", "porcentajes"), ("pt", "percentuais"), ("fr", "pourcentages")],
)
def test_percentages_have_a_note_of_their_own(locale, word):
    assert word in translated(note(Decimal("0.1"), unit="percent"), locale=locale)


def test_fractions_are_welcome_as_exact_values():
    third = Fraction(100, 3)
    assert texts(to_total([33, 33, 33], 100, exact=[third] * 3)) == ["34", "33", "33", "100"]


def test_exact_values_tell_which_cells_of_a_table_can_go_up():
    # of 2.4, 1.4, 0.6 and 1.4 the second alone can be 2: the first row makes 3.8, both columns near 3
    found = both_ways([[2, 1, 4], [1, 1, 2], [3, 3, 6]], exact=[["2.4", "1.4"], ["0.6", "1.4"]])
    assert texts(found) == ["2", "2", "4", "1", "1", "2", "3", "3", "6"]


@pytest.mark.parametrize(
    "numbers, additions",
    [
        # a number in three sums
        ([1, 2, 4, 5, 4, 3], [([0, 1], 2), ([0, 1, 5], 3), ([0, 5], 4)]),
        # three numbers, each pair of which is added up: none is a row, none a column
        ([1, 1, 1, 3, 3, 3], [([0, 1], 3), ([1, 2], 4), ([0, 2], 5)]),
        # a total of totals, of which one is made up in two ways
        ([1, 2, 4, 1, 2, 3, 6, 1, 2], [([0, 1], 2), ([3, 4], 2), ([7, 8], 5), ([2, 5], 6)]),
    ],
)
def test_figures_that_are_added_up_in_three_ways_are_left_alone(numbers, additions):
    cells = [Cell(str(number)) for number in numbers]
    found = adjusted(cells, [Addition(parts, total) for parts, total in additions])
    assert found.moved == ()
    assert str(found.obstacle) == "its figures are added up in more ways than by rows and by columns"


def test_zeros_that_stay_leave_a_table_as_it_is():
    found = both_ways([[0, 0, 1], [0, 0, 0], [0, 0, 1]])  # nobody prints 0 for what is 1
    assert found.moved == ()
    assert str(found.obstacle) == "the figures that may move by one unit are too few"


def test_two_totals_that_are_finer_than_their_parts_cannot_be_met():
    cells = [Cell(number) for number in ("1", "1", "2.5", "1", "2.5")]
    found = adjusted(cells, [Addition([0, 1], 2), Addition([1, 3], 4)])
    assert (found.moved, found.explained) == ((), True)
    assert str(found.obstacle) == "the total is printed more finely than the parts that may move"
