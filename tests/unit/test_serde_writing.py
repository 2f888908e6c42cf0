"""What a written table looks like, and what it refuses to hold."""

from __future__ import annotations

import attrs
import pytest

from lacmigration.errors import RecordError
from lacmigration.figures import Figure, Rounding
from lacmigration.intervals import Interval
from lacmigration.provenance import Citation
from lacmigration.records import City, Contribution, Membership, Observation
from lacmigration.serde import read_table, write_table

CITED = Citation("my-report", "page 2")
QUITO = City(id="quito", name="Quito", country="ec", citation=CITED)


def gift(**fields: object):
    return Contribution(
        **{"id": "my.gift", "provider": "mx", "receiver": "mptf", "figure": "USD 5", "citation": CITED}
        | fields
    )


def test_columns_that_hold_no_more_than_the_default_are_left_out():
    assert write_table([QUITO], City) == "id,name,country,source,locator\nquito,Quito,ec,my-report,page 2\n"
    district = attrs.evolve(QUITO, id="tumbaco", kind="district")
    assert write_table([QUITO, district], City) == (
        "id,name,country,kind,source,locator\n"
        "quito,Quito,ec,city,my-report,page 2\n"
        "tumbaco,Quito,ec,district,my-report,page 2\n"
    )


def test_columns_can_be_chosen_and_must_hold_everything():
    columns = ("id", "country", "name", "kind", "note", "source", "locator")
    text = "id,country,name,kind,note,source,locator\nquito,ec,Quito,city,,my-report,page 2\n"
    assert write_table([QUITO], City, columns=columns) == text
    district = attrs.evolve(QUITO, kind="district")
    with pytest.raises(RecordError, match="quito: kind 'district' has no column: add 'kind' to the columns"):
        write_table([district], City, columns=("id", "name", "country", "source", "locator"))


def test_no_records_give_the_required_columns():
    assert write_table([], City) == "id,name,country,source,locator\n"


def test_a_figure_is_written_in_its_own_words():
    stated = gift(figure="USD 57.5M", citation=Citation("my-report", "page 2", "USD 57.5M"))
    retold = gift(
        figure="385 thousand persons", citation=Citation("my-report", "page 2", "385"), id="my.other"
    )
    text = write_table([stated, retold], Contribution)
    assert text.splitlines()[1:] == [
        "my.gift,mx,mptf,USD 57.5M,,my-report,page 2",
        "my.other,mx,mptf,385,385 thousand persons,my-report,page 2",
    ]


def test_the_language_of_a_figure_is_found_again():
    figure = Figure.parse("57,5 millones de dólares", locale="es")
    record = gift(figure=figure, citation=Citation("my-report", "página 2", "57,5 millones de dólares"))
    text = write_table([record], Contribution)
    assert text.splitlines()[1] == 'my.gift,mx,mptf,"57,5 millones de dólares",es,my-report,página 2'
    assert "locale" not in write_table([record], Contribution, locale="es")


def test_rounding_and_precision_are_written():
    figure = attrs.evolve(Figure.parse("USD 12 million"), rounding=Rounding.TRUNCATED, precision=5)
    text = write_table([gift(figure=figure)], Contribution)
    assert "USD 12 million,truncated,5" in text
    assert read_table(text, Contribution).records[0].figure == figure


def test_a_figure_made_in_python_gets_words():
    record = gift(figure=Figure("1234.50", "USD"))
    assert read_table(write_table([record], Contribution), Contribution).records == (record,)


def test_words_that_are_no_figure_are_kept_apart():
    record = Observation(
        id="my.few",
        indicator="people",
        measure="stock",
        citation=Citation("my-report", "page 2", "a handful"),
    )
    text = write_table([record], Observation)
    assert text.splitlines()[1] == "my.few,people,stock,a handful,-,my-report,page 2"
    assert read_table(text, Observation).records == (record,)


@pytest.mark.parametrize(
    "record, message",
    [
        (
            attrs.evolve(QUITO, name="Quito "),
            "quito: name 'Quito ' has spaces at its ends, which a table does not keep",
        ),
        (attrs.evolve(QUITO, note="\u00a0x"), "has spaces at its ends"),
        (attrs.evolve(QUITO, note="a\0b"), "holds a character that no text file can"),
        (attrs.evolve(QUITO, note="\udce9"), "holds a character that no text file can"),
        (attrs.evolve(QUITO, note="#REF!"), "is an error of the spreadsheet program"),
        (attrs.evolve(QUITO, note="a\rb"), "holds a carriage return, which a table does not keep"),
        (attrs.evolve(QUITO, aliases=("a|b",)), "cannot be an item of a list in a table"),
        (attrs.evolve(QUITO, kind=""), "quito: an empty kind cannot be written: an empty cell means 'city'"),
    ],
)
def test_what_would_not_read_back_is_refused(record, message):
    with pytest.raises(RecordError) as caught:
        write_table([record], City)
    assert message in str(caught.value)


def test_a_figure_with_a_domain_of_its_own_is_refused():
    figure = Figure.parse("USD 38").with_domain(Interval(0, 100))
    with pytest.raises(
        RecordError, match=r"my[.]gift: the figure .* cannot be written so that it reads back"
    ):
        write_table([gift(figure=figure)], Contribution)


def test_a_record_of_another_type_is_refused():
    with pytest.raises(TypeError, match="is no Membership: a table holds records of one type"):
        write_table([QUITO], Membership)
