"""What do records come to, who holds which part, who is first?"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from lacmigration.amounts import Amount
from lacmigration.cli._choices import Format, Mixed, Several
from lacmigration.cli._labels import Labels
from lacmigration.cli._output import complain, emit, emit_json, exact, interval_json, labelled, say
from lacmigration.cli._records import registry, select
from lacmigration.distribution import shares
from lacmigration.errors import AggregationError, CurrencyMismatchError
from lacmigration.rankings import Rank, rank
from lacmigration.ratios import Quotient
from lacmigration.registry import Registry
from lacmigration.sayings import message
from lacmigration.totals import Meant, total

if TYPE_CHECKING:
    from lacmigration.charts import Look

__all__ = ["Asked", "asking", "in_options", "print_ranks", "print_shares", "print_total"]

_CHOICE = re.compile(r'(flows|as_of|periods|measures|scopes|bases|overlaps|missing)="(?:any|skip)"')
_SEVERAL = re.compile(r'several="(\w+)"')


@attrs.frozen
class Asked:
    """Records of a registry, what may be mixed in their sums, and how the result is to be written."""

    registry: Registry
    subject: str
    form: Format
    locale: str = ""
    allow: tuple[Mixed, ...] = ()
    several: Several = Several.UNALLOCATED
    chart: Path | None = None

    @property
    def records(self) -> tuple[Any, ...]:
        """The records that were asked for."""
        return select(self.registry, self.subject)

    @property
    def labels(self) -> Labels:
        """How they are called."""
        return Labels(self.registry, self.locale)

    @property
    def look(self) -> Look:
        """How a picture names and writes them."""
        return {"names": self.registry, "locale": self.locale or "en"}

    @property
    def meant(self) -> Meant:
        """What is allowed, as the functions over records take it."""
        meant: Any = {
            name.value.replace("-", "_"): "skip" if name is Mixed.MISSING else "any" for name in self.allow
        }
        found: Meant = meant
        return found


def asking(
    subject: str,
    folders: Sequence[Path] | None,
    *,
    form: Format,
    locale: str,
    allow: Sequence[Mixed] | None,
    several: Several,
    chart: Path | None,
) -> Asked:
    """What the options ask, of the bundled registry with folders laid over it."""
    return Asked(registry(folders or []), subject, form, locale, tuple(allow or ()), several, chart)


@contextmanager
def in_options() -> Iterator[None]:
    """Say what would do as options of the command, not as arguments of functions."""

    def reworded(text: str) -> str:
        options = _CHOICE.sub(lambda found: f"--allow {found[1].replace('_', '-')}", text)
        return _SEVERAL.sub(r"--several \1", options)

    try:
        yield
    except AggregationError as problem:
        raise AggregationError(map(reworded, problem.problems)) from None
    except CurrencyMismatchError as problem:
        raise CurrencyMismatchError(reworded(str(problem))) from None


def _amount_json(amount: Amount) -> dict[str, Any]:
    return {
        "value": exact(amount.value),
        "unit": amount.unit,
        "strict": interval_json(amount.strict),
        "loose": interval_json(amount.loose),
        "records": list(amount.ids),
        "missing": list(amount.missing),
    }


def _group(key: Hashable, labels: Labels) -> dict[str, Any]:
    return {"group": str(key), "name": labels.name(key)}


def _amount_cells(amount: Amount, labels: Labels) -> tuple[object, ...]:
    """For tables of people: the sum, the ends that rounding leaves, how many records."""
    return labels.amount(amount), *labels.ends(amount.strict, amount.unit), len(amount.ids)


def _amount_row(amount: Amount) -> tuple[object, ...]:
    """For CSV: exact numbers without their unit, and the unit."""
    low, high = (None if end is None else end / amount.factor for end in (amount.strict.lo, amount.strict.hi))
    return amount.value, amount.unit, low, high, len(amount.ids)


_ROW = ("total", "unit", "low", "high", "records")


# --- totals ----------------------------------------------------------------------------------------------


def print_total(asked: Asked, *, by: str) -> None:
    """The sum of all records, or of each group of them."""
    labels = asked.labels
    with in_options():
        if by:
            groups: Mapping[Hashable, Amount] = total(
                asked.records, by=by, several=asked.several.value, **asked.meant
            )
        else:
            groups = {"": total(asked.records, **asked.meant)}
    if asked.chart is not None:
        if not by:
            complain(message("{option} needs {other}", option="--chart", other="--by"))
        from lacmigration.charts import draw_totals

        draw_totals(groups, **asked.look).save(asked.chart)
    if asked.form is Format.JSON:
        emit_json({"totals": [_group(key, labels) | _amount_json(amount) for key, amount in groups.items()]})
    elif asked.form is Format.CSV:
        rows = [(key, labels.name(key), *_amount_row(amount)) for key, amount in groups.items()]
        emit(asked.form, ("group", "name", *_ROW), rows)
    elif by:
        cells = [(labels.name(key), *_amount_cells(amount, labels)) for key, amount in groups.items()]
        emit(asked.form, (by, "total", "from", "to", "records"), cells, right=(1, 2, 3, 4))
    else:
        say(*labelled(_described(groups[""], labels), indent=""))


def _described(amount: Amount, labels: Labels) -> Iterator[tuple[str, str]]:
    yield "total", labels.amount(amount)
    yield "strict", labels.reach(amount.strict, amount.unit)
    if amount.loose != amount.strict:
        yield "loose", labels.reach(amount.loose, amount.unit)
    yield "records", str(len(amount.ids))
    if amount.missing:
        yield "left out", ", ".join(amount.missing)
    places: dict[str, list[str]] = {}
    for citation in amount.citations:
        places.setdefault(citation.source, []).append(citation.locator)
    for source, locators in places.items():
        yield "stands in", f"{source}, " + (locators[0] if len(locators) == 1 else f"{len(locators)} places")


# --- shares ----------------------------------------------------------------------------------------------


def print_shares(asked: Asked, *, by: str, digits: int) -> None:
    """Each group's share, rounded so that they add up to 100 %, with what rounding of the figures allows."""
    labels = asked.labels
    with in_options():
        found = shares(asked.records, by, several=asked.several.value, **asked.meant)
    if asked.chart is not None:
        from lacmigration.charts import draw_shares

        draw_shares(found, digits=digits, **asked.look).save(asked.chart)
    rounded = found.rounded(digits)
    if asked.form is Format.JSON:
        emit_json({"shares": [_share_json(key, found.quotients[key], rounded[key], labels) for key in found]})
    elif asked.form is Format.CSV:
        rows = [
            (
                key,
                labels.name(key),
                rounded[key],
                quotient.value,
                quotient.strict.lo,
                quotient.strict.hi,
                quotient.numerator.value,
                quotient.numerator.unit,
            )
            for key, quotient in found.quotients.items()
        ]
        emit(asked.form, ("group", "name", "percent", "share", "low", "high", "total", "unit"), rows)
    else:
        cells = [
            (
                labels.name(key),
                labels.quantity(rounded[key], "percent"),
                *labels.ends(quotient.strict, "percent"),
                labels.amount(quotient.numerator),
            )
            for key, quotient in found.quotients.items()
        ]
        emit(asked.form, (by, "share", "from", "to", "total"), cells, right=(1, 2, 3, 4))


def _share_json(key: Hashable, quotient: Quotient, percent: Decimal, labels: Labels) -> dict[str, Any]:
    return {
        **_group(key, labels),
        "percent": exact(percent),
        "share": exact(quotient.value),
        "strict": interval_json(quotient.strict),
        "loose": interval_json(quotient.loose),
        "total": _amount_json(quotient.numerator),
    }


# --- ranks -----------------------------------------------------------------------------------------------


def print_ranks(asked: Asked, *, by: str) -> None:
    """Each group's rank, and the ranks that rounding allows."""
    labels = asked.labels
    with in_options():
        ranks = rank(asked.records, by, several=asked.several.value, **asked.meant)
    if asked.chart is not None:
        from lacmigration.charts import draw_ranks

        draw_ranks(ranks, **asked.look).save(asked.chart)
    found: Iterable[Rank] = ranks.values()
    if asked.form is Format.JSON:
        emit_json({"ranks": [_rank_json(one, labels) for one in found]})
    elif asked.form is Format.CSV:
        rows = [
            (one.place, one.best, one.worst, one.key, labels.name(one.key), one.amount.value, one.amount.unit)
            for one in found
        ]
        emit(asked.form, ("rank", "best", "worst", "group", "name", "total", "unit"), rows)
    else:
        cells = [
            (one.place, _places_of(one), labels.name(one.key), labels.amount(one.amount)) for one in found
        ]
        emit(asked.form, ("rank", "can be", by, "total"), cells, right=(0, 1, 3))


def _places_of(one: Rank) -> str:
    return str(one.best) if one.certain else f"{one.best} to {one.worst}"


def _rank_json(one: Rank, labels: Labels) -> dict[str, Any]:
    return {
        "rank": one.place,
        "best": one.best,
        "worst": one.worst,
        "loosely_best": one.loose[0],
        "loosely_worst": one.loose[1],
        **_group(one.key, labels),
        "total": _amount_json(one.amount),
    }
