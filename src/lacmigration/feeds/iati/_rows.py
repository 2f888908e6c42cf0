"""Transactions as a table: batches of Arrow rows, a file of any size in the memory of some thousand rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from lacmigration.errors import ChoiceError, FigureError
from lacmigration.feeds._feed import Omissions, needs_feeds
from lacmigration.feeds._splits import Weights, divided, weights
from lacmigration.feeds.iati._activities import Activity, Portion, Transaction
from lacmigration.feeds.iati._codes import TRANSACTION_FLOWS
from lacmigration.feeds.iati._opening import Path_
from lacmigration.feeds.iati._streaming import chunks
from lacmigration.feeds.iati._values import DECIMALS, day, fault
from lacmigration.money import Money
from lacmigration.sayings import message

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["IatiRows", "Parts", "iati_rows", "recipients", "sectors", "shared"]

Parts = Literal["", "country", "sector"]
_BATCH: Final = 16_384
_DAC: Final = frozenset({"", "1"})


@attrs.define(eq=False)
class IatiRows:
    """The transactions of a file as Arrow record batches, front to back; a path can be read again.

    `omissions` fills while the rows are read: it is complete when they are. `reader()` is the same as a
    pyarrow.RecordBatchReader, which DuckDB, polars and pandas take without copies.
    """

    source: Path_
    split: Parts
    batch: int
    omissions: Omissions

    @property
    def schema(self) -> pa.Schema:
        """The columns: amounts as decimal128(38, 12), days as date32, all else as text, numbers and bool."""
        return _schema()

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        """Batch after batch.

        Errors: FeedError where the file breaks off; what came before it is then no whole file, so commit
        nothing before the end is reached.
        """
        schema = self.schema
        for rows in self._batches():
            yield _batch(rows, schema)

    def reader(self) -> pa.RecordBatchReader:
        """The rows as one stream of Arrow."""
        import pyarrow as pa

        return pa.RecordBatchReader.from_batches(self.schema, iter(self))

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The rows for whoever speaks Arrow's protocol."""
        return self.reader().__arrow_c_stream__(requested_schema)

    def _batches(self) -> Iterator[list[_Row]]:
        self.omissions.clear()
        waiting: list[_Row] = []
        for activity, transactions, _ in chunks(self.source):
            common = _Shared.of(activity)
            for one in transactions:
                wrong = fault(one)
                if wrong is not None:
                    self.omissions.add(one.place, *wrong)
                elif self.split:
                    waiting += _parts(activity, common, one, self.split, self.omissions)
                else:
                    waiting.append(_whole(common, one))
            if len(waiting) >= self.batch:
                yield waiting
                waiting = []
        if waiting:
            yield waiting


def iati_rows(
    source: Path_, *, split: Parts = "", batch: int = _BATCH, most_omissions: float = 10_000
) -> IatiRows:
    """The transactions of an IATI file, streamed as typed Arrow batches of about `batch` rows.

    Without `split`, a row is a transaction; `country`, `region` and `sector` (of the DAC's five digits) are
    filled where it has a single one. With `split="country"` or `"sector"`, a row is what one of several gets
    of it, by the percentages of the activity; what is left to 100 stands in a row with `unallocated` true.
    The rows of a transaction add up to it exactly. Amounts that cannot be counted are listed in `omissions`.

    Errors: FeedError where the file is not IATI or breaks off, OSError, ChoiceError, MissingExtraError.

    >>> from io import BytesIO
    >>> file = BytesIO(b'<iati-activities version="2.03"><iati-activity default-currency="USD">'
    ...                b"<iati-identifier>XX-1-A</iati-identifier>"
    ...                b'<recipient-country code="CO" percentage="66.7"/>'
    ...                b'<recipient-country code="PE" percentage="33.3"/>'
    ...                b'<transaction><transaction-type code="3"/><transaction-date iso-date="2024-08-31"/>'
    ...                b'<value value-date="2024-08-31">1000</value></transaction>'
    ...                b"</iati-activity></iati-activities>")
    >>> rows = iati_rows(file, split="country")
    >>> [(row["country"], str(row["value"].normalize())) for row in rows.reader().read_all().to_pylist()]
    [('CO', '667'), ('PE', '333')]
    """
    if split not in {"", "country", "sector"}:
        raise ChoiceError("split", split, choices='"country", "sector" or nothing')
    needs = message("reading {format} into rows needs {library}", format="IATI", library="pyarrow")
    needs_feeds(needs, lambda: __import__("pyarrow"))
    return IatiRows(source, split, batch, Omissions(most_omissions))


_Row = tuple[Any, ...]


@lru_cache(maxsize=1)
def _schema() -> pa.Schema:
    import pyarrow as pa

    return pa.schema(
        [
            ("activity", pa.string()),
            ("title", pa.string()),
            ("reporter", pa.string()),
            ("transaction", pa.int32()),
            ("line", pa.int64()),
            ("type", pa.string()),
            ("flow", pa.string()),
            ("value", pa.decimal128(38, DECIMALS)),
            ("currency", pa.string()),
            ("date", pa.date32()),
            ("value_date", pa.date32()),
            ("provider", pa.string()),
            ("provider_name", pa.string()),
            ("provider_activity", pa.string()),
            ("receiver", pa.string()),
            ("receiver_name", pa.string()),
            ("receiver_activity", pa.string()),
            ("country", pa.string()),
            ("region", pa.string()),
            ("sector", pa.string()),
            ("humanitarian", pa.bool_()),
            ("unallocated", pa.bool_()),
        ]
    )


_VALUE: Final = 7
_TRUE: Final = frozenset({"1", "true"})


@attrs.frozen
class _Shared:
    """What the rows of one activity have in common."""

    title: str | None
    country: str | None
    region: str | None
    sector: str | None
    humanitarian: str

    @classmethod
    def of(cls, activity: Activity) -> _Shared:
        return cls(
            next(iter(activity.titles.values()), None),
            _single(activity.countries),
            _single(activity.regions),
            _single(sectors(activity)),
            activity.humanitarian,
        )


def _whole(activity: _Shared, one: Transaction) -> _Row:
    (
        identifier, reporter, number, line, _, kind, date, value, currency, value_date,
        (provider, provider_name, _, provider_activity, _),
        (receiver, receiver_name, _, receiver_activity, _),
        countries, regions, own, humanitarian,
    ) = one  # fmt: skip
    has_place = countries or regions
    return (
        identifier,
        activity.title,
        reporter or None,
        number,
        line,
        kind,
        TRANSACTION_FLOWS.get(kind),
        value.strip(),
        currency,
        day(date),
        day(value_date),
        provider or None,
        provider_name or None,
        provider_activity or None,
        receiver or None,
        receiver_name or None,
        receiver_activity or None,
        _single(countries) if has_place else activity.country,
        _single(regions) if has_place else activity.region,
        _single(_dac(own)) if own else activity.sector,
        (humanitarian or activity.humanitarian) in _TRUE,
        False,
    )


def _single(portions: tuple[Portion, ...]) -> str | None:
    return portions[0].code if len(portions) == 1 else None


def sectors(activity: Activity, one: Transaction | None = None) -> tuple[Portion, ...]:
    """The sectors of the DAC's five digits that hold for a transaction: its own, or the activity's."""
    return _dac(one.sectors if one is not None and one.sectors else activity.sectors)


def _dac(portions: tuple[Portion, ...]) -> tuple[Portion, ...]:
    return tuple(portion for portion in portions if portion.vocabulary in _DAC)


def recipients(activity: Activity, one: Transaction | None = None) -> tuple[Portion, ...]:
    """The countries and regions that share a transaction: its own, or the activity's.

    Regions of a publisher's own vocabulary may say the same again as those of the DAC, and do not count.
    """
    if one is not None and (one.countries or one.regions):
        return (*one.countries, *(region for region in one.regions if region.vocabulary in _DAC))
    return (*activity.countries, *(region for region in activity.regions if region.vocabulary in _DAC))


@lru_cache(maxsize=4096)
def shared(portions: tuple[tuple[str, str], ...]) -> Weights:
    """The weights of codes with their percentages; one alone without a percentage has all.

    Errors: FigureError where they come to over 100, or one code stands twice.
    """
    if len({code for code, _ in portions}) < len(portions):
        raise FigureError("a code stands twice among the percentages; write each once")
    if len(portions) == 1 and not portions[0][1].strip():
        portions = ((portions[0][0], "100"),)
    return weights({code: percentage for code, percentage in portions if percentage.strip()})


def _parts(
    activity: Activity, common: _Shared, one: Transaction, by: Parts, omissions: Omissions
) -> Iterable[_Row]:
    portions = recipients(activity, one) if by == "country" else sectors(activity, one)
    keys = {_key(portion): portion for portion in portions}
    stated = tuple((_key(portion), portion.percentage) for portion in portions)
    try:
        found = shared(stated)
    except FigureError as wrong:
        omissions.add(one.place, _shown(stated), f"not divided by {by}, left unallocated: {wrong}")
        found = weights({})
    if found.unallocated and keys:
        share = f"{found.unallocated * 100} of 100"
        omissions.add(one.place, _shown(stated), f"unallocated by {by}: {share}")
    elif len(found.parts) < len(keys):
        reason = "has no percentage where the others come to 100: nothing of it"
        omissions.add(one.place, _shown(stated), f"by {by}: {reason}")
    money = divided(Money(one.value.strip(), one.currency), found)
    row = _whole(common, one)
    for key, part in money.parts.items():
        yield _placed(row, by, part, keys[key])
    if money.unallocated.amount or not money.parts:
        yield (*_placed(row, by, money.unallocated, None)[:-1], True)


def _key(portion: Portion) -> str:
    return f"{portion.vocabulary}:{portion.code}" if portion.vocabulary else portion.code


def _shown(stated: tuple[tuple[str, str], ...]) -> str:
    return " | ".join(f"{code}={percentage}" if percentage else code for code, percentage in stated)


def _placed(row: _Row, by: Parts, part: Money, portion: Portion | None) -> _Row:
    code = None if portion is None else portion.code
    country, region, sector = row[17:20]
    if by == "sector":
        sector = code
    else:
        is_country = code is not None and not code.isdigit()
        country, region = (code, None) if is_country else (None, code)
    value = f"{part.amount:f}"
    return (*row[:_VALUE], value, *row[_VALUE + 1 : 17], country, region, sector, *row[20:])


def _batch(rows: list[_Row], schema: pa.Schema) -> pa.RecordBatch:
    import pyarrow as pa

    columns = list(zip(*rows, strict=True))
    arrays = [
        pa.array(column, pa.string()).cast(field.type) if place == _VALUE else pa.array(column, field.type)
        for place, (column, field) in enumerate(zip(columns, schema, strict=True))
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)
