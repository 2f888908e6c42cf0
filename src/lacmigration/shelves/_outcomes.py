"""What is found in one document? The same function answers in this process, in others, and on a cluster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Any

import attrs

from lacmigration.documents import Place, content, from_bytes
from lacmigration.errors import DocumentError, LacMigrationError
from lacmigration.figures import decimal_if_finite
from lacmigration.findings import Severity, Verdict
from lacmigration.intervals import Interval
from lacmigration.reviewing import Review, Verified, fingerprint
from lacmigration.reviewing import review_document as review
from lacmigration.sayings import Saying, formula, message
from lacmigration.shelves._columns import DOCUMENTS, FINDINGS
from lacmigration.shelves._listing import Entry, plain
from lacmigration.shelves._terms import Terms
from lacmigration.translation import translation

__all__ = ["PROBLEM", "UNREAD", "Outcome", "lost", "outcome_of", "overdue", "read_entry"]

PROBLEM, UNREAD = "LM901", "LM902"
"""The codes of what is no claim: a directive that cannot be followed, and a part that was not read."""

_Row = dict[str, Any]


@attrs.frozen(kw_only=True)
class Outcome:
    """What became of a document: its row, those of its findings, and the seconds that it took."""

    document: Mapping[str, Any]
    findings: tuple[Mapping[str, Any], ...] = ()
    seconds: float = 0.0


def read_entry(entry: Entry) -> tuple[bytes, bytes]:
    """The content of a document, and of the claims file beside it, empty where there is none.

    Errors: DocumentError.
    """
    if entry.data is not None:
        return entry.data, entry.directives
    beside = f"{entry.path}.claims"
    return content(entry.path), content(beside) if Path(beside).is_file() else b""


def outcome_of(entry: Entry, terms: Terms) -> Outcome:
    """What is found in a document of a shelf; whatever goes wrong with it is a row with its error."""
    began = perf_counter()
    if entry.skipped:
        return _without(entry.name, terms, "skipped", entry.skipped)
    if entry.failed:
        return _without(entry.name, terms, "failed", entry.failed, kind="OSError")
    try:
        data, directives = read_entry(entry)
    except DocumentError as error:
        return _without(entry.name, terms, "failed", error.what, kind="DocumentError")
    row, findings = _checked(entry, data, directives, terms)
    return Outcome(document=row, findings=findings, seconds=perf_counter() - began)


def _checked(entry: Entry, data: bytes, directives: bytes, terms: Terms) -> tuple[_Row, tuple[_Row, ...]]:
    row = {
        **_begun(entry.name, terms),
        "digest": sha256(data).hexdigest(),
        "directives": sha256(directives).hexdigest() if directives else "",
        "bytes": len(data),
    }
    findings: tuple[_Row, ...] = ()
    try:
        made = review(
            from_bytes(data, name=entry.name, format=terms.reader),
            locale=terms.language,
            registry=terms.registry,
            settings=terms.settings,
            directives=directives.decode("utf-8-sig"),
            known_as=entry.known_as,
        )
        findings = tuple(
            {
                **dict.fromkeys(FINDINGS),
                "document": entry.name,
                "digest": row["digest"],
                "number": number,
                **one,
            }
            for number, one in enumerate(_findings(made, terms), 1)
        )
        row |= _counted(made, findings)
    except Exception as error:  # noqa: BLE001  (one document does not fail the others, whatever it holds)
        findings = ()
        row |= _failed(error, terms)
    return row, findings


def lost(entry: Entry, status: int, terms: Terms) -> Outcome:
    """The row of a document whose process ended over it; `status` is how, negative for a signal.

    It has no digest, and so the document is checked again another time, when there may be more memory.
    """
    what = message(
        "the process that checked it ended with status {status}; it may need more memory than there is",
        status=str(status),
    )
    return _without(entry.name, terms, "failed", what, kind="ProcessLost")


def overdue(entry: Entry, seconds: float, terms: Terms) -> Outcome:
    """The row of a document whose process was ended after so many seconds.

    As that of one that was lost it has no digest, and so the document is checked again another time.
    """
    what = message("it took more than {seconds} seconds, and was given up", seconds=f"{seconds:g}")
    return attrs.evolve(
        _without(entry.name, terms, "failed", what, kind="TimeoutError"), seconds=float(seconds)
    )


def _begun(name: str, terms: Terms) -> _Row:
    empty = dict.fromkeys(DOCUMENTS)
    return {**empty, "document": name, "digest": "", "directives": "", "settings": terms.digest, "ok": False}


def _without(name: str, terms: Terms, status: str, what: str | Saying, *, kind: str = "") -> Outcome:
    row = _begun(name, terms) | {"status": status, "ok": status == "skipped"}
    return Outcome(document=row | _said(what, kind, terms))


def _failed(error: Exception, terms: Terms) -> _Row:
    what: str | Saying = f"{type(error).__name__}: {error}"
    if isinstance(error, DocumentError):
        what = formula(error.place, ": ", error.what) if error.place else error.what
    elif isinstance(error, LacMigrationError):
        what = error.said
    return {"status": "failed", "ok": False} | _said(what, type(error).__name__, terms)


def _said(what: str | Saying, kind: str, terms: Terms) -> _Row:
    told = translation(terms.locale).put(what) if terms.locale else None
    return {
        "error_type": kind or None,
        "error": plain(str(what)),
        "told": None if told is None else plain(told),
    }


def _counted(made: Review, findings: tuple[_Row, ...]) -> _Row:
    loud = Counter(one["severity"] for one in findings)
    return {
        "status": "reviewed",
        "format": made.document.format,
        "language": made.document.language or None,
        "figures": sum(map(len, made.readings)),
        "claims": len(made.verified),
        **{verdict.value: made.counts[verdict] for verdict in Verdict},
        "errors": loud[Severity.ERROR.value],
        "warnings": loud[Severity.WARNING.value],
        "notes": loud[Severity.NOTE.value],
        "ok": made.ok,
    }


def _findings(made: Review, terms: Terms) -> Iterator[_Row]:
    """What speaks: claims in the order of the text, then directives, then parts that were not read."""
    said = translation(terms.locale) if terms.locale else None
    for one in made.findings:
        yield _finding(made, one, terms)
    for problem in made.problems:
        yield {
            **_placed(problem.place, None),
            "rule": PROBLEM,
            "severity": Severity.ERROR.value,
            "message": plain(problem.what),
            "said": None if said is None else plain(said.put(problem.said)),
        }
    for unread in made.document.unread:
        yield {
            **_placed(unread.place, None),
            "rule": UNREAD,
            "severity": Severity.NOTE.value,
            "message": plain(str(unread.said)),
            "said": None if said is None else plain(said.put(unread.said)),
        }


def _finding(made: Review, one: Verified, terms: Terms) -> _Row:
    finding, claim = one.finding, one.claim
    return {
        **_placed(one.place, one.end),
        "rule": finding.rule,
        "kind": claim.kind,
        "strength": claim.strength.value,
        "verdict": finding.verdict.value,
        "severity": one.severity.value,
        "silenced": plain(one.silenced) or None,
        "message": plain(finding.explanation),
        "said": plain(finding.explain(locale=terms.locale)) if terms.locale else None,
        "figure": plain(claim.stated.mention.text),
        "parts": [plain(part.mention.text) for part in claim.parts],
        "records": list(claim.records),
        **_ends("computed", finding.computed),
        **_ends("computed_loose", finding.computed_loose),
        **_ends("stated", finding.stated),
        **_ends("stated_loose", finding.stated_loose),
        "agrees": None if finding.restatement is None else plain(str(finding.restatement)),
        "fingerprint": fingerprint(made.known_as, claim, finding),
    }


def _placed(place: Place, end: Place | None) -> _Row:
    return {
        "place": plain(str(place)),
        "start_line": place.line or None,
        "start_column": place.column or None,
        "end_line": None if end is None else end.line or None,
        "end_column": None if end is None else end.column or None,
        "page": place.page or None,
        "paragraph": place.paragraph or None,
        "sheet": plain(place.sheet) or None,
        "cell": plain(place.cell) or None,
    }


def _ends(name: str, interval: Interval | None) -> _Row:
    """Both ends of an interval as exact text: null for none, and where it goes on without end."""
    if interval is None:
        return {}
    return {
        f"{name}_low": _exact(interval.lo),
        f"{name}_high": _exact(interval.hi),
        f"{name}_low_open": interval.lo_open,
        f"{name}_high_open": interval.hi_open,
    }


def _exact(value: Fraction | None) -> str | None:
    """A number as text: a decimal where one is exact, else "n/d"."""
    if value is None:
        return None
    number = decimal_if_finite(value)
    return f"{number:f}" if isinstance(number, Decimal) else str(value)
