"""What is each rule called, and what does it mean? One line a code; the pages say more."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from lacmigration.reporting._messages import later

__all__ = ["PROBLEM", "RULE_PAGE", "UNREAD", "Rule", "rule"]

RULE_PAGE = "reference/rules.html"
"""Where a rule is explained, from the root of the documentation."""
PROBLEM, UNREAD = "LM901", "LM902"
"""The codes of what is no claim: a directive that cannot be followed, and a part that was not read."""


@attrs.frozen(kw_only=True)
class Rule:
    """A rule as its reader meets it; `title` and `help` are messages, `name` is for programs."""

    code: str
    name: str
    title: str
    help: str

    @property
    def page(self) -> str:
        """Where it is explained, from the root of the documentation."""
        return f"{RULE_PAGE}#{self.code.lower()}-{self.name.lower()}"


def _rules() -> Mapping[str, Rule]:
    listed = (
        ("LM101", "Total", later("Total"), later("The parts add up to the stated total.")),
        ("LM102", "Difference", later("Difference"), later("One figure less another is the stated one.")),
        ("LM103", "Share", later("Share"), later("A part is the stated share of its whole.")),
        ("LM104", "Ratio", later("Ratio"), later("One figure divided by another is the stated one.")),
        (
            "LM105",
            "Growth",
            later("Growth"),
            later("The change from the old to the new figure is the stated one."),
        ),
        ("LM106", "Product", later("Product"), later("Figures multiplied give the stated one.")),
        ("LM107", "Partition", later("Partition"), later("The shares of one whole make all of it.")),
        ("LM108", "Equation", later("Equation"), later("Both sides of a stated equation agree.")),
        (
            "LM109",
            "Same",
            later("Same quantity"),
            later("The same quantity, stated twice, is the same figure."),
        ),
        ("LM201", "Count", later("Count"), later("As many things are listed as the text says.")),
        ("LM202", "Percentage", later("Percentage"), later("A number of cases is the stated percentage.")),
        ("LM203", "Listing", later("Listing"), later("Two lists name the same things.")),
        ("LM301", "Order", later("Order"), later("The figures stand in the stated order.")),
        ("LM302", "Ranking", later("Ranking"), later("The figure has the stated place among the others.")),
        ("LM303", "Bound", later("Bound"), later("The figure keeps to the stated limit.")),
        ("LM304", "Magnitude", later("Magnitude"), later("The figure is of a size that can be.")),
        ("LM401", "Span", later("Span of time"), later("The dates are as far apart as the text says.")),
        (
            "LM501",
            "Joint",
            later("Figures together"),
            later("What holds piece by piece can also hold together."),
        ),
        (
            PROBLEM,
            "Directive",
            later("Directive"),
            later("What the author asked for in a comment could be followed."),
        ),
        (UNREAD, "Unread", later("Not read"), later("Every part of the document could be read.")),
    )
    return {code: Rule(code=code, name=name, title=title, help=said) for code, name, title, said in listed}


_RULES = _rules()


def rule(code: str) -> Rule:
    """The rule of a code; one without a description has its code for a name.

    >>> rule("LM103").title, rule("LM103").page
    ('Share', 'reference/rules.html#lm103-share')
    """
    found = _RULES.get(code)
    return Rule(code=code, name=code, title=code, help="") if found is None else found
