"""The cues of English."""

from __future__ import annotations

from typing import Final

from lacmigration.claims.cues._cues import Cues, phrases, words

__all__ = ["ENGLISH"]

ENGLISH: Final = Cues(
    language="en",
    of=phrases(
        "of|of the|of a total of|of a total|of the total of|of its|of their|of all|of all the|of an overall|"
        "of the overall|out of|out of the|out of a total of|from a total of|among the|of these|of those"
    ),
    this=phrases(
        "of this|of that|of the total|of these|of those|of them|of it|of which|of such|of its|of their|"
        "of the same|of the overall|of the"
    ),
    is_share=phrases(
        "or|representing|which represents|represents|represented|accounting for|accounts for|accounted for|"
        "equivalent to|equal to|equals|that is|i.e.|is|are|was|were|makes up|made up|corresponding to|"
        "amounts to|covers|covered|constitutes|constitute|has been mobilised|has been mobilized|which is|"
        "in other words|have been mobilised|have been mobilized|some|about|which equals|which makes|namely"
    ),
    of_which=phrases(
        "of which|of whom|of these|of them|of it|out of which|among them|among which|of those|among whom|"
        "of this|within this|out of these"
    ),
    including=phrases(
        "including|includes|include|included|among others|such as|inter alia|in particular|especially|notably"
    ),
    within=phrases("in|within|under|by"),
    made_of=phrases(
        "made up of|consisting of|consists of|composed of|comprising|comprises|comprised of|broken down into|"
        "divided into|divided between|divided among|split into|split between|split among|shared between|"
        "shared among|distributed between|distributed among|as follows|sum of|the sum of|combining|"
        "broken down as|allocated as follows|being the sum of"
    ),
    total=phrases(
        "for a total of|totalling|totaling|in total|a total of|adding up to|which add up to|add up to|"
        "amounting to|bringing the total to|for a combined total of|altogether|summing to|together|"
        "a combined total of|for an overall total of|which makes a total of|"
        "a grand total of|which together make"
    ),
    all_told=phrases(
        "a total of|in total|overall|altogether|total|totalled|totaled|a combined|all told|in all"
    ),
    rest=phrases(
        "the other|the remaining|the rest|remaining|remainder|the remainder|the balance|the others|"
        "the remaining share of|the rest,"
    ),
    rest_behind=phrases("remaining|that remain|that remains|left"),
    rest_before=phrases("the|and the"),
    in_turn=phrases(
        "next|last|previous|preceding|first|second|third|another|other|others|further|additional|remaining|above|below|former|latter|following|these|those"
    ),
    articles=phrases("the|some|about|a"),
    up=phrases(
        "doubl*|tripl*|quadrupl*|increas*|rose|risen|rise|rises|rising|grew|grow|grown|grows|growing|growth|"
        "climb*|jumped|jump|expanded|expanding|expands|gained|gains|up|surged|soared|higher"
    ),
    down=phrases(
        "decreas*|fell|fall|falls|falling|fallen|declin*|drop|drops|dropped|dropping|shrank|shrunk|shrinking|"
        "reduc*|cut|contracted|down|lower|halved|halving|plunged|diminish*"
    ),
    moved=phrases("went|going|moved|passed|passing|changed|shifted|evolved"),
    by=phrases(
        "by|up|down|or|an increase of|a rise of|a growth of|a decrease of|a decline of|a drop of|a fall of|"
        "a reduction of|growth of|increase of|rise of|drop of|fall of|i.e.|that is|a|an|which is|a gain of|"
        "a cut of|increase by|a jump of"
    ),
    from_=phrases("from"),
    to=phrases("to|reaching|and reached|up to|down to|to reach|to a total of|to stand at|to some"),
    compared=phrases(
        "compared with|compared to|compared with the|compared to the|against|against the|versus|up from|"
        "down from|from|on|over|with respect to|on the|over the|relative to|relative to the|from the|"
        "up from the|down from the"
    ),
    higher=phrases("higher than the|greater than the|larger than the|more than the|above the"),
    lower=phrases("lower than the|smaller than the|less than the|fewer than the|below the"),
    more_than=phrases(
        "more than|more than the|above|above the|higher than|higher than the|over and above the|"
        "more compared with the|greater than the|greater than"
    ),
    less_than=phrases(
        "less than|less than the|fewer than|fewer than the|below|below the|lower than|lower than the|"
        "short of|short of the|under the"
    ),
    times_of=phrases(
        "the|as many as|as many as the|as much as|as much as the|more than the|higher than the|that of|"
        "the figure of|the number of|the amount of|as high as the|as large as the|larger than the|of the"
    ),
    namely=phrases("namely|i.e.|that is|viz.|which are|those are|these are|as follows|the following|to wit"),
    and_=phrases("and|as well as|&|plus"),
    open_=phrases(
        "including|include|includes|among others|among other|such as|inter alia|"
        "for example|e.g.|for instance|"
        "in particular|especially|notably|etc|etc.|and others|and other|and more|others|or|"
        "mainly|mostly|like|"
        "and so on|among them|further|several|various|the rest|elsewhere"
    ),
    follows=phrases("following|the following|these|as follows"),
    listed=phrases(
        "pillar*|area*|priorit*|objective*|goal*|axes|axis|component*|principle*|aspect*|theme*|topic*|"
        "line*|action*|step*|measure*|recommendation*|challenge*|activit*|reason*|way*|phase*|stage*|group*|"
        "categor*|type*|pilot*|cit*|countr*|member*|agenc*|partner*|donor*|region*|state*|province*|"
        "municipalit*|department*|project*|programme*|program*|language*|route*|sector*|question*|finding*|"
        "service*|organisation*|organization*|institution*|outcome*|output*|result*|target*|indicator*|"
        "element*|factor*|key*|border*|event*|workshop*|session*|fund*|district*|communit*|school*|"
        "universit*|bank*|heading*|chapter*|cluster*|strand*|course*|port*|island*|shelter*|office*|centre*|center*|ministr*|government*"
    ),
    not_listed=phrases("in|across|for|over|among|after|within|during|from|with|by|at|since|of"),
    actors=phrases(
        "cities|countries|nations|states|provinces|municipalities|departments|districts|towns|ports|"
        "islands|members|agencies|donors|partners|governments|ministries|universities|banks|"
        "organisations|organizations|institutions|communities|villages|counties|champions|contributors"
    ),
    gathered=phrases(
        "region|subregion|area|coast|corridor|continent|bloc|network|basin|border|zone|route|team|"
        "consortium|board|committee|council|panel|group|coalition|alliance|leadership|staff|crew|family|"
        "triangle|list|range|set|mix|number|variety|series|same|following|these|those|each|one|two|work|"
        "programme|program|package|portfolio"
    ),
    people=(
        ("women", phrases("women|females")),
        ("men", phrases("men|males")),
        ("girls", phrases("girls")),
        ("boys", phrases("boys")),
        ("adults", phrases("adults|grown-ups")),
        ("children", phrases("children|minors|kids")),
    ),
    table=phrases("table|below|following|as follows"),
    picked=phrases(
        "largest|biggest|top|main|major|selected|principal|leading|some|example|examples|among|including|"
        "recent|latest|first|new|other|others|additional|most|more|only|per|each|average|sample|"
        "excluding|without|except"
    ),
    planned=phrases(
        "need*|target*|goal*|aim*|plan*|budget*|seek*|sought|requir*|"
        "request*|appeal*|expect*|estimat*|short of|with|without|plus|of which"
    ),
    yearly=phrases(
        "a year|per year|annual|annually|yearly|each year|every year|per annum|year-on-year|year on year|"
        "on average|average|averaging|a month|per month|monthly|each month|a day|per day|daily|a week|"
        "per week|weekly|per decade|a decade|per quarter|quarterly|annualised|annualized|compound|mean"
    ),
    in_all=phrases(
        "in all|altogether|in total|all told|together|taken together|all in all|combined|added together"
    ),
    they=phrases("they|both|these|those|them|their|together|jointly|combined|all of it"),
    per=phrases("per|each|for each|for every|apiece|for one|to each|a"),
    average=phrases(
        "on average|an average of|average|averaging|mean|in average|averages|averaged|each on average"
    ),
    each=phrases("each|apiece|per"),
    any_=phrases("any"),
    years=phrases("year|years"),
    months=phrases("month|months"),
    clause=phrases("while|whereas|although|though|but|however|meanwhile|because|where|who|when|if"),
    gave=phrases(
        "raised|mobilised|mobilized|contributed|received|collected|pledged|committed|given|gave|provided|"
        "contributions|donated|secured"
    ),
    givers=phrases("donor|donors|contributor|contributors|contributions|funders|funder|partners"),
    product=phrases("gdp|gross domestic product"),
    event=phrases(
        "forum|summit|conference|workshop|meeting|congress|seminar|assembly|event|session|symposium|council"
    ),
    ranked=phrases("second largest|second-largest|second biggest|second-biggest|second highest|second most"),
    after=phrases("after|behind|following"),
    empty=words(
        "conclude conclusion summary summarise summarize overall noted mentioned stated recall again short "
        "that this these those with from which have been were will would than their they them into "
        "about over "
        "under more less some also only both each other another between within during after before "
        "since until "
        "there where when while such what whom whose then thus same very many most much made make said says "
        "total number amount figure million billion thousand percent approximately around nearly almost "
        "according year years report reports could should because being across among"
    ),
    roles=(
        ("target", phrases("target|targets|goal|aims to raise|capitalisation|capitalization")),
        (
            "mobilised",
            phrases("mobilised|mobilized|raised|collected|capitalised|capitalized|resources mobilised"),
        ),
        (
            "contributed",
            phrases(
                "contributed|contribution|contributions|gave|donated|donation|has given|provided|pledged"
            ),
        ),
        ("budget", phrases("budget|worth|funded with|allocated|allocation|cost|costs|programme of|funding")),
    ),
)
