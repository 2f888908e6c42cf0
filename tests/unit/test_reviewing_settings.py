"""Rules selected, files spared, findings accepted, restatements written back, many documents at once."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from lacmigration.documents import parse
from lacmigration.errors import ChoiceError, ConfigurationError, DocumentError
from lacmigration.findings import Severity
from lacmigration.registry import bundled
from lacmigration.reviewing import (
    Failure,
    Review,
    Settings,
    baseline_of,
    configuration,
    diff_of,
    digest_of,
    fixes,
    read_baseline,
    review,
    review_document,
    review_many,
    write_fixed,
)
from lacmigration.reviewing import _many as many

WRONG = "Of USD 150 million, 38% (USD 75.5M) was raised.\n"
RIGHT = "Of USD 150 million, 38% (USD 57.5M) was raised.\n"


def reviewed(text: str, settings: Settings) -> Review:
    return review_document(parse(text, name="a/report.md"), settings=settings)


def test_rules_are_selected_and_ignored_by_the_beginnings_of_their_codes() -> None:
    assert not reviewed(WRONG, Settings(select=["lm1"])).ok
    assert reviewed(WRONG, Settings(select=["LM2"])).ok
    assert reviewed(WRONG, Settings(ignore=["LM103"])).verified == ()


def test_a_rule_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ChoiceError, match="LM9"):
        Settings(select=["LM9"])


def test_a_rule_is_ignored_in_some_files_only() -> None:
    settings = Settings(per_file={"a/*.md": frozenset({"LM103"})})
    found = reviewed(WRONG, settings)
    assert found.ok
    assert [one.silenced for one in found.verified] == ["ignored for a/*.md"]
    assert not reviewed(WRONG, Settings(per_file={"b/*": frozenset({"LM103"})})).ok


def test_what_is_in_the_baseline_does_not_count_until_a_figure_of_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "accepted.json"
    file.write_text(baseline_of([reviewed(WRONG, Settings())]), encoding="utf-8")
    settings = Settings(baseline=read_baseline(file))
    assert reviewed(f"A new first line.\n\n{WRONG}", settings).ok
    assert not reviewed(WRONG.replace("38%", "39%"), settings).ok
    assert not reviewed(WRONG.replace("75.5", "76.5"), settings).ok


@pytest.mark.parametrize(
    "text", ["", "[]", '{"version": 2, "accepted": []}', '{"version": 1, "accepted": [{}]}']
)
def test_a_file_that_is_no_baseline_is_refused_by_name(tmp_path: Path, text: str) -> None:
    file = tmp_path / "accepted.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"accepted\.json"):
        read_baseline(file)


def test_settings_are_found_in_the_project_above(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.lacmigration]\nrecords = ["records"]\nignore = ["LM103"]\nlocale = "es"\n', encoding="utf-8"
    )
    inner = tmp_path / "reports" / "2024"
    inner.mkdir(parents=True)
    found = configuration(inner)
    assert (found.root, found.records, found.locale) == (tmp_path, ("records",), "es")
    assert not found.settings.wants("LM103")


def test_a_file_of_its_own_comes_before_the_project(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.lacmigration]\nlocale = "es"\n', encoding="utf-8")
    (tmp_path / "lacmigration.toml").write_text('locale = "fr"\n', encoding="utf-8")
    assert configuration(tmp_path).locale == "fr"


def test_a_project_that_says_nothing_of_checks_leaves_it_to_the_one_above(tmp_path: Path) -> None:
    (tmp_path / "lacmigration.toml").write_text('locale = "pt"\n', encoding="utf-8")
    inner = tmp_path / "part"
    inner.mkdir()
    (inner / "pyproject.toml").write_text('[project]\nname = "part"\n', encoding="utf-8")
    assert configuration(inner).locale == "pt"


def test_settings_that_are_no_table_are_refused(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool]\nlacmigration = true\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"\[tool.lacmigration\] it holds settings, not True"):
        configuration(tmp_path)


@pytest.mark.parametrize(
    "content, said",
    [(None, "there is no such file"), (b"locale = \xff", "utf-8"), (b"locale = ", "Invalid value")],
)
def test_settings_that_cannot_be_read_are_one_problem(
    tmp_path: Path, content: bytes | None, said: str
) -> None:
    file = tmp_path / "some.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ConfigurationError, match=said) as caught:
        configuration(tmp_path, file)
    assert str(caught.value).startswith(f"{file}: ")
    assert "Errno" not in str(caught.value)


def test_everything_that_is_wrong_with_the_settings_is_said_at_once(tmp_path: Path) -> None:
    file = tmp_path / "lacmigration.toml"
    file.write_text(
        'selekt = []\nignore = "LM103"\nlocale = 3\nundecided = "maybe"\nper-file-ignores = 3\n',
        encoding="utf-8",
    )
    with pytest.raises(ConfigurationError) as caught:
        configuration(tmp_path)
    said = str(caught.value)
    assert said.count(str(file)) == len(caught.value.problems) == 5
    for word in ("selekt", "ignore", "locale is a text, not 3", "undecided", "per-file-ignores"):
        assert word in said


def test_a_restatement_is_shown_as_a_diff_and_written_whole(tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    file.write_bytes(b"\xef\xbb\xbf" + f"Title\r\n\r\n{WRONG}".encode())
    found = review(file)
    wanted = fixes(found)
    assert [(fix.old, fix.new) for fix in wanted] == [("38", "50")]  # 75.5 / 150 = 50.33%
    shown = "".join(diff_of(found.document, wanted))
    assert f"-{WRONG}" in shown
    assert f"+{WRONG.replace('38%', '50%')}" in shown
    write_fixed(found.document, wanted)
    assert file.read_bytes() == b"\xef\xbb\xbf" + f"Title\r\n\r\n{WRONG.replace('38%', '50%')}".encode()
    assert review(file).ok
    assert list(tmp_path.iterdir()) == [file]


def test_a_figure_with_a_scale_word_is_restated_before_that_word() -> None:
    text = "It gave USD 3.5 million and USD 2.25 million, for a total of USD 8.75 million.\n"
    assert [(fix.old, fix.new) for fix in fixes(reviewed(text, Settings()))] == [("8.75", "5.75")]


@pytest.mark.parametrize(
    "text, directives",
    [
        # the whole is what a part is compared with: the part is not to be written like it
        ("It reached 8.25 of the 7.7 million people.", ""),
        # a record is restated, which stands in no report
        ("It raised USD 60.5M.", '"USD 60.5M" = mptf.mobilised'),
        # a word is no number to write another one over
        ("It has five members. Of them, eight members pay.", '"five members" = "eight members"'),
        # grouped otherwise than the rest of the world would write it: nobody knows how to write 3,530
        ("| Donor | USD |\n|---|---|\n| A | 1210 |\n| B | 2320 |\n| Total | 3630 |", ""),
        # 1,500 and 2.250 are 3.750 if both are thousands, and 2.251 if one comma stands before decimals
        ("Llegó a 1,500 mujeres y 2.250 hombres, en total 3.950 personas.", ""),
        # marks of the format within the number
        ("Of USD 150 million, 4**1**% (USD 57.5M) was raised.", ""),
    ],
)
def test_what_leaves_doubt_is_not_restated(text: str, directives: str) -> None:
    found = review_document(parse(text, format="markdown"), directives=directives, registry=bundled())
    assert [one.severity for one in found.findings] == [Severity.ERROR]
    assert fixes(found) == ()


@pytest.mark.parametrize(
    "relation",
    ['"41%" = "USD 57.5M" / "USD 150 million"', '"USD 57.5M" / "USD 150 million" = "41%"'],
)
def test_the_figure_that_an_asserted_relation_states_is_restated_wherever_it_is_quoted(relation: str) -> None:
    text = "It had USD 57.5M. The fund holds USD 150 million. That makes 41%."
    found = review_document(parse(text, format="markdown"), directives=relation)
    [one] = found.findings
    assert one.claim.stated.mention.text == "41%"
    assert [spot.mention.text for spot in one.claim.parts] == ["USD 57.5M", "USD 150 million"]
    assert [(fix.old, fix.new) for fix in fixes(found)] == [("41", "38")]  # 57.5 / 150 = 38.33 %


def test_the_lines_of_a_diff_are_those_of_the_file() -> None:
    found = reviewed(f"A page.\x0cAnother.\u2028\n\n{WRONG.rstrip()}", Settings())
    assert "".join(diff_of(found.document, fixes(found))) == (
        "--- a/a/report.md\n+++ b/a/report.md\n@@ -1,3 +1,3 @@\n A page.\x0cAnother.\u2028\n \n"
        f"-{WRONG.rstrip()}\n\\ No newline at end of file\n"
        f"+{WRONG.rstrip().replace('38%', '50%')}\n\\ No newline at end of file\n"
    )


def test_a_file_that_is_gone_or_may_not_be_replaced_is_said_and_nothing_is_left_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "report.md"
    file.write_text(WRONG, encoding="utf-8")
    found = review(file)

    def refused(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refused)
        with pytest.raises(DocumentError, match="you may not use this file; nothing was written"):
            write_fixed(found.document, fixes(found))
    assert list(tmp_path.iterdir()) == [file]
    assert file.read_text(encoding="utf-8") == WRONG
    file.unlink()
    with pytest.raises(DocumentError, match="there is no such file; nothing was written"):
        write_fixed(found.document, fixes(found))


def test_a_file_that_changed_meanwhile_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    file.write_text(WRONG, encoding="utf-8")
    found = review(file)
    file.write_text(f"More.\n\n{WRONG}", encoding="utf-8")
    with pytest.raises(DocumentError, match="changed"):
        write_fixed(found.document, fixes(found))
    assert file.read_text(encoding="utf-8") == f"More.\n\n{WRONG}"


def test_what_is_right_or_silenced_is_not_restated() -> None:
    assert fixes(reviewed(RIGHT, Settings())) == ()
    assert fixes(reviewed(WRONG, Settings(per_file={"*": frozenset({"LM103"})}))) == ()


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_documents_come_in_the_order_given_and_one_that_fails_stops_no_other(
    tmp_path: Path, jobs: int
) -> None:
    paths = []
    for number in range(12):
        path = tmp_path / f"{number}.txt"
        path.write_text("" if number == 5 else WRONG if number % 2 else RIGHT, encoding="utf-8")
        paths.append(str(path))
    found = list(review_many(paths, jobs=jobs))
    names = [one.name if isinstance(one, Failure) else one.document.name for one in found]
    assert names == paths
    fine = [None if isinstance(one, Failure) else one.ok for one in found]
    assert fine == [None if number == 5 else number % 2 == 0 for number in range(12)]


def test_a_long_text_is_a_text_and_a_file_with_a_space_in_its_name_a_file(tmp_path: Path) -> None:
    assert review(f"{RIGHT} " * 200).ok
    assert review("Of USD 150 million, 38% (USD 57.5M) was raised. " * 100).ok
    file = tmp_path / "a report.txt"
    file.write_text(WRONG, encoding="utf-8")
    assert review(str(file)).document.name == str(file)


def test_a_review_is_remembered_until_document_settings_or_records_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    original = many.review

    def counted(*arguments: object, **options: object) -> Review:
        made.append(arguments)
        return original(*arguments, **options)

    monkeypatch.setattr(many, "review", counted)
    report, cache = tmp_path / "report.md", tmp_path / "cache"
    report.write_text(WRONG, encoding="utf-8")

    def ok(**asked: object) -> bool:
        [one] = review_many([str(report)], cache=cache, **asked)
        assert not isinstance(one, Failure)
        return one.ok

    assert (ok(), ok(), len(made)) == (False, False, 1)
    assert (ok(settings=Settings(ignore=["LM103"])), len(made)) == (True, 2)
    assert (ok(records="others"), len(made)) == (False, 3)
    (tmp_path / "report.md.claims").write_text("ignore-file LM103\n", encoding="utf-8")
    assert (ok(), len(made)) == (True, 4)
    (tmp_path / "report.md.claims").unlink()
    report.write_text(RIGHT, encoding="utf-8")
    assert (ok(), len(made)) == (True, 5)
    report.write_text(WRONG, encoding="utf-8")
    assert (ok(), len(made)) == (False, 5)  # as it was at first


def test_a_remembered_review_tells_the_standing_of_its_figures(tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    report.write_text(WRONG, encoding="utf-8")
    for _ in range(2):
        [found] = review_many([str(report)], cache=tmp_path / "cache")
        assert not isinstance(found, Failure)
        told = {mention.text: found.standing(block, mention).value for block, mention in found.mentions}
        assert told["38%"] == "contradicted"


def test_no_setting_that_comes_with_the_reports_names_the_cache(tmp_path: Path) -> None:
    (tmp_path / "lacmigration.toml").write_text('cache = "planted"\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match='no setting "cache"'):
        configuration(tmp_path)


def test_a_folder_of_records_is_told_from_one_with_another_digit(tmp_path: Path) -> None:
    for name, amount in {"a": 1, "b": 2, "c": 1}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "funds.csv").write_text(f"id\n{amount}\n", encoding="utf-8")
    one, other, same = (digest_of([tmp_path / name]) for name in "abc")
    assert one == same != other


def test_a_document_that_cannot_be_read_is_a_failure_with_a_cache_too(tmp_path: Path) -> None:
    [one] = review_many([str(tmp_path / "none.md")], cache=tmp_path / "cache")
    assert isinstance(one, Failure)
