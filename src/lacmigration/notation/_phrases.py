"""Which entry of a table of phrases does a text start with at a token?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from lacmigration.notation._tokens import Kind, Token, tokens

__all__ = ["Phrases"]

Value = TypeVar("Value")


class Phrases(Generic[Value]):
    """A table from phrases to what they mean; the longest phrase wins.

    >>> table = Phrases({"more than": ">", "no more than": "<="})
    >>> table.match(tokens("no more than 5"), 0)
    ('<=', 3)
    """

    __slots__ = ("_by_first",)

    def __init__(self, table: Mapping[str, Value]) -> None:
        """Cut every phrase into tokens, as texts are cut."""
        by_first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for phrase, value in table.items():
            first, *rest = (token.key for token in tokens(phrase) if token.kind is not Kind.END)
            by_first.setdefault(first, []).append((tuple(rest), value))
        self._by_first = {
            first: tuple(sorted(entries, key=lambda entry: -len(entry[0])))
            for first, entries in by_first.items()
        }

    @property
    def first_words(self) -> Iterable[str]:
        """The words that a phrase of the table can start with."""
        return self._by_first.keys()

    def match(self, found: Sequence[Token], at: int) -> tuple[Value, int] | None:
        """Give the value of the longest phrase at a token, and the place behind it; None where none fits."""
        entries = self._by_first.get(found[at].key)
        if entries is None:
            return None
        for rest, value in entries:
            end = at + 1
            for key in rest:
                if found[end].key != key:
                    break
                end += 1
            else:
                return value, end
        return None
