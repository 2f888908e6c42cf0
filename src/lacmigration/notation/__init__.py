"""How figures are written in English, Spanish, Portuguese and French."""

from lacmigration.notation._reading_one import read_one
from lacmigration.notation._readings import Form, Hedge, Reading

__all__ = ["Form", "Hedge", "Reading", "read_one"]
