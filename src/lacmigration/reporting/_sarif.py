"""What does a review look like to code scanning? SARIF 2.1.0."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from lacmigration.documents import Document, Place
from lacmigration.findings import Severity
from lacmigration.reporting._json import written
from lacmigration.reporting._messages import Messages, messages
from lacmigration.reporting._regions import Columns
from lacmigration.reporting._rules import PROBLEM, UNREAD, Rule, rule
from lacmigration.reporting._telling import Outcome, Told, harmless, told
from lacmigration.reviewing import Review
from lacmigration.reviewing._settings import fingerprint

__all__ = ["as_sarif"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_IN_SOURCE = "silenced by a directive"
"""What a review says of a finding that its author silenced in the document; all else is silenced outside."""


def as_sarif(reviews: Sequence[Review], *, locale: str = "en", notes: bool = False, pages: str = "") -> str:
    """SARIF 2.1.0: one run, a result for each finding, columns in UTF-16 code units.

    Silenced findings come with their suppression, so that a viewer can show them; guesses and what could not
    be decided come where `notes`. `pages` is the address of the documentation, for the links to the rules.

    >>> import json
    >>> from lacmigration.reviewing import review
    >>> run = json.loads(as_sarif([review("Of USD 150 million, 38% (USD 75.5M) was paid.")]))["runs"][0]
    >>> run["results"][0]["ruleId"], run["columnKind"]
    ('LM103', 'utf16CodeUnits')
    """
    said = messages(locale)
    results = [result for review in reviews for result in _results(review, said, notes=notes)]
    _number_twins(results)
    codes = sorted({str(result["ruleId"]) for result in results})
    for result in results:
        result["ruleIndex"] = codes.index(str(result["ruleId"]))
    driver = {
        "name": "lacmigration",
        "version": version("lacmigration"),
        "language": "en" if len(locale) < 2 else _language(locale),
        "rules": [_rule(rule(code), said, pages) for code in codes],
    }
    names = dict.fromkeys(_uri(review.document.name) for review in reviews)
    artifacts = [{"location": {"uri": name}, "roles": ["analysisTarget"]} for name in names]
    run = {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "artifacts": artifacts,
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    one for review in reviews for one in _notifications(review, said)
                ],
            }
        ],
        "results": results,
    }
    return written({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _language(locale: str) -> str:
    """As SARIF has it: two letters, and a country."""
    language, _, country = locale.replace("_", "-").partition("-")
    return f"{language.lower()}-{country.upper()}" if len(country) == 2 else language.lower()


def _rule(about: Rule, said: Messages, pages: str) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": about.code,
        "name": about.name,
        "shortDescription": {"text": said.say(about.title)},
        "fullDescription": {"text": said.say(about.help)} if about.help else {"text": about.code},
        "help": {"text": f"{said.say(about.help)} {about.page}" if about.help else about.page},
        "properties": {"page": about.page},
    }
    if pages:
        described["helpUri"] = f"{pages.rstrip('/')}/{about.page}"
    return described


def _results(review: Review, said: Messages, *, notes: bool) -> Iterator[dict[str, Any]]:
    document = review.document
    columns = Columns.of(document)
    wanted = [
        one
        for one in review.findings
        if one.silenced or notes or one.severity in {Severity.ERROR, Severity.WARNING}
    ]
    for one in told(review, said, only=wanted):
        yield _result(review, one, columns)
    for problem in map(said.told, review.problems):
        location = {"physicalLocation": _physical(document, _region(problem.place, None))}
        yield {
            "ruleId": PROBLEM,
            "level": "error",
            "message": {"text": harmless(problem.what)},
            "locations": [location | _logical(problem.place)],
        }


def _result(review: Review, one: Told, columns: Columns) -> dict[str, Any]:
    document = review.document
    verified, spot = one.one, one.one.claim.stated
    mention = spot.mention
    start = columns.column(spot, mention.start, verified.place)
    end = columns.column(spot, mention.end, verified.end)
    region = _region(verified.place, verified.end, columns=(start, end))
    if region is not None:
        region["snippet"] = {"text": one.text}
    plain = verified.finding.severity
    result: dict[str, Any] = {
        "ruleId": one.rule.code,
        "level": "none" if one.outcome is Outcome.UNDECIDED else _LEVELS[one.severity],
        "message": {"text": one.sentence},
        "locations": [{"physicalLocation": _physical(document, region), **_logical(verified.place)}],
        "partialFingerprints": {"figures/v1": fingerprint(review.known_as, verified.claim, verified.finding)},
        "properties": {
            "kind": verified.claim.kind,
            "strength": verified.claim.strength.value,
            "verdict": verified.finding.verdict.value,
            "figure": one.text,
            "evidence": list(one.evidence),
            **({"restatement": one.would} if one.would else {}),
        },
    }
    if one.outcome is Outcome.UNDECIDED:
        result["kind"] = "open"
    if one.parts:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": part.text},
                "physicalLocation": _physical(
                    document, _part_region(document, part.spot, part.place, columns)
                ),
                **_logical(part.place),
            }
            for number, part in enumerate(one.parts, start=1)
        ]
    if verified.silenced:
        # A silenced finding keeps the level it would have had; that it does not count is the suppression.
        result["level"] = _LEVELS.get(plain, "note")
        kind = "inSource" if verified.silenced == _IN_SOURCE else "external"
        result["suppressions"] = [{"kind": kind, "justification": one.silenced}]
    return result


def _part_region(document: Document, spot: Any, place: Place, columns: Columns) -> dict[str, Any] | None:
    end = document.place_of(spot.block, spot.mention.end)
    start_column = columns.column(spot, spot.mention.start, place)
    return _region(place, end, columns=(start_column, columns.column(spot, spot.mention.end, end)))


def _region(
    start: Place, end: Place | None, *, columns: tuple[int, int] | None = None
) -> dict[str, Any] | None:
    """Lines and columns; None where a format has no lines."""
    if not start.line or start.page:
        return None
    first, last = columns or (start.column, 0)
    region: dict[str, Any] = {"startLine": start.line}
    if first:
        region["startColumn"] = first
    if end is not None and end.line and last:
        region |= {"endLine": end.line, "endColumn": last}
    return region


def _physical(document: Document, region: dict[str, Any] | None) -> dict[str, Any]:
    located: dict[str, Any] = {"artifactLocation": {"uri": _uri(document.name)}}
    return located | ({"region": region} if region else {})


def _logical(place: Place) -> dict[str, Any]:
    """Pages, paragraphs and cells, which SARIF knows by name only."""
    if place.line and not (place.cell or place.page):
        return {}
    return {"logicalLocations": [{"fullyQualifiedName": str(place)}]} if str(place) else {}


def _uri(name: str) -> str:
    """The document's path as a URI: relative to where the check ran, or with file:// in front."""
    path = PurePath(name)
    if path.is_absolute():
        return path.as_uri()
    return quote(name.replace("\\", "/"), safe="/~", errors="surrogateescape")


def _notifications(review: Review, said: Messages) -> Iterator[dict[str, Any]]:
    for unread in review.document.unread:
        yield {
            "descriptor": {"id": UNREAD},
            "level": "note",
            "message": {"text": harmless(said.put(unread.said))},
            "locations": [
                {
                    "physicalLocation": _physical(review.document, _region(unread.place, None)),
                    **_logical(unread.place),
                }
            ],
        }


def _number_twins(results: Sequence[dict[str, Any]]) -> None:
    """Findings that are alike in all but their place are told apart by their number."""
    seen: Counter[str] = Counter()
    for result in results:
        prints = result.get("partialFingerprints")
        if prints:
            name = prints["figures/v1"]
            seen[name] += 1
            prints["figures/v1"] = f"{name}:{seen[name]}"
