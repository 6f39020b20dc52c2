"""The report: every problem of one reading, with the line that it stands on."""

from __future__ import annotations

import re

from game.problems import Kind, Place, Problem, Severity
from game.reading import kinds

LONGEST_LINE = 200
MOST_PROBLEMS = 500


class Report:
    """Collects problems; knows the lines of the files, to show them."""

    def __init__(self) -> None:
        """Begin with no problem and no file."""
        self._problems: dict[tuple[str, Place], Problem] = {}
        self._lines: dict[str, list[str]] = {}

    def read(self, file: str, text: str) -> None:
        """Remember the lines of a file."""
        self._lines[file] = text.splitlines()

    def line(self, place: Place) -> str:
        """Return the line at a place, or an empty string."""
        lines = self._lines.get(place.file, [])
        return lines[place.line - 1] if 0 < place.line <= len(lines) else ""

    def lines_from(self, place: Place) -> list[str]:
        """Return the lines of a file from a place on."""
        return self._lines.get(place.file, [])[place.line - 1 :]

    def add(self, kind: Kind, message: str, place: Place, hint: str = "") -> None:
        """Report a problem; of the same code at the same place only the first is kept."""
        if len(self._problems) >= MOST_PROBLEMS:
            return
        problem = Problem(
            code=kind.code,
            severity=kind.severity,
            message=message,
            place=place,
            hint=hint,
            line_text=_shown(self.line(place), place.column),
        )
        self._problems.setdefault((f"{kind.code} {message}", place), problem)

    def problems(self) -> tuple[Problem, ...]:
        """Return everything reported, in order of file, line and column."""
        return tuple(sorted(self._problems.values(), key=lambda problem: (problem.place, problem.code)))

    @property
    def failed(self) -> bool:
        """Whether an error was reported."""
        return any(problem.severity is Severity.ERROR for problem in self._problems.values())

    def broken_yaml(self, place: Place, said: str) -> None:
        """Report that YAML itself is broken, by what the writer most likely did."""
        message, hint, at = _likely(self._lines.get(place.file, []), place, said)
        self.add(kinds.BROKEN, message, at, hint)


def _shown(line: str, column: int) -> str:
    line = line.expandtabs(1)
    if len(line) <= LONGEST_LINE:
        return line
    return line[:LONGEST_LINE] if column <= LONGEST_LINE else ""


_KEYED = re.compile(r"^(\s*(?:- )?[\w-]+:\s+)(.*)$")
_SPECIAL = "@`%*&!|>[]{}"


def _likely(lines: list[str], place: Place, said: str) -> tuple[str, str, Place]:
    """Return what the writer most likely did, the mended line, and where."""
    for number in (place.line, place.line - 1):
        line = lines[number - 1] if 0 < number <= len(lines) else ""
        match = _KEYED.match(line)
        if match is None:
            continue
        found = _value_fault(match[2])
        if found:
            message, mended = found
            at = Place(file=place.file, line=number, column=len(match[1]) + 1)
            return message, f"write {match[1].strip()} {mended}", at
    line = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    if "could not find expected ':'" in said or "expected <block end>" in said or "did not find expected" in said:
        if line.strip() and ":" not in line:
            return "this line has no “key:” and belongs to no value", "indent it under its key, or add the key", place
        return (
            "the indentation does not fit the lines above",
            "line it up with its neighbours, in steps of two spaces",
            place,
        )
    if "mapping values are not allowed" in said:
        return "a second colon stands on this line", "put the value in quotation marks", place
    return (
        f"this is not YAML ({said})",
        "look at the quotation marks and the indentation of this line and the one above",
        place,
    )


def _value_fault(value: str) -> tuple[str, str] | None:
    bare = value.strip()
    double = bare.replace('"', "”")
    if bare[:1] == '"' and bare.count('"') > 2:  # noqa: PLR2004 - one to open and one to close
        inner = bare.strip('"')
        opened = re.sub(r'"(\S[^"]*)"', r"“\1”", inner)
        return "a quotation mark stands inside quotation marks", f'"{opened}"'
    if bare[:1] == "'" and bare.count("'") > 2 and "''" not in bare:  # noqa: PLR2004 - as above
        return "an apostrophe stands inside apostrophes", '"' + bare.strip("'").replace("'", "’") + '"'
    if bare[:1] in _SPECIAL and bare[:1] not in "|>":
        return f"a value that begins with {bare[0]} must be in quotation marks", f'"{double}"'
    if ": " in bare and bare[:1] not in "\"'":
        return "a colon stands in text without quotation marks", f'"{double}"'
    return None
