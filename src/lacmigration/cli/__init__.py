"""The command `lacmigration`: the library at the desk and in CI."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command; without its extra, say in one line what to install.

    Exit status: 0 all is fine, 1 something disagrees or cannot be decided, 2 the command was misused or the
    input cannot be read.
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
    from lacmigration.cli._app import run

    run()
