"""Is the text of a cell a figure by itself, with or without its unit?"""

from __future__ import annotations

import re
from typing import Final

from lacmigration.documents._evidence import has_number, is_period

__all__ = ["is_entry", "is_figure"]

# A figure with its unit is not longer.
LONGEST: Final = 60

_UNIT: Final = (
    r"(?:[A-Z]{3}|US\$|[$€£¥%‰]|k|m|bn|[KMB]|(?:thousands?|millions?|billions?|mil(?:lones|lón)?|milh(?:ões|ão)|"
    r"milliers?|milliards?)(?:\s(?:of|de))?)"
)
_WITH_UNIT: Final = re.compile(
    rf"(?:(?:{_UNIT})\s?)?[(\-−–+]?\d[\d.,'’\u00a0\u202f ]*(?:\s?{_UNIT})?(?:\s{_UNIT})?\)?[*†‡¹²³⁴⁵⁶⁷⁸⁹⁰]*"
)
_NOTHING: Final = frozenset({"-", "–", "—", "−", "...", "…", "n/a", "na", "n.a.", "n.d.", "s.d.", "..", "%"})
_ERROR: Final = re.compile(r"#[A-Z]+[/A-Z0-9]*[!?]?")


def is_figure(text: str) -> bool:
    """Whether a text is one figure, alone or with a currency, a magnitude or a percent sign; no year.

    >>> [is_figure(text) for text in ("1,204", "19,569 USD", "USD 2.3M", "12 %", "2024", "14 WORK")]
    [True, True, True, True, False, False]
    """
    if len(text) > LONGEST:
        return False
    return has_number(text) or (_WITH_UNIT.fullmatch(text.strip()) is not None and not is_period(text))


def is_entry(text: str) -> bool:
    """Whether a text can stand in a column of figures: a figure, a year, or a sign that none is there.

    >>> is_entry("2024"), is_entry("n/a"), is_entry("#DIV/0!"), is_entry("Total")
    (True, True, True, False)
    """
    text = text.strip()
    return (
        is_figure(text) or is_period(text) or text.lower() in _NOTHING or _ERROR.fullmatch(text) is not None
    )
