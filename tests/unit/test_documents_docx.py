"""What is read of a DOCX, and which files are refused with which words."""

from __future__ import annotations

import io
import sys
import zipfile

import pytest

from lacmigration.documents import Kind, Place, Table
from lacmigration.documents import _archives as archives
from lacmigration.documents._docx import read
from lacmigration.documents._pen import NO_TEXT
from lacmigration.errors import DocumentError, MissingExtraError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:wp="wp" xmlns:a="a" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="wps" xmlns:v="v"'
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:styleId="Ttulo2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Chapter"/><w:basedOn w:val="Base"/></w:style>
<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>
</w:style>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>
<w:rPr><w:lang w:val="en-US"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Cap"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Front"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Round"><w:name w:val="Round"/><w:basedOn w:val="About"/></w:style>
<w:style w:type="paragraph" w:styleId="About"><w:name w:val="About"/><w:basedOn w:val="Round"/></w:style>
<w:style w:type="paragraph" w:styleId="LB2"><w:name w:val="List Bullet 2"/></w:style>
<w:style w:type="character" w:styleId="Ref"><w:name w:val="ref"/>
<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>
</w:style>"""


def docx(body, *, content=WORD, main="word/document.xml", extra=None, **parts: str):
    """A DOCX of the given body; further parts by the last word of their relation: styles=..., comments=..."""
    relations = "".join(
        f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in parts
    )
    files = {
        "[Content_Types].xml": f'<Types><Override PartName="/{main}" ContentType="{content}"/></Types>',
        "_rels/.rels": "<Relationships>"
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="{main}"/></Relationships>',
        "word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>",
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        **{f"word/{kind}.xml": f"<w:{kind} {NAMESPACES}>{text}</w:{kind}>" for kind, text in parts.items()},
        **(extra or {}),
    }
    return zipped(files)


def zipped(files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return stream.getvalue()


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*runs: str, properties=""):
    inner = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(text, properties=""):
    content = text if text.startswith("<") else par(text)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(*cells: str, properties=""):
    inner = "".join(each if each.startswith("<") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str):
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def texts(document):
    return [block.text for block in document.blocks]


def only(body, **parts: str):
    (block,) = read(docx(body, **parts), "a.docx").parts
    return block


def test_a_number_split_over_runs_is_one_text():
    block = only(par("USD 57", ".5", " million"))
    assert block.text == "USD 57.5 million"
    assert block.kind is Kind.PARAGRAPH
    assert block.place == Place(paragraph=1)


def test_paragraphs_count_with_the_empty_ones_and_those_in_tables():
    document = read(docx(par("One") + par() + table(row("x", "y")) + par("Two")), "a.docx")
    assert [part.place.paragraph for part in document.parts] == [1, 3, 5]
    assert document.parts[1].cells[1].block.place == Place(paragraph=4, cell="table 1, B1")


@pytest.mark.parametrize(
    "style, kind, level",
    [
        ('<w:pStyle w:val="Ttulo2"/>', Kind.HEADING, 2),
        ('<w:pStyle w:val="Mine"/>', Kind.HEADING, 1),
        ('<w:outlineLvl w:val="2"/>', Kind.HEADING, 3),
        ('<w:pStyle w:val="Mine"/><w:outlineLvl w:val="9"/>', Kind.PARAGRAPH, 0),
        ('<w:pStyle w:val="Cap"/>', Kind.CAPTION, 0),
        ('<w:pStyle w:val="LB2"/>', Kind.ITEM, 2),
        ('<w:numPr><w:ilvl w:val="2"/><w:numId w:val="7"/></w:numPr>', Kind.ITEM, 3),
        ('<w:pStyle w:val="LB2"/><w:numPr><w:numId w:val="0"/></w:numPr>', Kind.PARAGRAPH, 0),
        ('<w:pStyle w:val="Front"/>', Kind.HEADING, 1),
        ('<w:pStyle w:val="Round"/>', Kind.PARAGRAPH, 0),
        ("", Kind.PARAGRAPH, 0),
    ],
)
def test_the_style_says_what_a_paragraph_is(style, kind, level):
    block = only(par("Words", properties=style), styles=STYLES)
    assert (block.kind, block.level) == (kind, level)


@pytest.mark.parametrize(
    "inner, text",
    [
        (run("3.4") + run("3", '<w:vertAlign w:val="superscript"/>'), "3.4³"),
        (run("3.4") + run("12", '<w:rStyle w:val="Ref"/>'), "3.4¹²"),
        (run("CO") + run("2", '<w:vertAlign w:val="subscript"/>'), "CO₂"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a\tb\nc"),
        ('<w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r>', "ab"),
        (run("mi\u00adgration"), "migration"),
        (run("1\u00a0234"), "1\u00a0234"),
        ('<w:r><w:t>5</w:t><w:fldChar w:fldCharType="end"/><w:t>6</w:t></w:r>', "56"),
        (
            '<w:r><w:sym w:char="F0B7"/><w:t> a </w:t><w:sym w:char="20AC"/><w:sym w:char="x"/></w:r>',
            "• a €\ufffd",
        ),
        ("<w:r><w:t>5</w:t><mc:AlternateContent/><w:t>6</w:t></w:r>", "56"),
        ('<w:r><w:t>5 </w:t><w:sym w:char="D83D"/></w:r>', "5 \ufffd"),
        (
            '<w:r><w:t>Of 5</w:t><w:footnoteReference w:id="3" w:customMarkFollows="1"/><w:t>*</w:t></w:r>',
            "Of 5*",
        ),
        ("<w:r><w:t>5</w:t><w:noBreakHyphen/><w:t>6</w:t></w:r>", "5\u20116"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>' + run("x"), "•x"),
        ("<w:del><w:r><w:delText>40</w:delText></w:r></w:del><w:ins>" + run("41") + "</w:ins>", "41"),
        ("<w:moveFrom>" + run("old") + "</w:moveFrom><w:moveTo>" + run("new") + "</w:moveTo>", "new"),
        ('<w:hyperlink r:id="r9">' + run("link") + "</w:hyperlink>", "link"),
        ('<w:fldSimple w:instr="REF x">' + run("7") + "</w:fldSimple>", "7"),
        (
            "<w:sdt><w:sdtPr><w:t>no</w:t></w:sdtPr><w:sdtContent>" + run("yes") + "</w:sdtContent></w:sdt>",
            "yes",
        ),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>= 3*4</w:instrText></w:r>'
            + run("not this")
            + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + run("12")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            + run(" in all"),
            "12 in all",
        ),
    ],
)
def test_what_runs_say(inner, text):
    assert only(f"<w:p>{inner}</w:p>", styles=STYLES).text == text


def test_hidden_text_is_not_read_but_said():
    document = read(docx(par("Seen", run("unseen", "<w:vanish/>"))), "a.docx")
    assert texts(document) == ["Seen"]
    assert [(entry.what, entry.place) for entry in document.unread] == [
        ("6 characters of hidden text", Place(paragraph=1))
    ]


def test_the_language_is_the_one_of_most_characters_and_never_the_template():
    spanish = '<w:lang w:val="es-CO"/>'
    body = par(run("cuatro millones", spanish), run("four", '<w:lang w:val="en-GB"/>'))
    body += par("Plain", properties='<w:pStyle w:val="Normal"/>')
    first, second = read(docx(body, styles=STYLES), "a.docx").parts
    assert (first.language, second.language) == ("es-CO", "")


def test_the_language_of_the_document_is_that_of_its_properties():
    data = docx(
        par("x"),
        extra={
            "_rels/.rels": f'<Relationships><Relationship Id="a" Type="{OFFICE}/officeDocument" '
            f'Target="word/document.xml"/><Relationship Id="b" Type="x/core-properties" Target="core.xml"/>'
            "</Relationships>",
            "core.xml": '<p xmlns:dc="dc"><dc:language>pt-BR</dc:language></p>',
        },
    )
    assert read(data, "a.docx").language == "pt-BR"


def test_notes_follow_the_text_with_their_mark_and_their_place():
    body = par("Of 3.4", '<w:r><w:footnoteReference w:id="8"/></w:r>', " million") + par(
        "and 9", '<w:r><w:endnoteReference w:id="2"/></w:r>'
    )
    footnotes = (
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="8">{par("<w:r><w:footnoteRef/></w:r>", " As of June.")}</w:footnote>'
        f'<w:footnote w:id="9">{par("Orphan")}</w:footnote>'
    )
    endnotes = f'<w:endnote w:id="2">{par("Estimate.")}</w:endnote>'
    document = read(docx(body, footnotes=footnotes, endnotes=endnotes), "a.docx")
    assert texts(document) == ["Of 3.4¹ million", "and 9¹", "¹ As of June.", "¹ Estimate."]
    assert [part.kind for part in document.parts[2:]] == [Kind.FOOTNOTE, Kind.FOOTNOTE]
    assert [part.place for part in document.parts[2:]] == [
        Place(paragraph=1, cell="footnote 1"),
        Place(paragraph=2, cell="endnote 1"),
    ]
    assert [entry.reason for entry in document.unread] == ["Orphan"]


def test_comments_are_kept_with_the_part_that_they_hang_on():
    body = (
        par("First")
        + par("Table 1. Money", properties='<w:pStyle w:val="Cap"/>')
        + table(row("a", cell(par("4", '<w:r><w:commentReference w:id="5"/></w:r>'))))
        + par("Last", '<w:r><w:commentReference w:id="6"/></w:r>')
    )
    comments = (
        f'<w:comment w:id="5">{par("check: off")}{par("two")}</w:comment>'
        f'<w:comment w:id="6">{par("end")}</w:comment><w:comment w:id="7">{par("lost")}</w:comment>'
    )
    document = read(docx(body, comments=comments, styles=STYLES), "a.docx")
    assert [(c.text, str(c.place), c.before) for c in document.comments] == [
        ("check: off\ntwo", "table 1, B1", 1),
        ("end", "paragraph 5", 2),
        ("lost", "", 0),
    ]


def test_a_table_has_its_caption_its_header_and_its_notes():
    body = (
        par("Tabla 2. Aportes")
        + table(
            row("Donor", "2023", "2024", properties="<w:tblHeader/>"), row("A", "5", "6"), row("B", "7", "8")
        )
        + par("Fuente: registros.")
        + par("Nota: sin auditar.")
        + par("Next.")
    )
    document = read(docx(body), "a.docx")
    found, after = document.parts
    assert isinstance(found, Table)
    assert found.caption.text == "Tabla 2. Aportes"
    assert found.caption.kind is Kind.CAPTION
    assert [note.text for note in found.notes] == ["Fuente: registros.", "Nota: sin auditar."]
    assert [cell.text for cell in found.cells if cell.header] == ["Donor", "2023", "2024"]
    assert after.text == "Next."


def test_a_caption_by_style_may_stand_below_its_table():
    body = table(row("a", "1")) + par("Table 7: Below", properties='<w:pStyle w:val="Cap"/>')
    (found,) = read(docx(body, styles=STYLES), "a.docx").parts
    assert found.caption.text == "Table 7: Below"


def test_merged_cells_stand_once_and_span():
    body = table(
        row(cell("Area", '<w:vMerge w:val="restart"/>'), cell("Money", '<w:gridSpan w:val="2"/>')),
        row(cell(par(), "<w:vMerge/>"), "In", "Out"),
        row("North", "1", "2"),
    )
    (found,) = read(docx(body), "a.docx").parts
    grid = [[each.text for each in line] for line in found.grid]
    assert grid == [["Area", "Money", "Money"], ["Area", "In", "Out"], ["North", "1", "2"]]
    assert [(each.rows, each.columns) for each in found.cells[:2]] == [(2, 1), (1, 2)]
    assert {each.text for each in found.cells if each.header} == {"Area", "Money", "In", "Out"}


def test_a_row_that_is_removed_is_not_read():
    body = table(row("a", "1"), row("b", "2", properties="<w:del/>"), row("c", "3"))
    (found,) = read(docx(body), "a.docx").parts
    assert [each.text for each in found.cells] == ["a", "1", "c", "3"]
    assert found.cells[2].row == 1


def test_a_table_in_a_cell_is_a_table_of_its_own():
    body = table(row("out", cell(par("host") + table(row("in", "9")) + par("tail"))))
    outer, inner = read(docx(body), "a.docx").parts
    assert [each.text for each in outer.cells] == ["out", "host\ntail"]
    assert [each.text for each in inner.cells] == ["in", "9"]
    assert inner.name == "table 2"


def test_a_text_box_is_read_once():
    box = f"<w:txbxContent>{par('Boxed 12')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Around</w:t><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    document = read(docx(body), "a.docx")
    assert texts(document) == ["Around", "Boxed 12"]
    assert document.unread == ()


@pytest.mark.parametrize(
    "element, what",
    [
        ('<w:drawing><wp:docPr descr="A map"/><a:graphicData uri="x/picture"/></w:drawing>', "image: A map"),
        ('<w:drawing><a:graphicData uri="x/chart"/></w:drawing>', "chart"),
        ('<w:drawing><a:graphicData uri="x/diagram"/></w:drawing>', "diagram"),
        ("<w:pict><v:shape><v:imagedata/></v:shape></w:pict>", "image"),
        ("<w:object><v:shape><v:imagedata/></v:shape></w:object>", "embedded object"),
    ],
)
def test_what_holds_no_text_is_listed_with_its_place(element, what):
    document = read(docx(par("One") + f"<w:p><w:r>{element}</w:r></w:p>"), "a.docx")
    assert [(entry.what, entry.place) for entry in document.unread] == [(what, Place(paragraph=2))]


def test_headers_and_contents_are_listed_once_and_not_read():
    body = par("Growth\t3", properties='<w:pStyle w:val="TOC1"/>') * 2 + par("Text")
    document = read(docx(body, styles=STYLES, header=par("Yearly report 2024"), footer=par()), "a.docx")
    assert texts(document) == ["Text"]
    assert [entry.what for entry in document.unread] == [
        "page header: Yearly report 2024",
        "table of contents",
    ]


def test_a_note_that_is_cited_twice_keeps_its_number():
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = par("One", mark.format(8)) + par("two", mark.format(9)) + par("again", mark.format(8))
    footnotes = "".join(
        f'<w:footnote w:id="{at}">{par(text)}</w:footnote>' for at, text in ((8, "a"), (9, "b"))
    )
    assert texts(read(docx(body, footnotes=footnotes), "a.docx")) == ["One¹", "two²", "again¹", "¹ a", "² b"]


def test_a_formula_is_no_figure_and_is_listed():
    parts = f"<w:num>{run('1')}</w:num><w:den>{run('2')}</w:den>"
    half = f"<w:oMath><w:f>{parts}</w:f></w:oMath>"
    body = par("About ", half, " of 9") + f"<w:p><w:oMathPara>{half}</w:oMathPara></w:p>" + half
    document = read(docx(body), "a.docx")
    assert texts(document) == [f"About {NO_TEXT} of 9"]
    assert [(entry.what, str(entry.place)) for entry in document.unread] == [
        ("formula", "paragraph 1"),
        ("formula", "paragraph 2"),
        ("formula", "paragraph 2"),
    ]


def test_what_stands_in_controls_and_in_versions_is_read_once():
    both = "<mc:AlternateContent>{}<mc:Fallback>" + par("older") + "</mc:Fallback></mc:AlternateContent>"
    rows = f"<w:sdt><w:sdtContent>{row('b', '2')}</w:sdtContent></w:sdt>"
    inside = f"<w:sdt><w:sdtContent>{par('kept')}</w:sdtContent></w:sdt>"
    body = (
        f"<w:sdt><w:sdtContent>{par('Held')}</w:sdtContent></w:sdt>"
        + both.format(f"<mc:Choice>{par('newer')}</mc:Choice>")
        + both.format("")
        + f"<w:tbl>{row('a', cell(inside))}{rows}</w:tbl>"
    )
    document = read(docx(body), "a.docx")
    assert texts(document) == ["Held", "newer", "older", "a", "kept", "b", "2"]
    assert document.unread == ()


def test_a_document_within_the_document_is_listed():
    document = read(
        docx(par("One") + '<w:altChunk r:id="r9"/>' + table(row("<w:tc><w:altChunk/></w:tc>"))), "a.docx"
    )
    assert [(entry.what, str(entry.place)) for entry in document.unread] == [
        ("embedded document", "paragraph 1"),
        ("embedded document", "table 1, A1"),
    ]


def box(content):
    return f"<w:r><w:drawing><w:txbxContent>{content}</w:txbxContent></w:drawing></w:r>"


def test_text_boxes_hold_tables_formulas_and_boxes():
    inner = par(box(par("inner")))
    outer = par(box(par("above") + table(row("a", "1")) + inner + "<w:oMath/>" + par("below")))
    cells = table(row("x", cell(par(box(par("beside"))))))
    document = read(docx(outer + cells), "a.docx")
    assert texts(document) == ["above", "a", "1", "inner", "below", "x", "", "beside"]
    assert [entry.what for entry in document.unread] == ["formula"]


def test_notes_hold_boxes_and_no_tables():
    body = par("Of 5", '<w:r><w:footnoteReference w:id="1"/></w:r>')
    footnotes = (
        f'<w:footnote w:id="1">{par("See", box(par("in it")))}{table(row("a", "1"))}</w:footnote>'
        '<w:footnote w:id="2"><w:p/></w:footnote>'
    )
    document = read(docx(body, footnotes=footnotes), "a.docx")
    assert texts(document) == ["Of 5¹", "¹ See", "in it"]
    assert [(entry.what, str(entry.place)) for entry in document.unread] == [("table", "footnote 1")]


def test_a_note_or_comment_without_words_says_nothing():
    body = par('<w:r><w:t>5</w:t><w:footnoteReference w:id="1"/><w:commentReference w:id="2"/></w:r>')
    document = read(
        docx(
            body,
            footnotes='<w:footnote w:id="1"><w:p/></w:footnote>',
            comments='<w:comment w:id="2"><w:p/></w:comment>',
        ),
        "a.docx",
    )
    assert (texts(document), document.comments, document.unread) == (["5¹"], (), ())


def test_parts_that_are_missing_or_elsewhere_take_nothing_from_the_text():
    relations = (
        f'<Relationships><Relationship Id="a" Type="{OFFICE}/header" Target="gone.xml"/>'
        f'<Relationship Id="b" Type="{OFFICE}/hyperlink" Target="https://example.org" TargetMode="External"/>'
        "</Relationships>"
    )
    files = {
        "word/_rels/document.xml.rels": relations,
        "_rels/.rels": f'<Relationships><Relationship Id="a" Type="{OFFICE}/officeDocument" '
        'Target="word/document.xml"/><Relationship Id="b" Type="x/core-properties" Target="core.xml"/>'
        "</Relationships>",
        "core.xml": "<p/>",
    }
    document = read(docx(par("Text"), extra=files), "a.docx")
    assert (texts(document), document.language, document.unread) == (["Text"], "", ())


@pytest.mark.parametrize("content", ["<d/>", f'<d xmlns:w="{W}"><w:body><w:tbl><w:tr/></w:tbl></w:body></d>'])
def test_a_document_without_body_or_cells_has_no_parts(content):
    assert read(docx("", extra={"word/document.xml": content}), "a.docx").parts == ()


def test_a_place_in_a_format_without_lines_is_that_of_the_block():
    document = read(docx(par("One") + par("Two 5")), "a.docx")
    assert document.place_of(document.parts[1], 4) == Place(paragraph=2)


def test_the_namespaces_of_strict_files_are_read_too():
    data = docx(
        par("Strict 5"),
        extra={
            "word/document.xml": '<d xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>'
            f"{par('Strict 5')}</w:body></d>"
        },
    )
    assert texts(read(data, "a.docx")) == ["Strict 5"]


GOOD = docx(par("x"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
LOLS = (
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    f'<d xmlns:w="{W}"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></d>'
)


def marked_encrypted(data):
    """The same archive with the bit set that says its main part is encrypted."""
    at = data.index(b"word/document.xml", data.index(b"PK\x01\x02")) - 46 + 8
    return data[:at] + b"\x01" + data[at + 1 :]


@pytest.mark.parametrize(
    "data, words",
    [
        (b"", "the file is empty"),
        (OLE, "save it as DOCX"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"%PDF-1.4", "is a PDF"),
        (b"{\\rtf1", "save it as DOCX"),
        (b"<html>", "HTML"),
        (b"Just text", "not DOCX: .*; if it is plain text, let its name end in .txt"),
        (GOOD[:200], "cut short or broken"),
        (GOOD[:-60], "cut short or broken"),
        (docx("", content=SHEET), "holds a spreadsheet"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument"),
        (zipped({"a.txt": "b"}), "no DOCX"),
        (docx("", extra={"word/document.xml": "<a><b></a>"}), "word/document.xml: broken XML"),
        (docx("", extra={"word/document.xml": LOLS}), "declares a document type"),
        (docx("", main="word/other.xml"), "main part is missing"),
        (docx("", extra={"word/document.xml": "<a>" * 3000 + "</a>" * 3000}), "broken XML"),
        (docx("", extra={"word/media/bomb.bin": bytes(30_000_000)}), "zip bomb"),
        (
            docx(table(row(*["<w:tc/>"] * 1_000) + row("<w:tc/>") * 600)),
            "table 1: the tables have more than 500,000",
        ),
        (marked_encrypted(GOOD), "word/document.xml: a part is encrypted; save the file without a password"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_clear_error(data, words):
    with pytest.raises(DocumentError, match=words) as raised:
        read(data, "my report.docx")
    assert str(raised.value).startswith("my report.docx: ")
    assert raised.value.name == "my report.docx"


def test_a_part_that_lies_about_its_content_is_broken():
    data = bytearray(docx(par("checksum " * 50)))
    at = data.index(b"word/document.xml", 0) + len("word/document.xml") + 20
    data[at] ^= 0xFF
    with pytest.raises(DocumentError, match="broken"):
        read(bytes(data), "a.docx")


def test_a_part_packed_as_office_never_packs_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(DocumentError, match="never packs"):
        read(stream.getvalue(), "a.docx")


def test_a_part_under_another_name_than_the_index_says_is_broken():
    data = bytearray(GOOD)
    data[data.index(b"word/document.xml")] = 0xC0
    with pytest.raises(DocumentError, match=r"word/document\.xml: broken archive"):
        read(bytes(data), "a.docx")


@pytest.mark.parametrize("limit", ["MAX_PARTS", "MAX_PART", "MAX_TOTAL"])
def test_limits_are_named(monkeypatch, limit):
    monkeypatch.setattr(archives, limit, 2)
    with pytest.raises(DocumentError, match="more than the limit of 2"):
        read(GOOD, "a.docx")


def test_without_its_library_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "lxml.etree", None)
    with pytest.raises(MissingExtraError, match=r"lacmigration\[docx\]"):
        read(GOOD, "a.docx")


def test_a_document_without_text_has_no_parts():
    assert read(docx(par()), "a.docx").parts == ()


def nested(depth):
    deep = par("core")
    for _ in range(depth):
        deep = table(row(cell(deep + par())))
    return docx(deep)


def test_tables_nested_as_deep_as_the_parser_goes_are_read_and_deeper_ones_refused():
    assert texts(read(nested(60), "a.docx"))[-1] == "core"
    with pytest.raises(DocumentError, match="broken XML"):
        read(nested(5_000), "a.docx")


def test_elements_nested_deeper_than_any_program_writes_are_one_error():
    with pytest.raises(DocumentError, match="broken XML"):
        read(docx(f"<w:p>{'<w:smartTag>' * 2_000}{run('x')}{'</w:smartTag>' * 2_000}</w:p>"), "a.docx")


@pytest.mark.parametrize("name", ["smartTag", "sdt", "ins"])
def test_elements_nested_as_deep_as_the_parser_goes_are_read(name):
    opened, closed = f"<w:{name}>" * 240, f"</w:{name}>" * 240
    assert texts(read(docx(f"<w:p>{opened}{run('deep')}{closed}</w:p>"), "a.docx")) == ["deep"]
    assert texts(read(docx(f"{opened}{par('deep')}{closed}"), "a.docx")) == ["deep"]


def test_many_paragraphs_take_linear_time():
    document = read(docx(par("about 5 people ") * 20_000), "a.docx")
    assert len(document.parts) == 20_000


def test_a_sentence_about_a_table_is_not_its_caption():
    document = read(docx(par("Table 3 shows that 45 came.") + table(row("a", "1"))), "a.docx")
    assert document.parts[0].text == "Table 3 shows that 45 came."
    assert document.parts[1].caption is None
