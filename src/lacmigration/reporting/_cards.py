"""What does a reader see who points at a figure: how it was read, what it claims, what came of that?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from lacmigration.claims import Spot
from lacmigration.reading import Mention
from lacmigration.reporting._markup import Markup, element, joined
from lacmigration.reporting._messages import Messages
from lacmigration.reporting._telling import STANDINGS, Outcome, Told
from lacmigration.reviewing import Standing

__all__ = ["SIGNS", "Mark", "card", "derivation", "key_of", "standing_of"]

SIGNS: Mapping[Standing, str] = {
    Standing.CONTRADICTED: "✗",
    Standing.QUESTIONABLE: "?",
    Standing.CONFIRMED: "✓",
    Standing.UNCHECKED: "·",
}
_MOST_CLAIMS = 4
_MOST_PARTS = 12
_OUTCOMES = {
    Outcome.CONTRADICTED: Standing.CONTRADICTED,
    Outcome.QUESTIONABLE: Standing.QUESTIONABLE,
    Outcome.CONFIRMED: Standing.CONFIRMED,
}


@attrs.frozen(kw_only=True, eq=False)
class Mark:
    """A figure of the page: its place in its block, how it stands, and the claims that it is in.

    `stated` are the numbers of the claims that are about it; `part_of` those that it helps to compute.
    """

    id: str
    mention: Mention
    standing: Standing
    stated: tuple[int, ...] = ()
    part_of: tuple[int, ...] = ()


def key_of(spot: Spot) -> tuple[int, int]:
    """What tells a figure from the others of a document."""
    return id(spot.block), spot.mention.start


def standing_of(one: Told) -> Standing:
    """How the figures of a claim stand for what came of it alone."""
    return _OUTCOMES.get(one.outcome, Standing.UNCHECKED)


def card(
    mark: Mark, claims: Sequence[Told], drawings: Sequence[Markup], *, name: str, said: Messages
) -> Markup:
    """The card of one figure, hidden until somebody points at it; `name` begins the page's ids of claims."""
    own = [(number, claims[number]) for number in mark.stated]
    others = [(number, claims[number]) for number in mark.part_of]
    shown = own[:_MOST_CLAIMS]
    more = len(own) - len(shown)
    return element(
        "span",
        element("span", _tag(mark.standing, said), " ", element("b", mark.mention.text), class_="card-head"),
        [_claim(one, drawings[number], f"{name}n{number + 1}") for number, one in shown],
        element("span", said.count("and {n} more claim", "and {n} more claims", more), class_="row")
        if more > 0
        else "",
        _uses(others, name, said),
        [element("span", row, class_="row read") for row in _reading(mark.mention, said)],
        class_="card",
        id=f"{mark.id}-card",
    )


def _tag(standing: Standing, said: Messages) -> Markup:
    sign = element("span", SIGNS[standing], aria_hidden="true")
    return element("span", sign, " ", said.say(STANDINGS[standing]), class_=f"tag {standing.value}")


def _claim(one: Told, drawn: Markup, target: str) -> Markup:
    link = element("a", one.title, " ", element("code", one.rule.code), href=f"#{target}")
    return element(
        "span",
        element("span", link, class_="row rule"),
        element("span", one.sentence, class_="row sentence"),
        drawn,
        class_="claim",
    )


def _uses(others: Sequence[tuple[int, Told]], name: str, said: Messages) -> Iterator[Markup]:
    for number, one in others[:_MOST_CLAIMS]:
        link = element("a", f"{one.title}: {one.text}", href=f"#{name}n{number + 1}")
        standing = standing_of(one)
        yield element("span", _tag(standing, said), " ", said.say("used for"), " ", link, class_="row use")
    more = len(others) - _MOST_CLAIMS
    if more > 0:
        yield element("span", said.count("and {n} more claim", "and {n} more claims", more), class_="row")


def _reading(mention: Mention, said: Messages) -> Iterator[str]:
    """How the text was understood: its value with its range, other readings, and what was concluded."""
    figure = mention.figure
    if figure is None:
        yield said.say("An amount without a number")
        return
    read = said.figure(figure)
    yield said.say("Read as {figure}: {interval}", figure=read, interval=said.interval(figure.strict, figure))
    for other in mention.others:
        yield said.say("or as {figure}", figure=said.figure(other))
    for one in mention.inferred:
        yield said.say("Concluded: {what}", what=str(said.told(one)))


def derivation(one: Told, drawn: Markup, *, ids: Mapping[tuple[int, int], str], said: Messages) -> Markup:
    """From what a claim was computed, and what in the text makes it a claim."""
    rows = []
    if one.parts:
        listed: list[str] = [
            joined((_link(part.text, ids.get(key_of(part.spot))), f" ({part.where})"))
            for part in one.parts[:_MOST_PARTS]
        ]
        more = len(one.parts) - len(listed)
        listed += [said.count("and {n} more", "and {n} more", more)] if more > 0 else []
        rows.append((said.say("Computed from"), joined(listed, ", ")))
    rows += [(said.say("Or else"), joined(text)) for text in one.roundings]
    if one.evidence:
        rows.append((said.say("What says so"), joined("; ".join(one.evidence))))
    if one.one.claim.records:
        rows.append((said.say("Records"), joined(", ".join(one.one.claim.records))))
    terms = [term for label, words in rows for term in (element("dt", label), element("dd", words))]
    return joined((drawn, element("dl", terms) if terms else Markup()))


def _link(text: str, target: str | None) -> Markup:
    return joined(text) if target is None else element("a", text, href=f"#{target}")
