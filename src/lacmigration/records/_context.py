"""The fact that a record states: its figure with the context that guards look at."""

from __future__ import annotations

from typing import Any

from lacmigration.facts import Fact

__all__ = ["fact_of"]


def fact_of(record: Any) -> Fact:
    """The fact of a record: its figure, and what the record says of date, measure, flow, scope and parties.

    A record type without a figure gives a fact whose value is missing; `id@field` reaches its other fields.

    >>> from lacmigration.provenance import Citation
    >>> from lacmigration.records import Contribution
    >>> gift = Contribution(id="my.gift", provider="mx", receiver="mptf", figure="USD 550,000",
    ...                     citation=Citation("my-report", "page 2"))
    >>> fact_of(gift).giver
    'mx'
    """
    measure = getattr(record, "measure", "")
    flow = getattr(record, "flow", "")
    return Fact(
        id=record.id,
        figure=getattr(record, "figure", None),
        label=getattr(record, "name", "") or record.id,
        as_of=getattr(record, "as_of", None),
        measure=getattr(measure, "value", measure),
        flow="" if flow == "unknown" else getattr(flow, "value", flow),
        scope=getattr(record, "scope", ""),
        giver=getattr(record, "provider", ""),
        holder=getattr(record, "receiver", ""),
        citation=record.citation if hasattr(record, "citation") else None,
    )
