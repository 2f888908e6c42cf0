"""The cues of Portuguese."""

from __future__ import annotations

from typing import Final

from lacmigration.claims._cues import Cues

__all__ = ["PORTUGUESE"]

PORTUGUESE: Final = Cues(language="pt")
