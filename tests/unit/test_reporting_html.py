"""The page of a review: whole, safe, the same every time, and working where a browser is there."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections import Counter
from html.parser import HTMLParser

import attrs
import pytest

from lacmigration.claims import Claim, Evidence, Spot
from lacmigration.documents import Cell, Table, Unread, parse
from lacmigration.facts import Fact
from lacmigration.figures import Figure
from lacmigration.relations import Total
from lacmigration.reporting import as_html
from lacmigration.reviewing import Problem, Verified, review

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
VOID = {"meta", "input", "rect", "line", "circle", "path"}
WRONG = "Of USD 150 million, 38% (USD 75.5M) has been paid."
REPORT = f"""# Shelter <b>on</b> the & routes

{WRONG} About 38% (USD 57.5M) of the USD 150 million target.

- Nights in shelters: 118,000
  - in cities: 42,600
- Households: 9,450

| Donor | USD millions | Share |
| --- | ---: | ---: |
| Norway & friends | 3.6 | 37% |
| Canada | 2.9 | 63% |

Un 12 % de los hogares y 4.500 familias recibieron ayuda durante el año pasado en la ciudad.
"""
HOSTILE = (
    '<script>document.title="hacked"</script> <img src=x onerror="document.title=1"> </style></script>'
    '"><svg onload=alert(1)> &lt;b&gt; javascript:alert(1) http://evil.example/x.png'
)


class Page(HTMLParser):
    """The elements of a page with their attributes and their texts."""

    def __init__(self, text) -> None:
        super().__init__(convert_charrefs=True)
        self.elements, self.open, self.faults, self.texts = [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data):
        self.texts.append((tuple(self.open), data))

    def within(self, tag):
        return [text for path, text in self.texts if tag in path]

    def attributes(self, name):
        return [values[name] for _, values in self.elements if name in values]


@pytest.fixture(scope="module")
def found():
    return review(parse(REPORT, format="markdown"))


@pytest.fixture(scope="module")
def page(found):
    return Page(as_html(found))


def test_every_element_is_closed_where_it_should_be(page):
    assert (page.faults, page.open) == ([], [])


def test_all_figures_of_the_review_are_marked_in_order(found, page):
    texts = Counter(page.within("mark"))
    assert texts == Counter(mention.text for _, mention in found.mentions)
    kinds = [name.split()[1] for name in page.attributes("class") if name.startswith("fig ")]
    assert kinds == [found.standing(block, mention).value for block, mention in found.mentions]


def test_the_text_is_the_readers_own(found, page):
    text = "".join(data for path, data in page.texts if "article" in path)
    for block in found.document.blocks:
        first = block.text.split("USD")[0].split("118")[0].split("12 %")[0][:20]
        assert first in text
    assert text.index("Shelter") < text.index("Nights") < text.index("Norway") < text.index("hogares")


def test_headings_lists_and_tables_are_what_they_were(page):
    tags = Counter(tag for tag, _ in page.elements)
    assert (tags["table"], tags["tr"], tags["th"], tags["td"]) == (1, 3, 3, 6)
    assert page.within("h3")[0].startswith("Shelter ")
    nested = [path.count("ul") for path, text in page.texts if "mark" in path and text == "42,600"]
    assert nested == [2]


def test_every_reference_has_its_target_and_no_id_is_given_twice(page):
    ids = page.attributes("id")
    assert len(ids) == len(set(ids))
    targets = {link[1:] for link in page.attributes("href")}
    targets |= {name for names in page.attributes("aria-describedby") for name in names.split()}
    targets |= set(page.attributes("aria-labelledby"))
    assert targets <= set(ids)
    assert all(link.startswith("#") for link in page.attributes("href"))


def test_nothing_is_loaded_from_anywhere(page):
    assert {"src", "srcset", "action", "data", "poster", "style"}.isdisjoint(
        name for _, values in page.elements for name in values
    )
    assert {"link", "img", "iframe", "object", "embed", "base"}.isdisjoint(tag for tag, _ in page.elements)
    style = "".join(page.within("style"))
    assert "url(" not in style
    assert "@import" not in style
    (policy,) = [values["content"] for _, values in page.elements if "Policy" in values.get("http-equiv", "")]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


def test_marks_can_be_reached_and_have_their_card(page):
    marks = [values for tag, values in page.elements if tag == "mark"]
    assert all(values["tabindex"] == "0" for values in marks)
    cards = {values["id"] for _, values in page.elements if values.get("class") == "card"}
    assert {values["aria-describedby"] for values in marks} == cards


def test_landmarks_and_languages(page):
    tags = Counter(tag for tag, _ in page.elements)
    assert (tags["header"], tags["main"], tags["article"], tags["aside"], tags["h1"]) == (1, 1, 1, 1, 1)
    (whole,) = [values["lang"] for tag, values in page.elements if tag == "html"]
    assert whole == "en"
    assert "es" in [values.get("lang") for tag, values in page.elements if tag == "p"]
    assert '<html lang="pt-BR">' in as_html((), locale="pt_BR")


@pytest.mark.parametrize("form", ["text", "markdown", "html", "csv"])
def test_scripts_in_a_document_are_text(form):
    document = attrs.evolve(parse(f"{WRONG}\n\n{HOSTILE}", format=form), name=HOSTILE)
    problem = Problem(place=document.parts[0].place, what=HOSTILE)
    unread = Unread(place=document.parts[0].place, what=HOSTILE, reason=HOSTILE)
    made = review(attrs.evolve(document, unread=(unread,)))
    verified = tuple(attrs.evolve(one, silenced=HOSTILE) for one in made.verified)
    text = as_html((made, attrs.evolve(made, problems=(problem,), verified=verified)))
    page = Page(text)
    tags = Counter(tag for tag, _ in page.elements)
    assert (tags["script"], tags["style"], tags["img"]) == (1, 1, 0)
    assert not [name for _, values in page.elements for name in values if name.startswith("on")]
    assert (page.faults, page.open) == ([], [])


def test_the_same_review_is_the_same_page(found):
    again = review(parse(REPORT, format="markdown"))
    assert as_html(found) == as_html(again)


def test_several_reviews_are_one_page_with_a_list_and_their_names(found):
    page = Page(as_html((found, review("Five cities.\n"))))
    ids = page.attributes("id")
    assert len(ids) == len(set(ids))
    assert [values["href"] for tag, values in page.elements if tag == "a"][1:3] == ["#d1", "#d2"]
    assert {"#d1", "#d2", "#d1-list"} <= {f"#{name}" for name in ids}
    assert page.within("h2") == ["<text>", "Findings", "<text>", "Findings"]
    assert [tag for tag, _ in page.elements].count("main") == 1


def total_of_table():
    """A table of which the total is wrong, with its claim put together by hand: 3.6 + 2.9 is not 9.8."""
    document = parse("| A | 3.6 |\n| --- | ---: |\n| B | 2.9 |\n| Total | 9.8 |\n", format="markdown")
    found = review(document)
    (table,) = document.parts
    assert isinstance(table, Table)
    numbers = {
        cell.text: (cell, read[0])
        for cell, read in zip(table.cells, found.readings, strict=True)
        if cell.column == 1
    }

    def spot(text) -> Spot:
        cell, mention = numbers[text]
        assert isinstance(cell, Cell)
        return Spot(block=cell.block, mention=mention, cell=cell)

    facts = {text: Fact(id="", figure=Figure.parse(text), label=text) for text in ("3.6", "2.9", "9.8")}
    claim = Claim(
        kind="table-total",
        relation=Total(parts=[facts["3.6"], facts["2.9"]], stated=facts["9.8"]),
        stated=spot("9.8"),
        parts=(spot("3.6"), spot("2.9")),
        evidence=(Evidence(what="the row is labelled Total"),),
    )
    from lacmigration.checking import check

    place = numbers["9.8"][0].block.place
    one = Verified(claim=claim, finding=check(claim.relation), place=place, end=place)
    return attrs.evolve(found, verified=(one,))


def test_a_finding_leads_to_its_figure_and_back_and_to_its_parts():
    page = Page(as_html(total_of_table()))
    marks = {values["id"]: None for tag, values in page.elements if tag == "mark"}
    assert list(marks) == ["d1f1", "d1f2", "d1f3"]
    (item,) = [values for tag, values in page.elements if "finding " in values.get("class", "")]
    assert (item["id"], item["data-rule"], item["data-standing"]) == ("d1n1", "LM101", "contradicted")
    assert {"#d1n1", "#d1f1", "#d1f2", "#d1f3"} <= set(page.attributes("href"))
    assert "Computed from" in page.within("dt")


def test_the_drawing_shows_both_sides_to_scale():
    text = as_html(total_of_table())
    drawing = re.search(r"<svg.*?</svg>", text, re.DOTALL)[0]
    ends = {
        side: [int(x) for x in re.findall(rf'<circle cx="(\d+)"[^>]*class="end {side} strict', drawing)]
        for side in ("stated", "computed")
    }
    # Stated 9.75 to 9.85; computed 6.4 to 6.6: the second is twice as long, and all of it further left.
    (low, high), (first, last) = ends["computed"], ends["stated"]
    assert 14 <= low < high < first < last <= 346
    assert last > 300
    assert abs((high - low) - 2 * (last - first)) <= 2
    restated = int(re.search(r'd="M (\d+) [^"]*" class="end restated"', drawing)[1])
    assert low < restated < high
    assert "stated: 9.75 to 9.85; computed: 6.4 to 6.6" in html.unescape(drawing)


def test_a_large_document_takes_work_in_proportion(calls):
    few, some, many = (review(parse(f"{WRONG}\n\n" * copies, format="text")) for copies in (2, 30, 120))
    as_html(few)
    assert calls(lambda: as_html(many)) < 5 * calls(lambda: as_html(some))


# --- in a browser ----------------------------------------------------------------------------------------

browser = pytest.mark.skipif(BROWSER is None, reason="needs Chromium")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --virtual-time-budget=3000"
)


def dumped(folder, text):
    """The page after Chromium has run it, and what it complained about."""
    file = folder / "page.html"
    file.write_text(text, encoding="utf-8")
    options = (*FLAGS.split(), "--enable-logging=stderr", f"--user-data-dir={folder}")
    done = subprocess.run(
        [BROWSER, *options, "--dump-dom", file.as_uri()],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    return done.stdout, [line for line in done.stderr.splitlines() if "CONSOLE" in line]


@browser
def test_the_policy_lets_the_pages_own_script_run_and_nothing_complains(found, tmp_path):
    dom, complaints = dumped(tmp_path, as_html(found))
    assert complaints == []
    # The script shows the boxes; without it they stay hidden.
    boxes = [values for tag, values in Page(dom).elements if tag == "input"]
    assert len(boxes) == 4
    assert all("hidden" not in values for values in boxes)


@browser
def test_a_script_that_got_into_the_page_would_not_run(found, tmp_path):
    text = as_html(found).replace("</article>", '<script>document.title="hacked"</script></article>')
    dom, complaints = dumped(tmp_path, text)
    assert "<title>hacked" not in dom
    assert any("Content Security Policy" in line for line in complaints)


@browser
def test_filters_hide_what_is_not_asked_for(found, tmp_path):
    act = '<script>document.querySelector(".key input[value=contradicted]").click();</script></body>'
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", as_html(found))
    dom, complaints = dumped(tmp_path, text.replace("</body>", act))
    assert complaints == []
    items = [values for _, values in Page(dom).elements if values.get("data-standing") == "contradicted"]
    assert items
    assert all("hidden" in values for values in items)
    figures = [values["class"] for _, values in Page(dom).elements if "fig " in values.get("class", "")]
    assert all(("off" in one) == ("contradicted" in one) for one in figures)
