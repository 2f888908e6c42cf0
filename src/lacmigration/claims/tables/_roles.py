"""What are the numbers of a column, and which columns label the rows?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from lacmigration.claims.tables._raws import Raw, in_words
from lacmigration.claims.tables._words import TableWords

__all__ = ["KEYS", "Role", "label_columns", "role_of"]

_ENUMERATED: Final = frozenset({"#", "no", "no.", "nº", "n.º", "n°", "num", "núm", "núm.", "nr", "nr.", "n"})
_PER: Final = re.compile(r"\bper (?!cent\b|year\b|annum\b|month\b|quarter\b|week\b)[^\W\d_]")
"""One thing for each of another, which nobody adds up; what is given in a year or month is added."""
_PARTLY: Final = 2
"""A column is one of numbers where at least one in so many of its filled cells is one."""


class Role(StrEnum):
    """What the numbers of a column are."""

    LABEL = "label"
    AMOUNT = "amount"
    SHARE = "share"
    CHANGE = "change"
    AVERAGE = "average"
    RANK = "rank"
    YEAR = "year"
    CODE = "code"


KEYS: Final = frozenset({Role.RANK, Role.CODE, Role.YEAR})


def role_of(raw: Raw, words: TableWords, *, first: bool) -> Role:
    """What the numbers of a column are, by its header and by how they are written."""
    plain = in_words(raw.header)
    count = len(raw.cells)
    if not count or count * _PARTLY < count + raw.texts:
        return Role.LABEL
    numbers = [one.number for _, one in raw.cells.values()]
    counted = numbers == [str(at) for at in range(1, len(numbers) + 1)]
    if (plain.strip("()[]") in _ENUMERATED and counted) or (
        words.patterns["ranks"].match(plain) and len(plain.split()) <= 3 and all(map(str.isdigit, numbers))
    ):
        return Role.RANK
    if words.patterns["codes"].match(plain) or any(
        one[0] == "0" and len(one) > 1 and one.isdigit() for one in numbers
    ):
        return Role.CODE
    dated = words.says("years", plain) and len(plain.split()) <= 3
    if all(len(one) == 4 and one[:2] in {"19", "20"} and one.isdigit() for one in numbers) and (
        dated or first or len(numbers) > 2
    ):
        return Role.YEAR
    if first and dated and all(map(str.isdigit, numbers)):
        return Role.YEAR
    if first and len(numbers) > 1 and counted:
        return Role.RANK
    return _measured_role(raw, plain, words)


def _measured_role(raw: Raw, plain: str, words: TableWords) -> Role:
    rates = sum(one.rate == "%" for _, one in raw.cells.values())
    percent = words.says("percent", plain) or "%" in plain or rates * 2 > len(raw.cells)
    points = words.says("points", plain) or any(one.rate == "pp" for _, one in raw.cells.values())
    if words.says("changes", plain) and (percent or points):
        return Role.CHANGE
    average = words.says("averages", plain) or (words.language == "en" and _PER.search(plain))
    if average and not words.says("of_total", plain):
        return Role.AVERAGE
    if percent or words.says("of_total", plain) or (words.says("shares", plain) and len(plain.split()) <= 4):
        return Role.SHARE
    return Role.CHANGE if points else Role.AMOUNT


def label_columns(raws: Sequence[Raw], roles: Mapping[int, Role]) -> frozenset[int]:
    """The columns of words before the first of amounts; else one of years, or the first of all."""
    labels = []
    for raw in raws:
        role = roles[raw.index]
        if role is Role.LABEL and (raw.texts or not raw.cells):
            labels.append(raw.index)
        elif role not in KEYS and role is not Role.LABEL:
            break
    if any(raws[index].texts for index in labels):
        return frozenset(labels)
    key = next((raw.index for raw in raws if roles[raw.index] in KEYS), None)
    return frozenset(labels if key is None else [*labels, key])
