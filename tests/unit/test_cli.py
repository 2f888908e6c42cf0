"""The command: what it prints, and with which status it ends."""

from __future__ import annotations

import json
import re
import runpy
import sys
import tomllib
from pathlib import Path

import pytest

from lacmigration import bundled

GOLDEN = Path(__file__).parents[1] / "golden"
CASES = tomllib.loads((GOLDEN / "cases.toml").read_text("utf-8"))


@pytest.fixture
def folder(command):
    """The example folder, written by the command itself."""
    assert command("new", "shelter").status == 0
    return Path("shelter")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1, (file, old)
    file.write_text(text.replace(old, new), "utf-8")


def superseding(digits: str) -> str:
    """A donor table that takes the place of Germany's row of the bundled one."""
    return (
        "id,provider,receiver,flow,as_of,stated,precision,supersedes,source,locator\n"
        f'my.germany,de,mptf,unknown,2024-08,"{digits} USD",0,mptf.donor.germany,mptf-2024,line 194\n'
    )


# --- check ---------------------------------------------------------------------------------------------


def test_the_bundled_registry_is_fine_and_every_relation_is_listed(command):
    done = command("check")
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    listed = {line.split()[2] for line in lines if line.startswith(("✓", "•"))}
    assert listed == {relation.id for relation in bundled().relations}
    known = [line for line in lines if line.startswith("•")]
    assert len(known) == len(bundled().discrepancies)
    assert lines[-1].endswith("nothing new")


def test_documents_are_headed_by_their_titles(command):
    lines = command("check").out.splitlines()
    for source in {relation.citation.source for relation in bundled().relations}:
        place = lines.index(bundled()[source].title)
        assert lines[place + 1].startswith(f"{source}, {bundled()[source].producer}: ")


def test_quietly_only_the_summary_is_left_of_what_is_fine(command):
    done = command("check", "--quiet")
    assert re.fullmatch(r"\d+ relations: \d+ hold \(.*\), \d+ known, nothing new\n", done.out)


def test_lines_are_as_wide_as_columns_says(command, monkeypatch):
    for columns in (80, 120):
        monkeypatch.setenv("COLUMNS", str(columns))
        longest = max(len(line) for line in command("check").out.splitlines())
        assert columns - 10 < longest <= columns


def test_in_a_pipe_a_line_is_a_line(command, monkeypatch):
    monkeypatch.delenv("COLUMNS")
    done = command("check")
    (line,) = (one for one in done.out.splitlines() if "mptf.relation.mobilised-share" in one)
    assert line.endswith("which is stated as approximately 38% (mptf.mobilised-share).")


def test_a_changed_digit_of_a_donor_is_new_and_names_both_tables(command, tmp_path):
    (tmp_path / "next").mkdir()
    (tmp_path / "next" / "contributions.csv").write_text(superseding("19,569,913"), "utf-8")
    done = command("check", "next", "-q")
    assert done.status == 1
    block = done.out.split("\n\n")[1]
    # 57,595,084 are the 22 amounts of the table by hand; a dollar more is 57,595,085.
    assert "mptf.relation.donors-total" in block
    assert "USD 57,595,085" in block
    assert "mptf-2024/observations.csv" in block
    assert "next/contributions.csv:2, mptf-2024/contributions.csv:3-23" in block
    said = re.sub(r"\s+", " ", block)
    assert 'mptf.discrepancy.donors-total (mptf-2024/discrepancies.csv:2) saw "57595084"' in said
    assert 'but now the check sees "57595085"' in said


def test_the_same_digits_again_change_nothing(command, tmp_path):
    (tmp_path / "next").mkdir()
    (tmp_path / "next" / "contributions.csv").write_text(superseding("19,569,912"), "utf-8")
    done = command("check", "next")
    assert done.status == 0
    assert done.out.startswith("no relations in next\n")


def test_what_an_overlay_leaves_undecided_is_a_failure_unless_it_is_allowed(command, tmp_path):
    (tmp_path / "next").mkdir()
    later = superseding("19,569,912").replace("2024-08", "2025-03")
    (tmp_path / "next" / "contributions.csv").write_text(later, "utf-8")
    done = command("check", "next")
    assert done.status == 1
    assert "- undecided    mptf.relation.donor-order  LM301" in done.out
    assert done.out.endswith(" known, 1 undecided\n")
    quiet = command("check", "next", "--quiet")
    assert quiet.status == 1
    assert "- undecided    mptf.relation.donor-order  LM301" in quiet.out
    allowed = command("check", "next", "--allow-undecided")
    assert allowed.status == 0
    assert "- undecided    mptf.relation.donor-order  LM301" in allowed.out
    assert allowed.out.endswith(" known, 1 allowed to stay undecided, nothing new\n")
    assert "mptf.relation" not in command("check", "next", "--quiet", "--allow-undecided").out


def test_a_currency_that_is_dropped_does_not_pass(command, folder):
    edit(folder / "observations.csv", "USD 0.9M", "0.9M")  # the parts are dollars, the total is a number
    done = command("check", folder)
    assert done.status == 1
    assert "- undecided    shelter.relation.total  LM101" in done.out
    assert "Not decided: units clash: USD against" in done.out
    assert command("check", folder, "--allow-undecided").status == 0


def test_an_id_that_no_record_has_stops_the_check_with_its_place(command, folder):
    edit(
        folder / "relations.csv",
        "sum(shelter.donor.*) = shelter.mobilised",
        "sum(shelter.donr.*) = shelter.mobilized",
    )
    done = command("check", folder, "--allow-undecided")
    assert (done.status, done.out) == (2, "")
    assert (
        "shelter/relations.csv:3:2: expression: no record matches the pattern; perhaps shelter.donor.* was "
        "meant, at character 5" in done.err
    )
    assert "no record has this id; perhaps shelter.mobilised was meant, at character 23" in done.err


def test_an_example_folder_passes(command, folder):
    done = command("check", folder)
    assert done.status == 0
    assert "3 relations in shelter: 3 hold" in done.out
    assert "mptf.relation" not in done.out  # what is bundled and fine is not listed beside one's own


def test_a_wrong_figure_says_what_disagrees_by_how_much_and_what_would_agree(command, folder):
    # 450,000 + 325,500 + 124,500 = 900,000; with 540,000 it is 990,000, 40,000 less 1.5 over 0.95 million.
    edit(folder / "contributions.csv", "USD 450,000", "USD 540,000")
    done = command("check", folder)
    assert done.status == 1
    said = re.sub(r"\s+", " ", done.out)
    assert "add up to USD 990,000" in said
    assert "too low by at least USD 39,998.5" in said
    assert "USD 1 million would agree" in said
    assert (
        "stands in shelter, page 1 records shelter/contributions.csv:3-5, shelter/observations.csv:3" in said
    )


def test_known_stale_and_undecided_are_told_apart(command, monkeypatch):
    monkeypatch.chdir(GOLDEN)
    done = command("check", "records")
    assert done.status == 1
    summary = done.out.splitlines()[-2]
    assert summary == (
        "8 relations in records: 3 hold (2 entailed, 1 compatible), 1 known, 1 undecided, 1 stale, "
        "4 new (1 questionable, 3 inconsistent)"  # two of the relations contradict each other
    )


def test_a_stale_discrepancy_alone_is_a_failure(command, folder):
    (folder / "discrepancies.csv").write_text(
        "id,relation,verdict,reason,source,locator\n"
        "my.known,shelter.relation.total,inconsistent,A slip.,shelter,page 1\n",
        "utf-8",
    )
    done = command("check", folder, "--quiet")
    assert done.status == 1
    assert "✗ stale        my.known" in done.out
    assert "3 relations in shelter: 3 hold (2 entailed, 1 compatible), 1 stale\n" in done.out


def test_a_recorded_disagreement_of_another_verdict_says_so(command, folder):
    (folder / "discrepancies.csv").write_text(
        "id,relation,verdict,reason,source,locator\n"
        "my.known,shelter.relation.total,questionable,A slip.,shelter,page 1\n",
        "utf-8",
    )
    edit(folder / "contributions.csv", "USD 450,000", "USD 540,000")
    said = re.sub(r"\s+", " ", command("check", folder, "-q").out)
    assert (
        "my.known (shelter/discrepancies.csv:2) knows it as questionable, but now it is inconsistent" in said
    )


# --- what is written for programs ----------------------------------------------------------------------


def own(name: str, printed: str) -> str:
    sys.path.insert(0, str(GOLDEN.parents[1] / "tools"))
    try:
        return runpy.run_path(str(GOLDEN.parents[1] / "tools" / "golden.py"))["own"](name, printed)
    finally:
        del sys.path[0]


@pytest.mark.parametrize("name", CASES)
def test_the_output_is_the_one_that_was_looked_at(name, command, monkeypatch):
    monkeypatch.chdir(GOLDEN)
    done = command(*CASES[name])
    assert done.err == ""
    assert own(name, done.out) == (GOLDEN / name).read_text("utf-8"), (
        "if it is better: python tools/golden.py"
    )


WORDS = {"title", "type", "const", "enum", "pattern", "items"}
WORDS |= {"properties", "required", "additionalProperties", "$defs"}


def shape_faults(value, schema, defs, at="$"):
    """Where a JSON value is not as a schema says, for the words of JSON Schema that ours uses."""
    if "$ref" in schema:
        yield from shape_faults(value, defs[schema["$ref"].rpartition("/")[2]], defs, at)
        return
    assert schema.keys() <= WORDS
    kinds = {
        "object": dict,
        "array": list,
        "string": str,
        "boolean": bool,
        "integer": int,
        "null": type(None),
    }
    allowed = schema.get("type", list(kinds))
    names = [allowed] if isinstance(allowed, str) else allowed
    if type(value) not in [kinds[name] for name in names]:
        yield f"{at}: {value!r} is no {allowed}"
        return
    if "const" in schema and value != schema["const"]:
        yield f"{at}: {value!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r}"
    if isinstance(value, str) and "pattern" in schema and not re.fullmatch(schema["pattern"], value):
        yield f"{at}: {value!r}"
    if isinstance(value, dict):
        yield from (f"{at}: {name} is missing" for name in schema["required"] if name not in value)
        yield from (f"{at}: {name} is not foreseen" for name in value if name not in schema["properties"])
        for name in schema["properties"].keys() & value.keys():
            yield from shape_faults(value[name], schema["properties"][name], defs, f"{at}.{name}")
    if isinstance(value, list):
        for place, one in enumerate(value):
            yield from shape_faults(one, schema["items"], defs, f"{at}[{place}]")


def test_json_of_a_check_has_the_shape_of_its_version(command):
    schema = json.loads((GOLDEN / "check.schema.json").read_text("utf-8"))
    done = command("check", GOLDEN / "records", "--format", "json")
    assert done.status == 1
    printed = json.loads(done.out)
    assert list(shape_faults(printed, schema, schema["$defs"])) == []
    assert printed["ok"] is False
    assert sum(printed["counts"].values()) == len(printed["findings"]) == len(bundled().relations) + 8 + 1


def test_the_shape_is_not_vacuous(command):
    schema = json.loads((GOLDEN / "check.schema.json").read_text("utf-8"))
    printed = json.loads(command("check", "--format", "json").out)
    printed["findings"][0]["slack"] = 0.5
    printed["findings"][1]["verdict"] = "fine"
    del printed["findings"][2]["records"]
    printed["more"] = 1
    assert len(list(shape_faults(printed, schema, schema["$defs"]))) == 4


@pytest.mark.parametrize("name", [name for name in CASES if name.endswith(".json")])
def test_every_json_document_has_a_version_first(name):
    assert next(iter(json.loads((GOLDEN / name).read_text("utf-8")).items())) == ("version", 1)


def test_a_program_reads_utf_8_whatever_the_terminal_writes(command, monkeypatch):
    import io

    for form, start in (("csv", "id,name"), ("json", "{")):
        latin = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
        monkeypatch.setattr(sys, "stdout", latin)
        command("list", "countries", "--format", form, "--locale", "pl")
        printed = latin.buffer.getvalue().decode("utf-8")
        assert printed.startswith(start)
        assert "Kostaryka" in printed
        assert "Meksyk" in printed
        assert "Turcja" in printed or "Sri Lanka" in printed


# --- sums, by hand -------------------------------------------------------------------------------------
# The donors of tests/golden: 1,250,000 + 830,000 + 99,500 = 2,179,500, each to the dollar, so 1.5 either way.


def rows(done) -> list[list[str]]:
    import csv

    return list(csv.reader(done.out.splitlines()))


@pytest.fixture
def golden(command, monkeypatch):
    monkeypatch.chdir(GOLDEN)
    return lambda name, *more: command(name, "golden.donor.*", "-r", "records", *more)


def test_a_total_with_its_interval(golden):
    (total,) = json.loads(golden("total", "-f", "json").out)["totals"]
    assert (total["value"], total["unit"]) == ("2179500", "USD")
    assert (total["strict"]["low"], total["strict"]["high"]) == ("2179498.5", "2179501.5")
    assert total["records"] == ["golden.donor.canada", "golden.donor.spain", "golden.donor.turkiye"]


def test_shares_add_up_to_100_whatever_the_digits(golden):
    # 125/217.95 = 57.352..., 83/217.95 = 38.082..., 9.95/217.95 = 4.565...: the floors make 99.8 or 99.
    assert [row[2] for row in rows(golden("shares", "-f", "csv"))[1:]] == ["57.3", "38.1", "4.6"]
    assert [row[2] for row in rows(golden("shares", "-f", "csv", "--digits", "0"))[1:]] == ["57", "38", "5"]


def test_ranks_name_the_groups_in_the_locale(golden):
    assert [row[4] for row in rows(golden("rank", "-f", "csv", "--locale", "fr"))[1:]] == [
        "Canada",
        "Espagne",
        "Turquie",
    ]


def test_a_rank_that_rounding_leaves_open(command):
    lines = command("rank", "programmes", "--by", "donor").out.splitlines()
    assert len(lines) == 2  # one fund
    lines = command("rank", "mptf.programme.*", "--by", "id").out.splitlines()
    assert any(re.match(r" +\d+ +\d+ to \d+ ", line) for line in lines)


def test_a_map_of_counts_ids_and_totals(golden):
    assert rows(golden("map", "--columns", "recipient", "-f", "csv"))[-1] == ["all", "3", "3"]
    cells = rows(golden("map", "--columns", "recipient", "-f", "csv", "--show", "ids"))
    assert cells[1:] == [
        ["ca", "golden.donor.canada"],
        ["es", "golden.donor.spain"],
        ["tr", "golden.donor.turkiye"],
    ]
    totals = rows(golden("map", "--columns", "recipient", "-f", "csv", "--show", "total"))
    assert totals[-1] == ["all", "USD 2,179,500", "USD 2,179,500"]


def test_a_map_that_is_too_wide_becomes_a_list(command):
    lines = command("map", "initiatives").out.splitlines()
    assert max(map(len, lines)) <= 100
    place = next(
        place for place, line in enumerate(lines) if line.startswith("Inter-American Development Bank")
    )
    assert lines[place + 1].split("  ")[1:] == ["7", "Latin America and the Caribbean"]


def test_a_map_of_totals_leaves_cells_empty_without_figures(command):
    done = command(
        "map", "mptf.programme.*", "--rows", "area", "--columns", "country", "--show", "total", "-f", "csv"
    )
    assert done.status == 0
    assert any(cell == "" for row in rows(done) for cell in row)


def test_a_single_place_is_named(command):
    assert "stands in  mptf-2024, line 190\n" in command("total", "mptf.target").out


def test_what_a_fair_reader_grants(command):
    done = command("total", "golden.foreword", "-r", GOLDEN / "records")
    # about USD 2.1 million: half of the last digit, and one unit of it.
    assert "strict     USD 2,050,000 to USD 2,150,000\n" in done.out
    assert "loose      USD 2,000,000 to USD 2,200,000\n" in done.out


def test_a_missing_figure_is_left_out_on_request(command, tmp_path):
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "observations.csv").write_text(
        "id,indicator,measure,stated,status,source,locator\n"
        "my.year.2023,gifts,flow,USD 2 million,,mptf-2024,line 1\n"
        "my.year.2024,gifts,flow,,missing,mptf-2024,line 2\n",
        "utf-8",
    )
    asked = ("total", "my.year.*", "-r", "more")
    refused = command(*asked)
    assert refused.status == 2
    assert "say --allow missing" in refused.err
    assert "left out   my.year.2024\n" in command(*asked, "--allow", "missing").out


def test_money_of_several_currencies_is_refused(command, tmp_path):
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "observations.csv").write_text(
        "id,indicator,measure,stated,source,locator\n"
        "my.a,gifts,flow,USD 2 million,mptf-2024,line 1\nmy.b,gifts,flow,EUR 3 million,mptf-2024,line 2\n",
        "utf-8",
    )
    done = command("total", "my.*", "-r", "more")
    assert (done.status, done.out) == (2, "")
    assert "my.a" in done.err
    assert "EUR" in done.err


def test_what_may_not_be_mixed_names_the_option_that_mixes_it(command):
    done = command("total", "contributions")
    assert (done.status, done.out) == (2, "")
    assert "say --allow as-of to add them all the same" in done.err
    done = command("total", "mptf.programme.*", "--by", "country", "--several", "refuse")
    assert done.status == 2
    assert "say --several unallocated or --several equal" in done.err


def test_equal_parts_have_no_short_decimal(command):
    asked = ("total", "mptf.programme.caricom", "--by", "country", "--several", "equal")
    # 2.5 million over 13 countries is 192,307.6923...; 2.45 to 2.55 million over 13 are rounded outwards.
    line = command(*asked).out.splitlines()[1]
    assert re.fullmatch(r"Antigua & Barbuda +about USD 192,307.69 +USD 188,461.53 +USD 196,153.85 +1", line)
    assert json.loads(command(*asked, "-f", "json").out)["totals"][0]["value"] == "2500000/13"
    assert "environ 192 307,69" in command(*asked, "--locale", "fr").out.replace("\u202f", " ")


# --- records -------------------------------------------------------------------------------------------


def test_the_tables_and_their_sizes(command):
    lines = command("list").out.splitlines()
    assert f"contributions {len(bundled().contributions):>9}".split() in [line.split() for line in lines]


def test_a_name_in_any_language_leads_to_its_record(command):
    assert command("show", "Alemania").out.startswith("de  Country\n")


def test_a_name_of_several_records_lists_them(command):
    lines = command("show", "workshop").out.splitlines()
    assert lines[0].split()[:2] == ["id", "name"]
    assert len(lines) > 3


@pytest.mark.parametrize("form", ["json", "csv"])
def test_programs_get_every_record_of_a_name(command, form):
    assert command("show", "workshop", "-f", form).out.count("gfmd.") > 3


def test_a_narrow_list_gives_up_columns_and_never_breaks_an_id(command, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    assert command("list", "targets").out.splitlines()[0].split("  ")[-1] == "stands in"
    monkeypatch.setenv("COLUMNS", "60")
    lines = command("list", "observations").out.splitlines()
    assert lines[0].split() == ["id", "figure"]
    assert {line.split()[0] for line in lines[1:]} == {one.id for one in bundled().observations}


def test_one_record_by_its_id_and_a_relation_with_its_finding(command):
    assert command("list", "mptf.target").out.splitlines()[1].startswith("mptf.target  USD 150 million")
    shown = command("show", "mptf.relation.donors-total").out
    assert "inconsistent  LM101" in shown
    assert "known      The 22 donors" in shown


def test_nothing_changed_and_what_did(command, folder):
    same = command("diff", "bundled", "bundled")
    assert (same.status, same.out) == (0, "nothing changed\n")
    Path("later").mkdir()
    for table in folder.iterdir():
        (Path("later") / table.name).write_bytes(table.read_bytes())
    edit(Path("later") / "targets.csv", "2027", "2028")
    changed = command("diff", folder, "later")
    assert (changed.status, changed.out) == (1, "~ shelter.target: due: 2027 -> 2028\n")
    assert rows(command("diff", folder, "later", "-f", "csv"))[1] == [
        "changed",
        "shelter.target",
        "due",
        "2027",
        "2028",
    ]


def test_changes_of_several_values_and_of_none(command, folder):
    Path("later").mkdir()
    for table in folder.iterdir():
        (Path("later") / table.name).write_bytes(table.read_bytes())
    edit(Path("later") / "relations.csv", "id,expression,note", "id,expression,waives,note")
    edit(Path("later") / "relations.csv", "mobilised,the table", "mobilised,as-of|flow,the table")
    text = (Path("later") / "relations.csv").read_text("utf-8")
    text = text.replace("mobilised-share,,", "mobilised-share,,,").replace(
        "donors,as many", "donors,,as many"
    )
    (Path("later") / "relations.csv").write_text(text, "utf-8")
    edit(Path("later") / "contributions.csv", 'pledge,2025-03,"USD 450', 'pledge,,"USD 450')
    done = rows(command("diff", folder, "later", "-f", "csv"))
    assert ["changed", "shelter.relation.total", "waives", "", "as-of|flow"] in done
    assert ["changed", "shelter.donor.mexico", "as_of", "2025-03", ""] in done


def test_a_record_in_the_place_of_another_says_so(command, tmp_path):
    (tmp_path / "next").mkdir()
    (tmp_path / "next" / "contributions.csv").write_text(superseding("1"), "utf-8")
    assert command("diff", "bundled", "next").out == (
        "- mptf.donor.germany  Germany\n+ my.germany  Germany, in the place of mptf.donor.germany\n"
    )


# --- misuse --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["check", "nowhere"], "nowhere: there is no such file"),
        (
            ["check", "empty"],
            "empty: there is no document and no table of records in it; documents end in .csv",
        ),
        (["check", "--format", "xml"], "xml"),
        (["chekc"], "chekc"),
        (["shares"], "Missing argument"),
        (["shares", "mptf.donor.*", "--digits", "13"], "'--digits'"),
        (["show", "nobody-knows-this"], "no record has the id"),
        (["list", "donors"], "donors is neither an id nor a table; the tables are sources, countries"),
        (["list", "nobody.*"], "no record's id matches nobody.*"),
        (["total", "mptf.donor.*", "--by", "shoe-size"], "shoe-size"),
        (["total", "mptf.donor.*", "--locale", "xx"], "is not a locale that CLDR knows"),
        (["total", "mptf.donor.*", "--allow", "everything"], "everything"),
        (["total", "funds"], "no figure in"),
        (["map", "funds", "--rows", "provider"], "provider"),
        (["new", "folder"], "folder is not empty"),
        (["diff", "bundled", "nowhere"], "nowhere"),
    ],
)
def test_a_mistake_is_one_message_and_status_2(command, tmp_path, arguments, said):
    (tmp_path / "report.md").write_text("USD 57.5M of USD 150M is 38%.\n", "utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "contributions.csv").write_text("id\n", "utf-8")
    done = command(*arguments)
    assert (done.status, done.out) == (2, "")
    assert said in re.sub(r"[│\s]+", " ", done.err)
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["show", "germani"], "perhaps de (Germany) or mptf.donor.germany was meant"),
        (["show", "Alemanya"], "perhaps de (Germany) was meant"),  # by its name in Spanish
        (["show", "mptf.donor.germani"], "perhaps mptf.donor.germany was meant"),
        (["list", "contribution"], "perhaps contributions was meant; the tables are"),
        (["total", "germani"], "perhaps de (Germany) or mptf.donor.germany was meant; the tables are"),
        (["list", "mptf.donr.*"], "matches mptf.donr.*; perhaps mptf.donor.* was meant"),
    ],
)
def test_what_may_have_been_meant_is_said(command, arguments, said):
    done = command(*arguments)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_a_bug_is_one_line_and_a_status_of_its_own(command, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        {}["no such key"]

    monkeypatch.setattr("lacmigration.auditing.checking.check_all", broken)
    monkeypatch.delenv("LACMIGRATION_TRACEBACK", raising=False)
    done = command("check", "--quiet")
    assert (done.status, done.out) == (70, "")
    assert re.fullmatch(
        r"lacmigration: this is a bug, not a mistake of yours: KeyError: 'no such key' "
        r"\(lacmigration/auditing\.py:\d+, while running `lacmigration check --quiet`\); "
        r"LACMIGRATION_TRACEBACK=1 shows the traceback to report\n",
        done.err,
    )
    monkeypatch.setenv("LACMIGRATION_TRACEBACK", "1")
    done = command("check", "--quiet")
    assert done.status == 70
    assert done.err.startswith("Traceback (most recent call last):\n")
    assert "in broken" in done.err
    assert "this is a bug" in done.err.splitlines()[-1]


def test_every_reason_stands_on_a_line_of_its_own(command):
    done = command("map", "sources", "--rows", "provider", "--columns", "receiver")
    assert done.status == 2
    first, *reasons = done.err.splitlines()
    assert first == "lacmigration: these records cannot be taken together:"
    assert len(reasons) == len(bundled().sources)
    assert all(reason.startswith('  "') for reason in reasons)


def test_without_a_subcommand_there_is_help(command):
    done = command()
    assert done.status == 2
    assert "check" in done.out + done.err


def test_the_version(command):
    from lacmigration import __version__

    assert command("--version").out == f"lacmigration {__version__}\n"


@pytest.mark.parametrize("library", ["babel", "rich", "typer"])
def test_without_its_extra_the_command_says_what_to_install(command, monkeypatch, library):
    monkeypatch.setitem(sys.modules, library, None)
    done = command("check")
    assert (done.status, done.out) == (2, "")
    assert (
        done.err
        == f"lacmigration: the command needs {library}; install it with: pip install 'lacmigration[cli]'\n"
    )
