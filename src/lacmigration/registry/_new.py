"""What is in a new folder of records, for somebody who has only a spreadsheet program?"""

from __future__ import annotations

import re
from pathlib import Path

from lacmigration.errors import FolderError
from lacmigration.registry._describe import ABOUT, data_package
from lacmigration.registry._load import bundled

__all__ = ["new_folder"]


def new_folder(path: Path | str) -> Path:
    """Write a small data package to begin with: it loads over the bundled records, and what it claims holds.

    The ids in it begin with the folder's own name. The folder is there complete or not at all.

    Errors: FolderError where the folder is not empty, or cannot be written.

    >>> import tempfile
    >>> folder = new_folder(Path(tempfile.mkdtemp()) / "records")
    >>> (folder / "contributions.csv").read_text(encoding="utf-8").splitlines()[1]
    'id,provider,receiver,flow,as_of,stated,precision,source,locator'
    """
    import shutil
    import tempfile

    folder = Path(path).absolute()
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            kind = "is not empty" if folder.is_dir() else "is a file"
            raise FolderError(f"{path} {kind}: give the name of a folder that is new or empty")
        folder.parent.mkdir(parents=True, exist_ok=True)
        workshop = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
    except OSError as error:
        raise _refusal(path, error) from error
    try:
        made = workshop / folder.name
        _fill(made)
        if folder.exists():
            folder.rmdir()
        made.rename(folder)
    except OSError as error:
        raise _refusal(path, error) from error
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    return Path(path)


def _refusal(path: Path | str, error: OSError) -> FolderError:
    if isinstance(error, FolderError):
        return error
    return FolderError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}")


def _fill(folder: Path) -> None:
    """Write the files of the example, with the folder's own name and prefix in them."""
    from importlib.resources import files

    words = {"name": folder.name, "prefix": _prefix(folder.name), "about": ABOUT}
    folder.mkdir()
    for page in (files("lacmigration") / "registry" / "example").iterdir():
        text = page.read_text(encoding="utf-8").format_map(words)
        (folder / page.name).write_bytes(text.encode())
    (folder / ABOUT).write_bytes(data_package(folder).encode())


def _prefix(name: str) -> str:
    """What ids begin with: the folder's name, or "my" and it where it is no id, or taken."""
    words = re.findall(r"[a-z0-9]+", name.lower())
    own = bool(words) and words[0][0].isalpha() and "-".join(words) not in bundled()
    return "-".join(words if own else ["my", *words])
