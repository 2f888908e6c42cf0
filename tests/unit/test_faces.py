"""The packages whose names are loaded when they are first asked for look like any other."""

from __future__ import annotations

import pickle
import subprocess
import sys
from importlib import import_module

import pytest

import lacmigration as lm
from lacmigration._faces import face

PACKAGES = ["lacmigration", "lacmigration.feeds", "lacmigration.frames", "lacmigration.testing"]


def fresh(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.mark.parametrize("name", PACKAGES)
def test_every_public_name_is_listed_and_can_be_had(name):
    package = import_module(name)
    assert set(package.__all__) <= set(dir(package))
    assert all(getattr(package, one) is getattr(package, one) for one in package.__all__)


@pytest.mark.parametrize("name", PACKAGES)
def test_every_public_name_comes_with_a_star(name):
    found: dict[str, object] = {}
    exec(f"from {name} import *", found)  # noqa: S102  (a star is for modules only)
    assert set(import_module(name).__all__) <= set(found)


@pytest.mark.parametrize("name", PACKAGES)
def test_nothing_is_loaded_before_it_is_asked_for(name):
    code = (
        f"import sys, {name}; home = sys.modules[{name!r}]; print(*vars(home).keys() & home.__all__);"
        "print(*(one for one in sys.modules if one.startswith('lacmigration')))"
    )
    assert set(fresh(code).split()) == {"lacmigration", "lacmigration._faces", name}


def test_the_package_imports_no_library():
    code = "import sys; before = set(sys.modules); import lacmigration; print(*set(sys.modules) - before)"
    assert set(fresh(code).split()) == {"lacmigration", "lacmigration._faces"}


@pytest.mark.parametrize("name", PACKAGES)
def test_a_name_that_is_none_is_refused_so_that_python_can_tell_what_is_meant(name):
    package = import_module(name)
    with pytest.raises(AttributeError, match=f"^module '{name}' has no attribute 'nobody'$") as caught:
        _ = package.nobody
    assert (caught.value.name, caught.value.obj) == ("nobody", package)


def test_python_tells_what_is_meant():
    code = "import lacmigration as lm; lm.Totl"
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert "Did you mean: 'Total'?" in done.stderr


def test_a_name_is_an_ordinary_one_once_it_was_asked_for():
    code = "import lacmigration as lm; lm.Money; print('Money' in vars(lm), 'Figure' in vars(lm))"
    assert fresh(code) == "True False"


def test_what_is_had_through_the_face_can_be_pickled():
    assert pickle.loads(pickle.dumps(lm.Money("5", "USD"))) == lm.Money("5", "USD")  # noqa: S301  (our own)
    assert pickle.loads(pickle.dumps(lm.total)) is lm.total  # noqa: S301


def test_a_library_that_lacks_is_told_in_the_packages_words_and_a_module_of_ours_is_not(monkeypatch):
    monkeypatch.setitem(sys.modules, "lacmigration.shares_of", None)
    load, _ = face("lacmigration", {"One": "shares_of"}, lacking=KeyError)
    with pytest.raises(ModuleNotFoundError, match="shares_of"):
        load("One")
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    monkeypatch.delitem(sys.modules, "lacmigration.testing._values", raising=False)
    load, _ = face("lacmigration.testing", {"money": "_values"}, lacking=KeyError)
    with pytest.raises(KeyError, match=r"^'hypothesis'$"):
        load("money")
