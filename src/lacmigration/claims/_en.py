"""The cues of English."""

from __future__ import annotations

from typing import Final

from lacmigration.claims._cues import Cues, phrases

__all__ = ["ENGLISH"]

ENGLISH: Final = Cues(
    language="en",
    of=phrases(
        "of|of the|of a total of|of the total of|of its|of their|of all|of an overall|of the overall|out of"
    ),
    this=phrases(
        "of this|of that|of the total|of the|of these|of those|of them|of it|of which|of such|of its"
    ),
    is_share=phrases(
        "or|representing|which represents|represents|represented|accounting for|accounts for|accounted for|"
        "equivalent to|equal to|equals|that is|i.e.|is|are|was|were|makes up|made up|corresponding to|"
        "amounts to|"
        "covers|covered|constitutes|has been mobilised|has been mobilized|some|about"
    ),
    of_which=phrases("of which|of whom|of these|of them|out of which|among them|among which|of those"),
    including=phrases("including|includes|include|among others|such as|inter alia|in particular"),
    made_of=phrases(
        "made up of|consisting of|composed of|comprising|comprised of|broken down into|divided into|"
        "divided between|divided among|split into|split between|split among|shared between|shared among|"
        "distributed between|"
        "distributed among|as follows|sum of|the sum of|combining"
    ),
    total=phrases(
        "for a total of|totalling|totaling|in total|a total of|adding up to|which add up to|amounting to|"
        "bringing the total to|for a combined total of|altogether|summing to|together"
    ),
    all_told=phrases("a total of|in total|overall|altogether|total|totalled|totaled"),
    rest=phrases("the other|the remaining|the rest|remaining|remainder|the remainder|the balance|the others"),
    up=phrases(
        "doubl|tripl|quadrupl|increas|rose|risen|rise|rising|grew|grow|grown|climb|jump|expand|gain|up"
    ),
    down=phrases("decreas|fell|fall|fallen|declin|drop|shrank|shrunk|reduc|cut|contract|down|lower"),
    by=phrases(
        "by|of|up|down|or|an increase of|a rise of|a growth of|a decrease of|a decline of|a drop of|a fall of"
    ),
    from_=phrases("from"),
    to=phrases("to|reaching|and reached|up to|down to"),
    namely=phrases("namely|i.e.|that is|viz.|which are|those are|these are|as follows|the following"),
    and_=phrases("and|as well as|&"),
    per=phrases("per|each|for each|a|for every|apiece"),
    average=phrases("on average|an average of|average|averaging|mean|in average"),
    compared=phrases("compared with|compared to|against|versus|up from|down from"),
)
