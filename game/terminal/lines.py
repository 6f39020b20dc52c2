"""A page as lines of text, in reading order; every block has its words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import assert_never

import attrs

from game.play.page import (
    AdviceList,
    Band,
    Block,
    Bullets,
    Desk,
    Facts,
    Gauge,
    Heading,
    Headline,
    Lead,
    MapPanel,
    Mark,
    Moved,
    Options,
    Page,
    PageKind,
    PathView,
    Prose,
    Sheet,
    Slug,
    Step,
)
from game.story.prose import Paragraph

WIDTH = 76


@attrs.frozen(kw_only=True)
class Look:
    """How lines look: how wide, and whether the terminal has colour."""

    width: int = WIDTH
    colour: bool = False

    def bold(self, text: str) -> str:
        """Return `text` in bold, where there is colour."""
        return f"\x1b[1m{text}\x1b[0m" if self.colour and text else text

    def quiet(self, text: str) -> str:
        """Return `text` dimmed, where there is colour."""
        return f"\x1b[2m{text}\x1b[0m" if self.colour and text else text

    def wrap(self, text: str, first: str = "", rest: str | None = None) -> list[str]:
        """Return `text` in lines of the width; `first` and `rest` begin them."""
        following = " " * len(first) if rest is None else rest
        lines = textwrap.wrap(
            " ".join(text.split()),
            self.width,
            initial_indent=first,
            subsequent_indent=following,
            break_on_hyphens=False,
        )
        return lines or [first.rstrip()]


def page_lines(page: Page, look: Look) -> Iterator[str]:
    """Yield the lines of a page, without line ends."""
    yield ""
    yield from strip_lines(page, look)
    for block in page.blocks:
        lines = list(block_lines(block, look))
        if lines:
            yield ""
            yield from lines
    if page.kind is PageKind.TIMELINE:
        yield ""
        rewinds = [action for action in page.actions if action.id.startswith("rewind:")]
        for number, action in enumerate(rewinds, start=1):
            yield from look.wrap(action.label, f"{number}. ")


def strip_lines(page: Page, look: Look) -> Iterator[str]:
    """Yield the strip: date, clocks and mark, on one line where they fit."""
    strip = page.strip
    parts = [strip.date] if strip.date else []
    parts += [f"{label} {time}{f' {day}' if day else ''}" for label, time, day in strip.clocks]
    if strip.alert != (0, 0):
        forces, sac = strip.alert
        parts.append(f"DEFCON {forces}" + (f" (Strategic Air Command {sac})" if sac != forces else ""))
    parts.append({Mark.RECORD: "on the record"}.get(strip.mark, strip.mark.value))
    yield from (look.quiet(line) for line in look.wrap(" | ".join(parts)))


def block_lines(block: Block, look: Look) -> Iterator[str]:  # noqa: C901, PLR0912 - one case a block
    """Yield the lines of one block."""
    match block:
        case Slug():
            yield from (look.quiet(line) for line in look.wrap(block.text))
        case Heading():
            yield look.bold(block.text)
            if block.level == 1:
                yield "=" * min(len(block.text), look.width)
        case Lead():
            yield from look.wrap(block.text)
        case Prose():
            yield from _label(block.label, look)
            yield from paragraph_lines(block.paragraphs, look)
        case Facts():
            yield from _label(block.label, look)
            for fact in block.facts:
                source = f" [{fact.source}]" if fact.source else ""
                yield from look.wrap(f"{fact.sure.capitalize()}: {words(fact.paragraphs)}{source}", "- ")
        case AdviceList():
            yield from _advice(block, look)
        case Options():
            yield from _options(block, look)
        case Sheet():
            yield from _sheet(block, look)
        case Desk():
            yield look.bold("On your desk")
            for number, (_, title, kind, read) in enumerate(block.entries, start=1):
                note = ", ".join(part for part in (kind, "read" if read else "") if part)
                yield from look.wrap(f"{title}{f' ({note})' if note else ''}", f"{number}. ")
        case Moved():
            yield from _label(block.label, look)
            for gauge in block.gauges:
                yield from look.wrap(gauge_words(gauge), "- ")
            yield from (line for text in block.words for line in look.wrap(text, "- "))
        case MapPanel():
            if block.says:
                yield from look.wrap(f"Map: {block.says}")
        case Band():
            yield from look.wrap(f"[{block.mark.value.upper()}] {block.text}")
        case Bullets():
            yield from _label(block.label, look)
            for item in block.items:
                yield from look.wrap(words(item), "- ")
        case Headline():
            yield from look.wrap(f"{block.dateline}: {block.text}" if block.dateline else block.text)
        case PathView():
            yield from _path(block, look)
        case _:
            assert_never(block)


def _label(label: str, look: Look) -> Iterator[str]:
    if label:
        yield look.bold(label)


def paragraph_lines(paragraphs: tuple[Paragraph, ...], look: Look) -> Iterator[str]:
    """Yield paragraphs, a blank line between them."""
    for number, paragraph in enumerate(paragraphs):
        if number and not paragraph.mark:
            yield ""
        begin = {"": "", ">": "  "}.get(paragraph.mark, f"{paragraph.mark} ")
        yield from look.wrap(words((paragraph,)), begin)


def words(paragraphs: tuple[Paragraph, ...]) -> str:
    """Return the words of paragraphs on one line; citations are left to the sources."""
    return " ".join("".join(run.text for run in paragraph.runs).strip() for paragraph in paragraphs)


def gauge_words(gauge: Gauge) -> str:
    """Return a meter in words: never a bare number."""
    turn = ""
    if gauge.now != gauge.before:
        turn = ", risen" if gauge.now > gauge.before else ", fallen"
    return f"{gauge.label}: {gauge.word}{turn}"


def _advice(block: AdviceList, look: Look) -> Iterator[str]:
    for number, advice in enumerate(block.advice):
        if number:
            yield ""
        yield look.bold(f"{advice.who.name}, {advice.who.office}" if advice.who.office else advice.who.name)
        yield from look.wrap(words(advice.says), "  ", "  ")
        if advice.forecast:
            sure = f" ({advice.sure})" if advice.sure else ""
            yield from look.wrap(f"Expects{sure}: {advice.forecast}", "  ", "  ")
        if advice.backs:
            yield from look.wrap(f"For: {advice.backs}", "  ", "  ")


def _options(block: Options, look: Look) -> Iterator[str]:
    for position, option in enumerate(block.options):
        if position:
            yield ""
        recorded = " [what was done]" if option.recorded else ""
        for at, line in enumerate(look.wrap(f"{option.title}{recorded}", f"{option.number}. ")):
            yield look.bold(line) if at == 0 else line
        if option.about:
            yield from look.wrap(option.about, "   ", "   ")
        if option.may:
            yield from look.wrap(f"It may: {option.may}", "   ", "   ")
        if option.cannot:
            yield from look.wrap(f"It cannot: {option.cannot}", "   ", "   ")
        if option.backers:
            yield from look.wrap(f"Argued by {' and '.join(who.short for who in option.backers)}.", "   ", "   ")
        if option.closed:
            yield from look.wrap(f"Closed: {option.closed}", "   ", "   ")


def _sheet(block: Sheet, look: Look) -> Iterator[str]:
    if block.stamp:
        yield f"[{block.stamp}]"
    yield from look.wrap(block.title)
    for label, text in (("From", block.sender), ("To", block.receiver), ("Date", block.dated)):
        if text:
            yield from look.wrap(f"{label}: {text}")
    yield ""
    yield from paragraph_lines(block.paragraphs, look)
    for kind, note in block.notes:
        yield ""
        yield from look.wrap(f"{kind.capitalize()}: {words(note)}", "  ", "  ")
    if block.read_in_full:
        yield ""
        yield from look.wrap(f"Read it in full: {block.read_in_full}")


def _path(block: PathView, look: Look) -> Iterator[str]:
    yield from _label(block.label, look)
    for step in block.steps:
        yield from look.wrap(step_words(step), "- ")
    yield from (line for text in (block.rejoined,) if text for line in look.wrap(text))


def step_words(step: Step) -> str:
    """Return one point of a path in words."""
    when = f"{step.when}, " if step.when else ""
    who = "Luck" if step.by_luck else "You"
    line = f"{when}{step.title}. {who}: {step.taken.rstrip('.')}."
    if step.recorded and step.recorded != step.taken:
        line += f" The record: {step.recorded.rstrip('.')}."
    elif step.recorded:
        line += " The record: the same."
    if step.branches:
        line += f" Also tried: {'; '.join(step.branches)}."
    return line
