"""YAML as a tree in which everything has its place.

Built from PyYAML's event stream, so that no value is ever given a type behind the author's back
(plain loading makes ``12:30`` 750 and ``NO`` False, and keeps the last of two equal keys).
Depth, length and the expansion of aliases are bounded while reading, not after.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
import yaml

from game.problems import Kind, Place
from game.reading import kinds
from game.reading.report import Report

DEEPEST = 40
LONGEST_SCALAR = 100_000
MOST_VALUES = 1_000_000
"""Values in a file, aliases counted as often as they are used."""

_Parser: Any = getattr(yaml, "CParser", None) or yaml.SafeLoader


# The tree is made of hundreds of thousands of values and thrown away after reading: plain slotted
# classes, compared by identity, cost a third of frozen ones.
@attrs.define(eq=False)
class Scalar:
    """A single value; `plain` when it is written without quotation marks or a block sign."""

    text: str
    file: str
    line: int
    column: int
    plain: bool = True
    block: bool = False

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(file=self.file, line=self.line, column=self.column)


@attrs.define(eq=False)
class Sequence:
    """A list of values."""

    items: list[Tree]
    file: str
    line: int
    column: int
    size: int = 1

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(file=self.file, line=self.line, column=self.column)


@attrs.define(eq=False)
class Mapping:
    """Keys with values, in order of writing; no key stands twice."""

    entries: list[tuple[Scalar, Tree]]
    file: str
    line: int
    column: int
    size: int = 1

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(file=self.file, line=self.line, column=self.column)

    def get(self, key: str) -> Tree | None:
        """Return the value of `key`, or None."""
        return next((value for known, value in self.entries if known.text == key), None)


Tree = Scalar | Sequence | Mapping


class _Refused(Exception):  # noqa: N818 - it never leaves this module
    """Reading of this file stops here; the problem is in the report."""


def parse(text: str, file: str, report: Report) -> Tree | None:
    """Return the tree of a file's text, or None where it cannot be read.

    Args:
        text: The text, decoded.
        file: Its name, for places.
        report: Gets every problem; after a broken structure the rest of the file is not read.
    """
    try:
        return _Builder(text, file, report).document()
    except _Refused:
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        report.broken_yaml(Place(file=file, line=line, column=column), str(error.problem or error))
        return None
    except (yaml.YAMLError, UnicodeError) as error:
        report.add(kinds.BROKEN, f"this is not YAML: {error}", Place(file=file))
        return None


class _Builder:
    """Builds the tree of one document from its events."""

    def __init__(self, text: str, file: str, report: Report) -> None:
        self._parser = _Parser(text)
        self._file = file
        self._report = report
        self._anchors: dict[str, Tree | None] = {}
        self._depth = 0
        self._values = 0

    def document(self) -> Tree | None:
        self._next()  # the stream begins
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return None
        tree = self._value(self._next())
        self._next()  # the document ends
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            self._refuse(
                kinds.FORM, "a file holds one document, and a second begins here", after, "delete the line ---"
            )
        return tree

    def _next(self) -> Any:  # noqa: ANN401 - PyYAML has no types for events
        return self._parser.get_event()

    def _place(self, event: Any) -> Place:  # noqa: ANN401 - as above
        return Place(file=self._file, line=event.start_mark.line + 1, column=event.start_mark.column + 1)

    def _refuse(self, kind: Kind, message: str, event: Any, hint: str = "") -> None:  # noqa: ANN401 - as above
        self._report.add(kind, message, self._place(event), hint)
        raise _Refused

    def _count(self, size: int, event: Any) -> None:  # noqa: ANN401 - as above
        self._values += size
        if self._values > MOST_VALUES:
            message = f"a file holds at most {MOST_VALUES:,} values, each use of an alias counted"
            self._refuse(kinds.TOO_LARGE, message, event, "write the values out, or split the scenario")

    def _value(self, event: Any) -> Tree:  # noqa: ANN401 - as above
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if event.tag is not None and not (isinstance(event, yaml.ScalarEvent) and event.tag == "!"):
            message = f"a tag ({event.tag[:40]}) has no meaning here"
            self._refuse(kinds.FORM, message, event, "delete the tag; the field knows its own type")
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        tree: Tree
        if isinstance(event, yaml.ScalarEvent):
            tree = self._scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            tree = self._sequence(event)
        else:
            tree = self._mapping(event)
        if event.anchor is not None:
            self._anchors[event.anchor] = tree
        return tree

    def _alias(self, event: Any) -> Tree:  # noqa: ANN401 - as above
        tree = self._anchors.get(event.anchor)
        if tree is None:
            known = event.anchor in self._anchors
            message = f"*{event.anchor} stands inside itself" if known else f"there is no &{event.anchor} before this"
            hint = "write the value out" if known else "a value that begins with * must be in quotation marks"
            self._refuse(kinds.ALIAS, message, event, hint)
        assert tree is not None  # noqa: S101 - the line above raised
        self._count(tree.size if not isinstance(tree, Scalar) else 1, event)
        return tree

    def _scalar(self, event: Any) -> Scalar:  # noqa: ANN401 - as above
        self._count(1, event)
        if len(event.value) > LONGEST_SCALAR:
            message = f"a value has at most {LONGEST_SCALAR:,} characters, and this has {len(event.value):,}"
            self._refuse(kinds.TOO_LARGE, message, event)
        return Scalar(
            text=event.value,
            file=self._file,
            line=event.start_mark.line + 1,
            column=event.start_mark.column + 1,
            plain=not event.style,
            block=event.style in ("|", ">"),
        )

    def _deeper(self, event: Any) -> None:  # noqa: ANN401 - as above
        self._depth += 1
        self._count(1, event)
        if self._depth > DEEPEST:
            self._refuse(kinds.TOO_LARGE, f"values nest at most {DEEPEST} deep", event)

    def _sequence(self, event: Any) -> Sequence:  # noqa: ANN401 - as above
        self._deeper(event)
        before = self._values
        items: list[Tree] = []
        while not isinstance(inner := self._next(), yaml.SequenceEndEvent):
            items.append(self._value(inner))
        self._depth -= 1
        mark = event.start_mark
        return Sequence(items, self._file, mark.line + 1, mark.column + 1, self._values - before + 1)

    def _mapping(self, event: Any) -> Mapping:  # noqa: ANN401 - as above
        self._deeper(event)
        before = self._values
        entries: list[tuple[Scalar, Tree]] = []
        seen: dict[str, Scalar] = {}
        while not isinstance(inner := self._next(), yaml.MappingEndEvent):
            key = self._value(inner)
            if not isinstance(key, Scalar):
                hint = "a value that begins with [ or { must be in quotation marks"
                self._refuse(kinds.FORM, "a key is a single word, not a list or a mapping", inner, hint)
            assert isinstance(key, Scalar)  # noqa: S101 - the line above raised
            value = self._value(self._next())
            if key.text == "<<" and key.plain:
                self._report.add(kinds.FORM, "merge keys have no meaning here", key.place, "write the entries out")
            elif key.text in seen:
                first = seen[key.text].place.line
                self._report.add(
                    kinds.TWICE,
                    f"“{key.text}” stands twice; the first is on line {first}",
                    key.place,
                    "keep one of them",
                )
            else:
                seen[key.text] = key
                entries.append((key, value))
        self._depth -= 1
        mark = event.start_mark
        return Mapping(entries, self._file, mark.line + 1, mark.column + 1, self._values - before + 1)


def walk(tree: Tree) -> Iterator[Tree]:
    """Yield `tree` and everything in it."""
    yield tree
    if isinstance(tree, Sequence):
        for item in tree.items:
            yield from walk(item)
    elif isinstance(tree, Mapping):
        for _, value in tree.entries:
            yield from walk(value)
