"""Which figures does prose state that the document's own tables hold, add up to or list?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

import attrs

from lacmigration.claims._claims import Claim, Evidence, Strength
from lacmigration.claims._comparable import is_amount
from lacmigration.claims._grids import Entry, Grid
from lacmigration.claims._passages import Passage, fact_of, facts_of, folded
from lacmigration.claims.cues import cues
from lacmigration.claims.prose._lists import is_count
from lacmigration.claims.prose._pointing import counts_rows, is_planned, picks, points_at
from lacmigration.claims.prose._repeats import content, stem
from lacmigration.figures import Hedge
from lacmigration.reading import Mention
from lacmigration.relations import Count, Same, Total
from lacmigration.sayings import formula, message

__all__ = ["tabled"]

_NEAR = 4
_BEHIND = 20
_FEWEST = 3
_MOST_ENTRIES = 5000
_MOST_ROWS = 1000
"""Rows of one name beyond which it tells none of them apart, and each sentence with it would try them all."""
_SHORTEST = 4


def tabled(passages: Sequence[Passage], grids: Sequence[Grid]) -> Iterator[Claim]:
    """Find what prose says of a table: its sum, how many rows or things it has, and the amount of a row.

    `passages` are those of the prose, in order.
    """
    places = [one.place for one in passages]
    for grid in grids:
        near = passages[bisect_left(places, grid.place - _NEAR) : bisect_right(places, grid.place + _NEAR)]
        yield from _sums(near, grid)
        yield from _counts(near, grid)
    yield from _rows(passages, grids)


def _sums(near: Sequence[Passage], grid: Grid) -> Iterator[Claim]:
    """The amount that a table without a total row adds up to.

    It was given, and the table is one of givers; or a sentence that leads to the table calls it a total.
    """
    columns = [entries for entries in grid.entries if len(entries) >= _FEWEST]
    if grid.has_total or len(columns) != 1 or len(columns[0]) != len(grid.columns[0]):
        return
    found = list(_totals(near, grid, columns[0]))
    sure = (claim for claim in found if claim.strength is Strength.STATED)
    yield from found[:1] if (claim := next(sure, None)) is None else [claim]


def _totals(near: Sequence[Passage], grid: Grid, entries: Sequence[Entry]) -> Iterator[Claim]:
    """Every amount near a table that can be the sum of its entries."""
    unit = entries[0].fact.figure.unit if entries[0].fact.figure else ""
    head = folded(" ".join((grid.title, *grid.headers)))
    for passage in near:
        words = cues(passage.language)
        if passage.place == grid.place:
            continue
        givers = words.said("givers").search(head)
        for sentence in passage.sentences:
            start, end = passage.sentence_of(sentence[0])
            told = words.said("gave").search(folded(passage.text[start:end]))
            amounts = [one for one in sentence if is_amount(one) and one.figure and one.figure.unit == unit]
            if len(amounts) != 1:
                continue
            summed = _summed(passage, amounts[0])
            leads = summed and points_at(near, passage, grid, start)
            if not leads and (told is None or givers is None):
                continue
            [stated] = facts_of(amounts[0])
            what = formula(told[0], "; ", grid.title) if told else grid.title or ":"
            yield Claim(
                kind="total-of-table",
                relation=Total(tuple(entry.fact for entry in entries), stated),
                stated=passage.spot(amounts[0]),
                parts=tuple(entry.spot for entry in entries),
                evidence=(Evidence(what=what, block=passage.block, start=start, end=end),),
                strength=Strength.STATED
                if summed and not picks(passage, grid, start) and not _is_other(passage, amounts[0])
                else Strength.GUESSED,
            )


def _summed(passage: Passage, amount: Mention) -> bool:
    """Whether a sentence says from how many the amount came, or that it is all of it."""
    words = cues(passage.language)
    behind, before = passage.behind(amount, 60), passage.before(amount, 40).rstrip(" :")
    return _from_how_many(passage, amount) or any(
        behind.startswith(c) or before.endswith(c) for c in words.all_told
    )


def _is_other(passage: Passage, amount: Mention) -> bool:
    """Whether an amount is told to be wanted; not where it says from how many it came."""
    return not _from_how_many(passage, amount) and is_planned(passage, amount.start)


def _from_how_many(passage: Passage, amount: Mention) -> bool:
    at = passage.until(amount.end)
    return any(
        is_count(one) and one.start - amount.end <= _BEHIND for one in passage.read.mentions[at : at + 2]
    )


def _counts(near: Sequence[Passage], grid: Grid) -> Iterator[Claim]:
    """Counts of what columns list.

    Sure where one sentence counts what two columns list, or leads to the table and counts its rows.
    """
    heads = [{stem(word) for word in folded(header).split()} for header in grid.headers]
    if not any(heads) or len(grid.columns[0]) < _FEWEST:
        return
    for passage in near:
        if passage.place > grid.place:
            continue
        for sentence in passage.sentences:
            found: dict[int, Mention] = {}
            for one in sentence:
                noun = folded(one.noun).strip(".,;:").split()
                if not is_count(one) or not noun:
                    continue
                column = next((at for at, head in enumerate(heads) if stem(noun[-1]) in head), None)
                if column is not None:
                    found.setdefault(column, one)
            sure = len(found) > 1
            for column, one in found.items():
                leads = points_at(near, passage, grid, one.start) and not picks(passage, grid, one.start)
                every = leads and counts_rows(passage, sentence, one, grid.columns[column])
                yield _count(passage, grid, one, column, sure=sure or every)


def _count(passage: Passage, grid: Grid, one: Mention, column: int, *, sure: bool) -> Claim:
    figure = one.figure
    assert figure is not None  # noqa: S101  (a count has a figure)
    listed = grid.listed(column)
    different = tuple(dict.fromkeys(listed))
    if figure.number == len(different):
        listed = different
    what = message('the column "{header}" lists {n}', header=grid.headers[column], n=len(listed))
    return Claim(
        kind="count-of-table",
        relation=Count(fact_of(attrs.evolve(figure, hedge=Hedge.NONE), one.text), listed, distinct=False),
        stated=passage.spot(one),
        evidence=(Evidence(what=what, block=passage.block, start=one.start, end=one.end),),
        strength=Strength.STATED if sure else Strength.GUESSED,
    )


def _rows(passages: Sequence[Passage], grids: Sequence[Grid]) -> Iterator[Claim]:
    """An amount beside the name of a row, in words that the header or caption of its column holds too."""
    labels: dict[str, list[tuple[Grid, Entry]]] = {}
    for grid in grids:
        for entries in grid.entries:
            for entry in entries[:_MOST_ENTRIES]:
                label = folded(entry.label)
                if len(label) >= _SHORTEST and not label.isdigit():
                    labels.setdefault(label, []).append((grid, entry))
    if not labels:
        return
    longest = max(len(label.split()) for label in labels)
    own = {grid.place for grid in grids}
    for passage in passages:
        if passage.place not in own:
            for sentence in passage.sentences:
                yield from _of_row(passage, sentence, labels, min(longest, 6))


def _of_row(
    passage: Passage,
    sentence: Sequence[Mention],
    labels: Mapping[str, Sequence[tuple[Grid, Entry]]],
    longest: int,
) -> Iterator[Claim]:
    amounts = [one for one in sentence if is_amount(one)]
    if len(amounts) != 1:
        return
    start, end = passage.sentence_of(sentence[0])
    text = passage.text[start:end]
    words = [word.strip(".,;:()“”\"'") for word in folded(text).split()]
    names = {
        name
        for size in range(1, longest + 1)
        for at in range(len(words) - size + 1)
        if (name := " ".join(words[at : at + size])) in labels
    }
    if len(names) != 1:
        return
    [name] = names
    amount = amounts[0]
    if amount.figure is None or amount.figure.unit == "1" or len(labels[name]) > _MOST_ROWS:
        return
    years = {str(one.first.year) for one in passage.read.dates if start <= one.start < end}
    fitting = (
        (entry, f"{entry.header} {grid.title}")
        for grid, entry in labels[name]
        if entry.fact.figure is not None
        and entry.fact.figure.unit == amount.figure.unit
        and (not years or any(year in f"{entry.header} {grid.title}" for year in years))
    )
    found, others = next(fitting, None), next(fitting, None)
    if found is None or others is not None:
        return
    entry, heads = found
    said = content(text, passage.language) - {stem(word) for word in name.split()}
    shared = said & content(heads, passage.language)
    number = len(shared)
    if not number:
        return
    first, second = facts_of(amount)[0], entry.fact
    what = message('the row "{label}", {words}', label=entry.label, words=", ".join(sorted(shared)))
    yield Claim(
        kind="same-as-table",
        relation=Same(second, first),
        stated=passage.spot(amount),
        parts=(entry.spot,),
        evidence=(Evidence(what=what, block=passage.block, start=start, end=end),),
        strength=Strength.STATED if number >= 2 else Strength.GUESSED,
    )
