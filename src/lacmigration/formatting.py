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

__all__ = ["format_country", "format_figure", "format_money"]

_NBSP: Final = "\u00a0"
_VOWELS: Final = frozenset("aeiouyhàâéèêëîïôûœ")


@attrs.frozen
class _Style:
    """What a locale settles about written figures; `foreign` where its numbers are known, but not its words."""

    locale: Locale
    words: Writing
    foreign: bool
    decimal: str
    group: str
    higher: int
    minus: str
    money_first: bool
    percent: tuple[str, str]


@lru_cache(maxsize=128)
def _style(name: str) -> _Style:
    try:
        locale = Locale.parse(name.replace("-", "_"))
    except (NoSuchLocaleError, ValueError) as cause:
        message = f"{name!r} is not a locale that CLDR knows; write one such as es, es-MX or pt-BR"
        raise UnknownLocaleError(message, text=name) from cause
    words, english = writing(name), writing("en")
    assert english is not None  # noqa: S101 - English is one of the four
    percent = locale.percent_formats[None]
    return _Style(
        locale=locale,
        words=words or english,
        foreign=words is None,
        decimal=get_decimal_symbol(locale),
        group=get_group_symbol(locale),
        higher=locale.decimal_formats[None].grouping[1],
        minus=get_minus_sign_symbol(locale),
        money_first="¤" in locale.currency_formats["standard"].prefix[0],
        percent=(percent.prefix[0], percent.suffix[0]),
    )


def format_figure(figure: Figure, *, locale: str, compact: bool = False) -> str:
    r"""Write a figure in any locale of CLDR, with exactly the digits that were stated, its hedge and its unit.

    A figure that was stated with a scale word gets one, or its letter where `compact`. Money has its ISO 4217
    code, where the locale puts the sign. Hedges and the nouns that the notation knows are written in English,
    Spanish, Portuguese and French, and in English elsewhere. In those four languages the text is read back as
    the same figure; only three decimals ("1.234") can be read as a group as well.
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

    A scale word behind the second number is read for the first one too, so that the first has its own, or is
    too large for it.
    """
    low, high = figure.number, figure.second or Decimal(0)
    exponents = figure.exponent, _exponent(high) if figure.second_exponent is None else figure.second_exponent
    high_scaled = figure.scaled and (exponents[1] > 0 or exponents[0] <= 0)
    power = _power(high, exponents[1], style) if high_scaled else 0
    plain = exponents[0] <= 0 and abs(low).adjusted() + power > abs(high).adjusted()
    low_scaled = figure.scaled and not (plain and high_scaled)
    return (
        _number(low, exponents[0], style, scaled=low_scaled, compact=compact),
        _number(high, exponents[1], style, scaled=high_scaled, compact=compact),
    )


def _number(number: Decimal, exponent: int, style: _Style, *, scaled: bool, compact: bool) -> _Written:
    if not scaled:
        return _Written(_localized(number, exponent, power=0, style=style))
    if style.foreign:
        return _by_pattern(number, exponent, style, compact=compact)
    words = style.words
    power = _power(number, exponent, style)
    digits = _localized(number, exponent, power=power, style=style)
    thousand, rest = (3, power - 3) if power not in words.scales else (0, power)
    if compact:
        mark = (words.letters[thousand] + _NBSP if thousand else "") + words.letters[rest]
        return _Written(digits + (words.gap if len(mark) < 4 else " ") + mark)
    one = style.locale.plural_form(_shifted(number, power)) == "one"
    word = (words.scales[thousand][0] + " " if thousand else "") + words.scales[rest][not one]
    return _Written(f"{digits} {word}", links=rest > 3)


def _power(number: Decimal, exponent: int, style: _Style) -> int:
    """Choose the scale whose word leaves exactly the stated digits to be written, and not three decimals."""
    known = sorted(style.words.scales)
    size = number.adjusted() if number else exponent
    fit = [power for power in (*known, known[-1] + 3) if power >= exponent] or [known[-1] + 3]
    by_size = sorted(fit, key=lambda power: (power > size, abs(size - power)))
    clear = [power for power in by_size if not (number and power - exponent == 3 and 0 <= size - power < 3)]
    return (clear or by_size)[0]


def _by_pattern(number: Decimal, exponent: int, style: _Style, *, compact: bool) -> _Written:
    """Write a scaled number with the locale's own compact pattern, whose zeros are the digits before the mark."""
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
    """Write the number in units of a power of ten, with the decimals that its exponent asks for, or more."""
    whole, _, fraction = f"{_shifted(number.copy_abs(), power):f}".partition(".")
    places = max(power - exponent, 0)
    fraction = fraction[:places] + fraction[places:].rstrip("0")
    parts = [whole[-3:]]
    rest = whole[:-3]
    while rest:
        parts.append(rest[-style.higher :])
        rest = rest[: -style.higher]
    text = style.group.join(reversed(parts))
    fraction = fraction.ljust(places, "0")
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
