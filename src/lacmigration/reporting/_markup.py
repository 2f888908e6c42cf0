"""How is text put into HTML without becoming HTML? Everything that is not Markup already is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from lacmigration.reporting._telling import harmless

__all__ = ["Markup", "element", "joined"]

_EMPTY = frozenset({"meta", "input", "rect", "line", "circle", "path", "col"})


class Markup(str):
    """Text that is HTML."""

    __slots__ = ()


def element(name: str, /, *content: str | Iterable[str], **attributes: object) -> Markup:
    """One element; "_" in an attribute's name stands for "-", one at its end for nothing; None leaves it out.

    >>> element("p", "1 < 2 ", element("b", "&"), class_="note", hidden=True, title=None)
    '<p class="note" hidden>1 &lt; 2 <b>&amp;</b></p>'
    """
    shown = "".join(_attribute(key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    if name in _EMPTY:
        return Markup(f"<{name}{shown}/>" if name not in {"meta", "input", "col"} else f"<{name}{shown}>")
    return Markup(f"<{name}{shown}>{joined(content)}</{name}>")


def joined(content: str | Iterable[str | Iterable[str]], between: str = "") -> Markup:
    """Texts and elements, one after the other."""
    if isinstance(content, Markup):
        return content
    if isinstance(content, str):
        return Markup(escape(harmless(content)))
    return Markup(joined(between).join(joined(one) for one in content))


def _attribute(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(harmless(str(value)))}"'
