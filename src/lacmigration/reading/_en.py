"""Which words does English prose have around its figures?"""

from __future__ import annotations

from typing import Final

from lacmigration.reading._prose import Prose, by_word, words

__all__ = ["ENGLISH"]

_MONTHS = "january february march april may june july august september october november december"

ENGLISH: Final = Prose(
    language="en",
    months={name: number for number, name in enumerate(_MONTHS.split(), 1)}
    | {name[:3]: number for number, name in enumerate(_MONTHS.split(), 1)}
    | {"sept": 9},
    stops=words(
        "a about across after against all also although among an and any are around as at away be "
        "because been "
        "before being between both but by came can come comes could did do does during each either every for "
        "from had has have he her his how however if in including into is it its itself less like "
        "living lost "
        "made many may might more most must near no nor not now of off on once only onto or other others our "
        "out over own per plus received same she should since so some such than that the their them "
        "then there "
        "these they this those through throughout to today together under until up upon used very via was we "
        "were what when where whereas whether which while who whom whose why will with within without worth "
        "would yet you your"
    ),
    head_first=False,
    labels=by_word(
        {
            "an objective": "objective objectives goal goals target targets sdg sdgs gcm",
            "a part of a text": (
                "article articles art section sections sect chapter chapters clause rule annex appendix part"
            ),
            "a figure or table": "figure figures fig figs table tables chart graph map",
            "a place in a text": "page pages p pp para paras paragraph paragraphs line lines",
            "a note": "footnote footnotes note notes endnote ref reference references",
            "a paper": "resolution decision law act decree report review paper brief bulletin",
            "a number by name": "no nos nr number numbers",
            "a step": "phase stage step round session tier level type version vol volume issue",
            "an item": "window outcome output pillar indicator item question area areas roundtable theme",
            "an address": "zip postcode tel telephone phone fax room suite floor box",
        }
    ),
    year_cues=words(
        "in since by during until till before after of from to through between and early mid late "
        "end year years "
        "fiscal fy around for on as"
    ),
    year_nouns=words(
        "agenda report census summit forum strategy plan edition data survey session declaration"
    ),
    ones=words("one ones a an"),
    of=words("of"),
    each=("each", "apiece"),
    several=("several", "a few", "many", "a couple of", "some few"),
    many={
        "dozen": 1,
        "hundred": 2,
        "thousand": 3,
        "hundred thousand": 5,
        "million": 6,
        "hundred million": 8,
        "billion": 9,
        "trillion": 12,
    },
    ordinals=words("first second third fourth last next latter previous final past former other every"),
    plain_ones=words("one"),
    vague={
        "dozens of": 1,
        "scores of": 1,
        "hundreds of": 2,
        "thousands of": 3,
        "hundreds of thousands of": 5,
        "tens of thousands of": 4,
        "millions of": 6,
        "tens of millions of": 7,
        "hundreds of millions of": 8,
        "billions of": 9,
        "trillions of": 12,
    },
    ordinal=r"(?:st|nd|rd|th)",
    frequent=words(
        "the of and to in that is was for on with as by at from are were have has which their this"
        " people years donor donors"
    ),
    date_link=r"(?:of\s+)?",
    fraction_of=words("of the"),
    definite=words("the"),
    shared_by=frozenset({"of", "of the", "out of the", "of a total of", "of the total"}),
    towards=words("by for from in to"),
    bare_multiples=words("double triple treble quadruple quintuple"),
    not_numbers=words("second seconds"),
    heads=words(
        "areas headings themes pillars objectives goals targets priorities topics axes chapters categories "
        "clusters components sections titles strands streams workstreams tracks outcomes outputs lines "
        "labels names banners principles dimensions groups programmes programs projects schemes windows "
        "laws acts treaties conventions agreements contracts governments presidents administrations mandates "
        "regimes"
    ),
    places=words("under"),
    amounts=words(
        "in with to from at for by of has have had having is are was were be been only still into just well "
        "slightly covers cover covering includes include including than reached reaching lists list"
    ),
)
