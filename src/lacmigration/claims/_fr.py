"""The cues of French."""

from __future__ import annotations

from typing import Final

from lacmigration.claims._cues import Cues

__all__ = ["FRENCH"]

FRENCH: Final = Cues(language="fr")
