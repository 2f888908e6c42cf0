"""However the tables of a shelf were come by, they are those of a run that was never disturbed."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lacmigration.reviewing import DEFAULTS
from lacmigration.shelves import _local, _terms, open_shelf, review_shelf
from lacmigration.shelves._listing import entries
from lacmigration.shelves._local import _batches
from lacmigration.shelves._outcomes import Outcome

NAMES = [f"{folder}{letter}.md" for folder in ("", "x/", "x/y/") for letter in "ab"]
CONTENTS = [
    b"Of USD 150 million, 41% (USD 57.5M) was paid.",
    b"Of USD 150 million, 38% (USD 57.5M) was paid.",
    b"In all, 12 women and 14 men, 27 people, took part; 50% of 26 are 13.",
    "De los USD 80 millones, el 45% (USD 24 millones) se recaudó.".encode(),
    b"\xff",
    b"",
]


@attrs.frozen
class Step:
    """What happens before a run, and after how many documents the run ends early."""

    edits: dict[str, bytes | None]
    damage: tuple[str, int, int] | None
    stop: int | None


STEPS = st.builds(
    Step,
    st.dictionaries(st.sampled_from(NAMES), st.none() | st.sampled_from(CONTENTS), max_size=4),
    st.none()
    | st.tuples(
        st.sampled_from(["findings", "documents", "timings", "parts"]),
        st.integers(0, 5),
        st.integers(-1, 2000),
    ),
    st.none() | st.integers(0, 6),
)


class Stopped(Exception):  # noqa: N818  (it is no error)
    """The run ends here."""


@pytest.fixture(scope="module", autouse=True)
def _settled():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_terms, "code_digest", lambda: "settled")
        patch.setattr(_local, "_BATCH", 2)
        yield


def edit(folder: Path, edits: dict[str, bytes | None]) -> None:
    for name, content in edits.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        if content is not None:
            file.write_bytes(content)


def damage(out: Path, table: str, which: int, length: int) -> None:
    """Cut a file of a table to so many bytes, or take it away."""
    files = sorted((out / table).iterdir()) if (out / table).is_dir() else []
    if which < len(files):
        content = files[which].read_bytes()
        files[which].unlink()
        if length >= 0:
            files[which].write_bytes(content[:length])


def run(folder: Path, out: Path, stop: int | None) -> None:
    def tell(done: int, _total: int) -> None:
        if done == stop:
            raise Stopped

    try:
        review_shelf(folder, out=out, processes=1, on_progress=tell)
    except Stopped:
        whole = open_shelf(out).documents["document"].to_pylist()  # also a broken run can be read
        assert max(Counter(whole).values(), default=0) <= 1


@settings(max_examples=settings().max_examples // 2)
@given(steps=st.lists(STEPS, min_size=1, max_size=4))
def test_a_disturbed_run_ends_in_the_tables_of_one_that_was_not(steps):
    with tempfile.TemporaryDirectory() as temporary:
        folder, out = Path(temporary, "in"), Path(temporary, "out")
        folder.mkdir()
        for step in steps:
            edit(folder, step.edits)
            if step.damage is not None:
                damage(out, *step.damage)
            run(folder, out, step.stop)
        resumed = review_shelf(folder, out=out, processes=1)
        fresh = review_shelf(folder, out=Path(temporary, "fresh"), processes=1)
        assert resumed.findings.equals(fresh.findings)
        assert resumed.documents.equals(fresh.documents)
        assert resumed.timings["document"].equals(fresh.timings["document"])
        assert review_shelf(folder, out=out, processes=1).reviewed == 0
        on_shelf = [entry.name for entry in entries([folder], settings=DEFAULTS)]
        assert fresh.documents["document"].to_pylist() == on_shelf


@given(st.integers(1, 9).flatmap(lambda total: st.permutations(range(total))))
def test_parts_are_the_same_in_whichever_order_documents_are_done(order):
    done = ((place, Outcome(document={"document": str(place)})) for place in order)
    parts = {at: [one.document["document"] for one in batch] for at, batch in _batches(done, len(order))}
    assert parts == {
        at: [str(place) for place in range(at * 2, min(at * 2 + 2, len(order)))]
        for at in range((len(order) + 1) // 2)
    }
