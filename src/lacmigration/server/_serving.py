"""Which message of an editor asks for what? The protocol's side of the server: texts, tasks, answers."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.metadata import metadata, version
from pathlib import Path
from typing import Any

import attrs
from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from lacmigration.errors import LacMigrationError
from lacmigration.figures import Figure
from lacmigration.reporting._messages import Messages, messages
from lacmigration.server._checking import Written, forget_records, format_of, review_of
from lacmigration.server._showing import Seen, actions, diagnostics, failure, hover
from lacmigration.server._texts import Text

__all__ = ["serve"]

_PAUSE = 0.3
"""Seconds after the last key before a text is checked: while somebody types, every figure is half written."""
_WATCHED = ("**/pyproject.toml", "**/lacmigration.toml", "**/*.claims", "**/*.csv")
"""Files on which checks rest beside the documents themselves: settings, claims files, tables of records."""


@attrs.frozen(kw_only=True, eq=False)
class _Found:
    """What came of a text's check: a review with its marks, or one mark that says why there is none."""

    text: Text
    seen: Seen | None = None
    marks: list[types.Diagnostic]
    log: str = ""


@attrs.define(kw_only=True, eq=False)
class _Open:
    """A document that the editor has open, with what was found in its last text that was checked."""

    uri: str
    format: str
    path: Path | None
    text: Text
    version: int | None
    found: _Found | None = None
    task: asyncio.Task[None] | None = None


def serve() -> None:
    """Serve an editor on standard input and output."""
    server = LanguageServer("lacmigration", version("lacmigration"))
    _Service(server).register()
    server.start_io()


class _Service:
    """The open documents of one editor, and what is done when it says something.

    Reviews run one at a time in a thread of their own, so that the editor is answered meanwhile; what was
    overtaken by another change before it began is never run.
    """

    def __init__(self, server: LanguageServer) -> None:
        self._server = server
        self._open: dict[str, _Open] = {}
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="review")
        self._said: Messages = messages("en")
        self._pages = ""

    def register(self) -> None:
        """Tell the server which messages are answered."""
        answers: dict[str, Callable[[Any], object]] = {
            types.INITIALIZE: self.initialize,
            types.INITIALIZED: self.initialized,
            types.SHUTDOWN: self.shutdown,
            types.TEXT_DOCUMENT_DID_OPEN: self.opened,
            types.TEXT_DOCUMENT_DID_CHANGE: self.changed,
            types.TEXT_DOCUMENT_DID_SAVE: self.saved,
            types.TEXT_DOCUMENT_DID_CLOSE: self.closed,
            types.WORKSPACE_DID_CHANGE_WATCHED_FILES: self.others_changed,
            types.TEXT_DOCUMENT_HOVER: self.hover,
            types.TEXT_DOCUMENT_CODE_ACTION: self.actions,
        }
        kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]
        options = {types.TEXT_DOCUMENT_CODE_ACTION: types.CodeActionOptions(code_action_kinds=kinds)}
        for message, answer in answers.items():
            # A partial, because the server writes its notes on what it registers, and a method takes none.
            self._server.feature(message, options.get(message))(partial(answer))

    # --- the session ---

    def initialize(self, params: types.InitializeParams) -> None:
        """Speak the editor's language; take the address of the documentation."""
        self._said = _messages(params.locale or "")
        options = params.initialization_options
        given = options.get("documentation") if isinstance(options, Mapping) else None
        self._pages = given if isinstance(given, str) else _documentation()

    async def initialized(self, _: types.InitializedParams) -> None:
        """Ask the editor to tell when settings and records change."""
        if not _said_yes(
            self._server.client_capabilities, "workspace", "did_change_watched_files", "dynamic_registration"
        ):
            return
        watchers = [types.FileSystemWatcher(glob_pattern=pattern) for pattern in _WATCHED]
        await self._server.client_register_capability_async(
            types.RegistrationParams(
                [
                    types.Registration(
                        "lacmigration-files",
                        types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
                        types.DidChangeWatchedFilesRegistrationOptions(watchers),
                    )
                ]
            )
        )

    def shutdown(self, _: None) -> None:
        """Begin nothing more."""
        for one in self._open.values():
            _stop(one)
        self._pool.shutdown(wait=False, cancel_futures=True)

    # --- documents ---

    def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        """Check a document that is opened, if it is of a kind that is read."""
        item = params.text_document
        name = to_fs_path(item.uri)
        form = format_of(item.language_id.lower(), name or "")
        if form:
            encoding = self._server.server_capabilities.position_encoding or "utf-16"
            one = _Open(
                uri=item.uri,
                format=form,
                path=Path(name) if name else None,
                text=Text(item.text, str(getattr(encoding, "value", encoding))),
                version=item.version,
            )
            if item.uri in self._open:  # as an editor does that has forgotten it
                _stop(self._open[item.uri])
            self._open[item.uri] = one
            self._check(one, pause=0)

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """Follow the changes, and check when there is a pause."""
        one = self._open.get(params.text_document.uri)
        if one is None:
            return
        for change in params.content_changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                start, end = change.range.start, change.range.end
                one.text = one.text.changed(
                    (start.line, start.character), (end.line, end.character), change.text
                )
            else:
                one.text = Text(change.text, one.text.encoding)
        one.version = params.text_document.version
        self._check(one, pause=_PAUSE)

    def saved(self, params: types.DidSaveTextDocumentParams) -> None:
        """Check at once."""
        one = self._open.get(params.text_document.uri)
        if one is not None:
            self._check(one, pause=0)

    def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        """Take the marks off a document that is closed."""
        one = self._open.pop(params.text_document.uri, None)
        if one is not None:
            _stop(one)
            self._publish(one, [])

    def others_changed(self, _: types.DidChangeWatchedFilesParams) -> None:
        """Check everything again: settings or records are others now."""
        forget_records()
        for one in self._open.values():
            self._check(one, pause=_PAUSE)

    # --- questions ---

    async def hover(self, params: types.HoverParams) -> types.Hover | None:
        """What the figure at the pointer is."""
        seen = await self._current(params.text_document.uri)
        if seen is None:
            return None
        wanted = _at(self._server.client_capabilities, "text_document", "hover", "content_format")
        plain = wanted is not None and types.MarkupKind.Markdown not in wanted
        return hover(seen, params.position, plain=plain)

    async def actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """What may be written in the place of what is wrong."""
        seen = await self._current(params.text_document.uri)
        one = self._open.get(params.text_document.uri)
        if seen is None or one is None:
            return []
        versioned = _said_yes(
            self._server.client_capabilities, "workspace", "workspace_edit", "document_changes"
        )
        return actions(seen, params, version=one.version if versioned else None)

    # --- checks ---

    def _check(self, one: _Open, *, pause: float) -> None:
        _stop(one)
        one.task = asyncio.get_running_loop().create_task(self._checked(one, pause))

    async def _checked(self, one: _Open, pause: float) -> None:
        await asyncio.sleep(pause)
        root = self._server.workspace.root_path
        written = Written(
            source=one.text.source,
            format=one.format,
            path=one.path,
            root=Path(root) if root else Path.cwd(),
        )
        work = partial(self._found, one.uri, one.text, written)
        found = await asyncio.get_running_loop().run_in_executor(self._pool, work)
        one.found = found
        if found.log:
            message = types.LogMessageParams(types.MessageType.Error, f"{one.uri}: {found.log}")
            self._server.window_log_message(message)
        self._publish(one, found.marks)

    def _found(self, uri: str, text: Text, written: Written) -> _Found:
        """Check a text; whatever goes wrong comes back in words, since the other documents go on."""
        related = _said_yes(
            self._server.client_capabilities, "text_document", "publish_diagnostics", "related_information"
        )
        try:
            review = review_of(written)
            seen = Seen(uri=uri, text=text, review=review, said=self._said, pages=self._pages)
            return _Found(text=text, seen=seen, marks=diagnostics(seen, related=related))
        except LacMigrationError as error:
            return _Found(text=text, marks=[failure(self._said.put(error.said))], log=str(error))
        except Exception as bug:  # noqa: BLE001  (nobody foresaw it, and it must not end the service)
            what = " ".join(traceback.format_exception_only(bug)[-1].split())
            said = self._said.say("this is a bug, not a mistake of yours: {what}", what=what)
            return _Found(text=text, marks=[failure(said)], log=traceback.format_exc())

    async def _current(self, uri: str) -> Seen | None:
        """The review of a document's present text, waited for; None where there is none."""
        one = self._open.get(uri)
        if one is None:
            return None
        if one.found is None or one.found.text is not one.text:
            self._check(one, pause=0)
            while one.task is not None and not one.task.done():
                await asyncio.wait([one.task])
        found = one.found
        return found.seen if found is not None and found.text is one.text else None

    def _publish(self, one: _Open, found: list[types.Diagnostic]) -> None:
        self._server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(one.uri, found, version=one.version)
        )


def _stop(one: _Open) -> None:
    """Let go of the check that waits or runs, if there is one."""
    if one.task is not None:
        one.task.cancel()


def _messages(locale: str) -> Messages:
    """The messages of an editor's language; in English where nobody speaks it (pseudo-locales)."""
    try:
        found = messages(locale or "en")
        found.figure(Figure(1))
    except LacMigrationError:
        return messages("en")
    return found


def _documentation() -> str:
    """Where the documentation of this installation is, by its metadata; empty where they do not say."""
    for line in metadata("lacmigration").get_all("Project-URL") or []:
        label, _, address = line.partition(",")
        if label.strip().lower() == "documentation":
            return str(address).strip()
    return ""


def _at(value: Any, *names: str) -> Any:
    """What a client says of a capability, which may be missing at every step."""
    for name in names:
        value = getattr(value, name, None)
    return value


def _said_yes(value: Any, *names: str) -> bool:
    return _at(value, *names) is True
