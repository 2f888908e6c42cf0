"""What a table gives, however a text editor or a spreadsheet program saved it."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest

from lacmigration.figures import Figure, Rounding
from lacmigration.periods import PartialDate, Period
from lacmigration.provenance import Citation
from lacmigration.records import City, Contribution, Flow, Membership, Objective, Observation, Source
from lacmigration.serde import TABLE_LIMIT, read_table
from lacmigration.serde._bytes import read_bytes
from lacmigration.serde._cells import cells

QUITO = City(id="quito", name="Quito", country="ec", citation=Citation("my-report", "page 2"))
CALI = City(id="cali", name="Cali", country="co", citation=Citation("my-report", "page 3"))


def good(text: str | bytes, record_type=City, **options: str):
    table = read_table(text, record_type, **options)
    assert table.problems == ()
    return table


PLAIN = """\
id,name,country,source,locator
quito,Quito,ec,my-report,page 2
cali,Cali,co,my-report,page 3
"""
DRESSES = {
    "commas": PLAIN,
    "no end": PLAIN.rstrip(),
    "crlf": PLAIN.replace("\n", "\r\n"),
    "cr": PLAIN.replace("\n", "\r"),
    "bom": "\ufeff" + PLAIN,
    "semicolons": PLAIN.replace(",", ";"),
    "tabs": PLAIN.replace(",", "\t"),
    "sep line": "sep=;\n" + PLAIN.replace(",", ";"),
    "sep line with commas": "SEP=,\r\n" + PLAIN,
    "quoted": '"' + PLAIN.rstrip().replace(",", '","').replace("\n", '"\n"') + '"\n',
    "spaces": PLAIN.replace(",", "\u00a0, ").replace("\n", "\u202f\n "),
    "trailing empties": PLAIN.replace("\n", ",,\n") + ",,,,,,\n,,,,,,\n",
    "more empty cells than the header": PLAIN.replace("page 2", "page 2,,"),
    "remarks": '# one, with commas\n\n# and,"a quote\n'
    + PLAIN.replace("cali", "# again\n\ncali")
    + "#\n####\n",
    "remarks saved by a program": '"# one, with commas",,,,\n'
    + PLAIN.replace("cali", "#,,,,\n# again,,,,\ncali"),
}


@pytest.mark.parametrize("text", DRESSES.values(), ids=DRESSES)
def test_one_table_in_every_dress(text):
    assert good(text).records == (QUITO, CALI)
    assert good(text.encode()).records == (QUITO, CALI)


def test_columns_may_stand_in_any_order():
    text = "locator,source,country,name,id\npage 2,my-report,ec,Quito,quito\n"
    assert good(text).records == (QUITO,)


def test_rows_keep_the_lines_on_which_they_start():
    text = (
        "# remark\n"
        "id,name,country,note,source,locator\n"
        'quito,Quito,ec,"first\nsecond\n# third",my-report,page 2\n'
        "\n"
        "# remark\n"
        "cali,Cali,co,,my-report,page 3\n"
    )
    table = good(text)
    assert table.lines == (3, 8)
    assert table.records[0].note == "first\nsecond\n# third"


def test_columns_are_numbered_from_one():
    columns = good("id,name,country,source,locator\n").columns
    assert good("# remark\n\nid,name,country,source,locator\n").header == 3
    assert columns == {"id": 1, "name": 2, "country": 3, "source": 4, "locator": 5}


def test_a_header_alone_is_an_empty_table():
    assert good("id,name,country,source,locator\n").records == ()


def test_a_path_is_opened_and_named(tmp_path: Path):
    path = tmp_path / "cities.csv"
    path.write_bytes(b"id,name,country,source,locator\nquito,Quito,ec,my-report,page 2\n")
    assert good(path).records == (QUITO,)
    assert read_table(path, City).file == str(path)
    assert read_table(path, City, file="mine.csv").file == "mine.csv"


def test_figures_take_the_words_of_stated_unless_read_as_says_more():
    text = (
        "id,indicator,measure,area,status,stated,read_as,source,locator\n"
        "a.one,people,stock,co,,385,385 thousand persons,my-report,page 1\n"
        "a.two,people,stock,co,,22 donors,,my-report,page 1\n"
        "a.three,people,stock,co,,a handful,-,my-report,page 1\n"
        "a.four,people,stock,co,missing,,,my-report,page 1\n"
    )
    one, two, three, four = good(text, Observation).records
    assert (one.figure.number, one.figure.unit, one.citation.stated) == (Decimal(385_000), "persons", "385")
    assert (two.figure.number, two.figure.unit, two.citation.stated) == (Decimal(22), "donors", "22 donors")
    assert (three.figure, three.citation.stated) == (None, "a handful")
    assert (four.figure, four.citation.stated) == (None, "")


def test_rounding_and_precision_reach_the_figure():
    text = (
        "id,provider,receiver,stated,rounding,precision,source,locator\n"
        "a.one,de,mptf,USD 12 million,truncated,5,my-report,row 1\n"
        "a.two,de,mptf,USD 12 million,,,my-report,row 2\n"
    )
    one, two = good(text, Contribution).records
    assert (one.figure.rounding, one.figure.precision) == (Rounding.TRUNCATED, 5)
    assert (two.figure.rounding, two.figure.precision) == (Rounding.UNKNOWN, None)


def test_a_locale_column_goes_before_the_locale_of_the_folder():
    text = (
        "id;indicator;measure;area;stated;locale;source;locator\n"
        "a.one;share;share;co;12,5 %;;my-report;page 1\n"
        "a.two;share;share;co;12.5%;en;my-report;page 1\n"
    )
    one, two = good(text, Observation, locale="es").records
    assert one.figure.number == two.figure.number == Decimal("12.5")


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", " "])
def test_group_separators_of_a_spreadsheet_in_french(space):
    amount = f"19{space}569{space}912 USD"
    text = f"id;provider;receiver;stated;source;locator\na.one;de;mptf;{amount};my-report;row 1\n"
    (record,) = good(text, Contribution, locale="fr").records
    assert record.amount.amount == Decimal(19_569_912)


def test_empty_cells_mean_the_defaults_of_the_class():
    text = (
        "id,group,member,role,period,source,locator\n"
        "a.one,lac,co,,,my-report,page 1\n"
        "a.two,lac,co,chair,2019/..,my-report,page 1\n"
    )
    one, two = good(text, Membership).records
    assert (one.role, one.period) == ("member", None)
    assert (two.role, two.period) == ("chair", Period(PartialDate(2019), None))
    text = "id,provider,receiver,flow,stated,source,locator\na.one,de,mptf,,USD 5,my-report,row 1\n"
    assert good(text, Contribution).records[0].flow is Flow.UNKNOWN


def test_lists_dates_and_numbers():
    text = (
        "id,number,name,aliases,source,locator\ngcm.objective.8,8,Save lives,LIVES | Vidas |,un,objective 8\n"
    )
    (objective,) = good(text, Objective).records
    assert (objective.number, objective.aliases) == (8, ("LIVES", "Vidas"))
    text = "id,title,producer,published\nmy-report,A report,Me,2024-08\n"
    (source,) = good(text, Source).records
    assert source.published == PartialDate(2024, 8)


def test_the_same_words_are_parsed_once_in_a_load(monkeypatch):
    seen = []
    parse = Figure.parse
    monkeypatch.setattr(Figure, "parse", lambda text, **options: seen.append(text) or parse(text, **options))
    rows = "".join(f"a.n{n},de,mptf,USD 5 million,my-report,row {n}\n" for n in range(10))
    good(f"id,provider,receiver,stated,source,locator\n{rows}", Contribution)
    assert seen == ["USD 5 million"]


def test_a_table_at_the_limit_is_read_and_one_above_it_refused_without_being_kept(tmp_path: Path):
    path = tmp_path / "cities.csv"
    head = b"id,name,country,source,locator\nquito,Quito,ec,my-report,page 2\n"
    with path.open("wb") as stream:
        stream.write(head)
        stream.truncate(TABLE_LIMIT + 1)
    (problem,) = read_table(path, City, file="cities.csv").problems
    assert str(problem) == (
        "cities.csv: is larger than 32 MB, the most that one table may have: "
        "split it into folders, one for each source document"
    )


class Resource:
    """A table that is no file of the disk, as within a zipped package."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def open(self, mode):
        assert mode == "rb"
        return BytesIO(self.data)


@pytest.mark.parametrize("size", [0, 10, 256 * 1024, 256 * 1024 + 1])
def test_a_resource_is_read_to_its_end_though_nobody_knows_its_size(size):
    assert read_bytes(Resource(b"x" * size), file="a.csv") == b"x" * size


def test_an_empty_cell_holds_nothing():
    known = cells()
    assert (known.date(""), known.period(""), known.figure("", "en", "", ""), known.texts("")) == (
        None,
        None,
        None,
        (),
    )
