"""Which numbers in a text are no figures: parts of names and codes, references, dates, times, addresses?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from lacmigration._iso4217 import MINOR_UNITS
from lacmigration.reading._mentions import Masked
from lacmigration.reading._prose import Prose
from lacmigration.sayings import Saying, message

__all__ = ["masks"]

_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.|doi:|doi\.org/)\S++|[\w.+-]{1,64}+@[\w-]++(?:\.[\w-]++)+")
_MAY_HOLD_ADDRESS = re.compile(r"://|www\.|doi|@")
_TELEPHONE = re.compile(r"(?<![\w.,])\+[0-9]{1,3}[ .-]?\(?[0-9][0-9 ().-]{6,20}[0-9](?![\w%])")
_LOCAL_TELEPHONE = re.compile(r"(?<![\w.,])(?<![0-9] )0[0-9]{1,4}(?:[ .-][0-9]{2,4}){2,6}(?![\w%])")
_REFERENCE = re.compile(r"\[[0-9]{1,3}(?:\s?[,;–-]\s?[0-9]{1,3}){0,20}\]")
_OPENING = re.compile(
    r"\s*(?P<enumerator>\(?[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}[.)]{1,2}(?=\s)|\([0-9]{1,2}\)(?=\s)|[0-9]{1,3}(?=\t)"
    r"|[0-9]{1,2}(?:\.[0-9]{1,2}){1,4}(?=\s+[^\W\da-zà-ÿ])|[0-9]{1,5}(?=,\s[^\W\da-zà-ÿ][a-zà-ÿ]))"
)
_PAGE = re.compile(r"\t(?P<page>[0-9]{1,4})\s*$")
_BEFORE_CAPITALS = re.compile(r"(?<![\w.,$€£])(?P<number>[0-9]{1,3}) (?=[^\W\da-zà-ÿ]{4})")
_POSTCODE = re.compile(
    r"(?<![\w.,])(?:[A-Z]{1,2}[ -])[0-9]{4,6}(?= [A-Z])|(?<=\bCEP )[0-9]{5}-?[0-9]{3}"
    r"|(?<=\b[CD]\.[CFP]\. )[0-9]{5,6}(?![\w.,])"
)
# What stands between spaces, dashes and brackets; only what holds a digit is looked at.
# It is looked for where such a stretch begins only, so that no character is passed more than twice.
_BREAK = r"\s—―…()\[\]{}<>|"
_CHUNK = re.compile(rf"(?<![^{_BREAK}])[^{_BREAK}0-9]*+[0-9][^{_BREAK}]*+")
_QUOTES = "\"'“”\u2018\u2019«»*_"
_FORMATTING = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_MARKS = (
    "".join(
        chr(code)
        for first, last in ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2069))
        for code in range(first, last + 1)
    )
    + "\ufeff"
)
_BEFORE, _BEHIND = f"{_QUOTES}{_MARKS}¿¡~≈≃≤≥=±", f"{_QUOTES}{_MARKS}.,;:!?"
_INVISIBLE = re.compile(rf"(?<=[0-9])[.,]?[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f{_FORMATTING}][.,]?(?=[0-9])")
_FOREIGN = re.compile(r"(?![0-9])\d")
_FOREIGN_NUMBER = re.compile(r"[\d.,\u066b\u066c'’]+")
_GROUP = re.compile(r"[0-9]{3}(?![0-9])")

_NUMBER = r"[-−–+]?(?:[.,][0-9]|[0-9])[0-9.,'’\u00a0\u202f]*[½¼¾⅓⅔]?"
_SIGN = r"(?:[A-Za-z]{0,4}\\?\$[Ub]?|[A-Z]{3}|[€£¥₡₲₹]|S/\.?|B/\.?|Bs\.?(?:[SDF]\.?)?|Q\.?|L\.?|Lps\.?|Gs\.?)"
_LETTERS = r"(?:[kKmMbB]|[mM][mMnN]|[mM]ln|[mM]io|[mM]r?ds?|[bB]n|bi|mi|mil|tri|tr?n|MDP|MDD|M\$|M€|Mrd)"
_FIGURE = re.compile(
    rf"(?:{_SIGN}:?[-−]?)?{_NUMBER}{_LETTERS}?(?:[-–]{_SIGN}?{_NUMBER}{_LETTERS}?)?(?:%|‰|{_SIGN}|x|×|pp|ers?)?"
    rf"(?:/[^\W\d_]+)?(?:[-‐‑][^\W\d_]+)*[¹²³⁰⁴-⁹,]*"
)
_DATE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-3]?[0-9](?P<mark>[./-])[01]?[0-9](?P=mark)(?:[12][0-9])?[0-9]{2}"
    r"|[01]?[0-9]/[12][0-9]{3}"
)
_TIME = re.compile(
    r"[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?|[0-2]?[0-9]h[0-5]?[0-9]?|[01]?[0-9](?:\.[0-5][0-9])?[ap]m"
)
_DECADE = re.compile(r"(?:mid-|early-|late-)?'?(?:[12][0-9])?[0-9]0'?s")
_YEARS = re.compile(r"(?:[^\W\d_]+[-–‐])?(?P<years>[12][0-9]{3}(?:[-–/][12][0-9]{3}|[-–/][0-9]{2})?)")
_FOOTNOTE = re.compile(r"[^\W\d_]{2,}[.,;:!?]?[\"”’»]?(?P<mark>[0-9]{1,3})")
_SLASHED = re.compile(r"[0-9]+/[0-9]+(?:/[0-9]+)*")
_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+){2,}")
_ZEROS = re.compile(r"0[0-9]+")
# A quarter or a question, where nothing tells that it is a sum of quetzales or lempiras.
_QUESTION = re.compile(r"[QL][0-9]{1,2}")
_SCALE = re.compile(r"\s?(?:mi|m\b|thou|bi)", re.IGNORECASE)
_CONFERENCE = re.compile(r"COP[0-9]{1,2}")  # nobody writes two-digit pesos of Colombia like this
_FRACTION = re.compile(r"[1-9]/[1-9][0-9]?")
_ITEM, _NAME = message("the number of an item"), message("part of a name or code")
_ORDINAL = message("an ordinal")
_GAPS = " \u00a0\u202f\u2009"
_ASCII_DIGITS = frozenset("0123456789")
_AFTER_CODE = _ASCII_DIGITS | {"-"}
_LONGEST = 120
"""Characters between two spaces that are looked at for a figure."""
_SHORTEST_NAME = 6
"""Letters from which a capitalised word with digits at its end is a word with a note, not a name."""


def masks(text: str, prose: Prose) -> list[Masked]:
    """Every stretch of a block that holds digits and is no figure, in order, none within another."""
    found = [*_addresses(text), *_lines(text), *_items(text)]
    found += _matches(_POSTCODE, text, message("a postal code"))
    found += _matches(_TELEPHONE, text, message("a telephone number")) if "+" in text else ()
    found += _matches(_LOCAL_TELEPHONE, text, message("a telephone number"))
    found += _matches(_REFERENCE, text, message("a reference")) if "[" in text else ()
    found += _foreign(text)
    found += _chunks(text, prose)
    found.sort(key=_place)
    kept: list[Masked] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _place(one: Masked) -> tuple[int, int]:
    return one.start, -one.end


def _matches(pattern: re.Pattern[str], text: str, reason: Saying) -> Iterator[Masked]:
    for match in pattern.finditer(text):
        yield Masked(start=match.start(), end=match.end(), text=match[0], reason=reason)


def _addresses(text: str) -> Iterator[Masked]:
    if _MAY_HOLD_ADDRESS.search(text):
        yield from _matches(_ADDRESS, text, message("part of an address"))


def _lines(text: str) -> Iterator[Masked]:
    """The numbers that open a line and number it, and the page that a line of contents ends with."""
    at = 0
    for line in text.splitlines(keepends=True):
        first = _OPENING.match(line)
        if first is not None and first.end() < len(line.rstrip()):
            start, end = first.span("enumerator")
            yield _masked(text, at + start, at + end, _ITEM)
            page = _PAGE.search(line)
            if page is not None:
                yield _masked(
                    text, at + page.start("page"), at + page.end("page"), message("the number of a page")
                )
        at += len(line)


def _masked(text: str, start: int, end: int, reason: Saying) -> Masked:
    return Masked(start=start, end=end, text=text[start:end], reason=reason)


def _items(text: str) -> Iterator[Masked]:
    """Numbers before names in capitals, where there are several: "1 DATA, 3 INFORMATION"."""
    found = list(_BEFORE_CAPITALS.finditer(text))
    if len(found) > 1:
        for match in found:
            yield _masked(text, *match.span("number"), _ITEM)


def _foreign(text: str) -> Iterator[Masked]:
    """Numbers in the digits of another script, which are not read; a number that mixes digits is none."""
    if not text.isascii() and _FOREIGN.search(text):
        for match in _FOREIGN_NUMBER.finditer(text):
            if not match[0].isascii() and _FOREIGN.search(match[0]):
                yield _masked(text, *match.span(), message("digits of another script"))


def _chunks(text: str, prose: Prose) -> Iterator[Masked]:
    ordinal = _ordinal(prose.ordinal)
    for match in _CHUNK.finditer(text):
        chunk = match[0]
        if chunk.isdigit() and (chunk[0] != "0" or _is_group(text, match.start())):
            continue
        core = chunk.lstrip(_BEFORE)
        start = match.start() + len(chunk) - len(core)
        core = core.rstrip(_BEHIND)
        if core[:1] == "0" and _is_group(text, start):
            continue  # the last group of "1 200 000."
        what = _reason(core, ordinal)
        if what is None and _QUESTION.fullmatch(core) and not _SCALE.match(text, match.end()):
            what = _NAME, 0, len(core)
        if what is not None:
            reason, at, end = what
            yield Masked(start=start + at, end=start + end, text=core[at:end], reason=reason)


def _is_group(text: str, start: int) -> bool:
    """Whether three digits at a place go on with a number: those of "120 000"."""
    return (
        start > 1
        and text[start - 1] in _GAPS
        and text[start - 2] in _ASCII_DIGITS
        and bool(_GROUP.match(text, start))
    )


@lru_cache(maxsize=16)
def _ordinal(ending: str) -> re.Pattern[str]:
    return re.compile(rf"[0-9]{{1,4}}\.?{ending}(?:-[^\W\d_]+)?")


def _reason(core: str, ordinal: re.Pattern[str]) -> tuple[Saying, int, int] | None:
    """Why a stretch with a digit is no figure, with its bounds; None where it may be one."""
    if len(core) > _LONGEST:
        return None if core.isdigit() else (message("within a long stretch without a space"), 0, len(core))
    if _INVISIBLE.search(core):
        return message("an invisible character stands within the number"), 0, len(core)
    if ordinal.fullmatch(core):
        return _ORDINAL, 0, len(core)
    for pattern, reason, spared in _KINDS:
        if pattern.fullmatch(core) and not spared(core):
            return reason, 0, len(core)
    if (_YEARS.fullmatch(core) and not core[:2].isupper()) or (
        _FIGURE.fullmatch(core) and not _is_foreign_code(core)
    ):
        return None
    footnote = _FOOTNOTE.fullmatch(core)
    if footnote is not None and (core[0].islower() or len(core) - len(footnote["mark"]) > _SHORTEST_NAME):
        return message("the mark of a footnote"), *footnote.span("mark")
    return (_NAME, 0, len(core)) if any(map(str.isalpha, core)) else None


def _is_foreign_code(core: str) -> bool:
    """Whether three capitals stand before the number that are no currency."""
    code = core[:3]
    if _CONFERENCE.fullmatch(core):
        return True
    return code.isalpha() and code.isupper() and core[3:4] in _AFTER_CODE and code not in MINOR_UNITS


def _never(_: str) -> bool:
    return False


def _is_fraction_or_years(core: str) -> bool:
    return bool(_FRACTION.fullmatch(core) or _YEARS.fullmatch(core))


def _is_grouped(core: str) -> bool:
    """Whether points stand between groups of three digits, as in 1.234.567."""
    head, *groups = core.split(".")
    return len(head) <= 3 and all(len(group) == 3 for group in groups)


_KINDS: tuple[tuple[re.Pattern[str], Saying, Callable[[str], bool]], ...] = (
    (_DATE, message("a date"), _never),
    (_DECADE, message("a decade"), _never),
    (_TIME, message("a time of day"), _never),
    (_VERSION, message("a number of a section or version"), _is_grouped),
    (_SLASHED, message("numbers with a slash"), _is_fraction_or_years),
    (_ZEROS, message("a code, as it begins with zero"), _never),
)
"""What a stretch can be that is no figure, and what it must not be at the same time."""
