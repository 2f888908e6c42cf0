"""A review: which text is read how, how its figures stand, what many processes and a cache add."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from lacmigration.documents import parse
from lacmigration.errors import MissingExtraError
from lacmigration.findings import Verdict
from lacmigration.reviewing import Failure, review, review_document, review_many
from lacmigration.reviewing import _cache as cache

WRONG = "Of USD 150 million, 38% (USD 75.5M) was raised.\n"
RIGHT = "Of USD 150 million, 38% (USD 57.5M) was raised.\n"


def verdicts(text: str, directives: str = "") -> list[Verdict]:
    found = review_document(parse(text, format="markdown"), directives=directives)
    return [one.finding.verdict for one in found.verified]


@pytest.mark.parametrize(
    "text, holds",
    [
        # both are thousands: 1,500 + 2,250 = 3,750
        ("Llegó a 1,500 mujeres y 2.250 hombres, en total 3.750 personas.", True),
        # nothing that the comma and the points can mean adds up
        ("Llegó a 1,500 mujeres y 2.250 hombres, en total 3.950 personas.", False),
        # thousands, and decimals: 3,750 is meant in all three
        ("It reached 1.500 women and 2.250 men, in total 3,750 people.", True),
        # one way of reading each: nothing else is tried
        ("It reached 1,500 women and 2,250 men, in total 3,950 people.", False),
    ],
)
def test_a_claim_holds_if_one_way_of_reading_its_separators_fits(text: str, *, holds: bool) -> None:
    assert [verdict.holds for verdict in verdicts(text)] == [holds]


def test_other_readings_count_within_a_longer_equation_too() -> None:
    text = "Llegaron 1,500 mujeres. Luego 2.250 mujeres. Antes 4.750 mujeres. Al fin 1.000 mujeres."
    # 4,750 - 1,500 = 3,250 = 2,250 + 1,000; with one comma before decimals it is 4,748.5
    assert verdicts(text, '"4.750" - "1,500" = "2.250" + "1.000"') == [Verdict.COMPATIBLE]
    # 3,250 is not 1,250
    assert verdicts(text, '"4.750" - "1,500" = "2.250" - "1.000"') == [Verdict.INCONSISTENT]


def test_a_document_is_reviewed_as_well_as_its_path(tmp_path: Path) -> None:
    assert not review(parse(WRONG, format="markdown")).ok
    path = tmp_path / "report.md"
    path.write_text(WRONG, encoding="utf-8")
    assert not review(path).ok


def test_the_verdicts_of_a_review_are_counted() -> None:
    counts = review(f"{WRONG}\n{RIGHT}\n{WRONG}").counts
    assert {verdict: count for verdict, count in counts.items() if count} == {
        Verdict.INCONSISTENT: 2,
        Verdict.ENTAILED: 1,
    }


def test_a_review_is_shown_in_one_line() -> None:
    assert repr(review(f"{WRONG}\n{RIGHT}")) == "<Review of <text>: 1 entailed, 1 inconsistent; not ok>"
    assert repr(review("Nothing is\ncounted.")) == "<Review of <text>: no claims; ok>"


@pytest.mark.parametrize("subject", [None, b"Of USD 150 million", 5])
def test_what_is_no_document_is_refused_with_what_would_be_one(subject: object) -> None:
    with pytest.raises(TypeError, match=rf"of the type {type(subject).__name__}; pass a path, a text, or"):
        review(subject)  # type: ignore[arg-type]


def test_the_language_is_that_of_the_document_and_its_territory_that_which_its_format_says() -> None:
    page = '<html lang="es-MX"><p>Recibió 3,5 millones de dólares.</p></html>'
    found = review_document(parse(page, format="html"))
    assert [reading.locale for reading in found.readings] == ["es-MX"]
    english = '<html lang="es-MX"><p>It received USD 3.5 million from the donors of the fund.</p></html>'
    assert [reading.locale for reading in review_document(parse(english, format="html")).readings] == ["en"]
    given = review_document(parse(english, format="html"), locale="fr")
    assert [reading.locale for reading in given.readings] == ["fr"]


def test_a_cache_needs_a_library_and_says_which_extra_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "report.md"
    report.write_text(RIGHT, encoding="utf-8")
    monkeypatch.setitem(sys.modules, "diskcache", None)
    cache._opened.cache_clear()
    [one] = review_many([str(report)], cache=tmp_path / "cache")
    assert isinstance(one, Failure)
    assert isinstance(one.error, MissingExtraError)
    assert "lacmigration[cli]" in str(one.error)


def test_what_was_remembered_by_another_version_is_checked_anew(tmp_path: Path) -> None:
    report, folder = tmp_path / "report.md", tmp_path / "cache"
    report.write_text(WRONG, encoding="utf-8")
    list(review_many([str(report)], cache=folder))
    [kept] = cache._opened(str(folder)).iterkeys()
    cache._opened(str(folder)).set(kept, "no review")
    [one] = review_many([str(report)], cache=folder)
    assert not isinstance(one, Failure)
    assert not one.ok
    # a value whose class is gone cannot be unpickled
    cache._opened(str(folder)).set(kept, _Gone())
    gone, sys.modules[__name__]._Gone = _Gone, None  # type: ignore[misc]
    [one] = review_many([str(report)], cache=folder)
    sys.modules[__name__]._Gone = gone  # type: ignore[misc]
    assert not isinstance(one, Failure)
    assert not one.ok


class _Gone:
    """A class that another version had."""


def test_cells_that_say_the_same_are_read_in_the_language_of_each() -> None:
    tables = "".join(
        f"<table lang={lang}><tr><th>{head}</th></tr><tr><td>1.234</td></tr><tr><td>1.234</td></tr></table>"
        for lang, head in (
            ("es", "Familias de la zona en el a\u00f1o"),
            ("en", "Families of the zone in the year"),
        )
    )
    reviewed = review(parse(tables, format="html"))
    read = [str(one.figure.number) for _, one in reviewed.mentions if one.figure is not None]
    assert read == ["1234", "1234", "1.234", "1.234"]


@pytest.mark.parametrize("others, found", [(10, 1), (1000, 0)])
def test_a_name_of_very_many_rows_names_none_of_them(others: int, found: int) -> None:
    gifts = "| Donor | Gift (USD) |\n| --- | --- |\n| Peru | 4,213 |\n| Chile | 3,104 |\n"
    rows = "| Donor | Families |\n| --- | --- |\n" + "| Peru | 12 |\n" * others
    text = f"The gift of the donor Peru was USD 5,213.\n\n{gifts}\n{rows}"
    reviewed = review(parse(text, format="markdown"), locale="en")
    kinds = [one.claim.kind for one in reviewed.verified]
    assert kinds.count("same-as-table") == found
