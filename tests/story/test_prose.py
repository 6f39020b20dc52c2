"""Prose: any text parses, citations come out, slips are found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.story import prose


def test_runs_and_citations() -> None:
    (paragraph,) = prose.parse("A *grave* **order** [@frus11-d84, p. 3; @tapes].")
    assert [(run.text, run.emphasis, run.strong) for run in paragraph.runs] == [
        ("A ", False, False),
        ("grave", True, False),
        (" ", False, False),
        ("order", False, True),
        ("", False, False),
        (".", False, False),
    ]
    assert prose.citations("A [@frus11-d84, p. 3; @tapes]. B [@x]") == (
        prose.Cite(key="frus11-d84", locator="p. 3"),
        prose.Cite(key="tapes"),
        prose.Cite(key="x"),
    )


def test_lists_quotations_and_paragraphs() -> None:
    marks = [p.mark for p in prose.parse("One\nline.\n\n- a\n- b\n  more\n\n1. c\n\n> said\n> so")]
    assert marks == ["", "-", "-", "1.", ">"]


@given(st.text(alphabet=st.sampled_from("ab *_[]@;,\\\n->1. “”"), max_size=80))
def test_every_text_parses_and_keeps_its_letters(text: str) -> None:
    letters = "".join(run.text for p in prose.parse(text) for run in p.runs)
    cited = " ".join(str(cite) for cite in prose.citations(text))
    for letter in "ab":
        assert letters.count(letter) + cited.count(letter) <= text.count(letter)
        if "[@" not in text:
            assert letters.count(letter) == text.count(letter)
    for fault in prose.faults(text):
        assert 0 <= fault.offset <= len(text)


@pytest.mark.parametrize(
    ("text", "offset", "says"),
    [
        ('He said "no".', 8, "straight quotation"),
        ("It's so.", 2, "straight apostrophe"),
        ("Two  spaces.", 3, "two spaces"),
        ("A *word.", 2, "not closed"),
        ("A **word.\n\nB.", 2, "not closed"),
        ("A - b.", 1, "hyphen"),
        ("See [@tapes", 4, "citation"),
    ],
)
def test_slips_are_found_where_they_are(text: str, offset: int, says: str) -> None:
    assert [(f.offset, says in f.message) for f in prose.faults(text)][:1] == [(offset, True)]


def test_good_prose_has_no_faults() -> None:
    assert prose.faults("“It’s *so*”, he held – **once**. [@tapes, 27 October]\n\n- a list\n- of two") == ()


def test_words_leave_citations_out() -> None:
    assert prose.words("Three plain words [@tapes, 27 October].") == 3
    assert prose.plain("A [@x].\n\n*B*") == "A.\n\nB"
