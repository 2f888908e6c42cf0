"""`lacmigration solve`: a text of figures and relations, and what is printed of it."""

from __future__ import annotations

import io
import json
import re
import sys
from fractions import Fraction
from pathlib import Path

import pytest

FIRM = """\
profit: 755
cost: 125
turnover: 200
profit + cost = turnover
cost >= 0.6 * turnover
"""


@pytest.fixture
def solve(command):
    """Solve a text, written to a file."""

    def run(text: str, *options: str):
        Path("a.system").write_text(text, "utf-8")
        return command("solve", "a.system", *options)

    return run


def columns(line: str) -> list[str]:
    return re.split(r"\s{2,}", line.strip())


def test_figures_that_agree_are_listed_with_what_they_have_to_be(solve):
    done = solve("paid: USD 57M\ntarget: USD 150M\ngap: unknown\npaid + gap = target")
    assert (done.status, done.err) == (0, "")
    heading, *rows = map(columns, done.out.splitlines()[:4])
    assert heading == ["name", "stated", "has to be"]
    assert [row[:2] for row in rows] == [["paid", "USD 57M"], ["target", "USD 150M"], ["gap", "(unknown)"]]
    # 149.5 - 57.5 to 150.5 - 56.5
    assert rows[2][2] == "between USD 92 million and USD 94 million"
    assert done.out.splitlines()[5] == "✓ All these figures can be right together."


def test_a_contradiction_ends_with_1_and_names_the_culprit(solve):
    done = solve(FIRM)
    assert done.status == 1
    assert "✗ These figures cannot all be right." in done.out
    # 199.5 - 125.5 to 200.5 - 124.5; the costs are over 60% of the turnover there
    assert columns(done.out.splitlines()[1]) == ["profit", "755", "between 74 and 76"]
    assert "The wrong one is most likely 755 (profit); it would have to be between 74 and 76." in done.out


@pytest.mark.parametrize("text", [FIRM, "a: 10\nb: 10\nt: 21\nc: 19\nt = a + b\nc = a + b\n"])
def test_the_columns_of_a_proof_add_up(solve, text):
    lines = solve(text).out.splitlines()
    end = next(place for place, line in enumerate(lines) if line.startswith("  sum"))
    start = max(place for place in range(end) if "≥" not in lines[place])
    names = lines[start].split()
    places = [lines[start].index(name) + len(name) for name in names]
    sums = [0] * len(names)
    least = Fraction(0)
    for line in lines[start + 1 : end]:
        form, _, rest = line.partition("≥")
        cells = {match.end(): int(match[0]) for match in re.finditer(r"-?\d+", form)}
        assert set(cells) <= set(places)
        sums = [total + cells.get(place, 0) for total, place in zip(sums, places, strict=True)]
        least += Fraction(rest.split()[0].replace(",", ""))
    assert sums == [0] * len(names)
    assert least > 0
    total = columns(lines[end])
    assert (total[0], total[-1]) == ("sum", "which cannot be")
    assert Fraction(total[-2].replace(",", "")) == least


def test_many_names_stand_in_one_column(solve):
    parts = [f"part-number-{one}" for one in range(9)]
    stated = "\n".join(f"{name}: 10" for name in parts)
    done = solve(f"{stated}\nt: 100\n{' + '.join(parts)} = t")
    # nine times 10.5 at most, and 99.5 at least
    assert re.search(r"^  sum +0 +≥ +5 +which cannot be$", done.out, flags=re.MULTILINE)


def test_where_a_figure_stands_is_told(solve):
    done = solve('profit: 755 ("p. 3")\n' + FIRM.partition("\n")[2])
    assert "being stated as 755 (line 1, p. 3)" in done.out


def test_each_group_of_figures_has_its_own_culprits(solve):
    done = solve("a: 1\nb: 5\nc: 1\nd: 7\na = b\nc = d\n")
    assert "These 2 figures cannot all be right: 1 (a) and 5 (b), because a = b." in done.out
    assert "These 2 figures cannot all be right: 1 (c) and 7 (d), because c = d." in done.out
    assert done.out.count("which cannot be") == 2
    first, second = done.out.split("One of these would explain it:")[1:]
    assert re.findall(r"^\d\. If \d", first, flags=re.MULTILINE) == ["1. If 1", "2. If 5"]
    assert re.findall(r"^\d\. If \d", second, flags=re.MULTILINE) == ["1. If 1", "2. If 7"]
    printed = json.loads(solve("a: 1\nb: 5\nc: 1\nd: 7\na = b\nc = d\n", "--format", "json").out)
    assert len({one["group"] for one in printed["culprits"]}) == 2


TABLE = """\
peru-2023: 12
peru-2024: 14
chile-2023: 15
chile-2024: 18
peru: 27
chile: 34
total-2023: 26
total-2024: 31
peru-2023 + peru-2024 = peru
chile-2023 + chile-2024 = chile
peru-2023 + chile-2023 = total-2023
peru-2024 + chile-2024 = total-2024
"""


def test_rows_and_columns_that_disagree(solve):
    done = solve(TABLE)
    # the rows make 26.5 + 33.5 at least, the columns 26.5 + 31.5 at most
    assert re.search(r"^  sum +0 +≥ +2 +which cannot be$", done.out, flags=re.MULTILINE)
    assert done.out.count("which cannot be") == 1
    assert "if it is the wrong one" not in done.out
    # peru is 25 and chile 32 at least, and both of them 58 at most
    assert (
        "Together: 34 (chile) has to be between 32 and 33; 27 (peru) has to be between 25 and 26." in done.out
    )
    printed = json.loads(solve(TABLE, "--format", "json").out)
    assert f"{len(printed['conflicts']) - 3} more conflicts, and the other proofs, are in" in done.out
    assert f"{len(printed['culprits']) - 9} more are in --format json." in done.out


def test_what_can_be_at_all_is_a_reason_too(solve):
    done = solve("a: 5 cities\nb: unknown\na + b = -3\nb >= -2\n")
    # -3 + 2: there would be -1 cities
    assert done.status == 1
    assert "a ≥ 0, whatever is stated" in done.out
    assert "These relations cannot hold together: a + b = -3 and b >= -2." in done.out


def test_a_share_says_on_which_side_of_zero_its_whole_lies(solve):
    text = "a: 60% (exact)\nb: 50% (exact)\npart: unknown\nrest: unknown\nwhole: unknown\n"
    done = solve(f"{text}share(part, whole) = a\nshare(rest, whole) = b\npart + rest = whole\n")
    assert done.status == 1
    # 60% and 50% are more than a whole of anything but nothing, and of nothing there are no shares
    assert "share(part, whole) = a, so that whole > 0 (line 6)" in " ".join(done.out.split())
    plain = solve("a: -3\na > 0\n")
    assert "a > 0 (line 2)" in plain.out
    assert "so that" not in plain.out


def test_a_name_in_a_relation_that_is_not_used_is_not_in_none(solve):
    done = solve("a: USD 12\nb: 3 persons\nc: USD 15\nd: 7\na + b = c\na <= c\n")
    rows = {row[0]: row[-1] for row in map(columns, done.out.splitlines()[1:5])}
    assert (rows["b"], rows["d"]) == ("(in no relation that is used)", "(in no relation)")


def test_what_cannot_be_right_at_all_comes_before_what_is_right_if_read_generously(solve):
    done = solve("a: 10\nb: 20\nt: 40\nc: 5\nd: 6\nu: 15\na + b = t\nc + d = u\n")
    # 15 + 25 is 40, if 10 and 20 are rounded to tens; 5 + 6 is 12 at most
    told = [line for line in done.out.splitlines() if line.startswith("These 3 figures")]
    assert [line.split(":")[0] for line in told] == [
        "These 3 figures cannot all be right",
        "These 3 figures can all be right only if they are read generously",
    ]


def test_the_slip_that_explains_it_comes_first(solve):
    done = solve("a: 12\nb: 9\nt: 12.0\na + b = t\na >= 0\nb >= 0\n")
    told = [line for line in done.out.splitlines() if re.match(r"\d\. ", line)]
    assert len(told) == 3
    assert told[0].startswith("1. If 12.0 (t) is the wrong one, it has to be between 20 and 22.")
    assert "two digits have changed places; it would be 21.0" in " ".join(done.out.split())


def test_a_case_of_a_count_has_a_proof_of_its_own(solve):
    done = solve("cities: 10 cities (exact)\npart: 43% (exact)\ngrim(part, cities)\n")
    assert done.status == 1
    # of 10 cities, 4 are 40% and 5 are 50%
    assert "If a whole number <= 4:" in done.out
    assert "If a whole number >= 5:" in done.out
    assert done.out.count("which cannot be") == 2


def test_a_case_may_be_of_more_than_one_count(solve):
    done = solve("a: at least 1 country\nb: at least 1 country\nt: 7 countries\na + a = b + b + t\n")
    assert done.status == 1
    lines = [" ".join(line.split()) for line in done.out.splitlines()]
    # twice a number that is at most 3 is at most 6, and t is 7; twice one that is at least 4 is 8 and more
    assert "-2 2 ≥ -6 2 × (a - b ≤ 3), in this case" in lines
    assert "2 -2 ≥ 8 2 × (a - b ≥ 4), in this case" in lines
    assert lines.count("sum 0 0 0 ≥ 1 which cannot be") == 2


def test_the_cases_of_a_count_are_data_too(solve):
    text = "cities: 10 cities (exact)\npart: 43% (exact)\ngrim(part, cities)\n"
    [proof] = json.loads(solve(text, "--format", "json").out)["proofs"]
    assert list(proof) == ["cases"]
    assert [one["case"] for one in proof["cases"]] == ["a whole number <= 4", "a whole number >= 5"]
    # 10 times 43% is more than 4, and less than 5
    for one in proof["cases"]:
        assert_adds_up(one["proof"])
        assert {step["because"] for step in one["proof"]["steps"]} == {"case", "figure", "relation"}


def test_where_no_conflict_was_found_for_lack_of_effort_the_proof_is_told(solve):
    efforts = [str(effort) for effort in range(10, 1_000, 10)]
    short = next(effort for effort in efforts if _lacks_conflicts(solve(TABLE, "--effort", effort, *_JSON)))
    done = solve(TABLE, "--effort", short)
    assert "✗ These figures cannot all be right." in done.out
    assert "These 4 figures" not in done.out
    assert re.search(r"^  sum +0 +≥ +2 +which cannot be$", done.out, flags=re.MULTILINE)
    assert (
        "Not all of it is told: there is more than fits here, or it takes more effort than --effort allows."
        in " ".join(done.out.split())
    )


_JSON = ("--format", "json")


def _lacks_conflicts(done) -> bool:
    printed = json.loads(done.out)
    return printed["verdict"] == "inconsistent" and not printed["conflicts"]


def test_only_a_generous_reading_is_no_contradiction(solve):
    done = solve("a: about 50 USD\nb: 61 USD\nt: 121 USD\na + b = t")
    assert done.status == 0
    assert (
        "? These figures can all be right only if hedges and trailing zeros are read generously." in done.out
    )
    # 50 as it is written gives at most 50.5 + 61.5 = 112; "about 50" may be 60
    assert columns(done.out.splitlines()[1]) == ["a", "about 50 USD", "between USD 59 and USD 60"]


def test_what_is_not_used_is_said_and_fails(solve):
    done = solve("a: USD 5\nb: 5 cities\nc: 7\na = b\nb = 5\n")
    assert done.status == 1
    assert "Not used: a = b (line 4): units clash: USD against city." in done.out
    assert columns(done.out.splitlines()[3]) == ["c", "7", "(in no relation)"]
    assert "✓" in done.out


def test_a_product_of_unknowns_is_used_in_part_and_said(solve):
    done = solve("a: unknown\nb: unknown\nc: 12\na * b = c\na >= 0\n")
    assert done.status == 0
    assert "Used in part: a * b = c (line 4), a product of unknowns; more may follow from it." in done.out


def test_too_little_effort_is_undecided_and_says_what_to_do(solve):
    done = solve(FIRM, "--effort", "3")
    assert done.status == 1
    assert "- Whether these figures can all be right is not decided." in done.out
    assert "--effort allows." in done.out
    assert solve(FIRM, "--effort", "0").status == 2


def test_what_the_others_tell_more_exactly_is_named(solve):
    done = solve("a: 10 (exact)\nb: 11 (exact)\nt: about 21\na + b = t")
    assert "The others tell at least twice as exactly what these are: about 21 (t)." in done.out
    assert "The others" not in solve("a: 10\nb: 11\nt: 21\na + b = t").out


def test_standard_input_is_read(command, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a: 5\na = 6\n")))
    done = command("solve", "-")
    assert done.status == 1
    assert "If" not in done.out
    assert "The wrong one is most likely 5 (a); it would have to be 6." in done.out


def test_what_is_wrong_with_the_text_is_said_with_its_places(solve):
    done = solve("a: 5x y z\nb = c\n", "--locale", "es")
    assert (done.status, done.out) == (2, "")
    assert "a.system:2:1: no se declara nada de b; " in done.err
    assert "a.system:2:5: no se declara nada de c; " in done.err


def test_bytes_that_are_no_text_are_refused(command):
    Path("a.system").write_bytes(b"a: 5\nb: \xff\n")
    done = command("solve", "a.system")
    assert done.status == 2
    assert "line 2" in done.err
    assert command("solve", "none.system").status == 2


def test_numbers_are_read_in_a_language(solve):
    text = "a: 1,5\nb: 3\na * 2 = b\n"
    assert solve(text, "--language", "es").status == 0
    assert solve(f"locale: es\n{text}").status == 0
    assert solve(text).status == 2


def test_json_has_exact_numbers_as_text(solve):
    done = solve(FIRM, "--format", "json")
    assert done.status == 1
    printed = json.loads(done.out)
    assert next(iter(printed.items())) == ("version", 1)
    assert (printed["verdict"], printed["ok"]) == ("inconsistent", False)
    (culprit,) = printed["culprits"]
    assert culprit["names"] == ["profit"]
    assert culprit["restatements"][0]["between"] == {
        "low": "74",
        "high": "76",
        "low_open": False,
        "high_open": False,
    }
    assert [one["names"] for one in printed["conflicts"]] == [["cost", "profit"], ["profit", "turnover"]]
    assert printed["conflicts"][0]["lines"] == [4, 5]


def test_the_proof_of_the_json_adds_up(solve):
    printed = json.loads(solve(FIRM, "--format", "json").out)
    for proof in (*printed["proofs"], *(one["proof"] for one in printed["conflicts"])):
        assert_adds_up(proof)


def assert_adds_up(proof) -> None:
    left: dict[str, Fraction] = {}
    least = Fraction(0)
    for step in proof["steps"]:
        times = Fraction(step["times"]) * (-1 if step["sign"].startswith("<") else 1)
        least += times * Fraction(step["bound"])
        for name, factor in step["terms"].items():
            left[name] = left.get(name, Fraction(0)) + times * Fraction(factor)
    assert set(left.values()) == {Fraction(0)}
    assert least == Fraction(proof["gap"]) > 0


def test_json_of_what_agrees_has_bounds_and_a_witness(solve):
    printed = json.loads(solve("a: unknown\nb: 4 (exact)\na * 3 = b", "--format", "json").out)
    assert printed["ok"] is True
    first, second = printed["quantities"]
    assert first["between"] == {"low": "4/3", "high": "4/3", "low_open": False, "high_open": False}
    assert (first["witness"], first["stated"], first["weight"]) == ("4/3", None, None)
    assert (second["line"], second["strict"]["low"]) == (2, "4")


def test_without_unicode_the_signs_are_plain(solve, monkeypatch):
    latin = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", latin)
    solve(FIRM)
    printed = latin.buffer.getvalue().decode("ascii")
    assert "3 x (profit >= 754.5)" in printed
    assert "\\u" not in printed


def test_of_very_many_figures_the_first_are_told(solve):
    names = [f"a{one}" for one in range(10, 80)]
    stated = "\n".join(f"{name}: 11" for name in names)
    done = solve(f"{stated}\nt: 900\n{' + '.join(names)} = t")
    # seventy times 11.5 at most, 805
    sentence = " ".join(done.out.split("\n\n")[2].split())
    assert sentence.startswith("These 71 figures cannot all be right: 11 (a10), 11 (a11), ")
    assert "11 (a29), and 51 more." in sentence
    assert "The proof has 72 lines; they are in --format json." in done.out
    assert "The wrong one is" not in done.out


def test_very_many_figures_that_only_the_generous_believe(solve):
    # Twenty-two times 10.5 is 231 at most, and 239.5 is needed; "about 10" may be more than that, though.
    names = [f"a{one}" for one in range(10, 32)]
    stated = "\n".join(f"{name}: about 10" for name in names)
    done = solve(f"{stated}\nt: 240\n{' + '.join(names)} = t")
    assert done.status == 0
    sentence = " ".join(done.out.split("\n\n")[2].split())
    assert sentence.startswith(
        "These 23 figures can all be right only if they are read generously: about 10 (a10), about 10 (a11), "
    )
    assert "about 10 (a29), and 3 more." in sentence
    assert "cannot all be right" not in done.out
