"""The language server as an editor meets it: a process, messages in and out, nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import Path
from queue import Empty, Queue
from types import SimpleNamespace
from typing import Any

import pytest

from lacmigration.findings import Severity
from lacmigration.registry import new_folder
from lacmigration.server import _checking, _serving, _showing
from lacmigration.server._checking import format_of

PATIENCE = 30
WRONG = "😀 Of USD 150 million, 41% (USD 57.5M) was paid.\n"
"""57.5 of 150 is 38.3 %. In UTF-16 the emoji takes two units: "41" stands at 23-25, "41%" ends at 26."""
FIGURE = {"start": {"line": 2, "character": 23}, "end": {"line": 2, "character": 26}}
DIGITS = {"start": {"line": 2, "character": 23}, "end": {"line": 2, "character": 25}}


class Editor:
    """A client of the protocol that keeps what it was told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-m", "lacmigration.server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
        )
        self.marks: Queue[dict[str, Any]] = Queue()
        self.answers: Queue[dict[str, Any]] = Queue()
        self.requests: list[dict[str, Any]] = []
        self.log: list[str] = []
        self.number = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        stream = self.process.stdout
        while line := stream.readline():
            assert line.startswith((b"Content-Length: ", b"Content-Type: ")), line
            length = int(line.split()[1]) if line.startswith(b"Content-Length") else 0
            while (line := stream.readline()).strip():
                if line.startswith(b"Content-Length"):
                    length = int(line.split()[1])
            self._take(json.loads(stream.read(length)))

    def _take(self, message: dict[str, Any]) -> None:
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            self.marks.put(message["params"])
        elif method == "window/logMessage":
            self.log.append(message["params"]["message"])
        elif method is None:
            self.answers.put(message)
        else:
            self.requests.append(message)
            if "id" in message:
                self._send({"id": message["id"], "result": None})

    def _send(self, message: dict[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(content), content))
        self.process.stdin.flush()

    def wait(self, queue: Queue[dict[str, Any]]) -> dict[str, Any]:
        """The next message; where the process has ended, what it said last."""
        for _ in range(PATIENCE):
            try:
                return queue.get(timeout=1)
            except Empty:
                assert self.process.poll() is None, self.process.stderr.read().decode()
        pytest.fail("no answer")

    def tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, **params: Any) -> Any:
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params or None})
        answer = self.wait(self.answers)
        assert answer["id"] == self.number
        assert "error" not in answer, answer
        return answer["result"]

    def begin(self, capabilities: dict[str, Any] | None = None, **params: Any) -> dict[str, Any]:
        found = self.ask(
            "initialize",
            processId=None,
            rootUri=self.folder.as_uri(),
            capabilities=capabilities or {},
            **params,
        )
        self.tell("initialized")
        return found["capabilities"]

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str, language: str = "markdown") -> list[dict[str, Any]]:
        uri = self.uri(name) if ":" not in name else name
        item = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=item)
        return self.told(uri)

    def change(self, name: str, version: int, *changes: dict[str, Any]) -> None:
        document = {"uri": self.uri(name), "version": version}
        self.tell("textDocument/didChange", textDocument=document, contentChanges=list(changes))

    def told(self, uri: str) -> list[dict[str, Any]]:
        found = self.wait(self.marks)
        assert found["uri"] == uri
        return found["diagnostics"]

    def at(self, name: str, line: int, character: int) -> dict[str, Any]:
        return {
            "textDocument": {"uri": self.uri(name)},
            "position": {"line": line, "character": character},
        }

    def actions(self, name: str, where: dict[str, Any], marks: list[Any], **context: Any) -> Any:
        document = {"uri": self.uri(name)}
        context = {"diagnostics": marks, **context}
        return self.ask("textDocument/codeAction", textDocument=document, range=where, context=context)

    def end(self) -> int:
        self.ask("shutdown")
        self.tell("exit")
        return self.process.wait(PATIENCE)


@pytest.fixture
def editor(tmp_path) -> Iterator[Callable[..., Editor]]:
    begun: list[Editor] = []

    def begin(capabilities: dict[str, Any] | None = None, **params: Any) -> Editor:
        begun.append(Editor(tmp_path))
        begun[-1].capabilities = begun[-1].begin(capabilities, **params)
        return begun[-1]

    yield begin
    for one in begun:
        try:
            if one.process.poll() is None:
                assert one.end() == 0
        finally:
            one.process.kill()
            one.process.wait()
        for stream in (one.process.stdin, one.process.stdout, one.process.stderr):
            stream.close()


RICH = {
    "textDocument": {"publishDiagnostics": {"relatedInformation": True}},
    "workspace": {"workspaceEdit": {"documentChanges": True}},
}


def test_an_editor_from_hello_to_goodbye(editor):
    one = editor(RICH, initializationOptions={"documentation": "https://docs.example/"})
    assert one.capabilities["textDocumentSync"]["change"] == 2  # incremental
    assert one.capabilities["positionEncoding"] == "utf-16"

    (mark,) = one.open("report.md", f"# Report\n\n{WRONG}")
    assert mark["range"] == FIGURE
    assert (mark["severity"], mark["code"], mark["source"]) == (1, "LM103", "lacmigration")
    assert "38.33%" in mark["message"]
    assert mark["codeDescription"]["href"].startswith("https://docs.example/reference/rules.html#lm103")
    places = {
        part["message"].rsplit(maxsplit=2)[-1]: part["location"]["range"]
        for part in mark["relatedInformation"]
    }
    assert {(place["start"]["character"], place["end"]["character"]) for place in places.values()} == {
        (6, 21),  # USD 150 million
        (28, 37),  # USD 57.5M
    }

    said = one.ask("textDocument/hover", **one.at("report.md", 2, 24))
    assert said["range"] == FIGURE
    assert said["contents"]["kind"] == "markdown"
    assert said["contents"]["value"].startswith("**41%** (contradicted)")
    assert "40.5% to 41.5%" in said["contents"]["value"]  # 41 % rounded to the nearest
    assert "**LM103 Share**" in said["contents"]["value"]
    assert one.ask("textDocument/hover", **one.at("report.md", 0, 2)) is None

    (action,) = one.actions("report.md", FIGURE, [mark])
    assert (action["title"], action["kind"]) == ("Write 38% in the place of 41%", "quickfix")
    assert action["diagnostics"] == [mark]
    (change,) = action["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": one.uri("report.md"), "version": 1}
    assert change["edits"] == [{"range": DIGITS, "newText": "38"}]

    one.change("report.md", 2, {"range": DIGITS, "text": "38"})
    assert one.told(one.uri("report.md")) == []
    assert one.actions("report.md", FIGURE, []) == []
    assert one.end() == 0
    assert one.process.stderr.read() == b""


def test_a_change_is_seen_by_a_question_that_comes_before_the_pause_is_over(editor):
    one = editor()
    one.open("report.md", f"# Report\n\n{WRONG}")
    one.change("report.md", 2, {"range": DIGITS, "text": "4"}, {"range": DIGITS, "text": "42%"})
    said = one.ask("textDocument/hover", **one.at("report.md", 2, 24))
    assert said["contents"]["value"].startswith("**42%**")


def test_all_is_restated_at_once_where_that_is_asked_for(editor):
    one = editor()
    text = f"# Report\n\n{WRONG}\nOf USD 200 million, 51% (USD 50 million) was spent.\n"
    one.open("report.md", text)
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}}
    (action,) = one.actions("report.md", whole, [], only=["source.fixAll"])
    assert action["kind"] == "source.fixAll.lacmigration"
    # 50 of 200 is 25 %; a client that knows no versions of documents gets plain changes.
    assert [edit["newText"] for edit in action["edit"]["changes"][one.uri("report.md")]] == ["38", "25"]
    assert one.actions("report.md", whole, [], only=["refactor"]) == []


@pytest.mark.parametrize("encodings, start", [(["utf-8"], 25), (["utf-32", "utf-16"], 22)])
def test_columns_are_in_the_encoding_that_the_editor_prefers(editor, encodings, start):
    one = editor({"general": {"positionEncodings": encodings}})
    assert one.capabilities["positionEncoding"] == encodings[0]
    (mark,) = one.open("report.md", f"# Report\n\n{WRONG}")
    assert mark["range"]["start"] == {"line": 2, "character": start}


def test_ends_of_lines_that_only_python_knows_shift_nothing(editor):
    one = editor()
    before = "# A\x0cB\u2028C\n\nSome words\x0b and more.\r\n\r\n"
    (mark,) = one.open("report.md", before + WRONG)
    assert mark["range"]["start"] == {"line": 4, "character": 23}


TABLE = "Donor,Amount (USD)\nCanada,120.5\nSpain,230.5\nPeru,340.5\nTotal,791.5\n"  # they make 691.5


@pytest.mark.parametrize(
    "name, language, text, start",
    [
        ("r.txt", "plaintext", WRONG, (0, 23)),
        ("r.rst", "restructuredtext", f"Title\n=====\n\n{WRONG}", (3, 23)),
        ("r.html", "html", f"<p>\n{WRONG}</p>", (1, 23)),
        ("r.csv", "plaintext", TABLE, (4, 6)),
        ("untitled:Untitled-1", "markdown", WRONG, (0, 23)),
    ],
)
def test_each_format(editor, name, language, text, start):
    (mark,) = editor().open(name, text, language)
    assert tuple(mark["range"]["start"].values()) == start


def test_settings_of_the_project_hold_and_are_read_again(editor, tmp_path):
    settings = tmp_path / "lacmigration.toml"
    settings.write_text('ignore = ["LM103"]\n', "utf-8")
    (tmp_path / "reports").mkdir()
    one = editor({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}})
    assert one.open("reports/report.md", WRONG) == []
    settings.write_text("ignore = []\n", "utf-8")
    change = {"uri": settings.as_uri(), "type": 2}
    one.tell("workspace/didChangeWatchedFiles", changes=[change])
    assert [mark["code"] for mark in one.told(one.uri("reports/report.md"))] == ["LM103"]
    settings.write_text('[per-file-ignores]\n"reports/*" = ["LM1"]\n', "utf-8")
    one.tell("textDocument/didSave", textDocument={"uri": one.uri("reports/report.md")})
    assert one.told(one.uri("reports/report.md")) == []
    (asked,) = one.requests
    assert asked["method"] == "client/registerCapability"


def test_settings_that_cannot_be_read_are_one_mark_and_a_line_in_the_log(editor, tmp_path):
    (tmp_path / "lacmigration.toml").write_text("recrods = []\n", "utf-8")
    one = editor()
    (mark,) = one.open("report.md", WRONG)
    assert mark["severity"] == 1
    assert 'there is no setting "recrods"' in mark["message"]
    assert one.ask("textDocument/hover", **one.at("report.md", 0, 24)) is None
    assert 'there is no setting "recrods"' in one.log[0]
    (tmp_path / "lacmigration.toml").unlink()
    one.tell("textDocument/didSave", textDocument={"uri": one.uri("report.md")})
    assert [found["code"] for found in one.told(one.uri("report.md"))] == ["LM103"]


def test_a_directive_that_cannot_be_followed_is_marked_where_it_stands(editor):
    one = editor()
    (mark,) = one.open("report.md", "Words.\n\n<!-- lacmigration: ignore LM999 -->\n\nMore words.\n")
    assert (mark["code"], mark["range"]["start"]["line"]) == ("LM901", 2)


def test_a_directive_silences(editor):
    one = editor()
    assert one.open("report.md", f"<!-- lacmigration: ignore LM103 -->\n\n{WRONG}") == []


def test_a_claims_file_beside_the_report_is_followed(editor, tmp_path):
    (tmp_path / "report.md.claims").write_text("ignore-file LM103\n", "utf-8")
    assert editor().open("report.md", WRONG) == []


def test_messages_are_in_the_language_of_the_editor_and_pseudo_languages_do_no_harm(editor):
    one = editor(locale="qps-ploc")
    assert [mark["code"] for mark in one.open("report.md", WRONG)] == ["LM103"]
    said = one.ask("textDocument/hover", **one.at("report.md", 0, 24))
    assert "40.5% to 41.5%" in said["contents"]["value"]


def test_an_editor_that_shows_plain_text_gets_no_marks(editor):
    one = editor({"textDocument": {"hover": {"contentFormat": ["plaintext"]}}})
    one.open("report.md", WRONG)
    said = one.ask("textDocument/hover", **one.at("report.md", 0, 24))
    assert said["contents"]["kind"] == "plaintext"
    assert said["contents"]["value"].startswith("41% (contradicted)\n")


def test_a_document_that_is_opened_again_is_no_longer_what_it_was(editor):
    client = editor()
    assert len(client.open("a.md", WRONG)) == 1
    client.change("a.md", 2, {"text": f"{WRONG}\n{WRONG}"})  # to be checked after a pause
    assert client.open("a.md", WRONG.replace("41%", "38%")) == []
    time.sleep(3 * _serving._PAUSE)
    assert client.ask("textDocument/hover", **client.at("a.md", 0, 24)) is not None
    assert client.marks.empty()


def test_a_document_that_is_closed_loses_its_marks(editor):
    one = editor()
    one.open("report.md", WRONG)
    one.tell("textDocument/didClose", textDocument={"uri": one.uri("report.md")})
    assert one.told(one.uri("report.md")) == []
    assert one.ask("textDocument/hover", **one.at("report.md", 0, 24)) is None


def test_what_is_no_report_is_left_alone(editor):
    one = editor()
    item = {"uri": one.uri("x.py"), "languageId": "python", "version": 1, "text": f"# {WRONG}"}
    one.tell("textDocument/didOpen", textDocument=item)
    one.change("x.py", 2, {"text": "pass\n"})
    one.tell("textDocument/didSave", textDocument={"uri": one.uri("x.py")})
    one.tell("textDocument/didClose", textDocument={"uri": one.uri("x.py")})
    assert one.open("report.md", "Words.\n") == []  # nothing was published before


@pytest.mark.parametrize(
    "name, language, text",
    [
        ("a.md", "markdown", ""),
        ("a.md", "markdown", "\ufeff" + WRONG),
        ("a.md", "markdown", "\x00\x1b[31m " * 50 + "9" * 5000),
        ("a.md", "markdown", ">" * 3000 + " 5 million"),
        ("a.html", "html", "<table>" * 300 + "5 million"),
        ("a.rst", "restructuredtext", ".. table::\n\n  ===\n  5\n"),
        ("a.csv", "csv", '"5 million\n'),
    ],
)
def test_no_document_ends_the_service(editor, name, language, text):
    one = editor()
    one.open(name, text, language)
    assert [mark["code"] for mark in one.open("good.md", WRONG)] == ["LM103"]
    assert one.end() == 0


def test_records_of_the_project_are_read_again_when_they_change(editor, tmp_path):
    new_folder(tmp_path / "records")
    (tmp_path / "lacmigration.toml").write_text('records = ["records"]\n', "utf-8")
    table = tmp_path / "records" / "contributions.csv"
    good = table.read_text("utf-8")
    table.write_text(good.replace("USD 450,000", "USD 450,00O"), "utf-8")
    one = editor()
    (mark,) = one.open("report.md", WRONG)
    assert "contributions.csv:3:6: stated" in mark["message"]
    table.write_text(good, "utf-8")
    one.tell("workspace/didChangeWatchedFiles", changes=[{"uri": table.as_uri(), "type": 2}])
    assert [mark["code"] for mark in one.told(one.uri("report.md"))] == ["LM103"]


def test_a_figure_that_marks_of_the_format_hide_is_marked_by_its_line(editor):
    one = editor()
    # A form feed after the line's end: docutils gives the text another line than the source has.
    (mark,) = one.open("r.rst", WRONG.replace("\n", "\r\x0cMore.\n"), "rst")
    assert mark["range"]["start"] == {"line": 0, "character": 0}
    said = one.ask("textDocument/hover", **one.at("r.rst", 0, 5))
    assert said is not None


def test_what_is_not_read_is_a_hint(editor):
    (mark,) = editor().open("report.md", "Words.\n\n```\n5\n```\n")
    assert (mark["code"], mark["severity"]) == ("LM902", 4)
    assert mark["range"]["start"] == {"line": 2, "character": 0}


def test_an_editor_that_sends_the_whole_text_is_followed(editor):
    one = editor()
    one.open("report.md", WRONG)
    one.change("report.md", 2, {"text": "Words.\n"})
    assert one.told(one.uri("report.md")) == []
    one.change("report.md", 3, {"text": f"Millions of people.\n\n{WRONG}"})
    assert [mark["range"] for mark in one.told(one.uri("report.md"))] == [FIGURE]
    said = one.ask("textDocument/hover", **one.at("report.md", 0, 2))
    assert said["contents"]["value"].startswith("**Millions")
    assert one.actions("other.md", FIGURE, []) == []
    top = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 3}}
    assert one.actions("report.md", top, []) == []


def test_a_guess_that_fails_is_a_hint_and_what_is_undecided_is_not_shown():
    verified = [
        SimpleNamespace(silenced="", severity=Severity.NOTE, finding=SimpleNamespace(severity=severity))
        for severity in (Severity.ERROR, Severity.NOTE)
    ]
    seen = SimpleNamespace(review=SimpleNamespace(findings=verified))
    assert _showing._loud(seen) == verified[:1]


def test_a_bug_in_a_review_is_one_mark_with_its_traceback_in_the_log(monkeypatch, tmp_path):
    def broken(_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(_serving, "review_of", broken)
    service = _serving._Service(SimpleNamespace(client_capabilities=None))
    written = _checking.Written(source="", format="text", path=None, root=tmp_path)
    found = service._found("untitled:1", _serving.Text(""), written)
    (mark,) = found.marks
    assert mark.message == "this is a bug, not a mistake of yours: ZeroDivisionError"
    assert found.log.startswith("Traceback")
    assert found.seen is None


@pytest.mark.parametrize(
    "lines, address",
    [
        (["Source, https://code.example", "Documentation, https://docs.example"], "https://docs.example"),
        (["Source, https://code.example"], ""),
        ([], ""),
    ],
)
def test_links_lead_where_the_metadata_say_the_documentation_is(monkeypatch, lines, address):
    said = Message()
    for line in lines:
        said["Project-URL"] = line
    monkeypatch.setattr(_serving, "metadata", lambda _: said)
    assert _serving._documentation() == address


@pytest.mark.parametrize(
    "language, name, expected",
    [
        ("markdown", "x.txt", "markdown"),
        ("quarto", "x.qmd", "markdown"),
        ("plaintext", "/a/x.CSV", "csv"),
        ("plaintext", "/a/x", "text"),
        ("", "/a/x.md", "markdown"),
        ("tsv", "", "csv"),
        ("latex", "x.tex", ""),
    ],
)
def test_the_format_is_told_by_the_language_then_by_the_name(language, name, expected):
    assert format_of(language, name) == expected


def test_without_the_library_it_says_what_to_install(tmp_path):
    (tmp_path / "pygls.py").write_text("raise ImportError(name='pygls')\n", "utf-8")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from lacmigration.server import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "lacmigration-lsp: the language server needs pygls; install it with: pip install 'lacmigration[lsp]'"
    ]
