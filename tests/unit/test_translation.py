"""What is said can be said in four languages: complete catalogues, and whole sentences in each.

The expected sentences were written by hand; the numbers are those of tests/unit/test_sentences.py.
"""

from __future__ import annotations

import ast
import importlib.util
import pickle
import re
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

import lacmigration
from lacmigration.checking import check
from lacmigration.errors import MissingExtraError, UnknownLocaleError
from lacmigration.facts import Fact
from lacmigration.figures import Figure
from lacmigration.findings import Verdict
from lacmigration.formatting import format_hedge, format_number, format_unit
from lacmigration.messages import (
    ENGLISH,
    Message,
    Number,
    Unit,
    capitalised,
    clauses,
    counted,
    formula,
    joined,
    message,
    put,
    quoted,
    sentences,
)
from lacmigration.notation import Hedge
from lacmigration.periods import PartialDate
from lacmigration.relations import (
    Count,
    Difference,
    Growth,
    Listing,
    Magnitude,
    Order,
    Percentage,
    Ranking,
    Same,
    Share,
    Span,
    Total,
)
from lacmigration.translation import LANGUAGES, translated, translation

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src/lacmigration"
NBSP = "\u00a0"


def script():
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / "tools/catalogues.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def tool():
    return script()


# --- catalogues ------------------------------------------------------------------------------------------


def test_there_is_a_catalogue_for_each_language_but_english(tool):
    assert [*tool.languages(), "en"] == ["es", "fr", "pt", "en"]
    assert sorted(LANGUAGES) == ["en", "es", "fr", "pt"]


def test_the_template_holds_the_messages_of_today(tool):
    written = tool.POT.read_text(encoding="utf-8")
    assert written == tool.printed(tool.extracted()), "run: python tools/catalogues.py"


@pytest.mark.parametrize("language", ["es", "fr", "pt"])
def test_every_message_is_translated_with_the_same_places(tool, language):
    known, template = tool.catalogue(language), tool.extracted()
    assert tool.path(language).read_text(encoding="utf-8") == tool.printed(tool.updated(language, template))
    assert {str(one.id) for one in known if one.id} == {str(one.id) for one in template if one.id}
    assert tool.faults(known) == []
    assert len(known) > 250


MADE = {"message": 1, "later": 1, "counted": 2}
SAID = {**MADE, "say": 1, "count": 2}


def named(path: Path, functions: dict[str, int]) -> Iterator[str]:
    """The messages of a module, by their singular, whichever calls stand around them."""
    for call in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(call, ast.Call):
            texts = call.args[: functions.get(getattr(call.func, "attr", getattr(call.func, "id", "")), 0)]
            if texts and all(isinstance(one, ast.Constant) and isinstance(one.value, str) for one in texts):
                yield texts[0].value


def test_every_message_of_the_source_is_in_the_template(tool):
    known = {one.id if isinstance(one.id, str) else one.id[0] for one in tool.extracted()}
    said = {
        text
        for path in PACKAGE.rglob("*.py")
        for text in named(
            path, SAID if path.parent.relative_to(PACKAGE).as_posix().strip(".") in tool.SPEAKING else MADE
        )
    }
    assert len(said) > 600
    assert {one for one in said - known if re.search(r"[^\W\d_]", one)} == set()


@pytest.mark.parametrize(
    "id, string, fault",
    [
        ("at least {low}", "", "is not translated"),
        ("at least {low}", "al menos {high}", "has other places in {}"),
        ("at least {low}", "al menos", "has other places in {}"),
        (("{n} claim", "{n} claims"), ("{n} afirmación", ""), "is not translated"),
        (("{n} claim", "{n} claims"), ("{n} afirmación",), "has 1 plural forms, not 2"),
        (("{n} claim", "{n} claims"), ("{n} afirmación", "afirmaciones"), "has other places in {}"),
        (("the {n}", "the {n} of {x}"), ("el {x}", "los {n} de {x}"), "has other places in {}"),
    ],
)
def test_what_is_wrong_with_a_translation_is_told(tool, id, string, fault):  # noqa: A002
    found = Catalog(locale="es")
    found.add(id, string)
    assert fault in "\n".join(tool.faults(found))


def test_a_fuzzy_translation_is_told(tool):
    found = Catalog(locale="es")
    found.add("at least {low}", "al menos {low}", flags=("fuzzy",))
    assert tool.faults(found) == ["'at least {low}': is fuzzy"]


def test_one_may_be_said_in_a_word(tool):
    found = Catalog(locale="es")
    found.add(("{n} name", "{n} names"), ("un nombre", "{n} nombres"))
    assert tool.faults(found) == []


def test_translations_are_kept_and_what_is_no_longer_said_goes(tool):
    template = Catalog()
    template.add("at least {low}")
    template.add("never said before")
    kept = {one.id: one.string for one in tool.updated("es", template) if one.id}
    assert kept == {"at least {low}": "al menos {low}", "never said before": None}


ALIKE = {
    "es": {"Total", "compatible", "error", "byte {number}"},
    "pt": {"Total", "byte {number}"},
    "fr": {"Total", "compatible", "note", "million", "Documents", "Directive", "Partition", "Share", "image"}
    | {
        "page {number}",
        "directive {name}",
        "document",
        "documents",
        "notes",
        "exact",
        "Organisation",
        "Date",
    },
}
"""What is the same in English and in a language."""


@pytest.mark.parametrize("language", ["es", "fr", "pt"])
def test_no_translation_is_its_english(tool, language):
    same = {one.id for one in tool.catalogue(language) if one.id and one.id == one.string}
    said = {one for one in same if isinstance(one, str) and re.search(r"[^\W\d_]", re.sub(r"{\w+}", "", one))}
    assert said <= ALIKE[language]


@pytest.mark.parametrize("language", ["es", "fr", "pt"])
def test_quotation_marks_and_spaces_are_those_of_the_language(tool, language):
    for one in tool.catalogue(language):
        for text in [one.string] if isinstance(one.string, str) else one.string:
            if one.id:
                assert '"' not in text
                assert "  " not in text
                assert language != "fr" or not re.search(r"[^\u00a0][;:?!»]|«[^\u00a0]", text), text


# --- sentences -------------------------------------------------------------------------------------------

# "~" is a space that does not break.
SENTENCES = [
    (
        Total(["USD 20M", "USD 30M"], "USD 60M"),
        "es",
        (
            "Las 2 partes suman 50 millones~USD (entre 49 millones~USD y 51 millones~USD según el "
            "redondeo), pero la cifra indicada es USD 60M: al menos 8,5 millones~USD de más. La cifra que"
            " concordaría es 50 millones~USD."
        ),
    ),
    (
        Total(["USD 20M", "USD 30M"], "USD 60M"),
        "es-MX",
        (
            "Las 2 partes suman USD~50 millones (entre USD~49 millones y USD~51 millones según el "
            "redondeo), pero la cifra indicada es USD 60M: al menos USD~8.5 millones de más. La cifra que"
            " concordaría es USD~50 millones."
        ),
    ),
    (
        Total(["USD 20M"], "USD 20M"),
        "pt-BR",
        (
            "A parte soma USD~20 milhões (entre USD~19,5 milhões e USD~20,5 milhões conforme o "
            "arredondamento); USD 20M concorda dentro da margem de arredondamento."
        ),
    ),
    (
        Share("USD 57.5M", "USD 150M", "41%"),
        "fr",
        (
            "USD 57.5M sur USD 150M représente 38,33~% (entre 38,17~% et 38,5~% selon l’arrondi), mais le"
            " chiffre indiqué est 41%, trop élevé d’au moins 2 points de pourcentage. Le chiffre qui "
            "concorderait est 38~%."
        ),
    ),
    (
        Difference("50.0%", "47.0%", "1%"),
        "es",
        (
            "50.0% - 47.0% da 3~% (entre 2,9~% y 3,1~% según el redondeo), pero la cifra indicada es 1%: al "
            "menos 1,4 puntos porcentuales de menos. La cifra que concordaría es 3~%."
        ),
    ),
    # 3.2 of 32.4 is 3.15 / 32.45 = 9.707% at least, and 9% is 9.5% at most; 3.2 / 32.4 = 9.877%.
    (
        Share("3.2", "32.4", "9%"),
        "es",
        (
            "3.2 de 32.4 representa 9,88~% (entre 9,7~% y 10,05~% según el redondeo), pero la cifra "
            "indicada es 9%: al menos 0,2 puntos porcentuales de menos. La cifra que concordaría es 10~%. "
            "Concuerda si 9% se truncó en lugar de redondearse al valor más próximo."
        ),
    ),
    (
        Growth("USD 4.00M", "USD 6.00M", "about 51%"),
        "pt",
        (
            "De USD 4.00M a USD 6.00M há uma variação de 50% (entre 49,68% e 50,32% conforme o "
            "arredondamento); about 51% concorda somente se “about 51%” for interpretado com toda a folga"
            " que a sua redação permite. A cifra que concordaria é aproximadamente 50%."
        ),
    ),
    (
        Same("USD 57.51M", "USD 57.5M"),
        "fr",
        (
            "USD 57.51M peut valoir entre 57,505 millions~USD et 57,515 millions~USD~; chacune de ces "
            "valeurs s’écrirait USD 57.5M."
        ),
    ),
    (
        Same(PartialDate(2020), PartialDate(2020, 5)),
        "es",
        "2020 y 2020-05 concuerdan hasta donde se conocen.",
    ),
    (
        Order([date(2020, 1, 21), date(2021, 1, 21), date(2022, 1, 21)], rising=True),
        "fr",
        "2020-01-21 ne vient pas après 2021-01-21, qui ne vient pas après 2022-01-21.",
    ),
    (
        Count("about 5 pillars", ["a", "b", "c", "d"]),
        "es",
        (
            "La lista contiene 4 pilares; about 5 pillars concuerda solo si “about 5 pillars” se "
            "interpreta con toda la amplitud que permite su redacción. La cifra que concordaría es "
            "aproximadamente 4 pilares."
        ),
    ),
    (
        Percentage("50%", "7 persons"),
        "pt-BR",
        "Nenhum número inteiro sobre um total de 7 persons dá 50%. Com 3 obtém-se 42,86%; com 4, 57,14%.",
    ),
    (
        Listing(["Chile", "Perú", "Italia"], ["Chile"]),
        "es",
        "“Perú” e “Italia” figuran solo en la primera lista.",
    ),
    (Listing(["a", "b"], ["b"]), "pt", "“a” consta apenas na primeira lista."),
    (
        Listing(["a", "b"], ["b", "c"]),
        "fr",
        ("«~a~» figure uniquement dans la première liste~; «~c~» figure uniquement dans la seconde liste."),
    ),
    (Order(["5.0", "3.0", "1.0"]), "pt", "As 3 cifras estão em ordem decrescente."),
    (
        Ranking("USD 5M", 1, ["USD 7M", "USD 3M"]),
        "es",
        "“USD 5M” ocupa el lugar 2 de 3; se indica el lugar 1.",
    ),
    (
        Magnitude("USD 5 billion", "USD 6 million"),
        "es",
        (
            "Las cifras dan 5 mil millones~USD, un valor aproximadamente 830 veces mayor que el esperado,"
            " de aproximadamente 6 millones~USD: probablemente una de las unidades está equivocada; por "
            "ejemplo, millones en lugar de miles o miles de millones en lugar de millones."
        ),
    ),
    (
        Span(PartialDate(2020), PartialDate(2024), "seven years"),
        "fr",
        (
            "De 2020 à 2024, il y a entre 3 ans et 5 ans, mais le chiffre indiqué est seven years, trop "
            "élevé d’au moins 1,5 ans. Le chiffre qui concorderait est 5 ans."
        ),
    ),
    (
        Total(["USD 20M", "EUR 30M"], "USD 60M"),
        "fr",
        "Non tranché~: les unités ne concordent pas~: USD face à EUR.",
    ),
]


@pytest.mark.parametrize("relation, locale, sentence", SENTENCES, ids=range(len(SENTENCES)))
def test_what_is_said_in_other_languages(relation, locale, sentence):
    assert check(relation).explain(locale=locale) == sentence.replace("~", NBSP)


def test_english_is_what_is_said_without_a_locale():
    found = check(Share("USD 57.5M", "USD 150M", "41%"))
    assert {found.explain(), found.explain(locale="en"), found.explain(locale="en-GB")} == {found.explanation}


def test_a_language_that_nobody_translated_to_has_its_numbers_only():
    said = check(Share("USD 57.5M", "USD 150M", "41%")).explain(locale="de")
    assert said.startswith(f"USD 57.5M of USD 150M is 38,33{NBSP}% (between 38,17{NBSP}% and ")


def test_what_is_no_locale_is_an_error():
    with pytest.raises(UnknownLocaleError, match="'xx' is not a locale"):
        check(Share("USD 57.5M", "USD 150M", "41%")).explain(locale="xx")


def test_reasons_and_other_roundings_are_said_too():
    undecided = check(Total(["USD 20M", "EUR 30M"], "USD 60M"))
    assert undecided.reason == undecided.explain_reason() == "units clash: USD against EUR"
    assert undecided.explain_reason(locale="pt") == "as unidades não concordam: USD frente a EUR"
    held = check(Total(["USD 20M", "USD 30M"], "USD 50M"))
    assert (held.reason, held.explain_reason(locale="es"), held.explain_roundings(locale="es")) == (
        "",
        "",
        (),
    )
    # 38.3% to 39.0% of what is there cut off: 38.99 was written as 38, and the share of 38.9 is above 38.5.
    cut = check(Share("USD 38.9M", "USD 100.0M", "38%"))
    assert cut.explain_roundings(locale="es") == (
        "concuerda si 38% se truncó en lugar de redondearse al valor más próximo",
    )
    assert (
        cut.roundings
        == cut.explain_roundings()
        == ("agrees if 38% was truncated, not rounded to the nearest",)
    )
    assert cut.explain(locale="es").endswith(
        " Concuerda si 38% se truncó en lugar de redondearse al valor más próximo."
    )


def test_a_finding_from_another_process_still_speaks_every_language():
    found = check(Share("USD 38.9M", "USD 100.0M", "38%"))
    again = pickle.loads(pickle.dumps(found))  # noqa: S301
    for locale in ("en", "es", "pt", "fr"):
        assert again.explain(locale=locale) == found.explain(locale=locale)
        assert again.explain_roundings(locale=locale) == found.explain_roundings(locale=locale)


def test_what_a_report_says_is_not_read_as_a_message():
    odd = "{value} %s {0}"
    facts = {"odd": Fact(id="odd", label=odd, figure=Figure.parse("USD 5M"))}
    relation = Same("USD 9M", Fact(id="odd", label=odd, figure=Figure.parse("USD 5M")))
    for locale in ("en", "es"):
        assert odd in check(relation, facts=facts).explain(locale=locale)
    assert '"a {b}"' in check(Listing(["a {b}"], ["c"])).explanation


# --- messages --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "items, expected",
    [
        (["Perú", "Italia"], "Perú e Italia"),
        (["Perú", "Irán", "Haití"], "Perú, Irán y Haití"),
        (["madres", "hijos"], "madres e hijos"),
        (["cobre", "hierro"], "cobre y hierro"),
        (["uno"], "uno"),
    ],
)
def test_and_in_spanish_sounds_right(items, expected):
    assert translated(joined(items), locale="es") == expected


@pytest.mark.parametrize(
    "items, expected",
    [
        (["siete", "ocho"], "siete u ocho"),
        (["mujeres", "hombres"], "mujeres u hombres"),
        (["7", "8"], "7 u 8"),
        (["dos", "tres"], "dos o tres"),
    ],
)
def test_or_in_spanish_sounds_right(items, expected):
    assert translated(joined(items, alternatives=True), locale="es") == expected


NUMBERS = [
    (
        Number(Fraction(57_505_000), unit="USD", scaled=True),
        "USD 57.505 million",
        f"57,505 millones{NBSP}USD",
    ),
    (Number(Fraction(10**6), unit="persons", scaled=True), "1 million persons", "1 millón de personas"),
    (
        Number(Fraction(5, 2) * 10**9, unit="persons", scaled=True),
        "2.5 billion persons",
        "2,5 mil millones de personas",
    ),
    (Number(Fraction(3, 2) * 10**12, scaled=True), "1.5 trillion", "1,5 billones"),
    (Number(Fraction(999_999), unit="USD", scaled=True), "USD 999,999", f"999.999{NBSP}USD"),
    (Number(Fraction(1), unit="countries", one="country"), "1 country", "1 país"),
    (Number(Fraction(4200), unit="countries", one="country"), "4,200 countries", "4.200 países"),
    (Number(Fraction(77, 2), unit="percent"), "38.5%", f"38,5{NBSP}%"),
    (Number(Fraction(2020), grouped=False), "2020", "2020"),
    (Number(Fraction(13), unit="times"), "13", "13"),
    (Number(Fraction(13), unit="times", hedge=Hedge.MORE_THAN), "more than 13", "más de 13"),
    (Number(Fraction(1500), base="USD / person", scaled=True), "1,500 USD / person", "1.500 USD / persona"),
    (Number(Fraction(-1, 4)), "-0.25", "-0,25"),
    (Unit("person / km^2"), "person / km^2", "persona / km^2"),
    (1_234_567, "1,234,567", "1.234.567"),
    (PartialDate(2020, 5), "2020-05", "2020-05"),
    (Figure.parse("over 5,000 people"), "over 5,000 people", "over 5,000 people"),
    (Figure(Decimal(5000), "persons"), "5,000 persons", "5.000 personas"),
]


@pytest.mark.parametrize("value, english, spanish", NUMBERS, ids=[english for _, english, _ in NUMBERS])
def test_numbers_are_written_for_their_readers(value, english, spanish):
    assert put(value, ENGLISH) == english
    assert put(value, translation("es")) == spanish


def test_plural_forms_are_those_of_the_language():
    found = [counted("{n} figure", "{n} figures", n) for n in (0, 1, 2)]
    assert [str(one) for one in found] == ["0 figures", "1 figure", "2 figures"]
    assert [translated(one, locale="es") for one in found] == ["0 cifras", "1 cifra", "2 cifras"]
    assert [translated(one, locale="fr") for one in found] == ["0 chiffre", "1 chiffre", "2 chiffres"]


def test_sentences_begin_with_a_capital_and_names_stay():
    said = sentences(message("about {n} would agree.", n=5), None, message("mptf.x is known."))
    assert str(said) == "About 5 would agree. mptf.x is known."
    assert [capitalised(text) for text in ("été comme hiver", "l’arrondi suffit", "", "5 are")] == [
        "Été comme hiver",
        "L’arrondi suffit",
        "",
        "5 are",
    ]


def test_parts_of_a_formula_and_clauses_stand_in_their_order():
    assert str(formula("a", " - ", quoted("b"))) == 'a - "b"'
    assert translated(formula("a", " - ", quoted("b")), locale="es") == "a - “b”"
    three = [Message(name) for name in "abc"]
    assert str(clauses(three)) == "a; b; c"
    assert translated(clauses(three), locale="fr") == f"a{NBSP}; b{NBSP}; c"


def test_numbers_units_and_hedges_are_formatted_for_any_locale():
    assert format_number(Decimal("57.5"), locale="de", unit="USD", power=6) == f"57,5 million{NBSP}USD"
    assert format_number(Decimal("1234.5"), locale="pt-BR") == "1.234,5"
    assert format_number(Decimal(1), locale="fr", unit="persons") == "1 personne"
    assert format_number(Decimal("1.5"), locale="fr", unit="persons", power=6) == "1,5 million de personnes"
    assert format_unit("USD / person", locale="pt") == "USD / pessoa"
    assert (format_hedge(Hedge.NONE, locale="es"), format_hedge(Hedge.AT_MOST, locale="es")) == ("", "hasta")


def test_verdicts_have_no_text_until_it_is_asked_for(monkeypatch):
    said = []
    monkeypatch.setattr("lacmigration.sayings.put", lambda *_: said.append(1) or "")
    kinds = [
        check(Share("USD 57.5M", "USD 150M", "41%")),
        check(Listing(["a"], ["b"])),
        check(Ranking("USD 5M", 1, ["USD 7M", "USD 3M"])),
        check(Total(["USD 20M", "EUR 30M"], "USD 60M")),
    ]
    assert [one.verdict for one in kinds] == [Verdict.INCONSISTENT] * 3 + [Verdict.UNDECIDED]
    assert said == []
    assert kinds[0].explanation == ""
    assert said


def test_only_spanish_changes_its_and_before_the_sound_of_i():
    joined = {
        locale: translation(locale).joined(["a", "b", "Italia"], "{items} and {last}")
        for locale in ("es", "pt", "fr")
    }
    assert joined == {"es": "a, b e Italia", "pt": "a, b e Italia", "fr": "a, b et Italia"}


def test_another_language_than_english_needs_babel(monkeypatch):
    monkeypatch.delattr(lacmigration, "formatting")
    monkeypatch.setitem(sys.modules, "lacmigration.formatting", None)
    translation.cache_clear()
    assert translation("en").language == "en"
    with pytest.raises(MissingExtraError, match=r"messages in another language need babel.*formatting"):
        translation("fr")
