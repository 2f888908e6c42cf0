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


def cases(seed: int, each: int = 2) -> Iterator[Case]:
    """For each kind and language so many right reports and so many with one figure changed."""
    dice = random.Random(seed)  # noqa: S311  (no secret hangs on it)
    for maker in (*PROSE, *TABLES):
        for language in LANGUAGES:
            for right in (True, False) * each:
                yield Case(
                    kind=maker.__name__,
                    language=language,
                    text=maker(dice, language, right=right),
                    right=right,
                    table=maker in TABLES,
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
    alarms, hits, made = Counter[str](), Counter[str](), Counter[str]()
    for case in cases(1, 5):
        key = f"{case.kind:15} {case.language}"
        seen = found(case)
        made[key] += case.right
        alarms[key] += seen and case.right
        hits[key] += seen and not case.right
    print(f"{'kind':15}     right: false alarms   wrong: found")  # noqa: T201
    for key, number_ in made.items():
        print(f"{key}   {alarms[key]:3} of {number_:3}   {hits[key]:10} of {number_:3}")  # noqa: T201


if __name__ == "__main__":
    main()
