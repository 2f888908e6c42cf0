"""The command that tells what is in a file of flows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import attrs
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from lacmigration import cli, feeds
from lacmigration.cli import _feeds
from lacmigration.cli._app import app
from lacmigration.cli._choices import Format
from lacmigration.errors import ChoiceError, FeedError, InputErrors

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


def rows_in(path: Path) -> list[dict[str, object]]:
    if path.suffix == ".parquet":
        return pq.read_table(path).to_pylist()
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_amounts_go_to_a_file_and_are_summed_up_beside(file: Path, tmp_path: Path, form: str):
    path = tmp_path / f"rows.{form}"
    told = run(file, "--output", path)
    assert [(row["type"], row["kind"], Decimal(str(row["value"])), row["unit"]) for row in rows_in(path)] == [
        ("Contribution", "disbursement", Decimal("100.50"), "USD"),
        ("Contribution", "disbursement", Decimal("100.50"), "USD"),
        ("Operation", "expenditure", Decimal(5000), "COP"),
    ]
    rows = [line.split() for line in told.splitlines()]
    assert ["Contribution", "disbursement", "2", "USD", "201.00"] in rows
    assert f"Wrote 3 amounts to {path}." in " ".join(told.split())  # however long the path is
    assert "Left out or changed (1):" in told


def test_json_says_what_was_written(file: Path, tmp_path: Path):
    told = json.loads(run(file, "-o", tmp_path / "rows.csv", "-f", "json"))
    assert (told["output"], told["rows"]) == (str(tmp_path / "rows.csv"), 3)
    assert [one["value"] for one in told["omissions"]] == ["30.8.2024"]


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_a_file_that_breaks_off_leaves_nothing_half_written(tmp_path: Path, form: str):
    broken = tmp_path / "broken.xml"
    broken.write_text(FILE[: FILE.index("<iati-identifier>YY-2-B")])
    path = tmp_path / f"rows.{form}"
    path.write_text("as it was")
    found = CliRunner().invoke(app, ["feed", str(broken), "-o", str(path)])
    assert isinstance(found.exception, FeedError)
    assert path.read_text() == "as it was"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["broken.xml", path.name]
    printed = CliRunner().invoke(app, ["feed", str(broken), "--format", "csv"])
    assert (type(printed.exception), printed.stdout) == (FeedError, "")


def test_wrong_rows_at_the_end_leave_nothing_either(tmp_path: Path):
    head = "Year|DonorName|RecipientName|USD_Commitment|USD_Disbursement\n"
    (tmp_path / "aid.csv").write_text(f"{head}2022|Spain|Peru|1.25|\n2022|Spain|Peru|x|\n")
    found = CliRunner().invoke(app, ["feed", str(tmp_path / "aid.csv"), "-o", str(tmp_path / "rows.csv")])
    assert isinstance(found.exception, InputErrors)
    assert [one.name for one in tmp_path.iterdir()] == ["aid.csv"]


def test_other_formats_are_written_too(tmp_path: Path):
    (tmp_path / "gifts.csv").write_text("Contributor,Deposits\nPeru,10\n")
    run(tmp_path / "gifts.csv", "-o", tmp_path / "rows.jsonl")
    assert [(row["provider"], row["value"]) for row in rows_in(tmp_path / "rows.jsonl")] == [("pe", "10")]


def test_no_amounts_are_a_table_without_rows(tmp_path: Path):
    (tmp_path / "gifts.csv").write_text("Contributor,Deposits\n")
    run(tmp_path / "gifts.csv", "-o", tmp_path / "rows.parquet")
    assert pq.read_table(tmp_path / "rows.parquet").num_rows == 0


def test_an_amount_that_no_column_holds_is_named(tmp_path: Path):
    (tmp_path / "gifts.csv").write_text(f"Contributor,Deposits\nPeru,{'9' * 27}\n")
    found = CliRunner().invoke(app, ["feed", str(tmp_path / "gifts.csv"), "-o", str(tmp_path / "a.parquet")])
    assert str(found.exception).startswith(f"{'9' * 27}: has more than 26 digits or 12 decimals")
    assert [one.name for one in tmp_path.iterdir()] == ["gifts.csv"]
    run(tmp_path / "gifts.csv", "-o", tmp_path / "a.csv")


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["-o", "rows.txt"], "rows.txt: the name must end in .csv, .jsonl or .parquet"),
        (["-o", "two.xml"], "two.xml: is the file that is read; name another"),
        (["-o", "rows.csv", "-f", "csv"], "--output needs no --format csv"),
    ],
)
def test_what_cannot_be_written_is_refused_first(
    file: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
):
    monkeypatch.chdir(file.parent)
    found = CliRunner().invoke(app, ["feed", "two.xml", *arguments])
    assert (found.exit_code, [one.name for one in file.parent.iterdir()]) == (2, ["two.xml"])
    assert said in " ".join(found.output.split())


def test_a_stream_has_the_records_of_the_feed_and_knows_how_far_it_is(file: Path):
    stream = feeds.stream_feed(file)
    assert (stream.format, stream.position) == ("iati", 0)
    records = list(stream)
    assert {one.id: one for one in records} == {one.id: one for one in feeds.read_feed(file).records}
    assert stream.position == file.stat().st_size
    assert stream.feed == attrs.evolve(feeds.read_feed(file), records=())


def test_a_stream_keeps_no_record_but_knows_the_names_it_gave(tmp_path: Path):
    head = "Year|DonorName|RecipientName|CrsID|USD_Commitment|USD_Disbursement\n"
    rows = "".join(f"2022|A Fund|Peru|{number % 3}|1|\n" for number in range(9))
    (tmp_path / "aid.csv").write_text(head + rows)
    records = list(feeds.stream_feed(tmp_path / "aid.csv"))
    assert {one.id: one for one in records} == {
        one.id: one for one in feeds.read_feed(tmp_path / "aid.csv").records
    }
    assert len({one.id for one in records}) == len(records) == 9 + 3 + 1


def test_a_person_sees_how_far_a_long_file_is_read(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    told: list[str] = []

    @contextmanager
    def waiting(what: str) -> Iterator[Callable[[str], None]]:
        told.append(what)
        yield told.append

    monkeypatch.setattr(_feeds, "waiting", waiting)
    monkeypatch.setattr(_feeds, "_TOLD", 3)
    _feeds.print_feed(file, reader="", form=Format.TEXT)
    assert told == [f"reading {file}", f"reading {file}: 3 records, 0 MB", f"reading {file}: 6 records, 0 MB"]
    assert "reading" not in capsys.readouterr().out


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
