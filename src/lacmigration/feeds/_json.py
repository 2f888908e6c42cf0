"""What does a file of JSON hold, where nothing of it may be read in two ways?"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NoReturn

from lacmigration.errors import FeedError
from lacmigration.feeds._files import require_no_zip

__all__ = ["json_of"]


def json_of(data: bytes, name: str) -> Any:
    """What a file of JSON holds, its numbers as decimals.

    Errors: FeedError with the place where it is broken, for NaN, and for a name twice in one object.

    >>> json_of(b'{"amount": 0.10}', "a.json")
    {'amount': Decimal('0.10')}
    """
    require_no_zip(data, name)
    try:
        return json.loads(
            data,
            parse_float=Decimal,
            parse_int=Decimal,
            parse_constant=_no_number,
            object_pairs_hook=_once,
        )
    except json.JSONDecodeError as cause:
        place = f"line {cause.lineno}, column {cause.colno}"
        raise FeedError(
            f"the JSON is broken or breaks off: {cause.msg.lower()}", name=name, place=place
        ) from cause
    except UnicodeDecodeError as cause:
        byte = f"0x{data[cause.start]:02X} at {cause.start + 1:,}"
        raise FeedError(f"byte {byte} is not UTF-8; save the file as UTF-8", name=name) from cause
    except RecursionError as cause:
        raise FeedError("is JSON nested so deep that no file of the field is", name=name) from cause
    except ArithmeticError as cause:
        raise FeedError("holds a number whose exponent no amount has", name=name) from cause
    except ValueError as cause:
        raise FeedError(f"is no JSON that can be read: {cause}", name=name) from cause


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of which each name stands once: of two values nobody knows which is meant."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f'"{twice}" stands twice in one object; write it once')
    return found
