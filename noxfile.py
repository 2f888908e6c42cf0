"""Every check of the project, each by name: `nox -l` lists them, `nox -s lint` runs one."""

from __future__ import annotations

import tomllib
import zipfile
from pathlib import Path

import nox

nox.needs_version = ">=2025.5"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.error_on_missing_interpreters = False  # "per Python found"
nox.options.sessions = ["lint", "imports", "typing", "tests", "coverage", "doctests", "docs", "data", "build"]

ROOT = Path(__file__).parent
PYPROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PYPROJECT)
PACKAGE = Path("src/lacmigration")


def build_wheel(session: nox.Session) -> Path:
    """Build the wheel from the sdist, as an installer without a wheel would, and say where it is."""
    out = Path(session.create_tmp()).resolve()
    session.install("build")
    session.run("python", "-m", "build", "--outdir", str(out), silent=True)
    return max(out.glob("*.whl"), key=lambda wheel: wheel.stat().st_mtime)


@nox.session
def lint(session: nox.Session) -> None:
    """All of ruff's rules but the ignored ones, each of which has its reason in pyproject.toml."""
    session.install("ruff>=0.14")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session
def imports(session: nox.Session) -> None:
    """Imports go downward only, and the core needs nobody."""
    session.install("-e", ".", "import-linter>=2.6")
    session.run("lint-imports")


@nox.session
def typing(session: nox.Session) -> None:
    """The source is strictly typed; typing_tests/ is accepted and refused where it says so."""
    session.install("-e", ".[dev]")
    session.run("mypy")
    session.run("python", "tools/check_typing.py")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """The tests, against the built wheel; positional arguments go to pytest."""
    wheel = build_wheel(session)
    session.install(f"lacmigration[test] @ {wheel.as_uri()}")
    session.run("coverage", "run", "-m", "pytest", "-n", "auto", *session.posargs)
    if not session.posargs:
        session.notify("coverage")


@nox.session
def coverage(session: nox.Session) -> None:
    """What the test runs before have covered, together: every line and every branch."""
    session.install("coverage[toml]>=7.10")
    session.run("coverage", "combine")
    session.run("coverage", "report", "--fail-under=100")


@nox.session(name="property")
def properties(session: nox.Session) -> None:
    """The laws, with 10,000 generated cases each."""
    session.install("-e", ".[test]")
    session.run(
        "pytest",
        "-n",
        "auto",
        *(session.posargs or ["tests/property"]),
        env={"HYPOTHESIS_PROFILE": "thorough"},
    )


@nox.session
def doctests(session: nox.Session) -> None:
    """Every block of every page, and every example of every docstring."""
    session.install("-e", ".[test]")
    pages = sorted(str(page) for page in ROOT.glob("*.md"))
    session.run("pytest", *(session.posargs or [*pages, "docs", "src"]))


@nox.session
def docs(session: nox.Session) -> None:
    """The documentation as HTML, in docs/_build/html; a warning is an error."""
    session.install("-e", ".[docs]")
    session.run("sphinx-build", "-W", "--keep-going", "-E", "-b", "html", "docs", "docs/_build/html")


@nox.session
def data(session: nox.Session) -> None:
    """What is generated from the record classes is what is committed beside the data."""
    session.install("-e", ".[all]")
    session.run("python", "-m", "lacmigration.registry.describe")
    data = str(PACKAGE / "data")
    session.run("git", "diff", "--exit-code", "--", data, external=True)
    untracked = session.run(
        "git", "ls-files", "--others", "--exclude-standard", "--", data, external=True, silent=True
    )
    if untracked:
        session.error(f"files that no commit has:\n{untracked}")


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """The tests with the oldest dependencies that the metadata allows, on the oldest Python."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    bounds = {line for group in groups for line in group if not line.startswith("lacmigration[")}
    runtime = {"attrs", "babel", "cattrs", "hypothesis", "pint", "pytest", "rich", "typer"}
    pins = sorted(line.replace(">=", "==") for line in bounds if line.partition(">=")[0] in runtime)
    session.install("-e", ".[test]", *pins)
    session.run("pytest", "-n", "auto", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """The measured ratios, side by side in one run."""
    session.install(".[all]", "scipy>=1.13")
    session.run("python", "benchmarks", *session.posargs)


@nox.session
def mutation(session: nox.Session) -> None:
    """How many small changes of the exact modules the tests notice, and which ones they do not."""
    session.install("-e", ".[test]", "mutmut>=3.8")
    session.run("mutmut", "run", *session.posargs, env={"HYPOTHESIS_PROFILE": "mutation"})
    session.run("python", "tools/survivors.py")


@nox.session
def build(session: nox.Session) -> None:
    """The sdist and the wheel, with the data and the type marker inside."""
    wheel = build_wheel(session)
    session.install("twine", "check-wheel-contents")
    session.run("twine", "check", "--strict", *map(str, wheel.parent.glob("lacmigration-*")))
    session.run("check-wheel-contents", str(wheel))
    tracked = session.run("git", "ls-files", "--", str(PACKAGE), external=True, silent=True) or ""
    wanted = {name.removeprefix("src/") for name in tracked.split()}
    missing = sorted(wanted - set(zipfile.ZipFile(wheel).namelist()))
    if missing:
        session.error(f"not in the wheel: {', '.join(missing)}")
