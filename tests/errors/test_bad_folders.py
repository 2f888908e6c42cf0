"""Every way to get a folder of records wrong, with what is said about it.

Each folder in folders/ is loaded over the bundled records; expected.txt in it is the whole message.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from lacmigration.errors import InputErrors
from lacmigration.registry import bundled

FOLDERS = Path(__file__).parent / "folders"


@pytest.mark.parametrize("case", sorted(path.name for path in FOLDERS.iterdir() if path.is_dir()))
def test_what_is_said(case, monkeypatch):
    monkeypatch.chdir(FOLDERS)
    before = bundled()
    with pytest.raises(InputErrors) as caught:
        before.with_overlay(case)
    assert str(caught.value) + "\n" == (FOLDERS / case / "expected.txt").read_text(encoding="utf-8")
    assert bundled() is before
