"""What does a review look like to another program? JSON, with exact numbers as text."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from importlib.metadata import version
from typing import Any

from lacmigration.documents import Document, Place
from lacmigration.figures import Figure, decimal_if_finite
from lacmigration.intervals import Interval
from lacmigration.reporting._messages import Messages, messages
from lacmigration.reporting._schema import SCHEMA
from lacmigration.reporting._telling import Told, counts, told
from lacmigration.reviewing import Review

__all__ = ["as_json", "written"]

_PLACE = ("line", "column", "page", "paragraph", "sheet", "cell")
_HALF = re.compile("[\ud800-\udfff]")


def as_json(reviews: Sequence[Review], *, locale: str = "en") -> str:
    """Every figure and every claim of the reviews; the shape is that of `json_schema`.

    Numbers are text: a decimal where one is exact, else a quotient. `locale` is that of the sentences.

    >>> from lacmigration.reviewing import review
    >>> found = json.loads(as_json([review("Of USD 150 million, 38% (USD 75.5M) was paid.")]))
    >>> found["schema"], found["documents"][0]["claims"][0]["restatement"]["value"]
    (1, '50')
    """
    said = messages(locale)
    value = {
        "schema": SCHEMA,
        "tool": {"name": "lacmigration", "version": version("lacmigration")},
        "ok": all(review.ok for review in reviews),
        "documents": [_document(review, said) for review in reviews],
    }
    return written(value)


def written(value: object) -> str:
    """A value as JSON that any encoder takes: half a pair, as in a name that is no UTF-8, is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    return _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def _document(review: Review, said: Messages) -> dict[str, Any]:
    document = review.document
    return {
        "name": document.name,
        "format": document.format,
        "language": document.language or None,
        "ok": review.ok,
        "counts": {
            "figures": sum(map(len, review.readings)),
            "claims": len(review.verified),
            **{outcome.value: number for outcome, number in counts(review).items()},
        },
        "figures": _figures(review, said),
        "claims": [_claim(document, one, said) for one in told(review, said)],
        "problems": [{"place": _place(one.place), "what": said.told(one).what} for one in review.problems],
        "unread": [
            {"place": _place(one.place), "what": one.what, "reason": one.reason}
            for one in map(said.told, document.unread)
        ],
    }


def _figures(review: Review, said: Messages) -> list[dict[str, Any]]:
    document = review.document
    return [
        {
            "text": mention.text,
            "noun": mention.noun or None,
            "place": _place(document.place_of(block, mention.start)),
            "end": _place(document.place_of(block, mention.end)),
            "locale": read.locale,
            "standing": review.standing(block, mention).value,
            "figure": _figure(mention.figure),
            "others": [_figure(other) for other in mention.others],
            "inferred": [{"rule": one.rule, "what": one.what} for one in map(said.told, mention.inferred)],
        }
        for block, read in zip(document.blocks, review.readings, strict=True)
        for mention in read
    ]


def _claim(document: Document, one: Told, said: Messages) -> dict[str, Any]:
    verified, finding = one.one, one.one.finding
    stated = verified.claim.stated
    return {
        "kind": verified.claim.kind,
        "rule": one.rule.code,
        "name": one.rule.name,
        "strength": verified.claim.strength.value,
        "outcome": one.outcome.value,
        "verdict": finding.verdict.value,
        "severity": one.severity.value,
        "silenced": one.silenced or None,
        "reason": finding.explain_reason(locale=said.locale) or None,
        "place": _place(verified.place),
        "end": _place(verified.end),
        "stated": stated.mention.text,
        "parts": [
            {
                "text": part.spot.mention.text,
                "place": _place(part.place),
                "end": _place(document.place_of(part.spot.block, part.spot.mention.end)),
            }
            for part in one.parts
        ],
        "evidence": [
            {
                "what": said.told(seen).what,
                "place": None if seen.block is None else _place(document.place_of(seen.block, seen.start)),
                "end": None if seen.block is None else _place(document.place_of(seen.block, seen.end)),
            }
            for seen in verified.claim.evidence
        ],
        "records": list(verified.claim.records),
        "explanation": one.sentence,
        "computed": _interval(finding.computed),
        "computed_loose": _interval(finding.computed_loose),
        "stated_strict": _interval(finding.stated),
        "stated_loose": _interval(finding.stated_loose),
        "slack": exact(finding.slack),
        "needed_rounding": finding.needed_rounding,
        "restatement": _figure(finding.restatement),
        "roundings": list(finding.explain_roundings(locale=said.locale)),
        "missing": list(finding.missing),
        "extra": list(finding.extra),
        "duplicated": list(finding.duplicated),
    }


def _figure(figure: Figure | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    return {
        "value": exact(figure.value),
        "unit": figure.unit,
        "hedge": figure.hedge.value,
        "resolution": exact(figure.resolution),
        "strict": _interval(figure.strict),
        "loose": _interval(figure.loose),
    }


def _place(place: Place) -> dict[str, Any]:
    shown = {name: getattr(place, name) or None for name in _PLACE}
    return {"text": str(place), **shown}


def _interval(interval: Interval | None) -> dict[str, Any] | None:
    if interval is None:
        return None
    return {
        "low": exact(interval.lo),
        "high": exact(interval.hi),
        "low_open": interval.lo_open,
        "high_open": interval.hi_open,
    }


def exact(value: Decimal | Fraction | None) -> str | None:
    """A number as text: a decimal where one is exact, else "n/d"; None for none."""
    if value is None:
        return None
    number = decimal_if_finite(value) if isinstance(value, Fraction) else value
    return f"{number:f}" if isinstance(number, Decimal) else str(number)
