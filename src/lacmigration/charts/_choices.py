"""Which numbers may be asked of a picture?"""

from __future__ import annotations

from lacmigration.errors import ChoiceError

__all__ = ["whole"]


def whole(name: str, value: object, *, least: int, most: int | None = None) -> int:
    """A whole number within its bounds. Errors: ChoiceError for anything else.

    >>> whole("scale", 2, least=1, most=10)
    2
    """
    fits = isinstance(value, int) and not isinstance(value, bool)
    if not fits or not isinstance(value, int) or value < least or (most is not None and value > most):
        bounds = f"{least} or more" if most is None else f"from {least} to {most}"
        raise ChoiceError(name, value, choices=f"a whole number, {bounds}")
    return value
