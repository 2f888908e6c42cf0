"""Which order, which ranks and which number of rows does a table state?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from lacmigration.claims._claims import Claim, Evidence, Spot, Strength
from lacmigration.claims._passages import fact_of, folded
from lacmigration.claims.tables._numbers import Number
from lacmigration.claims.tables._roles import Role
from lacmigration.claims.tables._rows import Row
from lacmigration.claims.tables._sheets import Sheet
from lacmigration.documents import Block
from lacmigration.errors import LacMigrationError
from lacmigration.figures import Figure
from lacmigration.notation import read_one
from lacmigration.reading import Mention
from lacmigration.relations import Count, Order
from lacmigration.relations._nodes import Names
from lacmigration.sayings import Saying, message

__all__ = ["counts", "orders", "ranks"]

_SAMPLE: Final = 200
"""Rows by which a reading of the columns is judged."""
_MOST: Final = 400
"""Characters of a caption in which a number of rows is searched."""
_TOKEN: Final = re.compile(r"[^\W\d_]+|\d{1,3}(?![\d.,]\d)")
_FEW: Final = 8
"""Columns by which a table can be ranked or sorted."""
_LARGEST: Final = 999


def ranks(sheet: Sheet) -> Iterator[Claim]:
    """The numbers of a column in the order of a column of ranks: each step between neighbours."""
    for column in sheet.of_role(Role.RANK)[:_FEW]:
        if column.enumerates:
            continue
        ranked = sorted(
            (
                (rank.digits, row)
                for row in sheet.rows
                if row.is_part and (rank := column.numbers.get(row.index)) is not None
            ),
            key=lambda one: (one[0], one[1].index),
        )
        if len(ranked) < 3 or len({rank for rank, _ in ranked}) * 2 < len(ranked):
            continue
        rows = [row for _, row in ranked]
        what = message('the column "{header}" ranks the rows', header=column.header)
        amounts = sheet.of_role(Role.AMOUNT)
        for amount in sheet.of_role(Role.AMOUNT, Role.SHARE, Role.AVERAGE)[:_FEW]:
            found = [amount.numbers[row.index] for row in rows if row.index in amount.numbers]
            for rising in (False, True):
                only = len(amounts) == 1 and not rising
                if _mostly(found, rising=rising, only=only) and not _ties(ranked):
                    yield from _steps(sheet, found, rising=rising, what=what, kind="table-rank")
                    return


def _ties(ranked: Sequence[tuple[int, Row]]) -> bool:
    return any(one[0] == other[0] for one, other in pairwise(ranked))


def orders(sheet: Sheet) -> Iterator[Claim]:
    """The order of rows that a caption states."""
    title = folded(sheet.title[:_MOST])
    falling, rising = sheet.words.says("falling", title), sheet.words.says("rising", title)
    if falling == rising:
        return
    rows = [row for row in sheet.rows if row.is_part and not row.others]
    amounts = sheet.of_role(Role.AMOUNT, Role.SHARE)
    for amount in amounts[:_FEW]:
        found = [amount.numbers[row.index] for row in rows if row.index in amount.numbers]
        if _mostly(found, rising=rising, only=len(amounts) == 1):
            what = message("the caption tells the order")
            yield from _steps(sheet, found, rising=rising, what=what, kind="table-order")
            return


def _mostly(numbers: Sequence[Number], *, rising: bool, only: bool = False) -> bool:
    """Whether most steps go one way: a table with one slip is in order but for it.

    Half of them are enough where there is only one column to order by.
    """
    if len(numbers) < 3 or len({one.unit for one in numbers}) > 1:
        return False
    sample = numbers[:_SAMPLE]
    base = min(one.exponent for one in sample)
    values = [one.at(base) for one in sample]
    kept = sum((one <= other) if rising else (one >= other) for one, other in pairwise(values))
    steps = len(values) - 1
    return 2 * kept >= steps if only else 3 * kept >= 2 * steps


def _steps(
    sheet: Sheet, numbers: Sequence[Number], *, rising: bool, what: Saying, kind: str
) -> Iterator[Claim]:
    for one, other in pairwise(numbers):
        yield Claim(
            kind=kind,
            relation=Order((sheet.settled(one), sheet.settled(other)), rising=rising),
            stated=sheet.spot(other),
            parts=(sheet.spot(one),),
            evidence=(Evidence(what=what),),
        )


def counts(sheet: Sheet) -> Iterator[Claim]:
    """A number of rows in the caption: "the ten largest donors", or the noun that heads the labels."""
    caption = sheet.table.caption
    if caption is None or not any(column.role is Role.LABEL for column in sheet.columns):
        return
    text = caption.text[:_MOST]
    words = sheet.words
    rows = [row for row in sheet.rows if row.is_part and not row.others]
    cut = words.says("continued", folded(text)) or any("…" in row.label or "..." in row.label for row in rows)
    if cut or len(rows) < 2 or len({row.level for row in rows}) > 1 or any(row.section for row in rows):
        return
    if any(row.is_sum and row.standing.value == "subtotal" for row in sheet.rows):
        return
    found = _counted(text, sheet)
    if found is None:
        return
    number, start, end, what = found
    figure = Figure.exact(number)
    mention = Mention(
        start=start, end=end, text=text[start:end], figure=figure, number_start=start, number_end=end
    )
    names = [Names((row.label or f"row {row.index}",)) for row in rows]
    yield Claim(
        kind="table-count",
        relation=Count(stated=fact_of(figure, text[start:end]), listed=names, distinct=False),
        stated=Spot(block=caption, mention=mention),
        evidence=(_evidence(caption, what, start, end),),
        strength=Strength.STATED,
    )


def _evidence(caption: Block, what: Saying, start: int, end: int) -> Evidence:
    return Evidence(what=what, block=caption, start=start, end=end)


def _counted(text: str, sheet: Sheet) -> tuple[int, int, int, Saying] | None:
    """The number of rows in a caption, where it stands, and what says that it is one."""
    tokens = list(_TOKEN.finditer(text))
    words = sheet.words
    nouns = set(re.findall(r"[^\W\d_]{3,}", sheet.stub))
    for at, token in enumerate(tokens):
        number = _number(token[0], words.language)
        if number is None or not 1 < number <= _LARGEST:
            continue
        around = [one[0].casefold() for one in tokens[max(at - 1, 0) : at] + tokens[at + 1 : at + 2]]
        if any(words.says("top", word) for word in around) and _apart(text, token):
            return number, *token.span(), message('the caption says "{number}"', number=token[0])
        behind = tokens[at + 1][0].casefold() if at + 1 < len(tokens) else ""
        if words.says("years", behind):
            continue  # an age or a time: "under 18 years"
        if _apart(text, token) and any(_same_noun(behind, noun) for noun in nouns):
            return number, *token.span(), message('the caption counts "{things}"', things=behind)
    return None


def _apart(text: str, token: re.Match[str]) -> bool:
    """Whether a number stands by itself, not in "Table 10", "2.5" or "10%"."""
    before, behind = text[: token.start()].rstrip(), text[token.end() :]
    last = re.search(r"(\w+)$", before)
    labels = {"table", "tabla", "tabela", "tableau", "cuadro", "quadro", "annex", "anexo", "annexe", "figure"}
    if before and token.start() == len(before) and not before.endswith("("):
        return False
    return not (last and last[1].casefold() in labels) and not re.match(r"[.,:%/–-]\S|%|\s?%", behind)


def _same_noun(word: str, noun: str) -> bool:
    return len(word) > 3 and word.rstrip("s").removesuffix("e") == noun.rstrip("s").removesuffix("e")


def _number(text: str, language: str) -> int | None:
    if text.isdecimal():
        return None if text.startswith("0") else int(text)
    if not 3 <= len(text) <= 12:
        return None
    try:
        readings = read_one(text.casefold(), locale=language)
    except LacMigrationError:
        return None
    one = readings[0]
    whole = one.form.value == "number" and one.unit == "1" and one.number == int(one.number)
    return int(one.number) if whole and not one.scaled and not one.ordinal else None
