"""The fact that a record states: its figure with the context that guards look at."""

from __future__ import annotations

from typing import Any

from lacmigration.facts import Fact
from lacmigration.records._funding import Contribution, Operation, Programme, Target
from lacmigration.records._knowledge import Measure, Observation

__all__ = ["fact_of"]


def fact_of(record: Any) -> Fact:
    """The fact of a record: its figure, and what the record says of date, measure, flow, base and parties.

    What a target sets for a fund, and a stock of money observed there, is what the fund holds in all; a
    programme has its amount from its fund. The period is that of contributions, operations and observations
    over a time: other records tell when they run, not when their amount was counted.

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
    giver, holder = _parties(record)
    return Fact(
        id=record.id,
        figure=getattr(record, "figure", None),
        label=getattr(record, "name", "") or record.id,
        as_of=getattr(record, "as_of", None),
        period=getattr(record, "period", None) if _is_counted_over_time(record) else None,
        measure=getattr(measure, "value", measure),
        flow="" if flow == "unknown" else getattr(flow, "value", flow),
        scope=getattr(record, "scope", ""),
        base=getattr(record, "base", ""),
        giver=giver,
        holder=holder,
        citation=record.citation if hasattr(record, "citation") else None,
    )


def _is_counted_over_time(record: Any) -> bool:
    if isinstance(record, Observation):
        return record.measure in {Measure.FLOW, Measure.SHARE}
    return isinstance(record, Contribution | Operation)


def _parties(record: Any) -> tuple[str, str]:
    """Who had the amount before, and who has it after."""
    if isinstance(record, Target):
        return "", record.fund
    if isinstance(record, Programme):
        return record.fund, ""
    if isinstance(record, Observation):
        is_held = record.measure is Measure.STOCK and record.figure is not None and record.figure.is_money
        return "", record.area if is_held else ""
    return getattr(record, "provider", ""), getattr(record, "receiver", "")
