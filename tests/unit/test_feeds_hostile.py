"""Files as somebody may send them who means no harm, or does: one clear error or a listed omission each."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lacmigration import feeds
from lacmigration.errors import ChoiceError, FeedError, InputErrors
from lacmigration.provenance import Citation
from lacmigration.records import Contribution, Observation, Organisation


def stream(text: str | bytes, encoding: str = "utf-8") -> io.BytesIO:
    return io.BytesIO(text.encode(encoding) if isinstance(text, str) else text)


def amounts(feed: feeds.Feed) -> list[str]:
    return [str(one.figure) for one in feed.of(Contribution)]


def said_of(feed: feeds.Feed) -> list[str]:
    return [str(one) for one in feed.omissions]


# --- texts and archives

GIFTS = "Contributor,Deposits\nPeru,10\n"
ALL: list[Callable[[Any], object]] = [
    feeds.read_mptf, feeds.read_fts, feeds.read_crs, feeds.read_sdmx, feeds.read_r4v, feeds.read_remittances,
    feeds.read_iati, feeds.ecb_rates, feeds.un_rates, feeds.sniff,
]  # fmt: skip


@pytest.mark.parametrize("read", ALL)
def test_a_stream_of_text_is_refused_with_what_would_be_right(read: Callable[[Any], object]):
    with pytest.raises(FeedError, match="stream of text; open it for bytes, with mode 'rb'"):
        read(io.StringIO(GIFTS))


def test_a_table_packed_with_gzip_is_read_as_it_is_known():
    packed = gzip.compress(GIFTS.encode())
    assert feeds.sniff(io.BytesIO(packed)) == "mptf"
    assert amounts(feeds.read_mptf(io.BytesIO(packed))) == ["USD 10"]
    rows = "Year|DonorName|RecipientName|USD_Commitment|USD_Disbursement\n2022|Spain|Peru|1.25|\n"
    table = feeds.crs_rows(io.BytesIO(gzip.compress(rows.encode())), decimals=2).reader().read_all()
    assert [str(value) for value in table.column("value").to_pylist()] == ["1250000.00"]
    flows = gzip.compress(json.dumps({"data": {"flows": []}}).encode())
    assert feeds.read_fts(io.BytesIO(flows)).records == ()


@pytest.mark.parametrize("packed", [gzip.compress(GIFTS.encode())[:-9], gzip.compress(GIFTS.encode()) + b"x"])
def test_a_broken_archive_of_a_table_is_one_error(packed: bytes):
    with pytest.raises(FeedError, match="the gzip archive is cut short or broken"):
        feeds.read_mptf(io.BytesIO(packed))


def test_a_table_that_unpacks_without_end_is_one_error():
    bomb = gzip.compress(b"Contributor,Deposits\n" + b" " * 40_000_000)
    with pytest.raises(FeedError, match="a gzip bomb"):
        feeds.read_mptf(io.BytesIO(bomb))


@pytest.mark.parametrize("read", [feeds.read_mptf, feeds.read_fts])
def test_a_zip_archive_says_what_would_be_right(read: Callable[[Any], object]):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.csv", GIFTS)
    with pytest.raises(FeedError, match="is a ZIP archive; unpack it"):
        read(io.BytesIO(file.getvalue()))


def test_a_text_in_utf_16_is_known_where_its_reader_reads_it():
    assert feeds.sniff(stream('{"data": {"flows": []}}', "utf-16")) == "fts"
    assert feeds.sniff(stream('<iati-activities version="2.03"/>', "utf-16")) == "iati"
    with pytest.raises(FeedError, match="is UTF-16 text, not UTF-8"):
        feeds.sniff(stream(GIFTS, "utf-16"))


# --- separators and marks


@pytest.mark.parametrize(
    "text",
    [
        "Contributor;Deposits\nPeru;1,234,567\nChile;2,000,000\n",
        "A fund, of many, words, and, more, commas\nContributor;Deposits\nPeru;1234567\nChile;2000000\n",
        'Contributor|Deposits\n"Peru"|1,234,567\nChile|2,000,000\n',
    ],
)
def test_the_separator_is_what_makes_the_rows_alike(text: str):
    assert amounts(feeds.read_mptf(stream(text))) == ["USD 1,234,567", "USD 2,000,000"]


@pytest.mark.parametrize("cell, may_be", [("1,500", "1500 or 1.500"), ("1.500", "1500 or 1.500")])
def test_behind_semicolons_one_mark_may_be_a_decimal_one(cell: str, may_be: str):
    with pytest.raises(InputErrors, match=f"may be {may_be}; write it without marks"):
        feeds.read_mptf(stream(f"Contributor;Deposits\nPeru;{cell}\n"))
    assert amounts(feeds.read_mptf(stream('Contributor,Deposits\nPeru,"1,500"\n'))) == ["USD 1,500"]


def test_a_date_with_the_year_first_is_not_said_to_be_doubtful():
    with pytest.raises(InputErrors, match="is no date; write it as 2024-08-31"):
        feeds.read_mptf(stream("Contributor,Date,Deposits\nPeru,2024/08/31,10\n"))


# --- headings


@pytest.mark.parametrize(
    "heading, figure",
    [
        ("Deposits (US$ million)", "USD 5,500,000"),
        ("Deposits (EUR thousands)", "EUR 5,500"),
        ("Deposits (€)", "EUR 5.5"),
        ("Deposits ($)", "USD 5.5"),
        ("Deposits (million euros)", "EUR 5,500,000"),
        ("Deposits (US dollars)", "USD 5.5"),
        ("Deposits (millones de dólares)", "USD 5,500,000"),
        ("Deposits (ALL donors)", "USD 5.5"),
        ("Deposits (ALL)", "ALL 5.5"),
        ("Deposits (to date)", "USD 5.5"),
        ("Deposits (miles de millones)", "USD 5,500,000,000"),
        ("Deposits (USDm)", "USD 5,500,000"),
        ("Deposits (EURbn)", "EUR 5,500,000,000"),
        ("Deposits (kEUR)", "EUR 5,500"),
        ("Deposits (MUSD)", "USD 5,500,000"),
        ("Deposits (EUR mln)", "EUR 5,500,000"),
        ("Deposits (Mio. EUR)", "EUR 5,500,000"),
        ("Deposits (Md€)", "EUR 5,500,000,000"),
        ("Deposits (1000 USD)", "USD 5,500"),
        ("Deposits (US$ 1 000)", "USD 5,500"),
        ("Deposits (US$ trillion)", "USD 5,500,000,000,000"),
        ("Deposits (billones USD)", "USD 5,500,000,000,000"),
        ("Deposits (constant 2020 US$)", "USD 5.5"),
    ],
)
def test_a_heading_scales_its_amounts(heading: str, figure: str):
    assert amounts(feeds.read_mptf(stream(f"Contributor,{heading}\nPeru,5.5\n"))) == [figure]


@pytest.mark.parametrize(
    "heading, said",
    [
        ("Deposits (¥)", "does not say which currency"),
        ("Deposits (US$ or EUR)", "does not say which currency"),
        ("Deposits (R$)", "does not say which currency"),
        ("Deposits (Canadian dollars)", "does not say which currency"),
        ("Deposits (pesos)", "does not say which currency"),
        ("Deposits (US$ mil)", "may be a thousand or a million"),
        ("Deposits (US$ 10 000)", "is in neither thousands nor millions"),
    ],
)
def test_a_heading_that_may_mean_several_things_is_refused(heading: str, said: str):
    with pytest.raises(FeedError, match=said):
        feeds.read_mptf(stream(f"Contributor,{heading}\nPeru,5.5\n"))


def test_the_funding_of_a_plan_is_in_the_currency_of_its_heading():
    feed = feeds.read_r4v(stream("Country,Funding required (EUR millions)\nPeru,2.5\n"), year=2024)
    assert [str(one.figure) for one in feed.of(Observation)] == ["EUR 2,500,000"]


def test_a_currency_of_a_row_must_be_one():
    with pytest.raises(InputErrors, match=r'3:3: currency: is no currency of ISO 4217.*"euros"'):
        feeds.read_mptf(stream("Contributor,Deposits,Currency\nPeru,5,eur\nChile,6,euros\n"))
    assert amounts(feeds.read_mptf(stream("Contributor,Deposits,Currency\nPeru,5,eur\n"))) == ["EUR 5"]


def test_columns_that_no_record_keeps_are_listed():
    feed = feeds.read_mptf(stream("Contributor,Deposits,Deposit (EUR),Remark\nPeru,5,6,x\n"))
    assert said_of(feed) == ['row 1: columns that are not read (got "Deposits, Remark")']
    plan = feeds.read_r4v(stream("Country,People in need,Sector\nPeru,5,Health\n"), year=2024)
    assert said_of(plan) == ['row 1: columns that are not read (got "Sector")']


# --- flows as JSON


def flows(**changed: Any) -> io.BytesIO:
    flow = {
        "id": "7", "amountUSD": 2500, "status": "paid", "date": "2024-03-01T00:00:00Z",
        "sourceObjects": [{"type": "Organization", "id": "1", "name": "Chile, Government of"}],
        "destinationObjects": [{"type": "Organization", "id": "2", "name": "Our Agency"}],
    }  # fmt: skip
    return stream(json.dumps({"data": {"flows": [flow | changed]}}))


def test_a_name_that_stands_twice_in_an_object_is_refused():
    text = flows().getvalue().replace(b'"status"', b'"amountUSD": 99, "status"')
    with pytest.raises(FeedError, match='"amountUSD" stands twice in one object; write it once'):
        feeds.read_fts(io.BytesIO(text))


@pytest.mark.parametrize(
    "value, said", [("NaN", "NaN is no number"), ("1e" + "9" * 30, "exponent no amount")]
)
def test_what_is_no_number_in_json_is_one_error(value: str, said: str):
    with pytest.raises(FeedError, match=said):
        feeds.read_fts(stream(flows().getvalue().decode().replace("2500", value)))


def test_bytes_of_another_encoding_are_named():
    with pytest.raises(FeedError, match=r"byte 0xE9 at [0-9]+ is not UTF-8; save the file as UTF-8"):
        feeds.read_fts(io.BytesIO(flows(description="\u00e9").getvalue().replace(b"\\u00e9", b"\xe9")))


@pytest.mark.parametrize("name", [None, " ", ["a"]])
def test_a_body_or_plan_without_a_name_is_an_omission(name: Any):
    nameless = [{"type": "Organization", "id": "1", "name": name}]
    feed = feeds.read_fts(flows(sourceObjects=nameless))
    assert said_of(feed) == ['/data/flows/0/sourceObjects (flow 7): has no name (got "1")']
    assert feed.of(Contribution) == ()
    plan = feeds.read_fts(flows(destinationObjects=[{"type": "Plan", "id": "3", "name": name}]))
    assert said_of(plan) == ['/data/flows/0/destinationObjects (flow 7): has no name (got "3")']


def test_an_original_currency_must_be_one():
    with pytest.raises(InputErrors, match="originalCurrency: is no currency of ISO 4217"):
        feeds.read_fts(flows(originalAmount=10, originalCurrency="ZZZ"), amounts="original")
    with pytest.raises(ChoiceError, match=r"amounts='orig' is no choice"):
        feeds.read_fts(flows(), amounts="orig")  # type: ignore[arg-type]


def test_ids_that_differ_in_case_alone_do_not_become_one():
    two = (
        json.loads(flows(id="a").getvalue())["data"]["flows"]
        + json.loads(flows(id="A").getvalue())["data"]["flows"]
    )
    two[1]["amountUSD"] = 1
    with pytest.raises(InputErrors, match="is the id of another flow"):
        feeds.read_fts(stream(json.dumps({"data": {"flows": two}})))


# --- statistical series

HEAD = "DATAFLOW,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,DECIMALS,OBS_STATUS\n"


def test_labels_may_have_columns_of_their_own():
    text = (
        "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,DONOR,Donor,RECIPIENT,Recipient,MEASURE,Measure,"
        "UNIT_MEASURE,Unit of measure,PRICE_BASE,Price base,TIME_PERIOD,Time period,OBS_VALUE,"
        "Observation value,OBS_STATUS,Observation status,UNIT_MULT,Unit multiplier\n"
        "DATAFLOW,US:OURS(1.0),Our aid,I,ESP,Spain,PER,Peru,206,Aid,USD,US dollar,V,Current prices,2022,,5.5,"
        ",A,Normal value,6,Millions\n"
    )
    [found] = feeds.read_sdmx(stream(text), measure="flow").of(Observation)
    assert (found.area, found.counterpart, str(found.figure)) == ("pe", "es", "USD 5,500,000")
    assert found.scope == "PRICE_BASE=V"


@pytest.mark.parametrize(
    "period",
    ["2023-Q5", "2023-H1", "2023-01-31/P1M", "2023-01-01/P0M", "9999-06-01/P1Y", "2020-2023", "0000"],
)
def test_what_is_no_period_says_which_are(period: str):
    with pytest.raises(InputErrors, match="is no period; write it as 2024, 2024-08, 2024-Q3 or"):
        feeds.read_sdmx(stream(f"{HEAD}A:B(1.0),MX,{period},1,USD,0,0,A\n"))


@pytest.mark.parametrize(
    "written, period",
    [
        ("2024-04-01/P3M", "2024-04-01/2024-06-30"),
        ("2023-03-01/P1Y", "2023-03-01/2024-02-29"),
        ("2023-11-15T00:00:00/P2M", "2023-11-15/2024-01-14"),
        ("2024-02-26/P1W", "2024-02-26/2024-03-03"),
        ("2024-02-28/P2D", "2024-02-28/2024-02-29"),
    ],
)
def test_a_period_may_be_a_day_and_how_long_it_lasts(written: str, period: str):
    feed = feeds.read_sdmx(stream(f"{HEAD}A:B(1.0),MX,{written},1,USD,0,0,A\n"), measure="flow")
    assert [str(one.period) for one in feed.of(Observation)] == [period]


def test_a_unit_nobody_knows_is_listed():
    feed = feeds.read_sdmx(stream(f"{HEAD}A:B(1.0),MX,2022,1,USD_MN,,,A\n"), measure="flow")
    assert said_of(feed) == [
        'file: is a unit that is not known here; its values are plain numbers (got "USD_MN")'
    ]


def test_an_action_or_measure_nobody_knows_is_refused():
    with pytest.raises(InputErrors, match="ACTION: is no action of SDMX"):
        feeds.read_sdmx(
            stream("STRUCTURE,STRUCTURE_ID,ACTION,TIME_PERIOD,OBS_VALUE\ndataflow,A:B(1),Q,2022,1\n")
        )
    with pytest.raises(ChoiceError, match="measure='flux' is no choice; write stock"):
        feeds.read_sdmx(stream(f"{HEAD}A:B(1.0),MX,2022,1,USD,0,0,A\n"), measure="flux")


# --- rates, prices, floats


def test_a_rate_of_nothing_is_refused():
    with pytest.raises(InputErrors, match=r'2:2: USD: is no rate; it must be above 0 \(got "0"\)'):
        feeds.ecb_rates(stream("Date,USD,\n2024-08-30,0,\n"))


def test_an_index_with_decimal_commas_is_not_cut_at_them():
    with pytest.raises(InputErrors, match=r"3: row: has 3 cells, the header has 2"):
        feeds.deflator(stream("Year,Index\n2020,100\n2021,104,6\n"), currency="USD", base=2020)


def test_a_float_of_half_the_size_is_the_decimal_that_was_typed():
    table = pa.table(
        {
            "Year": [2022.0],
            "DonorName": ["Spain"],
            "RecipientName": ["Peru"],
            "USD_Commitment": pa.array([0.1], pa.float32()),
            "USD_Disbursement": [0.5],
        }
    )
    file = io.BytesIO()
    pq.write_table(table, file)
    assert amounts(feeds.read_crs(io.BytesIO(file.getvalue()))) == ["USD 100,000", "USD 500,000"]


# --- IATI


def activity(inner: str = "", *, identifier: str = "<iati-identifier>XX-1-A</iati-identifier>") -> str:
    return (
        f'<iati-activity default-currency="USD">{identifier}<reporting-org ref="XX-1" type="40">'
        "<narrative>We</narrative></reporting-org><title><narrative>T</narrative></title>"
        f"{inner}</iati-activity>"
    )


def transaction(value: str = "<value>100</value>", more: str = "", kind: str = "3") -> str:
    date = '<transaction-date iso-date="2024-08-31"/>'
    return f'<transaction><transaction-type code="{kind}"/>{date}{value}{more}</transaction>'


def iati(*inner: str) -> io.BytesIO:
    return stream(f'<iati-activities version="2.03">{"".join(inner)}</iati-activities>')


@pytest.mark.parametrize(
    "wrong, value",
    [
        (transaction("<value>100</value><value>200</value>"), "100 | 200"),
        (transaction("<value>10<b/>00</value>"), "10<b>"),
        (transaction(more='<transaction-date iso-date="2023-01-01"/>'), "2024-08-31 | 2023-01-01"),
        (transaction(more='<transaction-type code="2"/>'), "3 | 2"),
    ],
)
def test_a_transaction_that_says_something_twice_is_an_omission(wrong: str, value: str):
    feed = feeds.read_iati(iati(activity(wrong)))
    assert [one.value for one in feed.omissions] == [value]
    assert feed.of(Contribution) == ()


def test_two_providers_are_both_named():
    two = '<provider-org ref="A"/><provider-org ref="B"/>'
    feed = feeds.read_iati(iati(activity(transaction(more=two, kind="1"))))
    assert "A | B" in [one.name for one in feed.of(Organisation)]


@pytest.mark.parametrize("tag", ["title", "reporting-org", "description", "activity-status"])
def test_what_an_activity_says_twice_is_listed(tag: str):
    once = "<description><narrative>D</narrative></description><activity-status code='2'/>"
    feed = feeds.read_iati(iati(activity(f"{once}<{tag}><narrative>Another</narrative></{tag}>")))
    assert said_of(feed) == [f'the whole file: elements that are not read (got "{tag}: 1")']


@pytest.mark.parametrize(
    "file, said",
    [
        (iati(activity(activity())), "an activity inside of <iati-activity>"),
        (iati(f"<wrap>{activity()}</wrap>"), "an activity inside of <wrap>"),
        (iati("<activity/>"), "<activity> stands where only <iati-activity> may"),
        (iati(activity(), "<iati-organisation/>"), "<iati-organisation> stands where only"),
        (iati("<iati-organisation/>", activity()), "<iati-organisation> stands where only"),
        (iati(activity(transaction("<value>&x;</value>"))), "line 1, .*Entity 'x' not defined"),
    ],
)
def test_a_file_of_another_build_is_one_error(file: io.BytesIO, said: str):
    with pytest.raises(FeedError, match=said):
        feeds.read_iati(file)


def test_extensions_of_other_standards_may_stand_beside_activities():
    other = '<x:note xmlns:x="urn:other"/>'
    assert feeds.read_iati(iati(other, activity(), other)).counts == {"Organisation": 1, "Programme": 1}


def test_the_places_and_sectors_of_a_transaction_are_kept_and_written_again():
    own = '<sector code="15190"/><recipient-country code="PE"/>'
    feed = feeds.read_iati(iati(activity('<recipient-country code="CO"/>' + transaction(more=own))))
    [gift] = feed.of(Contribution)
    assert gift.earmark == "sector 1:15190; country PE"
    file = io.BytesIO()
    feeds.write_iati(feed.records, file, reporting=feeds.Reporter("XX-1", "We", "multilateral"))
    again = next(feeds.iati_activities(io.BytesIO(file.getvalue()))).transactions[0]
    assert [(one.vocabulary, one.code) for one in again.sectors] == [("1", "15190")]
    assert [one.code for one in again.countries] == ["PE"]


@pytest.mark.parametrize(
    "earmark, is_written",
    [
        ("country PE", True),
        ("region 298", True),
        ("sector 1:15190; sector 2:151; country PE; region 1:298", True),
        ("country PE; country CO", False),
        ("country PE; sector 1:15190", False),
        ("country PE; ", False),
        ("for the schools of Lima", False),
    ],
)
def test_an_earmark_is_written_where_a_transaction_has_its_place(
    earmark: str,
    is_written: bool,  # noqa: FBT001  (a parameter of the test)
):
    gift = Contribution(
        id="ours.gift", provider="de", receiver="mptf", flow="commitment", as_of="2024-08-31",
        figure="USD 5", earmark=earmark, citation=Citation("ours", "page 2"),
    )  # fmt: skip
    file = io.BytesIO()
    left = feeds.write_iati([gift], file, reporting=feeds.Reporter("XX-1", "We", "multilateral"))
    assert ("earmark has no place in a transaction" in [one.reason for one in left]) is not is_written
    [again] = feeds.read_iati(io.BytesIO(file.getvalue())).of(Contribution)
    assert again.earmark == (earmark if is_written else "")


def test_a_percentage_of_a_sector_that_is_none_is_not_written():
    feed = feeds.read_iati(iati(activity('<sector code="15190" percentage="x40"/>' + transaction())))
    file = io.BytesIO()
    left = feeds.write_iati(feed.records, file, reporting=feeds.Reporter("XX-1", "We", "multilateral"))
    assert ("sector 1:15190=x40", "its percentage is no number; written without it") in [
        (one.value, one.reason) for one in left
    ]
    again = next(feeds.iati_activities(io.BytesIO(file.getvalue())))
    assert [(one.code, one.percentage) for one in again.sectors] == [("15190", "")]


def test_a_stream_may_give_fewer_bytes_than_it_is_asked_for():
    class Slow(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            return super().read(7)

    file = Slow(b"<?xml version='1.0'?>" + iati(activity(transaction())).getvalue())
    assert feeds.read_iati(file).counts["Contribution"] == 1


def test_a_recipient_without_its_percentage_is_listed():
    shares = '<recipient-country code="CO" percentage="100"/><recipient-country code="PE"/>'
    rows = feeds.iati_rows(iati(activity(shares + transaction())), split="country")
    assert rows.reader().read_all().column("country").to_pylist() == ["CO"]
    assert ["by country: has no percentage" in one.reason for one in rows.omissions] == [True]


def test_an_amount_of_nothing_has_a_row_for_each_and_none_beside():
    shares = '<recipient-country code="CO" percentage="50"/><recipient-country code="PE" percentage="50"/>'
    rows = feeds.iati_rows(iati(activity(shares + transaction("<value>0</value>"))), split="country")
    assert rows.reader().read_all().column("country").to_pylist() == ["CO", "PE"]
