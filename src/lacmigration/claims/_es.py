"""The cues of Spanish."""

from __future__ import annotations

from typing import Final

from lacmigration.claims._cues import Cues

__all__ = ["SPANISH"]

SPANISH: Final = Cues(language="es")
