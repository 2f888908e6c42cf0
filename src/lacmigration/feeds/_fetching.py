"""How does a file come from an address? Only when it is asked for, whole, checked and kept."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from email.message import Message
from pathlib import Path
from typing import IO, Any, Final
from urllib.parse import urlsplit

import attrs

from lacmigration.errors import FeedError
from lacmigration.feeds._replacing import replacing

__all__ = ["fetch"]

MOST: Final = 4_000_000_000
"""The most bytes of one file, where nobody says otherwise: all of IATI is less."""

_SCHEMES: Final = frozenset({"http", "https"})
_AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_CHUNK: Final = 1 << 18
_LONGEST_WAIT: Final = 60


def fetch(
    url: str,
    *,
    cache: str | os.PathLike[str],
    retries: int = 3,
    timeout: float = 30,
    sha256: str = "",
    most: int = MOST,
    headers: Mapping[str, str] | None = None,
    wait: Callable[[float], object] = time.sleep,
) -> Path:
    """Bring the file of an address into the folder `cache`, and say where it is.

    A file that is there already is asked for with its ETag and date, and taken if the server says that it is
    the same. Timeouts, broken transfers and errors of the server are tried again `retries` times, after 1, 2,
    4 seconds and so on, or as long as the server asks (at most a minute). `timeout` is the seconds of silence
    that are waited for, `sha256` the checksum that the file must have, `most` the bytes that it may have.

    A file is put in its place when it is whole and right, and not before: one that broke off is never read.
    With `sha256`, a file in the cache that has it is taken without asking the server.

    Errors: FeedError for an address that is not http or https, also behind a redirect; for what the server
    refuses; for a file that is too large, breaks off, or has another checksum.

    >>> fetch("file:///hosts", cache="feeds")
    Traceback (most recent call last):
    ...
    lacmigration.errors.FeedError: file:///hosts: is no address of the web; it must begin with https or http
    """
    _require_web(url, url)
    wanted = sha256.casefold()
    target = _Target(url, Path(cache), most=most, sha256=wanted)
    if wanted and target.path.is_file() and _checksum(target.path) == wanted:
        return target.path
    for turn in range(retries + 1):
        try:
            return target.bring(timeout, headers or {})
        except _Passing as passing:
            if turn == retries:
                tries = f"{turn + 1} tries" if turn else "1 try"
                raise FeedError(f"{passing.problem} (after {tries})", name=url) from passing.cause
            wait(min(passing.after or float(2**turn), _LONGEST_WAIT))
    raise FeedError("was not tried; retries must be 0 or more", name=url)


def _require_web(address: str, url: str) -> None:
    if urlsplit(address).scheme.lower() not in _SCHEMES:
        behind = "" if address == url else f"leads to {address}, which "
        raise FeedError(f"{behind}is no address of the web; it must begin with https or http", name=url)


class _Passing(Exception):  # noqa: N818  (no error yet: the next try may succeed)
    """What may be over when it is tried again."""

    def __init__(self, problem: str, cause: BaseException, *, after: float = 0) -> None:
        self.problem = problem
        self.cause = cause
        self.after = after


class _OnlyWeb(urllib.request.HTTPRedirectHandler):
    """Follows redirects within the web, and no other."""

    def __init__(self, url: str) -> None:
        self.url = url

    def redirect_request(  # noqa: PLR0917  (as it is called)
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        """Refuse what leads out of the web, and from https to http."""
        _require_web(newurl, self.url)
        if urlsplit(req.full_url).scheme == "https" and urlsplit(newurl).scheme != "https":
            raise FeedError(f"leads from https to {newurl}; refused", name=self.url)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


@attrs.frozen
class _Target:
    """A file of the cache, and what is known of it."""

    url: str
    folder: Path
    most: int = attrs.field(kw_only=True)
    sha256: str = attrs.field(kw_only=True)

    @property
    def path(self) -> Path:
        """Where the file lies: by its address, with the end of its name, so that a person knows it."""
        name = Path(urlsplit(self.url).path).name
        safe = "".join(mark if mark.isalnum() or mark in "._-" else "-" for mark in name)[-60:].lstrip(".-")
        return self.folder / f"{hashlib.sha256(self.url.encode()).hexdigest()[:16]}-{safe or 'file'}"

    @property
    def about(self) -> Path:
        """Where it lies what the server said of the file."""
        return self.path.with_name(f"{self.path.name}.json")

    def known(self) -> Mapping[str, str]:
        """What the server said of the file that is there; nothing where it is not, or has changed since."""
        try:
            found = json.loads(self.about.read_text("utf-8"))
            whole = self.path.stat().st_size == found["size"]
        except (OSError, ValueError, KeyError, TypeError):
            return {}
        return {key: str(found[key]) for key in ("etag", "modified") if found.get(key)} if whole else {}

    def bring(self, timeout: float, headers: Mapping[str, str]) -> Path:
        """Ask the server once."""
        known = {} if self.sha256 else self.known()  # one that is not right is of no use, however new
        asked = {"User-Agent": "lacmigration", "Accept-Encoding": "identity", **headers}
        if "etag" in known:
            asked["If-None-Match"] = known["etag"]
        if "modified" in known:
            asked["If-Modified-Since"] = known["modified"]
        request = urllib.request.Request(self.url, headers=asked)  # noqa: S310  (the scheme was looked at)
        opener = urllib.request.build_opener(_OnlyWeb(self.url))
        try:
            with opener.open(request, timeout=timeout) as answer:
                self.store(answer)
        except urllib.error.HTTPError as cause:
            with cause:
                self.refused(cause)
        except (TimeoutError, urllib.error.URLError, http.client.HTTPException, ConnectionError) as cause:
            reason = getattr(cause, "reason", cause)
            silent = isinstance(reason, TimeoutError)
            problem = (
                f"the server said nothing for {timeout:g} seconds" if silent else f"no answer ({reason})"
            )
            raise _Passing(problem, cause) from cause
        return self.path

    def refused(self, answer: urllib.error.HTTPError) -> None:
        """Nothing new is fine; what may pass is tried again; all else is an error."""
        if answer.code == 304:
            return
        problem = f"the server answers {answer.code} {answer.reason}".strip()
        if answer.code in _AGAIN:
            after = answer.headers.get("Retry-After", "") if answer.headers else ""
            raise _Passing(problem, answer, after=int(after) if after.isdecimal() else 0)
        raise FeedError(problem, name=self.url)

    def store(self, answer: Any) -> None:
        """Put the file in its place, once it is whole and right."""
        promised = answer.headers.get("Content-Length", "")
        if promised.isdecimal() and int(promised) > self.most:
            raise FeedError(
                f"has {int(promised):,} bytes, more than the limit of {self.most:,}", name=self.url
            )
        self.folder.mkdir(parents=True, exist_ok=True)
        with replacing(self.path) as file:
            size, checksum = self.copied(answer, file)
            self.require(size, checksum, promised)
        self.note(answer, size)

    def require(self, size: int, checksum: str, promised: str) -> None:
        """Refuse what is not whole, or not what was meant."""
        if promised.isdecimal() and size != int(promised):
            cause = ConnectionError(f"{size} of {promised} bytes")
            raise _Passing(f"the file breaks off after {size:,} of {int(promised):,} bytes", cause)
        if self.sha256 and checksum != self.sha256:
            problem = f"has the checksum {checksum}, not {self.sha256}: it was changed, or another is meant"
            raise FeedError(problem, name=self.url)

    def copied(self, answer: Any, file: IO[bytes]) -> tuple[int, str]:
        """Copy the answer; its size and checksum."""
        size, digest = 0, hashlib.sha256()
        while chunk := answer.read(_CHUNK):
            size += len(chunk)
            if size > self.most:
                raise FeedError(f"has more bytes than the limit of {self.most:,}", name=self.url)
            digest.update(chunk)
            file.write(chunk)
        return size, digest.hexdigest()

    def note(self, answer: Any, size: int) -> None:
        """Keep what the server said of the file, for the next time."""
        said = {"url": self.url, "size": size}
        for key, header in (("etag", "ETag"), ("modified", "Last-Modified")):
            if answer.headers.get(header):
                said[key] = answer.headers[header]
        with replacing(self.about) as file:
            file.write(json.dumps(said).encode())


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
