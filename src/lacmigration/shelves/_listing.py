"""Which documents stand on a shelf, and under which names?"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import attrs

from lacmigration.documents import extensions
from lacmigration.reviewing import Settings
from lacmigration.sayings import Saying, message, system_problem

__all__ = ["Entry", "entries", "plain"]

_LEFT_OUT = frozenset({"node_modules"})


@attrs.frozen(kw_only=True)
class Entry:
    """A document: its name on the shelf, its file, and the name that settings know it by.

    `data` is its content where that is at hand, and `directives` that of its claims file; else both are in
    files. `skipped` is why it is not looked into, `failed` why that cannot be done.
    """

    name: str
    known_as: str
    path: str = ""
    data: bytes | None = None
    directives: bytes = b""
    skipped: str | Saying = ""
    failed: str | Saying = ""


def plain(text: str) -> str:
    r"""A text that any encoder takes: bytes of a file's name that are no UTF-8 are written out.

    >>> plain("a\udce9.md")
    'a\\udce9.md'
    """
    return text.encode("utf-8", "backslashreplace").decode()


def entries(
    paths: Sequence[str | os.PathLike[str]], *, settings: Settings, out: Path | None = None
) -> list[Entry]:
    """The documents among paths and below folders, by name; each once, and `out` left aside.

    Names are relative to the one folder that is given, or to the deepest that all have in common.
    """
    given = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100  (links stay as they are)
    if not given:
        return []
    if len(given) == 1 and given[0].is_dir():
        root = given[0]
    else:
        root = Path(os.path.commonpath([path if path.is_dir() else path.parent for path in given]))
    aside = None if out is None else Path(os.path.abspath(out))  # noqa: PTH100  (as above)
    found: dict[str, Entry] = {}
    for path, skipped, failed in _all(given, aside):
        name = plain(path.relative_to(root).as_posix())
        known = plain(settings.known_as(str(path)))
        if settings.root is None:
            known = name
        found.setdefault(
            name, Entry(name=name, path=str(path), known_as=known, skipped=skipped, failed=failed)
        )
    return [found[name] for name in sorted(found)]


_Found = tuple[Path, str | Saying, str | Saying]


def _all(given: Iterable[Path], aside: Path | None) -> Iterator[_Found]:
    for path in given:
        if path.is_dir():
            yield from _below(path, aside)
        else:
            yield path, "", ""


def _below(folder: Path, aside: Path | None) -> Iterator[_Found]:
    """The documents below a folder; links to folders are named and not followed, so no loop is endless."""
    unread: list[OSError] = []
    for name, folders, files in os.walk(folder, onerror=unread.append):
        here = Path(name)
        inner = sorted(one for one in folders if not _is_hidden(one) and here / one != aside)
        folders[:] = inner
        for one in inner:
            if (here / one).is_symlink():
                yield here / one, message("this is a link to a folder, and is not followed"), ""
        for one in sorted(files):
            # A pipe, or a link to nowhere, is not passed over in silence: reading it says what it is.
            if not _is_hidden(one) and Path(one).suffix.lower() in extensions():
                yield here / one, "", ""
    for error in unread:
        yield Path(error.filename or folder), "", system_problem(error)


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name in _LEFT_OUT
