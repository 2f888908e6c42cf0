"""What prose mentions: figures with what was concluded, dates, and numbers that are no figures."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest

from lacmigration.errors import UnknownLocaleError
from lacmigration.figures import Figure, Hedge
from lacmigration.reading import Marks, Mentions, evidence, read
from lacmigration.reading._languages import prose_of


def rules(found: Mentions) -> list[list[str]]:
    return [[one.rule for one in mention.inferred] for mention in found]


def numbers(found: Mentions) -> list[Decimal | None]:
    return [None if one.figure is None else one.figure.number for one in found]


def masked(text: str, locale: str = "en") -> list[tuple[str, str]]:
    return [(one.text, one.reason) for one in read(text, locale=locale).masked]


# --- what is concluded is said -----------------------------------------------------------------------------


def test_the_currency_of_a_bare_dollar_sign_is_concluded_by_the_territory() -> None:
    for locale, unit in (("en", "USD"), ("es-MX", "MXN"), ("es-CO", "COP"), ("en-BB", "BBD")):
        [one] = read("$ 40 fueron", locale=locale)
        assert one.figure is not None
        assert one.figure.unit == unit
        assert [each.rule for each in one.inferred] == ["currency-of-sign"]


def test_what_is_written_is_not_concluded() -> None:
    assert rules(read("USD 40 and MXN$ 70 and R$ 9", locale="en")) == [[], [], []]


def test_scale_and_unit_of_a_list_are_carried_and_say_so() -> None:
    found = read("Peru (864 thousand people), Ecuador (385) and Chile (371) follow.", locale="en")
    assert numbers(found) == [864000, 385000, 371000]
    assert [one.figure.unit for one in found if one.figure] == ["persons"] * 3
    assert rules(found) == [[], ["carried-in-brackets"], ["carried-in-brackets"]]


def test_a_rate_is_carried_back_and_is_no_scale() -> None:
    found = read("Aruba (15.1), Curaçao (9.8%)", locale="en")
    assert [(one.figure.number, one.figure.unit) for one in found if one.figure] == [
        (Decimal("15.1"), "percent"),
        (Decimal("9.8"), "percent"),
    ]


def test_a_number_above_the_scale_takes_none_over() -> None:
    found = read("Peru (864 thousand people), Ecuador (385,000)", locale="en")
    assert numbers(found) == [864000, 385000]


def test_a_part_shares_the_scale_of_its_whole() -> None:
    found = read("6.5 of the 7.7 million Venezuelans stay in the region", locale="en")
    assert numbers(found) == [6500000, 7700000]
    assert rules(found) == [["scale-carried"], []]


@pytest.mark.parametrize(
    "locale, text",
    [
        ("en", "It got USD 9.7 million: 5.2 million from Spain and 4.5 million from Trinidad and Tobago."),
        ("en", "It got USD 9.7 million (Spain: 5.2 million; Peru: 4.5 million)."),
        ("en", "Of this, USD 9.7 million, Spain 5.2 million, and Peru 4.5 million."),
        (
            "en",
            "It got USD 9.7 million from Chile, USD 5.2 million from Spain, 4.5 million from Peru and so on.",
        ),
        ("es", "Recibió 9,7 millones de dólares: 5,2 millones de España y 4,5 millones de Costa Rica."),
        ("es", "Recibió 9,7 millones de dólares (España, 5,2 millones; Perú, 4,5 millones)."),
        ("pt", "Recebeu 9,7 milhões de dólares: 5,2 milhões da Espanha e 4,5 milhões do Peru."),
        ("fr", "Il a reçu 9,7 millions de dollars : 5,2 millions de l'Espagne et 4,5 millions du Pérou."),
    ],
)
def test_the_amounts_of_a_list_leave_out_its_currency(locale: str, text: str) -> None:
    found = read(text, locale=locale)
    amounts = [(one.figure.number, one.figure.unit) for one in found if one.figure is not None]
    assert amounts == [(Decimal(number), "USD") for number in (9_700_000, 5_200_000, 4_500_000)]
    assert all(not one.noun for one in found)


@pytest.mark.parametrize(
    "locale, text",
    [
        ("en", "USD 9.7 million reached migrants: 5.2 million in Spain and 4.5 million in Peru."),
        ("en", "It got USD 9.7 million: 5.2 million migrants in Spain and 4.5 million in Peru."),
        ("en", "It got USD 9.7 million: 5.2 million and 4.5 million."),  # of what, and of whom?
        ("en", "It got USD 9.7 million. Spain took in 5.2 million, Peru 4.5 million and Chile 2 million."),
        (
            "en",
            "It got USD 9.7 million: 5.2 million from Spain, 3 boats from Peru and 4.5 million from Chile.",
        ),
        ("en", "It got USD 9.7 million from Spain, EUR 5.2 million from Peru and 4.5 million from Chile."),
        ("es", "Recibió 9,7 millones de dólares: 5,2 millones de Venezolanos y 4,5 millones de Colombianos."),
        (
            "fr",
            "Il a reçu 9,7 millions de dollars : 5,2 millions de Vénézuéliens, 4,5 millions de Colombiens.",
        ),
    ],
)
def test_what_may_be_no_amount_takes_no_currency_over(locale: str, text: str) -> None:
    found = read(text, locale=locale)
    assert [one.figure.unit == "USD" for one in found if one.figure is not None][1:].count(True) == 0
    assert not any("currency-of-the-list" in rule for rule in rules(found))


def test_each_distributes() -> None:
    for locale, text in (
        ("en", "Two towns got USD 5 million each."),
        ("es", "Dos pueblos recibieron 5 millones de dólares cada uno."),
        ("pt", "Duas vilas receberam 5 milhões de dólares cada uma."),
        ("fr", "Deux villes ont reçu 5 millions de dollars chacune."),
    ):
        amounts = [one for one in read(text, locale=locale) if one.figure and one.figure.is_money]
        assert [one.each for one in amounts] == [True], text
    assert not read("5 millones de dólares cada año", locale="es")[0].each


# --- separators --------------------------------------------------------------------------------------------


def test_a_mark_is_read_as_the_block_shows_it() -> None:
    [first, second] = read("Ingresaron 1,234 toneladas y 2,5 más.", locale="es")
    assert (first.figure and first.figure.number, second.figure and second.figure.number) == (
        Decimal("1.234"),
        Decimal("2.5"),
    )
    [one] = read("Ingresaron 1,234 toneladas.", locale="es", marks=Marks(points=3))
    assert one.figure is not None
    assert one.figure.number == 1234
    assert [figure.number for figure in one.others] == [Decimal("1.234")]
    assert [each.rule for each in one.inferred] == ["separator-by-document"]


def test_where_nothing_tells_both_readings_stand() -> None:
    [one] = read("Ingresaron 1,234 toneladas.", locale="es")
    assert {one.figure.number if one.figure else None, *(each.number for each in one.others)} == {
        Decimal("1.234"),
        Decimal(1234),
    }


def test_a_large_scale_is_no_evidence_of_a_small_number() -> None:
    [one, _] = read("Gastaron 5.125 millones y 2,5 más.", locale="es")
    assert one.figure is not None
    assert one.figure.number == 5125000000


def test_evidence_counts_only_what_leaves_no_doubt() -> None:
    assert evidence("1,234 and 5.678 and 9") == Marks()
    assert evidence("0,123") == Marks(commas=1)
    assert evidence("1.234.567 y 12,5") == Marks(commas=2)


# --- scales by language ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "locale, text, number",
    [
        ("en", "3 billion people", 3 * 10**9),
        ("es", "3 billones de personas", 3 * 10**12),
        ("pt-BR", "3 bilhões de pessoas", 3 * 10**9),
        ("pt-PT", "3 biliões de pessoas", 3 * 10**12),
        ("fr", "3 billions de personnes", 3 * 10**12),
        ("es", "3 mil millones de personas", 3 * 10**9),
    ],
)
def test_a_scale_word_means_what_it_means_in_its_language(locale: str, text: str, number: int) -> None:
    assert numbers(read(text, locale=locale)) == [number]


@pytest.mark.parametrize(
    "locale, text, notes",
    [
        ("es", "2.54 billones de euros", 1),
        ("es", "8 billones de migrantes", 1),
        ("fr", "2,5 billions de dollars", 1),
        ("pt-PT", "2,5 biliões de euros", 1),
        ("es", "2,5 billones de pesos colombianos", 0),
        ("es", "2,5 mil millones de euros", 0),
        ("pt-BR", "2,5 trilhões de dólares", 0),
        ("en", "2.5 trillion dollars", 0),
    ],
)
def test_a_word_of_english_in_another_language_is_flagged_and_not_corrected(
    locale: str, text: str, notes: int
) -> None:
    [one] = read(text, locale=locale)
    assert one.figure is not None
    assert [each.rule for each in one.inferred].count("probable-calque") == notes
    assert not notes or one.figure.number >= 10**12


# --- words -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "locale, text",
    [
        ("es", "tres millones cuatrocientos cincuenta y dos mil trescientas personas"),
        ("en", "thirty-one million two hundred thousand and six people"),
        ("pt", "um milhão e duzentas mil pessoas"),
        ("fr", "un milliard vingt-cinq millions de personnes"),
        ("es", "2 millones 345 mil 678 personas"),
    ],
)
def test_a_number_of_several_words_is_one_figure(locale: str, text: str) -> None:
    [one] = read(f"({text})", locale=locale)
    assert one.figure is not None
    assert (one.figure.number, one.figure.unit) == (Figure.parse(text, locale=locale).number, "persons")


def test_a_leftover_is_no_figure() -> None:
    assert numbers(read("cent trois et deux tiers de plus", locale="fr")) == []
    assert masked("cent trois et deux tiers", "fr") == [
        ("cent trois et deux tiers", "no number in any way of writing it")
    ]


@pytest.mark.parametrize(
    "locale, text, number",
    [
        ("en", "a rise of minus 2%", -2),
        ("en", "it fell by -2%", -2),
        ("en", "net income was $-99", -99),
        ("es", "un alza de menos 2 %", -2),
        ("es", "al menos 2 %", 2),
        ("es", "más o menos 2 %", 2),
        ("fr", "au moins 2 %", 2),
        ("fr", "une hausse de moins 2 %", -2),
        ("en", "2019-20: 5% (USD 7)", 7),
    ],
)
def test_a_minus_is_read_where_it_is_one(locale: str, text: str, number: int) -> None:
    assert numbers(read(text, locale=locale))[-1:] == [number]


def test_a_bracket_in_prose_is_no_minus() -> None:
    assert numbers(read("a third of it (USD 57.5M) is paid", locale="en"))[-1] == 57500000


def test_places_in_an_order_and_parts_of_a_year_are_no_parts() -> None:
    for text in (
        "the third country",
        "the third, after Peru",
        "the second half of 2023",
        "the first quarter of the year",
    ):
        assert not [one for one in read(text, locale="en") if one.figure and one.figure.second], text
    assert not read("un cuarto país", locale="es").mentions


@pytest.mark.parametrize(
    "locale, text",
    [
        ("en", "several hundred thousand people"),
        ("en", "millions of refugees"),
        ("es", "varios cientos de miles de personas"),
        ("es", "decenas de miles de personas"),
        ("pt", "várias centenas de pessoas"),
        ("fr", "plusieurs centaines de milliers de personnes"),
    ],
)
def test_an_amount_without_a_number_is_kept_without_a_figure(locale: str, text: str) -> None:
    [one] = read(text, locale=locale)
    assert one.figure is None
    assert one.noun


def test_a_noun_joined_by_a_hyphen_is_what_is_counted() -> None:
    [one] = read("The 12-month project has begun.", locale="en")
    assert one.figure is not None
    assert (one.figure.unit, one.noun) == ("months", "month")


# --- what is no figure -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "locale, text, number, reason",
    [
        ("en", "the COVID-19 crisis", "COVID-19", "part of a name or code"),
        ("en", "the R4V platform", "R4V", "part of a name or code"),
        ("en", "by SDG 10 and more", "10", "the number of an objective"),
        ("es", "el objetivo 23 del Pacto", "23", "the number of an objective"),
        ("en", "see Table 7 below", "7", "the number of a figure or table"),
        ("en", "as told before.[12] Then", "[12]", "a reference"),
        ("en", "the migrants14 came", "14", "the mark of a footnote"),
        ("en", "on 3/12/2021 it", "3/12/2021", "a date"),
        ("en", "at 14:30 it", "14:30", "a time of day"),
        ("en", "open 24/7 for all", "24/7", "numbers with a slash"),
        ("en", "in the 1960s it", "1960s", "a decade"),
        ("en", "the 23rd of them", "23rd", "an ordinal"),
        ("en", "call +57 601 555 0199 now", "+57 601 555 0199", "a telephone number"),
        ("en", "call 0800 123 456 now", "0800 123 456", "a telephone number"),
        ("en", "see https://a.org/2020/5 now", "https://a.org/2020/5", "part of an address"),
        ("en", "in 3.2.1 it", "3.2.1", "a number of a section or version"),
        ("en", "see ref. MEX-2021-04 now", "MEX-2021-04", "part of a name or code"),
        ("en", "as asked (Q7), it", "Q7", "part of a name or code"),
        ("en", "badge 007 is", "007", "a code, as it begins with zero"),
        ("en", "some \u0664\u0665 people", "\u0664\u0665", "digits of another script"),
        ("en", "some \u0967\u0968 people", "\u0967\u0968", "digits of another script"),
        ("en", "some 12\u0663 people", "12\u0663", "digits of another script"),
        ("en", "some 12\u200b345 people", "12\u200b345", "an invisible character stands within the number"),
        ("pt", "CEP 70040-010 Brasília", "70040-010", "a postal code"),
        ("es", "Bogotá D.C. 110111", "110111", "a postal code"),
        ("en", "it has 10\u2076 parts", "\u2076", "a raised or lowered digit"),
    ],
)
def test_a_number_that_is_no_figure_keeps_its_reason(
    locale: str, text: str, number: str, reason: str
) -> None:
    assert (number, reason) in masked(text, locale)


def test_a_scale_that_is_not_settled_is_said_and_not_guessed() -> None:
    [(number, reason)] = masked("They paid 5 mil for it")
    assert number == "5"
    assert reason.startswith("not clear: a thousand (Spanish mil)")
    assert [number for number, _ in masked("It costs 43 cents")] == ["43"]


def test_years_and_periods_are_no_quantities() -> None:
    found = read("From 2015 to 2021, in 2023-2024, on 5 March 2020 and in June 2022.", locale="en")
    assert not found.mentions
    assert [(str(one.first), str(one.last)) for one in found.dates] == [
        ("2015", "2021"),
        ("2023", "2024"),
        ("2020-03-05", "2020-03-05"),
        ("2022-06", "2022-06"),
    ]


def test_a_code_between_a_year_and_an_amount_belongs_to_the_amount() -> None:
    found = read("In 2021 USD 7.2M was due, and pre-2019-20 as much.", locale="en")
    assert [(one.figure.number, one.figure.unit) for one in found if one.figure] == [
        (Decimal(7200000), "USD")
    ]
    assert [one.text for one in found.dates] == ["2021", "2019-20"]


def test_groups_of_three_behind_a_space_are_one_number_in_every_language() -> None:
    assert numbers(read("PTE 120 000 000 and DEM 170 000.", locale="en")) == [120000000, 170000]
    assert numbers(read("In 2019 300 people and 5 400 came.", locale="en")) == [300, 5400]


# --- the whole ---------------------------------------------------------------------------------------------


def test_the_language_of_each_paragraph_is_detected() -> None:
    found = read(
        "The fund has 3 billion dollars for the region.\n\nLos fondos son de 3 billones de pesos mexicanos.\n"
    )
    assert found.detected
    assert numbers(found) == [3 * 10**9, 3 * 10**12]
    with pytest.raises(UnknownLocaleError):
        read("5 Leute", locale="de")


def test_what_stands_in_another_paragraph_changes_nothing() -> None:
    one = "Peru (864 thousand people) and Chile (371) follow.\n\n"
    alone = read(one, locale="en")
    assert read(f"{one}Nothing else is said.\n", locale="en").mentions == alone.mentions


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_reading_is_the_same_under_every_hash_seed(seed: str) -> None:
    program = (
        "from lacmigration.reading import read; text = 'Perú: 45 mil 727 personas, uno de cada cinco (20 %), "
        "entre 3 y 4 millones de dólares en 2019 y $ 3,5 bn[3]'; print(read(text))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": one, "PYTHONPATH": ":".join(sys.path), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for one in ("0", seed)
    ]
    assert runs[0] == runs[1]
    assert b"45,727" in runs[0]


# --- what is near to something else ------------------------------------------------------------------------


def test_a_scale_is_not_carried_where_the_count_would_be_negative_or_the_model_is_a_share() -> None:
    """There are no -5,000 people; "one in five" has no scale to carry."""
    found = read("Peru (864 thousand people), Ecuador (-5) follow.", locale="en")
    assert numbers(found) == [864000, -5]
    found = read("Peru (one in five migrants), Ecuador (7)", locale="en")
    assert (numbers(found)[1], rules(found)) == (7, [[], []])
    found = read("Peru (between 5 and 10 million people), Ecuador (7)", locale="en")
    assert (numbers(found)[1], rules(found)) == (7, [[], []])


def test_a_negative_number_before_a_noun_counts_nothing() -> None:
    [one] = read("-5 migrants fewer", locale="en")
    assert one.figure is not None
    assert (one.figure.number, one.figure.unit) == (-5, "1")


def test_a_trillion_in_digits_has_no_word_to_mistake() -> None:
    [one] = read("Costó 3.000.000.000.000 de euros.", locale="es")
    assert one.figure is not None
    assert (one.figure.number, one.inferred) == (3 * 10**12, ())


def test_a_day_that_there_is_not_is_no_date() -> None:
    found = read("On 2024-03-05 we met, on 2024-02-31 not.", locale="en")
    assert [(str(one.first), str(one.last)) for one in found.dates] == [("2024-03-05", "2024-03-05")]
    assert [(one.text, one.reason) for one in found.masked] == [("2024-02-31", "a date")]


def test_marks_that_no_way_of_writing_has() -> None:
    assert masked("about 1.2,3,4.5 things") == [("1.2,3,4.5", "no number in any way of writing it")]


@pytest.mark.parametrize(
    "text, shown",
    [
        ("as figure 3% of all", ["3%"]),
        ("in phase 5 million were reached", ["5 million"]),
        ("in this phase 20 countries met", ["20"]),
        ("see Figures 3, 5% of all", ["5%"]),
        ("see Figures 3, 5 million people", ["5 million"]),
        ("see Figures 3, 5 and 7", []),
        ("see Figure #9 and Figure . 8", []),
    ],
)
def test_a_number_behind_a_label_is_a_figure_where_it_has_more_than_a_name(
    text: str, shown: list[str]
) -> None:
    assert [one.text for one in read(text, locale="en")] == shown


@pytest.mark.parametrize("text", ["le tableau n° 8 montre", "le tableau nº 8 montre", "l'objectif n°5"])
def test_a_french_number_sign_names_something(text: str) -> None:
    assert read(text, locale="fr").mentions == ()
    [one] = read(text, locale="fr").masked
    assert one.text.endswith(("8", "5"))


def test_a_line_of_contents_has_a_number_and_a_page() -> None:
    assert masked("1. The start\t12\n2. The rest\t14\n") == [
        ("1.", "the number of an item"),
        ("12", "the number of a page"),
        ("2.", "the number of an item"),
        ("14", "the number of a page"),
    ]


def test_numbers_before_several_names_in_capitals() -> None:
    item = "the number of an item"
    assert masked("There are 1 DATA, 3 INFORMATION and 5 OTHER") == [("1", item), ("3", item), ("5", item)]
    assert masked("There are 5 WOMEN") == []


def test_a_long_stretch_without_a_space_is_no_figure() -> None:
    assert masked(f"The {'a1' * 70} end") == [("a1" * 70, "within a long stretch without a space")]
    digits = "1" * 41_000
    assert masked(digits) == [(digits, "in a stretch of 41,000 characters without a space")]
    assert masked(f"{'a' * 41_000} 5") == []


def test_a_text_of_digits_and_spaces_is_cut_at_a_space() -> None:
    assert len(read("7 " * 21_000, locale="en")) == 21_000


def test_a_hyphen_joins_only_a_known_noun() -> None:
    known, unknown = read("a 12-month project and a 12-xyz project", locale="en")
    assert (known.noun, unknown.noun) == ("month", "xyz project")
    assert [one.figure.unit for one in (known, unknown) if one.figure] == ["months", "projects"]


@pytest.mark.parametrize(
    "text, number",
    [
        ("½ of the migrants", "0.5"),
        ("5½ million people", "5500000"),
        ("3 dozen persons", "36"),
        ("a million people", "1000000"),
        ("2 docenas de millones de personas", "24000000"),
        ("half a million people", "500000"),
    ],
)
def test_parts_groups_and_bare_scales(text: str, number: str) -> None:
    [one] = read(text, locale="es" if "docenas" in text else "en")
    assert one.figure is not None
    assert one.figure.value == Figure.exact(number).value


def test_a_double_room_is_no_multiple() -> None:
    assert [one.text for one in read("It doubled, in a double room.", locale="en")] == ["doubled"]


@pytest.mark.parametrize(
    "text, years",
    [
        ("it was 2019 then", ["2019"]),
        ("about 2019 people", []),
        ("some 2019", []),
        ("USD 2019 were paid", []),
        ("2019%", []),
    ],
)
def test_four_digits_with_more_than_a_year_has_are_none(text: str, years: list[str]) -> None:
    assert [str(one.first) for one in read(text, locale="en").dates] == years


def test_raised_digits_are_not_passed_over() -> None:
    assert masked("5² and ³\u2044₄") == [(mark, "a raised or lowered digit") for mark in "²³₄"]


def test_a_language_that_prose_is_not_read_in() -> None:
    with pytest.raises(UnknownLocaleError, match="prose is read in en, es, fr, pt; 'de-DE' is none of them"):
        prose_of("de-DE")


@pytest.mark.parametrize(
    "text, language, shown, hedge",
    [
        ("The aims are clustered under 5 thematic areas.", "en", "5", Hedge.NONE),
        ("Under three pillars it reports each year.", "en", "three", Hedge.NONE),
        ("It is run under seven headings.", "en", "seven", Hedge.NONE),
        ("It works in under 5 areas of the town.", "en", "under 5", Hedge.LESS_THAN),
        ("There are under five themes left.", "en", "under five", Hedge.LESS_THAN),
        ("It cost under 500 areas their grants.", "en", "under 500", Hedge.LESS_THAN),
        ("It took under 5 minutes.", "en", "under 5", Hedge.LESS_THAN),
        ("Children under five fell ill.", "en", "under five", Hedge.LESS_THAN),
        ("It took less than five areas in.", "en", "less than five", Hedge.LESS_THAN),
        ("Se agrupan bajo cinco áreas.", "es", "cinco", Hedge.NONE),
        ("São agrupados sob quatro eixos.", "pt", "quatro", Hedge.NONE),
        ("Ils sont regroupés sous trois axes.", "fr", "trois", Hedge.NONE),
    ],
)
def test_what_stands_under_a_number_of_heads_is_not_less(text: str, language: str, shown: str, hedge: Hedge):
    [one] = read(text, locale=language)
    assert one.figure is not None
    assert (one.text, one.figure.hedge) == (shown, hedge)
