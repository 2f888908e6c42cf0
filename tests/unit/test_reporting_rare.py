"""What few reviews hold: ends that are open, places that nobody knows, figures within each other."""

from __future__ import annotations

import html
import io
import json
import re
from pathlib import Path

import attrs
import pytest
from rich.console import Console

from lacmigration.checking import check
from lacmigration.documents import Place, Unread, parse
from lacmigration.relations import parse_relation
from lacmigration.reporting import as_html, as_sarif, console
from lacmigration.reviewing import Review, review

WRONG = "Of USD 150 million, 38% (USD 75.5M) has been paid."


def printed(found: Review) -> str:
    out = io.StringIO()
    console([found], Console(file=out, width=100), notes=True)
    return out.getvalue()


def results(found: Review) -> list[dict]:
    (run,) = json.loads(as_sarif([found], notes=True))["runs"]
    return run["results"]


def changed(found: Review, **changes: object) -> Review:
    """The same review with something else about its one finding."""
    return attrs.evolve(found, verified=tuple(attrs.evolve(one, **changes) for one in found.verified))


def claiming(found: Review, **changes: object) -> Review:
    """The same review with something else about its one claim."""
    (one,) = found.verified
    return changed(found, claim=attrs.evolve(one.claim, **changes))


def outcome(expression: str) -> Review:
    """The review of a wrong claim, with the finding of another relation in its place."""
    return changed(review(WRONG), finding=check(parse_relation(expression)))


@pytest.fixture
def wrong() -> Review:
    return review(WRONG)


# --- the page ----------------------------------------------------------------------------------------------


def test_the_headline_tells_what_holds_only_generously():
    page = as_html([outcome('"10,001" < "10,000"')])
    assert "1 statement holds only if read generously." in page
    assert "does not hold" not in page


def test_an_interval_without_an_upper_end_goes_on_as_an_arrow():
    page = as_html([outcome('"USD 50" = "at least USD 60"')])
    drawing = re.search(r"<svg.*?</svg>", page, re.DOTALL)[0]
    for side, arrows, ends in (("stated", 1, 1), ("computed", 0, 2)):  # at least 60, read generously
        kind = f'class="end {side} loose'
        assert len(re.findall(rf'<path d="M \d[^"]*" {kind}', drawing)) == arrows
        assert len(re.findall(rf"<circle [^>]*{kind}", drawing)) == ends


def test_records_are_named_and_what_is_not_there_is_not_said(wrong):
    page = as_html([claiming(wrong, records=("fund-7", "plan-9"))])
    assert "<dt>Records</dt><dd>fund-7, plan-9</dd>" in page
    bare = claiming(wrong, parts=(), evidence=())
    assert not {"Computed from", "What says so", "Records"} & set(
        re.findall(r"<dt>(.*?)</dt>", as_html([bare]))
    )
    assert "computed from" not in printed(bare)
    assert "evidence" not in printed(bare)
    assert "relatedLocations" not in results(bare)[0]


def test_a_figure_that_many_claims_use_names_four_of_them(wrong):
    many = attrs.evolve(wrong, verified=wrong.verified * 7)
    text = html.unescape(as_html([many]))
    assert (
        text.count("and 3 more claims") == 3
    )  # in the cards of the share and of both that it is computed from
    assert "more claim" not in as_html([wrong])


def test_a_figure_within_another_is_not_marked_again(wrong):
    (one,) = wrong.verified
    mention = one.claim.stated.mention
    within = attrs.evolve(mention, start=mention.start + 1, text=mention.text[1:])
    page = as_html([claiming(wrong, stated=attrs.evolve(one.claim.stated, mention=within))])
    assert page.count("<mark ") == 3
    assert '<span class="figure">38%</span>' in page or '<span class="figure">8%</span>' in page


# --- places ------------------------------------------------------------------------------------------------


def test_figures_of_a_format_without_lines_are_underlined_in_their_block():
    document = parse(WRONG, format="text")
    (block,) = document.parts
    moved = attrs.evolve(block, place=Place(page=3), runs=())
    found = review(attrs.evolve(document, name="a.pdf", source=None, parts=(moved,)))
    first, line, marks, *_ = printed(found).splitlines()
    assert first.startswith("a.pdf, page 3: ")
    assert [line[at.start() : at.end()] for at in re.finditer(r"\^+|~+", marks)] == [
        "USD 150 million",
        "38%",
        "USD 75.5M",
    ]


def test_a_figure_without_a_place_in_the_text_is_shown_with_its_block(wrong):
    (block,) = wrong.document.parts
    document = attrs.evolve(wrong.document, parts=(attrs.evolve(block, runs=()),))
    first, line, marks, *_ = printed(review(document)).splitlines()
    assert first.startswith("<text>:1")
    assert [line[at.start() : at.end()] for at in re.finditer(r"\^+", marks)] == ["38%"]


@pytest.mark.parametrize("source", [True, False])
def test_figures_of_other_blocks_are_not_underlined(wrong, source):
    (one,) = wrong.verified
    other = attrs.evolve(one.claim.stated.block, runs=())
    parts = tuple(attrs.evolve(part, block=other) for part in one.claim.parts)
    found = claiming(wrong, parts=parts)
    if not source:
        found = claiming(found, stated=attrs.evolve(one.claim.stated, block=attrs.evolve(other)))
        found = attrs.evolve(found, document=attrs.evolve(found.document, source=None))
    _, line, marks, *_ = printed(found).splitlines()
    assert [line[at.start() : at.end()] for at in re.finditer(r"\^+|~+", marks)] == ["38%"]


def test_a_line_without_a_column_and_an_absolute_path(wrong):
    name = Path("a b.md").absolute()
    placed = changed(wrong, place=Place(line=3), end=Place(line=3))
    found = attrs.evolve(placed, document=attrs.evolve(placed.document, name=str(name)))
    location = results(found)[0]["locations"][0]["physicalLocation"]
    assert location["region"] == {"startLine": 3, "snippet": {"text": "38%"}}
    assert location["artifactLocation"]["uri"].startswith("file:///")
    assert location["artifactLocation"]["uri"].endswith("/a%20b.md")


def test_what_is_open_is_open_in_sarif():
    (result,) = results(outcome('"USD 5" < "EUR 6"'))
    assert (result["kind"], result["level"]) == ("open", "none")


def test_what_has_no_place_is_said_of_the_file(wrong):
    unread = Unread(place=Place(), what="table of contents", reason="it repeats")
    found = attrs.evolve(wrong, document=attrs.evolve(wrong.document, unread=(unread,)))
    assert "<text>: • note LM902 Not read" in printed(found)
