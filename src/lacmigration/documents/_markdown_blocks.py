"""Where do the lines of each Markdown block stand, and which blocks do Quarto and MyST add?"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from lacmigration.errors import DocumentError
from lacmigration.sayings import message

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

__all__ = ["DEEPEST", "install_blocks"]

# Levels of lists and quotes inside each other (a list in a list is two). Nobody reads so deep; Python's stack
# would hold about twice as many.
DEEPEST = 60

_Rule = Callable[["StateBlock", int, int, bool], bool]
# The directives of MyST whose inside is prose; that of all others is code or data.
_PROSE = frozenset(
    {
        *("admonition", "attention", "card", "caution", "danger", "dropdown", "epigraph", "error", "example"),
        *(
            "figure",
            "grid",
            "grid-item",
            "grid-item-card",
            "highlights",
            "hint",
            "important",
            "margin",
            "note",
        ),
        *("pull-quote", "seealso", "sidebar", "tab-item", "tab-set", "table", "tip", "topic", "versionadded"),
        *("versionchanged", "warning"),
    }
)
_UNTITLED = frozenset({"figure", "grid"})  # what stands behind their names is a path, or numbers of columns
_DIRECTIVE = re.compile(r"(`{3,}|~{3,}|:{3,})\{([\w:-]+)\}[ \t]*(.*)")
_DIVISION = re.compile(r":{3,}(?![^\n]*\|)")
_OPTION = re.compile(r":[\w-]+:(?:\s|$)")
_FORMULA = re.compile(r"\$\$")
_CAPTION = re.compile(r":[ \t]+(?=\S)")
_HEADING = re.compile(r"#{1,6}[ \t]*")
_TABLE = re.compile(r"<table(?=[\s>])", re.IGNORECASE)
_TABLE_TAG = re.compile(r"<(/?)table(?=[\s>])", re.IGNORECASE)


def install_blocks(md: MarkdownIt, name: str) -> None:
    """Add the rules, and make those of CommonMark mark where the lines of their content stand."""
    ruler = md.block.ruler
    alternatives: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    ruler.before("table", "division", _division, alternatives)
    ruler.before("division", "directive", _directive, alternatives)
    ruler.before("table", "formula", _formula, alternatives)
    ruler.before("table", "caption", _caption, {"alt": ["paragraph", "blockquote"]})
    ruler.before("html_block", "html_table", _html_table, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.before("directive", "depth", _depth(name))
    for rule in list(ruler.__rules__):
        marked = {"heading": _in_heading, "table": _in_table}.get(rule.name, _in_lines)
        if rule.name in ("heading", "html_block", "html_table", "lheading", "paragraph", "table", "caption"):
            ruler.at(rule.name, _marking(rule.fn, marked), {"alt": rule.alt})


def _depth(name: str) -> _Rule:
    def depth(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 -- as it is called
        del end, silent
        if state.level > DEEPEST:
            raise DocumentError(
                message("lists or quotes are nested deeper than {limit} levels; flatten them", limit=DEEPEST),
                name=name,
                place=str(start + 1),
            )
        return False

    return depth


# -- places


def _marking(rule: _Rule, mark: Callable[[StateBlock, Token], None]) -> _Rule:
    """The rule, and then the places of the lines of what it found, while the state still knows them."""

    def marking(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 -- as it is called
        count = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        if not silent:
            for token in state.tokens[count:]:
                if token.type in ("inline", "html_block") and "anchors" not in token.meta:
                    mark(state, token)
        return True

    return marking


def _in_lines(state: StateBlock, token: Token) -> None:
    """Each line of the content begins, its white space apart, where the line's text does."""
    line, offset = (token.map or [0])[0], 0
    anchors: list[tuple[int, int]] = []
    for text in token.content.split("\n"):
        indent = len(text) - len(text.lstrip(" \t"))
        first = state.bMarks[line] + state.tShift[line] if line < len(state.bMarks) else len(state.src)
        if not anchors and text:
            # Before the content there may be a caption's colon, or lines of odd white space.
            while (at := state.src.find(text.lstrip(" \t"), first, state.eMarks[line])) < 0:
                line += 1
                first = state.bMarks[line] + state.tShift[line]
            first = at
        anchors.append((offset + indent, first))
        offset += len(text) + 1
        line += 1
    token.meta["anchors"] = anchors


def _in_heading(state: StateBlock, token: Token) -> None:
    line = (token.map or [0])[0]
    start = state.bMarks[line] + state.tShift[line]
    marks = _HEADING.match(state.src, start)
    start = marks.end() if marks else start
    token.meta["anchors"] = [(0, max(state.src.find(token.content, start, state.eMarks[line]), start))]


def _in_table(state: StateBlock, token: Token) -> None:
    """The cells of a row, one after the other, as its tokens come."""
    line = (token.map or [0])[0]
    if state.env.get("row") != line:
        state.env["row"] = line
        state.env["cells"] = _row(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])
        state.env["cells"].reverse()
    cells = state.env["cells"]
    anchors = cells.pop() if cells else [(0, state.eMarks[line])]
    lead, first = 0, anchors[0][1]
    while token.content and state.src[first + lead] != token.content[0] and state.src[first + lead].isspace():
        lead += 1  # white space that the parser takes off
    token.meta["anchors"] = [(0, first + lead), *((offset - lead, at) for offset, at in anchors[1:])]


def _row(source: str, start: int, end: int) -> list[list[tuple[int, int]]]:
    """Where the pieces of each cell of a row stand: a cell falls in two at an escaped bar."""
    while end > start and source[end - 1].isspace():
        end -= 1
    cells: list[list[tuple[int, int]]] = []
    pieces: list[tuple[int, int]] = []
    at, length = start, 0  # where the piece begins, and how long those before it are

    def close(until: int) -> None:
        pieces.append((length, at))
        cells.append(_trimmed(source, pieces, until))

    pos = start
    while True:
        bar = source.find("|", pos, end)
        if bar < 0:
            break
        pos = bar + 1
        if bar > start and source[bar - 1] == "\\":
            pieces.append((length, at))
            length += bar - 1 - at
            at = bar
            continue
        close(bar)
        pieces, at, length = [], bar + 1, 0
    close(end)
    if cells and not source[start : source.find("|", start, end) if "|" in source[start:end] else end]:
        del cells[0]
    if cells and at == end:
        del cells[-1]
    return cells


def _trimmed(source: str, pieces: list[tuple[int, int]], until: int) -> list[tuple[int, int]]:
    """The pieces without the white space in front of the first, which the cell's content does not have."""
    first = pieces[0][1]
    bound = pieces[1][1] - 1 if len(pieces) > 1 else until
    lead = 0
    while first + lead < bound and source[first + lead] in " \t\v\f":
        lead += 1
    return [(0, first + lead), *((offset - lead, at) for offset, at in pieces[1:])]


# -- blocks of Quarto, MyST and Pandoc


def _line(state: StateBlock, line: int) -> tuple[int, int]:
    return state.bMarks[line] + state.tShift[line], state.eMarks[line]


def _outside(state: StateBlock, line: int) -> bool:
    return state.sCount[line] < state.blkIndent or state.is_code_block(line)


def _division(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 -- as it is called
    """A fence of colons, whose inside is read as if it were not there."""
    first, last = _line(state, start)
    if not state.src.startswith(":::", first) or state.is_code_block(start):
        return False
    if not _DIVISION.match(state.src, first, last):
        return False
    if not silent:
        state.line = start + 1
    return True


def _directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 -- as it is called
    """A directive of MyST: its title, and its inside if that is prose."""
    first, last = _line(state, start)
    if state.src[first : first + 3] not in ("```", "~~~", ":::") or state.is_code_block(start):
        return False
    found = _DIRECTIVE.match(state.src, first, last)
    if found is None:
        return False
    fence, kind, title = found[1], found[2], found[3].rstrip()
    colons = fence[0] == ":"
    if kind not in _PROSE and not colons:
        return False  # a fence of code
    if silent:
        return True
    within = colons and kind in _PROSE  # what follows is read in its turn; the closing fence is a division
    close, behind = (end, end) if within else _closing(state, start, end, fence)
    if kind not in _PROSE:
        token = state.push("unread", "", 0)
        token.map = [start, close]
        token.meta["what"] = message("directive {name}", name=kind)
        token.meta["reason"] = message("its content is not read as prose")
        state.line = behind
        return True
    if title and kind not in _UNTITLED:
        opening = state.push("caption_open" if kind == "table" else "paragraph_open", "p", 1)
        opening.map = [start, start + 1]
        inside = state.push("inline", "", 0)
        inside.map, inside.content, inside.children = [start, start + 1], title, []
        inside.meta["anchors"] = [(0, found.start(3))]
        state.push("caption_close" if kind == "table" else "paragraph_close", "p", -1)
    line = start + 1
    while line < close and _OPTION.match(state.src, *_line(state, line)):
        line += 1
    if within:
        state.line = line
        return True
    before, state.lineMax = state.lineMax, close
    token = state.push("directive_open", "", 1)
    state.md.block.tokenize(state, line, close)
    state.push("directive_close", "", -1)
    state.lineMax = before
    state.line = behind
    return True


def _closing(state: StateBlock, start: int, end: int, fence: str) -> tuple[int, int]:
    """Where the inside of a fence ends, and the first line behind the fence that closes it, if one does."""
    for line in range(start + 1, end):
        first, last = _line(state, line)
        if state.sCount[line] < state.blkIndent and first < last:
            return line, line  # the list or quote ends, and the fence with it
        text = state.src[first:last].rstrip()
        if len(text) >= len(fence) and not text.strip(fence[0]):
            return line, line + 1
    return end, end


def _formula(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 -- as it is called
    """A formula of its own, between lines of two dollar signs."""
    first, last = _line(state, start)
    if not state.src.startswith("$$", first) or _outside(state, start):
        return False
    close = start if state.src.find("$$", first + 2, last) >= 0 else start + 1
    if close == start and not state.src[first:last].rstrip().endswith("$$"):
        return False
    while close < end and close > start and "$$" not in state.src[slice(*_line(state, close))]:
        if state.isEmpty(close):
            return False
        close += 1
    if close >= end:
        return False
    if not silent:
        token = state.push("unread", "", 0)
        token.map = [start, close + 1]
        token.meta["what"] = message("formula")
        token.meta["reason"] = message("mathematics is not read as prose")
        state.line = close + 1
    return True


def _caption(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 -- as it is called
    """A paragraph that begins with a colon: the caption of the table beside it."""
    first, last = _line(state, start)
    found = _CAPTION.match(state.src, first, last)
    if found is None or _outside(state, start):
        return False
    if silent:
        return True
    line = start + 1
    terminators = state.md.block.ruler.getRules("paragraph")
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        if any(rule(state, line, end, True) for rule in terminators):  # noqa: FBT003 -- as it is called
            break
        line += 1
    opening = state.push("caption_open", "p", 1)
    opening.map = [start, line]
    token = state.push("inline", "", 0)
    content = state.getLines(start, line, state.blkIndent, keepLastLF=False).strip()
    token.content = content[1:].strip()
    token.map = [start, line]
    token.children = []
    state.push("caption_close", "p", -1)
    state.line = line
    return True


def _html_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 -- as it is called
    """A table in HTML up to its own end: in CommonMark a blank line would cut it in pieces."""
    first, last = _line(state, start)
    if not _TABLE.match(state.src, first, last) or _outside(state, start):
        return False
    final = state.env.get("last_table_end")
    if final is None:
        final = state.env["last_table_end"] = state.src.lower().rfind("</table")
    if final < first:
        return False
    if silent:
        return True
    depth, line = 0, start
    while line < end:
        for found in _TABLE_TAG.finditer(state.src, *_line(state, line)):
            depth += -1 if found[1] else 1
        line += 1
        if depth <= 0:
            break
    state.line = line
    token = state.push("html_block", "", 0)
    token.map = [start, line]
    token.content = state.getLines(start, line, state.blkIndent, keepLastLF=True)
    return True
