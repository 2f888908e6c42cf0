"""Of what shape is the JSON of a review? A JSON Schema, built beside what it describes."""

from __future__ import annotations

from typing import Any

from lacmigration.claims import Strength
from lacmigration.findings import Severity, Verdict
from lacmigration.notation import Hedge
from lacmigration.reporting._telling import Outcome
from lacmigration.reviewing import Standing

__all__ = ["SCHEMA", "json_schema"]

SCHEMA = 1
"""The version of the shape: it grows when a program that reads it would break."""

_TEXT = {"type": "string"}
_MAYBE = {"type": ["string", "null"]}
_COUNT = {"type": "integer", "minimum": 0}
_FLAG = {"type": "boolean"}
_NUMBER = {"type": ["string", "null"], "pattern": r"^-?[0-9]+(\.[0-9]+|/[0-9]+)?$"}


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `as_json` writes.

    >>> json_schema()["properties"]["schema"]
    {'const': 1}
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A review by lacmigration, version {SCHEMA}",
        **_object(
            schema={"const": SCHEMA},
            tool=_object(name=_TEXT, version=_TEXT),
            ok=_FLAG,
            documents=_list("document"),
        ),
        "$defs": {
            "document": _object(
                name=_TEXT,
                format=_TEXT,
                language=_MAYBE,
                ok=_FLAG,
                counts=_object(figures=_COUNT, claims=_COUNT, **{one.value: _COUNT for one in Outcome}),
                figures=_list("mention"),
                claims=_list("claim"),
                problems=_several(_object(place=_ref("place"), what=_TEXT)),
                unread=_several(_object(place=_ref("place"), what=_TEXT, reason=_TEXT)),
            ),
            "mention": _object(
                text=_TEXT,
                noun=_MAYBE,
                place=_ref("place"),
                end=_ref("place"),
                locale=_TEXT,
                standing=_one_of(Standing),
                figure=_ref("figure"),
                others=_list("figure"),
                inferred=_several(_object(rule=_TEXT, what=_TEXT)),
            ),
            "claim": _claim(),
            "figure": _or_null(
                value=_NUMBER,
                unit=_TEXT,
                hedge=_one_of(Hedge),
                resolution=_NUMBER,
                strict=_ref("interval"),
                loose=_ref("interval"),
            ),
            "interval": _or_null(low=_NUMBER, high=_NUMBER, low_open=_FLAG, high_open=_FLAG),
            "place": _or_null(
                text=_TEXT,
                **{name: _maybe_count() for name in ("line", "column", "page", "paragraph")},
                sheet=_MAYBE,
                cell=_MAYBE,
            ),
        },
    }


def _claim() -> dict[str, Any]:
    return _object(
        kind=_TEXT,
        rule={"type": "string", "pattern": "^LM[0-9]{3}$"},
        name=_TEXT,
        strength=_one_of(Strength),
        outcome=_one_of(Outcome),
        verdict=_one_of(Verdict),
        severity=_one_of(Severity),
        silenced=_MAYBE,
        reason=_MAYBE,
        place=_ref("place"),
        end=_ref("place"),
        stated=_TEXT,
        parts=_several(_object(text=_TEXT, place=_ref("place"), end=_ref("place"))),
        evidence=_several(_object(what=_TEXT, place=_ref("place"), end=_ref("place"))),
        records=_several(_TEXT),
        explanation=_TEXT,
        computed=_ref("interval"),
        computed_loose=_ref("interval"),
        stated_strict=_ref("interval"),
        stated_loose=_ref("interval"),
        slack=_NUMBER,
        needed_rounding=_FLAG,
        restatement=_ref("figure"),
        roundings=_several(_TEXT),
        missing=_several(_TEXT),
        extra=_several(_TEXT),
        duplicated=_several(_TEXT),
    )


def _object(**properties: Any) -> dict[str, Any]:
    """An object with exactly these properties."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def _or_null(**properties: Any) -> dict[str, Any]:
    return {**_object(**properties), "type": ["object", "null"]}


def _several(one: Any) -> dict[str, Any]:
    return {"type": "array", "items": one}


def _list(name: str) -> dict[str, Any]:
    return _several(_ref(name))


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _one_of(kind: Any) -> dict[str, Any]:
    return {"enum": [one.value for one in kind]}


def _maybe_count() -> dict[str, Any]:
    return {"type": ["integer", "null"], "minimum": 1}
