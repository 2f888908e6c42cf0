"""How hard the properties are searched: chosen by HYPOTHESIS_PROFILE, or `ci` where CI is set."""

from __future__ import annotations

import os

from hypothesis import Phase, settings

# No deadline: the machines that run this are shared, and slowness is measured in benchmarks/.
settings.register_profile("default", max_examples=100, deadline=None)
settings.register_profile("ci", max_examples=200, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("thorough", max_examples=10_000, deadline=None, print_blob=True)
# A mutant is dead at the first failing case, whichever it is.
settings.register_profile(
    "mutation",
    max_examples=50,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "default"))
