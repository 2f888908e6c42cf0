"""How does a file take the place of another only when it is whole?"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

__all__ = ["replacing"]


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A new file beside `path`, which takes its name at the end; after an error nothing of it is left.

    It may be read by whom the system lets read new files, or by whom the file could be read that it replaces.

    Errors: OSError where it cannot be written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with replacing(Path(folder, "a.txt")) as file:
    ...         _ = file.write(b"whole")
    ...     [(one.name, one.read_text()) for one in Path(folder).iterdir()]
    [('a.txt', 'whole')]
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    # Not tempfile, whose files nobody else may ever read.
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o777)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
