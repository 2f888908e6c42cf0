"""Whatever there is to draw is drawn: nothing is cut, nothing is lost, and nothing is said that is not so."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

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
from lacmigration.charts._scales import Axis
from lacmigration.charts._texts import room_of, wrapped
from lacmigration.comparisons import gap
from lacmigration.facts import Fact
from lacmigration.figures import Figure
from lacmigration.provenance import Citation
from lacmigration.records import Programme

few = settings(max_examples=max(25, settings().max_examples // 4))
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=70)
HEDGES = st.sampled_from(["", "", "", "about ", "more than ", "up to ", "nearly "])
AMOUNTS = st.builds(
    lambda hedge, digits, places, scale: f"{hedge}USD {digits}{places}{scale}",
    HEDGES,
    st.integers(0, 10**9),
    st.sampled_from(["", ".5", ".25"]),
    st.sampled_from(["", " million", " billion"]),
)
GIFTS = st.lists(st.tuples(NAMES, AMOUNTS), min_size=1, max_size=40)
LOOKS = st.fixed_dictionaries(
    {
        "locale": st.sampled_from(["en", "es", "pt-BR", "fr", "de", "hi"]),
        "width": st.sampled_from([400, 720, 1200]),
        "most": st.sampled_from([1, 3, 25]),
    }
)


def facts(gifts):
    return [
        Fact(id=f"g{place}", figure=Figure.parse(text), giver=f"g{place}")
        for place, (_, text) in enumerate(gifts)
    ]


def names(gifts):
    return {f"g{place}": name for place, (name, _) in enumerate(gifts)}


def edges(chart):
    """How far the words of a chart reach, in pixels."""
    for layer in chart.spec["layer"]:
        look = layer["mark"]
        if look["type"] == "text" and not look.get("angle"):
            for row in layer["data"]["values"]:
                lines = row["text"] if isinstance(row["text"], list) else [row["text"]]
                bold = look.get("fontWeight") == "bold"
                wide = float(max(room_of(line, look["fontSize"], bold=bold) for line in lines))
                left = row["x"] - {"left": 0, "center": wide / 2, "right": wide}[look["align"]]
                yield left, left + wide, row["y"] + (len(lines) - 1) * look["lineHeight"]


def nothing_is_cut(chart):
    width, height = chart.size
    for left, right, bottom in edges(chart):
        assert left > -1
        assert right < width + 1
        assert 0 < bottom < height


def keys(chart):
    return [row["key"] for layer in chart.spec["layer"] for row in layer["data"]["values"] if "said" in row]


@few
@given(GIFTS, LOOKS)
def test_any_shares_are_drawn_whole(gifts, look):
    records = facts(gifts)
    if sum(record.figure.nominal for record in records) == 0:
        records.append(Fact(id="more", figure=Figure.parse("USD 1"), giver="more"))
    chart = draw_shares(lm.shares(records, "giver"), names=names(gifts), **look)
    nothing_is_cut(chart)
    values = [
        Fraction(row["value"])
        for layer in chart.spec["layer"]
        for row in layer["data"]["values"]
        if "said" in row
    ]
    assert sum(values) == 1


@few
@given(GIFTS, LOOKS)
def test_any_totals_and_ranks_are_drawn_whole(gifts, look):
    records = facts(gifts)
    totals = draw_totals(lm.total(records, by="giver"), names=names(gifts), **look)
    ranks = draw_ranks(lm.rank(records, "giver"), names=names(gifts), **look)
    nothing_is_cut(totals)
    nothing_is_cut(ranks)
    shown = [key for key in keys(totals) if key != "(others)"]
    assert shown == keys(ranks)[: len(shown)]


PLACES = st.lists(st.sampled_from(["br", "co", "ec", "pe", "vc", "aw", "lac"]), unique=True, max_size=4)
WORK = st.lists(st.tuples(st.sampled_from("abcdefgh"), PLACES, AMOUNTS), min_size=1, max_size=12)


def programmes(work):
    here = Citation("my-report", "table 1")
    return [
        Programme(id=f"my.p{at}", fund="fund", area=area, recipients=places, figure=amount, citation=here)
        for at, (area, places, amount) in enumerate(work)
    ]


@few
@given(WORK, st.dictionaries(st.sampled_from("abcdefgh"), NAMES), LOOKS)
def test_any_flows_tables_and_maps_are_drawn_whole(work, called, look):
    records = programmes(work)
    flows = draw_flows(records, names=called, **look)
    table = lm.mapping(records, "area", "country")
    several = [
        flows,
        draw_crosstab(table, names=called, **look),
        draw_crosstab(table, show="total", names=called, **look),
        draw_map(lm.total(records, by="country"), **look),
    ]
    for chart in several:
        nothing_is_cut(chart)
    whole = sum(record.figure.nominal for record in records)
    found = {}
    for layer in flows.spec["layer"]:
        for row in layer["data"]["values"]:
            if "from" in row:
                found[row["from"], row["to"]] = Fraction(row["value"])
    assert sum(value for (giver, _), value in found.items() if giver == "fund") == whole
    assert sum(value for (giver, _), value in found.items() if giver != "fund") == whole


MONTHS = st.dates(date(1990, 1, 1), date(2060, 12, 31)).map(lambda day: f"{day:%Y-%m}")


@few
@given(
    st.dictionaries(MONTHS, st.tuples(AMOUNTS, st.integers(1, 10**12)), min_size=1, max_size=30),
    st.one_of(st.none(), MONTHS, st.dates(date(1990, 1, 1), date(2060, 12, 31))),
    LOOKS,
)
def test_any_gaps_are_drawn_whole(amounts, due, look):
    found = {when: gap(f"USD {goal}", amount) for when, (amount, goal) in amounts.items()}
    chart = draw_gaps(found, due=due, **look)
    nothing_is_cut(chart)
    dates = [row["date"] for layer in chart.spec["layer"] for row in layer["data"]["values"] if "date" in row]
    assert dates == sorted(amounts)


@settings(max_examples=5)
@given(GIFTS, LOOKS)
def test_any_picture_is_xml(gifts, look):
    chart = draw_totals(lm.total(facts(gifts), by="giver"), names=names(gifts), **look)
    ET.fromstring(chart.to_svg())  # noqa: S314 - our own


@given(NAMES, st.sampled_from([8, 12, 17]), st.integers(30, 300), st.integers(1, 4))
def test_wrapped_text_fits_and_is_cut_only_at_its_end(text, size, room, lines):
    found = wrapped(text, size, room=room, lines=lines)
    assert 1 <= len(found) <= lines
    assert all(room_of(line, size) <= room for line in found)
    joined = "".join(found).replace(" ", "").replace("-", "")
    whole = text.replace(" ", "").replace("-", "")
    assert joined == whole or whole.startswith(joined.removesuffix("…"))


FRACTIONS = st.fractions(-(10**9), 10**9)


@given(FRACTIONS, st.fractions(Fraction(1, 10**6), 10**9), st.integers(2, 10))
def test_ticks_are_round_evenly_spaced_and_not_too_many(low, length, most):
    axis = Axis(low, low + length, start=0, stop=500)
    ticks = axis.ticks(most)
    assert len(ticks) <= most
    assert all(low <= tick <= low + length for tick in ticks)
    steps = {after - before for before, after in pairwise(ticks)}
    assert len(steps) <= 1
    for step in steps:
        digits = str(step.numerator * step.denominator).strip("0")
        assert digits in {"1", "2", "5"}
