"""What single paragraphs claim: right, wrong, and what only looks like a claim."""

from __future__ import annotations

import pytest

from lacmigration.claims import Claim, Strength
from lacmigration.claims._comparable import as_one_kind, is_amount, is_change, is_multiple, is_rate, same_kind
from lacmigration.documents import Block, Document, Kind, Place
from lacmigration.findings import Verdict
from lacmigration.reading import read
from lacmigration.reviewing import Verified, review, review_document

FITS = {Verdict.ENTAILED, Verdict.COMPATIBLE}


def verified(text: str, language: str) -> list[Verified]:
    """The claims of one paragraph with their findings."""
    block = Block(kind=Kind.PARAGRAPH, text=text, place=Place(line=1))
    return list(review_document(Document(name="a", format="text", parts=(block,)), locale=language).verified)


def of_kind(text: str, language: str, kind: str) -> list[Verified]:
    return [one for one in verified(text, language) if one.claim.kind == kind]


# Each with a figure that fits, and one that does not.
STATED = [
    ("share-of-whole", "en", "Of USD 150 million, {} (USD 57.5M) is in.", "38%", "41%"),
    (
        "share-of-whole",
        "en",
        "The target is USD 150 million. So far {} of this target (USD 57.5M) is in.",
        "38%",
        "30%",
    ),
    ("share-of-whole", "en", "Some 6.5 of the 7.7 million migrants ({}) live in the region.", "84%", "74%"),
    ("share-of-whole", "en", "Some 12% of the 5,213 households, that is, {} households, rent.", "626", "726"),
    (
        "share-of-whole",
        "en",
        (
            "About {} of foreign students come from here (42.7 million people). "
            "The number of foreign students is 271.6 million people."
        ),
        "15.7%",
        "19.9%",
    ),
    ("share-of-whole", "es", "De los USD 150 millones, el {} (USD 57,5 millones) ya llegó.", "38 %", "45 %"),
    ("share-of-whole", "pt", "Dos US$ 150 milhões, {} (US$ 57,5 milhões) já chegaram.", "38%", "45%"),
    (
        "share-of-whole",
        "fr",
        "Des 150 millions de dollars, {} (57,5 millions de dollars) sont là.",
        "38 %",
        "45 %",
    ),
    (
        "share-of-whole",
        "en",
        "Of the 1,213 people interviewed, 651 ({}) were women and 562 men.",
        "54%",
        "64%",
    ),
    ("share-of-whole", "es", "De las 1.213 personas entrevistadas, 651 ({}) eran mujeres.", "54 %", "64 %"),
    (
        "share-of-whole",
        "fr",
        "Sur les 1 213 personnes interrogées, 651 ({}) étaient des femmes.",
        "54 %",
        "64 %",
    ),
    ("share-of-whole", "en", "It has USD 292 million ({}) of the USD 1.72 billion required.", "17%", "27%"),
    ("share-of-whole", "en", "It had USD 12.9 million, {} of the USD 20.4 million it needs.", "63%", "73%"),
    ("share-of-whole", "en", "It met 1,290 people, about {} of the 2,040 people there.", "63%", "73%"),
    ("share-of-whole", "es", "Son USD 12,9 millones, el {} de los USD 20,4 millones.", "63 %", "73 %"),
    ("share-of-whole", "pt", "São US$ 12,9 milhões, {} dos US$ 20,4 milhões.", "63%", "73%"),
    ("share-of-whole", "fr", "Soit 12,9 millions d'euros, {} des 20,4 millions d'euros.", "63 %", "73 %"),
    (
        "total-of-parts",
        "en",
        "Peru gave USD 3.1 million. Chile gave USD 4.2 million. Together, they gave USD {} million.",
        "7.3",
        "8.3",
    ),
    (  # less than the parts cannot be, whatever else was paid
        "total-of-parts",
        "en",
        "For ports it paid USD 3.1 million. For rail it paid USD 4.2 million. In all it paid USD {} million.",
        "7.3",
        "5.3",
    ),
    (
        "total-of-parts",
        "es",
        "En mayo llegaron 312 personas. En junio llegaron 421 personas. En total, en los dos, {} personas.",
        "733",
        "833",
    ),
    (
        "total-of-parts",
        "pt",
        "O Peru deu US$ 3,1 milhões. O Chile deu US$ 4,2 milhões. Juntos, deram US$ {} milhões.",
        "7,3",
        "8,3",
    ),
    (
        "total-of-parts",
        "fr",
        "Lima a reçu 312 familles. Cali a reçu 421 familles. Ensemble, elles ont reçu {} familles.",
        "733",
        "833",
    ),
    ("complement", "en", "One in five finished; the other {} left.", "80%", "74%"),
    ("complement", "es", "El 62 % alquila y el restante {} es dueño.", "38 %", "48 %"),
    ("complement", "pt", "Alugam 62%; os restantes {} são donos.", "38%", "48%"),
    ("complement", "fr", "Parmi eux, 62 % louent ; les autres {} possèdent leur logement.", "38 %", "48 %"),
    (
        "complement",
        "en",
        "Some 38% rent, 41% own their home and the remaining {} live in hotels.",
        "21%",
        "29%",
    ),
    (
        "complement",
        "en",
        "Of the 712 asked, 38% rent, 41% own a home and the rest, {}, do neither.",
        "21%",
        "29%",
    ),
    ("complement", "en", "The staff is made up of 38% nurses, 41% doctors and {} drivers.", "21%", "29%"),
    (
        "complement",
        "es",
        "El 38 % alquila, el 41 % es dueño y el {} restante vive con otros.",
        "21 %",
        "29 %",
    ),
    ("complement", "es", "El fondo se reparte en un 38 % para agua y un {} para vías.", "62 %", "69 %"),
    ("complement", "pt", "Alugam 38%, têm casa 41% e os {} restantes vivem com outros.", "21%", "29%"),
    ("complement", "pt", "O fundo divide-se em 38% para água e {} para vias.", "62%", "69%"),
    (
        "complement",
        "fr",
        "Ici 38 % louent, 41 % possèdent et les {} restants vivent ailleurs.",
        "21 %",
        "29 %",
    ),
    ("complement", "fr", "Le fonds se répartit en 38 % pour l'eau et {} pour les routes.", "62 %", "69 %"),
    ("complement", "en", "Some 60% work, 25% informally, and the remaining {} study.", "40%", "50%"),
    (
        "total-of-parts",
        "en",
        "A total of USD {} million, made up of USD 4.2 million and USD 3.1 million.",
        "7.3",
        "8.3",
    ),
    (
        "total-of-parts",
        "en",
        "It gave USD 4.2 million and USD 3.1 million, for a total of USD {} million.",
        "7.3",
        "6.3",
    ),
    (
        "total-of-parts",
        "es",
        "Suman USD {} millones, distribuidos en USD 4,2 millones y USD 3,1 millones.",
        "7,3",
        "8,3",
    ),
    (
        "total-of-parts",
        "pt",
        "São US$ {} milhões, divididos em US$ 4,2 milhões e US$ 3,1 milhões.",
        "7,3",
        "8,3",
    ),
    (
        "total-of-parts",
        "fr",
        "Soit {} millions d'euros, répartis en 4,2 millions d'euros et 3,1 millions d'euros.",
        "7,3",
        "8,3",
    ),
    (
        "total-of-parts",
        "en",
        "It helped {} people, made up of 29,311 adults and 13,305 children.",
        "42,616",
        "52,616",
    ),
    ("total-of-parts", "en", "It met {} people (29,311 women and 13,305 men) in May.", "42,616", "52,616"),
    ("total-of-parts", "en", "It met {} people: 29,311 adults and 13,305 minors.", "42,616", "52,616"),
    ("total-of-parts", "es", "Visitó a {} personas (29.311 adultos y 13.305 niños).", "42.616", "52.616"),
    ("total-of-parts", "pt", "Visitou {} pessoas – 29.311 adultos e 13.305 crianças.", "42.616", "52.616"),
    ("total-of-parts", "fr", "Ils sont {} migrants : 29 311 adultes et 13 305 mineurs.", "42 616", "52 616"),
    (
        "total-of-parts",
        "fr",
        "Ils sont {} migrants (3 107 femmes, 2 005 hommes et 1 001 enfants).",
        "6 113",
        "7 113",
    ),
    (
        "parts-within-total",
        "en",
        "It spent USD 20.5 million, of which USD {} million in Peru.",
        "12.5",
        "22.5",
    ),
    (
        "parts-within-total",
        "fr",
        "Il a dépensé 20,5 millions d'euros, dont {} millions d'euros au Pérou.",
        "12,5",
        "22,5",
    ),
    ("change", "en", "Arrivals rose by {} from 2,512 to 2,815.", "12%", "21%"),
    ("change", "en", "It reached 2,815 people, up {} from 2,512 people.", "12%", "21%"),
    ("change", "en", "Arrivals grew by {} to 2,815 people, from 2,512 in 2019.", "12%", "21%"),
    ("change", "en", "Staff fell from 512 to 401, a fall of {} people.", "111", "131"),
    ("change", "en", "The rate rose from 12.1% to 15.3%, an increase of {} percentage points.", "3.2", "5.2"),
    (
        "change",
        "es",
        "Las llegadas pasaron de 2.512 en 2019 a 2.815 en 2021, un aumento del {}.",
        "12 %",
        "21 %",
    ),
    ("change", "pt", "As remessas caíram {}, de US$ 512 milhões para US$ 401 milhões.", "22%", "32%"),
    ("change", "fr", "Le nombre a augmenté de {}, passant de 2 512 à 2 815 personnes.", "12 %", "21 %"),
    # 1,234 to 2,098 is 70.0%, 1,651 to 2,098 is 27.1%
    ("change", "en", "It rose from 1,234 in 2019 to 1,651 in 2020 and 2,098 in 2021, up {}.", "70%", "90%"),
    ("change", "en", "It rose from 1,234 in 2019 to 1,651 in 2020 and 2,098 in 2021, up {}.", "27%", "47%"),
    ("change", "en", "It rose by {}, from 1,234 to 1,651 and then to 2,098.", "70%", "48%"),
    (
        "change",
        "es",
        "Pasó de 1.234 en 2019 a 1.651 en 2020 y 2.098 en 2021, un alza del {}.",
        "70 %",
        "48 %",
    ),
    ("change", "pt", "Subiu de 1.234 em 2019 para 1.651 em 2020 e 2.098 em 2021, ou seja, {}.", "70%", "48%"),
    ("change", "fr", "Passé de 1 234 en 2019 à 1 651 en 2020 et 2 098 en 2021, soit {}.", "27 %", "48 %"),
    (
        "difference",
        "en",
        "It paid USD 7.4 million, USD {} million more than the USD 5.3 million of 2019.",
        "2.1",
        "3.1",
    ),
    (
        "difference",
        "en",
        "It paid USD 5.3 million, USD {} million less than the USD 7.4 million of 2019.",
        "2.1",
        "3.1",
    ),
    (
        "difference",
        "fr",
        "Il a versé 7,4 millions d'euros, {} millions de plus que les 5,3 millions d'euros de 2019.",
        "2,1",
        "3,1",
    ),
    ("difference", "en", "It paid USD 155 billion, {} more than the USD 144 billion of 2022.", "7.6%", "12%"),
    (
        "difference",
        "fr",
        "Soit 155 milliards d'euros, {} de plus que les 144 milliards d'euros de 2022.",
        "7,6 %",
        "12 %",
    ),
    (
        "difference",
        "es",
        "Son USD 155.000 millones, un {} más que los USD 144.000 millones de 2022.",
        "8,1 %",
        "12 %",
    ),
    ("multiple", "en", "It hosted 6.2 million people, {} the 3.1 million of 2019.", "twice", "four times"),
    ("product", "en", "They were 21 grants of USD 4,213 each, totalling USD {}.", "88,473", "98,473"),
    ("product", "es", "Fueron 21 becas de USD 4.213 cada una, por un total de USD {}.", "88.473", "98.473"),
    ("product", "pt", "Foram 21 bolsas de R$ 4.213 cada, totalizando R$ {}.", "88.473", "98.473"),
    (
        "per-head",
        "en",
        "It paid USD 9,876,543 to 4,321 households, or USD {} per household.",
        "2,286",
        "3,286",
    ),
    (
        "per-head",
        "en",
        "It paid USD 9,876,543 to 4,321 households, an average of USD {} each.",
        "2,286",
        "1,286",
    ),
    ("per-head", "es", "Pagó USD 9.876.543 a 4.321 hogares, es decir, USD {} por hogar.", "2.286", "3.286"),
    ("duration", "en", "The {}-year programme (2021-2024) trains nurses.", "three", "six"),
    ("duration", "en", "The {}-year programme (2021-2024) trains nurses.", "four", "two"),
    ("duration", "fr", "Le programme de {} ans (2021-2024) forme des infirmiers.", "trois", "six"),
    ("count-of-list", "en", "It runs in {} cities: Lima, Quito, Cali and Manta.", "four", "five"),
    (
        "count-of-list",
        "en",
        "There are {} champions, namely Peru, Chile, and Trinidad and Tobago.",
        "three",
        "five",
    ),
    (
        "count-of-list",
        "en",
        "All {} members — Bogotá (Colombia), Cali (Colombia) and Quito — signed.",
        "three",
        "five",
    ),
    (
        "count-of-list",
        "en",
        "It has {} aims: open schools in towns; train staff, also at night; and lend.",
        "three",
        "four",
    ),
    ("count-of-list", "es", "Se aplica en {} ciudades: Lima, Quito, Cali y Manta.", "cuatro", "cinco"),
    ("count-of-list", "pt", "Vale para {} cidades: Recife, Belém e Manaus.", "três", "cinco"),
    ("count-of-list", "fr", "Il touche {} villes : Lima, Quito et Cali.", "trois", "cinq"),
    ("count-of-list", "en", "{} cities have a centre: Lima, Quito, Cali, Tacna and Arica.", "Five", "Six"),
    ("count-of-list", "en", "{} countries of the Andes: Peru, Chile, Ecuador and Bolivia.", "Four", "Six"),
    ("count-of-list", "es", "{} ciudades ya tienen un centro: Lima, Quito y Cali.", "Tres", "Cinco"),
    ("count-of-list", "pt", "Em 2020, {} cidades abriram um abrigo: Lima, Quito e Cali.", "três", "cinco"),
    ("count-of-list", "fr", "{} villes ont ouvert un abri : Lima, Quito et Cali.", "Trois", "Cinq"),
    ("count-of-list", "en", "It is run under {} headings: water, housing and work.", "three", "five"),
    ("count-of-list", "es", "Se agrupan bajo {} ejes: agua, vivienda y empleo.", "tres", "cinco"),
    ("count-of-list", "pt", "São agrupados sob {} eixos: água, moradia e emprego.", "três", "cinco"),
    ("count-of-list", "fr", "Ils tiennent sous {} axes : eau, logement et emploi.", "trois", "cinq"),
    (
        "share-of-economy",
        "en",
        "It received USD {} billion, that is, 1.7% of the regional GDP.",
        "90",
        "90,000",
    ),
]


@pytest.mark.parametrize("kind, language, text, right, wrong", STATED)
def test_a_claim_is_found_and_checked(kind: str, language: str, text: str, right: str, wrong: str) -> None:
    [held] = of_kind(text.format(right), language, kind)
    [broken] = of_kind(text.format(wrong), language, kind)
    assert held.claim.strength is broken.claim.strength is Strength.STATED
    assert held.finding.verdict in FITS
    assert broken.finding.verdict is Verdict.INCONSISTENT


# What is near such a claim and makes none, or none that could be an error.
NEAR = [
    ("share-of-whole", "en", "Of USD 150 million, 38% (of which USD 3 million from Chile) is in."),
    ("share-of-whole", "en", "Some 30% of the 500 families and 20 of the teachers left."),
    ("share-of-whole", "en", "It spent USD 12.9 million in Peru, 13% of the USD 20 million from Spain."),
    ("share-of-whole", "en", "It met 1,290 people, 13% of the 2,040 people were men."),
    ("share-of-whole", "en", "It met 1,290 people, 13% of the 2,040 households there."),
    ("share-of-whole", "es", "Subió a USD 30 millones, el 150 % de los USD 20 millones de 2019."),
    (
        "total-of-parts",
        "en",
        "USD 3 million for health and USD 2 million for schools bring the sum since 2010 to USD 50 million.",
    ),
    (
        "total-of-parts",
        "en",
        "A total of USD 9 million went out; USD 4 million to Peru and USD 2 million to Chile came back.",
    ),
    (
        "total-of-parts",
        "en",
        "Peru gave USD 3 million. Chile gave 4 ships. Together, they gave USD 9 million.",
    ),
    (
        "total-of-parts",
        "en",
        "Peru gave USD 3 million. Chile, too, spent USD 4 million. In all, USD 9 million.",
    ),
    ("total-of-parts", "en", "Peru gave USD 3 million. Together, they gave USD 9 million."),
    ("total-of-parts", "en", "It met 600 families, made up of 1,210 adults and 1,305 children."),
    ("total-of-parts", "en", "It met 900 people (310 women and 205 men in May, and the rest in June)."),
    ("total-of-parts", "en", "It met 900 people, 310 women and 205 men."),
    ("total-of-parts", "es", "Visitó 42 hogares (310 mujeres y 205 hombres)."),
    ("complement", "en", "Some 62% work; of the rest, 30% study."),
    ("complement", "en", "Some 62% of men work; among the remaining 30% study."),
    ("complement", "fr", "Parmi eux, 62 % louent et les 30 % de jeunes étudient."),
    ("complement", "en", "The fund is divided into 38% for water and 41% for roads, the rest for schools."),
    ("complement", "en", "The grants were divided between 60% of women and 30% of men."),
    ("complement", "en", "The fund is divided into 38% for water, 41% for roads."),
    ("parts-within-total", "en", "It spent USD 5 million on schools, including 300 teachers."),
    ("change", "en", "Arrivals rose from 5 to 8, while spending fell by 22%."),
    ("change", "fr", "Le nombre de bourses est passé de 300 à 400 et celui des écoles a baissé de 10 %."),
    ("change", "en", "It rose from 1,234 to 1,651, and 2,098 families left, up 90%."),
    ("change", "en", "The rate fell from 12% to 9%, a drop of 25%."),
    ("direction-of-change", "en", "The trip from 500 villages to 300 towns was long."),
    (
        "difference",
        "en",
        "It hosted 7 million people, 2 million more than planned, against 9 million in 2019.",
    ),
    ("multiple", "en", "It met twice, and the 300 members paid USD 20."),
    ("product", "en", "It gave USD 2,000 each to 300 families, and USD 1 million to towns."),
    ("per-head", "en", "The project cost USD 4.5 million and reached 3,000 households, or USD 12 per day."),
    ("duration", "en", "The three-year plan was, as some say, extended twice (2015-2024)."),
    ("duration", "en", "Some three years (2021) went by."),
    (
        "rank",
        "en",
        "The second largest donor after Germany gave USD 10 million, and Peru gave USD 12 million.",
    ),
    ("count-of-list", "en", "It supports 8 countries, including Peru, Chile and Brazil."),
    ("count-of-list", "en", "Five cities drew up a list of partners: Oxfam, Caritas and Cruz Roja."),
    ("count-of-list", "en", "Five cities of the north have partners: Oxfam, Caritas and Cruz Roja."),
    ("count-of-list", "en", "Five cities share the same partner: Oxfam and Caritas."),
    ("count-of-list", "en", "Five agencies cover the subregion: Peru, Chile and Cuba."),
    ("count-of-list", "en", "Five donors pay for the plan: health, schools and roads."),
    (
        "count-of-list",
        "en",
        "Five cities have a centre: Lima opened in 2019, Quito in 2020 and Cali in 2021.",
    ),
    ("count-of-list", "es", "Cinco ciudades tienen los mismos socios: Oxfam, Cáritas y Cruz Roja."),
    ("count-of-list", "pt", "Cinco cidades têm os mesmos parceiros: Oxfam, Cáritas e Cruz Vermelha."),
    ("count-of-list", "fr", "Cinq villes ont les mêmes partenaires : Oxfam, Caritas et la Croix-Rouge."),
    ("count-of-list", "en", "It works in 26 offices covering 41 countries and territories."),
    ("count-of-list", "es", "Participaron 12 países, entre ellos Perú, Chile y Brasil."),
    ("share-of-economy", "en", "It received USD 90,000 billion, and 1.7% of the staff left."),
]


@pytest.mark.parametrize("kind, language, text", NEAR)
def test_what_only_looks_like_a_claim_is_none(kind: str, language: str, text: str) -> None:
    assert of_kind(text, language, kind) == []


GUESSES = [
    ("complement", "en", "Of these, 62% rent; the other 30% of cities did not reply."),
    ("complement", "en", "Some 38% rent, 41% of them in towns, and the remaining 30% own a home."),
    ("complement", "en", "Some 68% are women, 41% are young and the remaining 5% did not reply."),
    ("complement", "en", "Rents rose 38%, wages fell 41% and the remaining 5% did not reply."),
    ("complement", "en", "In May 38% came, in June 300 people, 41% by bus, and the remaining 5% on foot."),
    (
        "total-of-parts",
        "en",
        "Peru gave USD 3 million. Chile gave USD 4 million. In all, donors gave USD 90 million.",
    ),
    (
        "total-of-parts",
        "en",
        "For ports it paid USD 3 million. For roads it paid USD 4 million. In all it paid USD 9 million.",
    ),
    (
        "total-of-parts",
        "en",
        "It grew. Peru gave USD 3 million. Chile gave USD 4 million. Together, they gave USD 9 million.",
    ),
    (
        "total-of-parts",
        "en",
        "In all, top donors gave. Peru gave USD 3 million. Cuba gave USD 4 million. Both gave USD 9 million.",
    ),
    (
        "total-of-parts",
        "es",
        "Perú dio USD 3 millones. Chile dio USD 4 millones. En total, la UE dio USD 5 millones.",
    ),
    ("change", "en", "Arrivals rose from 1,234 in 2015 to 1,851 in 2020, an increase of 8% a year."),
    ("change", "en", "Arrivals rose by 8% a year, from 1,234 in 2015 to 1,851 in 2020."),
    ("change", "en", "It reached 1,851 people, up an average 8% from 1,234 people."),
    ("change", "es", "Las llegadas pasaron de 1.234 en 2015 a 1.851 en 2020, un aumento anual del 8 %."),
    ("change", "pt", "As chegadas passaram de 1.234 em 2015 para 1.851 em 2020, um aumento de 8% ao ano."),
    ("change", "fr", "Il est passé de 1 234 en 2015 à 1 851 en 2020, soit une hausse de 8 % par an."),
    ("total-of-parts", "en", "It met 900 people (310 women and 205 children)."),
    ("total-of-parts", "en", "It met 900 people (310 young women and 205 men)."),
    ("total-of-parts", "fr", "Ils sont 900 migrants : 310 femmes et 205 enfants."),
    ("count-of-list", "en", "It covers 4 countries (Peru, Chile and Brazil in the first phase)."),
    ("complement", "en", "Women make up 48%, and 54% are under 30; the remaining 10% did not answer."),
    ("count-of-list", "en", "Five members: Germany, the largest donor, Spain, France, Italy and Peru."),
    ("count-of-list", "en", "In 12 places: water, schools and roads are poor."),
]


@pytest.mark.parametrize("kind, language, text", GUESSES)
def test_what_proximity_alone_suggests_is_a_guess(kind: str, language: str, text: str) -> None:
    assert all(one.claim.strength is Strength.GUESSED for one in of_kind(text, language, kind))


def test_two_changes_in_a_row_are_not_mixed() -> None:
    text = "Arrivals rose from 1,234 to 1,651 in Peru and from 1,912 to 2,098 in Chile."
    found = of_kind(text, "en", "direction-of-change")
    pairs = [(one.claim.parts[0].mention.text, one.claim.stated.mention.text) for one in found]
    assert pairs == [("1,234", "1,651"), ("1,912", "2,098")]


def test_a_second_place_is_no_more_than_the_first() -> None:
    text = "The second largest donor is Chile with USD {} million, after Peru with USD 7.2 million."
    [held], [broken] = (of_kind(text.format(number), "en", "rank") for number in ("5.1", "9.1"))
    assert held.finding.verdict in FITS
    assert broken.finding.verdict is Verdict.INCONSISTENT


def test_a_clause_behind_a_list_of_names_is_none_of_them() -> None:
    text = (
        "Four champions, namely Peru, Chile, Cuba and Panama, play a part in training, allowing an exchange."
    )
    [one] = of_kind(text, "en", "count-of-list")
    assert one.finding.verdict is Verdict.ENTAILED


def test_and_within_a_name_may_part_it_or_not() -> None:
    for number in ("three", "four"):
        [one] = of_kind(f"All {number} islands: Cuba, Aruba and Trinidad and Tobago.", "en", "count-of-list")
        assert one.finding.verdict is Verdict.ENTAILED


def test_a_sentence_may_speak_of_two_wholes() -> None:
    text = "Of the 21 cities, 8 (38%) replied; of the 31 schools, 15 (48%) did."
    found = of_kind(text, "en", "share-of-whole")
    assert [one.claim.stated.mention.text for one in found] == ["38%"]
    assert all(one.finding.verdict in FITS for one in found)


def test_parts_end_where_a_change_is_spoken_of() -> None:
    text = "It has USD 600 million, of which USD 100 million is new, up by USD 5 million to USD 650 million."
    [one] = of_kind(text, "en", "parts-within-total")
    assert [spot.mention.text for spot in one.claim.parts] == ["USD 100 million"]
    assert one.finding.verdict in FITS


def test_the_evidence_is_where_it_says() -> None:
    text = "It spent USD 20.5 million, of which USD 12.5 million in Peru."
    [one] = of_kind(text, "en", "parts-within-total")
    claim: Claim = one.claim
    [said] = claim.evidence
    assert said.what == "of which"
    assert text[said.start : said.end] == "USD 20.5 million, of which USD 12.5 million"
    assert claim.stated.mention.text == "USD 20.5 million"
    assert [spot.mention.text for spot in claim.parts] == ["USD 12.5 million"]


def test_a_number_of_hundreds_of_digits_is_no_reason_to_stop():
    digits = "9" * 400
    assert review(f"Some {digits} million of the {digits} million people came.").ok


def test_a_list_behind_two_amounts_accuses_neither_of_them():
    text = (
        "Donors pledged a total of USD 12.7 million, or 63% of the USD 20 million that is needed: "
        "Canada ({}), Spain ({}) and the IOM ({})."
    )
    right = text.format("USD 6.2 million", "USD 5.4 million", "USD 1.1 million")
    assert [one.severity.value for one in review(right).findings if one.severity.value == "error"] == []


# --- lines that tabs part are a table ----------------------------------------------------------------------

LINES = "Donor\tAmount (USD)\n\nSpain\t20\nChile\t30\nPeru\t{last}"


def of_blocks(*texts: str) -> list[tuple[str, str, Verdict]]:
    blocks = tuple(
        Block(kind=Kind.PARAGRAPH, text=text, place=Place(line=line)) for line, text in enumerate(texts, 1)
    )
    found = review_document(Document(name="a", format="text", parts=blocks), locale="en").verified
    return [(one.claim.kind, one.claim.stated.mention.text, one.finding.verdict) for one in found]


@pytest.mark.parametrize("stated, fits", [("3", True), ("4", False)])
def test_a_count_of_what_lines_with_tabs_list(stated, fits):
    """Three donors are listed; the first line has no figure and is the head."""
    [(kind, text, verdict)] = of_blocks(f"The fund has {stated} donors.", LINES.format(last="50"))
    assert (kind, text, verdict in FITS) == ("count-of-table", stated, fits)


@pytest.mark.parametrize(
    "lines",
    [
        "Donor\tAmount\nSpain\t20\nChile",  # not as many fields in each
        "Donor\tAmount\nSpain\t20",  # two lines
        "Donor\nSpain\nChile\t30\nPeru",
    ],
)
def test_other_lines_are_no_table(lines):
    assert of_blocks("The fund has 4 donors.", lines) == []


def test_an_amount_without_a_number_is_of_no_kind():
    vague, clear = read("millions of people and 5 people", locale="en")
    assert vague.figure is None
    for kind in (is_rate, is_change, is_multiple, is_amount):
        assert not kind(vague)
    for alike in (same_kind, as_one_kind):
        assert not alike(vague, clear)
        assert not alike(clear, vague)
        assert alike(clear, clear)
