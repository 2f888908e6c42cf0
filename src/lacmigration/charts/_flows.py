"""Who funds what where? Money from stage to stage in bands as wide as the amounts."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Unpack

import attrs

from lacmigration.amounts import Amount
from lacmigration.charts._bands import Layout, Node, drawn
from lacmigration.charts._bars import OTHERS
from lacmigration.charts._chart import Chart
from lacmigration.charts._notes import left_out
from lacmigration.charts._sheets import Look, sheet
from lacmigration.charts._tables import AMOUNT, Table, intervals, tabled
from lacmigration.charts._words import Words
from lacmigration.errors import AggregationError, ChoiceError
from lacmigration.grouping import NOT_STATED, UNALLOCATED, By, Part, Several, weights_of
from lacmigration.messages import Saying, counted, later, message
from lacmigration.totals import Meant, total

__all__ = ["draw_flows"]

_HEADS = {
    "area": later("Area"),
    "country": later("Country"),
    "donor": later("Donor"),
    "objective": later("Objective"),
    "organisation": later("Organisation"),
    "recipient": later("Recipient"),
}


@attrs.frozen
class _Piece:
    """A record with the part of it that goes to each group of each stage."""

    record: Any
    weights: tuple[Mapping[Hashable, Fraction], ...]


def draw_flows(
    records: Iterable[Any],
    stages: Sequence[By] = ("donor", "area", "country"),
    *,
    several: Several = "unallocated",
    meant: Meant | None = None,
    **look: Unpack[Look],
) -> Chart:
    r"""Draw where the money of records goes: from donor to area to country, or through other fields.

    Each stage is what `grouping.grouped` groups by. Bands are as wide as the face values, their darker part
    is what the figures as written guarantee; the amounts and their intervals stand at the stages. What
    belongs to several groups in parts that nobody states goes to "unallocated". Beyond `most` groups of a
    stage the smallest are drawn as one. `meant` is what `total` takes.

    Errors: as `totals.total` (with `meant`); AggregationError for amounts below 0; ChoiceError for fewer than
    two stages; UnknownLocaleError.

    >>> from lacmigration.provenance import Citation
    >>> from lacmigration.records import Programme
    >>> here = Citation("my-report", "table 1")
    >>> work = [Programme(id="my.one", fund="mptf", area="work", recipients="pe", figure="USD 2M",
    ...                   citation=here),
    ...         Programme(id="my.two", fund="mptf", area="data", recipients="pe|ec", figure="USD 1M",
    ...                   citation=here)]
    >>> draw_flows(work, title="The Fund").description.partition(";")[0]
    'The Fund. mptf → work: USD\xa02,000,000 (1,500,000 to 2,500,000)'
    """
    page = sheet(**look)
    said = page.words
    if isinstance(stages, str) or len(stages) < 2:
        raise ChoiceError("stages", stages, choices='two fields or more, such as ("donor", "country")')
    listed = tuple(records)
    asked: Meant = meant or {}
    whole = total(listed, **asked)
    below = [f'"{term.fact.label}" is {term.figure}' for term in whole.terms if term.nominal < 0]
    if below:
        raise AggregationError([f"{text}; a flow needs amounts of 0 or more" for text in below])
    pieces = _pieces([one for one in listed if getattr(one, "figure", None) is not None], stages, several)
    chosen = [_chosen(pieces, stage, page.most, asked) for stage in range(len(stages))]
    pieces = [_renamed(piece, chosen) for piece in pieces]
    columns = [
        [_node(key, pieces, stage, asked, said=said, rest=held) for key, held in groups.items()]
        for stage, groups in enumerate(chosen)
    ]
    links = [_links(pieces, stage, asked) for stage in range(len(stages) - 1)]
    layout = Layout(columns, links, [_head(stage, said) for stage in stages], whole)
    marks, height, told = drawn(layout, room=page.room, said=said)
    return page.chart(
        marks,
        height=height,
        title=message("Where {whole} goes", whole=said.number(whole.nominal, whole.unit)),
        told=told,
        table=_table(columns, links, said),
        notes=_notes(columns, whole),
        citations=whole.citations,
    )


def _pieces(records: Sequence[Any], stages: Sequence[By], several: Several) -> list[_Piece]:
    pieces: list[_Piece] = []
    problems: list[str] = []
    for record in records:
        try:
            weights = tuple(weights_of(record, stage, several=several) for stage in stages)
        except AggregationError as problem:
            problems += problem.problems
        else:
            pieces.append(_Piece(record, weights))
    if problems:
        raise AggregationError(problems)
    return pieces


def _amount(parts: Iterable[tuple[Any, Fraction]], meant: Meant) -> Amount:
    return total([Part(record, weight) for record, weight in parts if weight], **meant)


def _chosen(
    pieces: Sequence[_Piece], stage: int, most: int, meant: Meant
) -> dict[Hashable, tuple[Hashable, ...]]:
    """The groups of a stage, the largest first, each with the groups it holds."""
    keys = dict.fromkeys(key for piece in pieces for key in piece.weights[stage])
    size = {
        key: _amount(((p.record, p.weights[stage].get(key, Fraction(0))) for p in pieces), meant).nominal
        for key in keys
    }
    groups = sorted(
        (key for key in keys if key not in (UNALLOCATED, NOT_STATED)), key=lambda key: (-size[key], str(key))
    )
    ends = {key: (key,) for key in (NOT_STATED, UNALLOCATED) if key in keys}
    kept = groups if len(groups) <= most + 1 else groups[:most]
    rest = {OTHERS: tuple(groups[len(kept) :])} if len(kept) < len(groups) else {}
    return {key: (key,) for key in kept} | rest | ends


def _renamed(piece: _Piece, chosen: Sequence[Mapping[Hashable, Sequence[Hashable]]]) -> _Piece:
    """The same piece with the groups that are drawn."""
    weights = []
    for known, groups in zip(piece.weights, chosen, strict=True):
        sums = {
            key: sum((known.get(one, Fraction(0)) for one in held), Fraction(0))
            for key, held in groups.items()
        }
        weights.append({key: weight for key, weight in sums.items() if weight})
    return attrs.evolve(piece, weights=tuple(weights))


def _node(
    key: Hashable,
    pieces: Sequence[_Piece],
    stage: int,
    meant: Meant,
    *,
    said: Words,
    rest: Sequence[Hashable],
) -> Node:
    amount = _amount(((p.record, p.weights[stage].get(key, Fraction(0))) for p in pieces), meant)
    name = said.put(counted("{n} other", "{n} others", len(rest))) if key == OTHERS else said.name(key)
    return Node(key, name, amount, rest=key in (OTHERS, UNALLOCATED, NOT_STATED))


def _links(pieces: Sequence[_Piece], stage: int, meant: Meant) -> dict[tuple[Hashable, Hashable], Amount]:
    parts: dict[tuple[Hashable, Hashable], list[tuple[Any, Fraction]]] = {}
    for piece in pieces:
        for a, first in piece.weights[stage].items():
            for b, second in piece.weights[stage + 1].items():
                parts.setdefault((a, b), []).append((piece.record, first * second))
    return {pair: _amount(several, meant) for pair, several in parts.items()}


def _table(
    columns: Sequence[Sequence[Node]],
    links: Sequence[Mapping[tuple[Hashable, Hashable], Amount]],
    said: Words,
) -> Table:
    """Each flow as a row, stage by stage, the largest first."""
    rows = []
    for several, left, right in zip(links, columns, columns[1:], strict=False):
        names = [{node.key: node.name for node in nodes} for nodes in (left, right)]
        for (a, b), one in sorted(several.items(), key=lambda link: -link[1].nominal):
            ends = intervals((one.strict, one.loose), one.unit, said)
            rows.append((names[0][a], names[1][b], said.number(one.nominal, one.unit), *ends))
    return tabled([message("From"), message("To"), AMOUNT], rows, said)


def _head(stage: By, said: Words) -> str:
    if callable(stage):
        return ""
    return said.put(message(_HEADS[stage])) if stage in _HEADS else stage


def _notes(columns: Sequence[Sequence[Node]], whole: Amount) -> list[Saying]:
    notes: list[Saying] = []
    if whole.strict.is_point:
        notes.append(message("Rounding leaves nothing open here: there is no interval to draw."))
    else:
        notes.append(
            message("Darker part of a band: what is certain. In brackets: what the figures as written allow.")
        )
    if any(node.key == UNALLOCATED for nodes in columns for node in nodes):
        notes.append(message("Unallocated: money for several of them, whose parts nobody states."))
    return [*notes, *left_out([whole])]
