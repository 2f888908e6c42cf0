"""Which format is a file of? Told by its content, not by its name."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from lacmigration.errors import FeedError
from lacmigration.feeds import _crs, _desa, _ecb, _mptf, _r4v, _remittances, _unrates
from lacmigration.feeds._faults import columns_of, heading
from lacmigration.feeds._files import (
    File,
    Line,
    csv_lines,
    delimiter_of,
    held,
    name_of,
    start_of,
)
from lacmigration.feeds._workbooks import Sheet, sheets

__all__ = ["sniff"]

_PROBED: Final = 65_536
_LOOKED_AT: Final = 40
_FIRST: Final = re.compile(rb"<(?:[A-Za-z0-9_.-]+:)?([A-Za-z][A-Za-z0-9_.-]*)[\s/>]")
_ROOTS: Final = {
    b"iati-activities": "iati",
    b"iati-organisations": "iati",
    b"iati-activity": "iati",
    b"Envelope": "ecb_rates",
}


def sniff(source: File) -> str:
    r"""Which reader of this package fits a file: "fts" for `read_fts`, "ecb_rates" for `ecb_rates`.

    Only the start of a text is read; a workbook is opened. Each file may be packed with gzip.

    Errors: FeedError for a file that cannot be read, or that no reader fits.

    >>> sniff(io.BytesIO(b"DATAFLOW,REF_AREA,TIME_PERIOD,OBS_VALUE\n"))
    'sdmx'
    >>> sniff(io.BytesIO(b'{"data": {"flows": []}}'))
    'fts'
    >>> sniff(io.BytesIO(b"name,a,b,c,d,e\n"))
    Traceback (most recent call last):
    ...
    lacmigration.errors.FeedError: <stream>: is of no known format: its first row is "name, a, b, c, d, ..."
    """
    source = held(source)
    name = name_of(source)
    stored = start_of(source)
    start = _in_utf8(stored)
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if bare.startswith(b"<"):
        return _of_xml(bare, name)
    if bare.startswith((b"{", b"[")):
        return _of_json(bare, name)
    if bare.startswith(b"PAR1"):
        return _of_parquet(source, name)
    if bare.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return _of_workbook(source, name)
    return _of_lines(_head(stored, name), name)


def _in_utf8(start: bytes) -> bytes:
    """The same text in UTF-8, where its first bytes say that it is UTF-16."""
    if not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start
    return start[: len(start) // 2 * 2].decode("utf-16", "replace").encode()


def _of_xml(start: bytes, name: str) -> str:
    declared = re.sub(rb"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>", b"", start, flags=re.DOTALL)
    found = _FIRST.search(declared)
    root = found[1] if found else b""
    if root in _ROOTS:
        return _ROOTS[root]
    shown = root.decode("ascii", "replace")
    raise FeedError(f'is XML of no format that is read here: its first element is "{shown}"', name=name)


def _of_json(start: bytes, name: str) -> str:
    if b'"flows"' in start or b'"sourceObjects"' in start:
        return "fts"
    raise FeedError('is JSON of no format that is read here: it has no "flows"', name=name)


def _of_parquet(source: File, name: str) -> str:
    header = next(iter(_crs.parquet_lines(source)))
    if _is_crs(header):
        return "crs"
    raise FeedError(f"is Parquet of no format that is read here: its columns are {_few(header)}", name=name)


def _of_workbook(source: File, name: str) -> str:
    seen = []
    for sheet in sheets(source):
        if sheet.hidden:
            continue
        found = _of_sheet(sheet)
        if found:
            return found
        seen.append(sheet.name)
    listed = ", ".join(seen[:5]) or "none that is seen"
    raise FeedError(f"is a workbook of no format that is read here; its sheets are {listed}", name=name)


def _head(start: bytes, name: str) -> Sequence[Line]:
    """The first rows of a CSV: whole ones, and in whichever encoding."""
    delimiter_of(start, name)  # says what is no text at all, as a reader would
    whole = start if len(start) < _PROBED else start[: start.rfind(b"\n") + 1]
    lines: list[Line] = []
    try:
        for line in csv_lines(io.BytesIO(whole), encoding="latin-1"):
            lines.append(line)
            if len(lines) == _LOOKED_AT:
                break
    except FeedError:
        pass  # what can be read of it says enough, and its reader will say what is wrong
    return lines


def _of_lines(lines: Sequence[Line], name: str) -> str:
    if not lines:
        raise FeedError("is no text of a format that is read here", name=name)
    first = Line(1, [cell.removeprefix("\xef\xbb\xbf") for cell in lines[0].cells])
    found = _of_sheet(Sheet("", [first, *lines[1:]]))
    if found:
        return found
    raise FeedError(f'is of no known format: its first row is "{_few(first)}"', name=name)


def _of_sheet(sheet: Sheet) -> str:
    for fits, kind in _KINDS:
        if any(fits(line) for line in sheet.lines[: 1 if kind in _AT_ONCE else _LOOKED_AT]):
            return kind
    at = next((at for at, line in enumerate(sheet.lines[:_LOOKED_AT]) if _desa.is_header(line)), None)
    if at is None:
        return ""
    names = {heading(cell) for line in sheet.lines[max(at - 1, 0) : at + 1] for cell in line.cells}
    if any(name.startswith("locationcode") for name in names):
        return "migrant_stock"
    said = " ".join(cell for line in sheet.lines[: at + 1] for cell in line.cells)
    if _remittances.indicator_of(sheet.lines[at].cells[0]) or _remittances.indicator_of(said):
        return "remittances"
    return "deflator" if _names_an_index(said, names) else ""


def _names_an_index(said: str, names: set[str]) -> bool:
    words = ("deflator", "price index", "consumer prices", "inflation")
    return bool(names & {"countryname", "countrycode", "country"}) or any(
        word in said.casefold() for word in words
    )


def _is_crs(line: Line) -> bool:
    return _safely(lambda: set(_crs.NEEDED) <= set(columns_of(line, _crs.COLUMNS, file="")))


def _is_sdmx(line: Line) -> bool:
    codes = [cell.partition(":")[0].partition("[")[0].strip() for cell in line.cells]
    return codes[:1] in (["DATAFLOW"], ["STRUCTURE"]) and "OBS_VALUE" in codes


def _is_mptf(line: Line) -> bool:
    def fits() -> bool:
        found = set(columns_of(line, _mptf.COLUMNS, file=""))
        return "contributor" in found and bool(found & {"commitment", "deposit"})

    return _safely(fits)


def _is_index(line: Line) -> bool:
    names = {heading(cell) for cell in line.cells}
    return {"year"} < names and bool(names & {"index", "deflator", "gdpdeflator", "priceindex"})


def _is_r4v(line: Line) -> bool:
    return _safely(lambda: bool(_r4v.columns_in(line, file="")))


def _safely(ask: Callable[[], Any]) -> bool:
    try:
        return bool(ask())
    except FeedError:
        return False


_KINDS: Final[Sequence[tuple[Callable[[Line], bool], str]]] = (
    (_is_sdmx, "sdmx"),
    (_ecb.is_header, "ecb_rates"),
    (_is_crs, "crs"),
    (_is_mptf, "mptf"),
    (_unrates.has_rates, "un_rates"),
    (_is_r4v, "r4v"),
    (_is_index, "deflator"),
)
_AT_ONCE: Final = frozenset({"sdmx", "ecb_rates", "crs"})  # what begins with its header


def _few(line: Line) -> str:
    cells = [cell.strip() for cell in line.cells]
    return ", ".join(cells[:5]) + (", ..." if len(cells) > 5 else "")
