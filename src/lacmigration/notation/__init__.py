"""How figures are written in English, Spanish, Portuguese and French."""

from lacmigration.notation._conventions import writing
from lacmigration.notation._grammar import Writing
from lacmigration.notation._reading_one import read_one
from lacmigration.notation._readings import Form, Hedge, Reading

__all__ = ["Form", "Hedge", "Reading", "Writing", "read_one", "writing"]
