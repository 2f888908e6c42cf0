"""Relations as values: what they take as operands, what they refuse, and how their parts are written."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest

from lacmigration.amounts import Amount, Term, amount_of
from lacmigration.errors import FigureSyntaxError, FloatError, RecordError
from lacmigration.facts import Fact
from lacmigration.figures import Figure
from lacmigration.findings import RULES
from lacmigration.money import Money
from lacmigration.periods import PartialDate
from lacmigration.provenance import Citation
from lacmigration.ratios import Quotient
from lacmigration.records import Contribution, Fund
from lacmigration.relations import (
    GUARDS,
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
    Relation,
    Same,
    Share,
    Span,
    Total,
    parse_relation,
)
from lacmigration.relations._nodes import (
    Duration,
    Every,
    Mean,
    Names,
    Operand,
    Sum,
    Tally,
    YearOf,
    difference,
    node,
    product,
    quotient,
    total,
)
from lacmigration.relations._nodes import Product as Factors

CITED = Citation("my-report", "page 2")
GIFT = Contribution(id="my.gift", provider="mx", receiver="fund", figure="USD 550,000", citation=CITED)
A, B, C = map(Operand, "abc")
EVERY = Every("x.*")

ALL = [
    Total(["a"], "b"),
    Difference("a", "b", "c"),
    Share("a", "b", "c"),
    Ratio("a", "b", "c"),
    Growth("a", "b", "c"),
    Product(["a", "b"], "c"),
    Partition(["a"]),
    Count("a", ["b"]),
    Percentage("a", "b"),
    Listing(["a"]),
    Same("a", "b"),
    Order(["a"]),
    Ranking("a", "b", ["c"]),
    Bound("a", "b"),
    Span("a", "b", "c"),
    Magnitude("a", "b"),
    Equation("a", "b"),
]
every_kind = pytest.mark.parametrize("relation", ALL, ids=lambda one: type(one).__name__)


def test_here_is_one_of_every_kind():
    assert {type(one) for one in ALL} == set(Relation.__args__)
    assert {type(one).__name__ for one in ALL} == set(RULES) - {"Joint"}  # several of them


@every_kind
def test_a_relation_is_a_value(relation):
    same = attrs.evolve(relation)
    assert same == relation
    assert hash(same) == hash(relation)
    assert attrs.evolve(relation, id="my.claim") != relation
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        relation.id = "my.claim"


@every_kind
def test_a_relation_may_have_an_id_a_note_and_waivers(relation):
    assert (relation.id, relation.waives, relation.note) == ("", (), "")
    found = attrs.evolve(relation, id="my.claim", waives=list(GUARDS), note="Mine.")
    assert (found.id, found.waives, found.note) == ("my.claim", GUARDS, "Mine.")


@every_kind
@pytest.mark.parametrize("guard", ["", "dates", "As-of", "as_of", None])
def test_an_unknown_guard_is_refused(relation, guard):
    with pytest.raises(RecordError) as caught:
        attrs.evolve(relation, waives=["flow", guard])
    assert str(caught.value) == (
        f"waives: {guard!r} is no guard; write one of as-of, base, double-count, flow, measure, period, scope"
    )
    assert (caught.value.field, caught.value.value) == ("waives", guard)


def operands():
    """Every field of every relation that holds a figure."""
    return [
        pytest.param(relation, one.name, id=f"{type(relation).__name__}.{one.name}")
        for relation in ALL
        for one in attrs.fields(type(relation))
        if isinstance(getattr(relation, one.name), Operand)
    ]


@pytest.mark.parametrize("relation, field", operands())
def test_floats_and_truth_values_are_refused_wherever_a_figure_stands(relation, field):
    for value in (0.1, 1.0, float("nan"), True, False):
        with pytest.raises(FloatError, match=f"operand of a relation: {value!r} is "):
            attrs.evolve(relation, **{field: value})


DATED = {"Same.first", "Same.second", "Bound.lesser", "Bound.greater", "Span.start", "Span.end"}


@pytest.mark.parametrize("relation, field", operands())
def test_a_date_stands_where_dates_are_meant_and_nowhere_else(relation, field):
    for value in (date(2024, 8, 31), PartialDate(2024, 8, 31)):
        if f"{type(relation).__name__}.{field}" in DATED:
            found = getattr(attrs.evolve(relation, **{field: value}), field)
            assert (found.fact.date, found.fact.label) == (PartialDate(2024, 8, 31), "2024-08-31")
        else:
            with pytest.raises(TypeError, match="; pass a record, a Fact, a Figure"):
                attrs.evolve(relation, **{field: value})


def test_an_order_takes_dates():
    days = [date(2024, 8, 31), PartialDate(2023), PartialDate(2022, 2)]
    assert [item.fact.date for item in Order(days).items] == [
        PartialDate(2024, 8, 31),
        PartialDate(2023),
        PartialDate(2022, 2),
    ]
    assert Order(date(2024, 8, 31)).items == Order(PartialDate(2024, 8, 31)).items
    with pytest.raises(TypeError, match="pass a record"):
        Total(days, "5")


@pytest.mark.parametrize("relation, field", operands())
def test_what_is_no_figure_is_refused_by_its_type(relation, field):
    for value in (None, object, datetime(2024, 8, 31, tzinfo=UTC), Fraction(1, 3)):
        with pytest.raises(TypeError, match=f"is a {type(value).__name__}; pass a record, a Fact, a Figure"):
            attrs.evolve(relation, **{field: value})


@pytest.mark.parametrize(
    "text", ["", "many!", "Mptf.target", "a b", "a@", "@a", "a@b.c", "a@B", "x.*@", "x.*@Bad", "X*"]
)
def test_text_is_a_figure_an_id_or_a_pattern(text):
    with pytest.raises(FigureSyntaxError):
        Same(text, "a")


@pytest.mark.parametrize(
    "text", ["a", "mptf.target", "un-gcm-2018", "mptf.target@due", "a@as-of", "a@name_es"]
)
def test_an_id_is_a_reference(text):
    found = Same(text, "38%").first
    assert (found, found.fact) == (Operand(text), None)


@pytest.mark.parametrize("text", ["x.*", "x*", "*", "*.x", "x.*.y", "x.*@places", "x.*@name_es"])
def test_a_star_makes_a_pattern(text):
    assert node(text) == Every(text)


@pytest.mark.parametrize(
    "value, label, figure",
    [
        ("USD 57.5M", "USD 57.5M", Figure.parse("USD 57.5M")),
        ("doubled", "doubled", Figure.parse("doubled")),
        ("two", "two", Figure.parse("2")),  # a number in words, and no id
        (Figure.parse("38%"), "38%", Figure.parse("38%")),
        (Money("5.50", "USD"), "USD 5.50", Figure.exact(Decimal("5.50"), "USD")),
        (7, "7", Figure.exact(7)),
        (0, "0", Figure.exact(0)),
        (-7, "-7", Figure.exact(-7)),
        (Decimal("7.50"), "7.50", Figure.exact(Decimal("7.50"))),
    ],
)
def test_a_value_at_hand_is_a_fact_without_id(value, label, figure):
    fact = Same(value, "a").first.fact
    assert (fact.id, fact.label) == ("", label)
    assert (fact.figure.value, fact.figure.unit, fact.figure.strict) == (
        figure.value,
        figure.unit,
        figure.strict,
    )


def test_a_record_brings_its_context():
    fact = Same(GIFT, "USD 550,000").first.fact
    assert (fact.id, fact.giver, fact.holder, fact.citation) == ("my.gift", "mx", "fund", CITED)
    assert fact.figure == GIFT.figure


def test_a_record_without_a_figure_is_a_missing_part():
    fund = Fund(id="fund", name="The Pot", citation=CITED)
    fact = Same(fund, "USD 5").first.fact
    assert (fact.id, fact.label, fact.figure) == ("fund", "The Pot", None)


def test_a_fact_is_taken_as_it_is():
    due = Fact(id="a", date=PartialDate(2024))
    assert Bound(due, "b").lesser == Operand(fact=due)


def test_a_node_is_taken_as_it_is():
    for one in (
        A,
        EVERY,
        total((A, B)),
        quotient(A, B),
        Tally((A,)),
        Mean((A,)),
        Duration(A, B, "days"),
        YearOf(A),
    ):
        assert node(one) is one


def test_an_amount_is_the_sum_of_its_facts():
    gift, more = Fact(id="gift", figure=Figure.parse("USD 5")), Fact(id="more", figure=Figure.parse("USD 7"))
    one, both = Amount((Term(gift),), "USD"), Amount((Term(gift), Term(more)), "USD")
    less = Amount((Term(gift), Term(more, Fraction(-1))), "USD")
    assert node(one) == Operand(fact=gift)
    assert node(both) == total((Operand(fact=gift), Operand(fact=more)))
    assert node(less) == difference(Operand(fact=gift), Operand(fact=more))
    assert node(Amount((Term(gift, Fraction(-1)),), "USD")) == Sum(((-1, Operand(fact=gift)),))


def test_a_weight_becomes_exact_factors():
    gift = Fact(id="gift", figure=Figure.parse("USD 5"))
    found = node(Amount((Term(gift, Fraction(-2, 3)),), "USD"))
    ((sign, term),) = found.terms
    assert sign == -1
    assert [power for power, _ in term.factors] == [1, 1, -1]
    assert term.factors[0][1].fact == gift
    assert [one.fact.figure.value for _, one in term.factors[1:]] == [2, 3]
    assert all(one.fact.figure.strict.is_point for _, one in term.factors[1:])


def test_a_common_rate_of_exchange_occurs_once():
    gift, more = Fact(id="gift", figure=Figure.parse("EUR 5")), Fact(id="more", figure=Figure.parse("EUR 7"))
    rate = Fact(id="rate", figure=Figure.parse("1.1"))
    by = ((1, rate),)
    found = node(Amount((Term(gift, factors=by), Term(more, factors=by)), "USD"))
    assert found == Factors(((1, total((Operand(fact=gift), Operand(fact=more)))), (1, Operand(fact=rate))))
    mixed = node(Amount((Term(gift, factors=by), Term(more, factors=((-1, rate),))), "USD"))
    each = [
        Factors(((1, Operand(fact=one)), (power, Operand(fact=rate))))
        for one, power in ((gift, 1), (more, -1))
    ]
    assert mixed == total(tuple(each))


def test_a_quotient_is_one_sum_over_another():
    gift, whole = (
        Fact(id="gift", figure=Figure.parse("USD 5")),
        Fact(id="whole", figure=Figure.parse("USD 9")),
    )
    found = node(Quotient(amount_of(gift), amount_of(whole)))
    assert found == quotient(Operand(fact=gift), Operand(fact=whole))


def test_one_id_with_two_figures_is_two_unknowns():
    old, new = Fact(id="gift", figure=Figure.parse("USD 5")), Fact(id="gift", figure=Figure.parse("USD 7"))
    found = node(Quotient(amount_of(new), amount_of(old)))
    assert [one.fact.id for _, one in found.factors] == ["", ""]
    assert [one.fact.figure for _, one in found.factors] == [new.figure, old.figure]
    same = node(Quotient(amount_of(old), amount_of(old)))
    assert [one.fact.id for _, one in same.factors] == ["gift", "gift"]


@pytest.mark.parametrize(
    "make, field, least",
    [
        (lambda: Total([], "a"), "parts", 1),
        (lambda: Total(iter(()), "a"), "parts", 1),
        (lambda: Partition([]), "shares", 1),
        (lambda: Order(()), "items", 1),
        (lambda: Ranking("a", 1, []), "among", 1),
        (lambda: Product([], "a"), "factors", 2),
        (lambda: Product(["a"], "b"), "factors", 2),
        (lambda: Product("a", "b"), "factors", 2),
    ],
)
def test_too_few_operands_are_refused(make, field, least):
    with pytest.raises(RecordError, match=rf"^{field} holds [01] operands; give at least {least}$") as caught:
        make()
    assert caught.value.field == field


def test_nothing_listed_is_a_list_too():
    assert Count("0 pillars", []).listed == ()
    assert Listing([], []).listed == ()
    assert Listing([]).listed is None


def test_one_operand_needs_no_list_and_any_iterable_is_one():
    assert Total("x.*", "a").parts == Total(["x.*"], "a").parts == (EVERY,)
    assert Total((one for one in "ab"), "c").parts == (A, B)
    assert Partition(7).shares == Partition([7]).shares
    assert Order({"a": 1, "b": 2}).items == (A, B)


def test_the_operands_of_a_list_are_refused_like_any_other():
    with pytest.raises(FloatError):
        Total(["a", 0.1], "b")
    with pytest.raises(FigureSyntaxError):
        Order(["a", "what is this"])
    with pytest.raises(TypeError):
        Partition([None])


def test_what_is_listed_are_names_fields_and_patterns():
    found = Count("a", ["Cali", "b", "x.*", "b@places", GIFT, Names(("Quito", "Lima"))]).listed
    assert found[:2] == (Names(("Cali",)), Names(("b",)))  # a plain word is a name here, and no id
    assert found[2:4] == (EVERY, Operand("b@places"))
    assert found[4].fact.id == "my.gift"
    assert found[5] == Names(("Quito", "Lima"))
    assert Listing("Cali").declared == (Names(("Cali",)),)
    assert Listing(GIFT).declared == (found[4],)
    assert Listing("x.*", "b@places").listed == (Operand("b@places"),)


def test_the_whole_of_a_partition_is_one_unless_said_otherwise():
    whole = Partition(["44%"]).whole.fact.figure
    assert (whole.value, whole.unit, whole.strict.is_point) == (1, "1", True)
    assert Partition(["44%"], "90%").whole.fact.label == "90%"


@pytest.mark.parametrize("strict", [True, False, (True, False)])
def test_an_order_is_strict_in_all_steps_or_in_each(strict):
    assert Order(["a", "b", "c"], strict=strict).strict == strict


@pytest.mark.parametrize("strict", [(), (True,), (True, False, True)])
def test_an_order_has_one_answer_for_each_step(strict):
    with pytest.raises(RecordError) as caught:
        Order(["a", "b", "c"], strict=strict)
    assert str(caught.value) == (
        f"strict has {len(strict)} entries; give one for each of the 2 steps between items"
    )


def test_a_span_is_in_years_or_days():
    assert Span("a", "b", "c").unit == "years"
    assert Span("a", "b", "c", unit="days").unit == "days"
    with pytest.raises(ValueError, match="'unit' must be in"):
        Span("a", "b", "c", unit="months")


@pytest.mark.parametrize(
    "part, text",
    [
        (A, "a"),
        (Operand("a@due", column=7), "a@due"),
        (Operand(fact=Fact(id="gift", label="the gift")), '"the gift"'),
        (Operand(), ""),
        (EVERY, "x.*"),
        (Names(("Cali", "Quito")), '"Cali", "Quito"'),
        (Sum(((1, EVERY),)), "sum(x.*)"),
        (total((A, EVERY)), "sum(a, x.*)"),
        (total((A, B)), "a + b"),
        (Sum(((-1, A), (1, B), (-1, C))), "-a + b - c"),
        (difference(A, difference(B, C)), "a - (b - c)"),
        (difference(A, product((B, C))), "a - (b * c)"),
        (difference(EVERY, B), "sum(x.*) - b"),
        (quotient(EVERY, B), "sum(x.*) / b"),
        (quotient(A, product((B, C))), "a / (b * c)"),
        (quotient(total((A, B)), C), "(a + b) / c"),
        (quotient(Sum(((1, EVERY),)), C), "sum(x.*) / c"),
        (quotient(total((Sum(((1, EVERY),)), A)), C), "(sum(x.*) + a) / c"),
        (product((Sum(((-1, A),)), B)), "(-a) * b"),
        (Tally((A, EVERY)), "count(a, x.*)"),
        (Mean((A, EVERY)), "average(a, x.*)"),
        (Duration(A, B, "days"), "days(a, b)"),
        (YearOf(A), "year(a)"),
    ],
)
def test_a_part_is_written_as_in_an_expression(part, text):
    assert str(part) == text


@pytest.mark.parametrize(
    "text",
    [
        "sum(a, x.*)",
        "-a + b - c",
        "a - (b - c)",
        "a / (b * c)",
        "(sum(x.*) + a) / c",
        "(-a) * b",
        "count(a, x.*)",
        "average(a, x.*) + year(a@due)",
        "years(a@start, b@end) * days(a@start, b@end)",
    ],
)
def test_what_is_written_is_read_back(text):
    left = parse_relation(f"{text} = c + c").left
    assert str(left) == text
    assert parse_relation(f"{left} = c + c").left == left


def test_the_column_is_no_part_of_what_an_operand_is():
    assert Operand("a", column=3) == A
    assert Every("x.*", column=3) == EVERY


def test_one_guard_may_be_waived_by_its_name_alone():
    assert Same("5", "5", waives="as-of").waives == ("as-of",)


@pytest.mark.parametrize(
    "figure, text",
    [
        (Figure.exact(5), "5"),
        (Figure.exact("0.50"), "0.50"),
        (Figure.exact(-5), "(-5)"),
        (Figure.exact(5, "percent"), "5%"),
        (Figure.exact(5, "USD"), '"a gift"'),
        (Figure(5), '"a gift"'),
        (None, '"a gift"'),
    ],
)
def test_only_an_exact_number_is_written_without_quotation_marks(figure, text):
    assert str(Operand(fact=Fact(id="", label="a gift", figure=figure))) == text
