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
from lacmigration.sayings import message, system_problem

__all__ = ["baseline_of", "read_baseline"]

_VERSION = 1


def read_baseline(file: Path) -> frozenset[str]:
    """The fingerprints in a baseline file.

    Errors: ConfigurationError for a file that cannot be read, or that is none.
    """
    try:
        found: Any = json.loads(file.read_text(encoding="utf-8"))
        if found["version"] != _VERSION:
            problem = message(
                "it is of version {version}; this command reads version {known}",
                version=repr(found["version"]),
                known=str(_VERSION),
            )
            raise ConfigurationError([problem], file=str(file))
        return frozenset(entry["fingerprint"] for entry in found["accepted"])
    except OSError as cause:
        raise ConfigurationError([system_problem(cause)], file=str(file)) from cause
    except (UnicodeDecodeError, json.JSONDecodeError) as cause:
        raise ConfigurationError(
            [message("it cannot be read ({cause})", cause=str(cause))], file=str(file)
        ) from cause
    except (KeyError, TypeError) as cause:
        command = "`lacmigration check REPORT --write-baseline FILE`"
        problem = message("it is no baseline; write one with {command}", command=command)
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
