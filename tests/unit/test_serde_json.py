"""Records as JSON: the shape, and what is refused with its path."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest

from lacmigration.errors import InputErrors
from lacmigration.figures import Figure
from lacmigration.intervals import Interval
from lacmigration.periods import PartialDate, Period
from lacmigration.provenance import Citation
from lacmigration.records import City, Contribution, Flow, Observation, Source
from lacmigration.serde import JSON_VERSION, converter, from_json, to_json

GIFT = Contribution(
    id="my.gift",
    provider="mx",
    receiver="mptf",
    flow="pledge",
    as_of="2024-08",
    period="2020/..",
    figure="USD 57.5M",
    citation=Citation("my-report", "page 2", "USD 57.5M"),
)
BODY = {"table": "cities", "id": "lima", "name": "Lima", "country": "pe"}
CITATION = {"source": "my-report", "locator": "page 1"}


def text_of(*entries: object, **more: object):
    return json.dumps({"version": JSON_VERSION, "records": list(entries)} | more)


def problems_of(text):
    with pytest.raises(InputErrors) as caught:
        from_json(text)
    return [problem.message for problem in caught.value.problems]


def test_the_shape():
    shape = json.loads(to_json([GIFT]))
    assert shape == {
        "version": 1,
        "records": [
            {
                "table": "contributions",
                "id": "my.gift",
                "provider": "mx",
                "receiver": "mptf",
                "flow": "pledge",
                "as_of": "2024-08",
                "period": "2020/..",
                "figure": {
                    "number": "57500000",
                    "unit": "USD",
                    "exponent": 5,
                    "scaled": True,
                    "text": "USD 57.5M",
                },
                "citation": {"source": "my-report", "locator": "page 2", "stated": "USD 57.5M"},
            },
        ],
    }


def test_records_of_several_types_come_back_in_their_order():
    city = City(id="lima", name="Lima", country="pe", citation=Citation("my-report", "page 1"))
    source = Source(id="my-report", title="Título", producer="Yo", published="2024")
    records = (city, source, GIFT)
    assert from_json(to_json(records)) == records
    assert from_json(to_json(records, indent=None).encode()) == records


def test_what_a_table_cannot_hold_json_can():
    figure = attrs.evolve(Figure.parse("38%").with_domain(Interval(0, "2/3", hi_open=True)), rounding="floor")
    record = Observation(
        id="my.share",
        indicator=" x ",
        measure="share",
        figure=figure,
        citation=Citation("my-report", " a|b "),
    )
    (back,) = from_json(to_json([record]))
    assert back == record
    assert back.figure.domain == Interval(0, Fraction(2, 3), hi_open=True)


def test_a_figure_may_be_given_as_people_write_it():
    entry = BODY | {"table": "contributions", "provider": "de", "receiver": "mptf", "figure": "USD 5 million"}
    entry = {key: entry[key] for key in ("table", "id", "provider", "receiver", "figure")} | {
        "citation": CITATION
    }
    (record,) = from_json(text_of(entry))
    assert record.figure == Figure.parse("USD 5 million")


def test_all_faults_come_together_with_their_paths():
    bad_city = {
        "table": "cities",
        "id": 5,
        "name": "x",
        "country": "PE",
        "aliases": "Lima",
        "citation": {},
        "zip": 1,
    }
    bad_gift = {
        "table": "contributions",
        "id": "a.b",
        "provider": "mx",
        "receiver": "mptf",
        "flow": "gift",
        "as_of": "31/08/2024",
        "figure": {"number": 57.5, "unit": "USD"},
        "citation": CITATION,
    }
    messages = problems_of(text_of(bad_city, bad_gift, {"table": "towns"}, 7))
    for expected in [
        '5 is no text: write it in quotation marks, "5" @ $.records[0].id',
        '\'Lima\' is no list: write ["one", "two"] @ $.records[0].aliases',
        "unknown fields: zip @ $.records[0]",
        "'gift' is not one of pledge, commitment, disbursement, unknown @ $.records[1].flow",
        '\'31/08/2024\' is not a date: write "2024", "2024-08" or "2024-08-31" @ $.records[1].as_of',
        (
            'number: 57.5 is a float, which is not exact; pass an int, a Decimal or text such as "57.5"'
            " @ $.records[1].figure.number"
        ),
    ]:
        assert expected in messages
    assert any(message.startswith("table 'towns' is none of sources, ") for message in messages)
    assert any(message.startswith("table None is none of ") for message in messages)
    assert "source is missing @ $.records[0].citation.source" in messages


def test_a_record_that_its_class_refuses_has_the_path_of_the_record():
    messages = problems_of(text_of(BODY | {"country": "PE", "citation": CITATION}))
    assert messages == [
        (
            'country \'PE\' is not an id: use lower-case letters and digits, words joined by "-" or ".", '
            'such as "mptf.donor.germany" @ $.records[0]'
        )
    ]


@pytest.mark.parametrize(
    "text, message",
    [
        ('{"records": ', "is no JSON: Expecting value"),
        (
            b'{"version": 1, "records": ["\xff"]}',
            "is no JSON that can be read: 'utf-8' codec can't decode byte 0xff",
        ),
        ("[" * 200_000, "is no JSON that can be read: maximum recursion depth exceeded"),
        ("[]", 'is not of the shape {"version": 1, "records": [...]} @ $'),
        ('{"version": 1, "records": {}}', 'is not of the shape {"version": 1, "records": [...]} @ $'),
        ('{"version": 2, "records": []}', "version 2 is not known, only 1 @ $.version"),
        ('{"version": true, "records": []}', "version True is not known, only 1 @ $.version"),
        ('{"records": []}', "version None is not known, only 1 @ $.version"),
        ('{"version": 1, "records": [], "more": 1}', "'more' is no part of the shape @ $"),
        ('{"version": 1, "records": [], "records": []}', "'records' stands twice in one object"),
        ('{"version": 1, "records": [NaN]}', "NaN is no number; write digits as text"),
        ('{"version": 1, "records": [Infinity]}', "Infinity is no number; write digits as text"),
    ],
)
def test_a_text_of_another_shape(text, message):
    (found,) = problems_of(text)
    assert message in found


def test_a_syntax_error_has_its_line_and_column():
    with pytest.raises(InputErrors) as caught:
        from_json('{\n  "version": 1,\n  "records": [}\n', file="mine.json")
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.column) == ("mine.json", 3, 15)


@pytest.mark.parametrize("number", ["NaN", "1e999999999", "9" * 1001, "", "1,5", "0x10", " 5"])
def test_numbers_are_plain(number):
    entry = {
        "table": "contributions",
        "id": "a.b",
        "provider": "mx",
        "receiver": "mptf",
        "citation": CITATION,
    }
    (message,) = problems_of(text_of(entry | {"figure": {"number": number, "unit": "USD"}}))
    assert message.endswith('is no number: write one such as "57.5" @ $.records[0].figure.number')


@pytest.mark.parametrize("number", [True, None, ["5"]])
def test_numbers_are_numbers(number):
    entry = {
        "table": "contributions",
        "id": "a.b",
        "provider": "mx",
        "receiver": "mptf",
        "citation": CITATION,
    }
    (message,) = problems_of(text_of(entry | {"figure": {"number": number, "unit": "USD"}}))
    assert message.endswith('is no number: write it as text, such as "57.5" @ $.records[0].figure.number')


@pytest.mark.parametrize(
    "fields, message",
    [
        ({"exponent": 1.5}, "whole number: 1.5 is a float"),
        ({"exponent": True}, "True is no whole number"),
        ({"exponent": "3"}, "'3' is no whole number"),
        ({"scaled": 1}, "1 is neither true nor false"),
        ({"hedge": "roughly"}, "'roughly' is not one of none, about, more-than"),
    ],
)
def test_the_parts_of_a_figure_are_what_they_should_be(fields, message):
    entry = {
        "table": "contributions",
        "id": "a.b",
        "provider": "mx",
        "receiver": "mptf",
        "citation": CITATION,
    }
    (found,) = problems_of(text_of(entry | {"figure": {"number": "5", "unit": "USD"} | fields}))
    assert found.startswith(message)


def test_the_public_converter_serves_shapes_of_ones_own():
    made = converter()
    assert made.structure({"table": "x"} | {"start": None}, dict) == {"table": "x", "start": None}
    assert made.structure(["2024", "2025-01"], list[PartialDate]) == [PartialDate(2024), PartialDate(2025, 1)]
    assert made.unstructure(Period(PartialDate(2020), None)) == "2020/.."
    assert made.structure("pledge", Flow) is Flow.PLEDGE
    assert made.structure("1.50", Decimal).as_tuple() == Decimal("1.50").as_tuple()
    assert converter() is not made
