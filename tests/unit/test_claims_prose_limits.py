"""Where a claim of prose ends: what states one, and what stands near its words and states none."""

from __future__ import annotations

import pytest

from lacmigration.claims import Strength
from lacmigration.documents import Block, Document, Kind, Place, Table, parse
from lacmigration.findings import Verdict
from lacmigration.provenance import Citation, Source
from lacmigration.records import Fund, Target
from lacmigration.registry import Registry
from lacmigration.reviewing import Verified, review_document


def of_kind(text: str, language: str, kind: str) -> list[Verified]:
    block = Block(kind=Kind.PARAGRAPH, text=text, place=Place(line=1))
    found = review_document(Document(name="a", format="text", parts=(block,)), locale=language)
    return [one for one in found.verified if one.claim.kind == kind]


# Each with a figure that fits, one that does not, and the figures that it is compared with.
STATED = [
    # the middle of 10 to 12 is 11%, and 2.67 of 3 are 89%
    (
        "change",
        "en",
        "Arrivals fell by 10-12% from 3.00 million people to {} million people.",
        "2.67",
        "2.80",
        ["3.00 million", "2.67 million"],
    ),
    # ... and the other way round
    (
        "change",
        "es",
        "El gasto cayó entre 10 % y 12 % de 3,00 millones de dólares a {} millones de dólares.",
        "2,67",
        "2,80",
        ["3,00 millones de dólares", "2,67 millones de dólares"],
    ),
    # 2 of 3 are left, one third is gone
    (
        "difference",
        "en",
        "It paid USD {} million, one third less than the USD 3.00 million of 2019.",
        "2.00",
        "1.00",
        ["USD 3.00 million", "USD 2.00 million"],
    ),
    (
        "difference",
        "fr",
        "Elle a reçu {} millions d'euros, 10 % de moins que les 3,00 millions d'euros de 2019.",
        "2,70",
        "2,90",
        ["3,00 millions d'euros", "2,70 millions d'euros"],
    ),
    # "are" joins as a comma does: 6 less 4
    (
        "difference",
        "en",
        "The USD 6.0 million are USD {} million more than the USD 4.0 million of 2019.",
        "2.0",
        "3.0",
        ["USD 6.0 million", "USD 4.0 million"],
    ),
    # 12% of 2.5 million are 0.3 million
    (
        "change",
        "en",
        "Arrivals rose from 2.50 to {} million people (12%).",
        "2.80",
        "2.90",
        ["2.50", "2.80 million"],
    ),
    ("change", "en", "Arrivals doubled from 2.5 to {} million people.", "5.0", "7.9", ["2.5", "5.0 million"]),
    (
        "change",
        "es",
        "Las llegadas se duplicaron de 2,5 a {} millones.",
        "5,0",
        "7,9",
        ["2,5", "5,0 millones"],
    ),
    # what a multiple makes may stand behind a colon
    (
        "multiple",
        "en",
        "It was three times the USD 2.0 million of 2019: USD {} million.",
        "6.0",
        "9.0",
        ["USD 2.0 million", "USD 6.0 million"],
    ),
    # the years may stand in brackets as well: 2010 to 2014 are four, or five with the last one
    ("duration", "en", "It ran from 2010-2014 ({} years).", "four", "six", []),
    ("duration", "pt", "Durou de 2010-2014 ({} anos).", "cinco", "seis", []),
    ("duration", "fr", "Le plan court sur 2010-2014 ({} ans).", "quatre", "six", []),
    # brackets between the share and the whole hold the part: 57.5 of 150
    (
        "share-of-whole",
        "en",
        "About {} (USD 57.5M) of the USD 150 million was raised.",
        "38%",
        "45%",
        ["USD 57.5M", "USD 150 million"],
    ),
    (
        "share-of-whole",
        "en",
        "The USD 57.5M was only {} of the USD 150 million.",
        "38%",
        "45%",
        ["USD 57.5M", "USD 150 million"],
    ),
    # "this target" points over what is smaller than the part, and over what is no money
    (
        "share-of-whole",
        "en",
        (
            "The target is USD 150 million for 30 people, after USD 10 million. So far {} of this target "
            "(USD "
            "57.5M) is in."
        ),
        "38%",
        "45%",
        ["USD 57.5M", "USD 150 million"],
    ),
    # a clause may stand between a share and its part in brackets: 42.7 of 271.6
    (
        "share-of-whole",
        "en",
        (
            "About {} of foreign students have come here from the wide region in those years (42.7 million "
            "people). "
            "The number of foreign students is 271.6 million people."
        ),
        "15.7%",
        "19.7%",
        ["42.7 million", "271.6 million"],
    ),
    # 10 million for 5,000 are 2,000 a head
    (
        "per-head",
        "en",
        "It paid USD 10.0 million for 5,000 households, or USD {} per capita.",
        "2,000",
        "9,000",
        ["USD 10.0 million", "5,000"],
    ),
    (
        "per-head",
        "es",
        "Pagó USD 10,0 millones a 5.000 hogares, o USD {} por cabeza.",
        "2.000",
        "9.000",
        ["USD 10,0 millones", "5.000"],
    ),
    (
        "per-head",
        "es",
        "Pagó USD 10,0 millones a 5.000 hogares, o USD {} cada uno.",
        "2.000",
        "9.000",
        ["USD 10,0 millones", "5.000"],
    ),
    # a list with semicolons: "Bogotá and Arica" may be two
    (
        "count-of-list",
        "en",
        "There are {} cities, towns and ports: Lima, Quito and Cali.",
        "three",
        "four",
        [],
    ),
    ("count-of-list", "en", "There are {} cities of: Lima, Quito and Cali.", "three", "four", []),
    (
        "count-of-list",
        "es",
        "Hay {} ciudades en las siguientes regiones: Lima, Quito y Cali.",
        "tres",
        "cuatro",
        [],
    ),
    # what signed is no city
    (
        "count-of-list",
        "en",
        "The plan has {} cities, namely Lima, Quito and Cali and signed it.",
        "three",
        "five",
        [],
    ),
    # what is left makes the whole: 20 + 15 + 5
    (
        "total-of-parts",
        "en",
        "Of the 40 shelters, 20 are open, 15 were built by towns and the other {} are gone.",
        "5",
        "9",
        ["20", "15", "{}"],
    ),
    # shares beside the parts are no parts: 3 + 4 + 5
    (
        "total-of-parts",
        "en",
        "It has USD 12.0 million, made up of USD 3.0 million (25%), USD 4.0 million (33%) and USD {}M.",
        "5.0",
        "9.0",
        ["USD 3.0 million", "USD 4.0 million", "USD {}M"],
    ),
    # an amount is set against another one
    (
        "direction-of-change",
        "en",
        "The budget is USD {} million, an amount higher than the USD 4.0 million of 2019.",
        "5.0",
        "3.0",
        ["USD 4.0 million"],
    ),
    (
        "direction-of-change",
        "pt",
        "O orçamento é de US$ {} milhões, um valor inferior ao de US$ 4,0 milhões de 2019.",
        "3,0",
        "5,0",
        ["US$ 4,0 milhões"],
    ),
    # three parts of no more than nine: 3 + 2 + 1
    (
        "parts-within-total",
        "en",
        "It gave USD {}, including USD 3 million, USD 2 million and USD 1 million.",
        "6 million",
        "2 million",
        ["USD 3 million", "USD 2 million", "USD 1 million"],
    ),
    # a period long before does not keep the one beside from being seen
    (
        "duration",
        "en",
        (
            "The plan ran from 2001 to 2003 in the whole of the region, and of the wide world beyond. "
            "Then came a {}-year plan (2010-2014)."
        ),
        "four",
        "six",
        [],
    ),
]


@pytest.mark.parametrize("case", STATED)
def test_what_is_stated_is_compared_with_its_parts(case):
    kind, language, text, right, wrong, parts = case
    [one] = of_kind(text.format(right), language, kind)
    assert one.finding.verdict.holds
    assert [spot.mention.text for spot in one.claim.parts] == [part.format(right) for part in parts]
    [one] = of_kind(text.format(wrong), language, kind)
    assert one.finding.verdict is Verdict.INCONSISTENT


# No claim of the kind, because ...
SILENT = [
    # ... nothing says that something moved
    ("direction-of-change", "en", "From 2.8 to 2.5 million people live here, and it rose elsewhere."),
    # ... it rose and it fell
    ("direction-of-change", "en", "Arrivals rose and fell from 2.8 to 2.5 million people."),
    ("direction-of-change", "es", "Las llegadas subieron y bajaron de 2,8 a 2,5 millones de personas."),
    # ... it is not higher, each of them is, or nothing is put beside it
    ("direction-of-change", "en", "The budget is USD 3 million, not higher than the USD 4 million of 2019."),
    ("direction-of-change", "en", "They had USD 3 million each, higher than the USD 4 million of 2019."),
    ("direction-of-change", "en", "The budget is USD 3 million higher than the USD 4 million of 2019."),
    # ... too much stands between the change and what changed
    (
        "change",
        "en",
        (
            "It rose by 90%, after a long and winding debate about many other things of no use, from 2.5 to "
            "2.8 million people."
        ),
    ),
    # ... what stands in brackets is an amount, and may be of women
    ("change", "en", "Arrivals rose from 2.5 to 2.8 million people (900,000 women)."),
    # ... dollars are no people
    ("change", "en", "It rose by USD 9 million from 2.5 to 2.8 million people."),
    # ... too much stands between what is and how it changed, or between the change and what was
    (
        "change",
        "en",
        (
            "Arrivals were 2.8 million people in all the places that one could think of in these long years, "
            "up 90% from 2.5 million people."
        ),
    ),
    (
        "change",
        "en",
        (
            "Arrivals were 2.8 million people, up 90% in the years that nobody can remember any more, not "
            "even "
            "those who were there, from 2.5 million people."
        ),
    ),
    # ... no word says up or down, or nothing parts it from what is
    ("change", "en", "Arrivals were 2.8 million people, 90% from 2.5 million people."),
    ("change", "en", "Arrivals were 2.8 million people, going 90% from 2.5 million people."),
    ("change", "en", "Arrivals were 2.8 million people up 90% from 2.5 million people."),
    # ... too much stands between what is and the difference, another clause begins, or nothing joins them
    (
        "difference",
        "en",
        (
            "It paid USD 6 million, which after long years and many debates with donors and others is USD 9 "
            "million more than the USD 4 million of 2019."
        ),
    ),
    (
        "difference",
        "en",
        "It paid USD 6 million, while others paid USD 9 million more than the USD 4 million of 2019.",
    ),
    (
        "difference",
        "en",
        "It paid USD 6 million to the fund in USD 9 million more than the USD 4 million of 2019.",
    ),
    # ... the multiple is of what grew
    ("multiple", "en", "It paid USD 9.2 million, twice the growing USD 3.1 million of 2019."),
    # ... no colon leads to what the multiple makes, or nothing follows
    ("multiple", "en", "It was twice the USD 3.1 million of 2019, not USD 9.2 million."),
    ("multiple", "en", "It was twice the USD 3.1 million of 2019."),
    # ... the years are half ones, are of each, or are of another sentence
    ("duration", "en", "The plan ran for 7.5 years (2010-2014)."),
    ("duration", "en", "The plan ran for seven years each (2010-2014)."),
    ("duration", "en", "The plan ran for seven years. Much of it was (2010-2014) in vain."),
    # ... there are no brackets around the years
    ("duration", "en", "It ran from 2010-2014, then seven years."),
    # ... the multiple is of an increase
    ("multiple", "en", "It paid USD 9.2 million, twice the increase of the USD 3.1 million of 2019."),
    # ... much stands between the people and the brackets with women and men
    (
        "total-of-parts",
        "en",
        "It reached 49,600 people in many places of the region and beyond it (29,300 women and 13,300 men).",
    ),
    # ... the second amount of each is of others, or of much else
    ("product", "en", "It gave 20 grants, while others gave USD 50,000 each, totalling USD 2 million."),
    (
        "product",
        "en",
        (
            "It gave 20 big and small grants to all sorts of people and towns of USD 50,000 each, totalling "
            "USD "
            "2 million."
        ),
    ),
    # ... euros are no part of dollars; another clause has the amount per head, or the households
    ("per-head", "en", "It paid USD 10 million for 5,000 households, or EUR 9,000 per household."),
    ("per-head", "en", "It paid USD 10 million for 5,000 households, while it had USD 9,000 per household."),
    (
        "per-head",
        "en",
        "It paid USD 10 million, while 5,000 households were there, or USD 9,000 per household.",
    ),
    # ... both amounts stand in brackets behind what may be another whole, or something is told of 40 boats
    ("share-of-whole", "en", "Of women 48%, (USD 57.5M and USD 150 million) was raised."),
    ("share-of-whole", "en", "40 boats lie here (new), which represents 90% of 500 boats."),
    # ... a share behind a part of a whole is one of something else
    ("share-of-whole", "en", "Some 6.5 of the 7.7 million migrants live in the region, 24% in the capital."),
    # ... nothing that is as large was said before
    ("share-of-whole", "en", "The target is USD 10 million. So far 48% of this target (USD 57.5M) is in."),
    # ... nobody said how many foreign students there are, or two sentences did
    (
        "share-of-whole",
        "en",
        (
            "About 19.7% of foreign students come from here (42.7 million people). "
            "The number of teachers is 271.6 million people."
        ),
    ),
    (
        "share-of-whole",
        "en",
        (
            "About 19.7% of foreign students come from here (42.7 million people). The number of foreign "
            "students "
            "is 271.6 million people and last year foreign students were 300.1 million people."
        ),
    ),
    # ... what is each, or of something else, is no part
    ("parts-within-total", "en", "It gave USD 9 million, including USD 13 million each."),
    ("parts-within-total", "en", "It has 60 boats each, 90 of which are new."),
    ("parts-within-total", "en", "It has USD 60, 90 of which are new."),
    # ... other boats stand among the parts, or only one part is told
    ("total-of-parts", "en", "Of the 40 shelters, 20 are new, 15 old, 3 boats and the other 9 gone."),
    ("total-of-parts", "en", "Of the 40 shelters, 20% are new and the other 15 gone."),
    # ... no colon, or one before the ports as well, or more parts than ports, or parts of their own noun
    ("total-of-parts", "en", "The 900 boats lie in the two ports, 400 in one and 600 in the other."),
    ("total-of-parts", "en", "The 900 boats: in the two ports: 400 in one and 600 in the other."),
    (
        "total-of-parts",
        "en",
        "The 900 boats lie in the two ports: 400 in one, 600 in the other and 20 on land.",
    ),
    (
        "total-of-parts",
        "en",
        "The 900 boats lie in the two ports: 400 rooms in one and 600 rooms in the other.",
    ),
    # ... boats are no money, or nothing joins the last part
    ("total-of-parts", "en", "It gave USD 3 million and 20 boats, for a total of USD 9 million."),
    ("total-of-parts", "en", "It gave USD 3 million, then USD 2 million, for a total of USD 9 million."),
    # ... the list is open, is no list of names or has no end
    ("count-of-list", "en", "The plan has five cities: Lima, Quito and others."),
    ("count-of-list", "en", "The plan has five cities (Lima, Quito and Cali."),
    ("count-of-list", "en", "The plan has five cities – Lima, Quito and Cali."),
    ("count-of-list", "en", "The plan has five cities (Lima, Quito, Cali)."),
    # ... something else stands between, or too much of it
    ("count-of-list", "en", "The plan has five cities; with (Lima, Quito and Cali)."),
    (
        "count-of-list",
        "en",
        "The plan has five cities of the whole and the wide old world (Lima, Quito and Cali).",
    ),
    (
        "count-of-list",
        "en",
        (
            "There are five cities in the wide and beautiful region of the great sea, namely Lima, Quito and "
            "Cali."
        ),
    ),
    # ... the unit is that of the numbers before, and the bracket does not close
    ("count-of-list", "en", "Peru (8 cities), Ecuador (6) and Chile (5 : Lima, Quito and Cali)."),
    # ... other words open the clause, or stand between the count and those who act
    ("count-of-list", "en", "Over the years six cities have a centre: Lima, Quito, Cali, Bogotá and Arica."),
    (
        "count-of-list",
        "en",
        "Six big and beautiful old cities have a centre: Lima, Quito, Cali, Bogotá and Arica.",
    ),
]


@pytest.mark.parametrize("kind, language, text", SILENT)
def test_what_only_stands_near_its_words_is_no_claim(kind, language, text):
    assert of_kind(text, language, kind) == []


# Documents of several parts: the kind, the text with a figure that fits and one that does not.
WHOLE = [
    # what "this target" points at may stand in the paragraph before: 57.5 of 150
    (
        "share-of-whole",
        "markdown",
        "The target is USD 150 million.\n\nSo far {} of this target (USD 57.5M) is in.\n",
        "38%",
        "45%",
    ),
    # the list ends where its items stand deeper than what follows: 4 and 5
    (
        "total-of-parts",
        "markdown",
        (
            "- Funds\n\n  It gave a total of {}, as follows:\n\n  - USD 4.0 million\n  - USD 5.0 million\n- "
            "USD "
            "2.0 million\n"
        ),
        "USD 9.0 million",
        "USD 11.0 million",
    ),
    (
        "count-of-list",
        "markdown",
        "- x\n\n  The following {} pillars:\n\n  - a\n  - b\n  - c\n- y\n",
        "three",
        "four",
    ),
    # a page's number and an address between the items end no list that is not complete
    ("count-of-list", "markdown", "The following {} pillars:\n\n- a\n- b\n\n12\n\n- c\n", "three", "four"),
    (
        "count-of-list",
        "markdown",
        "The following {} pillars:\n\n- a\n- b\n\nhttps://www.example.org/one\n\n- c\n",
        "three",
        "four",
    ),
    # a paragraph does
    (
        "count-of-list",
        "markdown",
        "The following {} pillars:\n\n- a\n- b\n\nSome text here.\n\n- c\n",
        "two",
        "three",
    ),
    # a caption says what is in the table: 1,200 + 2,300 + 3,400 = 6,900
    (
        "total-of-table",
        "html",
        (
            "<p>Three donors of the fund gave a total of {}.</p><table><caption>Donors of the fund</caption>"
            "<tr><th>Donor</th><th>USD</th></tr><tr><td>Peru</td><td>1,200</td></tr>"
            "<tr><td>Chile</td><td>2,300</td></tr><tr><td>Cuba</td><td>3,400</td></tr></table>"
        ),
        "USD 6,900",
        "USD 7,900",
    ),
]


def whole(text: str, form: str, kind: str) -> list[Verified]:
    return [one for one in review_document(parse(text, format=form)).verified if one.claim.kind == kind]


@pytest.mark.parametrize("kind, form, text, right, wrong", WHOLE)
def test_claims_reach_over_parts_of_a_document(kind, form, text, right, wrong):
    [one] = whole(text.format(right), form, kind)
    assert one.finding.verdict.holds
    [one] = whole(text.format(wrong), form, kind)
    assert one.finding.verdict is Verdict.INCONSISTENT


# No claim of the kind, because ...
APART = [
    # ... one item is no list
    ("total-of-parts", "It gave a total of USD 9 million, as follows:\n\n- USD 4 million for A\n\nMore.\n"),
    ("count-of-list", "The following three pillars of the plan:\n\n- a\n"),
    # ... a paragraph comes first
    ("count-of-list", "The following three pillars of the plan:\n\nText here is long.\n\n- a\n- b\n"),
    # ... much stands between the count and the items
    (
        "count-of-list",
        (
            "The following three pillars of the plan that was made long ago by so many people in so many "
            "places "
            "and "
            "times:\n\n- a\n- b\n"
        ),
    ),
    ("count-of-list", "The following three pillars; of the plan:\n\n- a\n- b\n"),
    # ... a month is no event, and nobody says where the first one was
    (
        "same-event",
        "The Forum in Quito takes place on 1-30 March 2020.\n\nThe Forum in Quito was on 1-30 March 2021.\n",
    ),
    ("same-event", "It takes place on 5-7 March 2020.\n\nThe Forum in Quito was on 5-7 March 2021.\n"),
    # ... a range is no figure to say again, people are no persons, and much else was said
    (
        "said-twice",
        (
            "Peru received between 3 and 4 million migrants from Venezuela.\n\n"
            "Peru received between 5 and 6 million migrants from Venezuela.\n"
        ),
    ),
    (
        "said-twice",
        (
            "Peru received 4 million people from Venezuela in great need.\n\n"
            "Peru received 5 million persons from Venezuela in great need.\n"
        ),
    ),
    (
        "said-twice",
        (
            "Peru received 4 million migrants from Venezuela in 2020, mostly by bus, in great need of "
            "shelter, "
            "food and "
            "papers.\n\nPeru received 5 million migrants from Venezuela in 2020, but the region lost "
            "teachers, "
            "doctors, "
            "nurses, engineers.\n"
        ),
    ),
]


@pytest.mark.parametrize("kind, text", APART)
def test_parts_of_a_document_that_only_look_alike_make_no_claim(kind, text):
    assert whole(text, "markdown", kind) == []


def test_the_last_of_a_list_may_be_two():
    text = "The plan has {} cities: Lima; Quito; Cali; Bogotá and Arica."
    verdicts = [of_kind(text.format(n), "en", "count-of-list")[0].finding.verdict.holds for n in (4, 5, 6)]
    assert verdicts == [True, True, False]


def test_a_table_of_lines_is_counted_by_what_leads_to_it():
    text = "It has four donors.\n\nDonor\tNote\nPeru\ta\nChile\tb\nCuba\tc\n\nIt has four donors.\n"
    [one] = whole(text, "text", "count-of-table")
    assert str(one.place) == "1:8"


@pytest.mark.parametrize(
    "counted, head, strength",
    [
        ("households", "household", Strength.STATED),
        ("households", "child", Strength.GUESSED),
        ("schools", "person", Strength.GUESSED),
        ("people", "household", Strength.GUESSED),
        ("people", "person", Strength.STATED),
    ],
)
def test_so_much_for_each_of_others_is_a_guess(counted, head, strength):
    text = f"It paid 10.0 million dollars for 5,000 {counted}, or {{}} dollars per {head}."
    [one] = of_kind(text.format("2,000"), "en", "per-head")  # 10 million by 5,000
    assert (one.claim.strength, one.finding.verdict.holds) == (strength, True)
    [one] = of_kind(text.format("9,000"), "en", "per-head")
    assert (one.claim.strength, one.finding.verdict.holds) == (strength, False)


def test_shares_far_from_each_other_are_a_guess():
    text = "Some 38% were women, 20% men{}, and the remaining {}% others."
    far = " from all over the wide region in those long and hard years of great need"
    for aside, strength in {"": Strength.STATED, far: Strength.GUESSED}.items():
        [one] = of_kind(text.format(aside, 42), "en", "complement")  # 38 + 20 + 42
        assert (one.claim.strength, one.finding.verdict.holds) == (strength, True)
        [one] = of_kind(text.format(aside, 52), "en", "complement")
        assert (one.claim.strength, one.finding.verdict.holds) == (strength, False)


def test_a_series_ends_before_a_part_of_its_last_figure():
    text = "Arrivals rose from 120 to 150 and 180{} in 2021, an increase of 50%."
    [one] = of_kind(text.format(""), "en", "change")  # from 120 to 180
    assert one.finding.verdict.holds
    assert of_kind(text.format(" of them"), "en", "change") == []


def test_a_sum_of_sentences_begins_behind_one_with_other_figures():
    text = (
        "It gave USD 9 million and USD 2 million to others. Peru gave USD 3.0 million to the fund. Chile "
        "gave USD 4.0 million to the fund. Cuba gave USD 5.0 million to the fund. In all, it was USD {} "
        "million."
    )
    [one] = of_kind(text.format("12.0"), "en", "total-of-parts")  # 3 + 4 + 5
    assert len(one.claim.parts) == 3
    assert one.finding.verdict.holds
    [one] = of_kind(text.format("19.0"), "en", "total-of-parts")
    assert not one.finding.verdict.holds


TABLE = "| Donor | USD |\n|---|---|\n| Peru | 1,200 |\n| Chile | 2,300 |\n| Cuba | 3,400 |\n"


@pytest.mark.parametrize(
    "led, strength",
    [
        ("Four donors gave USD 6,900, as the table shows:\n\n", Strength.STATED),
        # a hedged sum, other things that are counted, or a long paragraph between: it may be of others
        ("Four donors gave over USD 6,900, as the table shows:\n\n", Strength.GUESSED),
        ("Four donors, with 20 boats, gave USD 6,900, as the table shows:\n\n", Strength.GUESSED),
        (
            (
                "Four donors gave USD 6,900, as the table shows:\n\nThis is a long paragraph that stands "
                "between them and tells of many things that have nothing to do with it.\n\n"
            ),
            Strength.GUESSED,
        ),
    ],
)
def test_a_sentence_that_leads_to_a_table_counts_its_rows(led, strength):
    [one] = whole(led + TABLE, "markdown", "count-of-table")
    assert (one.claim.strength, one.finding.verdict) == (strength, Verdict.INCONSISTENT)
    [one] = whole(led.replace("Four", "Three") + TABLE, "markdown", "count-of-table")
    assert one.finding.verdict.holds


def test_a_table_without_cells_claims_nothing():
    table = Table(place=Place(line=1), cells=())
    assert review_document(Document(name="a", format="html", parts=(table,))).verified == ()


CITED = Citation("my-report", "page 1")
RECORDS = Registry().with_records(
    Source(id="my-report", title="A report", producer="Me"),
    Fund(id="fund", name="The Common Pot", citation=CITED),
    Target(id="fund.money", fund="fund", figure="USD 150 million", citation=CITED),
    Target(id="fund.homes", fund="fund", figure="5,000 households", citation=CITED),
)


def held_against(text: str) -> list[str]:
    found = review_document(parse(text, format="text"), registry=RECORDS).verified
    return [record for one in found for record in one.claim.records]


def test_only_money_of_one_amount_is_held_against_a_record():
    assert held_against("The Common Pot has a target of USD 160 million.") == ["fund.money"]
    assert held_against("The Common Pot has a target of 6,000 households.") == []
    assert held_against("The Common Pot has a target of USD 160 million, or USD 2 million a year.") == []
    assert held_against("The Common Pot has raised USD 160 million.") == []
