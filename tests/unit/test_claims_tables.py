"""What tables claim: right ones give no finding, changed ones a finding at the right cell."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lacmigration.checking import check
from lacmigration.claims import Strength
from lacmigration.claims.tables import table_claims
from lacmigration.claims.tables._cells import is_missing, marks_of, written
from lacmigration.claims.tables._headers import Measure, measure_of_caption, measure_of_header
from lacmigration.claims.tables._sheets import sheet_of
from lacmigration.claims.tables._words import table_words
from lacmigration.documents import Block, Cell, Kind, Place, Table
from lacmigration.findings import Verdict
from lacmigration.relations import Bound, Count, Growth, Total
from lacmigration.reviewing import review

BAD = {Verdict.INCONSISTENT, Verdict.QUESTIONABLE}


def block(text, kind=Kind.CELL):
    return Block(kind=kind, text=text, place=Place())


def table(text, caption="", *, notes=(), headed=True):
    """A table from lines with bars; every cell of its first line is a header."""
    lines = [[cell.strip() for cell in line.strip()[1:-1].split("|")] for line in text.strip().splitlines()]
    return of_lines(lines, caption, notes=notes, headed=headed)


def of_lines(lines, caption="", *, notes=(), headed=True):
    cells = tuple(
        Cell(block=block(text), row=row, column=column, header=headed and row == 0)
        for row, line in enumerate(lines)
        for column, text in enumerate(line)
    )
    return Table(
        cells=cells,
        place=Place(),
        caption=block(caption, Kind.CAPTION) if caption else None,
        notes=tuple(block(note, Kind.FOOTNOTE) for note in notes),
    )


def verdicts(given_table, language="en"):
    """For each claim its kind, the text of its stated figure, its verdict and its strength."""
    return [
        (claim.kind, claim.stated.mention.text, check(claim.relation).verdict, claim.strength)
        for claim in table_claims(given_table, language)
    ]


def found(given_table, language="en"):
    """The stated figures that a finding speaks of."""
    return [
        (kind, text)
        for kind, text, verdict, strength in verdicts(given_table, language)
        if verdict in BAD and strength is Strength.STATED
    ]


def claim_of(given_table, kind, language="en"):
    return next(claim for claim in table_claims(given_table, language) if claim.kind == kind)


# Language, caption, lines, a cell of them to change (row, column, new text), and what is then found.
CASES = {
    "english total and share": (
        "en",
        "Table 1. Contributions by donor",
        """| Donor | Amount (USD) | Share (%) |
        | Germany | 1,234,500 | 61.7 |
        | Sweden¹ | 500,000 | 25.0 |
        | Other donors | 265,500 | 13.3 |
        | Total | 2,000,000 | 100.0 |""",
        [
            ((1, 1, "1,243,500"), {("table-total", "2,000,000"), ("table-share", "61.7")}),
            ((4, 1, "2,100,000"), {("table-total", "2,100,000")}),
            ((2, 2, "52.0"), {("table-total", "100.0"), ("table-share", "52.0")}),
        ],
    ),
    "spanish subtotal, change and missing": (
        "es",
        "Cuadro 3. Personas refugiadas por país (miles de personas)",
        """| País | 2022 | 2023 | Variación (%) |
        | Perú | 1.234 | 1.500 | 21,6 |
        | Chile | 950 | 900 | -5,3 |
        | Ecuador | 502 | 600 | 19,5 |
        | Suma | 2.686 | 3.000 | 11,7 |""",
        [
            ((4, 1, "2.868"), {("table-total", "2.868"), ("table-growth", "11,7")}),
            ((2, 3, "5,3"), {("table-growth", "5,3")}),
            ((3, 2, "660"), {("table-total", "3.000"), ("table-growth", "19,5")}),
        ],
    ),
    "portuguese balance": (
        "pt",
        "Tabela 2 – Execução (R$ milhões)",
        """| Programa | Receita | Despesa | Saldo |
        | Acolhida | 12,5 | 10,0 | 2,5 |
        | Saúde | 8,0 | 9,5 | (1,5) |
        | Outros | 4,5 | 1,5 | 3,0 |
        | Soma | 25,0 | 21,0 | 4,0 |""",
        [
            ((2, 3, "1,5"), {("table-difference", "1,5"), ("table-total", "4,0")}),
            ((4, 2, "21,9"), {("table-total", "21,9"), ("table-difference", "4,0")}),
        ],
    ),
    "french ranks": (
        "fr",
        "Tableau 4. Les 3 premiers pays donateurs",
        """| Rang | Pays | Montant (M€) | Part (%) |
        | 1 | France | 12,5 | 50,0 |
        | 2 | Espagne | 7,5 | 30,0 |
        | 3 | Italie | 5,0 | 20,0 |
        | Ensemble | | 25,0 | 100,0 |""",
        [
            ((3, 2, "8,0"), {("table-total", "25,0"), ("table-share", "20,0"), ("table-rank", "8,0")}),
            ((2, 3, "33,0"), {("table-total", "100,0"), ("table-share", "33,0")}),
        ],
    ),
    "totals along the rows": (
        "en",
        "Number of refugees",
        """| Region | Men | Women | Total |
        | South | 10 | 12 | 22 |
        | North | 20 | 21 | 41 |
        | East | 5 | 6 | 11 |
        | Total | 35 | 39 | 74 |""",
        [
            ((3, 3, "12"), {("table-total", "12"), ("table-total", "74")}),
            ((1, 1, "11"), {("table-total", "22"), ("table-total", "35")}),
        ],
    ),
    "funded of required": (
        "en",
        "Funding, USD million",
        """| Sector | Required | Funded | Gap | % funded |
        | Health | 10.0 | 4.0 | 6.0 | 40% |
        | Food | 20.0 | 5.0 | 15.0 | 25% |
        | Shelter | 8.0 | 6.0 | 2.0 | 75% |
        | Total | 38.0 | 15.0 | 23.0 | 39% |""",
        [
            ((2, 4, "35%"), {("table-share", "35%")}),
            ((3, 3, "2.5"), {("table-difference", "2.5"), ("table-total", "23.0")}),
        ],
    ),
    "growth from row to row": (
        "pt",
        "",
        """| Ano | Remessas (R$ bilhões) | Crescimento (%) |
        | 2020 | 10,0 | – |
        | 2021 | 12,0 | 20,0 |
        | 2022 | 15,0 | 25,0 |
        | 2023 | 15,3 | 2,0 |""",
        [((4, 2, "3,0"), {("table-growth", "3,0")})],
    ),
    "nested subtotals": (
        "fr",
        "Montants en milliers d'euros",
        """| Poste | Montant |
        | Personnel | 120 |
        | Voyages | 31 |
        | Sous-total | 151 |
        | Loyer | 15 |
        | Énergie | 7 |
        | Sous-total | 22 |
        | Total général | 173 |""",
        [
            ((3, 1, "156"), {("table-total", "156"), ("table-total", "173")}),
            ((7, 1, "183"), {("table-total", "183")}),
        ],
    ),
    "parts of the row above": (
        "es",
        "",
        """| Grupo | Personas |
        | Perú | 40 |
        | de las cuales mujeres | 22 |
        | Chile | 30 |
        | Total | 70 |""",
        [
            ((2, 1, "42"), {("table-of-which", "42")}),
            ((3, 1, "33"), {("table-total", "70")}),
        ],
    ),
    "total before its parts": (
        "en",
        "",
        """| Sector | Projects |
        | Total | 30 |
        | Health | 14 |
        | Food | 9 |
        | Shelter | 7 |""",
        [((2, 1, "17"), {("table-total", "30")})],
    ),
    "shares of a sum that is not written": (
        "en",
        "",
        """| Donor | USD | % of total |
        | A | 600 | 60 |
        | B | 300 | 30 |
        | Others | 100 | 10 |""",
        [((2, 2, "36"), {("table-share", "36"), ("table-whole", "10")})],
    ),
    "rows that balance": (
        "es",
        "Cuentas",
        """| Concepto | 2022 | 2023 |
        | Ingresos | 100 | 120 |
        | Egresos | 80 | 130 |
        | Saldo | 20 | -10 |""",
        [((3, 2, "10"), {("table-difference", "10")})],
    ),
    "a distribution": (
        "en",
        "Distribution of migrants by education",
        """| Level | Before | After |
        | Primary | 10% | 15% |
        | Secondary | 60% | 50% |
        | Tertiary | 30% | 35% |
        | Total | 100% | 100% |""",
        [((1, 2, "25%"), {("table-total", "100%")}), ((4, 1, "700%"), {("table-total", "700%")})],
    ),
    "a total named at the end of its label": (
        "en",
        "Migrant stock (millions)",
        """| Country | 1990 | 2000 | 2010 |
        | Mexico | 0.7 | 0.5 | 1.0 |
        | Rest of LAC | 6.4 | 6.0 | 7.3 |
        | LAC total | 7.1 | 6.5 | 8.3 |""",
        [((3, 2, "5.6"), {("table-total", "5.6")})],
    ),
    "shares beside each of two groups": (
        "es",
        "",
        """| País | Total | Hombres | % | Mujeres | % |
        | Perú | 200 | 90 | 45,0 | 110 | 55,0 |
        | Chile | 100 | 52 | 52,0 | 48 | 48,0 |
        | Total | 300 | 142 | 47,3 | 158 | 52,7 |""",
        [((2, 3, "25,0"), {("table-share", "25,0")}), ((1, 4, "101"), {("table-total", "200")})],
    ),
    "order that the caption states": (
        "es",
        "Remesas, de mayor a menor",
        """| País | Remesas (USD) |
        | México | 61,1 |
        | Guatemala | 19,2 |
        | Honduras | 9,1 |
        | El Salvador | 8,2 |
        | Haití | 3,9 |""",
        [((3, 1, "7,1"), {("table-order", "8,2")})],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_right_table_gives_no_finding(name):
    language, caption, lines, _ = CASES[name]
    every = verdicts(table(lines, caption), language)
    assert every
    assert [one for one in every if not one[2].holds] == []


@pytest.mark.parametrize(
    "name, change, wanted",
    [(name, change, wanted) for name, case in CASES.items() for change, wanted in case[3]],
)
def test_a_changed_cell_is_found_where_it_disagrees(name, change, wanted):
    language, caption, text, _ = CASES[name]
    lines = [[cell.strip() for cell in line.strip()[1:-1].split("|")] for line in text.strip().splitlines()]
    row, column, new = change
    lines[row][column] = new
    assert wanted <= set(found(of_lines(lines, caption), language))


# Tables in which something looks like a sum, a share or an order and is none.
NO_SUMS = {
    "groups that cut across": """| Group | Persons |
        | Total | 100 |
        | Men | 60 |
        | Women | 40 |
        | Children | 30 |""",
    "rates": """| Country | Unemployment (%) |
        | Peru | 6.1 |
        | Chile | 8.0 |
        | Total | 7.0 |""",
    "averages": """| Country | Average wage | Total fertility rate |
        | Peru | 410 | 2.1 |
        | Chile | 700 | 1.5 |
        | Total | 560 | 1.8 |""",
    "rates without a word for it": """| Country | Unemployment |
        | Peru | 6.1 |
        | Chile | 8.0 |
        | Belize | 3.0 |
        | Total | 5.9 |""",
    "two currencies": """| Donor | Amount |
        | A | USD 10 |
        | B | EUR 20 |
        | Total | USD 32 |""",
    "a column of currencies": """| Donor | Currency | Amount |
        | A | USD | 10 |
        | B | EUR | 20 |
        | Total | USD | 32 |""",
    "years": """| Phase | Year | Projects |
        | I | 2019 | 3 |
        | II | 2020 | 5 |
        | Total | 2021 | 8 |""",
    "codes": """| Office | Code | Staff |
        | North | 101 | 3 |
        | South | 102 | 5 |
        | Total | 900 | 8 |""",
    "rows that are sums without saying so": """| Region | USD |
        | South America | 31 |
        | Peru | 10 |
        | Chile | 21 |
        | Central America | 12 |
        | Panama | 5 |
        | Belize | 7 |
        | Total | 43 |""",
    "several answers": """| Need | % of respondents |
        | Food | 80 |
        | Shelter | 60 |
        | Work | 55 |""",
    "the largest only": """| Donor | Share of total (%) |
        | A | 40 |
        | B | 20 |""",
    "a total of something else": """| Indicator | Value |
        | Area (km2) | 500 |
        | Municipalities | 34 |
        | Total population | 2,000 |""",
    "columns that cut across": """| Country | Total | Women | Men | Minors |
        | Peru | 10 | 6 | 4 | 3 |
        | Chile | 20 | 11 | 9 | 8 |
        | Total | 30 | 17 | 13 | 11 |""",
    "two accounts": """| Item | USD |
        | Fees | 50 |
        | Grants | 30 |
        | Total income | 80 |
        | Staff | 48 |
        | Rent | 12 |
        | Total expenditure | 60 |
        | Balance | 20 |""",
    "an opening balance": """| Item | USD |
        | Opening balance | 100 |
        | Income | 50 |
        | Total available | 150 |
        | Expenditure | 120 |
        | Closing balance | 30 |""",
    "results against a baseline": """| Indicator | Baseline | Target | Achieved | % achieved |
        | People trained | 0 | 100 | 120 | 120% |
        | Centres | 2 | 10 | 5 | 50% |
        | Kits | 0 | 50 | 50 | 100% |""",
    "cumulated shares": """| Item | Amount | Share (%) | Cumulative share (%) |
        | A | 50 | 50.0 | 50.0 |
        | B | 30 | 30.0 | 80.0 |
        | C | 20 | 20.0 | 100.0 |
        | Total | 100 | 100.0 | |""",
    "unit costs": """| Item | Quantity | Unit cost | Total |
        | Tents | 100 | 5 | 500 |
        | Kits | 20 | 10 | 200 |""",
    "one thing for each of another": """| Land | People | Shops | People per shop |
        | Ames | 819 | 4 | 205 |
        | Bonn | 581 | 9 | 65 |
        | Cork | 350 | 1 | 350 |
        | All Total | 1,750 | 14 | 125 |""",
    "people of all households": """| Place | Households | Individuals | Total beneficiaries |
        | A | 10 | 45 | 45 |""",
}


@pytest.mark.parametrize("name", NO_SUMS)
def test_what_is_no_sum_is_none(name):
    assert found(table(NO_SUMS[name])) == []


@pytest.mark.parametrize("mark", ["", "–", "n/a", "...", "n.d.", "s.d.", "…¹"])
def test_a_missing_part_makes_the_total_a_bound(mark):
    right = table(f"| Donor | USD |\n| A | 10 |\n| B | {mark} |\n| C | 12 |\n| Total | 30 |")
    claim = claim_of(right, "table-total")
    assert isinstance(claim.relation, Total)
    assert not claim.relation.complete
    assert found(right) == []
    wrong = table(f"| Donor | USD |\n| A | 10 |\n| B | {mark} |\n| C | 22 |\n| Total | 30 |")
    assert found(wrong) == [("table-total", "30")]


@pytest.mark.parametrize(
    "header, cell, face, place",
    [
        ("USD millions", "57.5", 57_500_000, 5),
        ("Amount (US$ '000)", "1,204", 1_204_000, 3),
        ("USD", "$1,204", 1204, 0),
        ("EUR", "(1,204)", -1204, 0),
        ("Mio. EUR", "−3.5", -3_500_000, 5),
        ("Thousands of people", "12.3", 12_300, 2),
    ],
)
def test_the_header_says_unit_scale_and_precision(header, cell, face, place):
    sheet = sheet_of(table(f"| Donor | {header} |\n| A | {cell} |\n| B | 9.1 |"), "en")
    figure = sheet.figure(sheet.columns[1].numbers[1])
    assert (figure.number, figure.exponent, figure.text) == (face, place, cell)


@pytest.mark.parametrize(
    "caption, measure",
    [
        ("Table 2. Contributions (in millions of US dollars)", Measure("USD", 6)),
        ("Table 2. Million-dollar programmes of 2020", Measure()),
        ("Number of refugees by country", Measure("refugees", 0)),
    ],
)
def test_a_caption_gives_a_unit_only_where_it_stands_apart(caption, measure):
    assert measure_of_caption(caption, table_words("en")) == measure


@pytest.mark.parametrize(
    "language, text, measure",
    [
        ("es", "Monto (millones de dólares)", Measure("USD", 6)),
        ("pt", "Valor (R$ mil)", Measure("BRL", 3)),
        ("fr", "Milliers de personnes", Measure("persons", 3)),
        ("fr", "en % du total", Measure("percent", 0)),
        ("es", "Cambio (p.p.)", Measure("percentage points", 0)),
    ],
)
def test_headers_in_each_language(language, text, measure):
    assert measure_of_header(text, table_words(language)) == measure


@pytest.mark.parametrize(
    "text, number",
    [
        ("1,234*", "1,234"),
        ("1,234ᵃ", "1,234"),
        ("1,234 (b)", "1,234"),
        ("1,234¹²", "1,234"),
        ("1 234,5", "1 234,5"),
        ("US$ 12", "12"),
        ("12 (3%)", None),
        ("Phase 2", None),
        ("2020-2021", None),
    ],
)
def test_a_cell_is_read_without_its_footnote_marks(text, number):
    one = written(text)
    assert (None if one is None else one.number) == number


def test_a_point_is_judged_by_the_other_numbers_of_the_table():
    claim = claim_of(table("| Item | USD |\n| A | 1.234 |\n| B | 12,5 |\n| Total | 1.246,5 |"), "table-total")
    assert [part.mention.figure.number for part in claim.parts] == [1234, Decimal("12.5")]
    assert check(claim.relation).verdict.holds
    assert marks_of("1.234") == ""


def test_whole_numbers_beside_a_mark_in_doubt_make_it_a_group():
    claim = claim_of(
        table("| Item | USD |\n| A | 1.234 |\n| B | 950 |\n| Total | 2.184 |"), "table-total", "en"
    )
    assert claim.stated.mention.figure.number == 2184


def test_the_stored_number_of_a_spreadsheet_is_not_what_is_stated():
    lines = [["Donor", "USD millions"], ["A", "1.4"], ["B", "1.4"], ["Total", "2.9"]]
    cells = tuple(
        Cell(
            block=block(text),
            row=row,
            column=column,
            stored=Decimal("1.44") if text == "1.4" else None,
        )
        for row, line in enumerate(lines)
        for column, text in enumerate(line)
    )
    sheet = sheet_of(Table(cells=cells, place=Place()), "en")
    assert sheet.figure(sheet.columns[1].numbers[1]).number == 1_400_000


def test_the_numbers_that_a_spreadsheet_stores_are_shown_with_points_in_every_language():
    rows = [("Total", "17,751"), ("Peru", "11,451"), ("Chile", "6,300")]
    cells = [Cell(block=block("Pedidos"), row=0, column=1, header=True)]
    for row, (label, text) in enumerate(rows, 1):
        stored = Decimal(text.replace(",", ""))
        cells += [
            Cell(block=block(label), row=row, column=0),
            Cell(block=block(text), row=row, column=1, stored=stored),
        ]
    [claim] = table_claims(Table(cells=tuple(cells), place=Place()), "pt")
    assert claim.strength is Strength.STATED
    assert claim.stated.mention.figure is not None
    assert claim.stated.mention.figure.number == 17_751


def test_the_top_of_a_list_is_counted():
    lines = "| Donor | USD |\n| A | 10 |\n| B | 9 |\n| C | 7 |\n| Others | 4 |\n| Total | 30 |"
    right = claim_of(table(lines, "Table 5. Top three donors"), "table-count")
    wrong = claim_of(table(lines, "Table 5. Top 4 donors"), "table-count")
    assert isinstance(right.relation, Count)
    assert check(right.relation).verdict.holds
    assert check(wrong.relation).verdict is Verdict.INCONSISTENT
    assert wrong.stated.mention.text == "4"


@pytest.mark.parametrize(
    "language, header, caption",
    [
        ("en", "Donor", "Contributions of 3 donors"),
        ("es", "Donante", "Aportes de tres donantes"),
        ("pt", "Doador", "Contribuições dos 3 principais"),
        ("fr", "Pays", "Les trois premiers pays"),
    ],
)
def test_rows_are_counted_in_each_language(language, header, caption):
    lines = f"| {header} | USD |\n| A | 10 |\n| B | 9 |"
    claim = claim_of(table(lines, caption), "table-count", language)
    assert check(claim.relation).verdict is Verdict.INCONSISTENT


def test_the_number_of_a_table_counts_nothing():
    kinds = [one[0] for one in verdicts(table("| Donor | USD |\n| A | 10 |\n| B | 9 |", "Table 10. Donors"))]
    assert "table-count" not in kinds


@pytest.mark.parametrize(
    "language, header, caption",
    [
        ("pt", "País", "Pedidos por sexo, segundo principais países"),  # "segundo" is "according to"
        ("es", "País", "Solicitudes: segundo país de acogida"),
        ("pt", "Idade (anos)", "Pedidos de pessoas de 0 a 17 anos"),
        ("en", "Age in years", "Children under 18 years"),
        ("fr", "Année", "Aides versées en 5 années"),
    ],
)
def test_an_ordinal_and_an_age_count_no_rows(language, header, caption):
    lines = f"| {header} | n |\n| A | 10 |\n| B | 9 |\n| C | 7 |"
    assert "table-count" not in [one[0] for one in verdicts(table(lines, caption), language)]


# An account of a small society: totals stand below others and hold them.
ACCOUNT = """| Item | 2021 | 2020 |
    | Cash | 120 | 80 |
    | Due from members | 30 | 25 |
    | Total at hand | 150 | 105 |
    | House | 400 | 410 |
    | Books | 50 | 55 |
    | Total assets | {} | 570 |
    | Due to the baker | 20 | 10 |
    | Total due now | 20 | 10 |
    | Loan | 300 | 330 |
    | Total due | 320 | 340 |
    | Capital | 250 | 210 |
    | Gains | 30 | 20 |
    | Total own | 280 | 230 |
    | Total due and own | 600 | 570 |"""


def test_a_total_may_add_the_totals_above_it():
    assert found(table(ACCOUNT.format(600))) == []
    assert found(table(ACCOUNT.format(680))) == [("table-total", "680")]


def test_heads_of_groups_that_are_not_set_in_are_added_once_in_every_column():
    lines = """| Crime | All | Men |
        | Total | 70 | 50 |
        | Violent | 30 | 24 |
        | Robbery | 10 | 9 |
        | Assault | 20 | 15 |
        | Theft | 40 | 26 |"""
    assert found(table(lines)) == []


def test_a_name_that_is_also_a_word_for_rates_is_a_part_where_the_sum_needs_it():
    lines = "| Giver | City | USD |\n| Ames | Rome | 60 |\n| Price | Bonn | 100 |\n| Cox | Lima | 40 |"
    assert found(table(f"{lines}\n| | Total | 200 |")) == []
    assert found(table(f"{lines}\n| | Total | 300 |")) == [("table-total", "300")]


def test_a_total_that_holds_in_no_column_is_one_of_something_else():
    lines = """| Number | 1 year | 2 years | 3 years |
        | Pupils | 0.3 | 0.6 | 0.8 |
        | Teachers | 0.8 | 1.4 | 1.7 |
        | Total spent | 1.3 | 2.1 | 2.0 |"""
    assert found(table(lines)) == []
    some = """| Age | Men | Women | Both |
        | 20-29 | 78.8 | 16.2 | n/a |
        | 30-39 | 267.6 | – | 85.5 |
        | 40-49 | 648.1 | 62.4 | 234.9 |
        | Total | 163.8 | 63.4 | 130.9 |"""
    assert verdicts(table(some)) == []


def test_a_total_among_its_parts_beside_columns_that_add_up_is_a_rate():
    lines = """| Place | Votes | Of all (%) | Turnout |
        | Lingiari | 400 | 100 | 50.0 |
        | Solomon | 600 | 100 | 66.6 |
        | Territory (Total) | 1,000 | 100 | 58.2 |"""
    assert found(table(lines)) == []


def test_shares_under_the_name_of_people_are_no_sum():
    lines = """| Answer and age | All | Men |
        | Granted | | |
        | Total - 0 to 18 | 100.0 | 52.7 |
        | 0 to 5 | 100.0 | 55.0 |
        | 6 to 12 | 100.0 | 51.3 |
        | 13 to 18 | 100.0 | 51.7 |"""
    assert verdicts(table(lines)) == []


def test_a_total_like_each_of_its_parts_is_no_sum():
    lines = """| Place | Votes | Of its own |
        | Lingiari | 400 | 100 |
        | Solomon | 600 | 100 |
        | Territory (Total) | 1,000 | 100 |"""
    assert [one[1] for one in verdicts(table(lines))] == ["1,000"]


def test_a_sign_in_a_cell_of_its_own_belongs_to_the_number_beside_it():
    lines = """| Kind | | 2021 | | Part | |
        | Pay | $ | 165 | | 60.0 | % |
        | Rent | | 113 | | 41.1 | % |
        | Given back | | (3 | ) | (1.1 | )% |
        | Total | $ | {} | | 100.0 | % |"""
    assert found(table(lines.format(275))) == []
    assert ("table-total", "278") in found(table(lines.format(278)))
    claim = claim_of(table(lines.format(275)), "table-total")
    assert [spot.mention.text for spot in claim.parts] == ["165", "113", "(3"]
    assert sheet_of(table(lines.format(275)), "en").rows[0].label == "Pay"


def test_an_account_below_another_is_added_by_itself():
    lines = """| Kind | 2021 | 2020 |
        | At home | -70 | -47 |
        | Abroad | 93 | 63 |
        | Before taxes | 23 | 16 |
        | Taxes now: | | |
        | City | -6 | 4 |
        | Land | 11 | 1 |
        | Total now | {} | 5 |"""
    assert found(table(lines.format(5))) == []
    assert [one.strength for one in table_claims(table(lines.format(5)), "en")] == [Strength.STATED] * 2
    # In one of two columns it may be chance.
    assert verdicts(table(lines.format(8)))[0] == ("table-total", "8", Verdict.INCONSISTENT, Strength.GUESSED)


def test_the_only_row_without_a_share_is_the_whole():
    lines = """| Exports | Mill. | Part | Mill. | Part |
        | Fish | 663 | 2.5% | 478 | 1.9% |
        | Shells | 232 | 0.9% | 241 | 0.9% |
        | Of the sea | 895 | 3.4% | 719 | {}% |
        | Of the land | 26,610 | | 25,709 | |"""
    assert found(table(lines.format("2.8"))) == []
    assert [one[2].holds for one in verdicts(table(lines.format("2.8")))] == [True] * 6
    assert found(table(lines.format("2.3"))) == [("table-share", "2.3%")]


def test_indices_beside_constant_numbers_are_no_shares():
    lines = """| Dose | Pups | Weight | To controls (%) |
        | 0 | 10 | 8.8 | |
        | 250 | 10 | 9.0 | 102 |
        | 500 | 10 | 8.6 | 98 |
        | 1000 | 10 | 8.8 | 100 |
        | 2000 | 10 | 8.8 | 100 |"""
    assert verdicts(table(lines)) == []


def test_shares_that_chance_adds_up_in_one_column_are_no_account_in_the_others():
    lines = """| Country | Asked | Men | Women |
        | Total | 100.0 | 59.1 | 40.9 |
        | Peru | 40.0 | 53.0 | 47.0 |
        | Chile | 60.0 | 55.8 | 44.2 |
        | Belize | 20.0 | 75.8 | 24.2 |"""
    assert verdicts(table(lines)) == []


def test_a_share_of_a_total_that_is_named_may_be_one_of_each_row():
    rows = "| Ames | 63 | 40.5 |\n| Bonn | 37 | 35.7 |\n| Cork | 11 | 39.0 |"
    lines = f"| Shop | Abroad | % of total {{}} |\n{rows}"
    assert verdicts(table(lines.format("turnover"))) == []
    assert found(table(lines.format(""))) == [("table-whole", "39.0")]


def test_what_is_given_in_a_year_is_added():
    lines = "| Donor | USD per year |\n| A | 20 |\n| B | 30 |\n| Total | 60 |"
    assert found(table(lines)) == [("table-total", "60")]


def test_points_and_commas_before_three_digits_both_group():
    lines = """| Pesca | TM | USD |
        | Viva | 1 | 700,000 |
        | Fresca | 7.704 | 300,000 |
        | Seca | 16,947 | 500,000 |
        | Otra | 1,000,000 | 500,000 |
        | TOTAL | 1,0{} | 2,000,000 |"""
    assert [one[2].holds for one in verdicts(table(lines.format("24,652")), "es")] == [True, True]
    assert [one[2].holds for one in verdicts(table(lines.format("25,652")), "es")] == [False, True]


def test_rows_far_from_a_total_at_the_top_are_no_account_of_their_own():
    lines = [["", "Ann", "Bob"], ["Total", "188", "129"], ["Acadia", "", ""], ["07 02", "7", "0"]]
    lines += [["Early", "0", "0"], ["Evangeline", "", ""], ["02 2020", "104", "75"], ["02 2040", "77", "54"]]
    assert found(of_lines(lines)) == []
    assert all(one[2].holds for one in verdicts(of_lines(lines)))


def test_a_grand_total_alone_may_add_other_tables():
    alone = verdicts(table("| Topic | Calls |\n| Travel | 40 |\n| Work | 25 |\n| Grand total | 140 |"))
    assert alone == [("table-total", "140", Verdict.INCONSISTENT, Strength.GUESSED)]


def test_a_total_behind_which_other_groups_stand_adds_the_first_of_them():
    lines = """| Town | Pop_Total | Pop_Men | Pop_Women | Pop_Old | Pop_Rural | Pop_Poor | Pop_New |
        | Ames | 90 | 43 | 47 | 12 | 50 | 7 | 1 |
        | Bonn | 80 | 38 | 42 | 20 | 11 | 9 | 8 |
        | Cox | 70 | 31 | 39 | 9 | 60 | 3 | 2 |"""
    assert [(one[1], one[2].holds) for one in verdicts(table(lines))] == [
        ("90", True),
        ("80", True),
        ("70", True),
    ]
    assert verdicts(table(lines.replace("80 | 38", "81 | 38"))) == []  # only the numbers told of it


def test_a_total_that_adds_another_one_is_told_by_rows_with_blanks():
    lines = """| Kind | Total costs | Excluded | Indirect | Total direct | Federal |
        | Pay | 1,314 | | 373 | 941 | 141 |
        | Travel | 352 | | 100 | 252 | 38 |
        | Bad debts | 10 | 10 | | | |
        | Rent | 82 | 22 | 60 | | |
        | Sum | 1,758 | 32 | 533 | 1,193 | 179 |"""
    assert found(table(lines)) == []
    assert [one for one in verdicts(table(lines)) if one[1] == "1,758"][-1][2].holds


def test_nothing_of_something_does_not_tell_what_a_share_is_of():
    lines = """| Question | Missing (%) | Lowest | Outliers |
        | Pay | 0.0 | 0 | 1191 |
        | Rent | 0.0 | 0 | 1279 |
        | Age | 0.0 | 0 | 350 |
        | Trade | 12.3 | 0 | 1134 |"""
    assert found(table(lines)) == []


def test_a_header_repeated_on_a_new_page_is_no_row():
    lines = "| Donor | USD |\n| A | 10 |\n| Donor | USD |\n| B | 9 |\n| Total | 19 |"
    assert [row.label for row in sheet_of(table(lines), "en").rows] == ["A", "B", "Total"]
    assert found(table(lines)) == []


def test_a_merged_number_is_added_once():
    lines = [["Donor", "USD"], ["A", "10"], ["B", ""], ["C", "5"], ["Total", "15"]]
    cells = tuple(
        Cell(block=block(text), row=row, column=column, rows=2 if text == "10" else 1)
        for row, line in enumerate(lines)
        for column, text in enumerate(line)
        if (row, column) != (2, 1)
    )
    assert verdicts(Table(cells=cells, place=Place())) == [
        ("table-total", "15", Verdict.COMPATIBLE, Strength.STATED)
    ]


def test_columns_under_one_header_are_added_within_it():
    spans = [("Region", 0, 1), ("2022", 1, 3), ("2023", 4, 3)]
    heads = [
        Cell(block=block(text), row=0, column=column, columns=columns, header=True)
        for text, column, columns in spans
    ]
    lines = [
        ["", "Men", "Women", "Total", "Men", "Women", "Total"],
        ["South", "1", "2", "3", "4", "5", "9"],
        ["North", "2", "2", "4", "6", "1", "7"],
        ["East", "3", "2", "5", "6", "1", "8"],
    ]
    cells = [
        Cell(block=block(text), row=row, column=column, header=row == 1)
        for row, line in enumerate(lines, 1)
        for column, text in enumerate(line)
    ]
    assert found(Table(cells=(*heads, *cells), place=Place())) == [("table-total", "8")]


def test_labels_name_the_row_and_the_column():
    claim = claim_of(table("| Donor | USD |\n| Sweden | 4 |\n| Norway | 3 |\n| Total | 9 |"), "table-total")
    assert "9 (Total, USD)" in check(claim.relation).explanation
    assert claim.relation.parts[0].fact.label == "Sweden, USD"


def test_trailing_zeros_count_where_the_column_shows_finer_numbers():
    lines = "| Year | 2022 | 2023 | Change (%) |\n| A | 500 | 600 | 20 |\n| B | 123 | 246 | 100 |"
    claim = claim_of(table(lines), "table-growth")
    assert isinstance(claim.relation, Growth)
    assert claim.relation.old.fact.figure.precision == 0


@pytest.mark.parametrize("new, holds", [("-20.0", True), ("25.0", False)])
def test_years_give_the_direction_of_a_change(new, holds):
    lines = (
        f"| Country | 2023 | 2022 | Change (%) |\n| A | 80.0 | 100.0 | {new} |\n| B | 90.0 | 60.0 | 50.0 |"
    )
    claim = claim_of(table(lines), "table-growth")
    assert claim.relation.old.fact.label == "A, 2022"
    assert check(claim.relation).verdict.holds is holds


def test_a_part_may_be_all_of_the_row_above():
    claim = claim_of(table("| Group | USD |\n| A | 5 |\n| of which B | 5 |"), "table-of-which")
    assert isinstance(claim.relation, Bound)
    assert check(claim.relation).verdict.holds


def test_two_ways_to_add_up_are_only_a_guess():
    lines = "| Item | USD |\n| A | 10 |\n| B | 20 |\n| Total | 30 |\n| C | 5 |\n| D | 6 |\n| Total | 21 |"
    last = verdicts(table(lines))[-1]
    assert last[1:] == ("21", Verdict.INCONSISTENT, Strength.GUESSED)


def test_missing_marks_are_told_from_numbers():
    assert [is_missing(text) for text in ("–", "n/a", "nd", "0", "-5", "")] == [True] * 3 + [False] * 3


def test_a_table_without_cells_claims_nothing():
    assert table_claims(Table(cells=(), place=Place()), "en") == ()


def rounded(value, places):
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def in_digits(value, language):
    text = f"{value:,f}"
    return text if language == "en" else text.translate(str.maketrans(".,", ",."))


TOTALS = {"en": "Total", "es": "Suma", "pt": "Soma", "fr": "Ensemble"}
SHARES = {"en": "% of total", "es": "% del total", "pt": "% do total", "fr": "% du total"}


@st.composite
def generated(draw, least=1):
    """A table of true values rounded by column, in one of the languages: its lines, and the places shown."""
    language = draw(st.sampled_from(sorted(TOTALS)))
    true = draw(st.lists(st.integers(least, 10**7).map(lambda n: Decimal(n) / 1000), min_size=2, max_size=7))
    places = draw(st.integers(0, 2))
    sign = draw(st.sampled_from(["USD", "USD millions", ""])) if language == "en" else "USD"
    whole = sum(true)
    lines = [["Name", f"Amount {sign}".strip(), SHARES[language]]]
    for number, value in enumerate([*true, whole]):
        label = TOTALS[language] if number == len(true) else f"Item {'ABCDEFG'[number]}"
        share = rounded(100 * value / whole, 1)
        lines.append([label, in_digits(rounded(value, places), language), in_digits(share, language)])
    return language, lines, places


@settings(max_examples=150, deadline=None)
@given(generated())
def test_rounded_truths_give_no_finding(case):
    language, lines, _ = case
    every = verdicts(of_lines(lines), language)
    assert any(one[0] == "table-total" for one in every)
    assert [one for one in every if one[2] in BAD and one[3] is Strength.STATED] == []


def _value(text, language):
    own = text if language == "en" else text.translate(str.maketrans(".,", ",."))
    return Decimal(own.replace(",", ""))


@settings(max_examples=150, deadline=None)
@given(generated(least=40_000), st.data())
def test_a_number_that_is_off_by_more_than_all_rounding_is_found(case, data):
    # Parts of 40 and more: smaller ones can be left out, or set under one another, by chance.
    language, lines, places = case
    assume("USD" in lines[0][1])  # of numbers without a unit, a "total" among them may be their mean
    at = data.draw(st.integers(1, len(lines) - 1))
    # Each of the n parts and the total can be half a unit off, and the truth has used some of that already.
    units = len(lines) - 1 + data.draw(st.integers(3, 500))
    moved = _value(lines[at][1], language) + units * Decimal(1).scaleb(-places)
    changed = [list(line) for line in lines]
    changed[at][1] = in_digits(moved, language)
    wanted = changed[-1][1]
    assert ("table-total", wanted) in found(of_lines(changed), language)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(1, 9000), min_size=2, max_size=12), st.integers(3, 40), st.data())
def test_counts_are_exact_however_many_there_are(true, more, data):
    lines = [["Country", "Refugees"], *([f"Place {n}", f"{one:,}"] for n, one in enumerate(true))]
    lines.append(["Total", f"{sum(true):,}"])
    assert found(of_lines(lines)) == []
    at = data.draw(st.integers(1, len(true)))
    lines[at][1] = f"{true[at - 1] + more:,}"
    sums = {0}
    for one in (*true[: at - 1], true[at - 1] + more, *true[at:]):
        sums |= {one + other for other in sums}
    assume(sum(true) not in sums)  # of 3, 4 and 1 the last two alone make 5: that may be what is meant
    assert found(of_lines(lines)) == [("table-total", f"{sum(true):,}")]


@pytest.mark.parametrize(
    "cell", ["1" + "¹*" * 55 + "x", "1 " * 59, " " * 118 + "x", "(" * 118, "9" * 118, "1." * 59]
)
def test_cells_that_are_nearly_numbers_are_read_to_their_end(cell):
    for _ in range(200):  # patterns that try all ways to part such a cell would not come back
        assert written(cell) is None or written(cell * 2) != written(cell)


def test_a_first_row_of_amounts_is_no_header_even_where_the_format_makes_it_one():
    text = "| Norway | 1,210 USD |\n|---|---|\n| Canada | 2,320 USD |\n| Total | {} USD |\n"
    assert [one.finding.verdict.value for one in review(text.format("3,530")).verified] == ["compatible"]
    assert [one.finding.verdict.value for one in review(text.format("2,320")).verified] == ["inconsistent"]


def test_a_table_of_one_sum_at_the_top_and_nothing_that_adds_up_claims_nothing():
    assert found(of_lines([["Donor", "USD"], ["Total", "3,530"], ["A", ""], ["B", "n/a"]])) == []


def test_a_note_mark_before_the_name_of_the_rows_counts_none_of_them():
    rows = "| Donor | USD |\n| Norway | 5 |\n| Peru | 7 |"
    assert verdicts(table(rows, "Aid that ² donors gave")) == []
    assert [one[:3] for one in verdicts(table(rows, "Aid that 2 donors gave"))] == [
        ("table-count", "2", Verdict.ENTAILED)
    ]
