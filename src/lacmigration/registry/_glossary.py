"""What does each column hold, in a sentence that a person with a spreadsheet program understands?"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["meaning"]

_SPECIAL: Mapping[tuple[str, str], str] = {
    ("areas", "name"): "What the fund calls the area.",
    ("areas", "number"): "The number that the fund gives the area.",
    ("contributions", "as_of"): "The date of the table or sentence that states the amount.",
    ("countries", "name"): "The English name.",
    ("memberships", "title"): "The office that the person holds.",
    ("objectives", "number"): "The number of the objective in the Global Compact, 1 to 23.",
    ("observations", "area"): "The place or body that the quantity is about: the host country, the bank.",
    (
        "observations",
        "status",
    ): "How it is stated; missing where a figure did not survive, named where the source gives no number.",
    ("offices", "title"): "What the office is called.",
    ("organisations", "country"): "The country whose body it is.",
    ("organisations", "parent"): "The organisation that it belongs to.",
    ("programmes", "area"): "The thematic area under which it is funded.",
    ("programmes", "places"): "Where in the countries, in the words of the source.",
    ("regions", "m49"): "The three digits of the United Nations' M49 code, leading zeros included.",
    ("regions", "parent"): "The region that it lies in.",
    ("sources", "title"): "The title of the document.",
    ("targets", "period"): "From when to when the target holds.",
}
"""Where a column means something of its own in one table."""

_MEANINGS: Mapping[str, str] = {
    "acronym": "The short form that readers know.",
    "actors": "Who carries it out.",
    "administrator": "Who keeps the money.",
    "aliases": "Other names, in any language.",
    "area": "The thematic area.",
    "as_of": "The date for which the statement holds.",
    "base": "What a share is a share of.",
    "beneficiaries": "For whom it is, in the words of the source.",
    "body": "The body in which the office is held.",
    "components": "The parts, as the source names them.",
    "contributes_to": "What the event is meant to lead to.",
    "counterpart": "The other place or body: the country of origin, the partner.",
    "country": "The country that it lies in.",
    "currency": "The three letters of the ISO 4217 code.",
    "due": "By when the target is to be reached.",
    "earmark": "What the giver bound the money to.",
    "established": "When it was founded.",
    "expression": "The claim, such as: mptf.mobilised / mptf.target = mptf.mobilised-share.",
    "flow": "Whether the money is promised, committed or paid.",
    "fund": "The fund that it belongs to.",
    "funders": "Who pays.",
    "group": "The body or region that has the member.",
    "id": "The name by which other rows and relations refer to this one; unique among all records.",
    "identifiers": "Codes of other registers, each as scheme:value.",
    "implementers": "Who carries it out.",
    "indicator": "What is measured, as a short name with hyphens.",
    "iso2": "The two letters of the ISO 3166-1 code.",
    "iso3": "The three letters of the ISO 3166-1 code.",
    "kind": "What kind of thing it is, in a word.",
    "language": "The language of the document, as en, es, pt or fr.",
    "launched": "When it was launched.",
    "leads": "Who leads it.",
    "licence": "The licence of the document, as far as it says.",
    "locale": "The language in which the figure is written (es, pt-BR), where it is not that of the folder.",
    "locator": "The place in the source: a section, a line, a row of a table, a footnote.",
    "m49": "The three digits of the United Nations' M49 code, leading zeros included.",
    "measure": "What kind of quantity it is.",
    "member": "Who belongs to the group.",
    "name": "What it is called.",
    "name_es": "The Spanish name.",
    "name_fr": "The French name.",
    "name_pt": "The Portuguese name.",
    "note": "A remark of those who keep the records.",
    "number": "Its number.",
    "objectives": "The objectives of the Global Compact that it serves.",
    "organisers": "Who held it.",
    "owner": "Whose it is.",
    "parent": "What it is a part of.",
    "participants": "Who took part, in the words of the source.",
    "partners": "With whom.",
    "period": "From when to when.",
    "person": "The person's name.",
    "place": "Where it was held.",
    "places": "Where.",
    "precision": "The power of ten of the last digit that counts: 0 for the unit, 3 for thousands.",
    "producer": "Who made the document.",
    "provider": "Who gives.",
    "published": "When the document was published, as far as it says.",
    "purpose": "What it is for.",
    "read_as": "How to read the figure where its characters do not say all; - where none can be read.",
    "reason": "Why the claim does not hold.",
    "receiver": "Who gets it.",
    "recipients": "The countries, regions or cities that receive it.",
    "relation": "The claim that does not hold.",
    "retrieved": "When the document was fetched.",
    "role": "As what.",
    "roles": "Its roles: funding, accountable, extending, implementing.",
    "rounding": "How the true value became the written one, where that is known.",
    "scope": "What the quantity covers, where others cover more or less.",
    "seen": "What the check saw when the disagreement was recorded; anything else is new again.",
    "series": "The series of events that it belongs to.",
    "set_by": "Who set the target.",
    "source": "The document that says so.",
    "split": "How recipients share the amount, each as country=share.",
    "stated": "The figure exactly as the document writes it.",
    "status": "How far it has come.",
    "supersedes": "The id of the record that this one takes the place of.",
    "term": "What the source calls the components: pillars, axes, priorities.",
    "theme": "What it is about.",
    "title": "The title.",
    "topics": "What it is about.",
    "url": "The address on the web.",
    "verdict": "The verdict that is known.",
    "waives": "The guards that the claim means to cross.",
    "within": "The larger contribution that this one is a part of.",
}
"""What a column means in every other table."""


def meaning(table: str, column: str) -> str:
    """What a column of a table holds; empty where nobody has written it down yet.

    >>> meaning("countries", "iso2")
    'The two letters of the ISO 3166-1 code.'
    """
    return _SPECIAL.get((table, column)) or _MEANINGS.get(column, "")
