"""Links from names and terms in a text to the notes that explain them.

The first time a page mentions an entry of the glossary, or a person, that mention becomes a link
(``glossary:u-2``, ``person:mcnamara``). What the seat could not know yet is not linked.
"""

from __future__ import annotations

import re
import weakref
from collections.abc import Iterator, Mapping

import attrs

from game.story.prose import Paragraph, Run
from game.story.scenario import Scenario
from game.story.when import When


@attrs.frozen(kw_only=True)
class _Index:
    pattern: re.Pattern[str]
    targets: Mapping[str, tuple[str, When | None]]


_indices: weakref.WeakKeyDictionary[Scenario, _Index | None] = weakref.WeakKeyDictionary()


def _index(scenario: Scenario) -> _Index | None:
    if scenario not in _indices:
        targets: dict[str, tuple[str, When | None]] = {}
        for person in scenario.people:
            for name in (person.name, person.short):
                if name:
                    targets.setdefault(name, (f"person:{person.id}", person.known_from))
        for entry in scenario.glossary:
            for term in (entry.term, *entry.also):
                targets.setdefault(term, (f"glossary:{entry.id}", entry.known_from))
        longest_first = sorted(targets, key=len, reverse=True)
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
        _indices[scenario] = _Index(pattern=pattern, targets=targets) if targets else None
    return _indices[scenario]


class Linker:
    """Links the texts of one page; an entry is linked once a page."""

    def __init__(self, scenario: Scenario, when: When | None) -> None:
        """Link what is known at `when`; None knows everything."""
        self._index = _index(scenario)
        self._when = when
        self._linked: set[str] = set()

    def link(self, paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        """Return `paragraphs` with links."""
        if self._index is None:
            return paragraphs
        return tuple(
            attrs.evolve(paragraph, runs=tuple(part for run in paragraph.runs for part in self._split(run)))
            for paragraph in paragraphs
        )

    def _split(self, run: Run) -> Iterator[Run]:
        index = self._index
        if index is None or run.cites:
            yield run
            return
        at = 0
        for match in index.pattern.finditer(run.text):
            target, known_from = index.targets[match[0]]
            if target in self._linked or self._unknown(known_from):
                continue
            self._linked.add(target)
            if match.start() > at:
                yield attrs.evolve(run, text=run.text[at : match.start()])
            yield attrs.evolve(run, text=match[0], link=target)
            at = match.end()
        if at < len(run.text) or not run.text:
            yield attrs.evolve(run, text=run.text[at:])

    def _unknown(self, known_from: When | None) -> bool:
        return known_from is not None and self._when is not None and known_from.instant > self._when.instant
