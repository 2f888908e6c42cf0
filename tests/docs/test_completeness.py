"""The reference names everything that there is, and nothing that there is not."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
import typer.main

import lacmigration as lm
from lacmigration import errors
from lacmigration.cli._app import app
from lacmigration.findings import RULES
from lacmigration.relations import _grammar
from lacmigration.reporting._rules import PROBLEM, UNREAD, rule

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs/reference"


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def sections(text: str, level: int) -> dict[str, str]:
    """The text under each heading of a level, up to the next heading of that level or above."""
    parts = re.split(rf"^(#{{1,{level}}}) (.+)$", text, flags=re.MULTILINE)[1:]
    triples = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return {title: body for marks, title, body in triples if len(marks) == level}


OF_DOCUMENTS = {PROBLEM: "Directive", UNREAD: "Unread"}


def test_every_rule_has_a_section_and_every_section_a_rule():
    found = {title for title in sections(page("rules.md"), 3) if title.startswith("LM")}
    rules = {code: kind for kind, code in RULES.items()}
    assert found == {f"{code} {kind}" for code, kind in (rules | OF_DOCUMENTS).items()}


@pytest.mark.parametrize("title", [f"{code} {kind}" for kind, code in RULES.items()])
def test_every_rule_says_how_to_silence_it(title: str):
    code = title.partition(" ")[0]
    assert f"`lacmigration: ignore {code}`" in sections(page("rules.md"), 3)[title]


@pytest.mark.parametrize("code", [*RULES.values(), *OF_DOCUMENTS])
def test_every_rule_has_the_anchor_that_its_findings_link_to(code: str):
    headings = [title for title in sections(page("rules.md"), 3) if title.startswith(code)]
    anchors = [f"reference/rules.html#{title.lower().replace(' ', '-')}" for title in headings]
    assert anchors == [rule(code).page]


@pytest.mark.parametrize("kind, code", RULES.items())
def test_every_rule_shows_what_holds_and_what_does_not(kind: str, code: str):
    body = sections(page("rules.md"), 3)[f"{code} {kind}"]
    verdicts = set(re.findall(rf"^{code} (\w+): ", body, flags=re.MULTILINE))
    assert verdicts & {"entailed", "compatible"} or kind == "Joint"  # where all holds there is no finding
    assert "inconsistent" in verdicts


RAISED = sorted(set(errors.__all__) - {"LacMigrationError", "Problem"})


def test_every_error_has_a_section_and_every_section_an_error():
    found = {title for title in sections(page("rules.md"), 3) if not title.startswith("LM")}
    assert found == set(RAISED)


@pytest.mark.parametrize("name", RAISED)
def test_every_error_is_raised_in_its_section(name: str):
    body = sections(page("rules.md"), 3)[name]
    assert f"lacmigration.errors.{name}: " in body


def test_every_public_name_is_listed():
    table = sections(page("api.md"), 2)["The face"]
    assert sorted(set(re.findall(r"`(\w+)`", table))) == sorted(lm.__all__)


def test_every_public_module_is_documented():
    package = ROOT / "src/lacmigration"
    modules = {
        path.stem
        for path in package.iterdir()
        if not path.stem.startswith("_") and (path.suffix == ".py" or (path / "__init__.py").is_file())
    }
    found = set(re.findall(r"automodule:: lacmigration\.(\w+)", page("api.md")))
    # The command, the plugin and the server have pages of their own; how figures are written is private.
    assert found == modules - {"cli", "notation", "pytest_plugin", "server"}


def options(command: str) -> set[str]:
    group = typer.main.get_command(app)
    parameters = group.commands[command].params  # type: ignore[attr-defined]
    return {one.opts[0] for one in parameters if one.opts[0].startswith("--")} - {"--help"}


COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def test_every_command_has_a_section():
    found = sections(page("command.md"), 2)
    assert [name for name in found if name.islower()] == list(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_in_the_usage_of_its_command(command: str):
    body = sections(page("command.md"), 2)[command]
    usage = next(line for line in body.splitlines() if line.startswith(f"`lacmigration {command}"))
    assert set(re.findall(r"--[a-z-]+", usage)) == options(command)


@pytest.mark.parametrize("name", [*_grammar.FUNCTIONS, *_grammar.STATEMENTS])
def test_every_function_of_relations_is_explained(name: str):
    assert f"| `{name}(" in page("expressions.md")


def test_every_path_that_contributors_are_sent_to_exists():
    named = re.findall(
        r"`((?:src|docs|tests|tools)/[\w/.-]+)`", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    )
    assert len(named) > 10
    assert [path for path in named if not (ROOT / path).exists()] == []


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / f"tools/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_drawings_are_those_of_today():
    drawn = script("drawings").build()
    stale = [
        name for name, text in drawn.items() if (ROOT / "docs/_static" / name).read_text("utf-8") != text
    ]
    assert stale == [], "run `python tools/drawings.py` and look at the pictures"
