"""Into which tags, texts and comments does HTML fall, and where does each stand?

Written out here and not taken from html.parser: that one gives no place to the entities inside a text, and
in many of the Pythons that are supported it takes quadratic time over tags and comments that never end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import attrs

from lacmigration.sayings import Saying, message

__all__ = ["Comment", "End", "Start", "Text", "Torn", "tokens"]


@attrs.frozen
class Text:
    """Text from one offset to another, entities not yet resolved; `raw` where there are none."""

    start: int
    end: int
    raw: bool = False


@attrs.frozen
class Start:
    """A start tag, with what its attributes say; names are in lower case."""

    start: int
    end: int
    name: str
    attributes: dict[str, str]


@attrs.frozen
class End:
    """An end tag."""

    start: int
    end: int
    name: str


@attrs.frozen
class Comment:
    """A comment, without its marks."""

    start: int
    end: int
    text: str


@attrs.frozen
class Torn:
    """A tag or comment that never ends: browsers drop it and all that follows."""

    start: int
    what: str | Saying


_NAME = re.compile(r"[A-Za-z][^\s/>]*")
_GAP = re.compile(r"[\s/]*")
_ATTRIBUTE = re.compile(r"=?[^\s=>/]*")
_EQUALS = re.compile(r"\s*=\s*")
_BARE = re.compile(r"[^\s>]*")
# Between their tags there is text and nothing else.
_RAW = frozenset({"iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"})
_RAW_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}


def tokens(text: str) -> Iterator[Text | Start | End | Comment | Torn]:
    """Cut HTML in time linear in its length.

    >>> [type(token).__name__ for token in tokens("<p>5 &amp; <!-- six -->6</p>")]
    ['Start', 'Text', 'Comment', 'Text', 'End']
    """
    at = begun = 0
    while (at := text.find("<", at)) >= 0:
        token, end = _markup(text, at)
        if end == at:
            at += 1
            continue
        if begun < at:
            yield Text(begun, at)
        if token is not None:
            yield token
        begun = at = end
        if isinstance(token, Start) and token.name in _RAW:
            closing = _RAW_ENDS[token.name].search(text, at)
            end = closing.start() if closing else len(text)
            if closing is None:
                yield Torn(token.start, f"<{token.name}>")
            if at < end:
                yield Text(at, end, raw=True)
            begun = at = end
    if begun < len(text):
        yield Text(begun, len(text))


def _markup(text: str, at: int) -> tuple[Start | End | Comment | Torn | None, int]:
    """What a "<" begins, and where it ends; where it begins, if it is only a sign."""
    following = text[at + 1 : at + 2]
    if following == "!" and text.startswith("<!--", at):
        return _comment(text, at)
    if following and following in "!?":
        return _until(text, at)
    if following == "/" and (name := _NAME.match(text, at + 2)):
        return _end(text, at, name[0])
    if name := _NAME.match(text, at + 1):
        return _begin(text, at, name[0])
    return None, at


def _comment(text: str, at: int) -> tuple[Comment | Torn, int]:
    if text.startswith((">", "->"), at + 4):  # <!--> and <!---> are comments of nothing
        end = text.index(">", at) + 1
        return Comment(at, end, ""), end
    close = text.find("-->", at + 4)
    if close < 0:
        return Torn(at, message("comment")), len(text)
    return Comment(at, close + 3, text[at + 4 : close]), close + 3


def _until(text: str, at: int) -> tuple[Torn | None, int]:
    close = text.find(">", at)
    return (None, close + 1) if close >= 0 else (Torn(at, message("declaration")), len(text))


def _end(text: str, at: int, name: str) -> tuple[End | Torn, int]:
    close = text.find(">", at)
    if close < 0:
        return Torn(at, message("end tag")), len(text)
    return End(at, close + 1, name.lower()), close + 1


def _begin(text: str, at: int, name: str) -> tuple[Start | Torn, int]:
    attributes: dict[str, str] = {}
    pos = at + 1 + len(name)
    while True:
        pos = _span(_GAP, text, pos)
        if pos >= len(text):
            return Torn(at, f"<{name[:20]}>"), len(text)
        if text[pos] == ">":
            return Start(at, pos + 1, name.lower(), attributes), pos + 1
        end = _span(_ATTRIBUTE, text, pos)
        key, pos = text[pos:end].lower(), end
        equals = _EQUALS.match(text, pos)
        value = ""
        if equals:
            pos = equals.end()
            quote = text[pos : pos + 1]
            if quote in {'"', "'"}:
                close = text.find(quote, pos + 1)
                if close < 0:
                    return Torn(at, message("{tag}, whose quote is not closed,", tag=f"<{name[:20]}>")), len(
                        text
                    )
                value, pos = text[pos + 1 : close], close + 1
            else:
                end = _span(_BARE, text, pos)
                value, pos = text[pos:end], end
        attributes.setdefault(key, unescape(value) if "&" in value and len(value) < 1000 else value)


def _span(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
