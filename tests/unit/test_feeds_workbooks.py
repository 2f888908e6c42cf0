"""Feeds that are workbooks: migrant stocks, remittances, and tables of needs and funding."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lacmigration import feeds
from lacmigration.errors import FeedError, InputErrors
from lacmigration.records import Fund, Measure, Observation, Region, Status, Target
from lacmigration.registry import bundled


def workbook(path: Path, **sheets: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


# --- the stock of migrants

TITLE = [
    ["", "United Nations"],
    ["", "Population Division"],
    [],
    ["", "Table 1: International migrant stock at mid-year by sex and by country"],
    [],
]
GROUPS = [None, None, None, None, None, "International migrant stock at mid-year (both sexes)", None,
          "International migrant stock at mid-year (female)", None]  # fmt: skip
NAMES = ["Index", "Region, development group, country or area", "Notes", "Location code", "Type of data"]
YEARS = [2019, 2020]
STOCK = [
    *TITLE,
    GROUPS,
    [*NAMES, *YEARS, *YEARS],
    [1, "WORLD", "", 900, "", 271642105, 280598105, "..", "-"],
    [2, "Latin America and the Caribbean*", "", 904, "", 13000000, 14794623, 6500000, 7000000],
    [3, "Peru", "(1)", 604, "B R", 782169, 1224519, 390000, 600000],
    [4, "Some development group", "", 1828, "", 5, 6, 7, 8],
    [],
    ["", "Notes: our own numbers."],
]


@pytest.fixture
def stock(tmp_path) -> Path:
    return workbook(tmp_path / "stock.xlsx", Contents=[["Table of contents"]], Table_1=STOCK)


def test_each_year_and_sex_is_an_observation(stock):
    feed = feeds.read_migrant_stock(stock)
    of_peru = [one for one in feed.of(Observation) if one.area == "pe"]
    assert [(str(one.as_of), one.scope, one.figure.value) for one in of_peru] == [
        ("2019-07", "both sexes", 782169),
        ("2020-07", "both sexes", 1224519),
        ("2019-07", "female", 390000),
        ("2020-07", "female", 600000),
    ]
    first = of_peru[0]
    assert (first.indicator, first.measure, first.status) == ("migrant-stock", Measure.STOCK, Status.ESTIMATE)
    assert (first.citation.locator, first.note) == ("Table 1!F10", "notes: (1); type of data: B R")
    assert (first.figure.unit, first.figure.loose.lo, first.figure.loose.hi) == ("persons", 782169, 782169)


def test_regions_are_the_bundled_ones_or_of_the_source(stock):
    feed = feeds.read_migrant_stock(stock)
    areas = {one.area for one in feed.of(Observation)}
    group = "un-desa-migrant-stock.region.some-development-group"
    assert areas == {"world", "lac", "pe", group}
    assert [one.id for one in feed.of(Region)] == [group]
    bundled().with_records(feed.source, *feed.records)


def test_cells_and_rows_without_a_figure_are_listed(stock):
    found = [(one.place, one.value) for one in feeds.read_migrant_stock(stock).omissions]
    assert ("Table 1!H8", "..") in found
    assert ("Table 1!I8", "-") in found
    assert ("Contents", "") in found
    assert ("Table 1!A13", "Notes: our own numbers.") in found


def test_destination_and_origin(tmp_path):
    names = [
        "Index",
        "Region, development group, country or area of destination",
        "Notes of destination",
        "Location code of destination",
        "Type of data of destination",
        "Region, development group, country or area of origin",
        "Location code of origin",
    ]
    rows = [*TITLE, [*names, 1990, 2020], [1, "Chile", "", 152, "B", "Peru", 604, 7649, "236 000"]]
    feed = feeds.read_migrant_stock(workbook(tmp_path / "a.xlsx", Table_1=rows))
    assert [(one.area, one.counterpart, one.figure.value) for one in feed.of(Observation)] == [
        ("cl", "pe", 7649),
        ("cl", "pe", 236000),
    ]


def test_shares_and_thousands_and_rates_of_change(tmp_path):
    groups = [*[None] * 5, "Total population at mid-year (both sexes, thousands)", None,
              "International migrant stock as a percentage of the total population", None,
              "Annual rate of change of the migrant stock", None]  # fmt: skip
    row = [1, "Peru", "", 604, "B", 32510.5, 32971.8, 2.4, 3.7, 12.1, 9]
    rows = [*TITLE, groups, [*NAMES, *YEARS, *YEARS, *YEARS], row]
    feed = feeds.read_migrant_stock(workbook(tmp_path / "a.xlsx", Table_3=rows))
    people, _, share, _ = feed.of(Observation)
    assert (people.indicator, people.figure.value, people.figure.resolution) == (
        "population",
        32_510_500,
        100,
    )
    assert (share.measure, share.base, str(share.figure)) == (Measure.SHARE, "population", "2.4%")
    assert [one.value for one in feed.omissions][:1] == ["Annual rate of change of the migrant stock"]


def test_cells_that_are_wrong_are_told_with_their_address(tmp_path):
    rows = [*STOCK[:7], [1, "Peru", "", 604, "B", "many", "1,2", 5, "=1/0"]]
    with pytest.raises(InputErrors) as error:
        feeds.read_migrant_stock(workbook(tmp_path / "a.xlsx", Table_1=rows))
    assert [(one.field, one.value) for one in error.value.problems] == [
        ("Table 1!F8", "many"),
        ("Table 1!G8", "1,2"),
        ("Table 1!I8", "=1/0"),  # a formula that was never computed
    ]


# --- remittances

INFLOWS = [
    [
        "Migrant remittance inflows (US$ million)",
        2021,
        "2022e",
        "2023f",
        "Share of GDP in 2023 (%)",
        "Remark",
    ],
    ["Peru", 3592.45, 3708, "..", "1.7%", ""],
    ["Venezuela, RB", "", 3500, 4000, 4.2, ""],
    ["WORLD", 781000, "831,000", 857000, 0.8, ""],
    ["Note: our own numbers.", "", "", "", "", ""],
    ["Source: ourselves", "2021", "", "", "", ""],
]


def test_remittances_are_flows_in_full_dollars(tmp_path):
    feed = feeds.read_remittances(workbook(tmp_path / "a.xlsx", Inflows=INFLOWS))
    found = [one for one in feed.of(Observation) if one.area == "pe"]
    assert [(one.indicator, str(one.period), one.status, str(one.figure.value)) for one in found] == [
        ("remittance-inflows", "2021/2021", Status.STATED, "3592450000"),
        ("remittance-inflows", "2022/2022", Status.ESTIMATE, "3708000000"),
        ("remittance-inflows-to-gdp", "2023/2023", Status.STATED, "1.7"),
    ]
    # Two decimals of a million are good to half of ten thousand.
    assert (found[0].figure.strict.lo, found[0].figure.strict.hi) == (3_592_445_000, 3_592_455_000)
    assert {one.area for one in feed.of(Observation)} == {"pe", "ve", "world"}


def test_what_a_cell_shows_is_what_is_stated(tmp_path):
    path = workbook(tmp_path / "a.xlsx", Inflows=INFLOWS)
    book = openpyxl.load_workbook(path)
    book["Inflows"]["B2"] = 3592.456789
    book["Inflows"]["B2"].number_format = "#,##0.0"
    book.save(path)
    first = feeds.read_remittances(path).of(Observation)[0]
    assert (first.citation.stated, first.figure.value) == ("3592.5", 3_592_500_000)


def test_notes_and_empty_cells_of_remittances_are_listed(tmp_path):
    feed = feeds.read_remittances(workbook(tmp_path / "a.xlsx", Inflows=INFLOWS))
    assert [(one.place, one.value) for one in feed.omissions] == [
        ("Inflows!F1", "Remark"),
        ("Inflows!D2", ".."),
        ("Inflows!B3", ""),
        ("Inflows!A5", "Note: our own numbers."),
        ("Inflows!A6", "Source: ourselves"),
    ]


def test_the_direction_and_unit_may_stand_above_the_table(tmp_path):
    rows = [
        ["Outward remittance outflows"],
        ["(billions of US dollars)"],
        ["Country", 2020, 2021],
        ["Peru", 1.5, 2],
    ]
    found = feeds.read_remittances(workbook(tmp_path / "a.xlsx", Out=rows)).of(Observation)
    assert [(one.indicator, one.figure.value) for one in found] == [
        ("remittance-outflows", 1_500_000_000),
        ("remittance-outflows", 2_000_000_000),
    ]


@pytest.mark.parametrize(
    "head",
    ["Migrant remittance inflows", "Exports (US$ million)", "Remittance inflows and outflows (US$ million)"],
)
def test_a_head_that_does_not_say_what_and_in_what_unit_is_refused(tmp_path, head: str):
    rows = [[head, 2021, 2022], ["Peru", 1, 2]]
    with pytest.raises(FeedError, match="is no workbook of remittances"):
        feeds.read_remittances(workbook(tmp_path / "a.xlsx", Inflows=rows))


# --- needs and funding

NEEDS = [
    ["Our plan 2024", None, None, None, None],
    [
        "Country",
        "People in need",
        "People targeted",
        "Funding required (US$)",
        "Funding received (US$ millions)",
    ],
    ["Peru", 1250000, 600000, 210000000, 57.5],
    ["Brazil", 400000, "-", 90000000, ""],
    ["Total", 1650000, 600000, 300000000, 57.5],
]


def test_needs_and_funding_of_each_country(tmp_path):
    feed = feeds.read_r4v(workbook(tmp_path / "a.xlsx", Plan=NEEDS), plan="Our plan", year=2024)
    found = [one for one in feed.of(Observation) if one.area == "pe"]
    assert [(one.indicator, one.measure.value, str(one.figure)) for one in found] == [
        ("people-in-need", "stock", "1,250,000 persons"),
        ("people-targeted", "stock", "600,000 persons"),
        ("funding-required", "flow", "USD 210,000,000"),
        ("funding-received", "flow", "USD 57,500,000"),
    ]
    assert (str(found[0].period), found[0].scope) == ("2024/2024", "Our plan")


def test_the_total_that_is_required_is_a_target_of_the_plan(tmp_path):
    feed = feeds.read_r4v(workbook(tmp_path / "a.xlsx", Plan=NEEDS), plan="Our plan")
    [target], [fund] = feed.of(Target), feed.of(Fund)
    assert (target.fund, str(target.figure), fund.name) == (fund.id, "USD 300,000,000", "Our plan")
    bundled().with_records(feed.source, *feed.records)


def test_what_needs_leave_out_is_listed(tmp_path):
    feed = feeds.read_r4v(workbook(tmp_path / "a.xlsx", Plan=NEEDS))
    assert [one.place for one in feed.omissions] == [
        "Plan!A1", "Plan!C4", "Plan!E4", "Plan!B5", "Plan!C5", "Plan!E5",
    ]  # fmt: skip


def test_a_table_in_spanish_as_csv_with_years():
    text = 'País,Año,Personas con necesidades,Requerimiento financiero\nPerú,2024,"1,250,000",210000000\n'
    found = feeds.read_r4v(io.BytesIO(text.encode())).of(Observation)
    assert [(one.area, one.indicator, str(one.period)) for one in found] == [
        ("pe", "people-in-need", "2024/2024"),
        ("pe", "funding-required", "2024/2024"),
    ]


def test_wrong_cells_of_needs_are_told_together():
    text = "Country,Year,People in need,Funding required\nPeru,24,many,1\nChile,2024,-5,2\nBrazil,2024,1\n"
    with pytest.raises(InputErrors) as error:
        feeds.read_r4v(io.BytesIO(text.encode()))
    said = str(error.value)
    assert "year: is no year; write it as 2024" in said
    assert 'need: is no plain number; write it as 12000.50 or 12,000.50 (got "many")' in said
    assert "need: -5 persons cannot be: it must lie in [0, inf)" in said
    assert "row: has 3 cells, the header has 4" in said


# --- what stands twice, is hidden, or is no number


def remittances(*rows: list[Any], head: list[Any] | None = None) -> list[list[Any]]:
    return [head or ["Migrant remittance inflows (US$ million)", 2021, 2022, "2023e"], *rows]


def test_what_two_sheets_say_is_counted_once(tmp_path):
    rows = remittances(["Mexico", 1, 2, 3])
    book = workbook(tmp_path / "a.xlsx", **{"In 1": rows, "In-1": [rows[0], ["Mexico", 1, 2, 4]]})
    feed = feeds.read_remittances(book)
    assert [one.figure.value for one in feed.of(Observation)] == [1_000_000, 2_000_000, 3_000_000, 4_000_000]
    assert [(one.place, one.reason) for one in feed.omissions] == [
        ("In-1!B2", "is said in In 1!B2 already; counted once"),
        ("In-1!C2", "is said in In 1!C2 already; counted once"),
        ("In-1!D2", "is another figure of what In 1!D2 says; both stand"),
    ]
    bundled().with_records(feed.source, *feed.records)


def test_sheets_whose_names_are_alike_have_records_of_their_own(tmp_path):
    book = workbook(
        tmp_path / "a.xlsx",
        **{"\u8868 1": remittances(["Mexico", 1, 2, 3]), "\u56f3 1": remittances(["Peru", 1, 2, 3])},
    )
    feed = feeds.read_remittances(book)
    assert len({one.id for one in feed.of(Observation)}) == 6
    bundled().with_records(feed.source, *feed.records)


def test_series_that_say_a_thing_twice_count_it_once():
    head = "DATAFLOW,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT\n"
    rows = [
        "A:B(1),MX,2022,1,USD,6",
        "A:B(1),MX,2022,1,USD,6",
        "A:B(1),MX,2022,2,USD,6",
        "A:B(1),PE,2022,1,USD,6",
    ]
    feed = feeds.read_sdmx(io.BytesIO((head + "\n".join(rows)).encode()), measure="flow")
    assert [str(one.figure) for one in feed.of(Observation)] == [
        "USD 1,000,000",
        "USD 2,000,000",
        "USD 1,000,000",
    ]
    assert [one.place for one in feed.omissions] == ["row 3", "row 4"]


def test_a_second_figure_of_one_thing_is_counted_once_too():
    head = "DATAFLOW,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE\n"
    rows = "".join(f"A:B(1),MX,2022,{value},USD\n" for value in (1, 2, 2, 1))
    feed = feeds.read_sdmx(io.BytesIO((head + rows).encode()), measure="flow")
    assert [str(one.figure) for one in feed.of(Observation)] == ["USD 1", "USD 2"]
    assert [(one.place, one.reason) for one in feed.omissions] == [
        ("row 3", "is another figure of what row 2 says; both stand"),
        ("row 4", "is said in row 3 already; counted once"),
        ("row 5", "is said in row 2 already; counted once"),
    ]


@pytest.mark.parametrize("again", [2021, "2021e"])
def test_a_year_that_stands_twice_in_a_head_is_refused(tmp_path, again):
    head = ["Migrant remittance inflows (US$ million)", 2021, again]
    book = workbook(tmp_path / "a.xlsx", S=remittances(["Mexico", 1, 2], head=head))
    with pytest.raises(InputErrors, match="1:3: S!C1: is of the same year as S!B1; keep one of them"):
        feeds.read_remittances(book)


def test_blocks_of_stocks_without_titles_are_refused(tmp_path):
    rows = [*STOCK[:5], [None] * 5 + ["International migrant stock at mid-year"], *STOCK[6:9]]
    with pytest.raises(InputErrors, match="H7: is counted as in Table 1!F7: give its block a title"):
        feeds.read_migrant_stock(workbook(tmp_path / "a.xlsx", Table_1=rows))


def test_a_date_is_no_figure_and_no_year(tmp_path):
    rows = [*STOCK[:7], [1, "Peru", "", 604, "B", date(2019, 7, 1), 5, 6, 7]]
    with pytest.raises(InputErrors, match=r'Table 1!F8: is no plain number.*"2019-07-01"'):
        feeds.read_migrant_stock(workbook(tmp_path / "a.xlsx", Table_1=rows))
    headed = [*STOCK[:6], [*NAMES, date(2019, 7, 1), *YEARS, 2018], *STOCK[7:9]]
    feed = feeds.read_migrant_stock(workbook(tmp_path / "b.xlsx", Table_1=headed))
    assert ("Table 1!F7", "2019-07-01") in [(one.place, one.value) for one in feed.omissions]


def test_a_hidden_sheet_is_listed_and_not_read(stock):
    book = openpyxl.load_workbook(stock)
    book["Table 1"].sheet_state = "hidden"
    book.create_sheet("Table 2").append(["nothing"])
    book.copy_worksheet(book["Table 1"]).title = "Table 3"
    book.save(stock)
    feed = feeds.read_migrant_stock(stock)
    hidden = [one.place for one in feed.omissions if one.reason == "a hidden sheet, which is not read"]
    assert hidden == ["Table 1"]
    assert {one.citation.locator.partition("!")[0] for one in feed.of(Observation)} == {"Table 3"}


@pytest.mark.parametrize("row, size", [("Mexico,1,2,5", 4), ("Mexico,1", 2)])
def test_a_row_of_another_size_than_the_head_is_refused(row, size):
    text = f"Migrant remittance inflows (US$ million),2021,2022\n{row}\nSource: ourselves\n"
    with pytest.raises(InputErrors, match=f"2: row: has {size} cells, the header has 3"):
        feeds.read_remittances(io.BytesIO(text.encode()))


# --- what is no workbook

READERS = {"stock": feeds.read_migrant_stock, "remittances": feeds.read_remittances, "r4v": feeds.read_r4v}


@pytest.mark.parametrize("name", READERS)
def test_empty_and_broken_workbooks_are_one_error(tmp_path, name: str):
    with pytest.raises(FeedError, match="the file is empty"):
        READERS[name](io.BytesIO(b""))
    path = workbook(tmp_path / "a.xlsx", Table_1=STOCK, Inflows=INFLOWS, Plan=NEEDS)
    data = path.read_bytes()
    for broken in (
        data[: len(data) // 2],
        b"PK\x03\x04" + bytes(50),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    ):
        with pytest.raises(FeedError):
            READERS[name](io.BytesIO(broken))


@pytest.mark.parametrize("name", READERS)
def test_another_workbook_is_one_error(tmp_path, name: str):
    with pytest.raises(FeedError, match="is no "):
        READERS[name](workbook(tmp_path / "a.xlsx", Sheet=[["shoes", "size"], ["brown", 39]]))


def test_hidden_sheets_are_not_read(tmp_path):
    path = workbook(tmp_path / "a.xlsx", Inflows=INFLOWS, Old=INFLOWS)
    book = openpyxl.load_workbook(path)
    book["Old"].sheet_state = "hidden"
    book.save(path)
    feed = feeds.read_remittances(path)
    assert {one.citation.locator.partition("!")[0] for one in feed.of(Observation)} == {"Inflows"}
