"""Dated exchange rates and price indices: from published tables to amounts."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from fractions import Fraction

import pyarrow as pa
import pytest

from lacmigration import feeds
from lacmigration.conversion import Rate, constant_prices
from lacmigration.errors import AggregationError, ChoiceError, FeedError, InputErrors, RecordError
from lacmigration.facts import Fact
from lacmigration.figures import Figure
from lacmigration.provenance import Citation, Source
from lacmigration.records import Contribution

OURS = Source("our-rates", "Our rates", "Ourselves")
AT = Citation("our-rates", "row 1")


def held(text: str | bytes) -> io.BytesIO:
    return io.BytesIO(text if isinstance(text, bytes) else text.encode())


ECB = """Date,USD,MXN,CYP,XYZ,
2024-09-02,1.12,N/A,N/A,3,
2024-08-30,1.10,22.00,N/A,3,
2024-08-29,1.11,N/A,N/A,3,
"""
XML = """<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary">
 <Cube>
  <Cube time="2024-09-02"><Cube currency="USD" rate="1.12"/></Cube>
  <Cube time="2024-08-30"><Cube currency="USD" rate="1.10"/><Cube currency="MXN" rate="22.00"/></Cube>
 </Cube>
</gesmes:Envelope>
"""


@pytest.fixture
def ecb() -> feeds.Rates:
    return feeds.ecb_rates(held(ECB))


def test_the_table_of_the_central_bank(ecb):
    assert (len(ecb), sorted(ecb.currencies)) == (4, ["EUR", "MXN", "USD"])
    rate = ecb.at("EUR", "USD", "2024-08-30")
    assert (rate.value, str(rate.date)) == (Figure("1.10", "USD/EUR"), "2024-08-30")
    assert (rate.citation.source, rate.citation.locator) == ("ecb-reference-rates", "row 3, column USD")
    assert rate.citation.stated == "1.10"


def test_days_without_a_rate_and_columns_of_no_currency_are_listed(ecb):
    assert [str(one) for one in ecb.omissions] == [
        'row 1, column 5: is no currency of ISO 4217 (got "XYZ")',
        'column MXN, 2 days from 2024-08-29 to 2024-09-02: has no rate (got "N/A")',
        'column CYP, 3 days from 2024-08-29 to 2024-09-02: has no rate (got "N/A")',
    ]


def test_the_xml_says_the_same():
    rates = feeds.ecb_rates(held(XML))
    assert [(rate.quote, str(rate.date), str(rate.value.number)) for rate in rates] == [
        ("MXN", "2024-08-30", "22.00"),
        ("USD", "2024-08-30", "1.10"),
        ("USD", "2024-09-02", "1.12"),
    ]
    assert rates.at("EUR", "MXN", "2024-08-30").citation.locator == "line 5, MXN of 2024-08-30"


@pytest.mark.parametrize(
    "text, said",
    [
        (XML[:300], "the XML is broken or breaks off"),
        (XML.replace("time=", "day="), 'no element is a "Cube" with a "time"'),
        ("<html><body/></html>", 'no element is a "Cube" with a "time"'),
        ('<!DOCTYPE x [<!ENTITY a "aaaa">]><Cube time="2024-09-02">&a;</Cube>', "declares a document type"),
    ],
)
def test_xml_that_is_none_is_one_error(text: str, said: str):
    with pytest.raises(FeedError) as error:
        feeds.ecb_rates(held(text))
    assert said in str(error.value)


@pytest.mark.parametrize(
    "text, said",
    [
        (
            XML.replace('rate="1.12"', 'rate="1,12"'),
            'rate: is no plain number; write it as 12000.50 (got "1,12")',
        ),
        (XML.replace('rate="1.12"', 'rate="0"'), "is no rate; it must be above 0"),
        (XML.replace("2024-09-02", "02/09/2024"), "time: may be read with the day or the month first"),
        (XML.replace("2024-09-02", "2024-08-30"), "2024-08-30 has a rate already"),
        (ECB.replace("1.12", "-1"), "USD: is no rate; it must be above 0"),
        (ECB.replace("2024-09-02", "9/2/2024"), "Date: may be read with the day or the month first"),
        (ECB.replace("2024-09-02", "2024-08-30"), "2024-08-30 has a rate already"),
        (ECB.replace("2024-09-02", ""), "Date: is empty"),
    ],
)
def test_wrong_rates_are_told_with_their_place(text: str, said: str):
    with pytest.raises(InputErrors) as error:
        feeds.ecb_rates(held(text))
    assert said in str(error.value)


# --- looking a rate up


def test_a_pair_is_turned_round_exactly(ecb):
    rate = ecb.at("USD", "EUR", "2024-08-30")
    assert (rate.value.nominal, rate.citation.locator) == (
        Fraction(10, 11),
        "row 3, column USD, turned round",
    )


def test_two_currencies_cross_through_the_euro_exactly(ecb):
    rate = ecb.at("USD", "MXN", "2024-08-30")
    assert rate.value.nominal == 20
    assert rate.citation.locator == "row 3, column USD and row 3, column MXN, crossed through EUR"
    assert ecb.at("MXN", "USD", "2024-08-30").value.nominal == Fraction(1, 20)


def test_through_the_dollar_where_there_is_no_euro():
    day = dt.date(2024, 8, 1)
    rates = feeds.Rates(
        OURS, {("USD", "PEN"): [(day, "3", "row 2")], ("USD", "CLP"): [(day, "900", "row 3")]}
    )
    assert rates.at("PEN", "CLP", "2024-08-01").value.nominal == 300
    assert "crossed through USD" in rates.at("PEN", "CLP", "2024-08-01").citation.locator


def test_a_day_without_a_rate_is_refused_with_its_neighbours(ecb):
    with pytest.raises(RecordError) as error:
        ecb.at("EUR", "USD", "2024-08-31")
    assert str(error.value) == (
        "no rate of EUR in USD on 2024-08-31; the nearest are of 2024-08-30 and 2024-09-02: "
        'take one of them, or say missing="previous" or "interpolate"'
    )
    with pytest.raises(RecordError, match="the first is of 2024-08-29"):
        ecb.at("EUR", "USD", "2024-08-01")
    with pytest.raises(RecordError, match="the last is of 2024-09-02"):
        ecb.at("EUR", "USD", "2025-01-01")


def test_the_rate_before_and_how_far_back(ecb):
    rate = ecb.at("EUR", "USD", "2024-09-01", missing="previous")
    assert (str(rate.date), rate.citation.locator) == (
        "2024-08-30",
        "row 3, column USD, the last before 2024-09-01",
    )
    assert str(ecb.at("EUR", "USD", "2024-09-01", missing="previous", within=2).date) == "2024-08-30"
    with pytest.raises(RecordError, match="finds none that may be taken"):
        ecb.at("EUR", "USD", "2024-09-01", missing="previous", within=1)
    with pytest.raises(RecordError, match="finds none that may be taken"):
        ecb.at("EUR", "USD", "2024-08-01", missing="previous")


def test_a_rate_on_the_line_between_two(ecb):
    rate = ecb.at("EUR", "USD", "2024-08-31", missing="interpolate")
    # a third of the way from 1.10 to 1.12
    assert rate.value.nominal == Fraction(110, 100) + Fraction(2, 100) / 3
    assert "interpolated between 2024-08-30 and 2024-09-02" in rate.citation.locator
    with pytest.raises(RecordError):
        ecb.at("EUR", "USD", "2025-01-01", missing="interpolate")


def test_what_cannot_be_looked_up(ecb):
    with pytest.raises(
        RecordError, match="no rates lead from EUR to PEN; the currencies of this table are EUR, MXN"
    ):
        ecb.at("EUR", "PEN", "2024-08-30")
    with pytest.raises(RecordError, match="converts nothing"):
        ecb.at("EUR", "EUR", "2024-08-30")
    with pytest.raises(RecordError, match="2024-08 is no day"):
        ecb.at("EUR", "USD", "2024-08")
    with pytest.raises(ChoiceError, match="missing='next' is no choice"):
        ecb.at("EUR", "USD", "2024-08-30", missing="next")


def test_conversion_keeps_the_interval_of_both_rates(ecb):
    amount = ecb.convert("USD 11", "MXN", date="2024-08-30")
    assert amount.money.amount == 220
    # 11 USD lies in [10.5, 11.5], its rates in [1.095, 1.105] and [21.995, 22.005]
    assert (amount.strict.lo, amount.strict.hi) == (
        Fraction("10.5") / Fraction("1.105") * Fraction("21.995"),
        Fraction("11.5") / Fraction("1.095") * Fraction("22.005"),
    )
    assert ecb.convert("USD 11", "USD", date="2024-08-30").money.amount == 11


def contribution(as_of: str) -> Contribution:
    return Contribution(
        id="our.gift", provider="mx", receiver="mptf", figure="EUR 100", as_of=as_of or None, citation=AT
    )


def test_the_day_is_that_of_the_amount(ecb):
    assert ecb.convert(contribution("2024-08-30"), "USD").money.amount == 110
    assert ecb.convert(contribution("2024-08"), "USD", date="2024-08-29").money.amount == 111
    with pytest.raises(AggregationError, match="is of no date: say of which day"):
        ecb.convert(contribution(""), "USD")
    with pytest.raises(AggregationError, match="is as of 2023, the rate of 2024-08-30"):
        ecb.convert(contribution("2023"), "USD", date="2024-08-30")


def test_rates_that_you_have_as_records():
    rate = Rate(base="EUR", quote="USD", value=Decimal("1.25"), date="2024-08-30", citation=AT)
    rates = feeds.Rates.of([rate], OURS)
    assert rates.at("EUR", "USD", "2024-08-30").value == rate.value
    assert rates.convert("EUR 100", "USD", date="2024-08-30").strict.hi == Fraction("100.5") * Fraction(
        "1.25"
    )
    monthly = Rate(base="EUR", quote="USD", value="1.25", date="2024-08", citation=AT)
    with pytest.raises(RecordError, match="the rate of 2024-08 has no day"):
        feeds.Rates.of([monthly], OURS)
    with pytest.raises(RecordError, match="EUR 1 has two rates in USD on 2024-08-30"):
        feeds.Rates.of([rate, rate], OURS)


def test_the_arrow_table_is_exact(ecb):
    table = ecb.to_arrow()
    assert table.schema.field("date").type == pa.date32()
    assert table.schema.field("value").type == pa.decimal128(38, 2)
    row = table.to_pylist()[-1]
    assert (row["date"], row["base"], row["quote"], row["value"]) == (
        dt.date(2024, 9, 2),
        "EUR",
        "USD",
        Decimal("1.12"),
    )
    assert (row["num"], row["den"]) == (112, 100)


def test_crossed_rates_have_no_decimals_in_arrow(ecb):
    third = feeds.Rates.of([ecb.at("EUR", "USD", "2024-08-31", missing="interpolate")], OURS)
    [row] = third.to_arrow().to_pylist()
    assert (row["value"], row["num"], row["den"]) == (None, 83, 75)


def test_an_empty_table_and_its_look():
    empty = feeds.Rates(OURS, {})
    assert (len(empty), repr(empty), empty.to_arrow().num_rows) == (0, "<Rates: 0 of >", 0)


# --- the United Nations

UN = """United Nations operational rates,,,
Country,Currency,Effective Date,Rate
Mexico,MXN,01 Aug 2024,18.46
Mexico,MXN,01 Sep 2024,"1,019.62"
Ecuador,USD,01 Aug 2024,1
France,EUR,01 Aug 2024,0.923
Spain,EUR,01 Aug 2024,0.923
Nowhere,ZZZ,01 Aug 2024,2
"""


def test_operational_rates_hold_until_the_next():
    rates = feeds.un_rates(held(UN))
    assert (len(rates), sorted(rates.currencies)) == (3, ["EUR", "MXN", "USD"])
    assert str(rates.at("USD", "MXN", "2024-08-20", missing="previous").value.number) == "18.46"
    assert str(rates.at("USD", "MXN", "2024-09-20", missing="previous").value.number) == "1019.62"
    assert [one.place for one in rates.omissions] == ["row 5", "row 8, column code"]


def test_countries_that_disagree_on_one_currency_are_wrong():
    with pytest.raises(
        InputErrors, match="is another rate than that of row 6, column rate, for the same day"
    ):
        feeds.un_rates(held(UN.replace("Spain,EUR,01 Aug 2024,0.923", "Spain,EUR,01 Aug 2024,0.924")))


def test_wrong_operational_rates_are_told_together():
    with pytest.raises(InputErrors) as error:
        feeds.un_rates(
            held("Currency,Date,Rate\nMXN,08/01/2024,18\nPEN,2024-08-01,x\nCLP,2024-08-01,0\n,,\nUYU,,1\n")
        )
    assert [(one.line, one.field) for one in error.value.problems] == [
        (2, "date"), (3, "rate"), (4, "rate"), (6, "date"),
    ]  # fmt: skip


# --- deflators

WIDE = """Data Source,World Development Indicators,,,,
Last Updated,2024-08-01,,,,
Country Name,Country Code,Indicator Name,2020,2021,2022
United States,USA,GDP deflator,100,104.6,112
Peru,PER,GDP deflator,100,..,
"""


def test_an_index_with_years_as_columns():
    index = feeds.deflator(held(WIDE), currency="USD", base=2020, country="usa")
    assert [(year, str(value.number)) for year, value in index.index] == [
        (2020, "100"), (2021, "104.6"), (2022, "112"),
    ]  # fmt: skip
    assert index.citation.locator == "row 4"
    fact = Fact(id="gift", figure=Figure.exact(112, "USD"))
    assert constant_prices(fact, index, year=2022).money.amount == 100


def test_an_index_with_a_row_a_year():
    text = "year,index\n2020,98.5\n2021,100\n"
    index = feeds.deflator(held(text), currency="PEN", base=2021)
    assert (index.at(2020).number, index.citation.locator) == (Decimal("98.5"), "rows 2 and below")


@pytest.mark.parametrize(
    "text, options, said",
    [
        (WIDE, {}, 'has the index of several (Peru, United States); say which with country="Peru"'),
        (WIDE, {"country": "CHL"}, "has no country 'CHL'"),
        (WIDE + "United States,USA,CPI,1,1,1\n", {"country": "USA"}, 'say which with series="CPI"'),
        ("name,size\nAda,39\n", {}, "is no table of a price index"),
        ("year,index\n2020,..\n", {}, "has no value of the index for any year"),
        ("", {}, "the file is empty"),
    ],
)
def test_what_is_no_index_is_one_error(text: str, options: dict[str, str], said: str):
    with pytest.raises(FeedError) as error:
        feeds.deflator(held(text), currency="USD", base=2020, **options)
    assert said in str(error.value)


def test_wrong_cells_of_an_index_are_told_together():
    text = "year,index\n2020,x\n20,1\n2021,0\n2022,5\n2022,6\n"
    with pytest.raises(InputErrors) as error:
        feeds.deflator(held(text), currency="USD", base=2020)
    assert [one.line for one in error.value.problems] == [2, 3, 4, 6]


def test_the_base_year_must_be_there():
    with pytest.raises(RecordError, match="has no value for 2019"):
        feeds.deflator(held("year,index\n2020,100\n"), currency="USD", base=2019)


def test_a_rate_of_more_digits_than_arrow_has():
    long = Rate(base="EUR", quote="USD", value=Decimal("1." + "1" * 39), date="2024-08-30", citation=AT)
    with pytest.raises(RecordError, match="more than the 38 digits"):
        feeds.Rates.of([long], OURS).to_arrow()
