"""Every text of a review for people can be translated, and nothing else decides in which language it is."""

from __future__ import annotations

import ast
import gettext
import io
import re
import sys
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo

import lacmigration.reporting
from lacmigration import translation
from lacmigration.errors import MissingExtraError
from lacmigration.figures import Figure
from lacmigration.intervals import Interval
from lacmigration.reporting import as_html, as_junit, job_summary
from lacmigration.reporting._messages import messages
from lacmigration.reviewing import review

PACKAGE = Path(lacmigration.reporting.__file__).parent
WRONG = "Of USD 150 million, 38% (USD 75.5M) has been paid."


def calls():
    """Every call that names a message: its file, its function, and its arguments."""
    for path in sorted(PACKAGE.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in {"say", "count", "later"} and node.args:
                    yield path.name, name, node


def ids():
    """Every message, with its plural where it has one."""
    for _, name, node in calls():
        texts = [
            one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
        ]
        if texts:
            yield tuple(texts) if name == "count" else texts[0]


def test_messages_are_named_where_an_extractor_finds_them():
    # `say` is also called with what `later` named: a title, a word of a table.
    variable = {"say": 1, "count": 2, "later": 1}
    strange = [
        (path, ast.unparse(node))
        for path, name, node in calls()
        if any(isinstance(one, ast.JoinedStr | ast.BinOp | ast.IfExp) for one in node.args[: variable[name]])
    ]
    assert strange == []
    assert len(set(ids())) > 60


def test_plurals_name_both_forms():
    assert all(len(one) == 2 for one in ids() if isinstance(one, tuple))


@pytest.fixture
def catalogue(monkeypatch):
    """A language in which every message is its English between guillemets."""
    catalog = Catalog(locale="es")
    for one in ids():
        catalog.add(one, tuple(f"«{form}»" for form in one) if isinstance(one, tuple) else f"«{one}»")
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    known = {"es": gettext.GNUTranslations(io.BytesIO(compiled.getvalue()))}
    monkeypatch.setattr(translation, "_catalogue", lambda name: known.get(name, gettext.NullTranslations()))
    for cached in (messages, translation.translation):
        cached.cache_clear()
    yield
    for cached in (messages, translation.translation):
        cached.cache_clear()


def said(page):
    """The texts of a page that are no quotations of the document, the finding, or a number."""
    page = re.sub(r"<(style|script|title)>.*?</\1>|<article.*?</article>", "", page, flags=re.DOTALL)
    page = re.sub(r"<code>.*?</code>|<h1>.*?</h1>", "", page)
    texts = re.findall(r">([^<]+)<", page) + re.findall(r'(?:title|aria-label)="([^"]+)"', page)
    return [text.strip() for text in texts if re.search(r"[A-Za-z]{3}", text)]


@pytest.mark.usefixtures("catalogue")
def test_nothing_on_the_page_is_said_past_the_catalogue():
    found = review(WRONG)
    sentence = found.verified[0].finding.explanation
    quoted = {sentence, "USD 75.5M", "USD 150 million", "a share beside its part and its whole"}
    past = [text for text in said(as_html(found, locale="es-MX")) if "«" not in text and text not in quoted]
    assert past == []
    assert "«{n} figure" not in as_html(found, locale="es-MX")


@pytest.mark.usefixtures("catalogue")
def test_other_formats_speak_through_the_catalogue_too():
    assert "«Share»" in as_junit([review(WRONG)], locale="es")
    assert job_summary([review(WRONG)], locale="es").startswith("## «Figures: 1 finding»")
    assert "«" not in as_junit([review(WRONG)], locale="pt")


@pytest.mark.parametrize(
    "locale, text, interval, expected",
    [
        ("en", "38%", Interval("0.375", "0.385"), "37.5% to 38.5%"),
        ("es", "38%", Interval("0.375", "0.385"), "37,5\u00a0% a 38,5\u00a0%"),
        ("en", "38%", Interval("0.375", None), "at least 37.5%"),
        ("en", "38%", Interval("0.375", None, lo_open=True), "more than 37.5%"),
        ("en", "38%", Interval(None, "0.385"), "at most 38.5%"),
        ("en", "38%", Interval(None, "0.385", hi_open=True), "less than 38.5%"),
        ("en", "38%", Interval("0.5", "0.5"), "50%"),
        # 1/3 and 2/3 do not end: shown outward, so that nothing that lies between them is left out.
        ("en", "38%", Interval("1/3", "2/3"), "33.33% to 66.67%"),
        (
            "en",
            "USD 57.5M",
            Interval(57_450_000, 57_550_000),
            "USD\u00a057.45 million to USD\u00a057.55 million",
        ),
        ("en", "42,600 people", Interval(42_550, 42_650), "42,550 persons to 42,650 persons"),
        ("en", "USD 5M", Interval(-1, 1_000), "USD\u00a0-1 to USD\u00a01,000"),
        ("en", "one in five", Interval("2/11", "2/9"), "0.18 to 0.23"),
        ("en", "12.5", Interval(0, 0), "0"),
    ],
)
def test_intervals_are_said_in_the_unit_of_their_figure(locale, text, interval, expected):
    assert messages(locale).interval(interval, Figure.parse(text)) == expected


def test_a_language_without_a_catalogue_is_english_with_its_own_numbers():
    assert messages("de").count("{n} figure", "{n} figures", 1234) == "1.234 figures"


def test_an_interval_without_ends_is_anything():
    assert messages("en").interval(Interval(None, None), Figure(5)) == "anything"


def test_numbers_need_babel(monkeypatch):
    said = messages("en")
    monkeypatch.setitem(sys.modules, "lacmigration.formatting", None)
    with pytest.raises(MissingExtraError, match=r"showing a review needs babel.*formatting"):
        said.whole(5)
