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

    It may be read by whom the system lets read new files, or by whom the file could be read that it replaces;
    a link stays a link.

    Errors: OSError where it cannot be written, which names `path`.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with replacing(Path(folder, "a.txt")) as file:
    ...         _ = file.write(b"whole")
    ...     [(one.name, one.read_text()) for one in Path(folder).iterdir()]
    [('a.txt', 'whole')]
    """
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".{secrets.token_hex(8)}.part")  # short, for names may have an end
    try:
        # Not tempfile, whose files nobody else may ever read.
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(handle, "wb") as file:
            yield file
        if target.exists():
            beside.chmod(target.stat().st_mode & 0o777)
        beside.replace(target)
    except BaseException as problem:
        beside.unlink(missing_ok=True)
        if isinstance(problem, OSError) and problem.filename == str(beside):
            problem.filename, problem.filename2 = str(path), None  # the one that the user named
        raise
