"""The command `lacmigration`: the library at the desk and in CI."""

from __future__ import annotations

import sys

__all__ = ["main"]

_BUG = 70  # EX_SOFTWARE of sysexits.h: neither a finding nor a mistake of whoever runs the command


def main() -> None:
    """Run the command; without its extra, say in one line what to install.

    Exit status: 0 all is fine, 1 something disagrees or cannot be decided, 2 the command was misused or the
    input cannot be read, 70 a bug.
    """
    try:
        import babel
        import rich
        import typer
    except ImportError as cause:
        needed = f"the command needs {cause.name}; install it with: pip install 'lacmigration[cli]'"
        sys.stderr.write(f"lacmigration: {needed}\n")
        raise SystemExit(2) from None
    del babel, rich, typer
    try:
        from lacmigration.cli._app import run

        run()
    except Exception as bug:  # noqa: BLE001  (whatever it is, nobody foresaw it)
        _give_up(bug)


def _give_up(bug: Exception) -> None:
    """Say in one line that it is a bug, what was asked, and how to see more; without any library's help."""
    import os
    import shlex
    import traceback
    from pathlib import Path

    if os.environ.get("LACMIGRATION_TRACEBACK"):
        traceback.print_exception(bug)
    package = Path(__file__).parents[1]
    ours = [one for one in traceback.extract_tb(bug.__traceback__) if package in Path(one.filename).parents]
    place = Path(ours[-1].filename).relative_to(package.parent)
    asked = shlex.join(["lacmigration", *sys.argv[1:]])
    what = " ".join(traceback.format_exception_only(bug)[-1].split())
    sys.stderr.write(
        f"lacmigration: this is a bug, not a mistake of yours: {what} ({place}:{ours[-1].lineno}, while "
        f"running `{asked}`); LACMIGRATION_TRACEBACK=1 shows the traceback to report\n"
    )
    raise SystemExit(_BUG) from None
