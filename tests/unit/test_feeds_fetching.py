"""Files of the web, from a server on this machine: brought whole, checked and kept, or one error."""

from __future__ import annotations

import contextlib
import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import attrs
import pytest

from lacmigration import feeds
from lacmigration.errors import FeedError

BODY = b"Date,USD\n2024-08-30,1.10\n"
SUM = hashlib.sha256(BODY).hexdigest()
Answer = Callable[[Any], None]


@attrs.define
class Server:
    """A server that gives its answers in order, the last one again and again."""

    url: str
    answers: list[Answer] = attrs.field(factory=list)
    asked: list[dict[str, str]] = attrs.field(factory=list)


def give(status: int = 200, body: bytes = BODY, *, length: int | None = None, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def silent(_: BaseHTTPRequestHandler) -> None:
    time.sleep(0.5)


def chunked_and_broken(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"ff\r\nhalf")


def hangs_up(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.close()


@pytest.fixture
def server() -> Iterator[Server]:
    found = Server("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found.asked.append(dict(self.headers))
            self.close_connection = True
            answer = found.answers[0] if len(found.answers) == 1 else found.answers.pop(0)
            with contextlib.suppress(OSError):  # the client has gone
                answer(self)
            self.wfile.close = lambda: None  # type: ignore[method-assign]  # what was closed is not flushed

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        http.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients that go are expected
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        found.url = f"http://127.0.0.1:{http.server_port}/rates.csv"
        yield found
        http.shutdown()
        thread.join()


@pytest.fixture
def fetch(server, tmp_path, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)

    def run(*answers: Answer, **options: Any) -> Any:
        server.answers = list(answers)
        waits: list[float] = []
        options = {"cache": tmp_path / "cache", "timeout": 5, "wait": waits.append} | options
        path = feeds.fetch(options.pop("url", server.url), **options)
        run.waits = waits
        return path

    run.waits = []
    return run


def parts(tmp_path) -> list[str]:
    return [path.name for path in (tmp_path / "cache").glob(".part-*")]


def test_a_file_is_brought_and_read(fetch):
    path = fetch(give())
    assert path.read_bytes() == BODY
    assert path.name.endswith("-rates.csv")
    assert len(feeds.ecb_rates(path)) == 1


def test_what_the_server_calls_the_same_is_taken_from_the_cache(fetch, server):
    first = fetch(give(ETag='"v1"', Last_Modified="Fri, 30 Aug 2024 00:00:00 GMT"))
    again = fetch(give(304, b""))
    assert again == first
    assert again.read_bytes() == BODY
    assert (server.asked[1]["If-None-Match"], server.asked[1]["If-Modified-Since"]) == (
        '"v1"',
        "Fri, 30 Aug 2024 00:00:00 GMT",
    )


def test_what_is_new_takes_the_place_of_what_was_there(fetch):
    fetch(give(ETag='"v1"'))
    assert fetch(give(body=b"new", ETag='"v2"')).read_bytes() == b"new"


def test_a_cached_file_that_was_changed_is_asked_for_anew(fetch, server):
    fetch(give(ETag='"v1"')).write_bytes(b"cut")
    assert fetch(give(ETag='"v1"')).read_bytes() == BODY
    assert "If-None-Match" not in server.asked[1]


def test_the_checksum_is_looked_at_and_saves_the_question(fetch, server):
    path = fetch(give(), sha256=SUM.upper())
    assert fetch(give(), sha256=SUM) == path
    assert len(server.asked) == 1


def test_another_checksum_is_refused_and_nothing_kept(fetch, tmp_path):
    with pytest.raises(FeedError, match=f"has the checksum {SUM}, not {'0' * 64}"):
        fetch(give(), sha256="0" * 64)
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_file_of_another_checksum_in_the_cache_is_not_taken_for_the_same(fetch, server):
    fetch(give(body=b"old", ETag='"v1"'))
    assert fetch(give(ETag='"v1"'), sha256=SUM).read_bytes() == BODY
    assert "If-None-Match" not in server.asked[1]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_errors_that_pass_are_tried_again(fetch, server, status: int):
    path = fetch(give(status, b"wait"), give(status, b"wait"), give())
    assert (path.read_bytes(), len(server.asked), fetch.waits) == (BODY, 3, [1, 2])


def test_the_server_may_say_how_long_to_wait(fetch):
    fetch(give(503, b"", Retry_After="7"), give(503, b"", Retry_After="9999"), give())
    assert fetch.waits == [7, 60]


def test_tries_come_to_an_end(fetch, server):
    with pytest.raises(FeedError, match=r"the server answers 503 .* \(after 3 tries\)"):
        fetch(give(503, b""), retries=2)
    assert len(server.asked) == 3


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_refusals_are_not_tried_again(fetch, server, status: int):
    with pytest.raises(FeedError, match=f"the server answers {status}"):
        fetch(give(status, b""))
    assert len(server.asked) == 1


def test_silence_is_tried_again(fetch):
    assert fetch(silent, give(), timeout=0.1).read_bytes() == BODY
    with pytest.raises(FeedError, match=r"the server said nothing for 0.1 seconds \(after 1 try\)"):
        fetch(silent, timeout=0.1, retries=0)


@pytest.mark.parametrize(
    "broken", [give(length=1000), chunked_and_broken, hangs_up], ids=["short", "chunk", "gone"]
)
def test_what_breaks_off_is_tried_again_and_never_kept(fetch, tmp_path, broken):
    assert fetch(broken, give()).read_bytes() == BODY
    with pytest.raises(FeedError, match="after 1 try"):
        fetch(broken, retries=0)
    assert fetch(give()).read_bytes() == BODY
    assert parts(tmp_path) == []


def test_what_is_too_large_is_refused_before_and_while_it_comes(fetch, tmp_path):
    with pytest.raises(FeedError, match="has 25 bytes, more than the limit of 10"):
        fetch(give(), most=10)

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(bytes(100_000))

    with pytest.raises(FeedError, match="has more bytes than the limit of 1,000"):
        fetch(endless, most=1000)
    assert parts(tmp_path) == []


def test_redirects_within_the_web_are_followed(fetch, server):
    assert fetch(give(302, b"", Location="/elsewhere.csv"), give()).read_bytes() == BODY
    assert len(server.asked) == 2


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://127.0.0.1/a", "data:text/plain,hello"])
def test_redirects_out_of_the_web_are_refused(fetch, target: str):
    refused = (
        f"leads to {target}, which is no address of the web|Redirection to url '{target}' is not allowed"
    )
    with pytest.raises(FeedError, match=refused):
        fetch(give(302, b"", Location=target))


@pytest.mark.parametrize("url", ["file:///etc/hostname", "rates.csv", "", "ftp://127.0.0.1/a"])
def test_addresses_that_are_none_of_the_web(fetch, url: str):
    with pytest.raises(FeedError, match="is no address of the web"):
        fetch(give(), url=url)


def test_nobody_answers(fetch):
    with pytest.raises(FeedError, match=r"no answer \(.*\) \(after 2 tries\)"):
        fetch(give(), url="http://127.0.0.1:9/nothing", retries=1)


def test_names_in_the_cache_are_safe_and_differ(fetch, server, tmp_path):
    root = server.url.rpartition("/")[0]
    one = fetch(give(body=b"1"), url=f"{root}/..%2F..%2Fetc/pass%20wd?a=1")
    two = fetch(give(body=b"2"), url=f"{root}/..%2F..%2Fetc/pass%20wd?a=2")
    assert one.parent == two.parent == tmp_path / "cache"
    assert (one.read_bytes(), two.read_bytes()) == (b"1", b"2")


def test_headers_of_your_own_are_sent(fetch, server):
    fetch(give(), headers={"X-Key": "ours"})
    assert server.asked[0]["X-Key"] == "ours"


def test_no_reader_asks_the_network():
    with pytest.raises(FeedError, match="cannot be read"):
        feeds.ecb_rates("https://127.0.0.1/rates.csv")
