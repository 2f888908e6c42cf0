"""How hard the properties are searched, and how work is counted where others take the time."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import pytest
from hypothesis import Phase, settings

import lacmigration
from lacmigration.frames import local_spark

# Chosen by HYPOTHESIS_PROFILE. The same tree gives the same answer each time; new cases are looked for by
# `thorough`, which is what `nox -s property` runs. No deadline: the machines that run this are shared, and
# slowness is measured in benchmarks/.
settings.register_profile("default", max_examples=100, deadline=None, derandomize=True, print_blob=True)
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
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or "default")

# Hypothesis draws from the numbers and texts of all modules that are loaded: which ones must not depend on
# the tests that a process has run before.
for _module in pkgutil.walk_packages(lacmigration.__path__, "lacmigration."):
    if not _module.name.endswith("__main__"):
        importlib.import_module(_module.name)


@pytest.fixture(scope="session")
def calls() -> Callable[[Callable[[], object]], int]:
    """How many functions, Python's and built-in ones, something calls: its work, on any machine the same."""

    def counted(action: Callable[[], object]) -> int:
        made = 0

        def count(_frame: FrameType, event: str, _what: object) -> None:
            nonlocal made
            made += event in {"call", "c_call"}

        before = sys.getprofile()
        sys.setprofile(count)
        try:
            action()
        finally:
            sys.setprofile(before)
        return made

    return counted


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A Spark session on this machine, two tasks at a time."""
    warehouse = str(tmp_path_factory.mktemp("warehouse"))
    session = local_spark("tests", settings={"spark.sql.warehouse.dir": warehouse})
    yield session
    session.stop()
