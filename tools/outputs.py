"""What do the pages' blocks print now? Runs them, and writes what they print into the pages.

`python tools/outputs.py docs/tutorial.md` rewrites one page, and without a page all of them. It believes
whatever is printed: read the difference before you commit it. An output in which "..." stands for a part is
kept while it fits.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from conftest import shell, trimmed  # noqa: E402  (the same that the tests use)

FENCE = re.compile(
    r"^```(?P<info>[^\n]*)\n(?P<options>(?::[\w-]+:[^\n]*\n)*)(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
TIME = re.compile(r"\bin \d+\.\d+s\b")


def kept(old: str, new: str) -> str:
    """The old output where it fits the new one, "..." in it included; else the new one, without its time."""
    fits = "..." in old and doctest.OutputChecker().check_output(old + "\n", new + "\n", doctest.ELLIPSIS)
    return old if fits else TIME.sub("in ...s", trimmed(new).rstrip("\n"))


def printed(source: str, namespace: dict[str, Any]) -> str:
    """What an example prints, or the traceback as a page shows it."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(source, "<page>", "single"), namespace)  # noqa: S102  (the page is ours)
        except Exception as error:  # noqa: BLE001  (a page may show any)
            last = "".join(traceback.format_exception_only(error))
            return f"Traceback (most recent call last):\n  ...\n{last}"
    return (
        re.sub(r"^$", "<BLANKLINE>", out.getvalue().rstrip("\n"), flags=re.MULTILINE)
        if out.getvalue()
        else ""
    )


def examples(body: str, namespace: dict[str, Any]) -> Iterator[str]:
    """The lines of a block of examples, each with what it prints."""
    for example in doctest.DocTestParser().get_examples(body):
        first, *more = example.source.rstrip("\n").split("\n")
        yield f">>> {first}"
        yield from (f"... {line}".rstrip() for line in more)
        output = kept(example.want.rstrip("\n"), printed(example.source, namespace).rstrip("\n"))
        if output:
            yield output


def commands(body: str, folder: str) -> Iterator[str]:
    """The lines of a console block, each command with what it prints."""
    status = 0
    for block in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, old = block.partition("\n")
        yield f"$ {command}"
        done = shell(command, folder=folder, status=status)
        status = done.returncode
        if "Traceback (most recent call last)" in done.stdout:
            sys.exit(f"$ {command}\n{done.stdout}no page shows that; nothing was written")
        output = kept(old.rstrip(), done.stdout.rstrip())
        if output:
            yield output


def rewritten(page: str, folder: str) -> str:
    """The page with the outputs of now; its files are written to the folder."""
    namespace: dict[str, Any] = {"__name__": "page", "folder": folder}

    def block(match: re.Match[str]) -> str:
        directive, _, language = match["info"].strip().rpartition(" ")
        body = match["body"]
        caption = re.search(r"^:caption: (\S+)$", match["options"], flags=re.MULTILINE)
        if directive not in {"", "{code-block}"}:
            return match[0]
        if caption:
            path = Path(folder, caption[1])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
        elif language == "console":
            body = "\n".join(commands(body, folder)) + "\n"
        elif language == "python" and body.startswith(">>>"):
            body = "\n".join(examples(body, namespace)) + "\n"
        elif language == "python":
            exec(compile(body, "<page>", "exec"), namespace)  # noqa: S102  (the page is ours)
        return f"```{match['info']}\n{match['options']}{body}```"

    return FENCE.sub(block, page)


def main(names: list[str]) -> None:
    """Rewrite the pages named, or all."""
    pages = [Path(name).resolve() for name in names] or sorted((ROOT / "docs").rglob("*.md"))
    for path in pages:
        old = path.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            new = rewritten(old, folder)
        if new != old:
            path.write_text(new, encoding="utf-8")
            print(os.path.relpath(path))


if __name__ == "__main__":
    main(sys.argv[1:])
