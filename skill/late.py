"""Modules that are there from the start and run when they are first used: a cold start waits for no others.

For what a library imports at once and a turn uses never or seldom. Nothing is missing, and nothing installed
is changed: whoever uses a late module gets the real one, a moment later. Running one is not for two threads
at the same time: a server with threads calls `run_all` before it answers.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

__all__ = ["late", "run_all"]

_LATE = "__getattr__"
"""What a module has until it has run."""


def late(name: str, *classes: str) -> None:
    """Put the installed module `name`, not yet run, where an import finds it; nothing, if it has run already.

    A package's submodules can be imported without running the package, and a class that has a submodule to
    itself, such as `OutputSpeech` in `output_speech`, is taken from there. Any other name that is asked of
    the module runs it.

    Args:
        name: of the module, with its package.
        classes: names in it that others import at once to make instances of. They stand for the real ones,
            and an instance becomes a real one when something of it is first used.

    Raises:
        ModuleNotFoundError: there is no such module.
    """
    if name in sys.modules:
        return
    spec = find_spec(name)
    if spec is None:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    module = module_from_spec(spec)

    def __getattr__(asked: str) -> Any:  # noqa: N807  # a module's own, by PEP 562
        if asked == "__path__":  # an import asks every module for it; a package has it
            raise AttributeError(asked)
        own = _from_its_own_part(module, asked)
        return getattr(_run(module), asked) if own is None else own

    module.__dict__["__getattr__"] = __getattr__
    for each in classes:
        module.__dict__[each] = _standing_for(module, each)
    sys.modules[name] = module


def run_all() -> None:
    """Run every module that is still late."""
    for module in list(sys.modules.values()):
        if (
            isinstance(module, ModuleType)
            and getattr(module.__dict__.get(_LATE), "__module__", "") == __name__
        ):
            _run(module)


def _from_its_own_part(package: ModuleType, name: str) -> Any:
    """The class `name` of a package, from the submodule that is called as it is; None if there is no such."""
    if "__path__" not in package.__dict__ or not name[:1].isupper():
        return None
    part = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")
    try:
        found = getattr(import_module(f"{package.__name__}.{part}"), name)
    except (AttributeError, ModuleNotFoundError):
        return None
    package.__dict__[name] = found
    return found


def _run(module: ModuleType) -> ModuleType:
    if module.__dict__.pop(_LATE, None):
        assert module.__spec__
        assert module.__spec__.loader
        module.__spec__.loader.exec_module(module)
    return module


def _standing_for(module: ModuleType, name: str) -> type:
    class Late:
        """An instance of a class whose module has not run; the real thing once something of it is used."""

        def __init__(self, *values: Any, **named: Any) -> None:
            self.__dict__["made_of"] = values, named

        def __getattr__(self, asked: str) -> Any:
            values, named = self.__dict__.pop("made_of")
            self.__class__ = getattr(_run(module), name)
            self.__init__(*values, **named)  # type: ignore[misc]  # it is the real one's
            return getattr(self, asked)

    return Late
