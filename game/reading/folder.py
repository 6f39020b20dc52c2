"""A scenario's folder: which files it has, and their sections put together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs

from game.problems import Place, did_you_mean
from game.reading import kinds, sources, text, tree
from game.reading.declared import VARIABLES
from game.reading.nodes import NODES
from game.reading.records import DOCUMENT, ELSEWHERE, GLOSSARY, HEAD, LAYER, PERSON, VIEW
from game.reading.report import Report
from game.reading.shapes import Gathered
from game.reading.tree import Mapping, Scalar, Tree
from game.story.map import Atlas
from game.story.scenario import Scenario, Source

FORMAT = 1
HEAD_FILE = "scenario.yaml"
LARGEST_SCENARIO = 32 * 1024 * 1024
MOST_FILES = 1000

_SECTIONS: dict[str, Callable[[Gathered, Tree], tuple[Any, ...] | None]] = {
    "variables": VARIABLES.read,
    "nodes": NODES.read,
    "people": PERSON.by_id.read,
    "documents": DOCUMENT.by_id.read,
    "glossary": GLOSSARY.by_id.read,
    "elsewhere": ELSEWHERE.by_id.read,
}


@attrs.define
class Parts:
    """What the files of a scenario hold, put together."""

    head: dict[str, Any] | None = None
    sections: dict[str, list[Any]] = attrs.Factory(dict)

    def add(self, section: str, values: tuple[Any, ...], report: Report) -> None:
        """Add records; an id that stands twice is a problem that names both places."""
        known = {value.id: value for value in self.sections.setdefault(section, [])}
        for value in values:
            if value.id in known:
                first = known[value.id].place
                message = f"“{value.id}” stands twice in {section}; the first is at {first}"
                report.add(kinds.TWICE, message, value.place or Place(file=HEAD_FILE), "give one of them another id")
            else:
                known[value.id] = value
                self.sections[section].append(value)

    def scenario(self) -> Scenario | None:
        """Return the scenario, or None where its head cannot be made."""
        if self.head is None:
            return None
        values = {key: value for key, value in self.head.items() if key not in {"format", "files"}}
        sections: dict[str, Any] = {name: tuple(found) for name, found in self.sections.items()}
        atlas = Atlas(views=sections.pop("views", ()), layers=sections.pop("layers", ()))
        if not sections.get("nodes"):
            return None
        return Scenario(**values, **sections, atlas=atlas)


def read(folder: Path, gathered: Gathered) -> Parts:
    """Return everything in the files of a scenario; problems go to the report."""
    report = gathered.report
    parts = Parts()
    head = _tree(folder / HEAD_FILE, HEAD_FILE, report)
    if head is None:
        if not report.problems():
            report.add(kinds.FILE, "the file is empty", Place(file=HEAD_FILE), "a scenario begins with format: 1")
        return parts
    if not isinstance(head, Mapping):
        gathered.wrong("a scenario, beginning with format: 1", head)
        return parts
    if not _known_format(head, gathered):
        return parts
    _sections(head, gathered, parts)
    own = Mapping([(k, v) for k, v in head.entries if not _is_section(k.text)], head.file, head.line, head.column)
    parts.head = HEAD.read(gathered, own)
    for path, name in _files(folder, own.get("files"), report):
        _file(path, name, gathered, parts)
    return parts


def _known_format(head: Mapping, gathered: Gathered) -> bool:
    number = head.get("format")
    if isinstance(number, Scalar) and number.text.isdecimal() and number.text != str(FORMAT):
        message = f"this scenario is in format {number.text[:20]}, and this game knows format {FORMAT}"
        gathered.report.add(kinds.FORMAT, message, number.place, "get a newer version of the game")
        return False
    return True


def _is_section(key: str) -> bool:
    return key in _SECTIONS or key in {"map", "references"}


def _files(folder: Path, listed: Tree | None, report: Report) -> list[tuple[Path, str]]:
    """Return the files that ``files:`` names, inside the folder alone, in order and each once."""
    if listed is None:
        return []
    root = folder.resolve()
    found: dict[Path, str] = {}
    size = 0
    for item in listed.items if isinstance(listed, tree.Sequence) else [listed]:
        if not isinstance(item, Scalar):
            continue
        paths = _matching(folder, item, report)
        for path in paths:
            inside = path.resolve()
            if not inside.is_relative_to(root):
                report.add(
                    kinds.FILE, f"“{item.text}” leads out of the scenario’s folder", item.place, "copy the file in"
                )
            elif inside.name != HEAD_FILE and inside not in found:
                found[inside] = path.relative_to(folder).as_posix()
                size += inside.stat().st_size
    if size > LARGEST_SCENARIO or len(found) > MOST_FILES:
        message = f"a scenario has at most {LARGEST_SCENARIO // 2**20} MB in {MOST_FILES} files"
        report.add(kinds.TOO_LARGE, f"{message}, and this has {size / 2**20:.0f} in {len(found)}", listed.place)
        return []
    return list(found.items())


def _matching(folder: Path, item: Scalar, report: Report) -> list[Path]:
    pattern = item.text
    if ".." in Path(pattern).parts or Path(pattern).is_absolute() or pattern.startswith(("~", "\\")) or ":" in pattern:
        message = f"“{pattern[:80]}” leads out of the scenario’s folder"
        report.add(kinds.FILE, message, item.place, "name files inside it, with / between folders")
        return []
    try:
        paths = sorted(path for path in folder.glob(pattern) if path.is_file())
    except (ValueError, NotImplementedError, OSError, IndexError):
        paths = []
    if not paths:
        names = [path.relative_to(folder).as_posix() for path in folder.rglob("*.yaml")]
        report.add(kinds.FILE, f"no file matches “{pattern[:80]}”", item.place, did_you_mean(pattern, names))
    return paths


def _tree(path: Path, name: str, report: Report) -> Tree | None:
    written = text.read(path, name, report)
    if written is None:
        return None
    if name.endswith(".json"):
        return sources.read_json(written, name, report)
    return tree.parse(written, name, report)


def _file(path: Path, name: str, gathered: Gathered, parts: Parts) -> None:
    found = _tree(path, name, gathered.report)
    if found is None:
        return
    if name.endswith((".csl.yaml", ".csl.yml", ".csl.json", ".json")):
        _sources(found, gathered, parts)
    elif isinstance(found, Mapping):
        _sections(found, gathered, parts)
        for key, _ in found.entries:
            if not _is_section(key.text):
                known = (*_SECTIONS, "map", "references")
                hint = did_you_mean(key.text, known) or f"a file holds {', '.join(known)}"
                gathered.report.add(kinds.UNKNOWN_KEY, f"“{key.text}” is no section of a scenario", key.place, hint)
    else:
        gathered.wrong("sections such as nodes:", found)


def _sections(found: Mapping, gathered: Gathered, parts: Parts) -> None:
    for key, value in found.entries:
        if key.text in _SECTIONS:
            parts.add(key.text, _SECTIONS[key.text](gathered, value) or (), gathered.report)
        elif key.text == "map":
            _map(value, gathered, parts)
        elif key.text == "references":
            _sources(value, gathered, parts)


def _map(value: Tree, gathered: Gathered, parts: Parts) -> None:
    if not isinstance(value, Mapping):
        gathered.wrong("views: and layers:", value)
        return
    for key, inner in value.entries:
        if key.text == "views":
            parts.add("views", VIEW.by_id.read(gathered, inner) or (), gathered.report)
        elif key.text == "layers":
            parts.add("layers", LAYER.by_id.read(gathered, inner) or (), gathered.report)
        else:
            hint = did_you_mean(key.text, ("views", "layers")) or "a map knows views and layers"
            gathered.report.add(kinds.UNKNOWN_KEY, f"“{key.text}” has no meaning in a map", key.place, hint)


def _sources(found: Tree, gathered: Gathered, parts: Parts) -> None:
    read_sources: tuple[Source, ...] = tuple(sources.read(found, gathered))
    parts.add("sources", read_sources, gathered.report)
