"""A document checked: what it mentions, what it claims, and what of that cannot be."""

from lacmigration.reviewing._baseline import baseline_of, read_baseline
from lacmigration.reviewing._cache import digest_of
from lacmigration.reviewing._configuration import Configuration, configuration
from lacmigration.reviewing._fixing import Fix, diff_of, fixes, write_fixed
from lacmigration.reviewing._many import Failure, review_many
from lacmigration.reviewing._repairing import Move, Repair, note_fixes, repair_fixes, repairs
from lacmigration.reviewing._reviewing import review, review_document
from lacmigration.reviewing._reviews import Problem, Review, Standing, Verified
from lacmigration.reviewing._settings import DEFAULTS, Settings, fingerprint

__all__ = [
    "DEFAULTS",
    "Configuration",
    "Failure",
    "Fix",
    "Move",
    "Problem",
    "Repair",
    "Review",
    "Settings",
    "Standing",
    "Verified",
    "baseline_of",
    "configuration",
    "diff_of",
    "digest_of",
    "fingerprint",
    "fixes",
    "note_fixes",
    "read_baseline",
    "repair_fixes",
    "repairs",
    "review",
    "review_document",
    "review_many",
    "write_fixed",
]
