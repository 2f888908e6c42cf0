"""A document checked: what it mentions, what it claims, and what of that cannot be."""

from lacmigration.reviewing._reviewing import review, review_document
from lacmigration.reviewing._reviews import Problem, Review, Standing, Verified

__all__ = ["Problem", "Review", "Standing", "Verified", "review", "review_document"]
