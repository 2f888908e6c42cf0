"""The pytest plugin: what becomes an item, what a failure shows, and what it costs who does not use it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

# A run of pytest in pytest forgets the modules that it was the first to import, but not what they made.
from lacmigration import auditing, tracing, units  # noqa: F401

SETTINGS = '[tool.lacmigration]\nrecords = ["records"]\nrelations = ["checks/*.relations"]\n'


@pytest.fixture
def project(pytester, monkeypatch):
    """A project with a records folder and a file of relations; runs have no colours and 100 columns."""
    from lacmigration.registry import new_folder

    for name in ("CI", "FORCE_COLOR", "PY_COLORS", "PYTEST_ADDOPTS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    pytester.makepyprojecttoml(SETTINGS)
    new_folder(pytester.path / "records")
    (pytester.path / "checks").mkdir()
    (pytester.path / "checks" / "plain.relations").write_text(
        "# No donor gives more than the whole.\n\nrecords.donor.canada <= records.mobilised\n", "utf-8"
    )
    return pytester


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1, (file, old)
    file.write_text(text.replace(old, new), "utf-8")


def discrepancy(project: pytest.Pytester, relation: str, verdict: str = "inconsistent") -> None:
    (project.path / "records" / "discrepancies.csv").write_text(
        "id,relation,verdict,reason,source,locator\n"
        f"records.known,{relation},{verdict},The report has a slip.,records,page 1\n",
        "utf-8",
    )


# --- items -----------------------------------------------------------------------------------------------


def test_each_relation_is_an_item(project):
    done = project.runpytest_inprocess("--collect-only", "-q")
    done.stdout.fnmatch_lines(
        [
            "checks/plain.relations::records.donor.canada <= records.mobilised",
            "records/relations.csv::records.relation.total",
            "records/relations.csv::records.relation.share",
            "records/relations.csv::records.relation.donors",
            "records/relations.csv::bundled",
        ]
    )
    project.runpytest_inprocess().assert_outcomes(passed=5)


def test_workers_of_xdist_collect_the_same(project):
    edit(project.path / "records" / "contributions.csv", "USD 450,000", "USD 540,000")
    done = project.runpytest_subprocess("-n", "2")
    done.assert_outcomes(passed=4, failed=1)
    done.stdout.fnmatch_lines(["LM101 inconsistent: The 3 parts (records.donor.[*]) add up to USD 990,000*"])


def test_one_item_can_be_selected(project):
    project.runpytest_inprocess("records/relations.csv::records.relation.share").assert_outcomes(passed=1)


def test_test_paths_do_not_leave_them_out(project):
    project.makepyprojecttoml(SETTINGS + '[tool.pytest.ini_options]\ntestpaths = ["tests"]\n')
    (project.path / "tests").mkdir()
    (project.path / "tests" / "test_own.py").write_text("def test_own(): pass\n", "utf-8")
    project.runpytest_inprocess().assert_outcomes(passed=6)
    project.runpytest_inprocess("tests").assert_outcomes(passed=1)  # what is asked for is what is run


def test_a_folder_without_relations_still_stands_for_the_bundled_ones(project):
    (project.path / "records" / "relations.csv").unlink()
    (project.path / "checks" / "plain.relations").write_text("1 = 1\n", "utf-8")
    done = project.runpytest_inprocess("-v")
    done.assert_outcomes(passed=2)
    done.stdout.fnmatch_lines(["records/contributions.csv::bundled PASSED*"])


def test_folders_in_a_folder_have_items_of_their_own(project):
    for name in ("first", "second"):
        (project.path / "records" / name).mkdir()
        (project.path / "records" / name / "relations.csv").write_text(
            f"id,expression,source,locator\n{name}.claim,records.target <= records.target,records,page 1\n",
            "utf-8",
        )
    done = project.runpytest_inprocess("-v", "records")
    done.assert_outcomes(passed=6)
    done.stdout.fnmatch_lines(
        [
            "records/first/relations.csv::first.claim PASSED*",
            "records/second/relations.csv::second.claim PASSED*",
        ]
    )


def test_a_folder_named_as_a_bundled_one_is_not_taken_for_it(project):
    (project.path / "mptf-2024").mkdir()
    (project.path / "mptf-2024" / "relations.csv").write_text(
        "id,expression,source,locator\nmy.claim,mptf.target <= mptf.target,mptf-2024,line 1\n", "utf-8"
    )
    project.makepyprojecttoml('[tool.lacmigration]\nrecords = ["mptf-2024"]\n')
    project.runpytest_inprocess().assert_outcomes(passed=2)


def test_tables_elsewhere_are_nobodys(project):
    (project.path / "other").mkdir()
    (project.path / "other" / "relations.csv").write_text("no,table\n", "utf-8")
    (project.path / "other" / "x.relations").write_text("no relation\n", "utf-8")
    project.runpytest_inprocess().assert_outcomes(passed=5)


# --- failures --------------------------------------------------------------------------------------------


def test_a_failure_is_an_explanation_with_its_places_and_no_stack(project):
    edit(project.path / "records" / "contributions.csv", "USD 450,000", "USD 540,000")
    done = project.runpytest_inprocess("records")
    done.assert_outcomes(passed=3, failed=1)
    # 540,000 + 325,500 + 124,500 = 990,000.
    done.stdout.fnmatch_lines(
        [
            "LM101 inconsistent: *add up to USD 990,000*USD 0.9M (records.mobilised) is stated*",
            "  stands in   records, page 1",
            "  records     records/contributions.csv:3-5, records/observations.csv:3",
            "  claimed in  records/relations.csv:3",
            "FAILED records/relations.csv::records.relation.total*",
        ]
    )
    done.stdout.no_fnmatch_line("*Traceback*")
    done.stdout.no_fnmatch_line("*.py:*")


def test_a_known_disagreement_is_expected(project):
    edit(project.path / "records" / "contributions.csv", "USD 450,000", "USD 540,000")
    discrepancy(project, "records.relation.total")
    done = project.runpytest_inprocess("-rx", "records")
    done.assert_outcomes(passed=3, xfailed=1)
    done.stdout.fnmatch_lines(
        ["XFAIL records/relations.csv::records.relation.total - known: The report has a slip."]
    )


def test_a_known_disagreement_that_is_gone_fails(project):
    discrepancy(project, "records.relation.total")
    done = project.runpytest_inprocess("records")
    done.assert_outcomes(passed=4, failed=1)
    done.stdout.fnmatch_lines(
        [
            "records.relation.total is recorded as inconsistent, which it is not any more: remove the record",
            "  claimed in  records/discrepancies.csv:2",
        ]
    )


def lose_the_share(path):
    """The share is a figure that the source had, and that is missing now."""
    comment, header, *rows = path.read_text("utf-8").splitlines()
    edited = [f"{row.replace(',45%,', ',,')},{'missing' if ',45%,' in row else ''}" for row in rows]
    path.write_text("\n".join([comment, f"{header},status", *edited]) + "\n", "utf-8")


def test_what_cannot_be_decided_fails_with_its_reason(project):
    lose_the_share(project.path / "records" / "observations.csv")
    done = project.runpytest_inprocess("records")
    done.assert_outcomes(passed=3, failed=1)
    done.stdout.fnmatch_lines(
        ["LM104 undecided: Not decided: *states no figure.", "  claimed in  records/relations.csv:4"]
    )


@pytest.mark.parametrize(
    "undecided, outcome", [("fail", "failed"), ("skip", "skipped"), ("xfail", "xfailed")]
)
def test_settings_say_what_becomes_of_what_cannot_be_decided(project, undecided, outcome):
    project.makepyprojecttoml(f'{SETTINGS}undecided = "{undecided}"\n')
    lose_the_share(project.path / "records" / "observations.csv")
    done = project.runpytest_inprocess("-rsx", "records")
    done.assert_outcomes(passed=3, **{outcome: 1})
    if undecided != "fail":
        done.stdout.fnmatch_lines(
            [f"{outcome[:-2].upper()}*records.relation.share: Not decided: *no figure."]
        )


@pytest.mark.parametrize("undecided, outcome", [("fail", "failed"), ("skip", "passed")])
def test_bundled_claims_that_a_record_leaves_undecided(project, undecided, outcome):
    project.makepyprojecttoml(f'{SETTINGS}undecided = "{undecided}"\n')
    (project.path / "records" / "contributions.csv").write_text(  # the others are as of August 2024
        "id,provider,receiver,flow,as_of,stated,precision,supersedes,source,locator\n"
        'records.germany,de,mptf,unknown,2025-03,"19,569,912 USD",0,mptf.donor.germany,mptf-2024,line 194\n',
        "utf-8",
    )
    (project.path / "records" / "relations.csv").unlink()
    done = project.runpytest_inprocess("records")
    done.assert_outcomes(**{outcome: 1})


def test_an_id_that_no_record_has_fails_with_its_place(project):
    (project.path / "checks" / "plain.relations").write_text("1 = 1\n2 = records.targt\n", "utf-8")
    done = project.runpytest_inprocess("checks")
    done.assert_outcomes(passed=1, failed=1)
    done.stdout.fnmatch_lines(
        [
            "records.targt: no record has this id; perhaps records.target was meant, at column 5",
            "  2 = records.targt",
            "      ^",
            "  claimed in  checks/plain.relations:2",
        ]
    )


def test_a_record_that_breaks_a_bundled_claim_fails(project):
    (project.path / "records" / "contributions.csv").write_text(
        "id,provider,receiver,flow,as_of,stated,precision,supersedes,source,locator\n"
        'records.germany,de,mptf,unknown,2024-08,"19,569,913 USD",0,mptf.donor.germany,mptf-2024,line 194\n',
        "utf-8",
    )
    (project.path / "records" / "relations.csv").unlink()
    done = project.runpytest_inprocess("records")
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines(
        ["LM101 inconsistent: The 22 parts (mptf.donor.[*]) add up to USD 57,595,085*", '*saw "57595084"*']
    )


def test_a_bundled_disagreement_that_a_record_mends_is_stale(project):
    (project.path / "records" / "observations.csv").write_text(
        "id,indicator,measure,stated,supersedes,source,locator\n"
        "records.mobilised,capital-mobilised,stock,USD 57.6M,mptf.mobilised,mptf-2024,line 190\n",
        "utf-8",
    )
    (project.path / "records" / "relations.csv").unlink()
    (project.path / "checks" / "plain.relations").write_text("1 = 1\n", "utf-8")
    done = project.runpytest_inprocess("records")
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines(
        ["mptf.discrepancy.donors-total: mptf.relation.donors-total is recorded as inconsistent*"]
    )


def test_a_cell_that_cannot_be_read_is_an_error_with_its_place(project):
    edit(project.path / "records" / "contributions.csv", "USD 450,000", "USD 450,00O")
    done = project.runpytest_inprocess()
    assert done.ret == pytest.ExitCode.INTERRUPTED
    done.assert_outcomes(errors=2)  # one for each file that needs the records
    done.stdout.fnmatch_lines(["*records/contributions.csv:3:6: stated*"])
    done.stdout.no_fnmatch_line("*Traceback*")


def test_a_relation_that_cannot_be_read_shows_the_place_in_it(project):
    (project.path / "checks" / "plain.relations").write_text("records.target =\n1 = 1\n", "utf-8")
    done = project.runpytest_inprocess("checks")
    done.assert_outcomes(passed=1, failed=1)
    done.stdout.fnmatch_lines(
        ["  records.target =", "                  ^", "  claimed in  checks/plain.relations:1"]
    )


@pytest.mark.parametrize(
    "content, outcome", [(b"\xef\xbb\xbf1 = 1\r\n", {"passed": 1}), (b"\xff\xfe1\x00", {"errors": 1})]
)
def test_encodings_of_relations_files(project, content, outcome):
    (project.path / "checks" / "plain.relations").write_bytes(content)
    done = project.runpytest_inprocess("checks")
    done.assert_outcomes(**outcome)
    done.stdout.no_fnmatch_line("*Traceback*")


def test_other_errors_keep_their_stack(project, monkeypatch):
    from lacmigration.pytest_plugin import _items

    def broken(_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(_items.RelationItem, "runtest", broken)
    done = project.runpytest_inprocess("checks")
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines(["*ZeroDivisionError*"])


# --- reports -------------------------------------------------------------------------------------------

WRONG = "Of USD 150 million, 41% (USD 57.5M) was paid.\n"
"""57.5 of 150 is 38.3 %."""


@pytest.fixture
def reports(project):
    """A project with two reports, of which one is wrong."""
    project.makepyprojecttoml('[tool.lacmigration]\nreports = ["reports/*.md"]\n')
    (project.path / "reports").mkdir()
    (project.path / "reports" / "right.md").write_text(WRONG.replace("41%", "38%"), "utf-8")
    (project.path / "reports" / "wrong.md").write_text(f"# Paid\n\n{WRONG}", "utf-8")
    return project


def test_each_report_is_an_item_that_fails_as_the_command_prints_it(reports):
    done = reports.runpytest_inprocess("-v")
    done.assert_outcomes(passed=1, failed=1)
    done.stdout.fnmatch_lines(
        [
            "reports/right.md::figures PASSED*",
            "reports/wrong.md::figures FAILED*",
            "reports/wrong.md:3:21: * error LM103 Share",
            "*Of USD 150 million, 41% (USD 57.5M) was paid.",
            "*38.33%*",
            "FAILED reports/wrong.md::figures*",
        ]
    )
    done.stdout.no_fnmatch_line("*Traceback*")
    done.stdout.no_fnmatch_line("*\x1b*")


def test_a_report_passes_where_its_author_or_the_settings_silence_the_rule(reports):
    wrong = reports.path / "reports" / "wrong.md"
    wrong.write_text(f"<!-- lacmigration: ignore LM103 -->\n\n{WRONG}", "utf-8")
    reports.runpytest_inprocess().assert_outcomes(passed=2)
    wrong.write_text(WRONG, "utf-8")
    (reports.path / "reports" / "wrong.md.claims").write_text("ignore-file LM103\n", "utf-8")
    reports.runpytest_inprocess().assert_outcomes(passed=2)
    (reports.path / "reports" / "wrong.md.claims").unlink()
    reports.runpytest_inprocess().assert_outcomes(passed=1, failed=1)
    (reports.path / "lacmigration.toml").write_text(
        'reports = ["reports/*.md"]\n[per-file-ignores]\n"reports/wrong.md" = ["LM1"]\n', "utf-8"
    )
    reports.runpytest_inprocess().assert_outcomes(passed=2)
    done = reports.runpytest_inprocess(reports.path / "reports", "--rootdir", reports.path)
    done.assert_outcomes(passed=2)


def test_a_baseline_accepts_what_the_command_wrote_into_it(reports):
    command = [sys.executable, "-m", "lacmigration", "check", "reports", "--write-baseline", "accepted.json"]
    subprocess.run(command, cwd=reports.path, capture_output=True, check=False)
    reports.makepyprojecttoml('[tool.lacmigration]\nreports = ["reports/*.md"]\nbaseline = "accepted.json"\n')
    reports.runpytest_inprocess().assert_outcomes(passed=2)


@pytest.mark.parametrize(
    "content, said", [(b"\xff\xfe\xfa", "*UTF-16*"), (b"", "*wrong.md: the file is empty")]
)
def test_a_report_that_cannot_be_read_fails_and_says_why(reports, content, said):
    (reports.path / "reports" / "wrong.md").write_bytes(content)
    done = reports.runpytest_inprocess()
    done.assert_outcomes(passed=1, failed=1)
    done.stdout.fnmatch_lines([said])
    done.stdout.no_fnmatch_line("*Traceback*")


# --- the fixture -----------------------------------------------------------------------------------------


def test_other_errors_of_a_report_keep_their_stack(reports, monkeypatch):
    from lacmigration.pytest_plugin import _items

    def broken(_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(_items.ReportItem, "runtest", broken)
    done = reports.runpytest_inprocess("reports")
    done.assert_outcomes(failed=2)
    done.stdout.fnmatch_lines(["*ZeroDivisionError*"])


def test_what_shows_findings_is_an_extra_that_a_failure_names(reports, monkeypatch):
    monkeypatch.setitem(sys.modules, "rich.console", None)
    done = reports.runpytest_inprocess("reports")
    done.assert_outcomes(passed=1, failed=1)
    done.stdout.fnmatch_lines(["*showing findings needs rich.console*lacmigration?cli?*"])
    done.stdout.no_fnmatch_line("*Traceback*")
    done.stdout.no_fnmatch_line("*raise *")


def test_the_fixture_checks_values_and_texts_against_the_records(project):
    project.makepyfile(
        """
        import lacmigration as lm

        def test_value(check):
            assert check(lm.Share("records.mobilised", "records.target", stated="45%")).verdict.holds

        def test_text(check):
            check("records.donor.canada < records.donor.germany")

        def test_bundled(check):
            check("mptf.mobilised / mptf.target = mptf.mobilised-share")

        def test_lenient(check):
            check('"USD 2.2 million" = "about USD 2.0 million"', strict=False)

        def test_undecided(check):
            assert not check("records.target = 3", allow_undecided=True).verdict.holds
        """
    )
    project.runpytest_inprocess("-k", "test_").assert_outcomes(passed=5, deselected=5)


def test_the_fixture_fails_with_an_explanation_and_no_stack(project):
    project.makepyfile(
        """
        def test_wrong(check):
            check('records.donor.canada / records.target = "7%"')

        def test_generous(check):
            check('"USD 2.2 million" = "about USD 2.0 million"')

        def test_wrong_even_if_lenient(check):
            check("1 = 3", strict=False)

        def test_no_relation(check):
            check("records.target =")

        def test_undecided(check):
            check("records.target = 3", strict=False)

        def test_wrong_even_if_allowed(check):
            check("1 = 3", allow_undecided=True)

        def test_unknown(check):
            check("records.nobody = 3", allow_undecided=True)
        """
    )
    done = project.runpytest_inprocess("-k", "test_")
    done.assert_outcomes(failed=7, deselected=5)
    # 124,500 of 2 million is 6.225 %.
    done.stdout.fnmatch_lines(
        ["LM104 inconsistent: USD 124,500 (records.donor.canada) divided by USD 2 million*6.22*"]
    )
    done.stdout.fnmatch_lines(["LM109 questionable: *"])
    done.stdout.fnmatch_lines(["LM109 undecided: Not decided: units clash: *"])
    done.stdout.fnmatch_lines(["records.nobody: no record has this id*, at column 1"])
    done.stdout.no_fnmatch_line("*Traceback*")
    done.stdout.no_fnmatch_line("*During handling*")
    done.stdout.no_fnmatch_line("> *")


# --- settings --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, said",
    [
        (
            "[tool.lacmigration]\nrecord = []\n",
            'pyproject.toml: [[]tool.lacmigration] there is no setting "record"; there are records, *',
        ),
        ('[tool.lacmigration]\nrecords = "records"\n', "records is a list of texts, not 'records'"),
        ("[tool.lacmigration]\nrelations = [1]\n", "relations is a list of texts, not [[]1[]]"),
        (
            '[tool.lacmigration]\nundecided = "pass"\n',
            "undecided is one of fail, skip, xfail, not 'pass'",
        ),
        ("[tool.lacmigration]\nundecided = [1]\n", "undecided is a text, not [[]1[]]"),
        ('[tool.lacmigration]\nrecords = ["recods"]\n', 'records: "recods" is no folder'),
        (
            '[tool.lacmigration]\nrelations = ["checks/*.relation"]\n',
            'relations: "checks/[*].relation" matches no file',
        ),
        ('[tool.lacmigration]\nrelations = [""]\n', 'relations: "" matches no file'),
        ('[tool.lacmigration]\nrelations = ["/checks/*"]\n', 'relations: "/checks/[*]" matches no file'),
        ('[tool.lacmigration]\nreports = ["*.docx"]\n', 'reports: "[*].docx" matches no file'),
        ('[tool.lacmigration]\nignore = ["LM999"]\n', "rule='LM999' is no choice*"),
        ('[tool.lacmigration]\nbaseline = "none.json"\n', "none.json*"),
    ],
)
def test_a_setting_that_is_none_is_refused(project, text, said):
    project.makepyprojecttoml(text)
    done = project.runpytest_inprocess()
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    done.stderr.fnmatch_lines([f"*{said}*"])


def test_a_file_that_is_no_toml_is_refused(project):
    project.makepyprojecttoml("lacmigration = [\n")
    (project.path / "other.ini").write_text("[pytest]\n", "utf-8")
    done = project.runpytest_inprocess("-c", "other.ini")  # so that pytest itself does not read it
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    done.stderr.fnmatch_lines(["*pyproject.toml: *"])


@pytest.mark.parametrize(
    "text", [None, "[project]\nname = 'x'\n", "[tool.lacmigration]\n", "[tool.other]\nx = 'lacmigration'\n"]
)
def test_without_settings_nothing_is_collected_and_nothing_imported(project, text):
    (project.path / "pyproject.toml").unlink()
    if text is not None:
        project.makepyprojecttoml(text)
    project.makepyfile(
        """
        import sys

        def test_own():
            mine = {name for name in sys.modules if name.startswith("lacmigration")}
            plugin = "lacmigration.pytest_plugin"
            own = {plugin, f"{plugin}._records", f"{plugin}._settings"}
            assert mine <= {"lacmigration", "lacmigration._faces", *own}, mine
            assert not {"cattrs", "babel", "pint", "rich", "typer"} & set(sys.modules)
        """
    )
    project.runpytest_subprocess("-p", "no:hypothesispytest").assert_outcomes(passed=1)


def test_importing_the_plugin_imports_nothing_of_the_library():
    code = (
        "import sys, pytest; before = set(sys.modules); import lacmigration.pytest_plugin; "
        "new = set(sys.modules) - before; own = sys.stdlib_module_names; "
        "print(*sorted(name for name in new if name.split('.')[0] not in own))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    plugin = "lacmigration.pytest_plugin"
    own = [plugin, f"{plugin}._records", f"{plugin}._settings"]
    assert done.stdout.split() == ["lacmigration", "lacmigration._faces", *own]


def test_relations_that_contradict_each_other_together_are_an_item_of_their_own(project):
    golden = Path(__file__).parents[1] / "golden/records"
    shutil.rmtree(project.path / "records")
    shutil.copytree(golden, project.path / "records")
    done = project.runpytest_inprocess("records")
    done.stdout.fnmatch_lines(
        ["FAILED records/relations.csv::golden.relation.total + golden.relation.share-canada*"]
    )
