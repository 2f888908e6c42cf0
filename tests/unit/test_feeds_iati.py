"""IATI files as they are published, and as they arrive: cut short, packed, mixed up, or meant to do harm."""

from __future__ import annotations

import gzip
import io
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from lacmigration import feeds
from lacmigration.errors import ChoiceError, FeedError, FigureError
from lacmigration.feeds.iati import _opening
from lacmigration.money import Money
from lacmigration.records import Contribution, Operation, Organisation, Programme, Region, Source

PAID = (
    '<transaction ref="{ref}"{more}><transaction-type code="{type}"/>'
    '<transaction-date iso-date="{date}"/><value{currency} value-date="{date}">{value}</value>'
    "{parties}</transaction>"
)


NAMED = "<narrative>%s</narrative>"


def paid(
    value: str = "1000",
    *,
    type: str = "3",  # noqa: A002
    date: str = "2024-08-31",
    currency: str = "",
    parties: str = '<receiver-org ref="XX-9"><narrative>Receiver</narrative></receiver-org>',
    more: str = "",
) -> str:
    own = f' currency="{currency}"' if currency else ""
    return PAID.format(ref="r", type=type, date=date, currency=own, value=value, parties=parties, more=more)


def activity(*inside: str, identifier: str = "XX-1-A", default: str = ' default-currency="USD"') -> str:
    return (
        f"<iati-activity{default}><iati-identifier>{identifier}</iati-identifier>"
        '<reporting-org ref="XX-1" type="40"><narrative>An agency</narrative></reporting-org>'
        '<title><narrative xml:lang="es">Papeles</narrative>'
        '<narrative xml:lang="en">Papers</narrative></title>' + "".join(inside) + "</iati-activity>"
    )


def document(*activities: str, version: str = "2.03") -> bytes:
    return f'<iati-activities version="{version}">\n{"".join(activities)}\n</iati-activities>'.encode()


def read(*activities: str) -> feeds.Feed:
    return feeds.read_iati(io.BytesIO(document(*activities)))


def rows(*activities: str, split: str = "") -> list[dict[str, object]]:
    found = feeds.iati_rows(io.BytesIO(document(*activities)), split=split)  # type: ignore[arg-type]
    return found.reader().read_all().to_pylist()


# --- what becomes of what --------------------------------------------------------------------------------


def test_an_activity_is_a_programme_with_everything_that_it_says():
    feed = read(
        activity(
            f'<participating-org ref="YY-2" type="10" role="1">{NAMED % "Donor"}</participating-org>',
            f'<participating-org ref="ZZ-3" type="22" role="4">{NAMED % "NGO"}</participating-org>',
            '<activity-status code="4"/>',
            '<activity-date type="1" iso-date="2020-01-01"/><activity-date type="2" iso-date="2020-02-01"/>',
            '<activity-date type="3" iso-date="2023-12-31"/>',
            '<recipient-country code="CO" percentage="75"/><recipient-country code="PE" percentage="25"/>',
            '<sector vocabulary="1" code="15190" percentage="100"/>',
            '<tag vocabulary="99" vocabulary-uri="urn:lacmigration:global-compact-objectives" code="8"/>',
            '<tag vocabulary="99" vocabulary-uri="urn:lacmigration:migration-mptf-areas" code="4"/>',
            '<tag vocabulary="2" code="10"/>',
            '<budget><period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>'
            '<value value-date="2020-01-01">2500.50</value></budget>',
        )
    )
    (programme,) = feed.of(Programme)
    names = {one.id: (one.name, one.kind, one.identifiers) for one in feed.of(Organisation)}
    assert programme.name == "Papers"
    assert programme.note == "Also titled: Papeles (es)"
    assert [names[one] for one in programme.funders] == [("Donor", "government", ("iati:YY-2",))]
    assert [names[one] for one in programme.implementers] == [("NGO", "ngo", ("iati:ZZ-3",))]
    assert programme.status == "closed"
    assert str(programme.period) == "2020-02-01/2023-12-31"
    assert programme.recipients == ("co", "pe")
    assert programme.split == ("co=3/4", "pe=1/4")
    assert programme.objectives == ("gcm.objective.8",)
    assert programme.area == "mptf.area.4"
    assert programme.topics == ("sector 1:15190=100", "tag 2:10")
    assert programme.figure is not None
    assert programme.figure.money == Money("2500.50", "USD")
    assert programme.citation.locator == "iati-activity XX-1-A, line 2"
    assert feed.omissions == ()


@pytest.mark.parametrize(
    "code, flow, from_us",
    [
        ("1", "disbursement", False),
        ("2", "commitment", True),
        ("3", "disbursement", True),
        ("11", "commitment", False),
        ("12", "pledge", True),
        ("13", "pledge", False),
    ],
)
def test_what_flows_is_a_contribution_between_its_parties(code: str, flow: str, from_us: bool):  # noqa: FBT001
    other = '<provider-org ref="YY-2"><narrative>Donor</narrative></provider-org>'
    parties = other if not from_us else other.replace("provider", "receiver")
    feed = read(activity(paid(type=code, parties=parties)))
    (gift,) = feed.of(Contribution)
    assert gift.flow.value == flow
    ends = (gift.provider, gift.receiver)
    outside, inside = ends[::-1] if from_us else ends
    assert outside == "iati.body.yy-2"
    assert inside == ("iati.body.xx-1" if from_us else "iati.activity.xx-1-a")
    assert str(gift.period) == "2024-08-31/2024-08-31"
    assert gift.citation.stated == "USD 1000"
    assert gift.citation.locator == "iati-activity XX-1-A transaction 1, line 2"


@pytest.mark.parametrize(
    "code, kind", [("4", "expenditure"), ("5", "interest payment"), ("10", "credit guarantee")]
)
def test_what_is_no_flow_between_parties_is_an_operation(code: str, kind: str):
    (operation,) = read(activity(paid(type=code))).of(Operation)
    assert operation.kind == kind
    assert operation.owner == "iati.activity.xx-1-a"
    assert operation.figure is not None
    assert operation.figure.money == Money(1000, "USD")


def test_a_figure_is_good_to_its_last_written_digit_and_no_further():
    whole, cents = read(activity(paid("1000"), paid("1000.50"))).of(Contribution)
    assert (whole.figure.strict.lo, whole.figure.strict.hi) == (Fraction(1999, 2), Fraction(2001, 2))
    assert cents.figure.resolution == Decimal("0.01")
    assert whole.figure.loose == whole.figure.strict


def test_currencies_are_kept_apart_and_inherited_only_where_none_is_written():
    gifts = read(activity(paid("5"), paid("7", currency="EUR"))).of(Contribution)
    assert [str(one.amount) for one in gifts] == ["USD 5", "EUR 7"]


def test_the_source_is_named_by_the_file_and_its_publishers_or_given():
    assert read(activity()).source.producer == "An agency"
    own = Source(id="our-feed", title="Ours", producer="Us")
    feed = feeds.read_iati(io.BytesIO(document(activity(paid()))), about=own)
    assert feed.source is own
    assert {one.citation.source for one in feed.of(Contribution)} == {"our-feed"}


def test_an_activity_that_stands_twice_is_counted_once_and_said():
    feed = read(activity(paid()), activity(paid()))
    assert len(feed.of(Contribution)) == 1
    assert [one.value for one in feed.omissions] == ["XX-1-A"]


def test_elements_that_are_not_read_are_counted_wherever_they_stand():
    feed = read(activity("<conditions attached='0'/>", paid(), "<result type='1'/><result type='2'/>"))
    assert [(one.value, one.reason) for one in feed.omissions] == [
        ("conditions: 1, result: 2", "elements that are not read")
    ]


def test_an_activity_whose_identifier_stands_behind_its_transactions_is_read_all_the_same():
    inside = paid() + '<iati-identifier>XX-1-B</iati-identifier><reporting-org ref="XX-1"/>' + paid()
    feed = read(f'<iati-activity default-currency="USD">{inside}</iati-activity>')
    assert [one.citation.locator for one in feed.of(Contribution)] == [
        "iati-activity XX-1-B transaction 1, line 2",
        "iati-activity XX-1-B transaction 2, line 2",
    ]
    assert {one.provider for one in feed.of(Contribution)} == {"iati.body.xx-1"}
    assert [one.reason for one in feed.omissions] == ["no title; the identifier stands for it"]


def test_activities_give_their_texts_as_they_are_written():
    (found,) = feeds.iati_activities(io.BytesIO(document(activity(paid(" 12.50 "), paid("x")))))
    assert found.titles == {"es": "Papeles", "en": "Papers"}
    assert [(one.number, one.value, one.currency) for one in found.transactions] == [
        (1, " 12.50 ", "USD"),
        (2, "x", "USD"),
    ]


# --- rows ------------------------------------------------------------------------------------------------


def test_rows_are_typed_and_carry_what_was_inherited():
    (row,) = rows(activity('<recipient-country code="CO"/>', paid("1000.50", more=' humanitarian="1"')))
    assert row["value"] == Decimal("1000.50")
    assert (row["currency"], str(row["date"]), row["country"], row["flow"]) == (
        "USD",
        "2024-08-31",
        "CO",
        "disbursement",
    )
    assert (row["receiver"], row["receiver_name"], row["provider"]) == ("XX-9", "Receiver", None)
    assert row["humanitarian"] is True
    assert row["line"] == 2
    schema = feeds.iati_rows(io.BytesIO(b"")).schema
    assert str(schema.field("value").type) == "decimal128(38, 12)"
    assert str(schema.field("date").type) == "date32[day]"


def test_a_transaction_of_its_own_recipient_does_not_inherit_one():
    own = '<receiver-org ref="B"/><recipient-country code="PE"/>'
    (row,) = rows(activity('<recipient-country code="CO"/>', paid(parties=own)))
    assert row["country"] == "PE"


def test_a_transaction_of_its_own_region_does_not_inherit_a_country():
    own = '<receiver-org ref="B"/><recipient-region code="489"/>'
    (row,) = rows(activity('<recipient-country code="CO"/>', paid(parties=own)))
    assert (row["country"], row["region"]) == (None, "489")


def test_transactions_are_counted_within_their_activity():
    found = rows(activity(paid(), paid()), activity(paid(), identifier="XX-1-B"))
    assert [(row["activity"], row["transaction"]) for row in found] == [
        ("XX-1-A", 1),
        ("XX-1-A", 2),
        ("XX-1-B", 1),
    ]


def test_rows_of_a_split_add_up_to_the_transaction():
    found = rows(
        activity(
            *(f'<recipient-country code="{code}" percentage="33.3"/>' for code in ("CO", "PE", "EC")),
            paid("100.00"),
        ),
        split="country",
    )
    assert [(row["country"], str(row["value"])[:5]) for row in found] == [
        ("CO", "33.34"),
        ("PE", "33.33"),
        ("EC", "33.33"),
    ]
    assert sum(row["value"] for row in found) == Decimal(100)  # type: ignore[misc]


def test_what_is_left_to_a_hundred_is_a_row_of_its_own():
    file = io.BytesIO(
        document(
            activity(
                '<recipient-country code="CO" percentage="60"/>',
                '<recipient-region code="489" percentage="20"/>',
                paid("1000"),
            )
        )
    )
    found = feeds.iati_rows(file, split="country")
    table = found.reader().read_all().to_pylist()
    assert [(row["country"], row["region"], int(row["value"]), row["unallocated"]) for row in table] == [
        ("CO", None, 600, False),
        (None, "489", 200, False),
        (None, None, 200, True),
    ]
    assert [one.reason for one in found.omissions] == ["unallocated by country: 20 of 100"]


def test_percentages_over_a_hundred_leave_the_whole_amount_unallocated_and_say_so():
    file = io.BytesIO(
        document(
            activity(
                '<sector code="15190" percentage="70"/><sector code="13010" percentage="60"/>', paid("1000")
            )
        )
    )
    found = feeds.iati_rows(file, split="sector")
    assert [(row["sector"], int(row["value"])) for row in found.reader().read_all().to_pylist()] == [
        (None, 1000)
    ]
    assert "70 + 60 come to 130, over 100" in next(iter(found.omissions)).reason


def test_batches_have_about_the_size_that_was_asked_for():
    many = activity(*(paid(str(count)) for count in range(1, 5001)))
    sizes = [batch.num_rows for batch in feeds.iati_rows(io.BytesIO(document(many)), batch=1000)]
    assert sum(sizes) == 5000
    assert max(sizes) <= 2000  # an activity comes in pieces of 2,000


def test_an_unknown_split_is_refused_at_once():
    with pytest.raises(ChoiceError, match="split='region'"):
        feeds.iati_rows(io.BytesIO(b""), split="region")  # type: ignore[arg-type]


def test_omissions_of_a_long_file_stay_few_and_are_counted():
    found = feeds.iati_rows(io.BytesIO(document(activity(*[paid("x")] * 5))), most_omissions=2)
    assert sum(batch.num_rows for batch in found) == 0
    assert len(found.omissions) == 5
    assert [str(one) for one in found.omissions][-1] == "the rest of the file: 3 more omissions, not listed"


def test_duckdb_reads_the_stream():
    import duckdb

    file = io.BytesIO(document(activity(paid("1.10"), paid("2.20"), paid("3", currency="EUR"))))
    reader = feeds.iati_rows(file).reader()
    connection = duckdb.connect()
    connection.register("reader", reader)
    found = connection.sql("select currency, sum(value) from reader group by 1 order by 1").fetchall()
    assert found == [("EUR", Decimal(3)), ("USD", Decimal("3.30"))]
    connection.close()


# --- hostile and broken ----------------------------------------------------------------------------------

LAUGHS = (
    b'<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;">]>\n<iati-activities version="2.03">&c;</iati-activities>'
)
WHOLE = document(activity(paid()))


@pytest.mark.parametrize(
    "data, said",
    [
        (b"", "the file is empty"),
        (b" \n ", "the file is empty"),
        (b"just text", "broken XML"),
        (WHOLE[:-40], "broken XML"),
        (WHOLE[:60], "broken XML"),
        (LAUGHS, "declares a document type"),
        (LAUGHS.decode().encode("utf-16"), "declares a document type"),
        (document(version="1.05"), "version '1.05' of IATI"),
        (b"<iati-activities/>", "no version of IATI"),
        (b'<iati-activities xmlns="urn:x" version="2.03"/>', "namespace 'urn:x'"),
        (
            b'<iati-activities version="2.03"><a:iati-activity xmlns:a="urn:x"/></iati-activities>',
            "<iati-activity> is of the namespace 'urn:x'",
        ),
        (b'<iati-organisations version="2.03"/>', "begins with <iati-organisations>"),
        (b"<html><body/></html>", "begins with <html>"),
        (b"PK\x03\x04 and so on", "a ZIP archive"),
        (gzip.compress(WHOLE)[:-30], "gzip archive is cut short or broken"),
        (gzip.compress(b""), "the file is empty"),
        (document("<transaction/>"), "a transaction outside of any activity"),
        (b"<!-- only a comment -->", "broken XML|no element"),
    ],
)
def test_what_is_not_iati_is_one_error_and_nothing_is_loaded(data: bytes, said: str):
    with pytest.raises(FeedError, match=said):
        feeds.read_iati(io.BytesIO(data))
    with pytest.raises(FeedError, match=said):
        list(feeds.iati_rows(io.BytesIO(data)))


def test_an_error_names_file_and_line(tmp_path: Path):
    file = tmp_path / "cut.xml"
    file.write_bytes(document(activity(paid()))[:-30])
    with pytest.raises(FeedError) as caught:
        feeds.read_iati(file)
    assert str(caught.value).startswith("cut.xml: line 2, column ")


def test_a_word_of_a_document_type_in_a_comment_does_no_harm():
    assert feeds.read_iati(io.BytesIO(b"<!-- <!DOCTYPE x> -->" + WHOLE)).counts["Contribution"] == 1


def test_a_gzip_bomb_ends_in_one_error():
    bomb = b'<iati-activities version="2.03"><iati-activity>' + b" " * 40_000_000
    with pytest.raises(FeedError, match="a gzip bomb"):
        feeds.read_iati(io.BytesIO(gzip.compress(bomb)))


def test_one_endless_activity_is_refused_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(_opening, "_MAX_PIECE", 1_000_000)
    endless = b'<iati-activities version="2.03"><iati-activity>' + b"<x/>" * 300_000
    with pytest.raises(FeedError, match="without the end of an activity"):
        list(feeds.iati_activities(io.BytesIO(endless)))


def test_an_honest_gzip_is_read():
    assert feeds.read_iati(io.BytesIO(gzip.compress(WHOLE))).counts["Contribution"] == 1


def test_a_stream_of_text_is_refused_with_the_mode_to_open_it_in():
    with pytest.raises(FeedError, match="'rb'"):
        feeds.read_iati(io.StringIO("<iati-activities/>"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "bad, value, reason",
    [
        (paid(date="31/12/2023"), "31/12/2023", "write it as 2024-08-31"),
        (paid(date="12-31-2023"), "12-31-2023", "write it as 2024-08-31"),
        (paid(date="2023-02-30"), "2023-02-30", "write it as 2024-08-31"),
        (paid(date=""), "", "write it as 2024-08-31"),
        (paid("1,000"), "1,000", "write a plain decimal"),
        (paid("1e5"), "1e5", "write a plain decimal"),
        (paid("NaN"), "NaN", "write a plain decimal"),
        (paid(""), "", "write a plain decimal"),
        (paid("0.1234567890123"), "0.1234567890123", "at most 12 decimals"),
        (paid("9" * 27), "9" * 27, "write a plain decimal"),
        (paid(type="14"), "14", "1 to 13"),
        (paid(currency="US$"), "US$", "not a currency code"),
    ],
)
def test_a_transaction_that_cannot_be_counted_is_listed_and_the_others_stay(
    bad: str, value: str, reason: str
):
    feed = read(activity(bad, paid("5")))
    (omission,) = feed.omissions
    assert (omission.place, omission.value) == ("iati-activity XX-1-A transaction 1, line 2", value)
    assert reason in omission.reason
    assert [str(one.amount) for one in feed.of(Contribution)] == ["USD 5"]
    found = feeds.iati_rows(io.BytesIO(document(activity(bad, paid("5")))))
    assert [row["transaction"] for row in found.reader().read_all().to_pylist()] == [2]
    assert [str(one) for one in found.omissions] == [str(omission)]


def test_without_any_currency_an_amount_is_none():
    feed = read(activity(paid(), default=""))
    assert [one.reason[:11] for one in feed.omissions] == ["no currency"]


def test_what_takes_money_back_is_listed_as_records_hold_none_below_zero_and_a_row_of_its_own():
    assert "it takes back what was counted before" in read(activity(paid("-5"))).omissions[0].reason
    assert [row["value"] for row in rows(activity(paid("-5")))] == [Decimal(-5)]


def test_who_is_not_named_is_said_and_stood_in_for_only_where_the_standard_says_so():
    nobody = read(activity(paid(type="1", parties="")))
    assert [one.reason for one in nobody.omissions] == ["nobody is named who provides it"]
    (gift,) = read(activity(paid(type="3", parties=""))).of(Contribution)
    assert (gift.provider, gift.receiver) == ("iati.body.xx-1", "iati.activity.xx-1-a")
    assert "the publisher is the provider" in gift.note


@pytest.mark.parametrize(
    "inside, said",
    [
        ('<recipient-country code="CO" percentage="130"/>', "130"),
        (
            '<recipient-country code="CO" percentage="70"/><recipient-country code="PE" percentage="60"/>',
            "over 100",
        ),
        (
            '<recipient-country code="CO" percentage="60"/><recipient-country code="PE" percentage="20"/>',
            "20 of 100 unallocated",
        ),
        ('<recipient-country code="CO"/><recipient-country code="PE"/>', "without percentages"),
        (
            '<recipient-country code="CO" percentage="50"/><recipient-country code="CO" percentage="50"/>',
            "stands twice",
        ),
        ('<recipient-country code="QQ"/>', "no country or region of that code"),
        ('<activity-date type="1" iso-date="1.2.2020"/>', "no day"),
        (
            '<activity-date type="1" iso-date="2021-01-01"/><activity-date type="3" iso-date="2020-01-01"/>',
            "no period",
        ),
        ('<sector code="1" percentage="80"/><sector code="2" percentage="80"/>', "sectors cannot be divided"),
        (
            "".join(
                f'<tag vocabulary="99" vocabulary-uri="urn:lacmigration:migration-mptf-areas" code="{code}"/>'
                for code in "12"
            ),
            "several areas",
        ),
        ("<budget><value value-date='2020-01-01'>x</value></budget>", "budget: no amount"),
        ("<budget><value>1</value></budget><budget><value>2</value></budget>", "several budgets"),
    ],
)
def test_what_an_activity_says_wrongly_is_listed_and_no_more_is_lost(inside: str, said: str):
    feed = read(activity(inside, paid()))
    assert any(said in str(one) for one in feed.omissions), feed.omissions
    assert feed.counts["Contribution"] == 1
    assert feed.counts["Programme"] == 1


def test_percentages_that_rounding_explains_are_a_split():
    (programme,) = read(
        activity(
            '<recipient-country code="CO" percentage="66.66"/>',
            '<recipient-country code="PE" percentage="33.33"/>',
        )
    ).of(Programme)
    assert sum(Fraction(part.partition("=")[2]) for part in programme.split) == 1


def test_a_folder_or_pipe_is_no_file(tmp_path: Path):
    with pytest.raises(FeedError, match="is no file"):
        feeds.read_iati(tmp_path)


def test_an_activity_without_identifier_is_left_out_with_its_line():
    feed = read("<iati-activity><title/></iati-activity>")
    assert [(one.place, one.reason) for one in feed.omissions] == [
        ("line 2", "the activity has no identifier; it and its transactions are left out")
    ]


def test_what_a_transaction_says_beside_its_amount_stands_in_the_note():
    own = '<provider-org ref="A"/><receiver-org ref="B"/>'
    later = paid(type="1", parties=own, more=' humanitarian="true"').replace(
        'value-date="2024-08-31"', 'value-date="2024-09-30"'
    )
    (gift,) = read(activity(later)).of(Contribution)
    assert gift.note == "incoming funds; value date 2024-09-30; humanitarian; received by iati.body.b"


def test_places_of_an_operation_are_those_of_its_transaction():
    own = '<recipient-country code="PE"/>'
    feed = read(
        activity(paid(type="4", parties=own), paid(type="4", parties='<recipient-region code="489"/>'))
    )
    assert [one.places for one in feed.of(Operation)] == [("pe",), ("iati.region.489",)]
    (region,) = feed.of(Region)
    assert (region.name, region.kind) == ("DAC region 489", "of the DAC")


def test_rows_can_be_read_again_and_list_each_omission_once(tmp_path: Path):
    path = tmp_path / "again.xml"
    path.write_bytes(document(activity(paid("x"), paid("1"))))
    found = feeds.iati_rows(path)
    assert [sum(batch.num_rows for batch in found) for _ in range(2)] == [1, 1]
    assert len(found.omissions) == 1


def test_an_activity_in_pieces_is_one_and_numbers_its_transactions_on():
    many = activity(*[paid("1")] * 4001, "<result/>")
    (found,) = feeds.iati_activities(io.BytesIO(document(many)))
    assert [one.number for one in found.transactions] == list(range(1, 4002))
    assert found.unread == ("result",)


# --- splits ----------------------------------------------------------------------------------------------


def test_thirds_that_were_rounded_are_thirds():
    found = feeds.weights({"a": "33.3", "b": "33.3", "c": "33.3"})
    assert set(found.parts.values()) == {Fraction(1, 3)}
    assert (found.remainder, found.rounded, found.unallocated) == (Fraction(1, 10), True, 0)


def test_a_hundredth_too_much_is_taken_from_what_was_rounded_up():
    found = feeds.weights({"a": "50.01", "b": "50.00"})
    assert sum(found.parts.values()) == 1
    assert found.remainder == Fraction(-1, 100)
    assert found.parts == {"a": Fraction(50005, 100000), "b": Fraction(49995, 100000)}


def test_ninety_nine_point_ninety_nine_alone_leaves_a_rest_that_rounding_does_not_explain():
    found = feeds.weights({"a": "99.99"})
    assert found.unallocated == Fraction(1, 10000)
    assert not found.rounded


def test_a_written_zero_gets_nothing():
    assert feeds.weights({"a": "0", "b": "99.6", "c": "0.3"}).parts["a"] == 0


@pytest.mark.parametrize(
    "percentages", [{"a": "70", "b": "60"}, {"a": "130"}, {"a": "-5"}, {"a": "10%"}, {"a": "x"}]
)
def test_what_cannot_be_percentages_of_one_whole_is_refused(percentages: dict[str, str]):
    with pytest.raises(FigureError):
        feeds.weights(percentages)


def test_without_percentages_all_is_unallocated():
    found = feeds.split(Money("10.00", "USD"), {})
    assert (found.parts, found.unallocated) == ({}, Money(10, "USD"))


def test_a_currency_without_cents_is_divided_in_whole_units():
    found = feeds.split(Money(100, "CLP"), {"a": "33.3", "b": "33.3", "c": "33.3"})
    assert sorted(str(part) for part in found.parts.values()) == ["CLP 33", "CLP 33", "CLP 34"]
