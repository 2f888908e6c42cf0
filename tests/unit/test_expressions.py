"""Relations written as text: what each construct means, where a mistake stands, and that nothing is run."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lacmigration.errors import ExpressionError, RecordError
from lacmigration.figures import Figure
from lacmigration.relations import (
    Bound,
    Count,
    Difference,
    Equation,
    Growth,
    Listing,
    Magnitude,
    Order,
    Partition,
    Percentage,
    Product,
    Ranking,
    Ratio,
    Same,
    Share,
    Span,
    Total,
    parse_relation,
    references,
)
from lacmigration.relations._nodes import Duration, Every, Mean, Names, Operand, Sum, Tally, YearOf
from lacmigration.relations._nodes import Product as Factors

A, B, C, D = map(Operand, "abcd")
EVERY = Every("x.*")


def refused(text):
    with pytest.raises(ExpressionError) as caught:
        parse_relation(text)
    return caught.value


@pytest.mark.parametrize(
    "text, relation",
    [
        ("a = b", Same(A, B)),
        ("a + b = c", Total((A, B), C)),
        ("c = a + b", Total((A, B), C)),
        ("a + b + d = c", Total((A, B, D), C)),
        ("sum(x.*) = c", Total((EVERY,), C)),
        ("sum(a, x.*, b) = c", Total((A, EVERY, B), C)),
        ("sum(a + b, d) = c", Total((Sum(((1, A), (1, B))), D), C)),
        ("a - b = c", Difference(A, B, C)),
        ("c = a - b", Difference(A, B, C)),
        ("a + b = growth(c, d)", Growth(D, C, Sum(((1, A), (1, B))))),
        ("growth(c, d) = a + b", Growth(D, C, Sum(((1, A), (1, B))))),
        ("a * b = share(c, d)", Share(C, D, Factors(((1, A), (1, B))))),
        ("count(x.*) = growth(a, b)", Growth(B, A, Tally((EVERY,)))),
        ("a / b = c", Ratio(A, B, C)),
        ("c = a / b", Ratio(A, B, C)),
        ("a * b = c", Product((A, B), C)),
        ("a * b * d = c", Product((A, B, D), C)),
        ("share(a, b) = c", Share(A, B, C)),
        ("c = share(a, b)", Share(A, B, C)),
        ("growth(a, b) = c", Growth(B, A, C)),  # the new one is written first
        ("c = growth(a, b)", Growth(B, A, C)),
        ("(growth(a, b)) = c", Growth(B, A, C)),
        ("count(x.*) = c", Count(C, (EVERY,))),
        ("c = count(x.*@places)", Count(C, (Every("x.*@places"),))),
        ('count(a, "Cali", b@recipients) = c', Count(C, (A, Names(("Cali",)), Operand("b@recipients")))),
        ("years(a@start, b@end) = c", Span(Operand("a@start"), Operand("b@end"), C, unit="years")),
        ("days(a@start, b@end) = c", Span(Operand("a@start"), Operand("b@end"), C, unit="days")),
        ("a < b", Bound(A, B, strict=True)),
        ("a <= b", Bound(A, B)),
        ("a > b", Bound(B, A, strict=True)),
        ("a >= b", Bound(B, A)),
        ("a@start <= b@end", Bound(Operand("a@start"), Operand("b@end"))),
        ("years(a@start, b@end) >= c", Bound(C, Duration(Operand("a@start"), Operand("b@end"), "years"))),
        ("a > b > c", Order((A, B, C), strict=True)),
        ("a >= b >= c", Order((A, B, C))),
        ("a < b < c", Order((A, B, C), rising=True, strict=True)),
        ("a <= b <= c", Order((A, B, C), rising=True)),
        ("a >= b > c", Order((A, B, C), strict=(False, True))),
        ("list(x.*) = list(a, b)", Listing((EVERY,), (A, B))),
        ("list(x.*) <= list(a)", Listing((EVERY,), (A,), subset=True)),
        ("list(x.*) >= list(a)", Listing((A,), (EVERY,), subset=True)),
        ("list(list(a, b), c) = list(d)", Listing((A, B, C), (D,))),
        ("unique(a, b)", Listing((A, B))),
        ("unique(list(x.*), a)", Listing((EVERY, A))),
        ("unique(list(a, list(b)), c)", Listing((A, B, C))),
        ("grim(a, b)", Percentage(A, B)),
        ("magnitude(a, b)", Magnitude(A, B)),
        ("magnitude(a + b, c)", Magnitude(Sum(((1, A), (1, B))), C)),
        ("rank(a, b, x.*)", Ranking(A, B, (EVERY,))),
        ("rank(a, b, c, d)", Ranking(A, B, (C, D))),
        ("partition(a, b)", Partition((A, B))),
        ("partition(x.*)", Partition((EVERY,))),
        ("average(a, x.*) = c", Equation(Mean((A, EVERY)), C)),
        ("year(a@start) = c", Equation(YearOf(Operand("a@start")), C)),
        ("-a = b", Equation(Sum(((-1, A),)), B)),
        ("-a + b = c", Equation(Sum(((-1, A), (1, B))), C)),
        ("a - b - c = d", Equation(Sum(((1, A), (-1, B), (-1, C))), D)),
        ("a / b / c = d", Equation(Factors(((1, A), (-1, B), (-1, C))), D)),
        ("a + b = c + d", Equation(Sum(((1, A), (1, B))), Sum(((1, C), (1, D))))),
        ("count(x.*) = count(a)", Equation(Tally((EVERY,)), Tally((A,)))),
    ],
)
def test_each_construct_is_the_plainest_relation(text, relation):
    assert parse_relation(text) == relation


@pytest.mark.parametrize(
    "text, left",
    [
        ("a + b * c = d + d", Sum(((1, A), (1, Factors(((1, B), (1, C))))))),  # times before plus
        ("(a + b) * c = d + d", Factors(((1, Sum(((1, A), (1, B)))), (1, C)))),
        ("a - (b - c) = d + d", Sum(((1, A), (-1, Sum(((1, B), (-1, C))))))),
        ("a / (b * c) = d + d", Factors(((1, A), (-1, Factors(((1, B), (1, C))))))),
        ("((a)) + b = d + d", Sum(((1, A), (1, B)))),
    ],
)
def test_the_order_of_operations(text, left):
    assert parse_relation(text) == Equation(left, Sum(((1, D), (1, D))))


@pytest.mark.parametrize(
    "text, number, unit",
    [
        ("12", 12, "1"),
        ("0.50", Decimal("0.50"), "1"),
        ("38%", 38, "percent"),
        ("1.5%", Decimal("1.5"), "percent"),
    ],
)
def test_plain_numbers_are_exact(text, number, unit):
    figure = parse_relation(f"a = {text}").second.fact.figure
    assert (figure.value, figure.unit, figure.strict.is_point) == (number, unit, True)


def test_a_quoted_figure_is_rounded_as_figures_are():
    fact = parse_relation('a = "USD 57.5M"').second.fact
    assert (fact.id, fact.label, fact.figure) == ("", "USD 57.5M", Figure.parse("USD 57.5M"))
    assert (fact.figure.strict.lo, fact.figure.strict.hi) == (57_450_000, 57_550_000)


@pytest.mark.parametrize("text", ["a=b", "  a  =  b  ", "a\n=\tb"])
def test_spaces_do_not_matter(text):
    assert parse_relation(text) == Same(A, B)


def test_a_hyphen_within_a_name_belongs_to_it():
    assert parse_relation("a-b = c") == Same(Operand("a-b"), C)
    assert parse_relation("a -b = c") == parse_relation("a- b = c") == Difference(A, B, C)


def test_words_that_are_functions_can_be_names():
    assert parse_relation("sum = unique") == Same(Operand("sum"), Operand("unique"))
    assert parse_relation("unique(list)") == Listing((Operand("list"),))


def test_id_waivers_and_note_go_along():
    found = parse_relation("a = b", id="my.claim", waives=["as-of", "flow"], note="Mine.")
    assert (found.id, found.waives, found.note) == ("my.claim", ("as-of", "flow"), "Mine.")


def test_an_unknown_guard_is_refused():
    with pytest.raises(
        RecordError, match="'dates' is no guard; write one of as-of, base, double-count, flow"
    ):
        parse_relation("a = b", waives=["dates"])


@pytest.mark.parametrize(
    "text, column, problem",
    [
        ("", 1, "the relation ends where a figure is expected"),
        ("   ", 1, "the relation ends where a figure is expected"),
        ("a =", 4, "the relation ends where a figure is expected"),
        ("a +", 4, "the relation ends where a figure is expected"),
        ("a", 2, 'a relation needs "=", "<", "<=", ">" or ">=" between two sides'),
        ("a + b", 6, 'a relation needs "="'),
        ("= b", 1, "'=' stands where a figure is expected"),
        ("a == b", 4, "'=' stands where a figure is expected"),
        ("a = * b", 5, "'*' stands where a figure is expected"),
        ("a = +b", 5, "'+' stands where a figure is expected"),
        ("a = *.x", 6, "'.' cannot stand here"),
        ("a b = c", 3, "'b' is too much here: an operator is missing before it"),
        ("a = b c", 7, "'c' is too much here"),
        ("a = 1,000", 6, "',' is too much here"),
        ("12abc = a", 3, "'abc' is too much here"),
        ("a = b)", 6, "')' is too much here"),
        ("(a = b", 4, "')' is missing before '='"),
        ("(a", 3, "')' is missing"),
        ("sum(a b) = c", 7, "')' is missing before 'b'"),
        ("a ! b", 3, "'!' cannot stand here: write ids"),
        ("  !", 3, "'!' cannot stand here"),
        ("a = B", 5, "'B' cannot stand here"),
        ("a@ = b", 2, "'@' cannot stand here"),
        ("a. = b", 2, "'.' cannot stand here"),
        ("a = 5.", 6, "'.' cannot stand here"),
        ("a = país", 7, "'í' cannot stand here"),
        ("a = −b", 5, "'−' cannot stand here"),
        ('a = "38%', 5, "a quotation that is opened here is never closed"),
        ('a = "many"', 5, '"many" is no figure: '),
        ('a = ""', 5, '"" is no figure: '),
        ("x.* = a", 1, "'x.*' is a pattern: write sum(x.*) or, to multiply, spaces around \"*\""),
        ("a = b*c", 5, "'b*c' is a pattern"),
        ("a = total(b)", 5, "'total' is no function; known are average, count, days, grim, growth, list"),
        ("a@start(b) = c", 1, "'a@start' is no function"),
        ("a = grim(b, c)", 5, "grim(...) is a whole relation and no part of one"),
        ("sum(unique(a), b) = c", 5, "unique(...) is a whole relation and no part of one"),
        ("grim(a, b) = c", 12, "'=' is too much: grim(...) is a whole relation"),
        ("grim(a)", 1, "grim takes 2 figures, not 1"),
        ("magnitude(a, b, c)", 1, "magnitude takes 2 figures, not 3"),
        ("a = share(b)", 5, "share takes 2 figures, not 1"),
        ("a = growth(b, c, d)", 5, "growth takes 2 figures, not 3"),
        ("a = years(b@start)", 5, "years takes 2 figures, not 1"),
        ("a = days(b@start, x.*)", 5, "days takes dates such as mptf.target@due"),
        ("a = year(b + c)", 5, "year takes dates such as mptf.target@due"),
        ("rank(a, b)", 1, "rank takes a figure, its position, and the figures among which it is ranked"),
        ("partition()", 11, "')' stands where a figure is expected"),
        ("sum(a,) = b", 7, "')' stands where a figure is expected"),
        ("count() = a", 7, "')' is no member of a list: write ids, patterns, id@field or quoted names"),
        ("count(12) = a", 7, "'12' is no member of a list"),
        ("unique(a,", 10, "the end is no member of a list"),
        ("unique(a", 9, "')' is missing"),
        ("unique(list(a) b)", 16, "')' is missing before 'b'"),
        ("a < b > c", 7, 'a chain keeps its direction: "a > b > c" or "a < b < c"'),
        ("a = b < c", 7, "a chain keeps its direction"),
        ("a = b = c", 7, 'write one relation a line: "a = b" and "b = c"'),
        ("growth(a, b) < c", 14, 'growth and share stand on one side of "="'),
        ("a >= share(b, c)", 3, 'growth and share stand on one side of "="'),
        ("growth(a, b) = share(c, d)", 14, 'growth and share stand on one side of "=" only'),
        ("list(a) = 3", 9, "list(...) is compared with another list(...); to compare a number write count"),
        ("3 = list(a)", 3, "list(...) is compared with another list(...)"),
        ("list(a) < list(b)", 9, 'lists are compared with "=" (the same) or "<=" (contained in)'),
        ("list(a) > list(b)", 9, "lists are compared with"),
    ],
)
def test_a_mistake_is_shown_where_it_stands(text, column, problem):
    error = refused(text)
    assert error.problem.startswith(problem)
    assert (error.column, error.text) == (column, text)


@pytest.mark.parametrize(
    "text, column, name",
    [
        ("list(a) + b = c", 1, "list"),
        ("b + list(a) = c", 5, "list"),
        ("-list(a) = c", 2, "list"),
        ("growth(a, b) * 2 = c", 1, "growth"),
        ("c = 2 / share(a, b)", 9, "share"),
        ("sum(growth(a, b)) = c", 5, "growth"),
        ("growth(growth(a, b), c) = d", 8, "growth"),
        ("grim(list(a), b)", 6, "list"),
        ("partition(a, share(b, c))", 14, "share"),
        ("rank(a, 1, list(b))", 12, "list"),
        ("list(a) > b > c", 1, "list"),
        ("a > b > growth(c, d)", 9, "growth"),
    ],
)
def test_no_arithmetic_with_lists_growth_and_shares(text, column, name):
    error = refused(text)
    assert error.problem == f"{name}(...) stands alone on one side of a relation"
    assert error.column == column


def test_the_message_marks_the_place_under_the_text():
    assert str(refused("a ! b")).splitlines()[1:] == ["  a ! b", "    ^"]


@pytest.mark.parametrize(
    "text, column",
    [
        ("__import__('os').system('x')", 1),
        ("a = __import__('os').system('x')", 5),
        ('"{0.__class__}" = a', 1),
        ("a = {0.__class__}", 5),
        ("a.__class__ = b", 2),
        ("eval(a) = b", 1),
        ("exec(a) = b", 1),
        ("open(a) = b", 1),
        ("lambda(a) = b", 1),
        ("a = b; import os", 6),
        ("a = `ls`", 5),
        ("a = $(ls)", 5),
        ("a = b or c", 7),
        ("a = 9 ** 9", 8),
        ("a = [b]", 5),
        ("a = b\\x", 6),
        ("a = b\x00", 6),
        ("a = b' OR '1", 6),
    ],
)
def test_code_is_refused_and_never_run(text, column):
    assert refused(text).column == column


def test_braces_and_percents_in_a_quotation_are_shown_as_they_are():
    error = refused('"{0.__class__} %s" = a')
    assert error.problem.startswith('"{0.__class__} %s" is no figure')


def test_a_name_in_a_list_is_only_a_name():
    found = parse_relation('list("{0.__class__}") = list("__import__(\'os\')")')
    assert found == Listing((Names(("{0.__class__}",)),), (Names(("__import__('os')",)),))


def test_parentheses_may_be_fifty_deep():
    # The side itself is the first level, each parenthesis one more.
    assert parse_relation("(" * 49 + "a" + ")" * 49 + " = b") == Same(A, B)
    error = refused("(" * 50 + "a" + ")" * 50 + " = b")
    assert (error.problem, error.column) == ("parentheses are nested deeper than 50", 51)


def test_lists_within_lists_have_an_end_too():
    assert parse_relation("unique(" + "list(" * 49 + "a" + ")" * 50) == Listing((A,))
    error = refused("unique(" + "list(" * 50 + "a" + ")" * 51)
    assert (error.problem, error.column) == ("parentheses are nested deeper than 50", 7 + 5 * 50)


def test_depth_is_of_nesting_and_not_of_length():
    terms = " + ".join(["(a)"] * 60)
    assert len(parse_relation(f"{terms} = b").parts) == 60
    lists = ", ".join(["list(a)"] * 60)
    assert len(parse_relation(f"unique({lists})").declared) == 60


@pytest.mark.parametrize("opening", ["(", "sum(", "unique(", "list(", "count(list(", "-(", "growth("])
def test_deeply_nested_input_is_refused_and_not_followed(opening):
    assert refused(opening * (9_999 // len(opening)))


def test_ten_thousand_characters_are_read_and_one_more_is_not():
    text = "a = " + "b" * 9_996
    assert parse_relation(text) == Same(A, Operand("b" * 9_996))
    error = refused(text + "b")
    assert error.problem == "a relation of 10001 characters is longer than 10000"
    assert (error.column, error.text) == (1, "a = " + "b" * 56)  # only the start is shown


def test_a_long_sum_is_read():
    parts = parse_relation(" + ".join(["a"] * 2_400) + " = b").parts
    assert parts == (A,) * 2_400


def test_references_stand_in_the_order_written_with_their_columns():
    found = references(parse_relation('c = a + "USD 5" * b@due'))
    assert [(str(one), one.column) for one in found] == [("c", 1), ("a", 5), ("b@due", 19)]


def test_references_go_through_every_kind_of_part():
    texts = {
        "growth(a, b) = c": ["a", "b", "c"],  # though the old figure comes first in a Growth
        "sum(x.*) / a = b": ["x.*", "a", "b"],
        "average(x.*, a) = count(y.*@places)": ["x.*", "a", "y.*@places"],
        "years(a@start, b@end) >= year(c@due)": ["a@start", "b@end", "c@due"],
        'list(a, "b", x.*) = list(c@places)': ["a", "x.*", "c@places"],
        "rank(a, 1, x.*)": ["a", "x.*"],
        "a > b > a": ["a", "b", "a"],  # each place where it stands
        '1 - "38%" = "62%"': [],
    }
    assert {text: [str(one) for one in references(parse_relation(text))] for text in texts} == texts


def test_references_of_a_relation_made_in_python():
    found = references(Growth(old="a.b", new="c.d@amount", stated="doubled"))
    assert [str(one) for one in found] == ["a.b", "c.d@amount"]
    assert references(Partition(["44%", "56%"])) == ()
    assert references(Listing(declared=["Cali"])) == ()


def test_digits_of_other_scripts_are_no_numbers():
    with pytest.raises(ExpressionError) as error:
        parse_relation("a = ٣")
    assert error.value.column == 5


@pytest.mark.parametrize(
    "written, said",
    [
        ("1" * 5000, f"{'1' * 20}... (5000 characters) is longer than any figure"),
        (f"0.{'0' * 1000}1%", f"0.{'0' * 18}... (1004 characters) is longer than any figure"),
        (f'"{"9" * 3000}"', f'"{"9" * 60}..." is no figure'),
        ('"-5 persons"', '"-5 persons" is no figure: -5 persons cannot be'),
    ],
    ids=["whole", "decimals", "quoted", "outside"],
)
def test_a_number_that_is_no_figure_is_refused_where_it_stands(written, said):
    error = refused(f"a = {written}")
    assert error.column == 5
    assert error.problem.startswith(said)
