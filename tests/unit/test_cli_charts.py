"""--chart: the table is printed as ever, and drawn into the file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = {
    "total": ("total", "programmes", "--by", "area"),
    "shares": ("shares", "mptf.donor.*"),
    "rank": ("rank", "programmes", "--by", "country"),
    "map": ("map", "programmes", "--rows", "area"),
    "map of totals": ("map", "programmes", "--rows", "area", "--show", "total"),
    "tiles": ("map", "programmes", "--rows", "area", "--tiles"),
    "tiles of totals": ("map", "programmes", "--rows", "area", "--tiles", "--show", "total"),
}
DRAWN = {
    "total": "Protecting the human rights, safety and wellbeing of migrants: USD\xa014,500,000",
    "shares": "Germany: 34.0%",
    "rank": "Peru: 1 (1 to 4), USD\xa04,000,000",
    "map": "Improving the social inclusion and integration of migrants, Chile: 2",
    "map of totals": "Addressing irregular migration including through managing borders and combatting "
    "transnational crime, Honduras: USD\xa03,000,000 (2,500,000 to 3,500,000)",
    "tiles": "Trinidad &amp; Tobago: 2",
    "tiles of totals": "Peru: USD\xa04,000,000 (3,000,000 to 5,000,000)",
}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_is_drawn_and_printed_as_without(command, name):
    arguments = COMMANDS[name]
    plain = command(*(one for one in arguments if one != "--tiles"))
    ended = command(*arguments, "--chart", "it.svg")
    assert (ended.status, ended.out, ended.err) == (0, plain.out, "")
    assert DRAWN[name] in Path("it.svg").read_text(encoding="utf-8")


def test_programs_get_their_format_and_the_chart(command):
    ended = command("shares", "mptf.donor.*", "--format", "json", "--chart", "it.png")
    assert json.loads(ended.out)["shares"][0]["group"] == "de"
    assert Path("it.png").read_bytes().startswith(b"\x89PNG")


def test_the_chart_speaks_the_locale(command):
    command("shares", "mptf.donor.*", "--locale", "fr", "--chart", "it.svg")
    assert "Allemagne\xa0: 34,0\xa0%" in Path("it.svg").read_text(encoding="utf-8")


def test_what_is_allowed_in_sums_is_allowed_in_charts(command):
    ended = command("total", "contributions", "--by", "receiver", "--allow", "as-of", "--allow", "flows")
    assert ended.status == 0
    allowed = ("--allow", "as-of", "--allow", "flows", "--chart", "it.svg")
    assert command("total", "contributions", "--by", "receiver", *allowed).out == ended.out


@pytest.mark.parametrize(
    "arguments, complaint",
    [
        (
            ("shares", "programmes", "--chart", "it.jpg"),
            "chart='it.jpg' is no choice; write the name of a file that ends in .svg, .png or .html",
        ),
        (
            ("shares", "programmes", "--locale", "es", "--chart", "x"),
            (
                "chart='x' no es una opción válida; "
                "escriba el nombre de un archivo que termine en .svg, .png o .html"
            ),
        ),
        (("total", "programmes", "--chart", "it.svg"), "--chart needs --by"),
        (("map", "programmes", "--tiles"), "--tiles needs --chart"),
    ],
)
def test_misuse(command, arguments, complaint):
    ended = command(*arguments)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err == f"lacmigration: {complaint}\n"
    assert list(Path().iterdir()) == []


def test_a_chart_that_cannot_be_written_leaves_the_table_unprinted(tmp_path):
    arguments = ("rank", "programmes", "--by", "area", "--chart", "no/it.svg")
    done = subprocess.run(
        [sys.executable, "-m", "lacmigration", *arguments],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "lacmigration: no/it.svg: there is no such file\n"
