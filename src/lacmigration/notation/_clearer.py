"""What can be written in the place of a text that has more than one reading?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lacmigration.errors import FigureSyntaxError
from lacmigration.notation._conventions import conventions
from lacmigration.notation._reading_one import ANY_LOCALE, read_one
from lacmigration.notation._readings import Form, Reading

__all__ = ["clearer"]

# One group of three digits behind a mark: what a locale may take for decimals or for thousands.
_UNCLEAR = r"(?<![0-9.,])([1-9][0-9]{{0,2}})[{marks}]([0-9]{{3}})(?![.,]?[0-9])"
_COUNTS = {2: "two", 3: "three", 4: "four"}


def clearer(text: str, readings: Sequence[Reading], *, locale: str | None) -> str:
    """Say which readings a text has, and what to write for each of them.

    Every text that is proposed has been read, and has the one reading that it is proposed for. With a leading
    zero, digits cannot be thousands: "01.234" is a little more than one.

    >>> clearer("1.234", read_one("1.234"), locale="en")
    "'1.234' can be read in two ways, as 1.234 and as 1234; write 01.234 for the first, 1234 for the second"
    """
    count = _COUNTS.get(len(readings), str(len(readings)))
    shown = [_shown(reading) for reading in readings]
    proposed = [_proposed(text, reading, locale) for reading in readings]
    ways = " and ".join(f"as {one}" for one in shown)
    if all(proposed):
        places = ("first", "second", "third", "fourth")
        advice = ", ".join(f"{one} for the {which}" for one, which in zip(proposed, places, strict=False))
        return f"{text!r} can be read in {count} ways, {ways}; write {advice}"
    if locale is not None:
        mark = conventions(locale).marks.decimal
        advice = f"write thousands without a mark, and decimals with a zero in front, as in 01{mark}234"
        return f"{text!r} can be read in {count} ways, {ways}; {advice}"
    ways = " and ".join(
        f"as {one} in {_languages(text, reading)}" for one, reading in zip(shown, readings, strict=True)
    )
    return f"{text!r} can be read in {count} ways, {ways}; give the locale of the text"


def _shown(reading: Reading) -> str:
    number = f"{reading.number:f}"
    if reading.ordinal:
        return f"the place {number}"
    return {
        Form.RANGE: f"{number} to {reading.second:f}" if reading.second is not None else "",
        Form.ONE_IN: f"1 in {number}",
        Form.OUT_OF: f"{number} of {reading.second:f}" if reading.second is not None else "",
        Form.FRACTION: f"the part {number}/{reading.second:f}" if reading.second is not None else "",
    }.get(reading.form, number)


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


def _languages(text: str, reading: Reading) -> str:
    found = []
    for name in ANY_LOCALE:
        try:
            if reading in read_one(text, locale=name):
                found.append(conventions(name).grammar.name)
        except FigureSyntaxError:
            continue
    return " or ".join(found)
