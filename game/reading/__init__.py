"""YAML text to model, with file, line and column on every problem."""

from __future__ import annotations

from pathlib import Path

import attrs

from game.errors import ScenarioError
from game.problems import Problem, Severity
from game.reading import checks, folder, links, sorts
from game.reading.report import Report
from game.reading.shapes import Gathered
from game.story.scenario import Scenario

__all__ = ["Reading", "read", "read_all"]


@attrs.frozen(kw_only=True)
class Reading:
    """What came of reading a folder.

    Attributes:
        scenario: The scenario, or None where an error stands in the way.
        problems: Every problem of the text, warnings and notes included, in order of place.
    """

    scenario: Scenario | None
    problems: tuple[Problem, ...]


def read_all(path: Path) -> Reading:
    """Read the scenario in a folder and say everything that is wrong with its text.

    Args:
        path: The folder that holds ``scenario.yaml``.
    """
    report = Report()
    gathered = Gathered(report=report)
    scenario = folder.read(path, gathered).scenario()
    if scenario is not None:
        _check(scenario, gathered)
    return Reading(scenario=None if report.failed else scenario, problems=report.problems())


def _check(scenario: Scenario, gathered: Gathered) -> None:
    report = gathered.report
    checks.pens(gathered)
    links.check(scenario, gathered)
    sorts.check(scenario, gathered)
    checks.numbers(scenario, gathered)
    checks.todos(scenario, gathered)
    # The rest follows ids from node to node, so every one of them must lead somewhere.
    if report.failed or not checks.circles(scenario, gathered):
        return
    on_path = checks.history(scenario, gathered)
    checks.fog(scenario, gathered)
    checks.dates(scenario, gathered)
    if on_path:
        checks.owed(scenario, gathered, on_path)


def read(path: Path) -> Scenario:
    """Return the scenario in a folder.

    Args:
        path: The folder that holds ``scenario.yaml``.

    Raises:
        ScenarioError: Its text has errors; it carries all of them.
    """
    reading = read_all(path)
    if reading.scenario is None:
        raise ScenarioError(tuple(p for p in reading.problems if p.severity is Severity.ERROR))
    return reading.scenario
