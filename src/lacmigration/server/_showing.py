"""What does an editor show of a review: which lines underlined, what at the pointer, what to change?"""

from __future__ import annotations

import re
from functools import cached_property

import attrs
from lsprotocol import types

from lacmigration.claims import Spot, Strength
from lacmigration.documents import Block, Place
from lacmigration.findings import Severity
from lacmigration.reading import Mention
from lacmigration.reporting._messages import Messages
from lacmigration.reporting._rules import PROBLEM, UNREAD, rule
from lacmigration.reporting._telling import STANDINGS, Told, harmless, told
from lacmigration.reviewing import Fix, Review, Verified, fixes
from lacmigration.server._texts import Text

__all__ = ["Seen", "actions", "diagnostics", "failure", "hover"]

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Hint,
}
_SOURCE = "lacmigration"
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")


@attrs.frozen(kw_only=True, eq=False)
class Seen:
    """A review with the text that it is of; `pages` is where the documentation is, or empty."""

    uri: str
    text: Text
    review: Review
    said: Messages
    pages: str = ""

    def span(self, block: Block, mention: Mention) -> tuple[int, int]:
        """From where to where a figure stands in the text; where marks of the format hide it, its line."""
        start = block.source_of(mention.start)
        last = block.source_of(max(mention.end - 1, mention.start))
        if start is None or last is None:
            return self.at(block.place)
        return start, max(last, start) + 1

    def at(self, place: Place) -> tuple[int, int]:
        """From a place, as documents count it, to the end of its line."""
        line = min(max(place.line, 1), len(self._lines))
        start = min(self._lines[line - 1] + max(place.column - 1, 0), len(self.text.source))
        return start, self.text.line_end(start)

    def range(self, start: int, end: int) -> types.Range:
        """A stretch of the text in the editor's terms."""
        return types.Range(
            types.Position(*self.text.position(start)), types.Position(*self.text.position(end))
        )

    def range_of(self, spot: Spot) -> types.Range:
        """Where a figure of a claim stands."""
        return self.range(*self.span(spot.block, spot.mention))

    @cached_property
    def _lines(self) -> tuple[int, ...]:
        return (0, *(found.end() for found in re.finditer("\n", self.text.source)))


def failure(problem: str) -> types.Diagnostic:
    """Why there is no review, at the top of the document."""
    top = types.Position(0, 0)
    return types.Diagnostic(
        types.Range(top, top), harmless(problem), severity=types.DiagnosticSeverity.Error, source=_SOURCE
    )


def diagnostics(seen: Seen, *, related: bool = True) -> list[types.Diagnostic]:
    """What is wrong or doubtful, in the order of the text; with `related` also from which figures.

    What is silenced, or could not be decided, is not shown. A guess that fails is a hint, and so is a part
    that was not read, as every block of code is.
    """
    shown = [
        _diagnostic(seen, one, related=related) for one in told(seen.review, seen.said, only=_loud(seen))
    ]
    shown += (
        _remark(seen, problem.place, PROBLEM, seen.said.told(problem).what, types.DiagnosticSeverity.Error)
        for problem in seen.review.problems
    )
    shown += (
        _remark(seen, part.place, UNREAD, seen.said.put(part.said), types.DiagnosticSeverity.Hint)
        for part in seen.review.document.unread
    )
    return sorted(shown, key=lambda one: (one.range.start.line, one.range.start.character))


def _loud(seen: Seen) -> list[Verified]:
    return [
        one
        for one in seen.review.findings
        if not one.silenced
        and (one.severity is not Severity.NOTE or one.finding.severity is not Severity.NOTE)
    ]


def _diagnostic(seen: Seen, one: Told, *, related: bool) -> types.Diagnostic:
    from_what = seen.said.say("computed from")
    parts = [
        types.DiagnosticRelatedInformation(
            types.Location(seen.uri, seen.range_of(part.spot)), f"{from_what} {part.text}"
        )
        for part in one.parts
    ]
    return types.Diagnostic(
        seen.range_of(one.one.claim.stated),
        one.sentence if one.one.claim.strength is Strength.STATED else f"{one.title}? {one.sentence}",
        severity=_SEVERITIES[one.severity],
        code=one.rule.code,
        code_description=_described(seen, one.rule.page),
        source=_SOURCE,
        related_information=parts if related and parts else None,
    )


def _remark(
    seen: Seen, place: Place, code: str, what: str, severity: types.DiagnosticSeverity
) -> types.Diagnostic:
    return types.Diagnostic(
        seen.range(*seen.at(place)),
        harmless(what),
        severity=severity,
        code=code,
        code_description=_described(seen, rule(code).page),
        source=_SOURCE,
    )


def _described(seen: Seen, page: str) -> types.CodeDescription | None:
    return types.CodeDescription(f"{seen.pages.rstrip('/')}/{page}") if seen.pages else None


# --- at the pointer --------------------------------------------------------------------------------------


def hover(seen: Seen, position: types.Position, *, plain: bool = False) -> types.Hover | None:
    """What the figure at a position stands for, and what was found of the claims in which it has a part."""
    offset = seen.text.offset(position.line, position.character)
    for block, mention in seen.review.mentions:
        start, end = seen.span(block, mention)
        if start <= offset < end or (offset == end and end == len(seen.text.source)):
            paragraphs = [_meaning(seen, block, mention, plain=plain)]
            claims = [one for one in seen.review.verified if _has_part(one, block, mention)]
            paragraphs += [
                _finding(seen, one, plain=plain) for one in told(seen.review, seen.said, only=claims)
            ]
            kind = types.MarkupKind.PlainText if plain else types.MarkupKind.Markdown
            return types.Hover(types.MarkupContent(kind, "\n\n".join(paragraphs)), seen.range(start, end))
    return None


def _has_part(one: Verified, block: Block, mention: Mention) -> bool:
    spots = (one.claim.stated, *one.claim.parts)
    return any(spot.block is block and spot.mention.start == mention.start for spot in spots)


def _meaning(seen: Seen, block: Block, mention: Mention, *, plain: bool) -> str:
    said, figure = seen.said, mention.figure
    standing = said.say(STANDINGS[seen.review.standing(block, mention)])
    lines = [f"{_bold(mention.text, plain=plain)} ({standing})"]
    if figure is not None:
        lines.append(said.say("strictly: {interval}", interval=said.interval(figure.strict, figure)))
        lines.append(said.say("generously: {interval}", interval=said.interval(figure.loose, figure)))
    lines += (_text(str(said.told(one)), plain=plain) for one in mention.inferred)
    return _joined(lines, plain=plain)


def _finding(seen: Seen, one: Told, *, plain: bool) -> str:
    said = seen.said
    lines = [f"{_bold(f'{one.rule.code} {one.title}', plain=plain)}: {_text(one.sentence, plain=plain)}"]
    rows = [("would agree", one.advice), *(("or else", rounding) for rounding in one.roundings)]
    rows.append(("computed from", ", ".join(f"{part.text} ({part.where})" for part in one.parts)))
    rows.append(("evidence", "; ".join(one.evidence)))
    rows.append(("silenced", one.silenced))
    lines += (f"{said.say(label)}: {_text(words, plain=plain)}" for label, words in rows if words)
    return _joined(lines, plain=plain)


def _joined(lines: list[str], *, plain: bool) -> str:
    return ("\n" if plain else "  \n").join(lines)


def _bold(text: str, *, plain: bool) -> str:
    return _text(text, plain=True) if plain else f"**{_text(text, plain=False)}**"


def _text(text: str, *, plain: bool) -> str:
    """Words of the document in one line; in Markdown, they are no marks of it."""
    line = " ".join(harmless(text).split())
    return line if plain else _MARKUP.sub(r"\\\1", line)


# --- what to change --------------------------------------------------------------------------------------


def actions(seen: Seen, asked: types.CodeActionParams, *, version: int | None) -> list[types.CodeAction]:
    """The restatements that leave no doubt and stand in the range asked for, and all of them at once.

    With a `version` the edits say of which version of the text they are, so that a stale one is refused.
    """
    wanted = asked.context.only
    low = seen.text.offset(asked.range.start.line, asked.range.start.character)
    high = seen.text.offset(asked.range.end.line, asked.range.end.character)
    found = fixes(seen.review)
    offered: list[types.CodeAction] = []
    if _is_wanted(types.CodeActionKind.QuickFix, wanted):
        for fix in found:
            start, end = _around(seen, fix)
            if start <= high and low <= end:
                offered.append(_action(seen, fix, asked, version))
    if found and wanted and _is_wanted(types.CodeActionKind.SourceFixAll, wanted):
        title = seen.said.count("Restate {n} figure", "Restate {n} figures", len(found))
        kind = f"{types.CodeActionKind.SourceFixAll.value}.{_SOURCE}"
        offered.append(types.CodeAction(title, kind=kind, edit=_edit(seen, found, version)))
    return offered


def _is_wanted(kind: types.CodeActionKind, only: object) -> bool:
    """Whether a kind is asked for: by itself, or by what it is a kind of ("source" has "source.fixAll")."""
    if not isinstance(only, list | tuple) or not only:
        return True
    names = [str(getattr(one, "value", one)) for one in only]
    own = kind.value
    return any(own == name or own.startswith(f"{name}.") or name.startswith(f"{own}.") for name in names)


def _around(seen: Seen, fix: Fix) -> tuple[int, int]:
    """The whole figure in which a fix changes digits."""
    stated = (one.claim.stated for one in seen.review.verified)
    spans = (seen.span(spot.block, spot.mention) for spot in stated)
    found = (span for span in spans if span[0] <= fix.start and fix.end <= span[1])
    return next(found, (fix.start, fix.end))


def _action(seen: Seen, fix: Fix, asked: types.CodeActionParams, version: int | None) -> types.CodeAction:
    whole = seen.range(*_around(seen, fix))
    start, end = _around(seen, fix)
    before, after = seen.text.source[start : fix.start], seen.text.source[fix.end : end]
    title = seen.said.say(
        "Write {new} in the place of {old}",
        new=harmless(f"{before}{fix.new}{after}"),
        old=harmless(f"{before}{fix.old}{after}"),
    )
    return types.CodeAction(
        title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[one for one in asked.context.diagnostics if one.range == whole] or None,
        edit=_edit(seen, (fix,), version),
        is_preferred=True,
    )


def _edit(seen: Seen, wanted: tuple[Fix, ...], version: int | None) -> types.WorkspaceEdit:
    edits = [types.TextEdit(seen.range(fix.start, fix.end), fix.new) for fix in wanted]
    if version is None:
        return types.WorkspaceEdit(changes={seen.uri: edits})
    document = types.OptionalVersionedTextDocumentIdentifier(seen.uri, version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, list(edits))])
