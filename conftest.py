"""What runs in the documentation: every fenced block of every page, and every example of every docstring.

- `python` is executed; where it holds `>>>`, the answers are compared.
- `console`: each line after `$ ` is run in the page's own empty folder, and what it prints is compared.
- A block with a `:caption:` is a file: it is written to that folder, for the commands after it.
- `toml` and `json` must parse, and so must `sh`, which installs something; README.md's is run by `.ci/run`.
- `text` is a drawing or an excerpt.

A block in any other language, or in none, fails: nobody would notice when it goes stale. The blocks of a
page follow from each other, so pytest-xdist has to keep them together: `--dist loadfile`.
"""

from __future__ import annotations

import doctest
import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sybil import Document, Example, Region, Sybil
from sybil.evaluators.doctest import DocTestEvaluator, OutputChecker
from sybil.evaluators.python import PythonEvaluator
from sybil.integration.pytest import SybilItem
from sybil.parsers.abstract import DocTestStringParser
from sybil.parsers.doctest import DocTestParser
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer

pytest_plugins = ["pytester"]  # the tests of our own plugin run pytest in pytest

ROOT = Path(__file__).parent
FENCES = RawFencedCodeBlockLexer(re.compile(r"(?P<info>[^\n]*)\n(?P<options>(?::[\w-]+:[^\n]*\n)*)"))


_shorten = SybilItem._traceback_filter


def shorten(item: SybilItem, failure: pytest.ExceptionInfo[BaseException]) -> Any:
    """Cut a traceback as Sybil does, which stumbles where pytest fails an example (for a file left open)."""
    try:
        return _shorten(item, failure)
    except IndexError:
        return failure.traceback


SybilItem._traceback_filter = shorten


def write_file(example: Example) -> None:
    """Write the block under its caption's name."""
    path = Path(example.namespace["folder"], example.region.lexemes["caption"])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(example.parsed, encoding="utf-8")


def environment() -> dict[str, str]:
    """What a reader's shell holds: no `CI` and no other language, which would change what is printed."""
    kept = {name: os.environ[name] for name in ("HOME", "JAVA_HOME", "TMPDIR") if name in os.environ}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return kept | {"COLUMNS": "100", "LANG": "C.UTF-8", "NO_COLOR": "1", "PATH": path}


def bash(
    *arguments: str, folder: str | None = None, text: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run Bash as a reader would, both of its outputs in one."""
    return subprocess.run(  # noqa: S603 - the page is ours
        ["/bin/bash", *arguments],
        cwd=folder,
        env=environment(),
        input=text,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def trimmed(text: str) -> str:
    """The text without the spaces that nobody sees: those at the ends of lines, and the last lines."""
    return "\n".join(line.rstrip() for line in text.rstrip().split("\n")) + "\n"


def run_commands(example: Example) -> str:
    """Run the lines that start with `$ `; `$?` of a line is the exit code of the line before it."""
    status = 0
    before, *commands = re.split(r"^\$ ", example.parsed, flags=re.MULTILINE)
    if before.strip() or not commands:
        return "a console block starts with `$ ` and a command"
    for block in commands:
        command, _, expected = block.partition("\n")
        # the exit code of the command before is there for `$?`
        done = bash("-c", f"(exit {status}); {command}", folder=example.namespace["folder"])
        status = done.returncode
        wanted, printed = (trimmed(text) for text in (expected, done.stdout))
        if not OutputChecker().check_output(wanted, printed, doctest.ELLIPSIS):
            return f"$ {command}\nexpected:\n{wanted}printed:\n{printed}"
    return ""


def parse_shell(example: Example) -> str:
    """Let the shell read the block without running it."""
    return bash("-n", text=example.parsed).stdout


def parse_toml(example: Example) -> None:
    """Raise where it is no TOML."""
    tomllib.loads(example.parsed)


def parse_json(example: Example) -> None:
    """Raise where it is no JSON."""
    json.loads(example.parsed)


def show_only(example: Example) -> None:
    """Nothing in a drawing can be run."""


def refuse(example: Example) -> str:
    """Say that the block would go unread."""
    return f"no way to run a block marked {example.region.lexemes['info']!r}: see the top of conftest.py"


EVALUATORS: dict[str, Callable[[Example], str | None]] = {
    "console": run_commands,
    "json": parse_json,
    "python": PythonEvaluator(),
    "sh": parse_shell,
    "text": show_only,
    "toml": parse_toml,
}


def fenced_blocks(document: Document) -> Iterator[Region]:
    """Find the code blocks of a page; every other directive (a note, a figure) holds none of its own."""
    doctests = DocTestStringParser(DocTestEvaluator(doctest.ELLIPSIS))
    for region in FENCES(document):
        directive, _, language = region.lexemes["info"].strip().rpartition(" ")
        if directive not in {"", "{code-block}"} or (not directive and language.startswith("{")):
            continue
        source = region.parsed = region.lexemes["source"].strip_leading_newlines()
        caption = re.search(r"^:caption: (\S+)$", region.lexemes["options"] or "", flags=re.MULTILINE)
        if caption:
            region.lexemes["caption"] = caption[1]
            region.evaluator = write_file
        elif language == "python" and source.lstrip().startswith(">>>"):
            for part in doctests(source, document.path):
                part.adjust(region, source)
                yield part
            continue
        else:
            region.evaluator = EVALUATORS.get(language, refuse)
        yield region


def enter_folder(namespace: dict[str, Any]) -> None:
    """Give the page an empty folder of its own, and work in it."""
    namespace["_temporary"] = temporary = tempfile.TemporaryDirectory()
    namespace["_before"] = Path.cwd()
    namespace["folder"] = temporary.name
    os.chdir(temporary.name)


def leave_folder(namespace: dict[str, Any]) -> None:
    """Go back, and take the folder away."""
    os.chdir(namespace["_before"])
    namespace["_temporary"].cleanup()


pages = Sybil(
    [fenced_blocks],
    path=str(ROOT),
    patterns=["docs/*.md", "docs/*/*.md"],
    filenames=["CHANGELOG.md", "CONTRIBUTING.md", "README.md", "SECURITY.md"],
    setup=enter_folder,
    teardown=leave_folder,
)
docstrings = Sybil([DocTestParser(doctest.ELLIPSIS)], path=str(ROOT / "src"), pattern="*.py")

pytest_collect_file = (pages + docstrings).pytest()
