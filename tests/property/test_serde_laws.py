"""What is written reads back as the same records, whatever the records hold."""

from __future__ import annotations

import contextlib
import csv
import io
import typing
from enum import StrEnum
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lacmigration.errors import LacMigrationError, RecordError
from lacmigration.figures import Figure, Rounding
from lacmigration.periods import PartialDate, Period
from lacmigration.provenance import Citation
from lacmigration.records import (
    RECORD_TYPES,
    Contribution,
    Event,
    Initiative,
    Measure,
    Membership,
    Observation,
    Status,
    Strategy,
    Target,
)
from lacmigration.serde import from_json, read_table, to_json, write_table

every_type = pytest.mark.parametrize("record_type", RECORD_TYPES.values(), ids=RECORD_TYPES.keys())
fewer = settings(max_examples=max(10, settings().max_examples // 10))  # there are twenty-two types

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=12)
HEADER = "id,name,country,source,locator\n"
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=12)
PLAIN = WORDS.map(str.strip).filter(lambda text: not text.startswith(("#", "Err:")))
ITEMS = PLAIN.filter(lambda text: text and "|" not in text)
IDS = st.from_regex(r"[a-z][a-z0-9]{0,4}([-.][a-z0-9]{1,4}){0,2}", fullmatch=True)
DATES = st.dates().flatmap(
    lambda day: st.sampled_from(
        [PartialDate(day.year), PartialDate(day.year, day.month), PartialDate(day.year, day.month, day.day)]
    )
)
CODES = {
    "iso2": st.from_regex("[A-Z]{2}", fullmatch=True),
    "iso3": st.from_regex("[A-Z]{3}", fullmatch=True),
    "m49": st.from_regex("[0-9]{3}", fullmatch=True),
    "currency": st.from_regex("[A-Z]{3}|", fullmatch=True),
    "language": st.sampled_from(["en", "pt-BR", "es"]),
    "url": st.sampled_from(["", "https://example.org/a?b=c"]),
}
WRITTEN = st.one_of(
    st.tuples(
        st.sampled_from(["", "about ", "more than ", "up to ", "nearly "]),
        st.decimals(min_value=0, max_value=10**12, places=2),
        st.sampled_from(["USD {:,}", "{:,} USD", "{:,}%", "{:,} persons", "{:,} million persons", "{:,}"]),
    ).map(lambda parts: (parts[0] + parts[2].format(parts[1]), "en")),
    st.sampled_from(
        [
            ("one in five", "en"),
            ("three in ten", "en"),
            ("two thirds", "en"),
            ("doubled", "en"),
            ("twenty-two donors", "en"),
            ("between 3 and 4 million persons", "en"),
            ("57,5 millones de dólares", "es"),
            ("cerca de 38%", "pt"),
            ("19 569 912 USD", "fr"),
        ]
    ),
)


def periods() -> st.SearchStrategy[Period]:
    ends = st.tuples(st.none() | DATES, st.none() | DATES)
    return ends.filter(lambda pair: None in pair or pair[0].first <= pair[1].last).map(
        lambda pair: Period(*pair)
    )


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    text, locale = draw(WRITTEN)
    rounding = draw(st.sampled_from(Rounding))
    precision = draw(st.none() | st.integers(-3, 6))
    try:
        return Figure.parse(text, locale=locale, rounding=rounding, precision=precision)
    except LacMigrationError:
        assume(False)
        raise


COUNTS = st.integers(0, 10**6).map(lambda number: Figure.parse(f"{number:,} persons"))
PLACES = st.integers(1, 500).map(lambda number: Figure.parse(str(number)))


def values(attribute: attrs.Attribute[Any], hint: Any) -> st.SearchStrategy[Any]:
    """What a field can hold, and a table too."""
    kinds = [kind for kind in typing.get_args(hint) if kind is not type(None)] or [hint]
    optional = attribute.default is None
    if attribute.name in CODES:
        found: st.SearchStrategy[Any] = CODES[attribute.name]
    elif attribute.metadata.get("refers"):
        found = IDS if hint is str else st.lists(IDS, max_size=3).map(tuple)
    elif "choices" in attribute.metadata:
        one = st.sampled_from(attribute.metadata["choices"])
        found = one if hint is str else st.lists(one, max_size=3).map(tuple)
    elif attribute.name in {"id", "supersedes"}:
        found = IDS
    elif typing.get_origin(hint) is tuple:
        found = st.lists(ITEMS, max_size=3).map(tuple)
    elif hint is str:
        required = attribute.default is attrs.NOTHING or attribute.default != ""
        found = PLAIN.filter(bool) if required else PLAIN
    elif isinstance(kinds[0], type) and issubclass(kinds[0], StrEnum):
        found = st.sampled_from(kinds[0])
    else:
        found = {int: st.integers(1, 23), PartialDate: DATES, Period: periods(), Figure: figures()}[kinds[0]]
    return st.none() | found if optional else found


def records(record_type: type) -> st.SearchStrategy[Any]:
    """Records of a type, as a table can hold them."""
    hints = typing.get_type_hints(record_type)
    cited = st.builds(Citation, IDS, PLAIN.filter(bool), PLAIN)
    fields = {
        attribute.name: cited if attribute.name == "citation" else values(attribute, hints[attribute.name])
        for attribute in attrs.fields(record_type)
    }
    if record_type is Observation:
        without = {"status": st.sampled_from([Status.MISSING, Status.NAMED]), "figure": st.none()}
        free = {"measure": st.sampled_from([Measure.FLOW, Measure.RATIO]), "figure": figures()}
        free["status"] = st.sampled_from([Status.STATED, Status.ESTIMATE, Status.PROJECTION])
        place = {"measure": st.just(Measure.RANK), "figure": PLACES, "status": st.just(Status.STATED)}
        return st.one_of(*(st.builds(record_type, **(fields | some)) for some in (without, free, place)))
    if "figure" in fields and record_type is not Initiative:
        some = (
            COUNTS
            if record_type in {Event, Strategy}
            else figures().filter(lambda figure: figure.unit == "USD" and figure.number > 0)
        )
        fields["figure"] = some if record_type in {Target, Contribution} else st.none() | some
    if record_type is Membership:  # nobody belongs to themselves
        group = fields["group"]
        return group.flatmap(
            lambda it: st.builds(
                record_type, **fields | {"group": st.just(it), "member": fields["member"].filter(it.__ne__)}
            )
        )
    return st.builds(record_type, **fields)


@every_type
@fewer
@given(data=st.data())
def test_a_written_table_reads_back_as_the_same_records(record_type, data):
    written = data.draw(st.lists(records(record_type), max_size=4))
    table = read_table(write_table(written, record_type), record_type)
    assert table.problems == ()
    assert table.records == tuple(written)
    for record, back in zip(written, table.records, strict=True):
        if getattr(record, "figure", None) is not None:
            assert str(back.figure) == str(record.figure)


@every_type
@fewer
@given(data=st.data())
def test_a_table_that_was_written_is_written_the_same_again(record_type, data):
    text = write_table(data.draw(st.lists(records(record_type), max_size=4)), record_type)
    assert write_table(read_table(text, record_type).records, record_type) == text


@every_type
@fewer
@given(data=st.data())
def test_spreadsheet_programs_change_nothing(record_type, data):
    written = data.draw(st.lists(records(record_type), min_size=1, max_size=3))
    text = write_table(written, record_type)
    assume(text.count("\n") == len(written) + 1)  # no line ends within cells: those a program may change
    cells = csv.reader(text.split("\n")[:-1])
    saved = io.StringIO()
    csv.writer(saved, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(cells)
    assert read_table(b"\xef\xbb\xbf" + saved.getvalue().encode(), record_type).records == tuple(written)


@every_type
@fewer
@given(data=st.data())
def test_json_reads_back_as_the_same_records(record_type, data):
    written = tuple(data.draw(st.lists(records(record_type), max_size=4)))
    back = from_json(to_json(written))
    assert back == written
    for record, other in zip(written, back, strict=True):
        if getattr(record, "figure", None) is not None:
            assert (other.figure.text, other.figure.inferred) == (record.figure.text, record.figure.inferred)


@given(
    name=ANYTHING.filter(str.strip), aliases=st.lists(ANYTHING.filter(str.strip), max_size=2), note=ANYTHING
)
def test_a_text_is_written_so_that_it_reads_back_or_refused(name, aliases, note):
    city = RECORD_TYPES["cities"](
        id="x", name=name, country="co", aliases=tuple(aliases), note=note, citation=Citation("a", "b")
    )
    try:
        text = write_table([city], type(city))
    except RecordError:
        return
    assert read_table(text, type(city)).records == (city,)


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: (HEADER + text).encode()))
def test_whatever_the_bytes_nothing_is_raised(data):
    table = read_table(data, RECORD_TYPES["cities"])
    assert all(str(problem).encode() for problem in table.problems)
    assert len(table.lines) == len(table.records)


@given(st.text(max_size=200) | st.binary(max_size=100))
def test_whatever_the_text_json_gives_records_or_one_kind_of_error(text):
    with contextlib.suppress(LacMigrationError):
        from_json(text)
