"""What is read of CSV, reStructuredText and notebooks, and where it stands."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lacmigration.documents import Table, _gathering, _rst, parse
from lacmigration.errors import DocumentError

NO_TEXT = "\N{OBJECT REPLACEMENT CHARACTER}"


def where(document, quoted):
    (found,) = [(block, block.text.index(quoted)) for block in document.blocks if quoted in block.text]
    return str(document.place_of(*found))


# -- CSV


@pytest.mark.parametrize(
    "text, rows",
    [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a;b\n1,5;2,5\n", [["a", "b"], ["1,5", "2,5"]]),
        ("a\tb\n1,5\t2;5\n", [["a", "b"], ["1,5", "2;5"]]),
        ("sep=|\na,b|c\n", [["a,b", "c"]]),
        ('"a, ""b""",c\r\n"two\r\nlines",4', [['a, "b"', "c"], ["two\r\nlines", "4"]]),
        ("a,b\n\n,,\n1,\n", [["a", "b"], ["1", ""]]),
        ("#,b\n1,2\n", [["#", "b"], ["1", "2"]]),
        ("one\ntwo\n", [["one"], ["two"]]),
        # Forty lines tell the delimiter; what a thousand others hold says nothing more.
        ("a;b\n" * 45 + "3,4\n" * 1000, [["a", "b"]] * 45 + [["3,4"]] * 1000),
    ],
)
def test_cells_of_csv(text, rows):
    (table,) = parse(text, format="csv").parts
    assert [[cell.text for cell in row if cell] for row in table.grid] == rows


def test_comments_title_headers_and_places_of_csv():
    document = parse(
        '# check: x\nFunds 2020;;\nDonor;USD;"a ""b"" 7"\r\nNorway; 1,5;\n# end\nPeru;"2\n3";4', format="csv"
    )
    (table,) = document.parts
    assert [(c.text, c.before, str(c.place)) for c in document.comments] == [
        ("check: x", 0, "1:1"),
        ("end", 0, "5:1"),
    ]
    assert table.caption.text == "Funds 2020"
    assert [cell.header for cell in table.cells] == [True] * 3 + [False] * 6
    places = [where(document, text) for text in ("Funds", "Norway", "1,5", "3", "4", "b", "7")]
    assert places == ["2:1", "4:1", "4:9", "7:1", "7:4", "3:16", "3:20"]


def test_a_section_s_name_heads_rows_and_no_columns():
    (table,) = parse("Area,2023\nNorth,\nA,5\nB,6\n", format="csv").parts
    assert [cell.text for cell in table.cells if cell.header] == ["Area", "2023"]


def test_an_open_quote_of_csv_is_one_error():
    with pytest.raises(DocumentError, match=r"<text>: 2:3: .*never closed"):
        parse('a,b\n1,"2\n3,4\n', format="csv")


def test_too_many_cells_of_csv_are_one_error(monkeypatch):
    monkeypatch.setattr(_gathering, "MOST_CELLS", 5)
    with pytest.raises(DocumentError, match="more than 5 cells"):
        parse("a,b\n1,2\n3,4\n", format="csv")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(st.text('ab5"; \n|é😀\t', max_size=5), min_size=2, max_size=4), min_size=1, max_size=5)
)
def test_csv_is_read_as_python_reads_it(rows):
    rows = [["x", "y"], *rows]
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    document = parse(written.getvalue(), format="csv")
    (table,) = document.parts
    read = [[cell.text for cell in row if cell] for row in table.grid]
    captioned = [row for row in rows if any(field.strip() for field in row)]
    assert read == [[field.strip(" \t\n") for field in row] for row in captioned]
    for cell in table.cells:
        for at, character in enumerate(cell.text):
            assert document.source[cell.block.source_of(at)] == character


# -- reStructuredText

RST = r"""=====
Funds
=====

:lang: es

It gave **57.5** million [1]_ in \*2, ``code 5``, H\ :sub:`2`\ O and
`link 7 <http://x.org/8>`_.

.. check: x

.. note:: Inside 9

* item 10

  * deep 11

+------+-------+
| A    | B     |
+======+=======+
| 12   | 1,204 |
| six  | 13    |
+------+-------+

=====  ====
C      D
=====  ====
Peru   14
Peru   15
=====  ====

.. csv-table:: Frozen
   :header: "a", "b"

   "x, y", 16

.. toctree::
   x

Sub
---

.. [1] Foot 17
   more

::

   x = 18
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_restructured_text(end):
    document = parse(RST.replace("\n", end), format="rst")
    assert document.language == "es"
    parts = [
        (part.kind.value, part.level, part.text) for part in document.parts if not isinstance(part, Table)
    ]
    assert parts == [
        ("heading", 1, "Funds"),
        ("paragraph", 0, "es"),
        ("paragraph", 0, f"It gave 57.5 million ¹ in *2, {NO_TEXT}, H₂O and link 7."),
        ("paragraph", 0, "Inside 9"),
        ("item", 1, "item 10"),
        ("item", 2, "deep 11"),
        ("heading", 1, "Sub"),
        ("footnote", 0, "Foot 17 more"),
    ]
    tables = [part for part in document.parts if isinstance(part, Table)]
    assert [[cell.text for cell in table.cells] for table in tables] == [
        ["A", "B", "12 six", "1,204 13"],
        ["C", "D", "Peru", "14", "Peru", "15"],
        ["a", "b", "x, y", "16"],
    ]
    assert tables[2].caption.text == "Frozen"
    assert [cell.header for cell in tables[1].cells] == [True, True, False, False, False, False]
    quoted = (
        "57.5",
        "*2",
        "link 7",
        "Inside",
        "deep",
        "six",
        "1,204",
        "13",
        "14",
        "15",
        "x, y",
        "16",
        "17",
        "more",
    )
    assert [where(document, text) for text in quoted] == [
        *("7:11", "7:35", "8:2", "12:11", "16:5", "22:3", "21:10", "22:10"),
        *("28:8", "29:8", "35:5", "35:12", "43:13", "44:4"),
    ]
    assert [(c.text, c.before, str(c.place)) for c in document.comments] == [("check: x", 3, "10:1")]
    assert [(one.what, str(one.place)) for one in document.unread] == [
        ("markup", "37:1"),
        ("code block", "48:1"),
    ]


def test_what_restructured_text_changes_has_its_line_and_no_column():
    document = parse("See :rfc:`2822` of 5.\n\nab\\ c\\\\d 6\n", format="rst")
    assert [block.text for block in document.blocks] == ["See RFC 2822 of 5.", "abc\\d 6"]
    assert [where(document, text) for text in ("of 5", "6")] == ["1", "3:10"]


def test_figures_definitions_and_pictures_of_restructured_text():
    document = parse(
        "before 1\n\n.. figure:: a.png\n\n   Caption 2\n\n   Legend 3\n\nterm : class\n   meaning 4\n\n"
        ".. |x| image:: b.png\n\n|x|\n\n``code 5``\n\nlast 6\n",
        format="rst",
    )
    assert [(block.kind.value, block.text) for block in document.blocks] == [
        ("paragraph", "before 1"),
        ("caption", "Caption 2"),
        ("caption", "Legend 3"),
        ("paragraph", "term"),
        ("paragraph", "meaning 4"),
        ("paragraph", "last 6"),
    ]
    assert where(document, "meaning") == "10:4"


def test_cells_of_restructured_text_are_found_again_where_they_can_be():
    document = parse(
        '.. csv-table::\n\n   "two\n   lines 1", 2\n   "say ""no"" 3", 4\n   "parted\n   ""twice"" 5", 6\n',
        format="rst",
    )
    (table,) = document.parts
    assert [[cell.text for cell in row] for row in table.grid] == [
        ["two lines 1", "2"],
        ['say "no" 3', "4"],
        ['parted "twice" 5', "6"],
    ]
    assert [where(document, text) for text in ("lines 1", "4", "6")] == ["3", "5:20", "7:18"]
    assert [where(document, text).partition(":")[0] for text in ("say", "parted")] == ["5", "6"]


def test_a_tab_leaves_a_text_of_restructured_text_its_line():
    document = parse("one\n\na\tb 5\n", format="rst")
    assert [block.text for block in document.blocks] == ["one", "a       b 5"]
    assert where(document, "5") == "3"


def test_an_empty_row_of_restructured_text_is_a_row():
    (table,) = parse("+---+---+\n|   |   |\n+---+---+\n| x | 5 |\n+---+---+\n", format="rst").parts
    assert [[cell.text for cell in row] for row in table.grid] == [["", ""], ["x", "5"]]


def test_restructured_text_runs_and_includes_nothing(tmp_path):
    (tmp_path / "a.txt").write_text("secret 5", "utf-8")
    document = parse(f".. include:: {tmp_path / 'a.txt'}\n\n.. raw:: html\n\n   <p>6\n", format="rst")
    assert not document.parts
    assert len(document.unread) == 2


def test_restructured_text_has_limits():
    with pytest.raises(DocumentError, match="a line of"):
        parse("x" * (_rst.LONGEST_LINE + 1), format="rst")
    with pytest.raises(DocumentError, match="nested too deeply"):
        parse("* " * 3000 + "x", format="rst")


# -- notebooks


def notebook(*cells: object):
    return json.dumps({"nbformat": 4, "metadata": {}, "cells": cells})


def test_a_notebook():
    table = "<table><tr><th>a<th>b<tr><td>1<td>2</table>"
    text = notebook(
        {"cell_type": "markdown", "source": ["# Funds\n", "\n", "It gave **5**.<!-- hi -->\n"]},
        {
            "cell_type": "code",
            "source": "x = 6",
            "outputs": [
                {"output_type": "stream", "name": "stdout", "text": ["printed\n", "7"]},
                {"output_type": "display_data", "data": {"text/html": [table], "text/plain": "no"}},
                {"output_type": "display_data", "data": {"image/png": "aGk="}},
                {"output_type": "error", "ename": "E", "evalue": "8"},
            ],
        },
        {"cell_type": "raw", "source": "raw 9"},
    )
    document = parse(text, format="notebook")
    assert [(block.text, str(block.place)) for block in document.blocks] == [
        ("Funds", "cell 1, 1:3"),
        ("It gave 5.", "cell 1, 3:1"),
        ("printed\n7", "cell 2, output 1, 1:1"),
        *(
            (text, f"cell 2, output 2, 1:{column}")
            for text, column in (("a", 16), ("b", 21), ("1", 30), ("2", 35))
        ),
        ("raw 9", "cell 3, 1:1"),
    ]
    assert [(c.text, c.before, str(c.place)) for c in document.comments] == [("hi", 1, "cell 1, 3:15")]
    assert [(one.what, str(one.place)) for one in document.unread] == [
        ("code cell", "cell 2"),
        ("image/png", "cell 2, output 3"),
        ("error", "cell 2, output 4"),
    ]


def test_cells_of_a_notebook_that_say_nothing_or_half_a_character():
    text = notebook(
        {"cell_type": "code", "source": " \n", "outputs": [{}, 5]},
        {"cell_type": "code", "source": 7, "outputs": [{"output_type": "display_data"}]},
        {"cell_type": "raw", "source": "half \ud800 of 5"},
    )
    document = parse(text, format="notebook")
    assert [block.text for block in document.blocks] == ["half \N{REPLACEMENT CHARACTER} of 5"]
    assert [(one.what, str(one.place)) for one in document.unread] == [("display_data", "cell 2, output 1")]


def test_an_error_within_a_cell_names_the_cell():
    for cell, place in (("> " * 99 + "deep", "cell 1, 1"), ("x" * 5_000_000, "cell 1, 1:1")):
        with pytest.raises(DocumentError, match=f"<text>: {place}: "):
            parse(notebook({"cell_type": "markdown", "source": cell}), format="notebook")


def test_a_notebook_of_format_3():
    text = json.dumps({"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "markdown", "source": "It"}]}]})
    assert [block.text for block in parse(text, format="notebook").blocks] == ["It"]


@pytest.mark.parametrize("text", ["{", "[]", '{"cells": 5}', "[" * 100_000])
def test_what_is_no_notebook_is_one_error(text):
    with pytest.raises(DocumentError, match="no notebook"):
        parse(text, format="notebook")


# -- all


@pytest.mark.parametrize("kind", ["csv", "html", "text"])
def test_a_huge_line_is_read_with_no_more_calls_than_a_short_one(kind, calls):
    def read(count):
        document = parse("word 5 and " * count, format=kind)
        assert len(next(document.blocks).text) == 11 * count - 1

    read(10)
    small, large = (calls(lambda count=count: read(count)) for count in (10_000, 400_000))
    assert large < small + 100


@pytest.mark.parametrize("text", ["a,b\nx,1{}x\n", 'a,b\n1,2\n"Source{}x"\n', "{}\n1,2\n"])
def test_a_cell_of_many_blanks_takes_no_longer_than_one_of_many_letters(text):
    blanks = " " * 200_000  # a square of this takes hours
    (table,) = parse(text.format(blanks), format="csv").parts
    assert max(len(cell.text) for cell in table.cells) < 200_010


@pytest.mark.parametrize("kind", ["csv", "html", "markdown", "rst", "text"])
def test_nothing_is_a_document_of_no_parts(kind):
    assert parse("", format=kind).parts == ()
    assert parse(" \n\n", format=kind).parts == ()
