"""Which tables of a document do not add up as printed, and which numbers would have to move by a unit?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from lacmigration.additivity import Addition, Adjustment, adjusted, note
from lacmigration.additivity import Cell as Printed
from lacmigration.claims import Spot, Strength
from lacmigration.documents import Cell, Document, Place, Table
from lacmigration.figures import Figure, Form, Hedge, shifted
from lacmigration.findings import Verdict
from lacmigration.intervals import Interval
from lacmigration.relations import Total
from lacmigration.reviewing._fixing import WRITTEN, Fix
from lacmigration.reviewing._reviewing import review_document
from lacmigration.reviewing._reviews import Review, Verified
from lacmigration.reviewing._rewriting import fix_at, group_mark, moved, note_fix
from lacmigration.reviewing._settings import DEFAULTS, Settings
from lacmigration.sayings import Saying, message
from lacmigration.translation import translated

__all__ = ["Move", "Repair", "note_fixes", "repair_fixes", "repairs"]

_BEYOND = frozenset({Verdict.INCONSISTENT, Verdict.QUESTIONABLE})
_SAID = re.compile(r"\b(?:round|redonde|arredond|arrondi)", re.IGNORECASE)
"""How a note, caption or header begins to say that figures were rounded, in four languages."""
_MOST_POWER = 15


@attrs.frozen(kw_only=True, eq=False)
class Move:
    """A number of a table, and the one to print in its place; `old` and `new` are its digits as written."""

    spot: Spot
    old: str
    new: str

    @property
    def cell(self) -> Cell:
        """Where it stands."""
        assert self.spot.cell is not None  # noqa: S101  (only figures of tables move)
        return self.spot.cell

    @property
    def text(self) -> str:
        """The text of the cell with the new number in it."""
        at, end = self.spot.mention.number_start, self.spot.mention.number_end
        return f"{self.cell.text[:at]}{self.new}{self.cell.text[end:]}"


@attrs.frozen(kw_only=True, eq=False)
class Repair:
    """A table that does not add up as it is printed, and what can be done about it.

    `moves` make it add up. Where there are none, `obstacle` says why, and `explained` whether rounding
    explains the difference at all: if not, a figure is wrong, and somebody has to find out which. `noted`
    tells that the table itself says that its figures were rounded: then nothing needs to be done. `note` is
    what it could say, in the language of the table (`locale`).
    """

    table: Table
    place: Place
    moves: tuple[Move, ...] = ()
    obstacle: Saying | None = None
    explained: bool = True
    noted: bool = False
    note: Saying
    locale: str


def repairs(
    review: Review, *, locale: str | None = None, settings: Settings = DEFAULTS
) -> tuple[Repair, ...]:
    r"""What can be done about each table of a document whose totals are not the sums of their parts.

    Nothing is done about a table with a total that rounding does not explain, nor where another claim of the
    document, such as a sentence with the same figure, would fail afterwards: the repaired document is
    checked again. `locale` and `settings` are those of the review.

    >>> from lacmigration.reviewing import review
    >>> text = "| Donor | USD millions |\n|---|---|\n| Peru | 4.5 |\n| Chile | 3.1 |\n| Total | 7.7 |\n"
    >>> [[(one.old, one.new) for one in found.moves] for found in repairs(review(text))]
    [[('4.5', '4.6')]]
    """
    found = tuple(_found(review))
    if not any(one.moves for one in found) or _breaks(review, found, locale, settings) is None:
        return found
    return tuple(_or_else(review, one, locale, settings) for one in found)


def _or_else(review: Review, one: Repair, locale: str | None, settings: Settings) -> Repair:
    """A repair by itself, taken back where something else of the document would fail."""
    broken = _breaks(review, [one], locale, settings) if one.moves else None
    if broken is None:
        return one
    figure, place = broken.claim.stated.mention.text, str(broken.place)
    why = message(
        '"{figure}" at {place} rests on its figures, and would not agree', figure=figure, place=place
    )
    return attrs.evolve(one, moves=(), obstacle=why)


def _breaks(
    review: Review, found: Iterable[Repair], locale: str | None, settings: Settings
) -> Verified | None:
    """The first claim that holds in this document, and not in the repaired one."""
    texts = {id(move.cell): move.text for one in found for move in one.moves}
    after = review_document(_with_texts(review.document, texts), locale=locale, settings=settings)
    still = {key for key, _ in _holding(after)}
    return next((one for key, one in _holding(review) if key not in still), None)


def _holding(review: Review) -> Iterator[tuple[tuple[str, int, int], Verified]]:
    """The claims that hold, each with what it is known by in both documents: its kind and its place."""
    places = {id(block): at for at, block in enumerate(review.document.blocks)}
    for one in review.verified:
        if one.claim.strength is Strength.STATED and one.finding.verdict.holds:
            first = places[id(one.claim.parts[0].block)] if one.claim.parts else -1
            yield (one.claim.kind, places[id(one.claim.stated.block)], first), one


def _with_texts(document: Document, texts: dict[int, str]) -> Document:
    """The document with other texts in some cells; where they stand in the source no longer fits exactly."""
    return attrs.evolve(
        document,
        parts=tuple(
            attrs.evolve(part, cells=tuple(_with_text(cell, texts.get(id(cell))) for cell in part.cells))
            if isinstance(part, Table)
            else part
            for part in document.parts
        ),
    )


def _with_text(cell: Cell, text: str | None) -> Cell:
    return cell if text is None else attrs.evolve(cell, block=attrs.evolve(cell.block, text=text))


def _found(review: Review) -> Iterator[Repair]:
    """The tables with totals that are not their sums, in the order of the document."""
    totals: dict[int, list[Verified]] = {}
    for one in review.verified:
        relation = one.claim.relation
        if one.claim.kind == "table-total" and isinstance(relation, Total) and relation.complete:
            totals.setdefault(id(one.claim.stated.cell), []).append(one)
    locales = {
        id(block): read.locale for block, read in zip(review.document.blocks, review.readings, strict=True)
    }
    for table in review.document.parts:
        if isinstance(table, Table):
            claims = [one for cell in table.cells for one in totals.get(id(cell), ())]
            if claims:
                yield from _of_table(
                    review.document, table, claims, locales[id(claims[0].claim.stated.block)]
                )


def _of_table(document: Document, table: Table, claims: Sequence[Verified], locale: str) -> Iterator[Repair]:
    def repair(place: Place, **what: Any) -> Repair:
        return Repair(table=table, place=place, note=_note(held), locale=locale, **what)

    stated = [one for one in claims if one.claim.strength is Strength.STATED]
    held = [one for one in stated if one.finding.verdict.holds]
    wrong = next((one for one in stated if one.finding.verdict in _BEYOND), None)
    if wrong is not None:
        total = wrong.claim.stated.mention.text
        why = message('the total "{total}" is off by more than rounding explains', total=total)
        yield repair(wrong.place, obstacle=why, explained=False)
        return
    off = next((one for one in held if one.finding.needed_rounding), None)
    if off is None:
        return
    sums = _Sums(document, held)
    found = sums.adjusted
    if found.adds_up and not found.moved:
        return
    noted = any(
        _SAID.search(block.text) for block in (*table.notes, *([table.caption] if table.caption else []))
    )
    yield repair(off.place, moves=sums.moves, obstacle=found.obstacle, explained=found.explained, noted=noted)


class _Sums:
    """The figures of a table that its totals add up, as numbers that may move."""

    def __init__(self, document: Document, claims: Sequence[Verified]) -> None:
        self._document = document
        self._spots: dict[int, Spot] = {}
        for one in claims:
            for spot in (*one.claim.parts, one.claim.stated):
                self._spots.setdefault(id(spot.cell), spot)
        order = {key: at for at, key in enumerate(self._spots)}
        additions = [
            Addition([order[id(spot.cell)] for spot in one.claim.parts], order[id(one.claim.stated.cell)])
            for one in claims
        ]
        totals = {one.total for one in additions}
        power = _stored_power(self._spots.values())
        cells = [
            self._printed(spot, None if at in totals else power)
            for at, spot in enumerate(self._spots.values())
        ]
        self.adjusted: Adjustment = adjusted(cells, additions)
        self._before = cells

    @property
    def moves(self) -> tuple[Move, ...]:
        """What is to be printed in place of what, in reading order."""
        spots = tuple(self._spots.values())
        is_csv = self._document.format == "csv"  # a mark of thousands could be its delimiter
        group = "" if is_csv else group_mark((_written(spot), spot.places) for spot in spots)
        found = []
        for at in self.adjusted.moved:
            spot, old, new = spots[at], self._before[at].number, self.adjusted.numbers[at]
            step = 1 if abs(new) > abs(old) else -1
            text = moved(_written(spot), step, places=spot.places, group=group)
            found.append(Move(spot=spot, old=_written(spot), new=text))
        return tuple(sorted(found, key=lambda move: (move.cell.row, move.cell.column)))

    def _printed(self, spot: Spot, power: int | None) -> Printed:
        figure = spot.mention.figure
        assert figure is not None  # noqa: S101  (a cell that is added up has a number)
        number = _printed_number(figure)
        reach = figure.strict.scaled(1 / figure.factor)
        exact = None if power is None or spot.cell is None else spot.cell.stored
        if exact is not None and power is not None:
            reach = Interval.point(shifted(exact, power))
        return Printed(number, reach, kept=self._stays(spot, figure))

    def _stays(self, spot: Spot, figure: Figure) -> bool:
        """Whether a number says something by not being rounded, or cannot be written otherwise."""
        if figure.hedge is not Hedge.NONE or figure.form is not Form.NUMBER or figure.precision is not None:
            return True
        if -figure.number == figure.resolution:  # nobody writes -0
            return True
        text = _written(spot)
        return self._document.format in WRITTEN and (
            fix_at(self._document, spot.block, spot.mention.number_start, (text, text)) is None
        )


def _printed_number(figure: Figure) -> Decimal:
    """The number of a figure, with its last digit where the figure says that it stands."""
    units = int(Fraction(figure.number) / Fraction(10) ** figure.exponent)
    return Decimal((int(units < 0), tuple(map(int, str(abs(units)))), figure.exponent))


def _written(spot: Spot) -> str:
    return spot.block.text[spot.mention.number_start : spot.mention.number_end]


def _stored_power(spots: Iterable[Spot]) -> int | None:
    """The power of ten between what a spreadsheet stores and what it shows; None where that is not one."""
    pairs = [
        (spot.cell.stored, spot.mention.figure)
        for spot in spots
        if spot.cell is not None and spot.mention.figure is not None
    ]
    known = [(stored, figure) for stored, figure in pairs if stored is not None]
    if len(known) < len(pairs):
        return None
    for power in range(-_MOST_POWER, _MOST_POWER + 1):
        if all(
            2 * abs(shifted(stored, power) - figure.number) <= figure.resolution for stored, figure in known
        ):
            return power
    return None


def _note(claims: Sequence[Verified]) -> Saying:
    """The note that fits the figures of a table: with their unit where they share it."""
    figures = [
        spot.mention.figure
        for one in claims
        for spot in (*one.claim.parts, one.claim.stated)
        if spot.mention.figure is not None
    ]
    units, places = {figure.unit for figure in figures}, {figure.exponent for figure in figures}
    if units == {"percent"}:
        return note(unit="percent")
    if len(units) > 1 or len(places) != 1:
        return note()
    [unit], [place] = units, places
    is_money = len(unit) == 3 and unit.isupper()
    if place == 0 and not is_money:
        return note()
    return note(shifted(Decimal(1), place), unit=unit if is_money else "1")


def repair_fixes(document: Document, found: Iterable[Repair]) -> tuple[Fix, ...]:
    """What to write so that the tables of a text add up; nothing for formats that are no text."""
    if document.format not in WRITTEN:
        return ()
    fixes: list[Fix | None] = []
    for one in found:
        own = [
            fix_at(document, move.spot.block, move.spot.mention.number_start, (move.old, move.new))
            for move in one.moves
        ]
        if not one.noted and None not in own:
            fixes += own
    return _in_order(fixes)


def note_fixes(document: Document, found: Iterable[Repair]) -> tuple[Fix, ...]:
    """What to write so that the tables of a text say that they need not add up."""
    fixes = [
        note_fix(document, one.table, translated(one.note, locale=one.locale))
        for one in found
        if one.explained and not one.noted
    ]
    return _in_order(fixes)


def _in_order(fixes: Iterable[Fix | None]) -> tuple[Fix, ...]:
    return tuple(sorted((fix for fix in fixes if fix is not None), key=lambda fix: fix.start))
