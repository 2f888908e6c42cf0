"""What is read of a Markdown text, and that every character leads back to its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lacmigration.documents import Kind, Place, Table, parse
from lacmigration.documents._pen import lowered, raised
from lacmigration.errors import DocumentError

NO_TEXT = "\N{OBJECT REPLACEMENT CHARACTER}"


def blocks(text):
    return [(block.kind.value, block.level, block.text) for block in parse(text).blocks]


def paragraph(text):
    (block,) = parse(text).blocks
    return block.text


def where(document, quoted):
    """The place of some text, which must be there once."""
    (found,) = [(block, block.text.index(quoted)) for block in document.blocks if quoted in block.text]
    return str(document.place_of(*found))


@pytest.mark.parametrize(
    "written, read",
    [
        ("**57.5** million", "57.5 million"),
        ("5*7*.5__0__", "57.5__0__"),
        (r"\$550,000 and \*", "$550,000 and *"),
        ("5&nbsp;000 &amp; &#8364;6 &nothing;", "5\xa0000 & €6 &nothing;"),
        ("one\n  two", "one two"),
        ("one  \ntwo\\\nthree<br>four", "one\ntwo\nthree\nfour"),
        ("[text 7](https://x.org/8 'title 9') on", "text 7 on"),
        ("[text 7][ref] on\n\n[ref]: https://x.org/8", "text 7 on"),
        ("<https://x.org/8>", "https://x.org/8"),
        ("a ![alt 5](b6.png){width=50%} c", f"a {NO_TEXT} c"),
        ("run `x = 5` now", f"run {NO_TEXT} now"),
        ("an `unclosed 5", "an `unclosed 5"),
        ("where $\\alpha = 5$ and $n_5$", f"where {NO_TEXT} and {NO_TEXT}"),
        ("from $5 to $6, US$7 or R$8", "from $5 to $6, US$7 or R$8"),
        ("gave $57.5$ million", "gave 57.5 million"),
        ("of $7M^a^ in A$ 9, $5 = R$ 25, $6 < US$7", "of $7Mᵃ in A$ 9, $5 = R$ 25, $6 < US$7"),
        ("19.6<sup>1</sup> million", "19.6¹ million"),
        ("19.6^1^ km^2^ H~2~O ~5 to ~6", "19.6¹ km² H₂O ~5 to ~6"),
        ("19.6[^1] million[^note].", "19.6¹ million."),
        ("1<sup>er</sup> 2<sup>a</sup>", "1er 2ᵃ"),
        ("~~5~~ 6 <del>7</del> 8", f"{NO_TEXT} 6 {NO_TEXT} 8"),
        ("see @tbl-2, [@doe2020, p. 5] or a@b5.org", f"see {NO_TEXT}, {NO_TEXT} or a@b5.org"),
        ("{sup}`2` and {ref}`x 5`", f"² and {NO_TEXT}"),
        ("[five]{.mark key=5} on", "[five] on"),
        ("a <script>x 5</script> b", f"a {NO_TEXT} b"),
        ("5 < 6 > 4", "5 < 6 > 4"),
        ("US$a_1$ more", "US$a_1$ more"),
        ("a <?x 5?> 6", "a  6"),
        ("<del>5 <b>6</b></del> 7", f"{NO_TEXT} 7"),
        ("~~a <kbd>b</kbd> 5~~ 6</kbd>", f"{NO_TEXT} 6"),
        ("a <img src=x> 5", f"a {NO_TEXT} 5"),
        ("[of {sup}`2` and $x_1$](u) 5", f"of ² and {NO_TEXT} 5"),
        ("\N{NO-BREAK SPACE}\nfive 5", "five 5"),
        ("nul \0 5", "nul \0 5"),
    ],
)
def test_inside_a_line(written, read):
    assert paragraph(written) == read


def test_blocks():
    text = (
        "# One {#id5 .c}\n\nTwo\n===\n\n> quoted 3\ngoes on\n\n- four\n\n  more\n  - five\n2. six\n\n"
        "[^a]: note 7\n    goes on\n\n```r\nx <- 8\n```\n\n    code 9\n\nlast ^[inside 10].\n"
    )
    assert blocks(text) == [
        ("heading", 1, "One"),
        ("heading", 1, "Two"),
        ("paragraph", 0, "quoted 3 goes on"),
        ("item", 1, "four"),
        ("paragraph", 1, "more"),
        ("item", 2, "five"),
        ("item", 1, "six"),
        ("footnote", 0, "note 7 goes on"),
        ("paragraph", 0, "last ."),
        ("footnote", 0, "inside 10"),
    ]
    assert [(one.what, str(one.place)) for one in parse(text).unread] == [
        ("code block (r)", "18:1"),
        ("code block", "22:1"),
    ]


def test_front_matter_says_language_and_title():
    document = parse('---\ntitle: "Gave 5 million"\nlang: es-MX # yes\nfigure: 7\n---\n\nUno.\n')
    assert document.language == "es-MX"
    assert [(b.text, b.language) for b in document.blocks] == [("Gave 5 million", "es-MX"), ("Uno.", "es-MX")]
    assert where(document, "5 million") == "2:14"


def test_divisions_and_directives_are_read_where_they_are_prose():
    text = (
        "::: {.callout-note width=5}\nin six\n:::\n\n```{note} Title\n:class: x7\nin eight\n```\n\n"
        "```{code-cell} r\n9\n```\n\n:::{table} Caption\n:width: 50%\n\n"
        "| a |\n|---|\n| 1 |\n:::\n\n$$\nx = 10\n$$\nend"
    )
    document = parse(text)
    assert [b.text for b in document.blocks] == ["in six", "Title", "in eight", "Caption", "a", "1", "end"]
    assert [one.what for one in document.unread] == ["code block ({code-cell} r)", "formula"]


@pytest.mark.parametrize(
    "text, read, unread",
    [
        ("$$a$$ of 5", [f"{NO_TEXT} of 5"], []),
        ("$$\na\n\n5 people", ["$$ a", "5 people"], []),
        ("$$\na 5", ["$$ a 5"], []),
        ("text 4\n$$\nx = 10\n$$\nend", ["text 4", "end"], ["formula"]),
        (":::{math}\nx = 5\n:::\nafter", ["after"], ["directive math"]),
        (":::{math}\nx = 5", [], ["directive math"]),
        ("- ```{note}\n  5 people\n\nAfter", ["5 people", "After"], []),
        ("- :::{math}\n  x = 5\n\nAfter", ["After"], ["directive math"]),
        ("```{note}\n5 people", ["5 people"], []),
        ("::: 4 | 5", ["::: 4 | 5"], []),
        ("<table><tr><td>a<td><table><tr><td>5</table>\n\nand 6", ["a", "5", "and 6"], []),
        ("> <table><tr><td>a<td>5\n\n6</table>", ["a", "5", "6"], []),
        ("---\ntitle: Funds\n---\n5", ["Funds", "5"], []),
        ("^[`x`] 5", ["5"], []),
        ("^[note 4]\n\nthen 5", ["note 4", "then 5"], []),
        ("first 3\n\n^[note 4]\n\nthen 5", ["first 3", "note 4", "then 5"], []),
        ("[see ^[note 4] it](u) 5", ["see  it 5", "note 4"], []),
    ],
)
def test_what_resembles_a_block_and_is_none(text, read, unread):
    document = parse(text)
    assert [block.text for block in document.blocks] == read
    assert [one.what for one in document.unread] == unread


def test_a_note_within_a_cell_follows_the_table():
    document = parse("| a | b |\n|---|---|\n| x | 5^[As of June 6.] |\n\nNext.")
    table, note, after = document.parts
    assert [cell.text for cell in table.cells] == ["a", "b", "x", "5"]
    assert (note.kind, note.text, str(note.place)) == (Kind.FOOTNOTE, "As of June 6.", "3:10")
    assert after.text == "Next."


def test_white_space_of_other_scripts_moves_no_place():
    document = parse("| a | b |\n|---|---|\n| x |\N{NO-BREAK SPACE}5 |\n")
    assert where(document, "5") == "3:7"
    assert where(parse("\N{NO-BREAK SPACE}\nfive 5"), "five") == "2:1"


@pytest.mark.parametrize(
    "text",
    [
        "| a |\n|---|\n| 1 |\n: Funds {#tbl-x}\n",
        "| a |\n|---|\n| 1 |\n\n: Funds {#tbl-x}\n",
        ": Funds\n\n| a |\n|---|\n| 1 |\n",
        "| a |\n|---|\n| 1 |\n\nTable: Funds\n",
    ],
)
def test_captions(text):
    (table,) = parse(text).parts
    assert table.caption.text == "Funds"
    assert table.caption.kind is Kind.CAPTION
    assert [cell.text for cell in table.cells] == ["a", "1"]


def test_a_named_table_and_its_source():
    (before, table) = parse("Text.\n\nTable 3. Funds\n\n| a |\n|---|\n| 1 |\n\nSource: ours.\n").parts
    assert (before.text, table.caption.text, [note.text for note in table.notes]) == (
        "Text.",
        "Table 3. Funds",
        ["Source: ours."],
    )


def test_a_line_below_a_table_is_its_source():
    (table, after) = parse("| a | b |\n|---|---|\n| 1 | 2 |\n*Source: ours.*\n\nText.\n").parts
    assert ([cell.text for cell in table.cells], table.notes[0].text) == (
        ["a", "b", "1", "2"],
        "Source: ours.",
    )
    assert after.text == "Text."


def test_a_picture_by_itself_has_a_caption():
    document = parse("![Growth of **5**%](a6.png){#fig-1}\n\n{{< include b.qmd >}}\n")
    assert [(b.kind, b.text) for b in document.blocks] == [(Kind.CAPTION, "Growth of 5%")]
    assert where(document, "5%") == "1:15"
    assert [one.what for one in document.unread] == ["include"]


def test_cells_have_their_places():
    document = parse("x\n\n> | A \\| b | **B**  |\n> |---|--:|\n> |  1,2\\|3 x | `|` \n> | **4** \n")
    table = document.parts[1]
    assert isinstance(table, Table)
    assert [(cell.row, cell.column, cell.text, cell.header) for cell in table.cells] == [
        (0, 0, "A | b", True),
        (0, 1, "B", True),
        (1, 0, "1,2|3 x", False),
        (1, 1, "`", False),
        (2, 0, "4", False),
        (2, 1, "", False),
    ]
    assert [where(document, text) for text in ("A |", "B", "1,2", "3 x", "4")] == [
        "3:5",
        "3:16",
        "5:6",
        "5:11",
        "6:7",
    ]


def test_html_inside_markdown():
    text = (
        "- item\n\n  <table>\n  <tr><td>1</td>\n\n  <td>2&amp;</td></tr>\n  </table>\n\n"
        "<div hidden>no</div>\n\n<p>yes *5*</p>\n"
    )
    document = parse(text)
    assert [b.text for b in document.blocks] == ["item", "1", "2&", "yes *5*"]
    assert [where(document, text) for text in ("1", "2&", "5")] == ["4:11", "6:7", "11:9"]


def test_comments_stand_in_or_before_their_part():
    document = parse("<!-- one -->\n\nText <!-- two -->here.\n\n<!--\nthree\n-->\n\n- item\n")
    assert [(c.text, c.before, str(c.place)) for c in document.comments] == [
        ("one", 0, "1:1"),
        ("two", 0, "3:6"),
        ("three", 1, "5:1"),
    ]


PIECES = st.sampled_from(
    [
        *(
            "57.5",
            " million ",
            "**",
            "*",
            "_",
            "~~",
            "`",
            "[",
            "](u5)",
            "[^1]",
            "<sup>1</sup>",
            "<b>",
            "<!-- c -->",
        ),
        *(
            "\\$",
            "\\|",
            "\\",
            "&amp;",
            "&nbsp;",
            "$",
            "^2^",
            "|",
            "\t",
            "  ",
            "e\u0301",
            "\U0001d7dd",
            "😀",
            "\u200f",
            "\x01",
            "\0",
        ),
        *(
            "\n",
            "\n",
            "\n\n",
            "\n- ",
            "\n  ",
            "\n> ",
            "\n# ",
            "\n1. ",
            "\n[^1]: ",
            "\n| a | b |\n|---|---|\n| ",
            "\n    ",
        ),
        *(
            "\n```\n",
            "\n: ",
            "\n===\n",
            "\n<table><tr><td>",
            "</table>\n",
            "@fig-1",
            "{#x}",
            "![",
            "\n:::\n",
            "\u2028",
            "\x0c",
        ),
    ]
)
STAND_INS = {" ", "\n", NO_TEXT}


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_character_leads_to_its_source(text, end):
    text = text.replace("\n", end)
    document = parse(text)
    for block in document.blocks:
        for at, character in enumerate(block.text):
            source = block.source_of(at)
            assert source is not None
            written = document.source[source]
            # Every letter and digit stands where it is said to, or is what an entity or a mark means.
            stands_in = (
                character in STAND_INS or written == "&" or character in (raised(written), lowered(written))
            )
            assert written == character or stands_in, (block, at)
        assert [run.start for run in block.runs] == sorted({run.start for run in block.runs})


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_line_ends_change_no_text(text):
    expected = [(b.kind, b.level, b.text) for b in parse(text).blocks]
    assert [(b.kind, b.level, b.text) for b in parse(text.replace("\n", "\r\n")).blocks] == expected


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([*"abc57 .,;()%", "**", "*", "é", "😀"]), min_size=1, max_size=30).map("".join)
)
def test_what_is_read_is_what_markdown_prints(text):
    from html import unescape
    from re import sub

    from markdown_it import MarkdownIt

    text = f"x{text}x"
    printed = unescape(sub(r"<[^>]*>", "", MarkdownIt("commonmark").render(text))).strip()
    assert "".join(block.text for block in parse(text).blocks) == printed


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", "- > "])
def test_deep_nesting_is_one_error(mark):
    with pytest.raises(DocumentError, match="nested deeper than"):
        parse(mark * 5000 + "x")
    assert next(parse(mark * 12 + "x").blocks).text == "x"


def test_a_huge_line_is_refused_at_once(calls):
    def refuse():
        with pytest.raises(DocumentError, match=r"1:1: a paragraph of 19,999,999 characters"):
            parse("word " * 4_000_000)

    parse("word")
    assert calls(refuse) < 5000  # not one a word


@pytest.mark.parametrize(
    "piece", ["[", "![", "[a](", "*a ", "a**b", "<a ", "x <!-- ", "^[", "$a", '{a="', "[^a", ":::{note}\nx\n"]
)
def test_hostile_repetition_takes_work_in_proportion(piece, calls):
    parse(piece * 100)
    small, large = (calls(lambda count=count: parse(piece * count)) for count in (250, 1000))
    assert large < 5 * small + 500
    parse(piece * 8000)  # inside one search there is no call to count: a square of this takes minutes


def test_places_of_a_plain_paragraph():
    document = parse("one\n\n\ttwo\n\nthree 57.5\n  four\n")
    assert where(document, "57.5") == "5:7"
    assert where(document, "four") == "6:3"
    assert next(document.blocks).place == Place(line=1, column=1)
