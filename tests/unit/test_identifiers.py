"""What a record may be called."""

from __future__ import annotations

import attrs
import pytest

from lacmigration.errors import RecordError
from lacmigration.identifiers import is_id, valid_id, valid_optional_id


@attrs.frozen
class Named:
    id: str = attrs.field(validator=valid_id)
    parent: str = attrs.field(default="", validator=valid_optional_id)


GOOD = ["a", "co", "mptf.donor.germany", "un-gcm-2018", "gcm.objective.8", "a1-2.3", "k4dd.strategy.iom-ncac"]
BAD = [
    "",
    "A",
    "Mptf",
    "mptf donor",
    "8",
    "8a",
    "-a",
    ".a",
    "a-",
    "a.",
    "a..b",
    "a--b",
    "a.-b",
    "a_b",
    "a@b",
    "a*",
    "bogotá",
    "a\n",
    "\na",
    " a",
    "a/b",
    "a²",
    "٣a",
]


@pytest.mark.parametrize("text", GOOD)
def test_what_can_name_a_record(text):
    assert is_id(text)
    assert Named(text).id == text
    assert Named("a", text).parent == text


@pytest.mark.parametrize("text", BAD)
def test_what_cannot(text):
    assert not is_id(text)
    with pytest.raises(RecordError) as caught:
        Named(text)
    assert str(caught.value).startswith(f"id {text!r} is not an id: use lower-case letters and digits")
    assert (caught.value.field, caught.value.value) == ("id", text)


@pytest.mark.parametrize("value", [None, 5, b"a", ["a"], True])
def test_an_id_is_text(value):
    with pytest.raises(RecordError) as caught:
        Named(value)
    assert caught.value.value is value
    with pytest.raises(RecordError):
        Named("a", value)


def test_an_optional_id_may_be_empty_but_not_wrong():
    assert Named("a", "").parent == ""
    with pytest.raises(RecordError, match="parent ' ' is not an id"):
        Named("a", " ")
