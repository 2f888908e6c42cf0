"""What do the observations of an SDMX-CSV say, with their multipliers, decimals and status?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

import attrs

from lacmigration.errors import ChoiceError, FeedError
from lacmigration.feeds._faults import Faults, Row, rows_of
from lacmigration.feeds._feed import Feed, Omissions
from lacmigration.feeds._files import File, Line, csv_lines, name_of
from lacmigration.feeds._headings import is_currency
from lacmigration.feeds._names import Names
from lacmigration.feeds._repeats import without_repeats
from lacmigration.feeds._values import figure_of, slug
from lacmigration.figures import Figure
from lacmigration.periods import Period
from lacmigration.provenance import Citation, Source
from lacmigration.records import Measure, Observation, Record, Status

__all__ = ["read_sdmx"]

SOURCE: Final = Source(id="sdmx-data", title="Data in SDMX-CSV", producer="not stated in the file")
_AREAS: Final = ("REF_AREA", "GEO", "COUNTRY", "LOCATION", "AREA", "RECIPIENT")
_COUNTERPARTS: Final = ("COUNTERPART_AREA", "VIS_AREA", "COUNTERPART", "PARTNER", "ORIGIN", "DONOR")
_INDICATORS: Final = ("INDICATOR", "SERIES", "MEASURE", "CONCEPT", "SUBJECT")
_UNITS: Final = ("UNIT_MEASURE", "UNIT", "CURRENCY")
_APART: Final = frozenset(
    {
        "DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "TIME_PERIOD", "OBS_VALUE",
        "OBS_STATUS", "UNIT_MULT", "DECIMALS", "FREQ", "TIME_FORMAT", "COMMENT_OBS", "COMMENT_TS", "TITLE",
        "OBS_COM", "CONF_STATUS", "OBS_CONF", "SOURCE", "SOURCE_DETAIL", "TIME_DETAIL", "NATURE", "OBS_FLAG",
        *_AREAS, *_COUNTERPARTS, *_INDICATORS, *_UNITS,
    }
)  # fmt: skip
# The code list CL_OBS_STATUS: what it says, and what that is here.
_STATUSES: Final[Mapping[str, tuple[str, Status]]] = {
    "A": ("normal", Status.STATED),
    "B": ("break in the series", Status.STATED),
    "D": ("the definition differs", Status.STATED),
    "E": ("estimated", Status.ESTIMATE),
    "F": ("forecast", Status.PROJECTION),
    "G": ("experimental", Status.ESTIMATE),
    "H": ("missing: a holiday", Status.MISSING),
    "I": ("imputed", Status.ESTIMATE),
    "J": ("derogation", Status.MISSING),
    "K": ("in another category", Status.MISSING),
    "L": ("missing: not collected", Status.MISSING),
    "M": ("missing: cannot exist", Status.MISSING),
    "N": ("not significant", Status.STATED),
    "O": ("missing", Status.MISSING),
    "P": ("provisional", Status.STATED),
    "Q": ("missing: suppressed", Status.MISSING),
    "S": ("a strike or the like", Status.STATED),
    "U": ("of low reliability", Status.STATED),
    "V": ("not validated", Status.STATED),
    "W": ("with another category", Status.STATED),
}
_PERSONS: Final = frozenset({"PS", "PER", "PERS", "PERSONS", "PERSON"})
_PERCENT: Final = frozenset({"PT", "PC", "PCT", "PERCENT", "PA"})
_ALLOWED: Final = 15
_ACTIONS: Final = frozenset({"", "I", "A", "R", "M", "D"})


def read_sdmx(
    source: File, *, about: Source = SOURCE, measure: Measure | str | None = None, encoding: str = "utf-8"
) -> Feed:
    r"""Observations of an SDMX-CSV 1.0 or 2.0, with codes or with codes and labels ("M: Monthly").

    Labels may also have columns of their own behind those of the codes, as the OECD writes them: they are not
    read. A unit that is no currency, persons or percent is an omission, and its values plain numbers.

    `UNIT_MULT` is the power of ten of a value's unit and `DECIMALS` how many of its decimals count: together
    they are the figure's resolution. `OBS_STATUS` is kept in the note and as the observation's status; a
    value that the status says is missing, or that is empty or NaN, is an observation without a figure. Other
    dimensions stand in the scope, so that no sum mixes what they keep apart.

    The format does not say what kind of quantity a value is: `measure` does. Without it money is a flow,
    people are a stock and all else is a ratio, which is one omission.

    Errors: FeedError for what is no SDMX-CSV; InputErrors for rows with wrong values, all together;
    ChoiceError for another `measure`.

    >>> import io
    >>> head = "DATAFLOW,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,DECIMALS,OBS_STATUS"
    >>> rows = f"{head}\nIDB:REMIT(1.0),MX,2023,63.3,USD,9,1,E\n"
    >>> found = read_sdmx(io.BytesIO(rows.encode()), measure="flow").of(Observation)[0]
    >>> str(found.figure.money), found.figure.strict, found.status.value
    ('USD 63,300,000,000', [63250000000, 63350000000], 'estimate')
    """
    file = name_of(source)
    lines = csv_lines(source, encoding=encoding)
    header = next(lines, Line(1, ()))
    columns = _columns(header, file)
    faults, names, omissions = Faults(file), Names(about), Omissions()
    labelled = any(":" in cell for cell in header.cells)
    chosen = None if measure is None else _measure(measure)
    reader = _Reader(faults, names, omissions, measure=chosen, labelled=labelled)
    found = [one for row in rows_of(lines, columns, len(header.cells), faults) for one in reader.read(row)]
    faults.refuse()
    for code in sorted(reader.plain):
        omissions.add("file", code, "is a unit that is not known here; its values are plain numbers")
    for read_as in sorted(reader.taken_as):
        omissions.add("file", read_as, "the kind of quantity is not in the file; say which with measure=")
    records = tuple(without_repeats(found, omissions))
    return Feed(about, (*names, *records), tuple(omissions), "sdmx")


def _measure(wanted: Measure | str) -> Measure:
    try:
        return Measure(wanted)
    except ValueError:
        raise ChoiceError("measure", wanted, choices=", ".join(Measure)) from None


def _columns(header: Line, file: str) -> dict[str, int]:
    """The columns by their codes; where codes and labels have a column each, by the codes alone."""
    named = [cell.partition(":")[0].partition("[")[0].strip() for cell in header.cells]
    paired = named[0].upper() == "STRUCTURE" and any(map(_is_label, named))
    codes = ["" if paired and _is_label(name) else name.upper() for name in named]
    first = codes[0] if codes else ""
    if first not in {"DATAFLOW", "STRUCTURE"}:
        raise FeedError("is no SDMX-CSV: its first column must be DATAFLOW or STRUCTURE", name=file)
    needed = ["TIME_PERIOD", "OBS_VALUE", *(["STRUCTURE_ID"] if first == "STRUCTURE" else [])]
    missing = [name for name in needed if name not in codes]
    if missing:
        raise FeedError(f"is no SDMX-CSV that can be read: it has no column {', '.join(missing)}", name=file)
    twice = [code for index, code in enumerate(codes) if code and code in codes[:index]]
    if twice:
        raise FeedError(f'two columns are called "{twice[0]}"; name each once', name=file)
    return {code: index for index, code in enumerate(codes) if code}


def _is_label(name: str) -> bool:
    """Whether a heading is words beside a code: "Reference area" beside "REF_AREA"."""
    return name != name.upper() and name != name.lower()


@attrs.define
class _Reader:
    faults: Faults
    names: Names
    omissions: Omissions
    measure: Measure | None = attrs.field(kw_only=True)
    labelled: bool = attrs.field(kw_only=True)
    taken_as: set[str] = attrs.field(factory=set)
    plain: set[str] = attrs.field(factory=set)

    def code(self, row: Row, column: str) -> str:
        """The code of a cell, without its label."""
        return row[column].partition(":")[0].strip() if self.labelled else row[column]

    def first(self, row: Row, columns: Sequence[str]) -> str:
        """The first of several columns that the file has."""
        return next((column for column in columns if column in row.columns), "")

    def read(self, row: Row) -> Iterator[Record]:
        """The observation of a row."""
        action = self.code(row, "ACTION")
        if action == "D":
            self.omissions.add(row.place(), action, "is a deletion")
            return
        if action not in _ACTIONS:
            self.faults.add(row, "ACTION", "is no action of SDMX; one of I, A, R, M, D is meant")
            return
        before = len(self.faults.problems)
        code = self.code(row, "OBS_STATUS")
        said, status = _STATUSES.get(code, (f"code {code}" if code else "", Status.STATED))
        power, decimals = self.whole(row, "UNIT_MULT"), self.whole(row, "DECIMALS")
        period = self.faults.period(row, "TIME_PERIOD")
        value = self.value(row, status)
        if period is None and not row["TIME_PERIOD"]:
            self.faults.add(row, "TIME_PERIOD", "is empty")
        if len(self.faults.problems) == before and period is not None:
            note = f"OBS_STATUS {code}: {said}" if said and code != "A" else ""
            figure = None
            if value is not None:
                figure = self.figure(row, value, power or 0, decimals)
            yield from self.observation(row, period, figure, status if figure else Status.MISSING, note)

    def value(self, row: Row, status: Status) -> Decimal | None:
        """The number of a row, None where it is missing."""
        text = row["OBS_VALUE"]
        if not text or text.casefold() == "nan":
            return None
        number = self.faults.number(row, "OBS_VALUE")
        if number is not None and status is Status.MISSING:
            reason = "its status says that it is missing; the number is left out"
            self.omissions.add(row.place("OBS_VALUE"), text, reason)
            return None
        return number

    def whole(self, row: Row, column: str) -> int | None:
        """A whole number of a few digits, of the columns that scale."""
        text = self.code(row, column)
        if not text:
            return None
        if not re.fullmatch("-?[0-9]{1,2}", text) or abs(int(text)) > _ALLOWED:
            self.faults.add(row, column, f"is no power of ten; write a whole number from 0 to {_ALLOWED}")
            return None
        return int(text)

    def figure(self, row: Row, value: Decimal, power: int, decimals: int | None) -> Figure | None:
        """The figure, in the unit that the row names."""
        unit = self.unit(row)
        return self.faults.made(
            row, "OBS_VALUE", lambda: figure_of(value, unit, power=power, decimals=decimals)
        )

    def unit(self, row: Row) -> str:
        """Money, persons, percent, or a plain number."""
        code = self.code(row, self.first(row, _UNITS)).upper()
        if code in _PERSONS:
            return "persons"
        if code in _PERCENT:
            return "percent"
        if code and not is_currency(code):
            self.plain.add(code)
        return code if is_currency(code) else "1"

    def kind(self, unit: str) -> Measure:
        """What kind of quantity it is: as was said, else by its unit."""
        if self.measure is not None:
            return self.measure
        by_unit = {"persons": Measure.STOCK, "percent": Measure.RATIO, "1": Measure.RATIO}
        kind = by_unit.get(unit, Measure.FLOW)
        self.taken_as.add(f"{unit} read as {kind.value}")
        return kind

    def observation(
        self, row: Row, period: Period, figure: Figure | None, status: Status, note: str
    ) -> Iterator[Record]:
        """The record itself."""
        at = Citation(self.names.source.id, row.place(), row["OBS_VALUE"])
        measure = self.kind(self.unit(row))
        unit = row[self.first(row, _UNITS)]
        stock = measure in {Measure.STOCK, Measure.RANK, Measure.COUNT}
        made = self.faults.made(
            row,
            "OBS_VALUE",
            lambda: Observation(
                id=f"{self.names.source.id}.row-{row.line.number}",
                indicator=self.indicator(row),
                measure=measure,
                area=self.area(row, _AREAS, at),
                counterpart=self.area(row, _COUNTERPARTS, at),
                scope=self.scope(row),
                period=None if stock else period,
                as_of=period.end if stock else None,
                status=status,
                note="; ".join(part for part in (note, f"unit {unit}" if unit else "") if part),
                figure=figure,
                citation=at,
            ),
        )
        if made is not None:
            yield made

    def indicator(self, row: Row) -> str:
        """The flow of data, and what it says that it measures."""
        flow = row["STRUCTURE_ID"] or row["DATAFLOW"]
        name = re.sub(r"\(.*", "", flow).rpartition(":")[2]
        of = self.code(row, self.first(row, _INDICATORS))
        return "-".join(part for part in (slug(name), slug(of)) if part) or "observation"

    def area(self, row: Row, columns: Sequence[str], at: Citation) -> str:
        """The id of the place in the first of the columns that is there."""
        column = self.first(row, columns)
        code = self.code(row, column)
        if not code:
            return ""
        label = row[column].partition(":")[2].strip() if self.labelled else ""
        return self.names.place(label or code, at, code=code, m49=code)

    def scope(self, row: Row) -> str:
        """What the other dimensions say; attributes that only comment are left out."""
        others = (name for name in row.columns if name not in _APART and row[name])
        return ", ".join(f"{name}={self.code(row, name)}" for name in others)
