"""The command that tells what is in a file of flows."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lacmigration import cli, feeds
from lacmigration.cli._app import app
from lacmigration.errors import ChoiceError, FeedError

FILE = """<iati-activities version="2.03">
<iati-activity default-currency="USD">
<iati-identifier>XX-1-A</iati-identifier>
<reporting-org ref="XX-1" type="40"><narrative>An agency</narrative></reporting-org>
<title><narrative>Papers</narrative></title>
<recipient-country code="CO" percentage="50"/><recipient-country code="PE" percentage="50"/>
<transaction><transaction-type code="3"/><transaction-date iso-date="2024-08-30"/>
<value value-date="2024-08-30">100.50</value>
<receiver-org ref="YY-2" receiver-activity-id="YY-2-B"/></transaction>
<transaction><transaction-type code="3"/><transaction-date iso-date="30.8.2024"/>
<value value-date="2024-08-30">7</value></transaction>
</iati-activity>
<iati-activity default-currency="USD">
<iati-identifier>YY-2-B</iati-identifier>
<reporting-org ref="YY-2" type="22"><narrative>An NGO</narrative></reporting-org>
<title><narrative>Clinics</narrative></title>
<transaction><transaction-type code="1"/><transaction-date iso-date="2024-09-02"/>
<value value-date="2024-09-02">100.50</value>
<provider-org ref="XX-1" provider-activity-id="XX-1-A"/></transaction>
<transaction><transaction-type code="4"/><transaction-date iso-date="2024-09-03"/>
<value value-date="2024-09-03" currency="COP">5000</value></transaction>
</iati-activity>
</iati-activities>
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "two.xml"
    path.write_text(FILE, encoding="utf-8")
    return path


def run(*arguments: object) -> str:
    found = CliRunner().invoke(app, ["feed", *map(str, arguments)])
    assert found.exit_code == 0, found.output
    return found.output


def test_a_person_is_told_records_totals_doubles_and_what_was_left_out(file: Path):
    told = run(file)
    assert "two.xml: iati, An agency; An NGO" in told
    assert ["Contribution", "2"] in [line.split() for line in told.splitlines()]
    rows = [line.split() for line in told.splitlines()]
    assert ["Contribution", "disbursement", "2", "USD", "201.00"] in rows
    assert ["Operation", "expenditure", "1", "COP", "5,000"] in rows
    assert "Programmes of several recipients: 1 divided between them, 0 unallocated." in told
    assert "May be counted twice (1):" in told
    assert "each names the other's activity, 3 days apart" in " ".join(told.split())
    assert "Left out or changed (1):" in told
    assert 'write it as 2024-08-31 (got "30.8.2024")' in " ".join(told.split())


def test_json_holds_the_same_and_all_of_it(file: Path):
    told = json.loads(run(file, "--format", "json"))
    assert told["version"] == 1
    assert told["format"] == "iati"
    assert told["records"] == {"Contribution": 2, "Operation": 1, "Organisation": 2, "Programme": 2}
    assert told["totals"] == [
        {"type": "Contribution", "kind": "disbursement", "currency": "USD", "count": 2, "total": "201.00"},
        {"type": "Operation", "kind": "expenditure", "currency": "COP", "count": 1, "total": "5000"},
    ]
    assert told["splits"] == {"divided": 1, "unallocated": 0}
    assert [(one["rule"], one["days"], one["value"]) for one in told["duplicates"]] == [
        ("both-activities", 3, "100.50")
    ]
    assert [one["value"] for one in told["omissions"]] == ["30.8.2024"]


def test_csv_has_a_row_for_each_amount(file: Path):
    rows = list(csv.DictReader(io.StringIO(run(file, "--format", "csv"))))
    assert [(row["type"], row["kind"], row["value"], row["unit"]) for row in rows] == [
        ("Contribution", "disbursement", "100.50", "USD"),
        ("Contribution", "disbursement", "100.50", "USD"),
        ("Operation", "expenditure", "5000", "COP"),
    ]
    assert rows[0]["locator"] == "iati-activity XX-1-A transaction 1, line 7"


def test_a_long_list_is_cut_for_people(tmp_path: Path):
    bad = '<transaction><transaction-type code="99"/></transaction>' * 30
    activity = "<iati-activity><iati-identifier>A</iati-identifier><title><narrative>T</narrative></title>"
    path = tmp_path / "long.xml"
    path.write_text(f'<iati-activities version="2.03">{activity}{bad}</iati-activity></iati-activities>')
    assert "... and 10 more; --format json lists all" in run(path)
    assert len(json.loads(run(path, "-f", "json"))["omissions"]) == 30


def test_a_mistake_is_one_line_and_status_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    path = tmp_path / "old.xml"
    path.write_text('<iati-activities version="1.03"/>')
    monkeypatch.setattr("sys.argv", ["lacmigration", "feed", str(path)])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("lacmigration: old.xml: line 1: version '1.03' of IATI")


def test_a_format_nobody_reads_is_refused_with_those_that_are(file: Path):
    with pytest.raises(ChoiceError, match=r"write .*fts.*iati"):
        feeds.read_feed(file, format="gatt")


def test_a_file_can_be_said_to_be_of_a_format_and_is_refused_if_it_is_not(file: Path):
    assert feeds.read_feed(file, format="iati").format == "iati"
    with pytest.raises(FeedError):
        feeds.read_feed(file, format="fts")


def test_a_table_of_rates_is_named_with_what_reads_it(tmp_path: Path):
    path = tmp_path / "rates.csv"
    path.write_text("Date,USD,JPY,\n2024-08-30,1.1087,160.51,\n")
    with pytest.raises(FeedError, match=r"read it with feeds\.ecb_rates"):
        feeds.read_feed(path)
