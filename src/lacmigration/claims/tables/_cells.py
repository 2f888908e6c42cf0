"""Which number does a cell write, before anyone says what its marks mean?"""

from __future__ import annotations

import re
from typing import Final

import attrs

from lacmigration.figures import Hedge

__all__ = ["MONEY", "Written", "digits_of", "is_missing", "marks_of", "written"]

MONEY: Final = (
    r"(?:(?:[A-Z]{1,3}\\?)?\$(?:[SUDb](?![\w]))?|U\$[SD]|"
    r"[€£¥₡₲₹]|S/\.?|Bs\.?[SDF]?|B/\.?|(?<![A-Z])[A-Z]{3}(?![A-Z]))"
)
"""How a currency is written beside a number: a sign, letters with a sign, or a code."""

_LONGEST: Final = 120
"""Characters of a cell that can still be one number; the numbers of tables are shorter by far."""
_MOST_DIGITS: Final = 30
"""Digits of a number; what has more is the number of an account or of a file."""
_SPACES: Final = " \u00a0\u202f\u2009"
_NUMBER: Final = rf"(?:\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,'’]\d+)*|[.,]\d+)"
_NOTES: Final = (
    r"(?:\s?(?:[*†‡§¶#]++|[¹²³⁰⁴-⁹ᵃ-ᶻⁿ⁽][¹²³⁰⁴-⁹ᵃ-ᶻⁿ,⁾⁽]*+|\((?:[a-z]|[ivx]{1,4}|[0-9]{1,2})\)|"
    r"\[(?:[a-z]|[0-9]{1,3})\]|[a-z]/|[a-z]\))|(?<=[\d%])[acdefghijpr](?!\w)|\s[a-z](?:,\s?[a-z])*(?!\w)|"
    r"(?<=[\d%])b(?!\w))*"
)
_CELL: Final = re.compile(
    rf"\s*(?P<hedge>[<>≤≥~≈]|c\.|ca\.)?\s?"
    rf"(?P<core>(?P<outer>{MONEY}\s?(?=[(]))?(?P<open>[(]\s?)?(?P<sign>[+\-−–‑]\s?)?"
    rf"(?:(?P<money>{MONEY})\s?)?(?P<inner>[\-−–‑])?(?P<number>{_NUMBER})"
    rf"(?:\s?(?P<rate>%|‰|p\.\s?p\.|pp)(?!\w))?"
    rf"(?:\s?(?P<scale>k|K|m|M|mn|bn|B|mln|Mio\.?|Mrd\.?)(?![\w]))?"
    rf"(?:\s?(?P<behind>{MONEY}))?\s?(?P<close>[)])?)"
    # Looked at ahead, so that a long row of marks is read once and never again; a possessive group that is
    # captured breaks Python before 3.11.5.
    rf"(?=(?P<notes>{_NOTES}))(?P=notes)\s*"
)
_SCALES: Final = {"k": 3, "m": 6, "mn": 6, "mln": 6, "mio": 6, "b": 9, "bn": 9, "mrd": 9}
_HEDGES: Final = {
    "<": Hedge.LESS_THAN,
    ">": Hedge.MORE_THAN,
    "≤": Hedge.AT_MOST,
    "≥": Hedge.AT_LEAST,
    "~": Hedge.ABOUT,
    "≈": Hedge.ABOUT,
    "c.": Hedge.ABOUT,
    "ca.": Hedge.ABOUT,
}
_MISSING: Final = frozenset(
    [
        "-",
        "–",
        "—",
        "−",
        "‑",
        "--",
        "---",
        "..",
        "...",
        "….",
        "…",
        ".",
        ":",
        "?",
        "x",
        "*",
        "**",
        "n/a",
        "na",
        "n.a.",
        "n.a",
        "n.",
        "a.",
        "nd",
        "n.d.",
        "n.d",
        "n/d",
        "s.d.",
        "s/d",
        "sd",
        "s.i.",
        "s/i",
        "nil",
        "n.s.",
        "ns",
        "n.r.",
        "nr",
        "nc",
        "n.c.",
        "n/c",
        "#n/a",
        "nan",
        "null",
        "none",
        "tbd",
        "tbc",
        "-",
        "-",
        "n.e.",
        "(-)",
        "(–)",
        "$-",
        "s.o.",
        "s/o",
        "..",
        "...",
    ]
) | {
    "not available",
    "no data",
    "not applicable",
    "missing",
    "unknown",
    "no disponible",
    "sin datos",
    "sin dato",
    "no aplica",
    "não disponível",
    "sem dados",
    "não se aplica",
    "non disponible",
    "sans objet",
    "n. a.",
    "n. d.",
    "s. d.",
}
_MARKED: Final = re.compile(r"[\s¹²³⁰⁴-⁹ᵃ-ᶻ†‡]+$")


@attrs.frozen(eq=False)
class Written:
    """A number as a cell writes it: where it stands, its digits with their marks, and what is around them.

    `negative` is by a sign, `bracketed` by parentheses, which a column of shares may put around every number.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    number: str
    negative: bool
    bracketed: bool
    money: str
    rate: str
    scale: int
    hedge: Hedge


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no number: a dash, dots, "n/a", in any of the four languages.

    >>> [is_missing(text) for text in ("–", "n.d.", "…¹", "0", "")]
    [True, True, True, False, False]
    """
    if len(text) > _LONGEST:
        return False
    bare = " ".join(text.casefold().split())
    return bare in _MISSING or (bool(bare) and _MARKED.sub("", bare) in _MISSING)


def written(text: str) -> Written | None:
    """Read a cell that is one number, with its currency, percent sign and footnote marks; None if it is none.

    >>> one = written("(1,234.5)ᵃ")
    >>> one.number, one.bracketed
    ('1,234.5', True)
    >>> written("Phase 3") is None, written("12 345*").number
    (True, '12 345')
    """
    if len(text) > _LONGEST:
        return None
    match = _CELL.fullmatch(text)
    if match is None or (match["open"] is None) != (match["close"] is None):
        return None
    number = match["number"]
    if sum(map(str.isdigit, number)) > _MOST_DIGITS or (not number.isascii() and not _plain_digits(number)):
        return None
    start, end = match.span("core")
    while text[end - 1 : end].isspace():
        end -= 1
    scale = match["scale"] or ("b" if match["money"] and match["notes"].startswith("b") else "")
    sign = match["sign"] or match["inner"] or ""
    return Written(
        start,
        end,
        *match.span("number"),
        number,
        sign.strip() not in {"", "+"},
        match["open"] is not None,
        (match["outer"] or match["money"] or match["behind"] or "").strip(),
        (match["rate"] or "").replace(" ", "").replace(".", ""),
        _SCALES[scale.rstrip(".").lower()] if scale else 0,
        _HEDGES[match["hedge"]] if match["hedge"] else Hedge.NONE,
    )


def _plain_digits(number: str) -> bool:
    return all(sign.isascii() or sign in _SPACES or sign == "’" for sign in number)


def marks_of(number: str) -> str:
    """Which mark a number shows to be the decimal one: "." or ","; empty where it leaves that open.

    >>> [marks_of(text) for text in ("12,5", "1.234.567", "1.234", "0.125", "1,234.5")]
    [',', ',', '', '.', '.']
    """
    points, commas = number.count("."), number.count(",")
    if points and commas:
        last = max(number.rfind("."), number.rfind(","))
        return number[last] if number.count(number[last]) == 1 else ""
    if not points and not commas:
        return ""
    mark, other = (".", ",") if points else (",", ".")
    if points + commas > 1:
        return other
    before, after = number.split(mark)
    if any(sign in before for sign in "'’" + _SPACES):
        return mark
    if len(after) != 3 or before in {"", "0"} or len(before) > 3:
        return mark
    return ""


def digits_of(number: str, decimal: str) -> tuple[int, int] | None:
    """The digits of a number and how many stand behind its decimal mark; None where they are no number so.

    Without a decimal mark all marks group.

    >>> digits_of("1.234,5", ","), digits_of("1.234", ","), digits_of("1.234", ".")
    ((12345, 1), (1234, 0), (1234, 3))
    """
    whole, mark, fraction = number.partition(decimal) if decimal else (number, "", "")
    if mark and not fraction.isdigit():
        return None
    bare = "".join(filter(str.isdigit, whole))
    return int((bare or "0") + fraction), len(fraction)
