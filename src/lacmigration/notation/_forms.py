"""Which readings has a whole figure: its hedge, its form, its amounts?"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import attrs

from lacmigration.notation._amounts import Amount, amount, joined_number
from lacmigration.notation._conventions import Conventions
from lacmigration.notation._cursor import VULGAR, Cursor
from lacmigration.notation._numerals import Numeral
from lacmigration.notation._ordinals import Place, place
from lacmigration.notation._readings import Form, Hedge, Reading
from lacmigration.notation._tokens import Kind
from lacmigration.sayings import joined, message

__all__ = ["readings"]

_NO_COUNTS = frozenset({"percent", "percentage points", "per thousand", "times"})


def readings(text: str, conventions: Conventions) -> tuple[Reading, ...]:
    """Give every reading of one figure, the locale's own first; FigureSyntaxError where it is none."""
    cursor = Cursor(text, conventions)
    before = cursor.grammar.hedges.match(cursor.tokens, 0)
    if before is not None:
        cursor.hedge, cursor.at = before
    found = _form(cursor)
    cursor.tail()
    if not cursor.ended:
        refused = conventions.refused.anywhere.match(cursor.tokens, cursor.at)
        more = message(
            "one figure ends here, but {word} follows; write one figure, such as 38% or USD 57.5 million",
            word=repr(cursor.token.text),
        )
        cursor.refuse(refused[0] if refused else more)
    if cursor.loose and cursor.hedge is Hedge.NONE:
        cursor.hedge = Hedge.ABOUT
    if cursor.hedge is not Hedge.NONE:
        found = [attrs.evolve(reading, hedge=cursor.hedge) for reading in found]
    return tuple(dict.fromkeys(found))


def _form(cursor: Cursor) -> Iterable[Reading]:
    grammar, found = cursor.grammar, cursor.tokens
    ordinal = place(cursor)
    if ordinal is not None:
        return _ordinal(cursor, ordinal)
    opened = grammar.ranges.match(found, cursor.at)
    if opened is not None:
        join, cursor.at = opened
        cursor.between = join == "and"
        return _range(cursor, amount(cursor), join)
    multiple = grammar.multiples.match(found, cursor.at)
    if multiple is not None:
        times, cursor.at = multiple
        return [Reading(number=Decimal(times), exponent=0, unit="times", form=Form.MULTIPLE)]
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
    if first.unit == "times" and not first.negative and first.values(0)[0][0]:
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


def _ordinal(cursor: Cursor, found: Place) -> Iterable[Reading]:
    """Read a place in an order; in French, "le cinquième" is one, and a fifth as well."""
    readings = [Reading(number=Decimal(found.value), exponent=0, ordinal=True)]
    if found.article and cursor.grammar.language == "fr":
        cursor.at += 1
        under = cursor.grammar.denominators.match(cursor.tokens, cursor.at)
        if under is not None and under[1] == found.end:
            part = Decimal(under[0])
            readings.append(
                Reading(number=Decimal(1), exponent=0, form=Form.FRACTION, second=part, second_exponent=0)
            )
    cursor.at = found.end
    return readings


def _fraction(cursor: Cursor) -> tuple[int, int] | None:
    """Read a fraction that stands alone: "half", "two thirds", "3/4", "¾"."""
    grammar, start = cursor.grammar, cursor.at
    token = cursor.token
    if cursor.half_of_scale() is not None or cursor.half_of_group():
        return None
    if token.key in VULGAR and grammar.scales.match(cursor.tokens, start + 1) is None:
        cursor.at += 1
        return VULGAR[token.key]
    if token.kind is Kind.NUMBER and cursor.ahead(1).key == "/" and cursor.ahead(2).kind is Kind.NUMBER:
        above, below = token.text, cursor.ahead(2).text
        if (above + below).isdigit() and len(above + below) < 10 and int(below):
            cursor.at += 3
            return int(above), int(below)
        cursor.refuse(message("a fraction is written with two whole numbers and no zero below, as in 3/4"))
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
    found = grammar.denominators.match(cursor.tokens, end) if end > start else None
    if found is None or not 0 < over < found[0]:
        return None
    under, cursor.at = found
    return over, under


def _share(cursor: Cursor, first: Amount, joined: tuple[bool, int]) -> Iterable[Reading]:
    """Read "one in five", "three in ten", "27 of the 33 countries"."""
    one_in, after = joined
    unit = first.unit or ""
    if first.negative or unit in _NO_COUNTS or unit.isupper() or "/" in unit:
        cursor.refuse(
            message(
                "a share has two counts, as in 27 of the 33, but the first number here is in {unit}",
                unit=unit or message("minus"),
            )
        )
    cursor.at = after
    second = joined_number(cursor)
    if not all(number for number, _ in second.values(0)):
        cursor.refuse(message("a share of zero is none; the second number must be above 0"), at=after)
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
        for (number, exponent), (whole, whole_exponent) in _ordered(first, second, carries=not one_in)
    ]


def _range(cursor: Cursor, first: Amount, opened: str) -> Iterable[Reading]:
    """Read the rest of "between 3 and 4 million": the scale and unit behind count for both."""
    join = cursor.grammar.range_joins[opened].match(cursor.tokens, cursor.at)
    if join is None:
        words = cursor.grammar.and_ if opened == "and" else cursor.grammar.to
        how = joined(map(repr, words), alternatives=True)
        cursor.refuse(message("the second end of the range is missing; join it with {words}", words=how))
    cursor.at = join[1]
    second = amount(cursor, inherited=first.unit if first.leading else None)
    if first.unit is None:
        first = attrs.evolve(first, shift=second.shift)
    whole = first.leading and second.unit is not None and second.unit.startswith(f"{first.unit}/")
    if first.unit not in {None, second.unit} and not whole:
        cursor.refuse(
            message(
                "the ends of a range have one unit, but these have {first} and {second}",
                first=first.unit,
                second=second.unit or message("none"),
            )
        )
    pairs = _ordered(first, second, carries=True)
    if pairs[0][0][0] > pairs[0][1][0]:
        cursor.refuse(message("a range goes from the lower number to the upper one; change them over"), at=0)
    notes = tuple(dict.fromkeys(note for note in (first.note, second.note) if note))
    return [
        Reading(
            number=low,
            exponent=exponent,
            unit=second.unit or "1",
            form=Form.RANGE,
            second=high,
            second_exponent=high_exponent,
            scaled=first.scaled or second.scaled,
            inferred=notes,
        )
        for (low, exponent), (high, high_exponent) in pairs
    ]


Pair = tuple[tuple[Decimal, int], tuple[Decimal, int]]


def _ordered(first: Amount, second: Amount, *, carries: bool) -> list[Pair]:
    """Pair the numbers of two amounts: the scale of the second counts for the first where that keeps order.

    "3 to 4 million" are millions both, but "500,000 to 2 million" are not. Pairs in the wrong order are left
    out unless there are no others.
    """
    powers = [second.power] if carries and second.scaled and not first.scaled else []
    pairs: list[Pair] = []
    for power in (*powers, first.power):
        pairs = _pairs(first, second, power)
        ordered = [pair for pair in pairs if pair[0][0] <= pair[1][0]]
        if ordered:
            return ordered
    return pairs


def _pairs(first: Amount, second: Amount, power: int) -> list[Pair]:
    """Pair the numbers that two amounts can be: a mark between digits means the same in both."""
    low, high = first.values(power), second.values(second.power)
    if len(low) > 1 and len(high) > 1:
        return list(zip(low, high, strict=True))
    # Where one of the two shows what the mark means, the other is read alike.
    if any(len(one.numerals) == 1 and one.numerals[0].places for one in (first, second)):
        low, high = low[:1], high[:1]
    return [(a, b) for a in low for b in high]
