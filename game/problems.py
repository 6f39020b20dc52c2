"""Problems: faults in a scenario, numbered, with a place and a way out.

A *problem* is a fault visible in the text; a *finding* is a fault across states. Both are
values of :class:`Problem`. Each code is registered once, as a :class:`Kind`, beside the
rule that reports it, with YAML that provokes it and its mended form; tests run every one.
"""

from __future__ import annotations

import difflib
import enum
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(enum.Enum):
    """How bad a problem is; only errors keep a scenario from being played."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@attrs.frozen(kw_only=True, order=True)
class Place:
    """A place in a file; `line` and `column` count from one."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """Return ``file:line:column``."""
        return f"{self.file}:{self.line}:{self.column}"


@attrs.frozen(kw_only=True)
class Kind:
    """A numbered kind of problem.

    Attributes:
        code: A letter and three digits: Y for YAML, S for the scenario's text, P for the proof.
        title: The rule, in a few words.
        example: Text that provokes it: a node (see `tests/test_problems.py` for how it is used).
        mended: The same text without the fault.
    """

    code: str
    title: str
    severity: Severity = Severity.ERROR
    example: str = ""
    mended: str = ""


@attrs.frozen(kw_only=True)
class Problem:
    """One fault, with everything that a person needs to mend it.

    Attributes:
        code: The code of its `Kind`.
        message: One sentence: what was found, and what was expected.
        hint: What to do, or an empty string.
        line_text: The line at fault, at most 200 characters, or an empty string.
        replay: For a finding: the shortest play-through that shows it, as ``node.choice`` ids.
    """

    code: str
    severity: Severity
    message: str
    place: Place
    hint: str = ""
    line_text: str = ""
    replay: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the problem on one line, as compilers print theirs."""
        return f"{self.place}: {self.code} {self.message}"


def did_you_mean(wrong: str, candidates: Iterable[str]) -> str:
    """Return ``did you mean "x"?`` for the candidate nearest to `wrong`, or an empty string."""
    near = difflib.get_close_matches(wrong, list(candidates), n=1, cutoff=0.6)
    return f'did you mean "{near[0]}"?' if near else ""


def show(problem: Problem) -> str:
    """Return the problem as several lines: where and what, the line with a caret, the hint."""
    lines = [str(problem)]
    if problem.line_text:
        lines.append(f"    {problem.line_text}")
        if problem.place.column <= len(problem.line_text) + 1:
            lines.append("    " + " " * (problem.place.column - 1) + "^")
    if problem.hint:
        lines.append(f"  hint: {problem.hint}")
    return "\n".join(lines)
