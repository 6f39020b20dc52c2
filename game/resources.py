"""Where the scenarios and the pictures, fonts and maps are.

In a checkout (and an editable install) ``scenarios/`` and ``assets/`` stand beside
the package; in an installed wheel they lie inside it.
"""

from __future__ import annotations

from pathlib import Path

from game.errors import ResourceError

PACKAGE = Path(__file__).resolve().parent


def _home(name: str) -> Path:
    for home in (PACKAGE / name, PACKAGE.parent / name):
        if home.is_dir():
            return home
    raise ResourceError(f"the game's own folder “{name}” is missing; install the game again")


def scenarios() -> Path:
    """Return the folder that holds the shipped scenarios.

    Raises:
        ResourceError: The installation is incomplete.
    """
    return _home("scenarios")


def asset(*parts: str) -> Path:
    """Return the path of a shipped asset, for example ``asset("fonts", "X.ttf")``.

    Raises:
        ResourceError: There is no such file.
    """
    path = _home("assets").joinpath(*parts)
    if not path.exists():
        raise ResourceError(f"the game's own file “{'/'.join(parts)}” is missing; install the game again")
    return path


def shipped() -> tuple[str, ...]:
    """Return the ids of the shipped scenarios, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in scenarios().glob("*/scenario.yaml")))


def scenario_folder(name: str) -> Path:
    """Return the folder of a shipped scenario's id, or of a path that a person gave.

    Args:
        name: The id of a shipped scenario, a folder, or the path of a ``scenario.yaml``.

    Raises:
        ResourceError: It is neither.
    """
    path = Path(name).expanduser()
    if path.name == "scenario.yaml" and path.is_file():
        return path.parent
    if (path / "scenario.yaml").is_file():
        return path
    if name in shipped():
        return scenarios() / name
    known = ", ".join(shipped())
    if path.is_dir():
        raise ResourceError(f"“{name}” is a folder without a scenario.yaml; the shipped scenarios are: {known}")
    raise ResourceError(f"there is no scenario “{name}”; give a folder, or one of: {known}")
