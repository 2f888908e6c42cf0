"""What a reader of an HTML page sees, and where in its source it stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lacmigration.documents import Kind, Table, _gathering, parse
from lacmigration.documents._pen import raised
from lacmigration.errors import DocumentError

NO_TEXT = "\N{OBJECT REPLACEMENT CHARACTER}"


def page(text):
    return parse(text, format="html")


def blocks(text):
    return [(block.kind.value, block.level, block.text) for block in page(text).blocks]


def where(document, quoted):
    (found,) = [(block, block.text.index(quoted)) for block in document.blocks if quoted in block.text]
    return str(document.place_of(*found))


@pytest.mark.parametrize(
    "written, read",
    [
        ("It  gave\n <b>57</b>.<i>5</i>&nbsp;million", "It gave 57.5\xa0million"),
        ("5 &lt; 6 &amp &#8364;7 &unknown; & 8", "5 < 6 & €7 &unknown; & 8"),
        ("19.6<sup>1</sup> million<sup>2, 3</sup>", "19.6¹ million², ³"),
        ("19.6<a class='footnote-ref' href='#5'>4</a> m", "19.6⁴ m"),
        ("km<sup>2</sup> CO<sub>2</sub> 1<sup>er</sup> 5<sup>a</sup>", "km² CO₂ 1er 5ᵃ"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("a <b> </b>b", "a b"),
        (
            "5 <\N{KELVIN SIGN} 6 and <\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}x> 7",
            "5 <\N{KELVIN SIGN} 6 and <İx> 7",
        ),
        ("a <code>x 5</code> b <img alt='6' src='7.png'> c", f"a {NO_TEXT} b {NO_TEXT} c"),
        ("<del>5</del> 6 <s>7</s>", f"{NO_TEXT} 6 {NO_TEXT}"),
        ("a<span hidden>5</span><span style='color:red; display : none'>6</span>b", "ab"),
        ("a<script>if (5 < 6) '<p>'</script><style>p{width:5}</style><template>7</template>b", "ab"),
        ("a<!-- 5 -->b<!---->c", "abc"),
        ("5 < 6 and 7 <8", "5 < 6 and 7 <8"),
        ("<a href=\"x>5\" title='<p>'>link 6</a>", "link 6"),
        ("<PRE>a  5\n b</PRE>", "a  5\n b"),
        ("&#99999999999;&#xD800;5", "&#99999999999;\ufffd5"),
    ],
)
def test_inside_a_paragraph(written, read):
    ((_, _, text),) = blocks(f"<p>{written}</p>")
    assert text == read


def test_blocks_with_tags_that_nobody_closed():
    text = (
        "<title>9</title><h2>One<h3>Two</h3><p>three<p>four<ul><li>five<ol><li>six</ol>"
        "<li><p>seven<p>eight</ul>nine"
    )
    assert blocks(text) == [
        ("heading", 2, "One"),
        ("heading", 3, "Two"),
        ("paragraph", 0, "three"),
        ("paragraph", 0, "four"),
        ("item", 1, "five"),
        ("item", 2, "six"),
        ("item", 1, "seven"),
        ("paragraph", 1, "eight"),
        ("paragraph", 0, "nine"),
    ]


def test_footnotes_and_captions():
    text = (
        "<figure><img src=5><figcaption>Picture 6</figcaption></figure>"
        "<section class='footnotes'><ol><li id=fn1>Note 7 "
        "<a class=footnote-back href='#'>↩</a></ol></section>"
        "<p>text</p>"
    )
    assert [(kind, text) for kind, _, text in blocks(text)] == [
        ("caption", "Picture 6"),
        ("footnote", "Note 7"),
        ("paragraph", "text"),
    ]


def test_a_table_with_spans():
    text = (
        "<table>\n<caption>Funds</caption>\n"
        "<thead><tr><th rowspan=2>Donor<th colspan=2>Years<tr><th>2023<th>2024</thead>"
        "\n<tbody><tr><th>Norway<td>1<td>2<tr><td rowspan=0>All<td>3<td>4<tr><td>5</tbody>"
        "<tfoot><tr><td>Total<td>6</table>"
    )
    (table,) = page(text).parts
    assert table.caption.text == "Funds"
    assert [[cell and cell.text for cell in row] for row in table.grid] == [
        ["Donor", "Years", "Years"],
        ["Donor", "2023", "2024"],
        ["Norway", "1", "2"],
        ["All", "3", "4"],
        ["All", "5", None],
        ["Total", "6", None],
    ]
    assert [cell.text for cell in table.cells if cell.header] == ["Donor", "Years", "2023", "2024", "Norway"]


def test_headers_are_found_where_nobody_marks_them():
    (table,) = page("<table><tr><td>Donor<td>USD<tr><td>Norway<td>1,200</table>").parts
    assert [cell.header for cell in table.cells] == [True, True, False, False]


def test_a_table_in_a_table_is_a_table_of_its_own():
    document = page("<table><tr><th>A<th>B<tr><td>1<td>2<table><tr><td>3<td>4</table>5</table>")
    outer, inner = document.parts
    assert [cell.text for cell in outer.cells] == ["A", "B", "1", "2\n5"]
    assert [cell.text for cell in inner.cells] == ["3", "4"]


def test_a_table_that_only_lays_out_is_read_as_its_blocks():
    text = "<table role=presentation><tr><td><h1>One</h1><td><p>two<table><tr><td>3<td>4</table></table>"
    document = page(text)
    assert [part.text for part in document.parts if not isinstance(part, Table)] == ["One", "two"]
    assert [cell.text for part in document.parts if isinstance(part, Table) for cell in part.cells] == [
        "3",
        "4",
    ]


def test_a_caption_of_a_figure_belongs_to_its_table():
    (table, after) = page(
        "<figure><table><tr><td>1<td>2</table><figcaption>Funds</figcaption></figure><p>on"
    ).parts
    assert (table.caption.text, after.text) == ("Funds", "on")


def test_languages():
    document = page("<html lang=es><body><p>uno<p lang='pt-BR'>dois<p>tres <i lang=fr>quatre</i></html>")
    assert document.language == "es"
    assert [(b.text, b.language) for b in document.blocks] == [
        ("uno", "es"),
        ("dois", "pt-BR"),
        ("tres quatre", "es"),
    ]


def test_comments_and_places():
    document = page("<!-- one -->\r\n<p>It\r\n  gave&nbsp;<b>5</b>\r\n<!-- two --> more</p><p>end")
    assert [(c.text, c.before, str(c.place)) for c in document.comments] == [
        ("one", 0, "1:1"),
        ("two", 0, "4:1"),
    ]
    assert [where(document, text) for text in ("gave", "5", "more", "end")] == ["3:3", "3:16", "4:14", "4:25"]


def test_what_cannot_be_read_is_listed():
    document = page("<p>a <svg><text>5</text></svg><pre><code>6</code></pre><p>b <!-- never closed <p>c")
    assert [b.text for b in document.blocks] == [f"a {NO_TEXT}", "b"]
    assert [one.what for one in document.unread] == ["<svg>", "code block", "comment"]


@pytest.mark.parametrize(
    "torn, what",
    [
        ("<p>9 <!-- 5", "comment"),
        ("<p>9 <!doctype 5", "declaration"),
        ("<p>9 </p 5", "end tag"),
        ("<p>9 <b 5", "<b>"),
        ("<p>9 <b a='5", "<b>, whose quote is not closed,"),
        ("<p>9 <style>5", "<style>"),
    ],
)
def test_what_is_torn_off_at_the_end_is_listed_and_what_stands_before_it_read(torn, what):
    document = page(torn)
    assert [block.text for block in document.blocks] == ["9"]
    assert [(one.what, str(one.place)) for one in document.unread] == [(what, "1:6")]


def test_comments_of_nothing_and_declarations_part_no_words():
    document = page("<?xml a?><!doctype html><p>5<!-->0<!--->0<!---->1")
    assert [block.text for block in document.blocks] == ["5001"]


def test_a_foot_and_a_head_in_any_order_end_their_rows():
    (table,) = page(
        "<table><thead><tr><th>a<th>b</tr></thead><tfoot><tr><td>all</td><td>3</td></tr></tfoot>"
        "<tbody><tr><td>x<td>3</tr></tbody></table>"
    ).parts
    assert [[cell.text for cell in row] for row in table.grid] == [["a", "b"], ["all", "3"], ["x", "3"]]
    assert [cell.header for cell in table.cells] == [True, True, False, False, False, False]


def test_a_table_within_a_layout_table_keeps_its_cells_and_the_others_their_words():
    inner = "<table><tr><td>lone</table>"
    (block,) = page(f"<table><tr><td>{inner}</table>").parts
    assert block.text == "lone"


def test_more_cells_than_are_read_is_one_error(monkeypatch):
    monkeypatch.setattr(_gathering, "MOST_CELLS", 5)
    with pytest.raises(DocumentError, match="more than 5 cells"):
        page("<table><tr>" + "<td>1" * 6)


def test_spans_cannot_make_a_table_huge():
    with pytest.raises(DocumentError, match="cells"):
        page("<table>" + "<tr><td colspan=1000>x" * 600)
    (table,) = page("<table><tr><td rowspan=65534>a<td>b<tr><td>c</table>").parts
    assert len(table.grid) == 2


PIECES = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<li>",
            "<ul>",
            "</ul>",
            "<table>",
            "</table>",
            "<tr>",
            "<td>",
            "<th rowspan=2>",
            "<caption>",
        ),
        *(
            "<sup>",
            "</sup>",
            "<h1>",
            "<div hidden>",
            "</div>",
            "<code>",
            "</code>",
            "<pre>",
            "</pre>",
            "<figure>",
            "<figcaption>",
            "</figure>",
        ),
        *(
            "<!--",
            "-->",
            "<",
            ">",
            "&amp;",
            "&nbsp;",
            "&",
            "57.5",
            " million",
            "\n",
            "\r\n",
            "\t",
            "e\u0301",
            "😀",
            "\u200f",
            "\x01",
            "<br>",
        ),
        *(
            "<script>",
            "</script>",
            "</td>",
            "</tr>",
            "<thead>",
            "</thead>",
            "<section class=footnotes>",
            "<dl>",
            "<dt>",
            "<dd>",
            '<a href="',
        ),
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_every_character_leads_to_its_source(text):
    document = page(text)
    for block in document.blocks:
        for at, character in enumerate(block.text):
            source = block.source_of(at)
            if character == "\n" and source is None:
                continue
            written = document.source[source]
            stands_in = character in f"{NO_TEXT}\n " or written == "&" or raised(written) == character
            assert written == character or stands_in, (block, at)
    for part in document.parts:
        if isinstance(part, Table):
            assert all(cell.block.kind is Kind.CELL for cell in part.cells)
            assert sum(cell.rows * cell.columns for cell in part.cells) == sum(
                cell is not None for row in part.grid for cell in row
            )


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<table><tr><td>",
        "<ul><li>",
        "<!--",
        '<a b="',
        "<script>",
        "&#",
        "<p></b>",
        "<table><caption>x",
        "</a ",
        "<b>",
    ],
)
def test_hostile_repetition_takes_work_in_proportion_and_no_depth(piece, calls):
    page(piece * 100)
    small, large = (calls(lambda count=count: page(piece * count)) for count in (1000, 4000))
    assert large < 5 * small + 500
    page(piece * 20_000)  # inside one search there is no call to count: a square of this takes minutes


def test_an_entity_in_preformatted_text_moves_no_place():
    document = page("<pre>57.5&amp;38</pre>")
    [block] = document.blocks
    assert block.text == "57.5&38"
    assert [block.source_of(at) for at in range(7)] == [5, 6, 7, 8, 9, 14, 15]
