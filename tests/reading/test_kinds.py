"""Every kind of problem: its example provokes it, its mended form does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from game import reading
from game.problems import Kind, show
from game.reading.kinds import KINDS

HEAD = """\
format: 1
id: small
title: Small
seat: you
seats: {you: {label: You}}
start: a
kinds: {peace: {label: Peace}}
acts: {one: {title: One}}
"""


def _codes(tmp_path: Path, text: str) -> set[str]:
    whole = text if text.startswith("format:") else HEAD + text
    (tmp_path / "scenario.yaml").write_text(whole, encoding="utf-8")
    problems = reading.read_all(tmp_path).problems
    for problem in problems:
        assert problem.place.file == "scenario.yaml"
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        assert problem.message
        assert show(problem).startswith(f"scenario.yaml:{problem.place.line}:{problem.place.column}: {problem.code} ")
    return {problem.code for problem in problems}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_examples_provoke_their_code_and_mended_forms_do_not(kind: Kind, tmp_path: Path) -> None:
    assert kind.code in _codes(tmp_path, kind.example)
    assert kind.code not in _codes(tmp_path, kind.mended)


def test_codes_are_registered_once() -> None:
    assert len({kind.code for kind in KINDS}) == len(KINDS)
