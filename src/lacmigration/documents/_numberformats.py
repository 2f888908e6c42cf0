"""Which text does a spreadsheet show for a stored number under a cell's number format?"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

import attrs

from lacmigration.documents._dateformats import shown_date

__all__ = ["shown", "shown_text"]

# The program keeps and shows 15 significant digits; what lies behind them is noise of binary fractions.
_SHOWN: Final = Context(prec=15, rounding=ROUND_HALF_UP)
# A double has 309 digits before its point, and a format of 255 signs moves the point by 510 places.
_EXACT: Final = Context(prec=1_200, rounding=ROUND_HALF_UP)
_GENERAL_WIDTH: Final = 11
_PLAIN_ZEROS: Final = 9

_TOKEN: Final = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<blank>.)|\*(?P<fill>.)'
    r"|\[(?P<bracket>[^\]]*)\]|(?P<general>General)|(?P<noon>AM/PM|A/P)"
    r"|(?P<exponent>E[+-])|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)"
    r"|(?P<slash>/)|(?P<text>@)|(?P<date>y+|m+|d+|h+|s+|e+|b+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION: Final = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_COMPARE: Final[Mapping[str, Callable[[Decimal, Decimal], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_CURRENCY: Final = re.compile(r"\$([^-]*)(?:-(?:([0-9A-Fa-f]{3,8})|.*))?")


@attrs.frozen(kw_only=True)
class _Section:
    """One of the up to four parts of a format: its tokens, and for which numbers it is meant."""

    tokens: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None = None
    language: int = 0

    def has(self, kind: str) -> bool:
        return any(each == kind for each, _ in self.tokens)

    @property
    def is_date(self) -> bool:
        return self.has("date") or self.has("elapsed")


_GENERAL: Final = _Section(tokens=(("general", "General"),))


def shown(value: Decimal, code: str, *, since_1904: bool = False) -> str:
    """The text of a number as the cell shows it, without the blanks that only align it.

    Halves are rounded away from zero, as the program does. Months are named in the format's own language.

    >>> shown(Decimal("57480000"), '#,##0.0,,"M"'), shown(Decimal("-0.125"), "0.0%;(0.00%)")
    ('57.5M', '(12.50%)')
    """
    value = _SHOWN.plus(value)
    if code == "General":
        return _general(value)
    sections = _sections(code)
    section, signed = _chosen(value, sections)
    if section.is_date:
        text = shown_date(value, _as_date(section), since_1904=since_1904, language=section.language)
        return _general(value) if text is None else text.strip()
    amount = value if signed else abs(value)
    if section.has("general") or section.has("text"):
        plain = _general(amount)
        return "".join(
            plain if kind in {"general", "text"} else text for kind, text in section.tokens
        ).strip()
    sign = "-" if amount < 0 else ""
    if section.has("slash") and section.has("digit"):
        return sign + _fraction(abs(amount), section)
    return (
        (sign + _number(abs(amount), section)).strip() if section.has("digit") else _literals(section, sign)
    )


def shown_text(text: str, code: str) -> str:
    """A text as the cell shows it: formats may put words around it.

    >>> shown_text("Peru", '0;0;0;"in "@')
    'in Peru'
    """
    sections = _sections(code)
    section = sections[3] if len(sections) > 3 else sections[-1]
    if not section.has("text"):
        return text
    return "".join(text if kind == "text" else said for kind, said in section.tokens)


def _literals(section: _Section, sign: str) -> str:
    """A section without any digit shows its words alone."""
    return (sign + "".join(text for kind, text in section.tokens if kind == "literal")).strip()


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    result: list[_Section] = []
    tokens: list[tuple[str, str]] = []
    condition: tuple[str, Decimal] | None = None
    language = 0
    for match in _TOKEN.finditer(code + ";"):
        kind = match.lastgroup or "other"
        text = match.group(kind)
        if kind == "other" and text == ";":
            result.append(_Section(tokens=tuple(tokens), condition=condition, language=language))
            tokens, condition, language = [], None, 0
        elif kind == "bracket":
            compared, money = _CONDITION.fullmatch(text), _CURRENCY.fullmatch(text)
            if compared is not None:
                condition = (compared[1], Decimal(compared[2]))
            elif money is not None:
                tokens.append(("literal", money[1]))
                language = int(money[2] or "0", 16)
            elif text.lower() in {"h", "hh", "m", "mm", "s", "ss"}:
                tokens.append(("elapsed", text.lower()))
        elif kind in {"quoted", "escaped", "other"}:
            tokens.append(("literal", text))
        elif kind == "blank":
            tokens.append(("literal", " "))
        elif kind != "fill":
            tokens.append((kind, text.lower() if kind == "date" else text))
    return tuple(result[:4]) or (_GENERAL,)


def _chosen(value: Decimal, sections: Sequence[_Section]) -> tuple[_Section, bool]:
    """The section for a number, and whether a minus sign is the program's to add."""
    numeric = sections[:3]
    if any(section.condition for section in numeric):
        for at, section in enumerate(numeric):
            if section.condition is None:
                if at < len(numeric) - 1 and at > 0 and value >= 0:
                    continue
                return section, True
            sign, bound = section.condition
            if _COMPARE[sign](value, bound):
                return section, not (sign in {"<", "<="} and bound <= 0)
        return _GENERAL, True  # programs show crosses; the figure itself says more
    if len(numeric) == 1 or (len(numeric) == 2 and numeric[1].has("text")):
        return numeric[0], True
    if value < 0:
        return numeric[1], False
    if value == 0 and len(numeric) > 2:
        return numeric[2], False
    return numeric[0], False


def _as_date(section: _Section) -> list[tuple[str, str]]:
    """The tokens of a date, in which points, digits and slashes are only marks."""
    result: list[tuple[str, str]] = []
    tokens = list(section.tokens)
    at = 0
    while at < len(tokens):
        kind, text = tokens[at]
        end = at + 1
        while kind == "point" and end < len(tokens) and tokens[end] == ("digit", "0"):
            end += 1
        if end > at + 1:
            result.append(("fraction", "." + "0" * (end - at - 1)))
        else:
            result.append((kind if kind in {"date", "elapsed", "noon"} else "literal", text))
        at = end
    return result


def _general(value: Decimal) -> str:
    """What "General" shows where the column is wide enough: eleven characters, or an exponent."""
    if not value:
        return "0"
    sign, size = "-" if value < 0 else "", abs(value)
    place = size.adjusted()
    plain = f"{size.normalize(_EXACT):f}"
    if -_PLAIN_ZEROS <= place <= _GENERAL_WIDTH - 1 and len(plain) <= _GENERAL_WIDTH:
        return sign + plain
    if -4 <= place <= _GENERAL_WIDTH - 1:
        places = min(max(_GENERAL_WIDTH - 2 - place, 0), _GENERAL_WIDTH - 2)
        rounded = _rounded(size, places)
        if len(f"{rounded:f}".split(".", maxsplit=1)[0]) <= _GENERAL_WIDTH:
            return sign + _trimmed(f"{rounded:f}")
    mantissa = _rounded(size.scaleb(-place, _EXACT), 5)
    if mantissa >= 10:
        mantissa, place = mantissa / 10, place + 1
    return f"{sign}{_trimmed(f'{mantissa:f}')}E{'-' if place < 0 else '+'}{abs(place):02}"


def _trimmed(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)


def _number(value: Decimal, section: _Section) -> str:
    """A number in digits: scaled by percent signs and trailing commas, rounded and laid into its places."""
    tokens = section.tokens
    point = next((at for at, (kind, _) in enumerate(tokens) if kind == "point"), len(tokens))
    exponent = next((at for at, (kind, _) in enumerate(tokens) if kind == "exponent"), len(tokens))
    digits = [at for at, (kind, _) in enumerate(tokens) if kind == "digit" and at < exponent]
    whole = [at for at in digits if at < point]
    behind = [at for at in digits if at > point]
    commas = [at for at, (kind, _) in enumerate(tokens) if kind == "comma"]
    ends = [max(places) for places in (whole, digits) if places]
    scaling = [at for at in commas if any(_follows(tokens, end, at) for end in ends)]
    grouped = any(whole[0] < at < whole[-1] for at in commas) if whole else False
    value = value.scaleb(2 * sum(kind == "percent" for kind, _ in tokens) - 3 * len(scaling), _EXACT)
    power = 0
    if exponent < len(tokens):
        value, power = _scientific(value, max(len(whole), 1), len(behind))
    text = f"{_rounded(value, len(behind)):f}"
    integer, _, decimals = text.partition(".")
    integer = "" if integer == "0" else integer
    said = dict(zip(whole, _laid(integer, [tokens[at][1] for at in whole], grouped=grouped), strict=True))
    said |= dict(zip(behind, _behind(decimals, [tokens[at][1] for at in behind]), strict=True))
    if not whole and integer and point < len(tokens):
        said[point] = integer + "."
    for at, (kind, text) in enumerate(tokens):
        if at in said or kind == "comma":
            continue
        said[at] = text
    if exponent < len(tokens):
        _lay_power(said, tokens, exponent, power)
    return "".join(said.get(at, "") for at in range(len(tokens)))


def _follows(tokens: Sequence[tuple[str, str]], end: int, comma: int) -> bool:
    return comma > end and all(kind == "comma" for kind, _ in tokens[end + 1 : comma + 1])


def _laid(integer: str, places: Sequence[str], *, grouped: bool) -> list[str]:
    """The digits before the point over their places, from the right; the first takes what is left over."""
    result: list[str] = []
    count = 0
    rest = integer
    for at in range(len(places) - 1, -1, -1):
        taken = ""
        while True:
            if rest:
                digit, rest = rest[-1], rest[:-1]
            else:
                digit = {"0": "0", "?": " "}.get(places[at], "")
            if digit and count and count % 3 == 0 and grouped:
                taken = (" " if digit == " " else ",") + taken
            taken = digit + taken
            count += len(digit)
            if at or not rest:
                break
        result.append(taken)
    return result[::-1]


def _behind(decimals: str, places: Sequence[str]) -> list[str]:
    """The digits behind the point: zeros at the end are shown where the format insists on them."""
    result = list(decimals)
    for at in range(len(places) - 1, -1, -1):
        if decimals[at] != "0" or places[at] == "0":
            break
        result[at] = " " if places[at] == "?" else ""
    return result


def _scientific(value: Decimal, step: int, places: int) -> tuple[Decimal, int]:
    if not value:
        return value, 0
    power = value.adjusted() // step * step
    mantissa = value.scaleb(-power, _EXACT)
    if _rounded(mantissa, places) >= 10**step:
        power += step
        mantissa = value.scaleb(-power, _EXACT)
    return mantissa, power


def _lay_power(said: dict[int, str], tokens: Sequence[tuple[str, str]], exponent: int, power: int) -> None:
    places = [at for at, (kind, _) in enumerate(tokens) if kind == "digit" and at > exponent]
    sign = "-" if power < 0 else "+" if tokens[exponent][1].endswith("+") else ""
    said[exponent] = "E" + sign
    laid = _laid(str(abs(power)) if power else "", [tokens[at][1] for at in places], grouped=False)
    said.update(zip(places, laid, strict=True))


def _fraction(value: Decimal, section: _Section) -> str:
    """A number as a whole and a common fraction, with as many digits below as the format has places."""
    code = "".join(text for _, text in section.tokens)
    below = re.search(r"/\s*([0#?]+|\d+)", code)
    exact = Fraction(value)
    whole = int(exact) if re.search(r"[0#?]\s+[0#?]+\s*/", code) else 0
    rest = exact - whole
    if below is not None and below[1].strip("0#?").isdigit():
        bottom = int(below[1])
        top = int(rest * bottom + Fraction(1, 2))
    else:
        near = rest.limit_denominator(10 ** min(len(below[1]) if below else 1, 6) - 1)
        top, bottom = near.numerator, near.denominator
    if whole or re.search(r"[0#?]\s+[0#?]+\s*/", code):
        if top == bottom:
            whole, top = whole + 1, 0
        return " ".join(
            filter(None, (str(whole) if whole or not top else "", f"{top}/{bottom}" if top else ""))
        )
    return f"{top}/{bottom}"
