"""Sources as a reader sees them: a short form beside a sentence, a full one in a list."""

from __future__ import annotations

from collections.abc import Iterable

from game.story.prose import Cite
from game.story.scenario import Scenario, Source

_LONGEST_TITLE = 60


def short(scenario: Scenario, cite: Cite) -> str:
    """Return a citation in a few words: ``Dobbs 2008, ch. 10``."""
    source = scenario.source_by_id.get(cite.key)
    name = cite.key if source is None else _short_name(source)
    return f"{name}, {cite.locator}" if cite.locator else name


def shorts(scenario: Scenario, cites: Iterable[Cite]) -> str:
    """Return several citations on one line."""
    return "; ".join(short(scenario, cite) for cite in cites)


def full(source: Source) -> str:
    """Return a whole reference, as a bibliography prints it."""
    who = "; ".join(source.authors)
    where = ", ".join(part for part in (source.publisher_place, source.publisher) if part)
    number = dict(source.more).get("number", "")
    parts = (who, source.title, source.container, number, where, source.issued)
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _short_name(source: Source) -> str:
    if source.authors and source.keyword != "primary":
        first, *others = (author.split(",")[0] for author in source.authors)
        more = f" and {others[0]}" if len(others) == 1 else " and others" if others else ""
        return f"{first}{more} {source.issued[:4]}".strip()
    title = source.title
    if len(title) > _LONGEST_TITLE:
        title = title[:_LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(",;:") + "…"
    return title
