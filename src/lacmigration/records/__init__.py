"""The domain entities: immutable, validated, each with its source."""

from lacmigration.places import City, Country, Region
from lacmigration.provenance import Source
from lacmigration.records._actors import Membership, Network, Office, Organisation
from lacmigration.records._claims import Discrepancy, Relation
from lacmigration.records._context import fact_of
from lacmigration.records._funding import (
    Contribution,
    Flow,
    Fund,
    Objective,
    Operation,
    Programme,
    Project,
    Target,
    ThematicArea,
)
from lacmigration.records._knowledge import (
    Event,
    Initiative,
    Measure,
    Observation,
    Status,
    Strategy,
    is_place,
)

__all__ = [
    "RECORD_TYPES",
    "City",
    "Contribution",
    "Country",
    "Discrepancy",
    "Event",
    "Flow",
    "Fund",
    "Initiative",
    "Measure",
    "Membership",
    "Network",
    "Objective",
    "Observation",
    "Office",
    "Operation",
    "Organisation",
    "Programme",
    "Project",
    "Record",
    "Region",
    "Relation",
    "Source",
    "Status",
    "Strategy",
    "Target",
    "ThematicArea",
    "fact_of",
    "is_place",
]

RECORD_TYPES: dict[str, type] = {
    "sources": Source,
    "countries": Country,
    "regions": Region,
    "cities": City,
    "organisations": Organisation,
    "networks": Network,
    "memberships": Membership,
    "offices": Office,
    "funds": Fund,
    "targets": Target,
    "contributions": Contribution,
    "programmes": Programme,
    "projects": Project,
    "operations": Operation,
    "areas": ThematicArea,
    "objectives": Objective,
    "events": Event,
    "strategies": Strategy,
    "initiatives": Initiative,
    "observations": Observation,
    "relations": Relation,
    "discrepancies": Discrepancy,
}

"""The table (and registry attribute) of every record type."""

Record = (
    Source
    | Country
    | Region
    | City
    | Organisation
    | Network
    | Membership
    | Office
    | Fund
    | Target
    | Contribution
    | Programme
    | Project
    | Operation
    | ThematicArea
    | Objective
    | Event
    | Strategy
    | Initiative
    | Observation
    | Relation
    | Discrepancy
)
"""Any record."""
