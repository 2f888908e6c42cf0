"""Feeds that are tables of text: contributions, aid activities, SDMX-CSV, and what is wrong in them."""

from __future__ import annotations

import io
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lacmigration import feeds
from lacmigration.errors import ChoiceError, FeedError, InputErrors
from lacmigration.figures import Figure
from lacmigration.records import Contribution, Country, Observation, Organisation, Project, Status
from lacmigration.registry import bundled


def held(text: str | bytes) -> io.BytesIO:
    return io.BytesIO(text if isinstance(text, bytes) else text.encode())


def amounts(feed: feeds.Feed) -> list[tuple[str, str, str]]:
    return [(one.provider, one.flow.value, str(one.figure.money)) for one in feed.of(Contribution)]


# --- contributions of the gateway

MPTF = """Migration MPTF,,,
Contributor/Partner,Type,Total Commitments (US$),Total Deposits (US$)
Government of Germany,Government,"1,500,000","1,250,000.50"
Our Foundation,Foundation,200000,
Mexico,Government,,-5000
TOTAL,,"1,700,000","1,250,000.50"
"""


def test_commitments_and_deposits_are_two_flows_of_one_provider():
    feed = feeds.read_mptf(held(MPTF), fund="mptf", as_of="2024-08")
    assert amounts(feed) == [
        ("de", "commitment", "USD 1,500,000"),
        ("de", "disbursement", "USD 1,250,000.50"),
        ("mptf-gateway.body.our-foundation", "commitment", "USD 200,000"),
    ]
    first = feed.of(Contribution)[0]
    assert (first.receiver, str(first.as_of)) == ("mptf", "2024-08")
    assert (first.citation.locator, first.citation.stated) == ("row 3, column commitment", "1,500,000")


def test_a_table_written_to_the_dollar_has_no_generous_zeros():
    figure = feeds.read_mptf(held(MPTF), fund="mptf").of(Contribution)[0].figure
    assert (figure.loose.lo, figure.loose.hi) == (Decimal("1499999.5"), Decimal("1500000.5"))


def test_what_is_no_contribution_is_listed():
    feed = feeds.read_mptf(held(MPTF), fund="mptf")
    assert [(one.place, one.value) for one in feed.omissions] == [
        ("row 1", "Migration MPTF"),
        ("row 5, column deposit", "-5000"),
        ("row 6", "TOTAL"),
    ]


def test_kinds_of_bodies_and_their_records():
    [body] = feeds.read_mptf(held(MPTF), fund="mptf").of(Organisation)
    assert (body.name, body.kind) == ("Our Foundation", "foundation")


def test_currencies_are_those_of_the_column_or_of_the_heading():
    text = "Contributor,Deposits (EUR)\nSpain,10\n"
    assert amounts(feeds.read_mptf(held(text), fund="mptf")) == [("es", "disbursement", "EUR 10")]
    mixed = "Contributor,Deposits,Currency\nSpain,10,EUR\nChile,10,USD\n"
    assert [one[2] for one in amounts(feeds.read_mptf(held(mixed), fund="mptf"))] == ["EUR 10", "USD 10"]


def test_the_fund_of_a_row_is_a_record():
    text = "Fund,Contributor,Deposits\nOur Fund,Spain,10\nOur Fund,Chile,20\n"
    feed = feeds.read_mptf(held(text))
    assert feed.counts == {"Contribution": 2, "Fund": 1}
    assert {one.receiver for one in feed.of(Contribution)} == {"mptf-gateway.fund.our-fund"}


def test_a_feed_goes_into_the_registry():
    feed = feeds.read_mptf(held(MPTF), fund="mptf")
    registry = bundled().with_records(feed.source, *feed.records)
    assert len(registry.contributions) == len(bundled().contributions) + 3


# --- the creditor reporting system

HEAD = (
    "Year|DonorCode|DEDonorcode|DonorName|CrsID|RecipientCode|DERecipientcode|RecipientName|FlowName|Bi_Multi|"
    "USD_Commitment|USD_Disbursement|USD_Received|USD_Commitment_Defl|USD_Disbursement_Defl|ProjectTitle|"
    "PurposeCode|PurposeName|SectorName"
)
ROW = "2022|50|ESP|Spain|17|454|PER|Peru|ODA Grants|1|1.250000|0.5||1.3|0.52|Clinics|12220|Basic care|Health"
CRS = f"{HEAD}\n{ROW}\n"


def test_amounts_in_millions_keep_their_last_digit():
    feed = feeds.read_crs(held(CRS))
    assert amounts(feed) == [("es", "commitment", "USD 1,250,000"), ("es", "disbursement", "USD 500,000")]
    written, short = (one.figure for one in feed.of(Contribution))
    assert (written.resolution, short.resolution) == (1, 100_000)  # 1.250000 and 0.5 millions
    assert (short.loose.lo, short.loose.hi) == (450_000, 550_000)


def test_the_activity_is_a_project_in_its_country():
    [project] = feeds.read_crs(held(CRS)).of(Project)
    assert (project.name, project.places, project.topics) == ("Clinics", ("pe",), ("Health",))


def test_rows_of_one_activity_are_one_project():
    again = ROW.replace("|1.250000|0.5|", "|0|0.25|")
    feed = feeds.read_crs(held(f"{CRS}{again}\n"))
    assert feed.counts == {"Contribution": 4, "Project": 1}


def test_constant_prices_are_another_kind_of_record_and_said():
    plain = feeds.read_crs(held(CRS))
    assert "USD_Commitment_Defl" in plain.omissions[-1].value
    feed = feeds.read_crs(held(CRS), constant=2022)
    assert [(str(one.figure.money), one.scope) for one in feed.of(Observation)] == [
        ("USD 1,300,000", "in prices of 2022"),
        ("USD 520,000", "in prices of 2022"),
    ]
    assert amounts(feed) == amounts(plain)


def test_corrections_and_money_received_are_omitted():
    feed = feeds.read_crs(held(f"{HEAD}\n{ROW.replace('|1.250000|0.5||', '|-0.1||0.7|')}\n"))
    assert feed.of(Contribution) == ()
    assert [one.value for one in feed.omissions][:2] == ["0.7", "-0.1"]


def test_recipients_that_are_no_country_are_regions_of_the_source():
    feed = feeds.read_crs(held(CRS.replace("454|PER|Peru", "489|DPGC_X|South America, regional")))
    assert feed.of(Project)[0].places == ("oecd-crs.region.south-america-regional",)


def test_countries_beyond_the_bundled_ones_become_records():
    [country] = feeds.read_crs(held(CRS.replace("454|PER|Peru", "285|UGA|Uganda"))).of(Country)
    assert (country.id, country.iso3, country.m49) == ("ug", "UGA", "800")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_separators(mark: str):
    assert amounts(feeds.read_crs(held(CRS.replace("|", mark)))) == amounts(feeds.read_crs(held(CRS)))


def parquet(tmp_path, **changed: object):
    names = ["year", "donor_name", "de_recipientcode", "recipient_name", "crs_id"]
    values = [[2022], ["Spain"], ["PER"], ["Peru"], ["17"]]
    table = dict(zip(names, values, strict=True)) | {"usd_commitment": [0.1], "usd_disbursement": [None]}
    path = tmp_path / "crs.parquet"
    pq.write_table(pa.table(table | changed), path)
    return path


def test_parquet_gives_what_was_typed_and_no_binary_noise(tmp_path):
    feed = feeds.read_crs(parquet(tmp_path))
    assert amounts(feed) == [("es", "commitment", "USD 100,000")]
    assert feed.of(Contribution)[0].figure == Figure(100_000, "USD", exponent=5, precision=5, scaled=True)
    with parquet(tmp_path).open("rb") as stream:
        assert amounts(feeds.read_crs(stream)) == amounts(feed)


def test_broken_parquet_is_one_error(tmp_path):
    path = parquet(tmp_path)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(FeedError, match="the Parquet is broken or breaks off"):
        feeds.read_crs(path)


# --- SDMX-CSV

V1 = (
    "DATAFLOW,FREQ,REF_AREA,COUNTERPART_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,DECIMALS,OBS_STATUS,SEX\n"
    "UN:MIG(1.0),A,MEX,US,2020,12.5,PS,3,1,E,F\n"
    "UN:MIG(1.0),A,MEX,US,2021,,PS,3,1,M,F\n"
    "UN:MIG(1.0),A,MEX,US,2022,12,PS,3,1,P,F\n"
)


def test_multiplier_and_decimals_are_the_resolution():
    first, missing, provisional = feeds.read_sdmx(held(V1), measure="stock").of(Observation)
    # 12.5 thousand to one decimal is good to 100; 12 thousand to one decimal as well.
    assert (first.figure.value, first.figure.resolution) == (12_500, 100)
    assert (provisional.figure.strict.lo, provisional.figure.strict.hi) == (11_950, 12_050)
    assert (first.status, provisional.status) == (Status.ESTIMATE, Status.STATED)
    assert (missing.status, missing.figure) == (Status.MISSING, None)
    assert "provisional" in provisional.note


def test_places_dates_and_other_dimensions():
    first = feeds.read_sdmx(held(V1), measure="stock").of(Observation)[0]
    assert (first.area, first.counterpart, str(first.as_of), first.scope) == ("mx", "us", "2020", "SEX=F")
    assert first.indicator == "mig"


def test_more_digits_than_declared_show_as_excess():
    text = V1.replace(",12.5,", ",12.57,")
    assert feeds.read_sdmx(held(text), measure="stock").of(Observation)[0].figure.excess_digits


def test_version_2_with_labels_and_deletions():
    text = (
        "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA:Area,TIME_PERIOD:Time,OBS_VALUE:Value,UNIT_MEASURE:Unit\n"
        "dataflow,BIS:WS_X(1.0): Some flow,I,BR: Brazil,2024-Q2,11.75,USD: US dollar\n"
        "dataflow,BIS:WS_X(1.0): Some flow,D,BR: Brazil,2024-Q3,12,USD: US dollar\n"
    )
    feed = feeds.read_sdmx(held(text), measure="flow")
    [only] = feed.of(Observation)
    assert (only.area, str(only.period), str(only.figure.money)) == ("br", "2024-04/2024-06", "USD 11.75")
    assert [str(one) for one in feed.omissions] == ['row 3: is a deletion (got "D")']


def test_what_kind_of_quantity_it_is_must_be_said_or_is_listed():
    feed = feeds.read_sdmx(held(V1))
    assert [one.value for one in feed.omissions] == ["persons read as stock"]


def test_a_number_that_its_status_calls_missing_is_left_out():
    feed = feeds.read_sdmx(held(V1.replace("2021,,", "2021,7,")), measure="stock")
    assert feed.of(Observation)[1].figure is None
    assert [one.value for one in feed.omissions] == ["7"]


# --- what is wrong

READERS = {
    "mptf": (lambda source: feeds.read_mptf(source, fund="mptf"), MPTF),
    "crs": (feeds.read_crs, CRS),
    "sdmx": (feeds.read_sdmx, V1),
    "ecb": (feeds.ecb_rates, "Date,USD,MXN\n2024-08-30,1.1,22\n"),
    "un": (feeds.un_rates, "Country,Code,Effective Date,Rate\nPeru,PEN,2024-08-01,3.7\n"),
}


@pytest.mark.parametrize("name", READERS)
def test_an_empty_file_is_one_error(name: str):
    with pytest.raises(FeedError, match="<stream>: the file is empty"):
        READERS[name][0](held(b""))


@pytest.mark.parametrize("name", READERS)
def test_another_format_is_one_error(name: str):
    with pytest.raises(FeedError):
        READERS[name][0](held("name,size\nAda,39\n"))


@pytest.mark.parametrize("name", READERS)
def test_utf16_is_one_error(name: str):
    read, text = READERS[name]
    with pytest.raises(FeedError, match="UTF-16"):
        read(held(text.encode("utf-16")))


@pytest.mark.parametrize("name", READERS)
def test_a_quote_that_nobody_closes_is_one_error(name: str):
    read, text = READERS[name]
    with pytest.raises(FeedError, match="breaks off or is no CSV"):
        read(held(text + '"Peru'))


@pytest.mark.parametrize("name", READERS)
def test_a_ragged_row_is_named(name: str):
    read, text = READERS[name]
    with pytest.raises(InputErrors, match=r"1 problem found.*\n.*row: has 1 cell, the header has"):
        read(held(text + "Peru\n"))


@pytest.mark.parametrize("name", READERS)
def test_a_heading_twice_is_one_error(name: str):
    read, text = READERS[name]
    lines = text.splitlines()
    at = 1 if name == "mptf" else 0
    mark = "|" if name == "crs" else ","
    lines[at] += mark + lines[at].split(mark)[1 if name != "mptf" else 0]
    with pytest.raises(FeedError, match="two columns are"):
        read(held("\n".join(lines)))


def test_bytes_of_another_encoding_are_named_with_the_remedy():
    text = "Contributor,Deposits\nM\xe9xico,10\n".encode("latin-1")
    with pytest.raises(FeedError, match="byte 0xE9 is not UTF-8; save the file as UTF-8, or say encoding="):
        feeds.read_mptf(held(text), fund="mptf")
    assert amounts(feeds.read_mptf(held(text), fund="mptf", encoding="cp1252"))[0][0] == "mx"


def test_an_encoding_that_there_is_not():
    with pytest.raises(FeedError, match="no encoding is called 'utf-9'"):
        feeds.read_mptf(held(MPTF), fund="mptf", encoding="utf-9")


def test_all_wrong_cells_are_told_together_with_place_and_value():
    rows = [
        "Contributor,Date,Deposits",
        "Spain,2024-08-31,10",
        "Chile,31/08/2024,11",
        'Peru,"Aug 31, 2024",12',
        'Mexico,2024-02-30,"1.234,5"',
        ",2024-01-01,5",
    ]
    with pytest.raises(InputErrors) as error:
        feeds.read_mptf(held("\n".join(rows)), fund="mptf")
    assert [(one.line, one.column, one.value) for one in error.value.problems] == [
        (3, 2, "31/08/2024"),
        (4, 2, "Aug 31, 2024"),
        (5, 3, "1.234,5"),
        (6, 1, ""),
    ]
    assert "may be read with the day or the month first; write the date as 2024-08-31" in str(error.value)


def test_a_date_that_the_calendar_has_not():
    with pytest.raises(InputErrors, match="is not on the calendar"):
        feeds.read_mptf(held("Contributor,Date,Deposits\nMexico,2024-02-30,5\n"), fund="mptf")


def test_a_thousand_problems_end_the_reading():
    rows = "Contributor,Deposits\n" + "Peru,x\n" * 5000
    with pytest.raises(InputErrors, match=r"^1,?000 problems found"):
        feeds.read_mptf(held(rows), fund="mptf")


def test_a_file_that_is_not_there_and_one_that_is_none(tmp_path):
    with pytest.raises(FeedError, match="cannot be read: no such file"):
        feeds.read_crs(tmp_path / "nowhere.csv")
    with pytest.raises(FeedError, match="is no file"):
        feeds.read_crs(tmp_path)


@pytest.mark.parametrize(
    "period, span",
    [
        ("2024", "2024/2024"),
        ("2024-08", "2024-08/2024-08"),
        ("2024-S2", "2024-07/2024-12"),
        ("2024-T1", "2024-01/2024-04"),
        ("2024-M03", "2024-03/2024-03"),
        ("2024-W01", "2024-01-01/2024-01-07"),
        ("2024-D366", "2024-12-31/2024-12-31"),
        ("2024-01/2024-03", "2024-01/2024-03"),
        ("2024-05-17T00:00:00", "2024-05-17/2024-05-17"),
    ],
)
def test_periods_of_sdmx(period: str, span: str):
    [only] = feeds.read_sdmx(held(f"DATAFLOW,TIME_PERIOD,OBS_VALUE\nX:Y(1.0),{period},1\n")).of(Observation)
    assert str(only.period) == span


@pytest.mark.parametrize(
    "period", ["2023-W53", "2023-D366", "2024-M13", "2024/2023", "24", "2024-13", "soon"]
)
def test_periods_that_are_none(period: str):
    with pytest.raises(InputErrors, match="TIME_PERIOD: "):
        feeds.read_sdmx(held(f"DATAFLOW,TIME_PERIOD,OBS_VALUE\nX:Y(1.0),{period},1\n"))


@pytest.mark.parametrize("mult", ["1000", "x", "99", "1.5"])
def test_multipliers_that_are_no_power(mult: str):
    with pytest.raises(InputErrors, match="UNIT_MULT: is no power of ten"):
        feeds.read_sdmx(held(f"DATAFLOW,TIME_PERIOD,OBS_VALUE,UNIT_MULT\nX:Y(1.0),2024,1,{mult}\n"))


# --- aid activities as a table


def rows_in(source: object, **options: object) -> list[dict[str, object]]:
    return feeds.crs_rows(source, **options).reader().read_all().to_pylist()


def test_rows_say_what_the_records_say():
    rows = rows_in(held(CRS))
    assert [(one["row"], one["year"], one["flow"], one["value"]) for one in rows] == [
        (2, 2022, "commitment", Decimal(1_250_000)),
        (2, 2022, "disbursement", Decimal(500_000)),
    ]
    assert (rows[0]["donor"], rows[0]["recipient_code"], rows[0]["sector"], rows[0]["channel"]) == (
        "Spain",
        "PER",
        "Health",
        "",
    )
    assert [one["value"] for one in rows_in(held(CRS), prices="constant")] == [1_300_000, 520_000]


def test_rows_of_parquet_are_those_of_text(tmp_path):
    [row] = rows_in(parquet(tmp_path))
    assert (row["value"], row["flow"]) == (Decimal(100_000), "commitment")
    with parquet(tmp_path).open("rb") as stream:
        assert rows_in(stream) == [row]


def test_empty_and_negative_amounts_are_no_rows_and_the_latter_are_listed():
    table = feeds.crs_rows(held(CRS.replace("|1.250000|0.5|", "|-1||")))
    assert table.reader().read_all().num_rows == 0
    assert [str(one) for one in table.omissions] == [
        'row 2, commitment: is negative: a correction, or money that went back (got "-1")'
    ]


def test_small_amounts_keep_all_their_digits():
    small = CRS.replace("|1.250000|", "|4.2E-05|").replace("|0.5|", "|0.000000000000000001|")
    assert [one["value"] for one in rows_in(held(small))] == [Decimal(42), Decimal("1e-12")]
    with pytest.raises(
        FeedError, match="rows 2 to 2: an amount has more than 38 digits, or more than 6 decimals"
    ):
        rows_in(held(small), decimals=6)


def test_wrong_cells_of_rows_are_told_together():
    wrong = CRS + ROW.replace("2022|50", "22|50").replace("|1.25", "|x1.25") + "\n"
    with pytest.raises(InputErrors) as error:
        rows_in(held(wrong))
    assert [(one.line, one.field, one.value) for one in error.value.problems] == [
        (3, "year", "22"),
        (3, "usdcommitment", "x1.250000"),
    ]


@pytest.mark.parametrize(
    "text, said",
    [
        ("", "the file is empty"),
        ("name,size\nAda,39\n", "it has no column year, donorname"),
        (CRS + "Peru\n", "breaks off or is no CSV"),
        (CRS.replace("|CrsID|", "|Year|"), 'two columns are called "Year"'),
    ],
)
def test_what_gives_no_rows_is_one_error(text: str, said: str):
    with pytest.raises(FeedError) as error:
        rows_in(held(text))
    assert said in str(error.value)


def test_prices_are_one_of_two():
    with pytest.raises(ChoiceError, match="prices='real' is no choice"):
        feeds.crs_rows(held(CRS), prices="real")


def test_many_rows_come_in_blocks(tmp_path):
    path = tmp_path / "crs.csv"
    path.write_text(f"{HEAD}\n" + f"{ROW}\n" * 60_000, encoding="utf-8")
    batches = list(feeds.crs_rows(path))
    assert len(batches) > 2
    numbers = [number for batch in batches for number in batch.column("row").to_pylist()]
    assert sorted(numbers) == [number for number in range(2, 60_002) for _ in (1, 2)]


# --- several feeds


def test_feeds_join_with_the_countries_that_both_made():
    aid = feeds.read_crs(held(CRS.replace("454|PER|Peru", "285|UGA|Uganda")))
    text = "DATAFLOW,REF_AREA,TIME_PERIOD,OBS_VALUE\nX:Y(1.0),UGA,2024,5\n"
    series = feeds.read_sdmx(held(text))
    registry = feeds.joined(bundled(), aid, series)
    assert registry["ug"] == aid.of(Country)[0]
    assert registry["sdmx-data.row-2"].area == "ug"
    assert feeds.joined(registry, aid, series) == registry


def test_two_files_of_one_source_are_refused_by_their_ids():
    one, other = (feeds.read_crs(held(CRS.replace("1.250000", amount))) for amount in ("1", "2"))
    with pytest.raises(InputErrors, match=r"oecd-crs\.row-2\.commitment"):
        feeds.joined(bundled(), one, other)


# --- the rest


def test_empty_cells_that_a_row_needs_are_told():
    with pytest.raises(InputErrors) as error:
        feeds.read_crs(held(f"{HEAD}\n{ROW.replace('2022|50|ESP|Spain', '|50|ESP|')}\n"))
    assert [(one.field, one.message) for one in error.value.problems] == [
        ("year", "is empty"),
        ("donorname", "is empty"),
    ]
    with pytest.raises(InputErrors, match="TIME_PERIOD: is empty"):
        feeds.read_sdmx(held("DATAFLOW,TIME_PERIOD,OBS_VALUE\nX:Y(1.0),,1\n"))


def test_rows_without_an_amount_are_listed():
    feed = feeds.read_crs(held(CRS.replace("|1.250000|0.5|", "|||")))
    assert str(feed.omissions[0]) == 'row 2: has no amount in current prices (got "Clinics")'
    feed = feeds.read_mptf(held("Contributor,Commitments,Deposits\nPeru,,\n"), fund="mptf")
    assert [str(one) for one in feed.omissions] == ['row 2: has no amount (got "Peru")']


def test_percent_and_missing_columns_of_sdmx():
    text = "DATAFLOW,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE\nX:Y(1.0),2024,12.5,PT\n"
    assert str(feeds.read_sdmx(held(text)).of(Observation)[0].figure) == "12.5%"
    with pytest.raises(FeedError, match="it has no column OBS_VALUE"):
        feeds.read_sdmx(held("DATAFLOW,TIME_PERIOD\nX:Y(1.0),2024\n"))


def test_a_header_far_down_is_not_looked_for():
    with pytest.raises(FeedError, match="is no table of contributions"):
        feeds.read_mptf(held("a title\n" * 30 + "Contributor,Deposits\nPeru,1\n"), fund="mptf")


def test_zero_bytes_in_a_text_are_one_error():
    with pytest.raises(FeedError, match="is no text: it holds zero bytes"):
        feeds.read_crs(held(CRS.encode() + b"\0\0"))
