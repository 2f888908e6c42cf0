"""Exact, rounding-aware reasoning about the figures in migration-finance reports.

Everything is loaded when first used: importing the package reads no file and imports no third-party library.
"""

TYPE_CHECKING = False  # as type checkers read it; importing typing would cost more than the rest of this file

if TYPE_CHECKING:
    from lacmigration.amounts import Amount as Amount
    from lacmigration.auditing import audit as audit
    from lacmigration.auditing import check as check
    from lacmigration.comparisons import gap as gap
    from lacmigration.comparisons import growth as growth
    from lacmigration.comparisons import per_capita as per_capita
    from lacmigration.conversion import Deflator as Deflator
    from lacmigration.conversion import Rate as Rate
    from lacmigration.conversion import constant_prices as constant_prices
    from lacmigration.conversion import convert as convert
    from lacmigration.crosstabs import mapping as mapping
    from lacmigration.distribution import concentration as concentration
    from lacmigration.distribution import herfindahl as herfindahl
    from lacmigration.distribution import shares as shares
    from lacmigration.errors import LacMigrationError as LacMigrationError
    from lacmigration.facts import Fact as Fact
    from lacmigration.figures import Figure as Figure
    from lacmigration.figures import Hedge as Hedge
    from lacmigration.figures import Rounding as Rounding
    from lacmigration.findings import Audit as Audit
    from lacmigration.findings import Finding as Finding
    from lacmigration.findings import Verdict as Verdict
    from lacmigration.intervals import Interval as Interval
    from lacmigration.money import Money as Money
    from lacmigration.periods import PartialDate as PartialDate
    from lacmigration.periods import Period as Period
    from lacmigration.provenance import Citation as Citation
    from lacmigration.rankings import rank as rank
    from lacmigration.reading import Mention as Mention
    from lacmigration.reading import Mentions as Mentions
    from lacmigration.reading import read as read
    from lacmigration.reconciling import System as System
    from lacmigration.records import City as City
    from lacmigration.records import Contribution as Contribution
    from lacmigration.records import Country as Country
    from lacmigration.records import Discrepancy as Discrepancy
    from lacmigration.records import Event as Event
    from lacmigration.records import Flow as Flow
    from lacmigration.records import Fund as Fund
    from lacmigration.records import Initiative as Initiative
    from lacmigration.records import Measure as Measure
    from lacmigration.records import Membership as Membership
    from lacmigration.records import Network as Network
    from lacmigration.records import Objective as Objective
    from lacmigration.records import Observation as Observation
    from lacmigration.records import Office as Office
    from lacmigration.records import Operation as Operation
    from lacmigration.records import Organisation as Organisation
    from lacmigration.records import Programme as Programme
    from lacmigration.records import Project as Project
    from lacmigration.records import Region as Region
    from lacmigration.records import Source as Source
    from lacmigration.records import Strategy as Strategy
    from lacmigration.records import Target as Target
    from lacmigration.records import ThematicArea as ThematicArea
    from lacmigration.registry import Registry as Registry
    from lacmigration.registry import bundled as bundled
    from lacmigration.registry import diff as diff
    from lacmigration.registry import load_folder as load_folder
    from lacmigration.relations import Bound as Bound
    from lacmigration.relations import Count as Count
    from lacmigration.relations import Difference as Difference
    from lacmigration.relations import Equation as Equation
    from lacmigration.relations import Growth as Growth
    from lacmigration.relations import Listing as Listing
    from lacmigration.relations import Magnitude as Magnitude
    from lacmigration.relations import Order as Order
    from lacmigration.relations import Partition as Partition
    from lacmigration.relations import Percentage as Percentage
    from lacmigration.relations import Product as Product
    from lacmigration.relations import Ranking as Ranking
    from lacmigration.relations import Ratio as Ratio
    from lacmigration.relations import Same as Same
    from lacmigration.relations import Share as Share
    from lacmigration.relations import Span as Span
    from lacmigration.relations import Total as Total
    from lacmigration.relations import parse_relation as parse_relation
    from lacmigration.reviewing import Review as Review
    from lacmigration.reviewing import review as review
    from lacmigration.totals import total as total

    __version__: str

_HOMES = {
    "Amount": "amounts",
    "Audit": "findings",
    "Bound": "relations",
    "Citation": "provenance",
    "City": "records",
    "Contribution": "records",
    "Count": "relations",
    "Country": "records",
    "Deflator": "conversion",
    "Difference": "relations",
    "Discrepancy": "records",
    "Equation": "relations",
    "Event": "records",
    "Fact": "facts",
    "Figure": "figures",
    "Finding": "findings",
    "Flow": "records",
    "Fund": "records",
    "Growth": "relations",
    "Hedge": "figures",
    "Initiative": "records",
    "Interval": "intervals",
    "LacMigrationError": "errors",
    "Listing": "relations",
    "Magnitude": "relations",
    "Measure": "records",
    "Membership": "records",
    "Mention": "reading",
    "Mentions": "reading",
    "Money": "money",
    "Network": "records",
    "Objective": "records",
    "Observation": "records",
    "Office": "records",
    "Operation": "records",
    "Order": "relations",
    "Organisation": "records",
    "PartialDate": "periods",
    "Partition": "relations",
    "Percentage": "relations",
    "Period": "periods",
    "Product": "relations",
    "Programme": "records",
    "Project": "records",
    "Ranking": "relations",
    "Rate": "conversion",
    "Ratio": "relations",
    "Region": "records",
    "Registry": "registry",
    "Review": "reviewing",
    "Rounding": "figures",
    "Same": "relations",
    "Share": "relations",
    "Source": "records",
    "Span": "relations",
    "Strategy": "records",
    "System": "reconciling",
    "Target": "records",
    "ThematicArea": "records",
    "Total": "relations",
    "Verdict": "findings",
    "audit": "auditing",
    "bundled": "registry",
    "check": "auditing",
    "concentration": "distribution",
    "constant_prices": "conversion",
    "convert": "conversion",
    "diff": "registry",
    "gap": "comparisons",
    "growth": "comparisons",
    "herfindahl": "distribution",
    "load_folder": "registry",
    "mapping": "crosstabs",
    "parse_relation": "relations",
    "per_capita": "comparisons",
    "rank": "rankings",
    "read": "reading",
    "review": "reviewing",
    "shares": "distribution",
    "total": "totals",
}

__all__ = [
    "Amount",
    "Audit",
    "Bound",
    "Citation",
    "City",
    "Contribution",
    "Count",
    "Country",
    "Deflator",
    "Difference",
    "Discrepancy",
    "Equation",
    "Event",
    "Fact",
    "Figure",
    "Finding",
    "Flow",
    "Fund",
    "Growth",
    "Hedge",
    "Initiative",
    "Interval",
    "LacMigrationError",
    "Listing",
    "Magnitude",
    "Measure",
    "Membership",
    "Mention",
    "Mentions",
    "Money",
    "Network",
    "Objective",
    "Observation",
    "Office",
    "Operation",
    "Order",
    "Organisation",
    "PartialDate",
    "Partition",
    "Percentage",
    "Period",
    "Product",
    "Programme",
    "Project",
    "Ranking",
    "Rate",
    "Ratio",
    "Region",
    "Registry",
    "Review",
    "Rounding",
    "Same",
    "Share",
    "Source",
    "Span",
    "Strategy",
    "System",
    "Target",
    "ThematicArea",
    "Total",
    "Verdict",
    "audit",
    "bundled",
    "check",
    "concentration",
    "constant_prices",
    "convert",
    "diff",
    "gap",
    "growth",
    "herfindahl",
    "load_folder",
    "mapping",
    "parse_relation",
    "per_capita",
    "rank",
    "read",
    "review",
    "shares",
    "total",
]


if not TYPE_CHECKING:  # a checker that saw it would believe in any name
    from lacmigration._faces import face

    _load, __dir__ = face(__name__, _HOMES)

    def __getattr__(name: str) -> object:
        """Import a public name from its module when it is first asked for; ask for the version likewise."""
        if name == "__version__":
            from importlib.metadata import version

            return version("lacmigration")
        return _load(name)
