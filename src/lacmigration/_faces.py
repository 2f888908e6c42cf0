"""How does a package load each of its names when it is first asked for, and not before?"""

import sys

TYPE_CHECKING = False  # as in the package above: importing typing would cost more than all of this

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["face"]


def face(
    package: str,
    homes: "Mapping[str, str]",
    *,
    lacking: "Callable[[str], Exception] | None" = None,
) -> "tuple[Callable[[str], object], Callable[[], list[str]]]":
    """The `__getattr__` and `__dir__` of a package whose names live in modules of its own.

    `homes` says for each name in which module, from the package on. A name that was loaded is an ordinary one
    from then on. `lacking` makes the error for a library that a module needs and nobody has installed.

    >>> load, listed = face("lacmigration", {"Figure": "figures"})
    >>> load("Figure").__name__, "Figure" in listed()
    ('Figure', True)
    """
    module = sys.modules[package]

    def load(name: str) -> object:
        """Import a public name from its module when it is first asked for."""
        home = homes.get(name)
        if home is None:
            problem = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(problem, name=name, obj=module)  # by which Python tells what may be meant
        from importlib import import_module

        try:
            value: object = getattr(import_module(f"{package}.{home}"), name)
        except ModuleNotFoundError as cause:
            library = str(cause.name).partition(".")[0]
            if lacking is None or library == "lacmigration":
                raise
            raise lacking(library) from cause
        setattr(module, name, value)
        return value

    def listed() -> list[str]:
        """The public names, loaded or not."""
        return sorted({*vars(module), *module.__all__})

    return load, listed
