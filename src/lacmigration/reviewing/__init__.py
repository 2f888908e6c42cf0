"""A document checked: what it mentions, what it claims, and what of that cannot be."""

from lacmigration.reviewing._reviews import Problem, Review, Standing, Verified

__all__ = ["Problem", "Review", "Standing", "Verified"]
