"""The words of English, Spanish, Portuguese and French that tell what figures claim about each other."""

from lacmigration.claims.cues._cues import Cues
from lacmigration.claims.cues._languages import cues

__all__ = ["Cues", "cues"]
