"""Bytes to text: what a file may hold at all, checked before YAML is."""

from __future__ import annotations

import re
from pathlib import Path

from game.problems import Place
from game.reading import kinds
from game.reading.report import Report

LARGEST_FILE = 8 * 1024 * 1024

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_INDENT = re.compile(r"^[ ]*(?P<bad>[\t\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff])", re.MULTILINE)
_NAMES = {
    "\t": "a tab",
    "\u00a0": "a non-breaking space",
    "\u200b": "a zero-width space",
    "\ufeff": "a byte-order mark",
}


def read(path: Path, name: str, report: Report) -> str | None:
    """Return the text of a file, or None where it cannot be read.

    Args:
        path: The file.
        name: How places name it.
        report: Gets every problem.
    """
    start = Place(file=name)
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            report.add(
                kinds.TOO_LARGE,
                f"a file has at most {LARGEST_FILE // 2**20} MB, and this has {size / 2**20:.1f}",
                start,
                "split it; files: takes as many as you like",
            )
            return None
        data = path.read_bytes()
    except OSError as error:
        report.add(kinds.FILE, f"the file cannot be read: {error.strerror}", start)
        return None
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        report.add(kinds.SIGNS, "the file is in UTF-16", start, "save it as UTF-8")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        report.add(
            kinds.SIGNS, "the file is not UTF-8 here", Place(file=name, line=line, column=column), "save it as UTF-8"
        )
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    report.read(name, text)
    return text if _signs(text, name, report) else None


def _signs(text: str, name: str, report: Report) -> bool:
    """Report what no editor shows; return whether the rest can be read."""

    def place(offset: int) -> Place:
        line = text.count("\n", 0, offset) + 1
        return Place(file=name, line=line, column=offset - (text.rfind("\n", 0, offset) + 1) + 1)

    if match := _CONTROL.search(text):
        report.add(
            kinds.SIGNS, f"a control sign (U+{ord(match[0]):04X}) stands here", place(match.start()), "delete it"
        )
        return False
    if match := _INDENT.search(text):
        what = _NAMES.get(match["bad"], "a wide space")
        report.add(kinds.SIGNS, f"{what} stands in the indentation", place(match.start("bad")), "indent with spaces")
        return False
    return True
