"""What does the command look like? Draws a real run into docs/_static/check.svg, for README.md."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

COLUMNS = 110
LINES = 40
PICTURE = Path(__file__).parents[1] / "docs/_static/check.svg"


def main() -> None:
    """Run `lacmigration check` as in a terminal, and draw its last lines."""
    command = Path(sys.executable).with_name("lacmigration")
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "FORCE_COLOR": "1", "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    done = subprocess.run([command, "check"], env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode not in {0, 1}:
        sys.exit(f"`lacmigration check` failed with {done.returncode}")
    lines = done.stdout.rstrip().splitlines()
    shown = lines[-LINES:] if len(lines) <= LINES else ["[...]", *lines[1 - LINES :]]
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text("$ lacmigration check", style="bold"))
    console.print(Text.from_ansi("\n".join(shown)))
    # A fixed id, so that the same output draws the same file; no font that would have to be fetched.
    drawing = console.export_svg(title="lacmigration", unique_id="check")
    drawing = re.sub(r"@font-face {.*?}\s*", "", drawing, flags=re.DOTALL)
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(drawing, encoding="utf-8")


if __name__ == "__main__":
    main()
