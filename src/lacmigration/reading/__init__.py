"""Prose in English, Spanish, Portuguese and French, read for its figures."""

from lacmigration.reading._mentions import Dated, Inference, Masked, Mention, Mentions

__all__ = ["Dated", "Inference", "Masked", "Mention", "Mentions"]
