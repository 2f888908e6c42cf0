"""Laws of tables that are read: what was written comes back, and whatever comes ends in one answer."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lacmigration import feeds
from lacmigration.errors import FeedError, InputErrors, RecordError
from lacmigration.feeds._values import figure_of
from lacmigration.provenance import Source
from lacmigration.records import Contribution, Observation

OURS = Source("our-rates", "Our rates", "Ourselves")
numbers = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(0, 10**12), st.integers(0, 9)
)
rates = st.builds(
    lambda digits, places: f"{Decimal(digits).scaleb(-places):f}", st.integers(1, 10**8), st.integers(0, 6)
)


@given(numbers, st.integers(0, 12))
def test_a_scaled_figure_is_the_figure_times_its_scale(number: Decimal, power: int):
    plain, scaled = figure_of(number, "USD"), figure_of(number, "USD", power=power)
    assert scaled.nominal == plain.nominal * 10**power
    assert scaled.strict.hi - scaled.strict.lo == (plain.strict.hi - plain.strict.lo) * 10**power
    assert scaled.strict.hi - scaled.nominal == Fraction(scaled.resolution) / 2


@given(rates, rates, rates)
def test_crossing_is_exact_and_goes_there_and_back(dollar: str, peso: str, sol: str):
    day = dt.date(2024, 8, 30)
    quotes = {"USD": dollar, "MXN": peso, "PEN": sol}
    table = feeds.Rates(OURS, {("EUR", quote): [(day, rate, "row 2")] for quote, rate in quotes.items()})

    def worth(base: str, quote: str) -> Fraction:
        return table.at(base, quote, day).value.nominal

    assert worth("USD", "MXN") == Fraction(peso) / Fraction(dollar)
    assert worth("USD", "MXN") * worth("MXN", "USD") == 1
    assert worth("USD", "MXN") * worth("MXN", "PEN") == worth("USD", "PEN")
    converted = table.convert("USD 100", "MXN", date=day)
    assert converted.nominal == 100 * worth("USD", "MXN")
    assert converted.strict.lo <= converted.nominal <= converted.strict.hi


@given(rates, rates, st.integers(2, 400), st.data())
def test_a_rate_between_two_lies_on_their_line(first: str, last: str, days: int, data: st.DataObject):
    start = dt.date(2024, 1, 1)
    end = start + dt.timedelta(days)
    table = feeds.Rates(OURS, {("EUR", "USD"): [(start, first, "row 2"), (end, last, "row 3")]})
    at = data.draw(st.integers(1, days - 1))
    found = table.at("EUR", "USD", start + dt.timedelta(at), missing="interpolate").value.nominal
    assert min(Fraction(first), Fraction(last)) <= found <= max(Fraction(first), Fraction(last))
    assert (found - Fraction(first)) * days == (Fraction(last) - Fraction(first)) * at


@given(st.lists(st.tuples(rates, st.integers(0, 30)), min_size=1, unique_by=lambda one: one[1]))
def test_the_arrow_table_has_every_rate_as_decimal_and_quotient(those: list[tuple[str, int]]):
    entries = [(dt.date(2024, 1, 1) + dt.timedelta(day), rate, f"row {day}") for rate, day in those]
    rows = feeds.Rates(OURS, {("EUR", "USD"): entries}).to_arrow().to_pylist()
    assert [Fraction(row["value"]) for row in rows] == [Fraction(rate) for _, rate, _ in sorted(entries)]
    assert all(Fraction(row["num"]) / Fraction(row["den"]) == Fraction(row["value"]) for row in rows)


@given(st.lists(st.tuples(numbers, st.integers(0, 9), st.integers(0, 6)), min_size=1, max_size=8))
def test_sdmx_that_is_written_comes_back(those: list[tuple[Decimal, int, int]]):
    rows = ["DATAFLOW,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,DECIMALS"]
    rows += [
        f"X:Y(1.0),MX,{2001 + at},{value:f},USD,{mult},{places}"
        for at, (value, mult, places) in enumerate(those)
    ]
    found = feeds.read_sdmx(io.BytesIO("\n".join(rows).encode()), measure="flow").of(Observation)
    assert [one.figure.nominal for one in found] == [Fraction(value) * 10**mult for value, mult, _ in those]
    assert [one.figure.resolution for one in found] == [Decimal(1).scaleb(mult - d) for _, mult, d in those]


amounts = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-(10**9), 10**9), st.integers(0, 9)
)


@settings(max_examples=40)
@given(st.lists(st.tuples(amounts, st.none() | amounts), min_size=1, max_size=12))
def test_records_and_rows_of_aid_activities_are_the_same(those: list[tuple[Decimal, Decimal | None]]):
    rows = ["Year|DonorName|RecipientName|CrsID|USD_Commitment|USD_Disbursement"]
    rows += [
        f"2022|Spain|Peru|{number}|{made:f}|{'' if paid is None else f'{paid:f}'}"
        for number, (made, paid) in enumerate(those)
    ]
    text = "\n".join(rows).encode()
    records = feeds.read_crs(io.BytesIO(text))
    table = feeds.crs_rows(io.BytesIO(text))
    found = table.reader().read_all().to_pylist()
    flows = ("commitment", "disbursement")
    for flow, said in zip(flows, zip(*those, strict=True), strict=True):
        kept = [one.figure.nominal for one in records.of(Contribution) if one.flow == flow]
        assert kept == [Fraction(one["value"]) for one in found if one["flow"] == flow]
        assert kept == [Fraction(one) * 10**6 for one in said if one is not None and one >= 0]
    assert len(table.omissions) == len(records.omissions)


SEEDS: dict[str, tuple[Callable[..., object], bytes]] = {
    "mptf": (
        lambda source: feeds.read_mptf(source, fund="mptf"),
        b"Contributor,Year,Deposits\nPeru,2024,10.5\n",
    ),
    "crs": (
        feeds.read_crs,
        b"Year|DonorName|RecipientName|USD_Commitment|USD_Disbursement\n2022|Spain|Peru|1.5|\n",
    ),
    "crs rows": (
        lambda source: list(feeds.crs_rows(source)),
        b"Year|DonorName|RecipientName|USD_Commitment|USD_Disbursement\n2022|Spain|Peru|1.5|\n",
    ),
    "sdmx": (
        feeds.read_sdmx,
        b"DATAFLOW,GEO,TIME_PERIOD,OBS_VALUE,UNIT_MULT,OBS_STATUS\nX:Y(1),MX,2024-Q1,12.5,3,E\n",
    ),
    "remittances": (feeds.read_remittances, b"Remittance inflows (US$ million),2022,2023e\nPeru,1.5,2\n"),
    "r4v": (feeds.read_r4v, b"Country,People in need,Funding required\nPeru,100,200\nTotal,100,200\n"),
    "fts": (
        feeds.read_fts,
        (
            b'{"data":{"flows":[{"id":"1","amountUSD":5,"status":"paid","date":"2024-01-01",'
            b'"sourceObjects":[{"type":"Organization","name":"Chile"}],'
            b'"destinationObjects":[{"type":"Plan","id":"7","name":"Ours"}]}]}}'
        ),
    ),
    "ecb": (feeds.ecb_rates, b"Date,USD,MXN,\n2024-08-30,1.1,N/A,\n2024-08-29,1.2,20,\n"),
    "ecb xml": (feeds.ecb_rates, b'<E><Cube time="2024-09-02"><Cube currency="USD" rate="1.12"/></Cube></E>'),
    "un": (feeds.un_rates, b"Country,Currency,Effective Date,Rate\nPeru,PEN,01 Aug 2024,3.7\n"),
    "index": (
        lambda source: feeds.deflator(source, currency="USD", base=2020),
        b"year,index\n2020,100\n2021,104.6\n",
    ),
    "sniff": (feeds.sniff, b"Contributor,Deposits\nPeru,10\n"),
}
pieces = st.sampled_from(
    [
        b"", b",", b"|", b'"', b"\n", b"\r", b"\0", b"-", b"1e99", b"9" * 70, b"\xff", b"\xc3\xa9", b"NaN",
        b"..", b"<", b"&a;", b"2024-02-30", b"x", b"  ", b"null", b"[", b"}", b"\xef\xbb\xbf", b"0", b"-5",
        b"(", b"USD",
    ]
)  # fmt: skip


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=60)
@given(data=st.data())
def test_whatever_comes_is_read_or_refused(name: str, data: st.DataObject):
    read, seed = SEEDS[name]
    bent = seed
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(bent)))
        end = data.draw(st.integers(start, min(start + 6, len(bent))))
        bent = bent[:start] + data.draw(pieces) + bent[end:]
    with contextlib.suppress(FeedError, InputErrors, RecordError):  # the last where a base year is lost
        read(io.BytesIO(bent))


@pytest.mark.parametrize("name", SEEDS)
@given(st.binary(max_size=200))
@settings(max_examples=30)
def test_what_is_no_file_of_the_format_is_refused(name: str, data: bytes):
    with pytest.raises((FeedError, InputErrors)):
        SEEDS[name][0](io.BytesIO(data))
