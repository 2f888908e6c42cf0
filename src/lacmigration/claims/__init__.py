"""What a document claims about its figures: among themselves, in tables, and against the registry."""

from lacmigration.claims._claims import Claim, Evidence, Spot, Strength
from lacmigration.claims._finding import claims_of

__all__ = ["Claim", "Evidence", "Spot", "Strength", "claims_of"]
