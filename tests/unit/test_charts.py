"""What charts show: the exact results, in their order, with their intervals, in the reader's language."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import chain, pairwise

import altair as alt
import pytest

import lacmigration as lm
from lacmigration.charts import (
    draw_crosstab,
    draw_flows,
    draw_gaps,
    draw_map,
    draw_ranks,
    draw_shares,
    draw_totals,
)
from lacmigration.charts._colours import BAR, EMPTY, MUTED, PAPER, SCALE
from lacmigration.charts._maps import STATES, TILES
from lacmigration.charts._rows import Row, laid_out
from lacmigration.charts._scales import Axis
from lacmigration.charts._texts import room_of, wrapped
from lacmigration.comparisons import gap
from lacmigration.errors import (
    AggregationError,
    ChoiceError,
    RecordError,
    UnknownLocaleError,
)
from lacmigration.facts import Fact
from lacmigration.figures import Figure
from lacmigration.periods import PartialDate
from lacmigration.provenance import Citation
from lacmigration.records import Initiative, Programme

HERE = Citation("my-report", "table 1")
TWO = {"mx": "about USD 3M", "ie": "USD 1M"}
"""mx strictly 2.5 to 3.5 million, loosely 2 to 4; ie 0.5 to 1.5 either way."""
NAMES = {"mx": "Mexico", "ie": "Ireland"}


def facts(amounts):
    return [Fact(id=who, figure=Figure.parse(text), giver=who) for who, text in amounts.items()]


def many(n):
    """The first gives 1 dollar, the next 2, and so on."""
    return facts({f"d{i:03}": f"USD {i}" for i in range(1, n + 1)})


def told(chart, kind="rect"):
    """The rows of the marks that show results."""
    found = (layer for layer in chart.spec["layer"] if layer["mark"]["type"] == kind)
    return [row for layer in found for row in layer["data"]["values"] if "said" in row]


def texts(chart):
    """What is written; the pale edge round letters that lie on bands is no text of its own."""
    found = (
        layer
        for layer in chart.spec["layer"]
        if layer["mark"]["type"] == "text" and "stroke" not in layer["mark"]
    )
    rows = chain.from_iterable(layer["data"]["values"] for layer in found)
    return [text if isinstance(text, str) else " ".join(text) for text in (row["text"] for row in rows)]


def rules(chart, colour, width):
    """The ends of the horizontal lines of a colour and width; those of the key are further down."""
    lowest = max(row.get("y2", row["y"]) for kind in ("rect", "point") for row in told(chart, kind))
    return [
        (row["x"], row["x2"])
        for layer in chart.spec["layer"]
        if layer["mark"]["type"] == "rule"
        and (layer["mark"]["stroke"], layer["mark"]["strokeWidth"]) == (colour, width)
        for row in layer["data"]["values"]
        if row["y"] == row["y2"] <= lowest
    ]


STRICT, LOOSE = ("#1a1a1a", 2), ("#595959", 1)


# --- shares ----------------------------------------------------------------------------------------------


def test_shares_are_exact_and_in_order():
    chart = draw_shares(lm.shares(facts(TWO), "giver"), names=NAMES, digits=0)
    [mexico, ireland] = told(chart)
    assert (mexico["key"], mexico["value"]) == ("mx", "3/4")
    assert (mexico["strict"], mexico["loose"]) == ("[5/8, 7/8]", "[4/7, 8/9]")
    assert (ireland["key"], ireland["value"]) == ("ie", "1/4")
    assert (ireland["strict"], ireland["loose"]) == ("[1/8, 3/8]", "[1/9, 3/7]")
    assert mexico["said"] == "Mexico: 75% (62.5 to 87.5)"


def test_whiskers_end_where_the_intervals_do():
    chart = draw_shares(lm.shares(facts(TWO), "giver"), names=NAMES)
    [mexico, _] = told(chart)
    zero, length = mexico["x"], mexico["x2"] - mexico["x"]
    [dark, _], [light, _] = rules(chart, *STRICT), rules(chart, *LOOSE)
    for (low, high), (left, right) in ((dark, ("5/8", "7/8")), (light, ("4/7", "8/9"))):
        for pixel, share in ((low, left), (high, right)):
            expected = Fraction(zero) + Fraction(length) * Fraction(share) / Fraction("3/4")
            assert abs(Fraction(pixel) - expected) < Fraction(1, 20)


def test_a_bar_begins_at_zero_and_its_axis_too():
    chart = draw_shares(lm.shares(facts(TWO), "giver"))
    assert len({row["x"] for row in told(chart)}) == 1
    assert "0%" in texts(chart)


def test_what_is_too_many_is_drawn_together_with_its_own_interval():
    # 1 + ... + 30 is 465; the 28 smallest are 1 + ... + 28, which is 406. Each figure is within a half.
    chart = draw_shares(lm.shares(many(30), "giver"), most=2)
    first, second, others = told(chart)
    assert [first["key"], second["key"], others["key"]] == ["d030", "d029", "(others)"]
    assert others["value"] == "406/465"
    low, high = others["strict"].strip("[]").split(", ")
    assert Fraction(low) == Fraction(406 - 14, 406 - 14 + 59 + 1)
    assert Fraction(high) == Fraction(406 + 14, 406 + 14 + 59 - 1)
    assert "28 others" in texts(chart)


def test_percentages_of_what_is_drawn_add_up():
    # Of 406 / 465 = 87.31 %, 30 / 465 = 6.45 %, 29 / 465 = 6.24 %: the odd unit goes to .45.
    chart = draw_shares(lm.shares(many(30), "giver"), most=2, digits=0)
    assert [row["said"].split(": ")[1].split(" ")[0] for row in told(chart)] == ["7%", "6%", "87%"]


def test_one_other_is_drawn_by_its_name():
    chart = draw_shares(lm.shares(many(3), "giver"), most=2)
    assert [row["key"] for row in told(chart)] == ["d003", "d002", "d001"]


def test_a_share_that_rounding_cannot_move_is_said_to_be_so():
    chart = draw_shares(lm.shares(facts({"one": "USD 3M"}), "giver"))
    assert "Rounding leaves nothing open here: there is no interval to draw." in texts(chart)
    assert "what the figures as written allow" not in texts(chart)


def test_thin_intervals_are_said():
    chart = draw_shares(lm.shares(facts({"a": "USD 3,123,456", "b": "USD 1,234,567"}), "giver"))
    expected = "2 intervals are thinner than the lines that draw them; their ends are written beside them."
    assert expected in texts(chart)


def test_the_source_stands_under_the_chart():
    registry = lm.bundled()
    donors = registry.select("contributions", receiver="mptf", flow="unknown")
    [source] = [text for text in texts(draw_shares(lm.shares(donors), names=registry)) if "Source" in text]
    assert source.startswith("Source: Migration Multi-Partner Trust Fund, ")
    assert source.endswith(", 22 places")


# --- totals ----------------------------------------------------------------------------------------------


def test_totals_are_drawn_from_the_largest_and_to_the_left_below_zero():
    amounts = lm.total(facts({"loss": "USD -2.5M", "zero": "USD 0", "gain": "USD 4M"}), by="giver")
    gain, zero, loss = told(draw_totals(amounts))
    assert [gain["value"], zero["value"], loss["value"]] == ["4000000", "0", "-2500000"]
    assert loss["strict"] == "[-2550000, -2450000]"
    assert loss["x"] < loss["x2"] == zero["x"] == zero["x2"] == gain["x"] < gain["x2"]


def test_an_end_that_is_not_there_is_an_arrow():
    chart = draw_totals(lm.total(facts({"more": "more than USD 5M", "some": "USD 4M"}), by="giver"))
    shapes = [x["mark"]["shape"] for x in chart.spec["layer"] if x["mark"]["type"] == "point"]
    assert shapes == ["triangle-right"]
    assert "An arrow: the figures set no limit on that side." in texts(chart)


def test_records_without_a_figure_are_told():
    work = [
        Programme(id="my.a", fund="mptf", figure="USD 1M", citation=HERE),
        Programme(id="my.b", fund="mptf", citation=HERE),
    ]
    chart = draw_totals(lm.total(work, by="fund", missing="skip"))
    assert "1 record states no figure and is left out." in texts(chart)


@pytest.mark.parametrize(
    "amounts, problem",
    [({}, "there is no group to draw"), ({"a": "USD 1", "b": "EUR 1"}, "units differ, EUR and USD")],
)
def test_totals_that_cannot_be_drawn(amounts, problem):
    with pytest.raises(AggregationError, match=problem):
        draw_totals({key: lm.total([text]) for key, text in amounts.items()})


# --- ranks -----------------------------------------------------------------------------------------------


def test_a_share_that_is_something_is_not_written_as_nothing():
    gifts = facts({"large": "USD 7.6M", "small": "USD 1,000"})
    large, small = told(draw_shares(lm.shares(gifts, "giver"), locale="es"))
    # 999.5 of 7,650,999.5 is 0.01306...%, and 1,000.5 of 7,551,000.5 is 0.01324...%
    assert small["said"] == "small: <0,1\xa0% (0,013 a 0,014)"
    assert large["said"].startswith("large: 100,0\xa0%")
    assert "0.0%" in texts(draw_shares(lm.shares(facts({"a": "USD 1", "b": "USD 0"}), "giver")))


def test_small_ends_keep_two_digits():
    chart = draw_totals({"a": lm.total(["0.0000012"])})
    assert (
        told(chart)[0]["said"] == "a: 0.0000012 (0.0000011 to 0.0000013)"
    )  # strictly 1.15 to 1.25 millionths


def test_ticks_are_named_at_even_steps():
    axis = Axis(Fraction(0), Fraction(100), start=0, stop=150)
    row = Row("a", "1", "", {}, "a")
    ticks = [(Fraction(tick), f"{tick}00 million") for tick in (0, 20, 40, 60, 80, 100)]
    shown = [mark.text[0] for mark in laid_out([row], room=400).grid(axis, ticks) if mark.kind == "text"]
    # 30 pixels from tick to tick; the names are 48 and 54 wide, with 6 between them
    assert shown == ["000 million", "4000 million", "8000 million"]


def test_ranks_have_their_place_and_its_range():
    ranks = lm.rank(facts({"ie": "USD 1.2M", "cy": "USD 1.21M", "mx": "USD 0.55M"}), "giver")
    rows = told(draw_ranks(ranks), "point")
    assert [(row["key"], row["place"], row["strict"]) for row in rows] == [
        ("cy", "1", "[1, 2]"),
        ("ie", "2", "[1, 2]"),
        ("mx", "3", "[3, 3]"),
    ]
    assert rows[0]["x"] < rows[1]["x"] < rows[2]["x"]
    assert 2 * rows[1]["x"] == pytest.approx(rows[0]["x"] + rows[2]["x"], abs=0.05)


def test_the_line_of_a_rank_goes_from_its_best_to_its_worst():
    ranks = lm.rank(facts({"ie": "USD 1.2M", "cy": "USD 1.21M", "mx": "USD 0.55M"}), "giver")
    chart = draw_ranks(ranks)
    first, second, third = (row["x"] for row in told(chart, "point"))
    assert rules(chart, *STRICT) == [(first, second), (first, second), (third, third)]


def test_the_first_ranks_of_many_are_drawn():
    chart = draw_ranks(lm.rank(many(200), "giver"), most=12)
    assert [row["key"] for row in told(chart, "point")] == [f"d{i}" for i in range(200, 188, -1)]
    assert "188 more follow and are not drawn." in texts(chart)


def test_certain_ranks_are_said_to_be():
    assert "Every place here is certain: rounding moves none." in texts(
        draw_ranks(lm.rank(facts({"a": "USD 3M", "b": "USD 1M"}), "giver"))
    )


def test_ranks_of_nothing():
    with pytest.raises(AggregationError, match="there is no group to draw"):
        draw_ranks({})


# --- gaps ------------------------------------------------------------------------------------------------


def test_a_gap_shows_what_is_there_and_what_is_missing():
    chart = draw_gaps({"2024-08": gap("USD 150 million", "USD 57.5M")})
    [row] = told(chart)
    assert (row["date"], row["mobilised"], row["missing"]) == ("2024-08", "USD 57,500,000", "USD 92,500,000")
    assert (row["reached"], row["strict"]) == ("23/60", "[57450000, 57550000]")
    assert "Target: USD\xa0150,000,000 (149,500,000 to 150,500,000)" in texts(chart)
    [label] = [text for text in texts(chart) if "reached" in text]
    assert label == ("USD\xa057,500,000 (57,450,000 to 57,550,000) 38.3% reached USD\xa092,500,000 missing")


def test_the_last_target_is_named_and_the_date_it_is_due_stays_on_the_page():
    found = {
        "2020": gap("USD 50 million", "USD 10M"),
        "2022": gap("USD 100 million", "USD 120M"),
        "2024": gap("USD 150 million", "about USD 57M"),
    }
    chart = draw_gaps(found, due="2030-12-31", locale="pt")
    assert any(text.startswith("Meta: USD\xa0150.000.000") for text in texts(chart))
    [due] = [
        (row["x"], row["text"])
        for layer in chart.spec["layer"]
        if layer["mark"]["type"] == "text"
        for row in layer["data"]["values"]
        if "prazo" in str(row["text"])
    ]
    assert due[0] + room_of(due[1], 11) / 2 <= 700.01, "a margin of 20 pixels is left"


def test_an_earlier_amount_has_its_interval_too():
    found = {"2023": gap("USD 150 million", "about USD 41M"), "2024-08": gap("USD 150 million", "USD 57.5M")}
    assert "USD\xa041 million (40.5 to 41.5) 27.3%" in texts(draw_gaps(found, due="2026"))


def test_narrow_bars_have_no_thicket_of_dashes():
    found = {str(year): gap("USD 150M", "USD 40M") for year in range(1985, 2025)}
    chart = draw_gaps(found)
    assert not [layer for layer in chart.spec["layer"] if "strokeDash" in layer["mark"]]
    assert "Dashed: what is missing to the target." not in texts(chart)


def test_gaps_stand_in_the_order_of_their_dates_and_as_far_apart():
    found = {
        "2024": gap("USD 100M", "USD 50M"),
        "2022": gap("USD 100M", "USD 20M"),
        PartialDate(2023): gap("USD 100M", "USD 30M"),
    }
    rows = told(draw_gaps(found, due="2026"))
    assert [row["date"] for row in rows] == ["2022", "2023", "2024"]
    middles = [(row["x"] + row["x2"]) / 2 for row in rows]
    # The middles of 2022 and 2023 are 365 days apart; that of the leap year 2024 is half a day later.
    assert (middles[2] - middles[1]) / (middles[1] - middles[0]) == pytest.approx(365.5 / 365, abs=0.001)


def test_a_bar_is_as_high_as_what_was_mobilised():
    chart = draw_gaps({"2022": gap("USD 100M", "USD 20M"), "2024": gap("USD 100M", "USD 50M")})
    first, second = told(chart)
    assert (second["y2"] - second["y"]) / (first["y2"] - first["y"]) == pytest.approx(2.5, abs=0.001)


def test_more_than_the_target():
    chart = draw_gaps({"2022": gap("USD 20 million", "USD 26M")})
    [label] = [text for text in texts(chart) if "reached" in text]
    assert label.endswith("130% reached USD\xa06,000,000 above the target")
    assert "Dashed: what is missing to the target." not in texts(chart)


@pytest.mark.parametrize(
    "found, error", [({}, AggregationError), ({"soon": gap("USD 2", "USD 1")}, RecordError)]
)
def test_gaps_that_cannot_be_drawn(found, error):
    with pytest.raises(error):
        draw_gaps(found)


# --- flows -----------------------------------------------------------------------------------------------

WORK = [
    Programme(id="my.one", fund="mptf", area="work", recipients="pe", figure="USD 2M", citation=HERE),
    Programme(id="my.two", fund="mptf", area="data", recipients="pe|ec", figure="USD 1M", citation=HERE),
    Programme(
        id="my.three",
        fund="mptf",
        area="data",
        recipients="ec|co",
        split="ec=1/4|co=3/4",
        figure="USD 4M",
        citation=HERE,
    ),
]


def links(chart):
    rows = told(chart, "area")
    return {(row["from"], row["to"]): row for row in rows}


def test_flows_are_exact_and_what_nobody_states_is_unallocated():
    found = links(draw_flows(WORK))
    assert {pair: row["value"] for pair, row in found.items()} == {
        ("mptf", "work"): "2000000",
        ("mptf", "data"): "5000000",
        ("work", "pe"): "2000000",
        ("data", "(unallocated)"): "1000000",
        ("data", "ec"): "1000000",
        ("data", "co"): "3000000",
    }
    assert found["data", "co"]["strict"] == "[2625000, 3375000]"  # three quarters of 3.5 to 4.5 million


def test_what_arrives_at_a_stage_leaves_it():
    found = links(draw_flows(WORK))
    leaving = sum(Fraction(row["value"]) for (a, _), row in found.items() if a == "mptf")
    arriving = sum(Fraction(row["value"]) for (a, _), row in found.items() if a != "mptf")
    assert leaving == arriving == 7_000_000


def test_bands_are_as_wide_as_amounts_from_end_to_end():
    rows = told(draw_flows(WORK), "area")
    widths = {}
    for row in rows:
        widths.setdefault((row["from"], row["to"]), []).append(row["y2"] - row["y"])
    assert all(max(several) - min(several) < 0.025 for several in widths.values())
    assert max(widths["data", "co"]) / max(widths["data", "ec"]) == pytest.approx(3, abs=0.01)


def test_bands_of_a_group_lie_beside_each_other():
    rows = told(draw_flows(WORK), "area")
    ends = {}
    for row in rows:
        ends.setdefault((row["from"], row["to"]), []).append((row["x"], row["y"], row["y2"]))
    leaving = sorted(min(points)[1:] for (a, _), points in ends.items() if a == "data")
    for (_, bottom), (top, _) in pairwise(leaving):
        assert bottom == pytest.approx(top, abs=0.02)


def test_the_darker_part_of_a_band_is_what_is_certain():
    chart = draw_flows(WORK[:1])
    thick = sorted(
        row["data"]["values"][0]["y2"] - row["data"]["values"][0]["y"]
        for row in chart.spec["layer"]
        if row["mark"]["type"] == "area"
    )
    certain, whole = thick[0], thick[-1]
    assert certain / whole == pytest.approx(0.75, abs=0.001)


def test_the_smallest_groups_of_a_stage_flow_together():
    work = [
        Programme(id=f"my.p{i}", fund="f", area="a", recipients=code, figure=f"USD {i}M", citation=HERE)
        for i, code in enumerate(("pe", "ec", "co", "mx"), start=1)
    ]
    found = links(draw_flows(work, ["area", "country"], most=2))
    values = {pair: row["value"] for pair, row in found.items()}
    assert values == {("a", "mx"): "4000000", ("a", "co"): "3000000", ("a", "(others)"): "3000000"}


def test_flows_that_cannot_be_drawn():
    with pytest.raises(ChoiceError, match="two fields or more"):
        draw_flows(WORK, ["area"])
    with pytest.raises(ChoiceError, match="two fields or more"):
        draw_flows(WORK, "area")
    less = Fact(id="x", figure=Figure.parse("USD -1M"), giver="a", holder="b")
    with pytest.raises(AggregationError, match="a flow needs amounts of 0 or more"):
        draw_flows([less], ["giver", "holder"])
    with pytest.raises(AggregationError, match=r"has no 'planet'"):
        draw_flows(WORK, ["area", "planet"])
    with pytest.raises(AggregationError, match=r'no figure in "my\.none"'):
        draw_flows([*WORK, Programme(id="my.none", fund="mptf", citation=HERE)])


def test_records_without_a_figure_can_be_left_out_of_flows():
    work = [*WORK, Programme(id="my.none", fund="mptf", area="work", recipients="pe", citation=HERE)]
    chart = draw_flows(work, meant={"missing": "skip"})
    assert links(chart)["mptf", "work"]["value"] == "2000000"
    assert "1 record states no figure and is left out." in texts(chart)


# --- tables and maps -------------------------------------------------------------------------------------


def initiatives():
    return [
        Initiative(id="my.first", name="First", actors="iom", places="co|pe", citation=HERE),
        Initiative(id="my.second", name="Second", actors="iom|unhcr", places="co", citation=HERE),
    ]


def test_cells_are_counted():
    rows = told(draw_crosstab(lm.mapping(initiatives())))
    assert {(row["row"], row["column"]): row["value"] for row in rows} == {
        ("iom", "co"): "2",
        ("iom", "pe"): "1",
        ("unhcr", "co"): "1",
    }
    assert rows[0]["records"] == "my.first my.second"


def test_a_record_of_several_other_columns_is_counted_once():
    work = [
        *initiatives(),
        Initiative(id="my.third", name="Third", actors="iom", places="ec|mx|cl", citation=HERE),
    ]
    rows = told(draw_crosstab(lm.mapping(work), most=1))
    assert {(row["row"], row["column"]): row["value"] for row in rows} == {
        ("iom", "co"): "2",
        ("iom", "(others)"): "2",  # First is in Peru, Third in the three others
        ("unhcr", "co"): "1",
    }


def test_totals_of_cells_have_their_intervals():
    chart = draw_crosstab(lm.mapping(WORK, "area", "country"), show="total")
    rows = {(row["row"], row["column"]): row for row in told(chart)}
    assert rows["work", "pe"]["value"] == "USD 2,000,000"
    assert rows["work", "pe"]["strict"] == "[1500000, 2500000]"
    assert rows["data", "pe"]["value"] == ""
    assert rows["data", "pe"]["said"] == "data, pe: unallocated"
    assert "In 1 cell nobody says which part of a figure belongs there." in texts(chart)
    assert "1,500,000 to 2,500,000" in texts(chart)


def test_what_has_no_room_in_its_cell_is_said():
    registry = lm.bundled()
    table = lm.mapping(registry.programmes, "area", "country")  # 13 amounts, 16 unallocated
    chart = draw_crosstab(table, show="total", width=480)
    shown = texts(chart)
    [note] = [text for text in shown if "no room" in text]
    assert note.startswith("13 cells have no room for all that they hold; as HTML")
    assert "Below each amount: what the figures as written allow." not in shown


def test_money_of_which_nobody_states_the_parts_is_drawn():
    chart = draw_crosstab(lm.mapping(WORK[1:2], "area", "country"), show="total")
    assert [row["said"] for row in told(chart)] == ["data, ec: unallocated", "data, pe: unallocated"]


def test_more_is_darker():
    chart = draw_crosstab(lm.mapping(initiatives()))
    fills = {
        row["value"]: layer["mark"]["fill"]
        for layer in chart.spec["layer"]
        for row in layer["data"]["values"]
        if "said" in row
    }

    def brightness(colour):
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        return 299 * red + 587 * green + 114 * blue

    assert brightness(fills["2"]) < brightness(fills["1"])


def test_tables_that_cannot_be_drawn():
    with pytest.raises(AggregationError, match="there is no group to draw"):
        draw_crosstab(lm.mapping([]))
    with pytest.raises(ChoiceError, match="show='ids'"):
        draw_crosstab(lm.mapping(initiatives()), show="ids")
    with pytest.raises(AggregationError, match="there is no country to draw"):
        draw_map({})


def test_every_country_and_territory_of_the_region_has_a_tile_of_its_own():
    members = lm.bundled().select("memberships", group="lac")
    assert set(TILES) == {one.member for one in members}
    assert len(set(TILES.values())) == len(TILES) == 52
    assert len(STATES) == 33
    assert set(TILES) > STATES


def test_states_are_always_drawn_and_territories_where_they_have_a_value():
    assert sum("Grenad" in text for text in texts(draw_map({"br": 1}))) == 2
    assert "Aruba" not in texts(draw_map({"br": 1}))
    assert "Aruba" in texts(draw_map({"br": 1, "aw": 2}))


def test_what_is_not_on_the_map_is_told():
    chart = draw_map({"br": 2, "lac": 7, "(unallocated)": 1})
    assert "Not on the map: lac: 7; unallocated: 1." in texts(chart)


def test_a_map_of_totals_has_intervals():
    chart = draw_map(lm.total(WORK, by="country"))
    rows = {row["key"]: row for row in told(chart)}
    assert (rows["co"]["value"], rows["co"]["strict"]) == ("3000000", "[2625000, 3375000]")
    assert "2.625 to 3.375" in texts(chart)
    assert "1 on the map stands for USD\xa01 million." in texts(chart)


def test_a_table_is_mapped_by_its_columns():
    rows = told(draw_map(lm.mapping(WORK, "area", "country")))
    assert {row["key"]: row["value"] for row in rows} == {"pe": "2", "ec": "2", "co": "1"}


def test_what_is_on_a_tile_fits_it_and_is_told_where_it_does_not():
    chart = draw_map({"mx": lm.total(["USD 999999999"]), "vc": lm.total(["USD 5"])})
    shown = texts(chart)
    assert "1,000" in shown, "999.999999 million has no room"
    assert "<0.001" in shown, "what is something is not written as 0"
    assert "A number that has no room for all its digits is rounded." in shown
    assert "A number that" not in " ".join(texts(draw_map({"mx": lm.total(["USD 2.5M"])})))


def test_a_narrow_map_names_countries_by_their_codes():
    wide, narrow = (draw_map({"br": 1}, width=width) for width in (720, 400))
    assert "Brazil" in texts(wide)
    assert {"BR", "VC", "The letters are the countries' codes of ISO 3166."} <= set(texts(narrow))
    assert told(narrow)[0]["said"] == "Brazil: 1"


def test_fields_without_a_colour_are_in_the_key():
    below = Figure("-3", "USD")
    shown = texts(draw_map({"br": lm.total([below]), "pe": lm.total(["USD 2M"])}))
    assert {"0 or less", "no record"} <= set(shown)
    assert not {"0 or less", "no record"} & set(texts(draw_map(dict.fromkeys(STATES, 1))))
    table = draw_crosstab(lm.mapping(WORK, "area", "country"), show="total")
    assert "no record" in texts(table)  # nobody works on "work" in Colombia
    assert "unallocated" in texts(table)


def test_amounts_that_have_no_room_are_written_in_millions():
    table = lm.mapping(lm.bundled().programmes, "area", "country")
    shown = texts(draw_crosstab(table, show="total"))
    assert {"3.4", "3.7", "2.5"} <= set(shown)  # El Salvador, Panama, Brazil and Bolivia
    assert "1 in the table stands for USD\xa01 million; what has more digits is rounded." in shown


# --- all of them -----------------------------------------------------------------------------------------


def drawings():
    gifts = facts(TWO)
    return {
        "shares": lambda **look: draw_shares(lm.shares(gifts, "giver"), **look),
        "totals": lambda **look: draw_totals(lm.total(gifts, by="giver"), **look),
        "ranks": lambda **look: draw_ranks(lm.rank(gifts, "giver"), **look),
        "gaps": lambda **look: draw_gaps({"2024-08": gap("USD 9M", "USD 3M")}, due="2026", **look),
        "flows": lambda **look: draw_flows(WORK, **look),
        "table": lambda **look: draw_crosstab(lm.mapping(initiatives()), **look),
        "map": lambda **look: draw_map(lm.total(WORK, by="country"), **look),
    }


KINDS = sorted(drawings())


@pytest.mark.parametrize("kind", KINDS)
def test_every_chart_is_vega_lite(kind):
    alt.LayerChart.from_dict(dict(drawings()[kind]().spec))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "locale, number", [("es", "{}.000.000"), ("pt-BR", "{}.000.000"), ("fr", "{}\u202f000\u202f000")]
)
def test_every_chart_speaks_the_language(kind, locale, number):
    english, chart = drawings()[kind](), drawings()[kind](locale=locale)
    assert chart.title != english.title
    shown = " ".join(texts(chart))
    assert not {"figures", "rounding", "which", "Source:"} & set(shown.replace(".", " ").split())
    if kind not in {"table", "map"}:
        assert number.format(4 if kind == "shares" else 3) in shown


def test_french_has_its_spaces():
    chart = draw_shares(lm.shares(facts(TWO), "giver"), names=NAMES, locale="fr", digits=0)
    assert chart.title == "Parts de 4\u202f000\u202f000\xa0USD"
    assert told(chart)[0]["said"] == "Mexico\xa0: 75\xa0% (62,5 à 87,5)"


def test_countries_have_the_names_of_the_language():
    chart = draw_map({"br": 1}, locale="fr", names=lm.bundled())
    assert chart.description == "Enregistrements par pays. Brésil\xa0: 1."


def test_regions_have_the_names_of_the_language_and_own_names_come_first():
    places = "lac|caribbean|northern-triangle"
    work = [Initiative(id="my.one", name="One", actors="iom", places=places, citation=HERE)]
    table, registry = lm.mapping(work, "actors", "country"), lm.bundled()
    shown = texts(draw_crosstab(table, names=({"iom": "OIM"}, registry), locale="es"))
    assert {"OIM", "América Latina y el Caribe", "Caribe", "northern Central America"} <= set(shown)
    assert "International Organization for Migration" in texts(draw_crosstab(table, names=registry))


@pytest.mark.parametrize("kind", KINDS)
def test_every_chart_is_a_table_too(kind):
    chart = drawings()[kind](locale="fr")
    heads, *rows = chart.table
    kinds = {"flows": "area", "ranks": "point"}
    marks = len({row["said"] for row in told(chart, kinds.get(kind, "rect"))})
    away = 1 if kind == "map" else 0  # what is not on the map is a row all the same
    assert len(rows) == marks + away
    assert {len(row) for row in rows} == {len(heads)}
    assert heads != drawings()[kind]().table[0]


def test_a_table_has_both_intervals_where_they_differ():
    chart = draw_shares(lm.shares(facts(TWO), "giver"), names=NAMES)
    assert chart.table == (
        (
            "Name",
            "Share",
            "Amount",
            "What the figures as written allow",
            "The most that a fair reader would grant",
        ),
        # loosely 2 to 4 million of it and 0.5 to 1.5 million: 2 / 3.5 = 57.142...%, 4 / 4.5 = 88.888...%
        ("Mexico", "75.0%", "USD\xa03,000,000", "62.5 to 87.5", "57.14 to 88.89"),
        ("Ireland", "25.0%", "USD\xa01,000,000", "12.5 to 37.5", "11.11 to 42.86"),
    )


def contrast(one, other):
    """The ratio of WCAG 2: of the relative luminances of two colours, 1 to 21."""

    def luminance(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_what_is_written_on_a_colour_can_be_read():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    for fill, ink in SCALE:
        assert contrast(fill, ink) >= 4.5
    assert contrast(MUTED, EMPTY) >= 4.5
    for line, ground in [(LOOSE[0], BAR), (STRICT[0], BAR), (LOOSE[0], PAPER)]:
        assert contrast(line, ground) >= 3


def test_in_grey_the_steps_are_in_order_and_apart():
    shades = [contrast(fill, "#000000") for fill, _ in SCALE]
    assert all(before / after > 1.2 for before, after in pairwise(shades))


@pytest.mark.parametrize("kind", KINDS)
def test_look(kind):
    chart = drawings()[kind](title="Mine", width=900)
    assert (chart.title, chart.size[0]) == ("Mine", 900)
    assert chart.description.startswith("Mine. ")
    assert "Mine" in texts(chart)


@pytest.mark.parametrize(
    "look, problem",
    [
        ({"width": 399}, "width=399 is no choice; write a whole number, from 400 to 4000"),
        ({"width": 720.5}, "width=720.5 is no choice; write a whole number, from 400 to 4000"),
        ({"most": 0}, "most=0 is no choice; write a whole number, 1 or more"),
        ({"most": True}, "most=True is no choice; write a whole number, 1 or more"),
    ],
)
def test_looks_that_are_none(look, problem):
    with pytest.raises(ChoiceError, match=problem):
        drawings()["shares"](**look)


def test_a_locale_that_is_none():
    with pytest.raises(UnknownLocaleError, match="'xx-nowhere' is not a locale"):
        drawings()["shares"](locale="xx-nowhere")


def test_digits_that_are_none():
    with pytest.raises(ChoiceError, match="digits=-1"):
        draw_shares(lm.shares(facts(TWO), "giver"), digits=-1)


def test_numbers_of_any_size_are_drawn():
    big = Decimal(10) ** 30
    chart = draw_totals(lm.total([Fact(id="a", figure=Figure.exact(big, "USD"), giver="a")], by="giver"))
    assert told(chart)[0]["value"] == "1" + "0" * 30


def test_a_word_is_parted_with_a_hyphen_and_a_number_is_not():
    assert wrapped("Donaudampf", 10, room=30)[0].endswith("-")
    assert "".join(wrapped("Donaudampf", 10, room=30)).replace("-", "") == "Donaudampf"
    assert "".join(wrapped("1234567890", 10, room=30)) == "1234567890"
    assert "".join(wrapped("国際協力機構", 10, room=30)) == "国際協力機構"


def test_what_is_cut_is_cut_between_words():
    assert wrapped("Federation of Municipal Desks", 10, room=100, lines=1) == ("Federation of…",)
