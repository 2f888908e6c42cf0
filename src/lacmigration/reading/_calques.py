"""Is a word for a great scale perhaps that of English, where a billion is a thousand million?"""

from __future__ import annotations

from lacmigration.figures import Figure
from lacmigration.notation import Conventions, Kind, tokens
from lacmigration.reading._mentions import Inference

__all__ = ["calque"]

_LARGE_UNITS = frozenset({"USD", "EUR", "GBP", "CHF", "CAD", "AUD"})
"""Currencies of which 10^12 are more than what reports on migration are about."""
_PERSONS = frozenset(
    {
        "persons", "women", "men", "children", "migrants", "emigrants", "immigrants", "refugees", "returnees",
        "workers", "households", "families",
    }
)  # fmt: skip
_TRILLION = 10**12


def calque(figure: Figure, rules: Conventions) -> tuple[Inference, ...]:
    """A note where a word for 10^12 or more was perhaps meant as English has it; the figure stays as written.

    >>> from lacmigration.notation import conventions
    >>> [note] = calque(Figure.parse("2,54 billones de euros", locale="es"), conventions("es"))
    >>> print(note)
    billones is 10^12 in Spanish; 10^9, the billion of English, was perhaps meant (probable-calque)
    """
    if abs(figure.number) < _TRILLION or figure.unit not in _LARGE_UNITS | _PERSONS:
        return ()
    grammar = rules.grammar
    names = {power: words for power, words in grammar.writing.scales.items() if power >= 9}
    if names.get(9, ("",))[0].startswith(("billion", "bilh")):
        return ()  # the short scale
    for token in tokens(figure.text):
        power = grammar.scale_words.get(token.key, 0) if token.kind is Kind.WORD else 0
        if power >= 12 and token.key.startswith(("bi", "tri")):
            what = (
                f"{token.text} is 10^{power} in {grammar.name}; 10^{power // 2 + 3}, the "
                f"{'billion' if power == 12 else 'trillion'} of English, was perhaps meant"
            )
            return (Inference("probable-calque", what),)
    return ()
