"""How does a file appear whole or not at all?"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

__all__ = ["replace"]


def replace(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there: who reads it sees the old one or the new one.

    A new file gets the rights that any new file gets, another keeps its own; a link stays a link. Errors:
    OSError as the system gives it; what was there before stays.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with temporary.open("xb") as file:
            file.write(content)
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
        temporary.replace(target)
    except OSError as problem:
        temporary.unlink(missing_ok=True)
        problem.filename, problem.filename2 = str(path), None  # the one that the user named
        raise
