"""What does a style of a DOCX make of a paragraph or run: heading, list item, caption, raised, hidden?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

import attrs

from lacmigration.documents._archives import local, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Style", "child", "children", "flag", "look_of", "style_of", "styles_of"]

_LEVELS: Final = frozenset("123456789")
_OFF: Final = frozenset({"0", "false", "off", "none"})
# Styles lead to the styles they are based on; real chains have a handful of links.
MAX_CHAIN: Final = 30


@attrs.frozen(kw_only=True)
class Style:
    """The properties that decide how text is read; None is said by another style, or by nobody."""

    name: str = ""
    outline: int | None = None
    list_level: int | None = None
    language: str | None = None
    raised: str | None = None
    hidden: bool | None = None
    bold: bool | None = None

    def over(self, below: Style) -> Style:
        """This style where it says something, else the one below it; the name is this one's."""
        said = {field: getattr(self, field) for field in _FIELDS}
        return attrs.evolve(
            self, **{field: getattr(below, field) for field, value in said.items() if value is None}
        )


_FIELDS: Final = ("outline", "list_level", "language", "raised", "hidden", "bold")


def children(element: _Element, name: str) -> Iterator[_Element]:
    """The direct children of one name."""
    return (each for each in element if local(each) == name)


def child(element: _Element | None, name: str) -> _Element | None:
    """The first direct child of one name."""
    return None if element is None else next(children(element, name), None)


def flag(element: _Element | None, name: str) -> bool | None:
    """An on-off property: on where it stands without value; None where it does not stand."""
    found = child(element, name)
    return None if found is None else value_of(found, "val").lower() not in _OFF


def _number(element: _Element | None) -> int | None:
    text = "" if element is None else value_of(element, "val")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def look_of(properties: _Element | None) -> Style:
    """What run properties (rPr) say themselves."""
    if properties is None:
        return Style()
    language, raised = child(properties, "lang"), child(properties, "vertAlign")
    return Style(
        language=None if language is None else value_of(language, "val") or None,
        raised=None if raised is None else value_of(raised, "val"),
        hidden=flag(properties, "vanish"),
        bold=flag(properties, "b"),
    )


def style_of(properties: _Element | None) -> Style:
    """What paragraph properties (pPr) say themselves: outline level and place in a list."""
    outline = _number(child(properties, "outlineLvl"))
    level: int | None = None
    numbering = child(properties, "numPr")
    if numbering is not None:
        number = _number(child(numbering, "numId"))
        level = -1 if number == 0 else _number(child(numbering, "ilvl")) or 0
    return Style(outline=outline, list_level=level)


def styles_of(root: _Element | None) -> Mapping[str, Style]:
    """Every style by its id, with what it takes over from those that it is based on."""
    if root is None:
        return {}
    own: dict[str, tuple[Style, str]] = {}
    for element in children(root, "style"):
        named, based = child(element, "name"), child(element, "basedOn")
        said = style_of(child(element, "pPr")).over(look_of(child(element, "rPr")))
        if value_of(element, "default") in {"1", "true"}:
            said = attrs.evolve(said, language=None)  # the template's, whatever the text is written in
        name = "" if named is None else value_of(named, "val").lower()
        own[value_of(element, "styleId")] = (
            attrs.evolve(_by_name(name).over(said), name=name),
            "" if based is None else value_of(based, "val"),
        )
    return {style: _resolved(style, own) for style in own}


def _resolved(style: str, own: Mapping[str, tuple[Style, str]]) -> Style:
    result, below = own[style]
    for _ in range(MAX_CHAIN):
        if below not in own:
            break
        base, below = own[below]
        result = result.over(base)
    return result


def _by_name(name: str) -> Style:
    """What the names mean that Word itself gives, the same in every language of its menus."""
    words = name.split()
    last = int(words[-1]) if words and words[-1] in _LEVELS else 0
    if words[:1] == ["heading"] and last:
        return Style(outline=last - 1)
    if name == "title":
        return Style(outline=0)
    if words[:2] in (["list", "bullet"], ["list", "number"]):
        return Style(list_level=max(last - 1, 0))
    return Style()
