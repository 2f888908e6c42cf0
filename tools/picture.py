"""What does the command look like? Draws parts of a real run into docs/_static/check.svg, for README.md."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.text import Text

COLUMNS = 104
DOCUMENT = "mptf-2024"  # whose part of the output is shown
HOLDING = 5  # how many relations that hold
BLOCKS = ("donors-total", "caricom-all")  # which of those that do not
PICTURE = Path(__file__).parents[1] / "docs/_static/check.svg"
CUT = "\x1b[2m  ⋮\x1b[0m"


def main() -> None:
    """Run `lacmigration check` as in a terminal, and draw what one document claims, and the summary."""
    command = Path(sys.executable).with_name("lacmigration")
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "FORCE_COLOR": "1", "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    done = subprocess.run([command, "check"], env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode not in {0, 1}:
        sys.exit(f"`lacmigration check` failed with {done.returncode}")
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text("$ lacmigration check", style="bold"))
    console.print(Text.from_ansi("\n".join(shown(done.stdout))))
    # A fixed id, so that the same output draws the same file; no font that would have to be fetched.
    drawing = console.export_svg(title="lacmigration", unique_id="check")
    drawing = re.sub(r"@font-face {.*?}\s*", "", drawing, flags=re.DOTALL)
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(drawing, encoding="utf-8")


def shown(output: str) -> Iterator[str]:
    """The first lines of the document, some of what disagrees in it, the summary; a mark for what is cut."""
    *blocks, summary = output.rstrip().split("\n\n")
    start = next(place for place, block in enumerate(blocks) if f"{DOCUMENT}, " in block.split("\n")[1])
    title, said, *holding = blocks[start].split("\n")
    yield from (CUT, title, said, *holding[:HOLDING], CUT)
    for name in BLOCKS:
        yield from next(block for block in blocks[start:] if f".{name}" in block.split("\n")[0]).split("\n")
        yield CUT
    yield summary


if __name__ == "__main__":
    main()
