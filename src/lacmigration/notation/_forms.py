"""Which readings has a whole figure: its hedge, its form, its amounts?"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import attrs

from lacmigration.notation._amounts import Amount, amount, joined_number
from lacmigration.notation._conventions import Conventions
from lacmigration.notation._cursor import VULGAR, Cursor
from lacmigration.notation._numerals import Numeral
from lacmigration.notation._readings import Form, Hedge, Reading
from lacmigration.notation._tokens import Kind

__all__ = ["readings"]

_NO_COUNTS = frozenset({"percent", "percentage points", "per thousand", "times"})
_NOTHING_BEHIND = "one figure ends here, but {!r} follows; write one figure, such as 38% or USD 57.5 million"


def readings(text: str, conventions: Conventions) -> tuple[Reading, ...]:
    """Give every reading of one figure, the locale's own first; FigureSyntaxError where it is none."""
    cursor = Cursor(text, conventions)
    hedge = _hedge(cursor)
    build = _form(cursor)
    if cursor.token.kind is not Kind.END:
        tail = cursor.grammar.tails.match(cursor.tokens, cursor.at)
        if tail is not None and hedge is Hedge.NONE:
            hedge, cursor.at = tail
        if cursor.token.kind is not Kind.END:
            word = cursor.token
            cursor.refuse(cursor.grammar.advice.get(word.key) or _NOTHING_BEHIND.format(word.text))
    if hedge is not Hedge.NONE:
        build = [attrs.evolve(reading, hedge=hedge) for reading in build]
    return tuple(dict.fromkeys(build))


def _hedge(cursor: Cursor) -> Hedge:
    match = cursor.grammar.hedges.match(cursor.tokens, cursor.at)
    if match is None:
        return Hedge.NONE
    cursor.at = match[1]
    return match[0]


def _form(cursor: Cursor) -> Iterable[Reading]:
    grammar, found = cursor.grammar, cursor.tokens
    opened = grammar.ranges.match(found, cursor.at)
    if opened is not None:
        join, cursor.at = opened
        return _range(cursor, amount(cursor), join)
    multiple = grammar.multiples.match(found, cursor.at)
    if multiple is not None:
        times, cursor.at = multiple
        return [Reading(number=Decimal(times), exponent=0, unit="times", form=Form.MULTIPLE)]
    half = _half_of_scale(cursor)
    if half is not None:
        return _numbers(half)
    fraction = _fraction(cursor)
    if fraction is not None:
        over, under = fraction
        return [
            Reading(
                number=Decimal(over), exponent=0, form=Form.FRACTION, second=Decimal(under), second_exponent=0
            )
        ]
    first = amount(cursor)
    joined = grammar.joins.match(found, cursor.at)
    if joined is not None and cursor.starts_number(joined[1] - cursor.at):
        return _share(cursor, first, joined)
    dash = grammar.range_joins[""].match(found, cursor.at)
    if dash is not None and found[dash[1]].kind is not Kind.END:
        return _range(cursor, first, "")
    if first.unit == "times" and not first.negative:
        return [
            Reading(number=number, exponent=exponent, unit="times", form=Form.MULTIPLE, scaled=first.scaled)
            for number, exponent in first.values(first.power)
        ]
    return _numbers(first)


def _numbers(read: Amount) -> Iterable[Reading]:
    notes = (read.note,) if read.note else ()
    return [
        Reading(number=number, exponent=exponent, unit=read.unit or "1", scaled=read.scaled, inferred=notes)
        for number, exponent in read.values(read.power)
    ]


def _half_of_scale(cursor: Cursor) -> Amount | None:
    """Read "half a million people" as a number: 0.5 million."""
    half = cursor.grammar.halves.match(cursor.tokens, cursor.at)
    scale = None if half is None else cursor.grammar.scales.match(cursor.tokens, half[1])
    if half is None or scale is None:
        return None
    cursor.at = half[1]
    return amount(cursor, given=Numeral("05", 1))


def _fraction(cursor: Cursor) -> tuple[int, int] | None:
    """Read a fraction that stands alone: "half", "two thirds", "3/4", "¾"."""
    grammar, start = cursor.grammar, cursor.at
    token = cursor.token
    if token.key in VULGAR and grammar.scales.match(cursor.tokens, start + 1) is None:
        cursor.at += 1
        return VULGAR[token.key]
    if token.kind is Kind.NUMBER and cursor.ahead(1).key == "/" and cursor.ahead(2).kind is Kind.NUMBER:
        over, under = token.text, cursor.ahead(2).text
        if over.isdigit() and under.isdigit() and int(under[:9]) and len(over + under) < 10:
            cursor.at += 3
            return int(over), int(under)
        cursor.refuse("a fraction is written with two whole numbers and no zero below, as in 3/4")
    whole = grammar.fractions.match(cursor.tokens, start)
    if whole is not None and cursor.tokens[whole[1]].key not in grammar.numbers.reserved:
        fraction, cursor.at = whole
        return fraction
    over, end = 1, start + (token.key in grammar.articles and token.key not in grammar.numbers.units)
    digits = cursor.tokens[end].text
    if cursor.tokens[end].kind is Kind.NUMBER and len(digits) < 4 and digits.isdigit():
        over, end = int(digits), end + 1
    else:
        read = grammar.numbers.read(cursor.tokens, end)
        if read is not None:
            over, end = read.value, read.end
    below = grammar.denominators.match(cursor.tokens, end) if end > start else None
    if below is None or not 0 < over < below[0]:
        return None
    under, cursor.at = below
    return over, under


def _share(cursor: Cursor, first: Amount, joined: tuple[bool, int]) -> Iterable[Reading]:
    """Read "one in five", "three in ten", "27 of the 33 countries"."""
    one_in, after = joined
    unit = first.unit or ""
    if first.negative or unit in _NO_COUNTS or unit.isupper() or "/" in unit:
        cursor.refuse(
            f"a share has two counts, as in 27 of the 33, but the first number here is in {unit or 'minus'}"
        )
    cursor.at = after
    second = joined_number(cursor)
    if one_in and first.numerals == (Numeral("1", 0),) and not first.power:
        return [
            Reading(number=number, exponent=exponent, form=Form.ONE_IN, scaled=second.scaled)
            for number, exponent in second.values(second.power)
        ]
    return [
        Reading(
            number=number,
            exponent=exponent,
            form=Form.OUT_OF,
            second=whole,
            second_exponent=whole_exponent,
            scaled=first.scaled or second.scaled,
        )
        for (number, exponent), (whole, whole_exponent) in _pairs(first, second, first.power)
    ]


def _range(cursor: Cursor, first: Amount, opened: str) -> Iterable[Reading]:
    """Read the rest of "between 3 and 4 million": the scale and unit behind count for both."""
    join = cursor.grammar.range_joins[opened].match(cursor.tokens, cursor.at)
    if join is None:
        how = " or ".join(
            repr(word) for word in (cursor.grammar.and_ if opened == "and" else cursor.grammar.to)
        )
        cursor.refuse(f"the second end of the range is missing; join it with {how}")
    cursor.at = join[1]
    second = amount(cursor)
    unit = second.unit or first.unit
    if first.unit != second.unit and first.unit is not None and not (second.unit is None and first.leading):
        cursor.refuse(
            f"the ends of a range have one unit, but these have {first.unit} and {second.unit or 'none'}"
        )
    carried = second.power if second.scaled and not first.scaled else first.power
    pairs = [pair for pair in _pairs(first, second, carried) if pair[0][0] <= pair[1][0]]
    pairs = pairs or [pair for pair in _pairs(first, second, first.power) if pair[0][0] <= pair[1][0]]
    if not pairs:
        cursor.refuse("a range goes from the lower number to the upper one; change them over", at=0)
    notes = tuple(dict.fromkeys(note for note in (first.note, second.note) if note))
    return [
        Reading(
            number=low,
            exponent=exponent,
            unit=unit or "1",
            form=Form.RANGE,
            second=high,
            second_exponent=high_exponent,
            scaled=first.scaled or second.scaled,
            inferred=notes,
        )
        for (low, exponent), (high, high_exponent) in pairs
    ]


def _pairs(
    first: Amount, second: Amount, power: int
) -> list[tuple[tuple[Decimal, int], tuple[Decimal, int]]]:
    """Pair the numbers that two amounts can be: a mark between digits means the same in both."""
    low, high = first.values(power), second.values(second.power)
    if len(low) > 1 and len(high) > 1:
        return list(zip(low, high, strict=True))
    # Where one of the two shows what the mark means, the other is read alike.
    if any(len(one.numerals) == 1 and one.numerals[0].places for one in (first, second)):
        low, high = low[:1], high[:1]
    return [(a, b) for a in low for b in high]
