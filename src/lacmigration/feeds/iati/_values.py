"""Can an amount, a date or a currency of a file be taken as it is written, and if not, why not?"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

from lacmigration.errors import UnknownCurrencyError
from lacmigration.feeds.iati._activities import Transaction
from lacmigration.feeds.iati._codes import TRANSACTION_TYPES
from lacmigration.money import Money

__all__ = ["DECIMALS", "Fault", "currency_fault", "day", "fault", "number"]

Fault = tuple[str, str]
"""A value as it is written, and what is wrong with it."""

DECIMALS: Final = 12
"""The most decimals of an amount; with the 26 digits before them it is what decimal128 holds."""
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]{1,26}(?:\.[0-9]{0,12})?|\.[0-9]{1,12})")
_DAY: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")


def number(text: str) -> str | None:
    """An amount without the blanks around it, or None where it is no plain decimal of that width."""
    plain = text.strip()
    return plain if _NUMBER.fullmatch(plain) else None


@lru_cache(maxsize=8192)
def day(text: str) -> date | None:
    """A day of the calendar, or None: of XML's dates, a time zone changes nothing."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return date.fromisoformat(found[1])
    except ValueError:
        return None


@lru_cache(maxsize=256)
def currency_fault(code: str) -> str:
    """What is wrong with a currency, or nothing."""
    if not code:
        return "no currency: neither the value nor the activity (default-currency) names one"
    try:
        Money(0, code)
    except UnknownCurrencyError as wrong:
        return str(wrong)
    return ""


def fault(one: Transaction) -> Fault | None:
    """Why a transaction cannot be counted, or None."""
    if one.type not in TRANSACTION_TYPES:
        return one.type, "no type of transaction; IATI has 1 to 13"
    if number(one.value) is None:
        return one.value.strip(), (
            f"no amount; write a plain decimal such as 12000.50, with at most {DECIMALS} decimals"
        )
    if wrong := currency_fault(one.currency):
        return one.currency, wrong
    if day(one.date) is None:
        return one.date, "the transaction's date is no day; write it as 2024-08-31"
    if one.value_date and day(one.value_date) is None:
        return one.value_date, "the value date is no day; write it as 2024-08-31"
    return None
