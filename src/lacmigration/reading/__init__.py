"""Prose in English, Spanish, Portuguese and French, read for its figures."""

from lacmigration.reading._evidence import Marks, evidence
from lacmigration.reading._languages import language_of
from lacmigration.reading._mentions import Dated, Inference, Masked, Mention, Mentions
from lacmigration.reading._reading import read

__all__ = [
    "Dated",
    "Inference",
    "Marks",
    "Masked",
    "Mention",
    "Mentions",
    "evidence",
    "language_of",
    "read",
]
