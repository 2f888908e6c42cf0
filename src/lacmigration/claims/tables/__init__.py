"""What tables claim about their figures: totals, shares, changes, orders, ranks and counts."""

from lacmigration.claims.tables._claiming import table_claims

__all__ = ["table_claims"]
