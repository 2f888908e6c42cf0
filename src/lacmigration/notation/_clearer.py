"""What can be written in the place of a text that has more than one reading?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lacmigration.errors import FigureSyntaxError
from lacmigration.notation._conventions import conventions
from lacmigration.notation._reading_one import ANY_LOCALE, read_one
from lacmigration.notation._readings import Form, Reading
from lacmigration.sayings import Message, Saying, Series, joined, later, message

__all__ = ["clearer"]

# One group of three digits behind a mark: what a locale may take for decimals or for thousands.
_UNCLEAR = r"(?<![0-9.,])([1-9][0-9]{{0,2}})[{marks}]([0-9]{{3}})(?![.,]?[0-9])"
_COUNTS = {2: message("two"), 3: message("three"), 4: message("four")}
_PLACES = (
    later("{text} for the first"),
    later("{text} for the second"),
    later("{text} for the third"),
    later("{text} for the fourth"),
)


def clearer(text: str, readings: Sequence[Reading], *, locale: str | None) -> Saying:
    """Say which readings a text has, and what to write for each of them.

    Every text that is proposed has been read, and has the one reading that it is proposed for. With a leading
    zero, digits cannot be thousands: "01.234" is a little more than one.

    >>> str(clearer("1.234", read_one("1.234"), locale="en"))
    "'1.234' can be read in two ways, as 1.234 and as 1234; write 01.234 for the first, 1234 for the second"
    """
    count = _COUNTS.get(len(readings), str(len(readings)))
    shown = [_shown(reading) for reading in readings]
    proposed = [_proposed(text, reading, locale) for reading in readings]
    said = {"text": repr(text), "count": count}
    ways = joined([message("as {reading}", reading=one) for one in shown])
    if all(proposed):
        listed = zip(proposed, _PLACES, strict=False)
        advice = Series(tuple(Message(place, (("text", one),)) for one, place in listed), between=", ")
        return message(
            "{text} can be read in {count} ways, {ways}; write {advice}", ways=ways, advice=advice, **said
        )
    if locale is not None:
        mark = conventions(locale).marks.decimal
        return message(
            "{text} can be read in {count} ways, {ways}; write thousands without a mark, and decimals with a "
            "zero in front, as in {example}",
            ways=ways,
            example=f"01{mark}234",
            **said,
        )
    ways = joined(
        [
            message("as {reading} in {languages}", reading=one, languages=_languages(text, reading))
            for one, reading in zip(shown, readings, strict=True)
        ]
    )
    return message(
        "{text} can be read in {count} ways, {ways}; give the locale of the text", ways=ways, **said
    )


def _shown(reading: Reading) -> str | Saying:
    number = f"{reading.number:f}"
    second = "" if reading.second is None else f"{reading.second:f}"
    if reading.ordinal:
        return message("the place {number}", number=number)
    match reading.form:
        case Form.RANGE:
            return message("{low} to {high}", low=number, high=second)
        case Form.ONE_IN:
            return message("1 in {number}", number=number)
        case Form.OUT_OF:
            return message("{number} of {whole}", number=number, whole=second)
        case Form.FRACTION:
            return message("the part {fraction}", fraction=f"{number}/{second}")
        case _:
            return number


def _proposed(text: str, reading: Reading, locale: str | None) -> str:
    """Find a text that has this reading alone: without the mark, with a zero before it, or in digits."""
    mark, group = ".", ""
    if locale is not None:
        mark, group = conventions(locale).marks.decimal, conventions(locale).marks.group
    unclear = re.compile(_UNCLEAR.format(marks=".,".replace(group, "")))
    number = f"{reading.number:f}"
    candidates = [unclear.sub(r"\1\2", text), unclear.sub(rf"0\g<1>{mark}\2", text)]
    candidates += [f"{number}e"] if reading.ordinal else []
    candidates += [f"{number}/{reading.second:f}"] if reading.form is Form.FRACTION else []
    return next((one for one in candidates if _reads_as(one, reading, locale)), "")


def _reads_as(text: str, reading: Reading, locale: str | None) -> bool:
    try:
        return read_one(text, locale=locale) == (reading,)
    except FigureSyntaxError:
        return False


def _languages(text: str, reading: Reading) -> Saying:
    found = []
    for name in ANY_LOCALE:
        try:
            if reading in read_one(text, locale=name):
                found.append(Message(conventions(name).grammar.name))
        except FigureSyntaxError:
            continue
    return joined(found, alternatives=True)
