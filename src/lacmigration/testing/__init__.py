"""Hypothesis strategies for every value and record, for tests of code that uses this library.

They are registered through Hypothesis' entry point: `st.from_type(lm.Figure)` works wherever both are there.
"""

TYPE_CHECKING = False  # as type checkers read it: Hypothesis is imported with the first strategy that is used

if TYPE_CHECKING:
    from lacmigration.testing._figures import decimals as decimals
    from lacmigration.testing._figures import figures as figures
    from lacmigration.testing._figures import printings as printings
    from lacmigration.testing._figures import rounded as rounded
    from lacmigration.testing._figures import shares_in_words as shares_in_words
    from lacmigration.testing._records import areas as areas
    from lacmigration.testing._records import cities as cities
    from lacmigration.testing._records import contributions as contributions
    from lacmigration.testing._records import countries as countries
    from lacmigration.testing._records import discrepancies as discrepancies
    from lacmigration.testing._records import events as events
    from lacmigration.testing._records import funds as funds
    from lacmigration.testing._records import initiatives as initiatives
    from lacmigration.testing._records import memberships as memberships
    from lacmigration.testing._records import networks as networks
    from lacmigration.testing._records import objectives as objectives
    from lacmigration.testing._records import observations as observations
    from lacmigration.testing._records import offices as offices
    from lacmigration.testing._records import operations as operations
    from lacmigration.testing._records import organisations as organisations
    from lacmigration.testing._records import programmes as programmes
    from lacmigration.testing._records import projects as projects
    from lacmigration.testing._records import records as records
    from lacmigration.testing._records import regions as regions
    from lacmigration.testing._records import relation_records as relation_records
    from lacmigration.testing._records import sources as sources
    from lacmigration.testing._records import strategies as strategies
    from lacmigration.testing._records import targets as targets
    from lacmigration.testing._relations import relations as relations
    from lacmigration.testing._values import citations as citations
    from lacmigration.testing._values import facts as facts
    from lacmigration.testing._values import ids as ids
    from lacmigration.testing._values import intervals as intervals
    from lacmigration.testing._values import money as money
    from lacmigration.testing._values import names as names
    from lacmigration.testing._values import partial_dates as partial_dates
    from lacmigration.testing._values import periods as periods

_HOMES = {
    "_figures": ("decimals", "figures", "printings", "rounded", "shares_in_words"),
    "_records": (
        "areas",
        "cities",
        "contributions",
        "countries",
        "discrepancies",
        "events",
        "funds",
        "initiatives",
        "memberships",
        "networks",
        "objectives",
        "observations",
        "offices",
        "operations",
        "organisations",
        "programmes",
        "projects",
        "records",
        "regions",
        "relation_records",
        "sources",
        "strategies",
        "targets",
    ),
    "_relations": ("relations",),
    "_values": ("citations", "facts", "ids", "intervals", "money", "names", "partial_dates", "periods"),
}

__all__ = [
    "areas",
    "citations",
    "cities",
    "contributions",
    "countries",
    "decimals",
    "discrepancies",
    "events",
    "facts",
    "figures",
    "funds",
    "ids",
    "initiatives",
    "intervals",
    "memberships",
    "money",
    "names",
    "networks",
    "objectives",
    "observations",
    "offices",
    "operations",
    "organisations",
    "partial_dates",
    "periods",
    "printings",
    "programmes",
    "projects",
    "records",
    "regions",
    "relation_records",
    "relations",
    "rounded",
    "shares_in_words",
    "sources",
    "strategies",
    "targets",
]


if not TYPE_CHECKING:  # a checker that saw it would believe in any name
    from lacmigration._faces import face

    __getattr__, __dir__ = face(__name__, {name: home for home, names in _HOMES.items() for name in names})
