"""How figures are written in English, Spanish, Portuguese and French."""

from lacmigration.notation._clearer import clearer
from lacmigration.notation._compounds import and_part, compound
from lacmigration.notation._conventions import Conventions, conventions, writing
from lacmigration.notation._currencies import LETTER_SIGNS
from lacmigration.notation._cursor import VULGAR
from lacmigration.notation._grammar import Grammar, Writing
from lacmigration.notation._phrases import Phrases
from lacmigration.notation._reading_one import read_one
from lacmigration.notation._readings import Form, Hedge, Reading
from lacmigration.notation._tokens import Kind, Token, tokens

__all__ = [
    "LETTER_SIGNS",
    "VULGAR",
    "Conventions",
    "Form",
    "Grammar",
    "Hedge",
    "Kind",
    "Phrases",
    "Reading",
    "Token",
    "Writing",
    "and_part",
    "clearer",
    "compound",
    "conventions",
    "read_one",
    "tokens",
    "writing",
]
