"""What does somebody see while it takes long?"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer

from lacmigration.cli._output import error_console

__all__ = ["waiting"]


@contextmanager
def waiting(what: str, *, after: float = 1.0) -> Iterator[Callable[[str], None]]:
    """Say on stderr what goes on, once it has taken so many seconds, and only where a person watches.

    What it gives takes a text that says how far it has come.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    status = error_console().status(what)
    timer = Timer(after, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield status.update
    finally:
        timer.cancel()
        timer.join()
        status.stop()
