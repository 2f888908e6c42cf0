"""Can many figures all be right together, what does each then have to be, and which one is to blame?"""

from __future__ import annotations

from lacmigration.reconciling._answers import Conflict, Culprit, LeftOut, Proof, Restatement
from lacmigration.reconciling._contradictions import Joint, contradictions
from lacmigration.reconciling._sheets import Related, Sheet, Statement, parse_sheet
from lacmigration.reconciling._slips import Slip
from lacmigration.reconciling._systems import EFFORT, System

__all__ = [
    "EFFORT",
    "Conflict",
    "Culprit",
    "Joint",
    "LeftOut",
    "Proof",
    "Related",
    "Restatement",
    "Sheet",
    "Slip",
    "Statement",
    "System",
    "contradictions",
    "parse_sheet",
]
