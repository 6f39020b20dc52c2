"""Sources: CSL as Zotero writes it, in YAML or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from game.problems import Place
from game.reading import kinds
from game.reading.report import Report
from game.reading.shapes import MOMENT, Gathered, found
from game.reading.tree import Mapping, Scalar, Sequence, Tree
from game.story.scenario import Source

_DIRECT = {
    "type": "type",
    "title": "title",
    "container-title": "container",
    "publisher": "publisher",
    "publisher-place": "publisher_place",
    "URL": "url",
    "note": "note",
    "keyword": "keyword",
}


def read_json(text: str, file: str, report: Report) -> Tree | None:
    """Return CSL JSON as a tree; places are those of the lines on which ids stand."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        report.add(kinds.BROKEN, f"this is not JSON: {error}", Place(file=file, line=line, column=column))
        return None
    return _grown(data, file, 1)


def _grown(data: Any, file: str, line: int) -> Tree:  # noqa: ANN401 - JSON is anything
    if isinstance(data, dict):
        entries: list[tuple[Scalar, Tree]] = [
            (Scalar(str(key), file, line, 1), _grown(value, file, line)) for key, value in data.items()
        ]
        return Mapping(entries, file, line, 1)
    if isinstance(data, list):
        return Sequence([_grown(item, file, line) for item in data], file, line, 1)
    text = "true" if data is True else "false" if data is False else str(data)
    return Scalar(text, file, line, 1, plain=not isinstance(data, str))


def read(tree: Tree, gathered: Gathered) -> Iterator[Source]:
    """Yield the sources of a CSL file: a list, or a mapping with ``references:``."""
    listed = tree.get("references") if isinstance(tree, Mapping) else tree
    if not isinstance(listed, Sequence):
        gathered.wrong("references: with a list of sources", tree)
        return
    for item in listed.items:
        source = _source(item, gathered)
        if source is not None:
            yield source


def _source(tree: Tree, gathered: Gathered) -> Source | None:
    if not isinstance(tree, Mapping):
        gathered.wrong("a source", tree)
        return None
    id_ = tree.get("id")
    if not isinstance(id_, Scalar) or not id_.text.strip():
        gathered.report.add(kinds.MISSING_KEY, "a source needs id:", tree.place, "Zotero writes it as the citation key")
        return None
    direct = {_DIRECT[key.text]: _text(value) for key, value in tree.entries if key.text in _DIRECT}
    if not direct.get("title"):
        gathered.report.add(kinds.MISSING_KEY, f"the source “{id_.text[:60]}” needs title:", tree.place)
        return None
    makers = [value for name in ("author", "editor") if (value := tree.get(name)) is not None]
    issued, known_from = tree.get("issued"), tree.get("known_from")
    taken = {*_DIRECT, "id", "author", "issued", "known_from"}
    return Source(
        id=id_.text.strip(),
        authors=_people(makers[0]) if makers else (),
        issued=_issued(issued) if issued is not None else "",
        known_from=MOMENT.read(gathered, known_from) if known_from is not None else None,
        more=tuple((key.text, _text(value)) for key, value in tree.entries if key.text not in taken),
        place=id_.place,
        **direct,
    )


def _text(tree: Tree) -> str:
    if isinstance(tree, Scalar):
        return " ".join(tree.text.split())
    if isinstance(tree, Sequence):
        return "; ".join(_text(item) for item in tree.items)
    return "; ".join(f"{key.text}: {_text(value)}" for key, value in tree.entries) or found(tree)


def _people(tree: Tree) -> tuple[str, ...]:
    names = []
    for item in tree.items if isinstance(tree, Sequence) else [tree]:
        if isinstance(item, Mapping):
            parts = {key.text: _text(value) for key, value in item.entries}
            name = parts.get("literal") or ", ".join(part for part in (parts.get("family"), parts.get("given")) if part)
        else:
            name = _text(item)
        if name:
            names.append(name)
    return tuple(names)


def _issued(tree: Tree) -> str:
    """Return ``1962-10-26`` from CSL's date-parts, or the text as it is."""
    if isinstance(tree, Mapping):
        parts = tree.get("date-parts")
        if isinstance(parts, Sequence) and parts.items and isinstance(parts.items[0], Sequence):
            numbers = [_text(part) for part in parts.items[0].items]
            return "-".join(part.zfill(2) for part in numbers)
        raw = tree.get("raw") or tree.get("literal")
        return _text(raw) if raw is not None else ""
    return _text(tree)
