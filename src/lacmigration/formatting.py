"""How is a figure, an amount of money or a country's name written in a locale?"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Final

import attrs
from babel import Locale
from babel import UnknownLocaleError as NoSuchLocaleError
from babel.numbers import get_decimal_symbol, get_group_symbol, get_minus_sign_symbol

from lacmigration._iso4217 import MINOR_UNITS
from lacmigration.errors import UnknownLocaleError, UnknownRecordError
from lacmigration.figures import Figure
from lacmigration.money import Money
from lacmigration.notation import Form, Hedge, Writing, writing
from lacmigration.sayings import message

__all__ = ["format_country", "format_figure", "format_hedge", "format_money", "format_number", "format_unit"]

_NBSP: Final = "\u00a0"
_VOWELS: Final = frozenset("aeiouyhàâéèêëîïôûœ")


@attrs.frozen
class _Style:
    """What a locale settles about written figures; `foreign` where its words are not known."""

    locale: Locale
    words: Writing
    foreign: bool
    decimal: str
    group: str
    grouping: tuple[int, int]
    minus: str
    money_first: bool
    percent: tuple[str, str]


@lru_cache(maxsize=128)
def _style(name: str) -> _Style:
    try:
        locale = Locale.parse(name.replace("-", "_"))
    except (NoSuchLocaleError, ValueError) as cause:
        what = message(
            "{locale} is not a locale that CLDR knows; write one such as es, es-MX or pt-BR",
            locale=repr(name),
        )
        raise UnknownLocaleError(what, text=name) from cause
    words, english = writing(name), writing("en")
    assert english is not None  # noqa: S101 - English is one of the four
    percent = locale.percent_formats[None]
    return _Style(
        locale=locale,
        words=words or english,
        foreign=words is None,
        decimal=get_decimal_symbol(locale),
        group=get_group_symbol(locale),
        grouping=locale.decimal_formats[None].grouping,
        minus=get_minus_sign_symbol(locale),
        money_first="¤" in locale.currency_formats["standard"].prefix[0],
        percent=(percent.prefix[0], percent.suffix[0]),
    )


def format_figure(figure: Figure, *, locale: str, compact: bool = False) -> str:
    r"""Write a figure in any locale of CLDR: exactly the digits that were stated, its hedge and its unit.

    A figure that was stated with a scale word gets one, or its letter where `compact`. Money has its ISO 4217
    code, where the locale puts the sign. Hedges and the nouns that the notation knows are written in English,
    Spanish, Portuguese and French, and in English elsewhere. In those four languages the text is read back as
    the same figure, with two exceptions: three decimals behind one to three digits, no zero first ("1.234"),
    can be read as a group as well; and a number above zero with the unit "times" is read as a multiple.
    Errors: UnknownLocaleError.

    >>> figure = Figure.parse("more than USD 57.5 million")
    >>> format_figure(figure, locale="es")
    'más de 57,5 millones\xa0USD'
    >>> format_figure(figure, locale="en", compact=True)
    'more than USD\xa057.5M'
    """
    style = _style(locale)
    hedge = "" if figure.hedge is Hedge.NONE else f"{style.words.hedges[figure.hedge]} "
    return hedge + _body(figure, style, compact=compact)


def format_money(money: Money, *, locale: str) -> str:
    r"""Write an amount with its ISO 4217 code, as the locale places it, and with the digits that it has.

    >>> format_money(Money("1234.50", "USD"), locale="es")
    '1.234,50\xa0USD'
    """
    style = _style(locale)
    before, behind = _affixes(money.currency, style, one=False, linker="")
    return before + _localized(money.amount, _exponent(money.amount), power=0, style=style) + behind


def format_country(code: str, *, locale: str) -> str:
    """Name a country or territory, by its ISO 3166 code, in any locale of CLDR.

    Errors: UnknownRecordError for a code that CLDR has no name for, UnknownLocaleError.

    >>> format_country("br", locale="fr")
    'Brésil'
    """
    name: str | None = _style(locale).locale.territories.get(code.upper())
    if name is None:
        raise UnknownRecordError(f"{code!r} is not the code of a country; write ISO 3166 such as BR")
    return name


def format_number(number: Decimal, *, locale: str, unit: str = "1", power: int = 0) -> str:
    r"""Write a number that nobody stated, such as a result: all its digits, in units of a power of ten.

    A power that the language has a word for is one of 3, 6, 9 and 12. Errors: UnknownLocaleError.

    >>> format_number(Decimal("57.505"), locale="es", unit="USD", power=6)
    '57,505 millones\xa0USD'
    """
    style = _style(locale)
    digits = _localized(number, min(_exponent(number), 0), power=0, style=style)
    word = ""
    if power:
        one = style.locale.plural_form(number) == "one"
        word = f" {style.words.scales[power][not one]}"
    linker = style.words.linker if power > 3 else ""
    before, behind = _affixes(unit, style, one=not power and number == 1, linker=linker)
    return before + digits + word + behind


def format_hedge(hedge: Hedge, *, locale: str) -> str:
    """Write a hedge; empty for none.

    >>> format_hedge(Hedge.ABOUT, locale="fr")
    'environ'
    """
    return _style(locale).words.hedges.get(hedge, "")


def format_unit(unit: str, *, locale: str) -> str:
    """Write base units with the nouns of the locale's language; codes and unknown nouns stay as they are.

    >>> format_unit("USD / person", locale="es")
    'USD / persona'
    """
    words = _style(locale).words
    above = (" * ".join(_singular(base, words) for base in part.split(" * ")) for part in unit.split(" / "))
    return " / ".join(above)


def _body(figure: Figure, style: _Style, *, compact: bool) -> str:
    words = style.words
    if figure.form is Form.FRACTION:
        return f"{figure.number:f}/{figure.second:f}"
    if figure.second is not None:
        first, second = _two(figure, style, compact=compact)
        template = words.range if figure.form is Form.RANGE else words.out_of
    else:
        first = second = _number(figure.number, figure.exponent, style, scaled=figure.scaled, compact=compact)
        template = {Form.ONE_IN: words.one_in, Form.MULTIPLE: words.multiple}.get(figure.form, "{a}")
    if figure.form not in {Form.NUMBER, Form.RANGE}:
        return template.format(a=first.text, b=second.text)
    one = figure.number == 1 and figure.second is None
    before, behind = _affixes(figure.unit, style, one=one, linker=words.linker if second.links else "")
    if figure.second is None:
        return before + first.text + behind
    return template.format(a=before + first.text, b=second.text + behind)


# --- numbers ---------------------------------------------------------------------------------------------


@attrs.frozen
class _Written:
    """A number as written; `links` where its scale word is a noun, which takes a "de" before another."""

    text: str
    links: bool = False


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _two(figure: Figure, style: _Style, *, compact: bool) -> tuple[_Written, _Written]:
    """Write both numbers of a range or share.

    A scale word behind the second number is read for the first one too: the first leaves it out where it has
    the same, and has its own otherwise, unless it is too large for the second's.
    """
    low, high = figure.number, figure.second or Decimal(0)
    low_exponent, high_exponent = figure.exponent, figure.second_exponent
    if high_exponent is None:
        high_exponent = _exponent(high)
    high_scaled = figure.scaled and (high_exponent > 0 or low_exponent <= 0)
    second = _number(high, high_exponent, style, scaled=high_scaled, compact=compact)
    power = _power(high, high_exponent, style) if high_scaled else 0
    if power and low_exponent <= 0 and _shifted(low, -power) > high:
        return _number(low, low_exponent, style, scaled=False, compact=compact), second
    if power and power == _power(low, low_exponent, style) and not style.foreign:
        return _Written(_localized(low, low_exponent, power=power, style=style)), second
    return _number(low, low_exponent, style, scaled=figure.scaled, compact=compact), second


def _number(number: Decimal, exponent: int, style: _Style, *, scaled: bool, compact: bool) -> _Written:
    if not scaled:
        return _Written(_localized(number, exponent, power=0, style=style))
    if style.foreign:
        return _by_pattern(number, exponent, style, compact=compact)
    words = style.words
    power = _power(number, exponent, style)
    digits = _localized(number, exponent, power=power, style=style)
    if compact and power in words.letters:
        return _Written(digits + words.gap + words.letters[power])
    thousand = "" if power in words.scales else f"{words.scales[3][0]} "
    power -= 3 if thousand else 0
    one = style.locale.plural_form(_shifted(number, power)) == "one"
    return _Written(f"{digits} {thousand}{words.scales[power][not one]}", links=power > 3)


def _power(number: Decimal, exponent: int, style: _Style) -> int:
    """Choose the scale whose word leaves exactly the stated digits to be written, and not three decimals."""
    known = sorted(style.words.scales)
    size = number.adjusted() if number else exponent
    fit = [power for power in known if power >= exponent] or [known[-1] + 3]
    by_size = sorted(fit, key=lambda power: (power > size, abs(size - power)))
    clear = [power for power in by_size if not (number and power - exponent == 3 and 0 <= size - power < 3)]
    return (clear or by_size)[0]


def _by_pattern(number: Decimal, exponent: int, style: _Style, *, compact: bool) -> _Written:
    """Write a scaled number with the locale's compact pattern, whose zeros are the digits before the mark."""
    size = f"1{'0' * min(max(number.adjusted(), 3), 14)}"
    known = style.locale.compact_decimal_formats
    for kind in ("short", "long") if compact else ("long", "short"):
        by_plural = known.get(kind) or {}
        patterns = by_plural.get("other") or {}
        if size not in patterns:
            continue
        zeros = "0" * patterns[size].pattern.count("0")
        power = len(size) - len(zeros)
        plural = style.locale.plural_form(_shifted(number, power))
        pattern = ((by_plural.get(plural) or {}).get(size) or patterns[size]).pattern.replace("'", "")
        if zeros in pattern and pattern != zeros:
            return _Written(pattern.replace(zeros, _localized(number, exponent, power=power, style=style), 1))
    return _Written(_localized(number, exponent, power=0, style=style))


def _shifted(number: Decimal, power: int) -> Decimal:
    sign, digits, _ = number.as_tuple()
    return Decimal((sign, digits, _exponent(number) - power))


def _localized(number: Decimal, exponent: int, *, power: int, style: _Style) -> str:
    """Write the number in units of a power of ten, with the decimals that its exponent asks for."""
    whole, _, fraction = f"{_shifted(number.copy_abs(), power):f}".partition(".")
    places = max(power - exponent, 0)
    first, higher = style.grouping
    parts = [whole[-first:]]
    rest = whole[:-first]
    while rest:
        parts.append(rest[-higher:])
        rest = rest[:-higher]
    text = style.group.join(reversed(parts))
    fraction = fraction[:places].ljust(places, "0")
    return (style.minus if number < 0 else "") + text + (style.decimal + fraction if fraction else "")


# --- units -----------------------------------------------------------------------------------------------


def _affixes(unit: str, style: _Style, *, one: bool, linker: str) -> tuple[str, str]:
    """Say what a unit puts before and behind the digits."""
    words = style.words
    above, per, below = unit.partition("/")
    if per:
        before, behind = _affixes(above, style, one=one, linker=linker)
        return before, f"{behind} {words.per} {_singular(below, words)}"
    if unit == "1":
        return "", ""
    if unit == "percent":
        return style.percent
    if unit == "per thousand":
        return style.percent[0].replace("%", "‰"), style.percent[1].replace("%", "‰")
    if unit == "times":
        before, _, behind = words.multiple.partition("{a}")
        return before, behind
    if unit in MINOR_UNITS:
        return (f"{unit}{_NBSP}", "") if style.money_first else ("", f"{_NBSP}{unit}")
    if unit in words.units:
        return "", f" {words.units[unit]}"
    noun = words.nouns.get(unit, (unit, unit))[not one]
    if linker and words.elided and noun[0] in _VOWELS:
        return "", f" {words.elided}{noun}"
    return "", f" {linker} {noun}" if linker else f" {noun}"


def _singular(unit: str, words: Writing) -> str:
    """Name one of a unit, given in English as "person", in the language of the words."""
    english = writing("en")
    assert english is not None  # noqa: S101 - English is one of the four
    plural = next((plural for plural, (one, _) in english.nouns.items() if one == unit), unit)
    return words.nouns.get(plural, (unit, unit))[0]
