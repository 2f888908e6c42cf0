"""Whatever a check finds can be said in every language, nothing left open and the stated figure in it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lacmigration.checking import check
from lacmigration.figures import Figure
from lacmigration.findings import Finding, Verdict
from lacmigration.formatting import format_figure
from lacmigration.messages import Message, Series
from lacmigration.relations import Bound, Difference, Growth, Product, Same, Share, Total
from lacmigration.testing import printings, relations
from lacmigration.translation import translation

LOCALES = ("en", "es", "pt-BR", "fr")
each_locale = pytest.mark.parametrize("locale", LOCALES)
amounts = st.fractions(min_value=1, max_value=10**9, max_denominator=100)


def texts(saying):
    """What stands in a message as its authors wrote it: it may hold anything, braces included."""
    if isinstance(saying, str):
        return saying
    values = (
        [value for _, value in saying.values]
        if isinstance(saying, Message)
        else saying.items
        if isinstance(saying, Series)
        else [saying.text]
        if isinstance(saying, Figure)
        else []
    )
    return "".join(map(texts, values))


def stated_figures(relation):
    """The figure that the words of a comparison state."""
    part = getattr(relation, "stated", getattr(relation, "greater", None))
    fact = getattr(part, "fact", None)
    return [] if fact is None or fact.figure is None else [fact.figure]


def said_well(found: Finding, locale: str, *, compared: bool = False):
    said = found.explain(locale=locale)
    assert said
    assert said[-1] in ".…"
    if "{" not in texts(found._explanation) and "}" not in texts(found._explanation):
        assert "{" not in said
        assert "}" not in said
    assert bool(found.explain_reason(locale=locale)) == (found.verdict is Verdict.UNDECIDED)
    assert len(found.explain_roundings(locale=locale)) == len(found.roundings)
    if compared and found.verdict is not Verdict.UNDECIDED:
        for figure in stated_figures(found.relation):
            written = str(figure) if locale == "en" else figure.text or format_figure(figure, locale=locale)
            assert written.casefold() in said.casefold()
    if locale != "en" and translation(locale).language != "en":
        assert said != found.explanation


@each_locale
@given(relation=relations())
def test_every_finding_of_every_kind_can_be_said(locale, relation):
    said_well(check(relation), locale)


@each_locale
@given(data=st.data(), trues=st.lists(amounts, min_size=2, max_size=4), slip=st.sampled_from([1, 1, 2, 10]))
def test_the_stated_figure_stands_in_what_is_said(locale, data, trues, slip):
    parts = [data.draw(printings(one, unit="USD")) for one in trues]
    total = data.draw(printings(sum(trues) * slip, unit="USD"))
    share = data.draw(printings(Fraction(trues[0], sum(trues)) * 100 / slip, unit="percent"))
    growth = data.draw(printings(Fraction(trues[1] - trues[0], trues[0]) * 100 * slip, unit="percent"))
    for relation in (
        Total(parts, total),
        Total(parts, total, complete=False),
        Difference(total, parts[0], parts[1]),
        Share(parts[0], total, share),
        Growth(parts[0], parts[1], growth),
        Product([2, parts[0]], parts[1]),
        Same(parts[0], parts[1]),
        Bound(parts[0], parts[1]),
    ):
        said_well(check(relation), locale, compared=True)
