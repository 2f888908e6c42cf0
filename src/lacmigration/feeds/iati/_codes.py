"""What do IATI's codes mean? The few of its lists that amounts, parties and places are read by."""

from __future__ import annotations

from typing import Final

__all__ = [
    "ACTIVITY_STATUSES",
    "INCOMING",
    "ORGANISATION_KINDS",
    "ORGANISATION_TYPES",
    "OUTGOING",
    "PARTICIPANT_ROLES",
    "TRANSACTION_FLOWS",
    "TRANSACTION_TYPES",
    "VERSIONS",
]

VERSIONS: Final = ("2.01", "2.02", "2.03")
"""The versions of the standard that are read; the one that is written is the last."""

TRANSACTION_TYPES: Final = {
    "1": "incoming funds",
    "2": "outgoing commitment",
    "3": "disbursement",
    "4": "expenditure",
    "5": "interest payment",
    "6": "loan repayment",
    "7": "reimbursement",
    "8": "purchase of equity",
    "9": "sale of equity",
    "10": "credit guarantee",
    "11": "incoming commitment",
    "12": "outgoing pledge",
    "13": "incoming pledge",
}
"""The kinds of transactions, by their codes."""

TRANSACTION_FLOWS: Final = {
    "1": "disbursement",
    "2": "commitment",
    "3": "disbursement",
    "11": "commitment",
    "12": "pledge",
    "13": "pledge",
}
"""The codes that are a gift, a promise or a payment from one party to another, and the flow of each."""

INCOMING: Final = frozenset({"1", "11", "13"})
OUTGOING: Final = frozenset({"2", "3", "12"})
"""The same flows as their receiver reports them, and as their provider does."""

PARTICIPANT_ROLES: Final = {"1": "funding", "2": "accountable", "3": "extending", "4": "implementing"}

ACTIVITY_STATUSES: Final = {
    "1": "pipeline",
    "2": "implementation",
    "3": "finalisation",
    "4": "closed",
    "5": "cancelled",
    "6": "suspended",
}

ORGANISATION_KINDS: Final = {
    "10": "government",
    "11": "local-government",
    "15": "government",
    "21": "ngo",
    "22": "ngo",
    "23": "ngo",
    "24": "ngo",
    "30": "other",
    "40": "multilateral",
    "60": "foundation",
    "70": "private",
    "71": "private",
    "72": "private",
    "73": "private",
    "80": "academic",
    "90": "other",
}
"""What kind of organisation a type of IATI's list is in the records' words."""

ORGANISATION_TYPES: Final = {
    "government": "10",
    "local-government": "11",
    "ngo": "22",
    "multilateral": "40",
    "development-bank": "40",
    "foundation": "60",
    "private": "70",
    "academic": "80",
    "programme": "90",
    "other": "90",
}
"""The other way round, for writing; IATI has no type for banks alone, and none for programmes."""
