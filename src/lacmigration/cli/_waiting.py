"""What does somebody see while it takes long?"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

from lacmigration.cli._output import error_console

__all__ = ["waiting"]


@contextmanager
def waiting(what: str, *, after: float = 1.0) -> Iterator[None]:
    """Say on stderr what goes on, once it has taken so many seconds, and only where a person watches."""
    if not sys.stderr.isatty():
        yield
        return
    status = error_console().status(what)
    timer = Timer(after, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        status.stop()
