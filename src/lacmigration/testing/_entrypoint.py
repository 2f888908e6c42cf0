"""What Hypothesis imports when it is imported: which strategy makes which type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["register"]


def register() -> None:
    """Tell Hypothesis of every type; the strategies are built when one is asked for."""
    from hypothesis import strategies as st

    from lacmigration import facts, figures, intervals, money, periods, provenance, records, relations

    values = {
        facts.Fact: lambda testing: testing.facts(testing.figures()),
        figures.Figure: lambda testing: testing.figures(),
        intervals.Interval: lambda testing: testing.intervals(),
        money.Money: lambda testing: testing.money(),
        periods.PartialDate: lambda testing: testing.partial_dates(),
        periods.Period: lambda testing: testing.periods(),
        provenance.Citation: lambda testing: testing.citations(),
    }
    for kind, make in values.items():
        st.register_type_strategy(kind, _later(make))
    for kind in records.RECORD_TYPES.values():
        st.register_type_strategy(kind, _record)
    for name in relations.__all__:
        kind = getattr(relations, name)
        if isinstance(kind, type):
            st.register_type_strategy(kind, _relation)


def _later(make: Callable[[Any], Any]) -> Callable[[type], Any]:
    def found(_: type) -> Any:
        from lacmigration import testing

        return make(testing)

    return found


def _record(kind: type) -> Any:
    from lacmigration.testing import _records

    return _records.OF_TYPE[kind]()


def _relation(kind: type) -> Any:
    from lacmigration.testing import _relations

    return _relations.OF_TYPE[kind]
