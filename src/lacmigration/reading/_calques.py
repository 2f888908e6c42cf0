"""Is a word for a great scale perhaps that of English, where a billion is a thousand million?"""

from __future__ import annotations

from lacmigration.figures import Figure
from lacmigration.notation import Conventions, Kind, tokens
from lacmigration.reading._mentions import Inference
from lacmigration.sayings import Message, later

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
_BILLION = later("{word} is 10^{power} in {language}; 10^{other}, the billion of English, was perhaps meant")
_TRILLIONS = later(
    "{word} is 10^{power} in {language}; 10^{other}, the trillion of English, was perhaps meant"
)


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
            said = _BILLION if power == 12 else _TRILLIONS
            named = {"word": token.text, "power": str(power), "language": Message(grammar.name)}
            what = Message(said, (*named.items(), ("other", str(power // 2 + 3))))
            return (Inference("probable-calque", what),)
    return ()
