"""What is written is read back, in every locale of the four languages; and no text does harm."""

from __future__ import annotations

import re
from decimal import Decimal

import attrs
import pytest
from babel.numbers import get_decimal_symbol
from hypothesis import assume, given
from hypothesis import strategies as st

from lacmigration.errors import AmbiguousFigureError, FigureSyntaxError
from lacmigration.figures import Figure, Form, Hedge
from lacmigration.formatting import format_figure, format_money
from lacmigration.money import Money
from lacmigration.notation import Reading, read_one, writing
from lacmigration.notation._separators import SEPARATORS

LOCALES = st.sampled_from(["en", "es", "es-MX", "pt-BR", "pt-PT", "fr"]) | st.sampled_from(sorted(SEPARATORS))
CURRENCIES = st.sampled_from(["USD", "EUR", "MXN", "BRL", "CLP", "PEN", "HNL"])
NOUNS = st.sampled_from(sorted(writing("en").nouns))
PURE = st.sampled_from(["1", "percent", "percentage points", "per thousand"])
QUOTIENTS = st.sampled_from(["USD/person", "MXN/household", "persons/day", "MXN/USD"])
UNITS = PURE | CURRENCIES | NOUNS | QUOTIENTS


@st.composite
def written(draw: st.DrawFn, *, scaled: bool, least: int = 0) -> tuple[Decimal, int]:
    """A number and the exponent of its last digit."""
    digits = draw(st.integers(least, 10**4) | st.integers(least, 10**22))
    exponent = draw(st.integers(-6, 12 if scaled else 0))
    return Decimal(f"{digits}E{exponent}"), exponent


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    form = draw(st.sampled_from(Form))
    hedge = draw(st.sampled_from(Hedge))
    scaled = form is not Form.FRACTION and draw(st.booleans())
    least = 0 if form in {Form.NUMBER, Form.RANGE} else 1
    number, exponent = draw(written(scaled=scaled, least=least))
    unit, second, second_exponent = "1", None, None
    if form in {Form.NUMBER, Form.RANGE}:
        unit = draw(UNITS)
        if draw(st.booleans()):
            number = -number
    if form is Form.RANGE:
        unit = draw(st.sampled_from([unit, "times"]))
    if form is Form.MULTIPLE:
        unit = "times"
    if form in {Form.RANGE, Form.OUT_OF}:
        second, second_exponent = draw(written(scaled=scaled, least=1))
        assume(number <= second)
    if form is Form.FRACTION:
        number, second = (Decimal(draw(st.integers(1, 999))) for _ in range(2))
        exponent = second_exponent = 0
    try:
        return Figure(
            number,
            unit,
            exponent=exponent,
            form=form,
            hedge=hedge,
            second=second,
            second_exponent=second_exponent,
            scaled=scaled,
        )
    except ValueError:  # such as -3 persons, or 3 of the 2
        assume(False)
        raise


HARD = [
    Figure(Decimal("0.5E6"), exponent=5, scaled=True),
    Figure(57512000, "USD", exponent=3, scaled=True),  # not "57.512 million", which may be grouped
    Figure(1, exponent=0, form=Form.OUT_OF, second=5, second_exponent=0),  # not one in five
    Figure(500000, exponent=0, form=Form.RANGE, second=2000000, second_exponent=6, scaled=True),
    Figure(0, exponent=0, form=Form.RANGE, second=1000, second_exponent=0, scaled=True),
]


@given(figures() | st.sampled_from(HARD), LOCALES, st.sampled_from([False, True]))
def test_a_written_figure_is_read_as_itself(figure: Figure, locale: str, compact: object):
    """parse(format(x)) is x: its number, exponent, unit, form, hedge and scale.

    Rounding, precision and domain are declared beside a text, not in it. There are two exceptions:

    - Three decimals behind one to three digits that do not begin with zero ("1.234"): the text has two
      readings, x first and then the one that groups thousands; parsing it is an error that offers both.
    - A number above zero with the unit "times" that is no multiple by its form: it is read as the multiple.
    """
    text = format_figure(figure, locale=locale, compact=bool(compact))
    found = Figure.readings(text, locale=locale)
    assert found[0] == figure, text
    unclear = shows_three_decimals(text, locale)
    if figure.second is None:
        assert len(found) == (2 if unclear else 1), text
    assert len(found) == 1 or unclear, text


def shows_three_decimals(text: str, locale: str) -> bool:
    """Whether a number in the text has one to three digits, no zero first, before exactly three decimals."""
    mark = re.escape(get_decimal_symbol(locale.replace("-", "_")))
    number = rf"(?<![0-9])(?<![0-9][.,'’\s])[1-9][0-9]{{0,2}}{mark}[0-9]{{3}}(?![0-9])"
    return re.search(number, text) is not None


@given(
    st.integers(1000, 999_999),
    LOCALES,
    st.sampled_from(["1", "percent", "USD", "persons", "percentage points"]),
    st.sampled_from(Hedge),
)
def test_three_decimals_are_refused_with_both_readings(
    thousandths: int, locale: str, unit: str, hedge: Hedge
):
    figure = Figure(Decimal(thousandths).scaleb(-3), unit, exponent=-3, hedge=hedge)
    text = format_figure(figure, locale=locale)
    with pytest.raises(AmbiguousFigureError) as caught:
        Figure.parse(text, locale=locale)
    grouped = Figure(Decimal(thousandths), unit, exponent=0, hedge=hedge)
    assert caught.value.readings == (figure, grouped)
    # What the error proposes has one reading each.
    advice = str(caught.value).split("; write ")[1].removesuffix(" for the second")
    proposed = advice.split(" for the first, ")
    assert [Figure.parse(one, locale=locale) for one in proposed] == [figure, grouped]


@given(written(scaled=False), st.booleans(), LOCALES, st.sampled_from(Hedge))
def test_a_number_of_times_above_zero_is_read_as_a_multiple(
    number: tuple[Decimal, int],
    negative: bool,  # noqa: FBT001
    locale: str,
    hedge: Hedge,
):
    value = number[0].copy_negate() if negative and number[0] else number[0]
    figure = Figure(value, "times", exponent=number[1], hedge=hedge)
    found, *_ = Figure.readings(format_figure(figure, locale=locale), locale=locale)
    assert found == (attrs.evolve(figure, form=Form.MULTIPLE) if value > 0 else figure)


@given(figures(), LOCALES)
def test_a_written_figure_has_the_same_meaning(figure: Figure, locale: str):
    [again, *_] = Figure.readings(format_figure(figure, locale=locale), locale=locale)
    assert (again.strict, again.loose) == (figure.strict, figure.loose)


@given(written(scaled=False), CURRENCIES, LOCALES)
def test_written_money_is_read_as_itself(amount: tuple[Decimal, int], currency: str, locale: str):
    money = Money(amount[0], currency)
    [again, *_] = Figure.readings(format_money(money, locale=locale), locale=locale)
    assert again.money == money
    assert again.exponent == amount[1]


@given(st.integers(0, 999_999), st.sampled_from(["en", "es", "pt", "fr"]))
def test_digits_and_number_words_agree(value: int, locale: str):
    [reading] = read_one(spelled(value, locale), locale=locale)
    assert reading.number == value


@given(st.integers(1, 999_999), st.integers(1, 10**9), st.sampled_from(["en", "es-MX", "pt", "fr", "es-CR"]))
def test_a_text_without_locale_has_every_reading_that_a_locale_gives(whole: int, other: int, locale: str):
    figure = Figure(Decimal(f"{whole}.{other}"))
    text = format_figure(figure, locale=locale)
    assert set(readings(text, locale)) <= set(readings(text, None))


def readings(text: str, locale: str | None) -> list[Reading]:
    return list(read_one(text, locale=locale))


WORDS = (
    "1 5 30 000 1.234 1,5 . , - – + ( ) % ‰ $ US$ R$ € USD EUR XYZ million millones mil M k bn half medio "
    "a the un de in of between entre and y to about more than más twice veces times x ½ / per por "
    "person personas twenty two veinte cent mille quatre vingt \u00a0 \u202f ' ’ ٣ \u0301 \\"
)
PIECES = st.lists(st.sampled_from(WORDS.split(" ")), max_size=12)


@given(
    st.text(max_size=30) | PIECES.map(" ".join) | PIECES.map("".join),
    LOCALES | st.none(),
)
def test_any_text_is_read_or_refused_with_its_column(text: str, locale: str | None):
    refused, found = None, ()
    try:
        found = read_one(text, locale=locale)
    except FigureSyntaxError as error:
        refused = error
    assert (refused is None) == bool(found)
    assert refused is None or 1 <= refused.column <= len(text) + 1
    assert len(set(found)) == len(found)


ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
)
ENGLISH += "seventeen eighteen nineteen"
SPANISH = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
)
SPANISH += "diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco "
SPANISH += "veintiséis veintisiete veintiocho veintinueve"
PORTUGUESE = (
    "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis "
)
PORTUGUESE += "dezessete dezoito dezenove"
FRENCH = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
)
FRENCH += "dix-huit dix-neuf"
TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "fr": "vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt",
}
HUNDREDS = {
    "es": "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos "
    "novecientos",
    "pt": "cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos",
}
SMALL = {"en": ENGLISH, "es": SPANISH, "pt": PORTUGUESE, "fr": FRENCH}
LINK = {"en": "-", "es": " y ", "pt": " e ", "fr": "-"}


def spelled(value: int, language: str) -> str:
    """Spell a number as grammar books do, independently of the reader's tables."""
    thousands, rest = divmod(value, 1000)
    if thousands:
        word = {"en": "thousand", "fr": "mille"}.get(language, "mil")
        head = (
            word if thousands == 1 and language != "en" else f"{below_thousand(thousands, language)} {word}"
        )
        return f"{head} {below_thousand(rest, language)}" if rest else head
    return below_thousand(rest, language)


def below_thousand(value: int, language: str) -> str:
    hundreds, rest = divmod(value, 100)
    if not hundreds:
        return below_hundred(rest, language)
    if language in HUNDREDS:
        head = HUNDREDS[language].split()[hundreds - 1]
        if value == 100:
            head = {"es": "cien", "pt": "cem"}[language]
    elif language == "en":
        head = f"{below_hundred(hundreds, language)} hundred"
    else:
        head = "cent" if hundreds == 1 else f"{below_hundred(hundreds, language)} cent{'' if rest else 's'}"
    link = {"en": " and ", "pt": " e "}.get(language, " ")
    return f"{head}{link}{below_hundred(rest, language)}" if rest else head


def below_hundred(value: int, language: str) -> str:
    small = SMALL[language].split()
    if value < len(small):
        return small[value]
    ten, unit = divmod(value, 10)
    if language == "fr" and ten in {7, 9}:
        ten, unit = ten - 1, unit + 10
    head = TENS[language].split()[ten - 2]
    if not unit:
        return head + ("s" if head == "quatre-vingt" else "")
    link = " et " if language == "fr" and unit in {1, 11} and ten < 8 else LINK[language]
    return head + link + small[unit]
