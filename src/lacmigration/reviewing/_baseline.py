"""Which findings were accepted before? A file that is read, and written from what is found today."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lacmigration.errors import ConfigurationError
from lacmigration.findings import Severity
from lacmigration.reviewing._reviews import Review
from lacmigration.reviewing._settings import fingerprint

__all__ = ["baseline_of", "read_baseline"]

_VERSION = 1


def read_baseline(file: Path) -> frozenset[str]:
    """The fingerprints in a baseline file.

    Errors: ConfigurationError for a file that cannot be read, or that is none.
    """
    try:
        found: Any = json.loads(file.read_text(encoding="utf-8"))
        if found["version"] != _VERSION:
            problem = f"it is of version {found['version']!r}; this command reads version {_VERSION}"
            raise ConfigurationError([problem], file=str(file))
        return frozenset(entry["fingerprint"] for entry in found["accepted"])
    except OSError as cause:
        raise ConfigurationError([cause.strerror or str(cause)], file=str(file)) from cause
    except (UnicodeDecodeError, json.JSONDecodeError) as cause:
        raise ConfigurationError([str(cause)], file=str(file)) from cause
    except (KeyError, TypeError) as cause:
        problem = "it is no baseline; write one with `lacmigration check REPORT --write-baseline FILE`"
        raise ConfigurationError([problem], file=str(file)) from cause


def baseline_of(reviews: Iterable[Review]) -> str:
    """The text of a baseline file that accepts every error and warning of the reviews, in a stable order."""
    accepted = [
        {
            "fingerprint": fingerprint(review.known_as, one.claim, one.finding),
            "file": review.known_as,
            "place": str(one.place),
            "rule": one.finding.rule,
            "figure": one.claim.stated.mention.text,
        }
        for review in reviews
        for one in review.verified
        if one.finding.severity in {Severity.ERROR, Severity.WARNING}
    ]
    return json.dumps({"version": _VERSION, "accepted": accepted}, indent=2, ensure_ascii=False) + "\n"
