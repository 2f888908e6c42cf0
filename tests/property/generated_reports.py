# ruff: noqa: E501, ISC004  (templates are easier to compare on one line)
"""Reports of which the truth is known: right, or with one figure changed, in four languages.

Run it to see how many of each kind are confirmed, missed and contradicted:
`python tests/property/generated_reports.py`.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal

import attrs

LANGUAGES = ("en", "es", "pt", "fr")
_GROUP = {"en": ",", "es": ".", "pt": ".", "fr": "\u202f"}
_POINT = {"en": ".", "es": ",", "pt": ",", "fr": ","}
_PERCENT = {"en": "%", "es": "\u00a0%", "pt": "%", "fr": "\u00a0%"}
_AND = {"en": "and", "es": "y", "pt": "e", "fr": "et"}
_CITIES = ("Lima", "Quito", "Manta", "Cali", "Recife", "Tacna", "Cusco", "Rosario", "Belém", "Arica")
_COUNTRIES = {
    "en": ("Peru", "Chile", "Brazil", "Norway", "Canada", "Sweden", "Spain", "Japan"),
    "es": ("Perú", "Chile", "Brasil", "Noruega", "Canadá", "Suecia", "España", "Japón"),
    "pt": ("Peru", "Chile", "Brasil", "Noruega", "Canadá", "Suécia", "Espanha", "Japão"),
    "fr": ("Pérou", "Chili", "Brésil", "Norvège", "Canada", "Suède", "Espagne", "Japon"),
}
_SMALL = {
    "en": ("two", "three", "four", "five", "six", "seven", "eight"),
    "es": ("dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho"),
    "pt": ("dois", "três", "quatro", "cinco", "seis", "sete", "oito"),
    "fr": ("deux", "trois", "quatre", "cinq", "six", "sept", "huit"),
}


@attrs.frozen(kw_only=True)
class Case:
    """A report, in which language and of which kind it is, and whether its figures agree."""

    kind: str
    language: str
    text: str
    right: bool
    table: bool = False


def number(value: Decimal | int, places: int, language: str) -> str:
    """A number as the language writes it, rounded half up."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded:,}".translate(str.maketrans({",": _GROUP[language], ".": _POINT[language]}))


def millions(value: Decimal, language: str, places: int = 1) -> str:
    """An amount of so many million dollars."""
    shown = number(value, places, language)
    return {
        "en": f"USD {shown} million",
        "es": f"USD {shown} millones",
        "pt": f"US$ {shown} milhões",
        "fr": f"{shown} millions de dollars",
    }[language]


def dollars(value: int, language: str) -> str:
    """An amount of so many dollars."""
    shown = number(value, 0, language)
    return {"en": f"USD {shown}", "es": f"USD {shown}", "pt": f"US$ {shown}", "fr": f"{shown} dollars"}[
        language
    ]


def percent(value: Decimal, language: str, places: int = 0) -> str:
    """A percentage."""
    return f"{number(value, places, language)}{_PERCENT[language]}"


def _tenths(dice: random.Random, least: int, most: int) -> Decimal:
    """A number with one place that is not 0."""
    return Decimal(dice.randint(least, most)) + Decimal(dice.randint(1, 9)) / 10


def _off(dice: random.Random, value: Decimal) -> Decimal:
    """The number changed by a fifth to a half of itself, with its places."""
    changed = value * (1 + dice.choice((-1, 1)) * Decimal(dice.randint(20, 50)) / 100)
    return changed.quantize(value) if value != value.to_integral() else changed.quantize(Decimal(1))


def _listed(names: tuple[str, ...] | list[str], language: str) -> str:
    return f"{', '.join(names[:-1])} {_AND[language]} {names[-1]}"


def share(dice: random.Random, language: str, *, right: bool) -> str:
    """A part, its whole, and the share; half of them by pointing back."""
    whole = _tenths(dice, 60, 190)
    part = (whole * dice.randint(20, 80) / 100).quantize(Decimal("0.1"))
    rate = part / whole * 100
    shown = percent(rate if right else rate + dice.choice((-1, 1)) * dice.randint(6, 15), language)
    of, amount = millions(whole, language), millions(part, language)
    if dice.random() < 0.5:
        return {
            "en": f"Of the {of} that the plan needs, {shown} ({amount}) was raised by June.",
            "es": f"De los {of} que necesita el plan, el {shown} ({amount}) se recaudó hasta junio.",
            "pt": f"Dos {of} de que o plano precisa, {shown} ({amount}) foram arrecadados até junho.",
            "fr": f"Des {of} dont le plan a besoin, {shown} ({amount}) ont été réunis jusqu'en juin.",
        }[language]
    return {
        "en": f"The fund has a target of {of}. So far {shown} of this target ({amount}) has come in.",
        "es": f"El fondo tiene una meta de {of}. Hasta ahora ingresó el {shown} de esta meta ({amount}).",
        "pt": f"O fundo tem uma meta de {of}. Até agora entraram {shown} desta meta ({amount}).",
        "fr": f"Le fonds a un objectif de {of}. À ce jour, {shown} de cet objectif ({amount}) a été reçu.",
    }[language]


def rate_of(dice: random.Random, language: str, *, right: bool) -> str:
    """A share of a count, and how many that is."""
    whole = dice.randint(21, 89) * 100 + dice.randint(1, 99)
    rate = Decimal(dice.randint(12, 70))
    part = int((whole * rate / 100).quantize(Decimal(1)))
    if not right:
        part = int(_off(dice, Decimal(part)))
    r, w, p = percent(rate, language), number(whole, 0, language), number(part, 0, language)
    return {
        "en": f"Among those visited, {r} of the {w} households, that is, {p} households, had no running water.",
        "es": f"En la visita, el {r} de los {w} hogares, es decir, {p} hogares, no tenía agua corriente.",
        "pt": f"Na visita, {r} dos {w} domicílios, ou seja, {p} domicílios, não tinham água encanada.",
        "fr": f"Lors de la visite, {r} des {w} ménages, soit {p} ménages, n'avaient pas l'eau courante.",
    }[language]


def total(dice: random.Random, language: str, *, right: bool) -> str:
    """A total and its three parts, or the parts and their total."""
    parts = [_tenths(dice, 3, 30) for _ in range(3)]
    whole = sum(parts)
    if not right:
        whole = _off(dice, Decimal(whole))
    a, b, c = (millions(part, language) for part in parts)
    t = millions(Decimal(whole), language)
    if dice.random() < 0.5:
        return {
            "en": f"The bank lent a total of {t}, made up of {a} for water, {b} for roads and {c} for schools.",
            "es": f"El banco prestó un total de {t}, distribuidos en {a} para agua, {b} para vías y {c} para escuelas.",
            "pt": f"O banco emprestou um total de {t}, divididos em {a} para água, {b} para vias e {c} para escolas.",
            "fr": f"La banque a prêté un total de {t}, répartis en {a} pour l'eau, {b} pour les routes et {c} pour les écoles.",
        }[language]
    return {
        "en": f"It gave {a} to water, {b} to roads and {c} to schools, for a total of {t}.",
        "es": f"Dio {a} para agua, {b} para vías y {c} para escuelas, por un total de {t}.",
        "pt": f"Deu {a} para água, {b} para vias e {c} para escolas, num total de {t}.",
        "fr": f"Elle a donné {a} pour l'eau, {b} pour les routes et {c} pour les écoles, soit un total de {t}.",
    }[language]


def within(dice: random.Random, language: str, *, right: bool) -> str:
    """A part within a whole; a wrong one is more than it."""
    whole = _tenths(dice, 30, 60)
    part = _tenths(dice, 5, 25) if right else whole + _tenths(dice, 5, 20)
    w, p = millions(whole, language), millions(part, language)
    return {
        "en": f"The ministry spent {w}, of which {p} went to shelters.",
        "es": f"El ministerio gastó {w}, de los cuales {p} se destinaron a albergues.",
        "pt": f"O ministério gastou {w}, dos quais {p} foram para abrigos.",
        "fr": f"Le ministère a dépensé {w}, dont {p} pour les abris.",
    }[language]


def cities(dice: random.Random, language: str, *, right: bool) -> str:
    """A count of cities and their names."""
    count = dice.randint(3, 7)
    names = dice.sample(_CITIES, count)
    said = count if right else count + dice.choice((-1, 1))
    word = _SMALL[language][said - 2]
    listed = _listed(names, language)
    return {
        "en": f"The pilot runs in {word} cities: {listed}.",
        "es": f"El piloto se desarrolla en {word} ciudades: {listed}.",
        "pt": f"O piloto ocorre em {word.replace('dois', 'duas')} cidades: {listed}.",
        "fr": f"Le projet pilote se déroule dans {word} villes : {listed}.",
    }[language]


def pillars(dice: random.Random, language: str, *, right: bool) -> str:
    """A count of pillars, with one list item for each."""
    things = {
        "en": ("Access to papers", "Work and training", "Health", "Housing in cities", "Schools for all"),
        "es": (
            "Acceso a documentos",
            "Trabajo y formación",
            "Salud",
            "Vivienda urbana",
            "Escuelas para todos",
        ),
        "pt": ("Acesso a documentos", "Trabalho e formação", "Saúde", "Moradia urbana", "Escolas para todos"),
        "fr": ("Accès aux papiers", "Travail et formation", "Santé", "Logement urbain", "Écoles pour tous"),
    }[language]
    count = dice.randint(3, 5)
    said = count if right else count + dice.choice((-1, 1))
    word = _SMALL[language][said - 2]
    head = {
        "en": f"The strategy rests on the following {word} pillars:",
        "es": f"La estrategia se apoya en los siguientes {word} pilares:",
        "pt": f"A estratégia se apoia nos seguintes {word} pilares:",
        "fr": f"La stratégie repose sur les {word} piliers suivants :",
    }[language]
    return head + "\n\n" + "".join(f"- {thing}\n" for thing in things[:count])


def complement(dice: random.Random, language: str, *, right: bool) -> str:
    """Two shares that make a whole."""
    first = dice.randint(55, 85)
    rest = 100 - first + (0 if right else dice.choice((-1, 1)) * dice.randint(4, 9))
    a, b = percent(Decimal(first), language), percent(Decimal(rest), language)
    return {
        "en": f"Some families rent, {a} in all; the remaining {b} own their home.",
        "es": f"El {a} de las familias alquila; el restante {b} es dueño de su casa.",
        "pt": f"Ao todo {a} das famílias alugam; os restantes {b} têm casa própria.",
        "fr": f"Au total, {a} des familles sont locataires ; les autres {b} possèdent leur logement.",
    }[language]


def growth(dice: random.Random, language: str, *, right: bool) -> str:
    """A change in percent from one count to another, rising or falling."""
    old = dice.randint(21, 89) * 100 + dice.randint(11, 99)
    up = dice.random() < 0.5
    new = int(old * (1 + (1 if up else -1) * Decimal(dice.randint(10, 45)) / 100))
    rate = abs(Decimal(new - old)) / old * 100
    shown = percent(rate if right else rate + dice.randint(5, 20), language)
    a, b = number(old, 0, language), number(new, 0, language)
    verb = {
        "en": ("rose", "fell"),
        "es": ("aumentó", "disminuyó"),
        "pt": ("aumentou", "caiu"),
        "fr": ("augmenté", "diminué"),
    }[language][0 if up else 1]
    if dice.random() < 0.5:
        return {
            "en": f"The number of arrivals {verb} by {shown}, from {a} in 2021 to {b} in 2023.",
            "es": f"El número de llegadas {verb} un {shown}, de {a} en 2021 a {b} en 2023.",
            "pt": f"O número de chegadas {verb} {shown}, de {a} em 2021 para {b} em 2023.",
            "fr": f"Le nombre d'arrivées a {verb} de {shown}, passant de {a} en 2021 à {b} en 2023.",
        }[language]
    noun = {
        "en": ("an increase", "a decrease"),
        "es": ("un aumento", "una disminución"),
        "pt": ("um aumento", "uma queda"),
        "fr": ("une hausse", "une baisse"),
    }[language][0 if up else 1]
    return {
        "en": f"Arrivals {verb} from {a} in 2021 to {b} in 2023, {noun} of {shown}.",
        "es": f"Las llegadas pasaron de {a} en 2021 a {b} en 2023, {noun} del {shown}.",
        "pt": f"As chegadas passaram de {a} em 2021 para {b} em 2023, {noun} de {shown}.",
        "fr": f"Les arrivées sont passées de {a} en 2021 à {b} en 2023, soit {noun} de {shown}.",
    }[language]


def difference(dice: random.Random, language: str, *, right: bool) -> str:
    """An amount, how much more it is than another, and that one."""
    old, more = _tenths(dice, 12, 40), _tenths(dice, 3, 10)
    new = old + more
    if not right:
        more = _off(dice, more)
    n, d, o = (millions(one, language) for one in (new, more, old))
    return {
        "en": f"Last year it paid out {n}, {d} more than the {o} of the year before.",
        "es": f"El año pasado pagó {n}, {d} más que los {o} del año anterior.",
        "pt": f"No ano passado pagou {n}, {d} a mais que os {o} do ano anterior.",
        "fr": f"L'an dernier, il a versé {n}, {d} de plus que les {o} de l'année précédente.",
    }[language]


def multiple(dice: random.Random, language: str, *, right: bool) -> str:
    """A doubling from one amount to another."""
    old = _tenths(dice, 12, 40)
    new = 2 * old if right else old * Decimal("3.2")
    o, n = millions(old, language), millions(new, language)
    return {
        "en": f"Its lending doubled from {o} to {n} in five years.",
        "es": f"Sus préstamos se duplicaron, de {o} a {n}, en cinco años.",
        "pt": f"Seus empréstimos dobraram, de {o} para {n}, em cinco anos.",
        "fr": f"Ses prêts ont doublé, passant de {o} à {n} en cinq ans.",
    }[language]


def product(dice: random.Random, language: str, *, right: bool) -> str:
    """So many grants of so much each, and what they make."""
    count, each = dice.randint(11, 39), dice.randint(1011, 9899)
    whole = count * each if right else int(_off(dice, Decimal(count * each)))
    e, w = dollars(each, language), dollars(whole, language)
    return {
        "en": f"The office awarded {count} grants of {e} each, totalling {w}.",
        "es": f"La oficina otorgó {count} becas de {e} cada una, por un total de {w}.",
        "pt": f"O escritório concedeu {count} bolsas de {e} cada, totalizando {w}.",
        "fr": f"Le bureau a accordé {count} bourses de {e} chacune, soit un total de {w}.",
    }[language]


def per_head(dice: random.Random, language: str, *, right: bool) -> str:
    """An amount for so many, and what that is for one."""
    count, each = dice.randint(1101, 8999), Decimal(dice.randint(311, 989))
    whole = int(count * each) + dice.randint(1, 9)
    shown = dollars(int(each if right else _off(dice, each)), language)
    w, c = dollars(whole, language), number(count, 0, language)
    return {
        "en": f"The scheme paid {w} to {c} households, or {shown} per household.",
        "es": f"El plan pagó {w} a {c} hogares, es decir, {shown} por hogar.",
        "pt": f"O plano pagou {w} a {c} famílias, ou seja, {shown} por família.",
        "fr": f"Le dispositif a versé {w} à {c} ménages, soit {shown} par ménage.",
    }[language]


def duration(dice: random.Random, language: str, *, right: bool) -> str:
    """A number of years beside the years from which to which they run."""
    first, years = dice.randint(2014, 2021), dice.randint(3, 5)
    last = first + years - dice.choice((0, 1)) if right else first + years + dice.choice((2, 3))
    word = _SMALL[language][years - 2]
    return {
        "en": f"The {word}-year programme ({first}-{last}) trains midwives.",
        "es": f"El programa de {word} años ({first}-{last}) forma parteras.",
        "pt": f"O programa de {word} anos ({first}-{last}) forma parteiras.",
        "fr": f"Le programme de {word} ans ({first}-{last}) forme des sages-femmes.",
    }[language]


def twice(dice: random.Random, language: str, *, right: bool) -> str:
    """One quantity in the summary and again in the conclusion."""
    value = _tenths(dice, 12, 90)
    first, city = millions(value, language), dice.choice(_CITIES)
    second = millions(value if right else _off(dice, value), language)
    between = {
        "en": "Clinics were opened in every district.",
        "es": "Se abrieron clínicas en todos los distritos.",
        "pt": "Foram abertas clínicas em todos os distritos.",
        "fr": "Des cliniques ont ouvert dans tous les districts.",
    }[language]
    once, again = {
        "en": (
            f"In 2022 the council of {city} spent {first} on shelters for newly arrived families.",
            f"To conclude: in 2022 the council of {city} spent {second} on shelters for newly arrived families.",
        ),
        "es": (
            f"En 2022 la alcaldía de {city} gastó {first} en albergues para familias recién llegadas.",
            f"Para concluir, en 2022 la alcaldía de {city} gastó {second} en albergues para familias recién llegadas.",
        ),
        "pt": (
            f"Em 2022 a prefeitura de {city} gastou {first} em abrigos para famílias recém-chegadas.",
            f"Para concluir, em 2022 a prefeitura de {city} gastou {second} em abrigos para famílias recém-chegadas.",
        ),
        "fr": (
            f"En 2022, la mairie de {city} a dépensé {first} pour des abris destinés aux familles arrivées récemment.",
            f"En conclusion, en 2022, la mairie de {city} a dépensé {second} pour des abris destinés aux familles "
            f"arrivées récemment.",
        ),
    }[language]
    return f"{once}\n\n{between}\n\n{again}\n"


def _grid(lines: list[list[str]]) -> str:
    head, *body = (f"| {' | '.join(line)} |" for line in lines)
    return "\n".join([head, "|" + " --- |" * len(lines[0]), *body]) + "\n"


def _donors(dice: random.Random, language: str) -> list[tuple[str, int]]:
    names = dice.sample(_COUNTRIES[language], dice.randint(4, 6))
    return [(name, dice.randint(1011, 98999)) for name in names]


_HEADS = {
    "en": ("Donor", "Amount (USD)", "Total", "Share"),
    "es": ("Donante", "Monto (USD)", "Total", "Porcentaje"),
    "pt": ("Doador", "Valor (USD)", "Total", "Participação"),
    "fr": ("Donateur", "Montant (USD)", "Total", "Part"),
}


def table_total(dice: random.Random, language: str, *, right: bool) -> str:
    """A total row."""
    rows = _donors(dice, language)
    whole = sum(amount for _, amount in rows)
    if not right:
        whole = int(_off(dice, Decimal(whole)))
    name, amount, total_, _ = _HEADS[language]
    body = [[one, number(value, 0, language)] for one, value in rows]
    return _grid([[name, amount], *body, [total_, number(whole, 0, language)]])


def table_share(dice: random.Random, language: str, *, right: bool) -> str:
    """A column of shares beside the amounts, and their total."""
    rows = _donors(dice, language)
    whole = sum(amount for _, amount in rows)
    rates = [Decimal(amount) / whole * 100 for _, amount in rows]
    if not right:
        at = dice.randrange(len(rates))
        rates[at] += dice.randint(3, 9)
    name, amount, total_, share_ = _HEADS[language]
    body = [
        [one, number(value, 0, language), percent(rate, language, 1)]
        for (one, value), rate in zip(rows, rates, strict=True)
    ]
    last = [total_, number(whole, 0, language), percent(Decimal(100), language, 1)]
    return _grid([[name, amount, share_], *body, last])


def table_rows(dice: random.Random, language: str, *, right: bool) -> str:
    """A total column."""
    heads = {
        "en": ("City", "Women", "Men", "Total"),
        "es": ("Ciudad", "Mujeres", "Hombres", "Total"),
        "pt": ("Cidade", "Mulheres", "Homens", "Total"),
        "fr": ("Ville", "Femmes", "Hommes", "Total"),
    }[language]
    cities_ = dice.sample(_CITIES, 5)
    wrong = -1 if right else dice.randrange(len(cities_))
    lines = [list(heads)]
    for at, city in enumerate(cities_):
        a, b = dice.randint(1011, 8999), dice.randint(1011, 8999)
        whole = a + b if at != wrong else a + b + dice.randint(101, 999)
        lines.append([city, *(number(one, 0, language) for one in (a, b, whole))])
    return _grid(lines)


def text_and_table(dice: random.Random, language: str, *, right: bool) -> str:
    """What a sentence says of one row of a table."""
    rows = _donors(dice, language)
    name, value = dice.choice(rows)
    shown = number(value if right else int(_off(dice, Decimal(value))), 0, language)
    title, heads, sentence = {
        "en": (
            "Contributions received by the shelter fund",
            ("Donor", "Contribution to the shelter fund (USD)"),
            f"The contribution of {name} to the shelter fund was USD {shown}.",
        ),
        "es": (
            "Aportes recibidos por el fondo de albergues",
            ("Donante", "Aporte al fondo de albergues (USD)"),
            f"El aporte de {name} al fondo de albergues fue de USD {shown}.",
        ),
        "pt": (
            "Contribuições recebidas pelo fundo de abrigos",
            ("Doador", "Contribuição ao fundo de abrigos (USD)"),
            f"A contribuição de {name} ao fundo de abrigos foi de USD {shown}.",
        ),
        "fr": (
            "Contributions reçues par le fonds des abris",
            ("Donateur", "Contribution au fonds des abris (USD)"),
            f"La contribution de {name} au fonds des abris a été de USD {shown}.",
        ),
    }[language]
    body = [[one, number(amount, 0, language)] for one, amount in rows]
    return f"{sentence}\n\n{title}\n\n{_grid([list(heads), *body])}"


def _phrased(dice: random.Random, ways: tuple[str, str, str], *, held: bool) -> str:
    """One of the first two wordings, or the one that no cue was written for."""
    return ways[2] if held else dice.choice(ways[:2])


def _word(count: int, language: str, *, women: bool = False) -> str:
    word = _SMALL[language][count - 2]
    return word.replace("dois", "duas") if women else word


_THEMES = {
    "en": ("water", "housing", "schools", "health", "work", "safety", "transport"),
    "es": ("agua", "vivienda", "escuelas", "salud", "empleo", "seguridad", "transporte"),
    "pt": ("água", "moradia", "escolas", "saúde", "emprego", "segurança", "transporte"),
    "fr": ("eau", "logement", "écoles", "santé", "emploi", "sécurité", "transport"),
}


def headings(dice: random.Random, language: str, *, right: bool, held: bool = False) -> str:
    """A count of what something is arranged under, and what that is."""
    count = dice.randint(3, 6)
    word = _word(count if right else count + dice.choice((-1, 1)), language)
    named = _listed(dice.sample(_THEMES[language], count), language)
    return _phrased(
        dice,
        {
            "en": (
                f"The plan is arranged under {word} headings: {named}.",
                f"Its aims are grouped under {word} themes: {named}.",
                f"Under {word} pillars, namely {named}, the agency reports each year.",
            ),
            "es": (
                f"El plan se organiza bajo {word} ejes: {named}.",
                f"Sus metas se agrupan bajo {word} temas: {named}.",
                f"Bajo {word} pilares, a saber, {named}, informa la agencia cada año.",
            ),
            "pt": (
                f"O plano está organizado sob {word} eixos: {named}.",
                f"Suas metas estão agrupadas sob {word} temas: {named}.",
                f"Sob {word} pilares — {named} — a agência presta contas todo ano.",
            ),
            "fr": (
                f"Le plan s'organise sous {word} axes : {named}.",
                f"Ses objectifs sont regroupés sous {word} thèmes : {named}.",
                f"Sous {word} piliers, à savoir {named}, l'agence rend compte chaque année.",
            ),
        }[language],
        held=held,
    )


def centres(dice: random.Random, language: str, *, right: bool, held: bool = False) -> str:
    """A count that opens a sentence, what those do, and who they are."""
    count = dice.randint(3, 7)
    said = count if right else count + dice.choice((-1, 1))
    word, women = (_word(said, language, women=other).capitalize() for other in (False, True))
    towns = _listed(dice.sample(_CITIES, count), language)
    lands = _listed(dice.sample(_COUNTRIES[language], count), language)
    return _phrased(
        dice,
        {
            "en": (
                f"{word} cities have a centre of their own: {towns}.",
                f"{word} countries signed the agreement last year: {lands}.",
                f"{word} ports now offer legal advice: {towns}.",
            ),
            "es": (
                f"{word} ciudades tienen un centro propio: {towns}.",
                f"{word} países firmaron el acuerdo el año pasado: {lands}.",
                f"{word} puertos ofrecen ya asesoría jurídica: {towns}.",
            ),
            "pt": (
                f"{women} cidades têm um centro próprio: {towns}.",
                f"{word} países assinaram o acordo no ano passado: {lands}.",
                f"{word} portos já oferecem assistência jurídica: {towns}.",
            ),
            "fr": (
                f"{word} villes ont leur propre centre : {towns}.",
                f"{word} pays ont signé l'accord l'an dernier : {lands}.",
                f"{word} ports proposent désormais des conseils juridiques : {towns}.",
            ),
        }[language],
        held=held,
    )


def composed(dice: random.Random, language: str, *, right: bool, held: bool = False) -> str:
    """A count of people, and who they are by two counts of others."""
    parts = [dice.randint(1011, 39999) for _ in range(2)]
    whole = sum(parts) if right else int(_off(dice, Decimal(sum(parts))))
    w, a, b = (number(one, 0, language) for one in (whole, *parts))
    return _phrased(
        dice,
        {
            "en": (
                f"The shelters took in {w} people, made up of {a} adults and {b} children.",
                f"The census counted {w} people ({a} women and {b} men).",
                f"Those helped numbered {w}: {a} women and {b} men.",
            ),
            "es": (
                f"Los albergues recibieron a {w} personas, divididas en {a} adultos y {b} menores.",
                f"El censo contó {w} personas ({a} mujeres y {b} hombres).",
                f"La ayuda llegó a {w} personas: {a} mujeres y {b} hombres.",
            ),
            "pt": (
                f"Os abrigos receberam {w} pessoas, divididas em {a} adultos e {b} crianças.",
                f"O censo contou {w} pessoas ({a} mulheres e {b} homens).",
                f"A ajuda chegou a {w} pessoas: {a} mulheres e {b} homens.",
            ),
            "fr": (
                f"Les abris ont accueilli {w} personnes, réparties en {a} adultes et {b} enfants.",
                f"Le recensement a compté {w} personnes ({a} femmes et {b} hommes).",
                f"L'aide a touché {w} personnes : {a} femmes et {b} hommes.",
            ),
        }[language],
        held=held,
    )


def share_behind(dice: random.Random, language: str, *, right: bool, held: bool = False) -> str:
    """A part, then its share of the whole behind a comma."""
    whole = _tenths(dice, 60, 190)
    part = (whole * dice.randint(20, 80) / 100).quantize(Decimal("0.1"))
    rate = part / whole * 100
    r = percent(rate if right else rate + dice.choice((-1, 1)) * dice.randint(6, 15), language)
    w, p = millions(whole, language), millions(part, language)
    return _phrased(
        dice,
        {
            "en": (
                f"By June it had received {p}, {r} of the {w} that it needs.",
                f"Germany paid {p}, some {r} of the {w} pledged so far.",
                f"So far donors have covered {p}, or {r}, of the {w} sought.",
            ),
            "es": (
                f"Hasta junio recibió {p}, el {r} de los {w} que necesita.",
                f"Alemania pagó {p}, un {r} de los {w} comprometidos hasta ahora.",
                f"Hasta hoy se cubrieron {p}, o el {r}, de los {w} solicitados.",
            ),
            "pt": (
                f"Até junho recebeu {p}, {r} dos {w} de que precisa.",
                f"A Alemanha pagou {p}, cerca de {r} dos {w} prometidos até agora.",
                f"Até hoje foram cobertos {p}, ou {r}, dos {w} solicitados.",
            ),
            "fr": (
                f"Jusqu'en juin, il a reçu {p}, {r} des {w} dont il a besoin.",
                f"L'Allemagne a versé {p}, environ {r} des {w} promis jusqu'ici.",
                f"À ce jour, {p}, soit {r}, des {w} demandés sont couverts.",
            ),
        }[language],
        held=held,
    )


def series(dice: random.Random, language: str, *, right: bool, held: bool = False) -> str:
    """Three counts in three years, and a change from the first or from the second to the last."""
    a = dice.randint(21, 49) * 100 + dice.randint(11, 99)
    b, c = (int(a * Decimal(dice.randint(*ends)) / 100) for ends in ((112, 130), (145, 170)))
    rates = [Decimal(c - old) / old * 100 for old in (a, b)]
    rate = dice.choice(rates) if right else max(rates) + dice.randint(12, 30)
    r = percent(rate, language)
    a, b, c = (number(one, 0, language) for one in (a, b, c))  # type: ignore[assignment]
    return _phrased(
        dice,
        {
            "en": (
                f"Arrivals rose from {a} in 2019 to {b} in 2020 and {c} in 2021, an increase of {r}.",
                f"Arrivals went from {a} in 2019 to {b} in 2020 and to {c} in 2021, up {r}.",
                f"Starting at {a} in 2019, arrivals grew to {b} in 2020 and {c} in 2021, or by {r}.",
            ),
            "es": (
                f"Las llegadas pasaron de {a} en 2019 a {b} en 2020 y {c} en 2021, un aumento del {r}.",
                f"Las llegadas crecieron de {a} en 2019 a {b} en 2020 y a {c} en 2021, es decir, un {r}.",
                f"De {a} en 2019, las llegadas subieron a {b} en 2020 y a {c} en 2021, un alza del {r}.",
            ),
            "pt": (
                f"As chegadas passaram de {a} em 2019 para {b} em 2020 e {c} em 2021, um aumento de {r}.",
                f"As chegadas cresceram de {a} em 2019 para {b} em 2020 e para {c} em 2021, ou seja, {r}.",
                f"De {a} em 2019, as chegadas subiram para {b} em 2020 e para {c} em 2021, alta de {r}.",
            ),
            "fr": (
                f"Les arrivées sont passées de {a} en 2019 à {b} en 2020 et {c} en 2021, soit une hausse de {r}.",
                f"Les arrivées ont progressé de {a} en 2019 à {b} en 2020 et à {c} en 2021, soit {r}.",
                f"De {a} en 2019, les arrivées sont montées à {b} en 2020 puis à {c} en 2021, en hausse de {r}.",
            ),
        }[language],
        held=held,
    )


def added_up(dice: random.Random, language: str, *, right: bool, held: bool = False) -> str:
    """Sentences that are built alike, each with a part, and a last one with their total."""
    parts = [_tenths(dice, 3, 30) for _ in range(3)]
    sums_ = [sum(parts[:count]) for count in (2, 3)]
    two, three = sums_ if right else (_off(dice, Decimal(one)) for one in sums_)
    a, b, c, s, t = (millions(Decimal(one), language) for one in (*parts, two, three))
    return _phrased(
        dice,
        {
            "en": (
                f"For water it paid {a}. For roads it paid {b}. For schools it paid {c}. In all, it paid {t} for the three.",
                f"Peru gave {a} to the fund. Chile gave {b} to the fund. Altogether, they gave {s}.",
                f"The north received {a}. The south received {b}. The coast received {c}. "
                f"All told, the regions received {t}.",
            ),
            "es": (
                f"Para agua pagó {a}. Para vías pagó {b}. Para escuelas pagó {c}. En total, pagó {t} por los tres.",
                f"Perú aportó {a} al fondo. Chile aportó {b} al fondo. En conjunto, aportaron {s}.",
                f"El norte recibió {a}. El sur recibió {b}. La costa recibió {c}. "
                f"Sumadas, las regiones recibieron {t}.",
            ),
            "pt": (
                f"Para água pagou {a}. Para vias pagou {b}. Para escolas pagou {c}. No total, pagou {t} pelos três.",
                f"O Peru doou {a} ao fundo. O Chile doou {b} ao fundo. Em conjunto, doaram {s}.",
                f"O norte recebeu {a}. O sul recebeu {b}. O litoral recebeu {c}. "
                f"Ao todo, as regiões receberam {t}.",
            ),
            "fr": (
                f"Pour l'eau, elle a payé {a}. Pour les routes, elle a payé {b}. Pour les écoles, elle a payé {c}. "
                f"Au total, elle a payé {t} pour les trois.",
                f"Le Pérou a versé {a} au fonds. Le Chili a versé {b} au fonds. Ensemble, ils ont versé {s}.",
                f"Le nord a reçu {a}. Le sud a reçu {b}. Le littoral a reçu {c}. En tout, les régions ont reçu {t}.",
            ),
        }[language],
        held=held,
    )


def hundred(dice: random.Random, language: str, *, right: bool, held: bool = False) -> str:
    """Three percentages that make a whole."""
    first, second = dice.randint(31, 45), dice.randint(18, 30)
    last = 100 - first - second
    if not right:
        last += dice.choice((-1, 1)) * dice.randint(5, 9)
    p, q, r = (percent(Decimal(one), language) for one in (first, second, last))
    return _phrased(
        dice,
        {
            "en": (
                f"Of those asked, {p} rent, {q} own their home and the remaining {r} live with relatives.",
                f"The budget is divided into {p} for water, {q} for roads and {r} for schools.",
                f"In the team, {p} are nurses, {q} are doctors and the rest, {r}, are drivers.",
            ),
            "es": (
                f"De los encuestados, el {p} alquila, el {q} es dueño de su casa y el restante {r} vive con parientes.",
                f"El presupuesto se divide en {p} para agua, {q} para vías y {r} para escuelas.",
                f"Un {p} del personal son enfermeras, un {q} son médicos y el {r} que queda son choferes.",
            ),
            "pt": (
                f"Dos entrevistados, {p} alugam, {q} têm casa própria e os restantes {r} vivem com parentes.",
                f"O orçamento divide-se em {p} para água, {q} para vias e {r} para escolas.",
                f"São enfermeiras {p} do pessoal, médicos {q} e motoristas os {r} que sobram.",
            ),
            "fr": (
                f"Parmi les personnes interrogées, {p} sont locataires, {q} sont propriétaires et les {r} restants "
                f"vivent chez des proches.",
                f"Le budget se répartit en {p} pour l'eau, {q} pour les routes et {r} pour les écoles.",
                f"Dans l'équipe, {p} sont infirmiers, {q} sont médecins et le reste, {r}, sont chauffeurs.",
            ),
        }[language],
        held=held,
    )


def _given(rows: list[tuple[str, int]], language: str, *, head: str = "") -> str:
    """A table of who gave how much, without a total."""
    name, amount, _, _ = _HEADS[language]
    body = [[one, number(value, 0, language)] for one, value in rows]
    return _grid([[head or name, amount], *body])


def donor_count(dice: random.Random, language: str, *, right: bool, held: bool = False) -> str:
    """How many donors a table names."""
    rows = _donors(dice, language)
    word = _word(len(rows) if right else len(rows) + dice.choice((-1, 1)), language)
    opening = word.capitalize()
    said = _phrased(
        dice,
        {
            "en": (
                f"{opening} donors have given to the shelter fund:",
                f"The table names the {word} donors of the shelter fund.",
                f"So far the fund has had {word} contributors, shown below.",
            ),
            "es": (
                f"{opening} donantes han aportado al fondo de albergues:",
                f"La tabla muestra los {word} donantes del fondo de albergues.",
                f"Hasta ahora el fondo ha tenido {word} aportantes, que figuran abajo.",
            ),
            "pt": (
                f"{opening} doadores já contribuíram para o fundo de abrigos:",
                f"A tabela mostra os {word} doadores do fundo de abrigos.",
                f"Até agora o fundo teve {word} contribuintes, listados abaixo.",
            ),
            "fr": (
                f"{opening} donateurs ont versé au fonds des abris :",
                f"Le tableau présente les {word} donateurs du fonds des abris.",
                f"Jusqu'ici, le fonds a eu {word} contributeurs, indiqués ci-dessous.",
            ),
        }[language],
        held=held,
    )
    heads = {"en": "Contributor", "es": "Aportante", "pt": "Contribuinte", "fr": "Contributeur"}
    return f"{said}\n\n{_given(rows, language, head=heads[language] if held else '')}"


def donor_total(dice: random.Random, language: str, *, right: bool, held: bool = False) -> str:
    """What the amounts of a table without a total add up to, said above it."""
    rows = _donors(dice, language)
    whole = sum(amount for _, amount in rows)
    t = dollars(whole if right else int(_off(dice, Decimal(whole))), language)
    said = _phrased(
        dice,
        {
            "en": (
                f"The shelter fund has received {t} in total, as the table shows.",
                f"Contributions to the shelter fund, {t} in total",
                f"Together, the donors below gave {t} to the shelter fund.",
            ),
            "es": (
                f"El fondo de albergues ha recibido {t} en total, como muestra la tabla.",
                f"Aportes al fondo de albergues (total: {t})",
                f"En conjunto, los donantes de abajo dieron {t} al fondo.",
            ),
            "pt": (
                f"O fundo de abrigos recebeu {t} no total, como mostra a tabela.",
                f"Contribuições ao fundo de abrigos (total: {t})",
                f"Em conjunto, os doadores abaixo deram {t} ao fundo.",
            ),
            "fr": (
                f"Le fonds des abris a reçu {t} au total, comme le montre le tableau.",
                f"Contributions au fonds des abris (total : {t})",
                f"Ensemble, les donateurs ci-dessous ont donné {t} au fonds.",
            ),
        }[language],
        held=held,
    )
    return f"{said}\n\n{_given(rows, language)}"


_Maker = Callable[..., str]
PROSE: tuple[_Maker, ...] = (
    share,
    rate_of,
    total,
    within,
    cities,
    pillars,
    complement,
    growth,
    difference,
    multiple,
    product,
    per_head,
    duration,
    twice,
)
TABLES: tuple[_Maker, ...] = (table_total, table_share, table_rows, text_and_table)
PHRASED: tuple[_Maker, ...] = (
    headings,
    centres,
    composed,
    share_behind,
    series,
    added_up,
    hundred,
    donor_count,
    donor_total,
)
"""Each has two wordings in a language, and a third that was written before any cue and tuned on by nobody."""
KNOWN: tuple[_Maker, ...] = (
    headings,
    centres,
    composed,
    share_behind,
    series,
    added_up,
    hundred,
    donor_count,
    donor_total,
)
"""Those of which the first two wordings are asked for."""


def cases(seed: int, each: int = 2) -> Iterator[Case]:
    """For each kind and language so many right reports and so many with one figure changed."""
    return _cases(seed, each, (*PROSE, *TABLES, *KNOWN))


def held_out(seed: int, each: int = 2) -> Iterator[Case]:
    """The same in the wordings that were held out."""
    return _cases(seed, each, PHRASED, held=True)


def _cases(seed: int, each: int, makers: tuple[_Maker, ...], **held: bool) -> Iterator[Case]:
    dice = random.Random(seed)  # noqa: S311  (no secret hangs on it)
    for maker in makers:
        for language in LANGUAGES:
            for right in (True, False) * each:
                yield Case(
                    kind=maker.__name__,
                    language=language,
                    text=maker(dice, language, right=right, **held),
                    right=right,
                    table=maker in {*TABLES, donor_count, donor_total},
                )


def found(case: Case) -> bool:
    """Whether a review of the report has a finding that counts."""
    from lacmigration.documents import parse
    from lacmigration.findings import Severity
    from lacmigration.reviewing import review

    reviewed = review(parse(case.text, format="markdown"), locale=case.language)
    return any(one.severity in {Severity.ERROR, Severity.WARNING} for one in reviewed.verified)


def main() -> None:
    """Print the counts for each kind and language."""
    _print("in wordings that the cues were written for", cases(1, 5))
    _print("in wordings that were held out", held_out(1, 5))


def _print(title: str, made_up: Iterator[Case]) -> None:
    alarms, hits, made = Counter[str](), Counter[str](), Counter[str]()
    for case in made_up:
        key = f"{case.kind:15} {case.language}"
        seen = found(case)
        made[key] += case.right
        alarms[key] += seen and case.right
        hits[key] += seen and not case.right
    print(f"\n{title}\n{'kind':15}     right: false alarms   wrong: found")  # noqa: T201
    for key, number_ in made.items():
        print(f"{key}   {alarms[key]:3} of {number_:3}   {hits[key]:10} of {number_:3}")  # noqa: T201


if __name__ == "__main__":
    main()
