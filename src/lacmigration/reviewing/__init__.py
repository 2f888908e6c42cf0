"""A document checked: what it mentions, what it claims, and what of that cannot be."""

from lacmigration.reviewing._reviewing import review, review_document
from lacmigration.reviewing._reviews import Problem, Review, Standing, Verified
from lacmigration.reviewing._settings import DEFAULTS, Settings, fingerprint

__all__ = [
    "DEFAULTS",
    "Problem",
    "Review",
    "Settings",
    "Standing",
    "Verified",
    "fingerprint",
    "review",
    "review_document",
]
