"""What does a review look like in a browser? Photographs that of docs/how-to/read-a-review.md in Chromium.

It needs Chromium, and pngquant where the picture shall be small; run it after a change of the page.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import attrs

from lacmigration.documents import parse
from lacmigration.reporting import as_html
from lacmigration.reviewing import review

DOCS = Path(__file__).resolve().parents[1] / "docs"
PICTURE = DOCS / "_static/review.png"
POINTED_AT = ">45%</mark>"
SIZE = "1180,1120"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars"
)


def main() -> None:
    """Review the report of the page, point at one figure, and take the picture."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("Chromium is not installed")
    text = (DOCS / "how-to/read-a-review.md").read_text(encoding="utf-8")
    report = re.search(r":caption: shelter.md\n(.*?)```", text, re.DOTALL)
    if report is None:
        sys.exit("the page has no report any more")
    document = attrs.evolve(parse(report[1], format="markdown"), name="shelter.md")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "review.html")
        page.write_text(pointing(as_html(review(document))), encoding="utf-8")
        taken = Path(folder, "review.png")
        command = [browser, *FLAGS.split(), f"--user-data-dir={folder}/profile", f"--window-size={SIZE}"]
        subprocess.run([*command, f"--screenshot={taken}", page.as_uri()], check=True, capture_output=True)
        PICTURE.write_bytes(taken.read_bytes())
    smaller = shutil.which("pngquant")
    if smaller:
        flags = ("--force", "--ext", ".png", "--strip", "--nofs", "96")
        subprocess.run([smaller, *flags, str(PICTURE)], check=True)
    print(f"{PICTURE.name}: {PICTURE.stat().st_size:,} bytes")


def pointing(page: str) -> str:
    """The page with one figure in focus, which takes a script that its policy would not allow."""
    found = re.search(rf'id="(\w+)"[^>]*{re.escape(POINTED_AT)}', page)
    if found is None:
        sys.exit(f"no figure {POINTED_AT} is on the page any more")
    act = f'addEventListener("load", () => document.getElementById("{found[1]}").focus())'
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    return page.replace("</body>", f"<script>{act}</script></body>")


if __name__ == "__main__":
    main()
