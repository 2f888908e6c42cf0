"""What does a line of Markdown say, and where does each of its characters stand?

markdown-it-py knows the rules of CommonMark but keeps no places inside a paragraph. Here its rules run one
by one, chosen by the character that they begin with, and every token is marked with the offset at which its
rule began.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from lacmigration.documents._pen import NO_TEXT, Pen, lowered, raised

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

__all__ = ["Inline", "install"]

_TEXT = re.compile(r"[^\n!$&*<@\[\\\]^_`{}~]+|[!$&*<@\[\\\]^_`{}~]")
_FOOTNOTE = re.compile(r"\[\^([^\s\]]{1,100})\]")
_CITATION = re.compile(r"\[-?@[^\[\]\n]{1,300}\]")
_CROSS_REFERENCE = re.compile(r"-?@[A-Za-z][\w:.#$%&+?<>~/-]{0,98}\w|@[A-Za-z]")
_SUPERSCRIPT = re.compile(r"\^([^\s^\[\]]{1,40})\^")
_SUBSCRIPT = re.compile(r"(?<=\w)~(\w{1,10})~(?!~)")
_FORMULA = re.compile(
    r"\$\$(?:[^$\\]|\\[\s\S]){1,5000}\$\$|\$(?![\s$])((?:[^$\\\n]|\\.){1,1000})(?<!\s)\$(?![\w$])"
)
_TEX = re.compile(r"[\^_{}=<>]")
_COMMAND = re.compile(r"\\[A-Za-z]{2,}")
_WORDS = re.compile(r"(?:^|\s)[^\W\d_]{2,}(?=[\s,.;:)]|$)|(?:^|\s)[A-Z]{1,3}$")  # "$7 in A$", "$5 = R$"
_PLAIN_NUMBER = re.compile(r"[+-]?\d[\d.,\s]*%?")
_ATTRIBUTES = re.compile(
    r"\{\s*(?:[#.=][\w.:-]+|[\w:-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}]+)|-)(?:\s[^{}\n]{0,400})?\}"
)
_ROLE = re.compile(r"\{([\w:+-]{1,40})\}(`+)([^`]{1,1000})\2")
_SHORTCODE = re.compile(r"\{\{[<%].{0,400}?[>%]\}\}")
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)")
_SCRIPTS = {"sup": raised, "sub": lowered}
_STAND_INS = {
    "code_inline": NO_TEXT,
    "hardbreak": "\n",
    "image": NO_TEXT,
    "placed_none": NO_TEXT,
    "softbreak": " ",
}
_STRUCK = frozenset({"del", "s", "strike"})
_UNREAD = frozenset({"code", "kbd", "samp", "script", "style", "svg", "template", "tt", *_STRUCK})


def install(md: MarkdownIt) -> None:
    """Make a parser mark the places of its inline tokens."""
    md.inline.ruler.push("placed", _placed(_rules()))
    md.inline.ruler.enableOnly(["placed"])
    md.inline.ruler2.enableOnly(["balance_pairs", "strikethrough", "emphasis"])


_Rule = Callable[["StateInline", bool], bool]


def _rules() -> dict[str, tuple[_Rule, ...]]:
    from markdown_it import rules_inline as rules

    return {
        "\n": (_newline,),
        "\\": (rules.escape,),
        "`": (rules.backtick,),
        "*": (rules.emphasis.tokenize,),
        "_": (rules.emphasis.tokenize,),
        "~": (_replaced(_SUBSCRIPT, "sub"), rules.strikethrough.tokenize),
        "[": (_replaced(_FOOTNOTE, "mark"), _replaced(_CITATION, "none"), rules.link),
        "!": (rules.image,),
        "<": (rules.autolink, rules.html_inline),
        "&": (rules.entity,),
        "^": (_inline_note, _replaced(_SUPERSCRIPT, "sup")),
        "$": (_formula,),
        "{": (_role, _replaced(_SHORTCODE, "none"), _attributes),
        "@": (_cross_reference,),
    }


def _placed(rules: dict[str, tuple[_Rule, ...]]) -> _Rule:
    """One rule for all characters; what none of the others takes is text."""

    def placed(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- as markdown-it calls it
        at, count = state.pos, len(state.tokens)
        for rule in rules.get(state.src[at], ()):
            if rule(state, silent):
                break
        else:
            text = _TEXT.match(state.src, at, state.posMax)
            state.pos = text.end() if text else at + 1
            if not silent:
                state.push("text", "", 0).content = state.src[at : state.pos]
        if not silent:
            if state.pending:  # a run of backticks that nothing closes
                text_token, state.pending = state.pending, ""
                state.push("text", "", 0).content = text_token
            for index in range(count, len(state.tokens)):
                state.tokens[index].meta.setdefault("at", at)
                at += len(state.tokens[index].content) if state.src[at] in "*_~" else 0
        return True

    return placed


def _newline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- as markdown-it calls it
    """The end of a line: a break where two spaces stand before it."""
    at = state.pos
    state.pos += 1
    while state.pos < state.posMax and state.src[state.pos] in " \t":
        state.pos += 1
    if not silent:
        last = state.tokens[-1] if state.tokens else None
        if last is not None and last.type == "text":
            last.content = last.content.rstrip(" ")
        state.push("hardbreak" if state.src.endswith("  ", 0, at) else "softbreak", "br", 0)
    return True


def _replaced(pattern: re.Pattern[str], kind: str) -> _Rule:
    def rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- as markdown-it calls it
        found = pattern.match(state.src, state.pos, state.posMax)
        if found is None:
            return False
        if not silent:
            token = state.push(f"placed_{kind}", "", 0)
            token.meta = {"at": found.start()}
            if kind != "none":
                token.meta |= {"at": found.start(1), "end": found.end(1)}
        state.pos = found.end()
        return True

    return rule


def _inline_note(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- as markdown-it calls it
    """A note that stands in its own sentence: ^[like this]."""
    if not state.src.startswith("^[", state.pos):
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos + 1)
    if end < 0:
        return False
    if not silent:
        token = state.push("placed_note", "", 0)
        token.meta = {"at": state.pos + 2}
        token.children = []
        state.md.inline.parse(state.src[state.pos + 2 : end], state.md, state.env, token.children)
    state.pos = end + 1
    return True


def _formula(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- as markdown-it calls it
    """A formula between dollar signs: its TeX, or a lone number, tells it from two amounts of dollars."""
    found = _FORMULA.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    inner = found[1]
    number = inner is not None and _PLAIN_NUMBER.fullmatch(inner)
    if inner is not None and not number and not _is_tex(inner):
        return False
    before = state.src[state.pos - 1 : state.pos]
    if inner is not None and before.isalnum():  # US$, R$, MX$
        return False
    if not silent:
        token = state.push("placed_plain" if number else "placed_none", "", 0)
        token.meta = {"at": found.start(1), "end": found.end(1)} if number else {"at": state.pos}
    state.pos = found.end()
    return True


def _is_tex(inner: str) -> bool:
    return bool(_COMMAND.search(inner) or (_TEX.search(inner) and not _WORDS.search(inner)))


def _role(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- as markdown-it calls it
    """A role of MyST: {sup}`1`; of the others nobody knows what will stand there."""
    found = _ROLE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        kind = {"sup": "sup", "superscript": "sup", "sub": "sub", "subscript": "sub"}.get(found[1], "none")
        token = state.push(f"placed_{kind}", "", 0)
        token.meta = {"at": found.start()} if kind == "none" else {"at": found.start(3), "end": found.end(3)}
    state.pos = found.end()
    return True


def _attributes(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- as markdown-it calls it
    """{#id .class key=value} behind a heading, span, link, picture or caption: not for the reader."""
    found = _ATTRIBUTES.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    del silent
    state.pos = found.end()
    return True


def _cross_reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- as markdown-it calls it
    found = _CROSS_REFERENCE.match(state.src, state.pos, state.posMax)
    before = state.src[state.pos - 1 : state.pos] if state.pos else ""
    if found is None or before.isalnum():  # an address of mail
        return False
    if not silent:
        state.push("placed_none", "", 0).meta = {"at": found.start()}
    state.pos = found.end()
    return True


class Inline:
    """Writes the tokens of one paragraph with a pen, and keeps the comments and notes inside of it."""

    def __init__(self, anchors: list[tuple[int, int]], content: str) -> None:
        self.pen = Pen()
        self.comments: list[tuple[str, int]] = []
        self.notes: list[Pen] = []
        self.picture: Inline | None = None  # the words below a picture
        self.first = -1
        self.last = -1
        self._anchors = anchors
        self._offsets = [offset for offset, _ in anchors]
        self._content = content
        self._script = ""
        self._unread: list[str] = []

    def _origin(self, at: int) -> int:
        """Where a character of the content stands in the source, by where each piece of it begins."""
        offset, source = self._anchors[max(bisect_right(self._offsets, at) - 1, 0)]
        return source + at - offset

    def write(self, tokens: list[Token], *, base: int = 0) -> None:
        """Write all tokens; `base` is where the text that they were read from begins."""
        for token in tokens:
            self._token(token, base)

    def _token(self, token: Token, base: int) -> None:
        kind, at = token.type, base + token.meta.get("at", 0)
        if kind == "html_inline":
            self._tag(token.content, at)
        elif kind == "s_open":
            self._open_unread("~~", at)
        elif kind == "s_close":
            self._close_unread("~~")
        elif self._unread:
            return
        elif kind in ("text", "text_special", "placed_plain"):
            self._plain(token, kind, at, base)
        elif kind in _STAND_INS:
            self._picture(token, at)
            self._put(_STAND_INS[kind], at)
        elif kind in ("placed_sup", "placed_sub", "placed_mark"):
            self._set(kind, self._content[at : base + token.meta["end"]], at)
        elif kind == "placed_note":
            self._note(token, at)

    def _set(self, kind: str, text: str, at: int) -> None:
        if kind != "placed_mark" or text.isdigit():
            self._put((lowered if kind == "placed_sub" else raised)(text), at)

    def _note(self, token: Token, at: int) -> None:
        note = Inline(self._anchors, self._content)
        note.write(token.children or [], base=at)
        self.notes += (note.pen, *note.notes)
        self.comments += note.comments

    def _picture(self, token: Token, at: int) -> None:
        if token.type == "image" and token.children and self.picture is None:
            self.picture = Inline(self._anchors, self._content)
            self.picture.write(token.children, base=at + 2)

    def _plain(self, token: Token, kind: str, at: int, base: int) -> None:
        if kind == "text":
            for start, text in self._texts(token, at):
                self._say(text, start)
        elif kind == "placed_plain":
            self._say(self._content[at : base + token.meta["end"]], at)
        elif token.info == "escape":
            self._say(token.content, at + len(token.markup) - len(token.content))
        else:
            self._put(token.content, at)

    def _texts(self, token: Token, at: int) -> Iterator[tuple[int, str]]:
        """The text of a token as the source writes it, which an autolink's is not."""
        if self._content.startswith("<", at) and token.content and token.content[0] != "<":
            end = self._content.find(">", at)
            yield at + 1, self._content[at + 1 : end]
        elif token.content:
            yield at, token.content

    def _say(self, text: str, at: int) -> None:
        script = _SCRIPTS.get(self._script)
        if script is not None:
            self._put(script(text), at)
            return
        while text:
            piece = bisect_right(self._offsets, at)
            length = self._offsets[piece] - at if piece < len(self._offsets) else len(text)
            source = self._origin(at)
            said, text = text[:length], text[length:]
            self._seen(source, len(said))
            self.pen.add(said, source)
            at += length

    def _put(self, text: str, at: int) -> None:
        source = self._origin(at)
        self._seen(source, 1)
        for character in text if len(text) <= 2 and not self._script else (text,):
            self.pen.put(character, source)

    def _seen(self, source: int, length: int) -> None:
        if self.first < 0:
            self.first = source
        self.last = max(self.last, source + length)

    def _tag(self, text: str, at: int) -> None:
        if text.startswith("<!--"):
            self.comments.append(
                (text[4:-3] if text.endswith("-->") and len(text) > 6 else "", self._origin(at))
            )
            return
        found = _TAG.match(text)
        if found is None:
            return
        name = found[2].lower()
        if name in _UNREAD or (not found[1] and self._unread and name == self._unread[-1]):
            self._close_unread(name) if found[1] else self._open_unread(name, at)
        elif self._unread:
            return
        elif name in _SCRIPTS:
            self._script = "" if found[1] else name
        elif name in ("br", "p", "div"):
            self._put("\n", at)
        elif name == "img":
            self._put(NO_TEXT, at)

    def _open_unread(self, name: str, at: int) -> None:
        if not self._unread:
            self._put(NO_TEXT, at)
        self._unread.append(name)

    def _close_unread(self, name: str) -> None:
        if name in self._unread:
            del self._unread[self._unread.index(name) :]
