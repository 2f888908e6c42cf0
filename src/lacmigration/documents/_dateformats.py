"""How does a spreadsheet show a day or a time that it keeps as a number of days?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

__all__ = ["shown_date"]

_ENGLISH: Final = "January February March April May June July August September October November December"
_MONTHS: Final = {
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
_DAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
# The low byte of a Windows language code is its language.
_LANGUAGES: Final = {0x0A: "es", 0x16: "pt", 0x0C: "fr"}
_SECONDS: Final = 86_400
# The last day that a spreadsheet knows: 31 December 9999.
LAST_DAY: Final = 2_958_465
_DAYS_TO_1904: Final = 1_462
_FALSE_LEAP_DAY: Final = 60
# The digits of that day's seconds, and more behind the point than a format has signs.
_EXACT: Final = Context(prec=300)


def shown_date(
    value: Decimal, tokens: Sequence[tuple[str, str]], *, since_1904: bool, language: int
) -> str | None:
    """A number of days as its format shows it; None where no calendar has such a day.

    `tokens` are pairs of a kind ("date", "elapsed" or "literal") and a text, in lower case but for literals.
    The day 60 of the older calendar is the 29 February 1900 that never was, and is shown as the program does.
    """
    last = LAST_DAY - _DAYS_TO_1904 if since_1904 else LAST_DAY
    if not 0 <= value < last + 1:
        return None
    decimals = max((len(text) - 1 for kind, text in tokens if kind == "fraction"), default=0)
    unit = Decimal(1).scaleb(-decimals)
    seconds = (value * _SECONDS).quantize(unit, ROUND_HALF_UP, _EXACT)
    days, rest = _EXACT.divmod(seconds, Decimal(_SECONDS))
    if days > last:  # rounded up to midnight
        return None
    day = _day(int(days), since_1904=since_1904)
    names = _MONTHS.get(_LANGUAGES.get(language & 0xFF, ""), _ENGLISH).split()
    noon = any(kind == "noon" for kind, _ in tokens)
    said: list[str] = []
    for at, (kind, text) in enumerate(tokens):
        if kind == "date":
            if text[0] == "m" and _is_minute(tokens, at):
                said.append(str(int(rest % 3600 // 60)).zfill(min(len(text), 2)))
            elif text[0] in "hs":
                hours = int(rest // 3600)
                number = ((hours + 11) % 12 + 1 if noon else hours) if text[0] == "h" else int(rest % 60)
                said.append(str(number).zfill(min(len(text), 2)))
            else:
                said.append(_calendar(day, text, names))
        elif kind == "elapsed":
            whole = int(seconds // {"h": 3600, "m": 60, "s": 1}[text[0]])
            said.append(str(whole).zfill(len(text)))
        elif kind == "fraction":
            said.append(f"{_EXACT.remainder(rest, Decimal(1)):f}"[1:])
        elif kind == "noon":
            said.append(text.split("/")[rest >= _SECONDS // 2])
        else:
            said.append(text)
    return "".join(said)


def _day(days: int, *, since_1904: bool) -> tuple[int, int, int, int]:
    """Year, month, day and weekday (0 is Monday)."""
    if since_1904:
        start = date(1904, 1, 1)
    elif days == _FALSE_LEAP_DAY:
        return 1900, 2, 29, 2
    else:
        start = date(1899, 12, 31) if days < _FALSE_LEAP_DAY else date(1899, 12, 30)
    found = start + timedelta(days=days)
    return found.year, found.month, found.day, found.weekday()


def _calendar(day: tuple[int, int, int, int], text: str, names: Sequence[str]) -> str:
    year, month, number, weekday = day
    if text[0] in "ye":
        return f"{year % 100:02}" if len(text) < 3 and text[0] == "y" else f"{year:04}"
    if text[0] == "d":
        if len(text) < 3:
            return str(number).zfill(len(text))
        return _DAYS.split()[weekday][: 3 if len(text) == 3 else None]
    if len(text) < 3:
        return str(month).zfill(len(text))
    return names[month - 1][: {3: 3, 5: 1}.get(len(text))]


def _is_minute(tokens: Sequence[tuple[str, str]], at: int) -> bool:
    """Whether an m means minutes: behind an hour or before a second."""
    if len(tokens[at][1]) > 2:
        return False
    before = [text[0] for kind, text in tokens[:at] if kind in {"date", "elapsed"}]
    after = [text[0] for kind, text in tokens[at + 1 :] if kind in {"date", "elapsed"}]
    return before[-1:] == ["h"] or after[:1] == ["s"]
