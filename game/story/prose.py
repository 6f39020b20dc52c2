"""Prose: a small Markdown, parsed once for every room that shows it.

Paragraphs are parted by blank lines. Inside them ``*emphasis*``, ``**strong**`` and Pandoc
citations ``[@key, locator; @other]``; a paragraph whose lines begin with ``- `` or ``1. `` is a
list, with ``> `` a quotation. A backslash takes the next sign as it is. Any text parses:
what is unclosed is kept as it stands, and :func:`faults` says so.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator


@attrs.frozen(kw_only=True)
class Cite:
    """A reference to a source, as in ``@frus11-d84, p. 3``."""

    key: str
    locator: str = ""

    def __str__(self) -> str:
        """Return the citation as an author writes it, without the brackets."""
        return f"@{self.key}, {self.locator}" if self.locator else f"@{self.key}"


@attrs.frozen(kw_only=True)
class Run:
    """Text of one look, or a citation (then `text` is empty and `cites` is not).

    Attributes:
        link: The id of a glossary entry that the text leads to, or an empty string.
    """

    text: str = ""
    emphasis: bool = False
    strong: bool = False
    cites: tuple[Cite, ...] = ()
    link: str = ""


@attrs.frozen(kw_only=True)
class Paragraph:
    """One paragraph, list item or paragraph of a quotation.

    Attributes:
        mark: Empty for a plain paragraph, ``-`` or ``1.`` for a list item, ``>`` for a quotation.
    """

    runs: tuple[Run, ...]
    mark: str = ""


_CITATION = re.compile(r"\[(@[^\[\]]+)\]")
_ONE_CITE = re.compile(r"@([A-Za-z0-9][\w:.-]*?)\s*(?:,\s*(.+))?$", re.DOTALL)
_ITEM = re.compile(r"(-|\d{1,3}\.)\s+")


def parse_cite(text: str) -> Cite | None:
    """Return the citation that ``@key, locator`` writes, or None."""
    match = _ONE_CITE.fullmatch(text.strip())
    if match is None:
        return None
    return Cite(key=match[1], locator=" ".join((match[2] or "").split()))


@functools.lru_cache(maxsize=4096)
def parse(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of `text`; every text parses."""
    return tuple(_paragraphs(text))


def _paragraphs(text: str) -> Iterator[Paragraph]:
    for chunk in re.split(r"\n[ \t]*\n", text.strip()):
        lines = [line.strip() for line in chunk.splitlines() if line.strip()]
        if not lines:
            continue
        if all(line.startswith(">") for line in lines):
            yield Paragraph(runs=_runs(" ".join(line[1:].strip() for line in lines)), mark=">")
        elif _ITEM.match(lines[0]):
            yield from _items(lines)
        else:
            yield Paragraph(runs=_runs(" ".join(lines)))


def _items(lines: list[str]) -> Iterator[Paragraph]:
    items: list[list[str]] = []
    for line in lines:
        match = _ITEM.match(line)
        if match:
            items.append([match[1], line[match.end() :]])
        else:
            items[-1].append(line)
    for mark, *words in items:
        yield Paragraph(runs=_runs(" ".join(words)), mark=mark)


def _runs(text: str) -> tuple[Run, ...]:
    """Return the runs of one paragraph; a marker without a partner stays as text."""
    runs: list[Run] = []
    buffer: list[str] = []
    emphasis = strong = False

    def flush() -> None:
        if buffer:
            runs.append(Run(text="".join(buffer), emphasis=emphasis, strong=strong))
            buffer.clear()

    at = 0
    while at < len(text):
        char = text[at]
        if char == "\\" and at + 1 < len(text):
            buffer.append(text[at + 1])
            at += 2
        elif text.startswith("**", at) and (strong or _closes(text, at + 2, "**")):
            flush()
            strong = not strong
            at += 2
        elif char == "*" and (emphasis or _closes(text, at + 1, "*")):
            flush()
            emphasis = not emphasis
            at += 1
        elif char == "[" and (match := _CITATION.match(text, at)):
            cites = tuple(cite for part in match[1].split(";") if (cite := parse_cite(part)))
            buffer[:] = ["".join(buffer).rstrip()] if "".join(buffer).strip() else []
            flush()
            runs.append(Run(cites=cites))
            at = match.end()
        else:
            end = at + 1
            while end < len(text) and text[end] not in "\\*[":
                end += 1
            buffer.append(text[at:end])
            at = end
    flush()
    return tuple(runs)


def _closes(text: str, start: int, marker: str) -> bool:
    return start < len(text) and not text[start].isspace() and text.find(marker, start + 1) != -1


def citations(text: str) -> tuple[Cite, ...]:
    """Return every citation in `text`, in order."""
    return tuple(cite for paragraph in parse(text) for run in paragraph.runs for cite in run.cites)


def plain(text: str) -> str:
    """Return `text` as words alone: no markers and no citations; paragraphs parted by a blank line."""
    return "\n\n".join("".join(run.text for run in paragraph.runs).strip() for paragraph in parse(text))


def words(text: str) -> int:
    """Return how many words a reader reads in `text`; citations do not count."""
    return len(plain(text).split())


@attrs.frozen(kw_only=True)
class Fault:
    """A slip of the pen in prose; `offset` counts characters from 0."""

    offset: int
    message: str
    hint: str


_FAULTS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r'"'), "a straight quotation mark", "write “ and ”"),
    (re.compile(r"(?<=\w)'|'(?=\w)"), "a straight apostrophe", "write ’ (or ‘ to open)"),
    (re.compile(r"(?<=\S)  +(?=\S)"), "two spaces in a row", "leave one"),
    (re.compile(r" - "), "a hyphen used as a dash", "write – or recast the sentence"),
    (
        re.compile(r"\[@[^\[\]]*$|\[(?!@)[^\[\]]*@"),
        "a citation that is not closed or not well formed",
        "write [@key, locator]",
    ),
)


def faults(text: str) -> tuple[Fault, ...]:
    """Return the slips in `text`: unclosed emphasis, straight quotes, double spaces."""
    found = [
        Fault(offset=match.start(), message=message, hint=hint)
        for pattern, message, hint in _FAULTS
        for match in pattern.finditer(text)
    ]
    bare = re.sub(r"\\.", "  ", text, flags=re.DOTALL)
    for chunk in re.finditer(r"(?:.+(?:\n|$))+", bare):
        doubles = [m.start() for m in re.finditer(r"\*\*", chunk[0])]
        singles = [m.start() for m in re.finditer(r"(?<!\*)\*(?!\*)", chunk[0])]
        for places, name in ((doubles, "**"), (singles, "*")):
            if len(places) % 2:
                found.append(
                    Fault(
                        offset=chunk.start() + places[-1],
                        message=f"emphasis opened with {name} and not closed in this paragraph",
                        hint=f"add {name} where it ends, or write \\* for the sign itself",
                    )
                )
    return tuple(sorted(found, key=lambda fault: fault.offset))
