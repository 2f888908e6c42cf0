"""What authors ask for in comments, and in a claims file beside a report."""

from __future__ import annotations

from pathlib import Path

import pytest

from lacmigration.documents import parse
from lacmigration.findings import Severity, Verdict
from lacmigration.registry import bundled
from lacmigration.reviewing import Review, review, review_document

WRONG = "Of USD 150 million, 38% (USD 75.5M) was raised."


def reviewed(text: str, *, directives: str = "", kind: str = "markdown") -> Review:
    return review_document(parse(text, format=kind), directives=directives)


def severities(found: Review) -> list[Severity]:
    return [one.severity for one in found.verified]


def test_a_rule_is_silenced_in_the_part_behind_a_comment_and_nowhere_else() -> None:
    found = reviewed(f"<!-- lacmigration: ignore LM103 -->\n{WRONG}\n\n{WRONG}\n")
    assert severities(found) == [Severity.NOTE, Severity.ERROR]
    assert found.verified[0].silenced == "silenced by a directive"
    assert not found.ok


def test_another_rule_is_not_silenced() -> None:
    assert severities(reviewed(f"<!-- lacmigration: ignore LM101 -->\n{WRONG}\n")) == [Severity.ERROR]


def test_a_rule_is_silenced_in_the_whole_file() -> None:
    found = reviewed(f"{WRONG}\n\n<!-- lacmigration: ignore-file LM103 -->\n\n{WRONG}\n")
    assert severities(found) == [Severity.NOTE, Severity.NOTE]
    assert found.ok


def test_a_comment_in_a_csv_file_silences() -> None:
    table = "donor,USD\nA,110\nB,220\nTotal,440\n"
    assert [one.severity for one in reviewed(table, kind="csv").findings] == [Severity.ERROR]
    assert reviewed(f"# lacmigration: ignore LM101\n{table}", kind="csv").ok


@pytest.mark.parametrize(
    "directive, said",
    [
        ("ignore LM999", "there is no rule LM999"),
        ("ignore", "it names no rule"),
        ("silence everything", "is no directive"),
        ('"USD 1M" + "USD 2M" = "USD 3M"', '"USD 1M" no longer occurs'),
        ('"USD 75.5M" + = "38%"', "'=' stands where a figure is expected"),
        ('read "7.7" as "USD 7.7 million"', '"7.7" no longer occurs'),
        ('read "38%" as "quite a lot"', "quite a lot"),
    ],
)
def test_a_directive_that_cannot_be_followed_is_a_problem_at_its_place(directive: str, said: str) -> None:
    found = reviewed(f"{WRONG}\n\n<!-- lacmigration: {directive} -->\n")
    assert [str(problem.place) for problem in found.problems if said in problem.what] == ["3:1"]
    assert not found.ok


def test_other_comments_are_no_directives() -> None:
    assert reviewed(f"{WRONG}\n\n<!-- a note to self: lacmigration is fine -->\n").problems == ()


def test_an_asserted_relation_is_checked_with_the_figures_of_the_document() -> None:
    text = (
        "It gave USD 3 million. They gave USD 4 million.\n\n"
        '<!-- lacmigration: "USD 3 million" + "USD 4 million" = "{}" -->\n\nTogether, that makes {}.\n'
    )
    right = reviewed(text.format("USD 7 million", "USD 7 million"))
    assert [one.finding.verdict for one in right.verified if one.claim.kind == "asserted"] == [
        Verdict.COMPATIBLE
    ]
    wrong = reviewed(text.format("USD 9 million", "USD 9 million"))
    [one] = [one for one in wrong.verified if one.claim.kind == "asserted"]
    assert (one.finding.verdict, str(one.place)) == (Verdict.INCONSISTENT, "5:22")


def test_a_figure_is_read_as_its_author_says() -> None:
    text = (
        "It gave 5,250 of the USD 10 billion, or 52.5%.\n\n"
        '<!-- lacmigration: read "5,250" as "USD 5.25 billion" -->\n'
    )
    [told] = [mention for _, mention in reviewed(text).mentions if mention.text.startswith("5,250")]
    assert told.figure is not None
    assert (told.figure.unit, told.figure.value) == ("USD", 5_250_000_000)


def test_a_directive_means_whole_numbers_wherever_they_are_written_so() -> None:
    text = "It gave 5,250 of the USD 10 billion, 5 times, and 15,250 people. Then 5,250 again.\n"
    found = reviewed(text, directives='read "5,250" as "USD 5.25 billion"\n')
    read = [(one.text.split()[0], one.figure and str(one.figure.value)) for _, one in found.mentions]
    assert [value for said, value in read if said == "5,250"] == ["5250000000"] * 2
    assert [value for said, value in read if said in {"5", "15,250"}] == ["5", "15250"]


@pytest.mark.parametrize(
    "text, quoted",
    [
        ("It grew by 138%, then by 38%.", "38%"),
        ("It paid USD 57.5 million, then 5 more.", "5"),
        ("It paid USD 57.5 million, then 57 more.", "57"),
        ("It paid USD 1,200, then 200 more.", "200"),
        ("It paid millions of dollars, USD 57.5 million.", "USD\n57.5"),
    ],
)
def test_a_quoted_figure_is_no_part_of_another_number(text: str, quoted: str) -> None:
    [one] = reviewed(text, directives=f'"{quoted}" = "{quoted}"'.replace("\n", " ")).verified
    assert one.place.column == text.rindex(quoted.replace("\n", " ")) + 1


def test_nothing_quoted_is_nothing_found() -> None:
    [problem] = reviewed(WRONG, directives='" " = "38%"').problems
    assert "no longer occurs" in problem.what


@pytest.mark.parametrize(
    "asked, verdict, marked",
    [
        ('rank("USD 5 million", 3, "USD 9 million", "USD 7 million")', Verdict.ENTAILED, "USD 5 million"),
        ('rank("USD 5 million", 2, "USD 9 million", "USD 7 million")', Verdict.INCONSISTENT, "USD 5 million"),
        ('rank("USD 9 million", 2, "USD 7 million", "USD 5 million")', Verdict.INCONSISTENT, "USD 9 million"),
        ('magnitude("USD 9 million", "USD 5 million")', Verdict.ENTAILED, "USD 9 million"),
        ('"USD 9 million" = "USD 5 million" + "USD 7 million"', Verdict.INCONSISTENT, "USD 9 million"),
    ],
)
def test_a_finding_marks_the_figure_that_is_ranked(asked: str, verdict: Verdict, marked: str) -> None:
    said = "Peru gave USD 9 million, Chile USD 5 million and Cuba USD 7 million."
    text = f"{said}\n\n<!-- lacmigration: {asked} -->\n"
    [one] = [one for one in reviewed(text).verified if one.claim.kind == "asserted"]
    assert (one.finding.verdict, one.claim.stated.mention.text) == (verdict, marked)
    assert marked not in {spot.mention.text for spot in one.claim.parts}


def test_an_asserted_relation_may_name_records() -> None:
    right = review_document(
        parse("It raised USD 57.5M.", format="text"),
        directives='mptf.mobilised = "USD 57.5M"',
        registry=bundled(),
    )
    assert [one.finding.verdict.holds for one in right.verified if one.claim.kind == "asserted"] == [True]


def test_a_text_that_only_stands_in_a_number_is_no_figure() -> None:
    found = reviewed("See COVID-19 and page 12 of R4V.\n", directives='"R4V" = "R4V"\n')
    [problem] = found.problems
    assert "R4V" in problem.what


def test_a_claims_file_beside_a_report_holds_directives(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(f"{WRONG}\n", encoding="utf-8")
    assert not review(report).ok
    (tmp_path / "report.txt.claims").write_text(
        "# agreed with the donor\nignore-file LM103\n", encoding="utf-8"
    )
    assert review(report).ok


def test_a_claims_file_that_quotes_what_is_gone_is_a_problem_with_its_line() -> None:
    found = reviewed("It gave USD 3 million.\n", directives='# first\n"USD 4 million" = "USD 4 million"\n')
    [problem] = found.problems
    assert problem.what.startswith("line 2 of the claims file: ")
    assert "USD 4 million" in problem.what


def test_a_claims_file_silences_the_whole_report_or_says_so() -> None:
    assert reviewed(WRONG, directives="ignore-file LM103\n").ok
    [problem] = reviewed(WRONG, directives="ignore LM103\n").problems
    assert "ignore-file" in problem.what
