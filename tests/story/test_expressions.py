"""Conditions: what parses, what it means, and what is refused."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.errors import ExpressionError
from game.story.explaining import why_false
from game.story.expressions import (
    And,
    Arithmetic,
    Chose,
    Compare,
    Expression,
    Extreme,
    Name,
    Negative,
    Not,
    Number,
    Or,
    Truth,
    Visited,
    decimal,
    evaluate,
    events,
    names,
    unparse,
)
from game.story.parsing import DEEPEST, LONGEST, parse

SCOPE = {"heat": 2, "ready": False, "line": "public", "torpedo": Fraction(1, 20)}
NAMES = st.sampled_from(["heat", "ready", "line", "a_1"])
LEAVES: st.SearchStrategy[Expression] = st.one_of(
    st.builds(lambda n: Number(value=n), n=st.integers(0, 10**6)),
    st.builds(lambda n, d: Number(value=Fraction(n, 10**d)), n=st.integers(1, 9), d=st.integers(1, 6)),
    st.builds(lambda v: Truth(value=v), v=st.booleans()),
    st.builds(lambda n: Name(name=n), n=NAMES),
    st.just(Chose(node="the-line", exit="air-strike")),
    st.just(Visited(node="min-e")),
)


def _grown(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    many = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(lambda x: Not(operand=x), x=inner),
        st.builds(lambda x: Negative(operand=x), x=inner),
        st.builds(lambda p: And(parts=p), p=many),
        st.builds(lambda p: Or(parts=p), p=many),
        st.builds(lambda w, p: Extreme(which=w, parts=p), w=st.sampled_from(["min", "max"]), p=many),
        st.builds(
            lambda s, x, y: Arithmetic(sign=s, left=x, right=y),
            s=st.sampled_from(["+", "-", "*", "//"]),
            x=inner,
            y=inner,
        ),
        st.builds(
            lambda x, s, y: Compare(first=x, rest=((s, y),)),
            x=inner,
            s=st.sampled_from(["==", "!=", "<", "<=", ">", ">="]),
            y=inner,
        ),
    )


TREES = st.recursive(LEAVES, _grown, max_leaves=8)


@given(TREES)
def test_what_is_written_out_reads_back_the_same(tree: Expression) -> None:
    text = unparse(tree)
    if len(text) <= LONGEST:
        assert parse(text) == tree


@given(st.text(max_size=60))
def test_any_text_parses_or_is_refused_with_an_offset(text: str) -> None:
    refused: ExpressionError | None = None
    try:
        parse(text)
    except ExpressionError as error:
        refused = error
    assert refused is None or (0 <= refused.offset <= len(text) and str(refused))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("heat + 3 * 2 - 1", 7),
        ("7 // 2", 3),
        ("(0 - 7) // 2", -4),
        ("7 // 0", 0),
        ("1 < heat <= 2", True),
        ("3 > heat > 2", False),
        ("line == public and not ready", True),
        ("line != public or ready", False),
        ("min(heat, 5) * torpedo", Fraction(1, 10)),
        ("max(0, heat - 5)", 0),
        ("0.1 + 0.2 == 0.3", True),
        ("chose(the-line.air-strike)", True),
        ("visited(elsewhere)", False),
        ("not ready and true", True),
    ],
)
def test_values(text: str, value: object) -> None:
    assert evaluate(parse(text), SCOPE, frozenset({"the-line.air-strike"})) == value


@pytest.mark.parametrize(
    ("text", "says", "hint"),
    [
        ("", "nothing is written", ""),
        ("heat.__class__", "“.” stands here", "chose(node.choice)"),
        ("open(heat)", "cannot be asked", ""),
        ("heat[0]", "“[” stands here", "no lists"),
        ("2 ** 9", "“**” stands here", "no powers"),
        ("heat = 2", "“=” stands here", "=="),
        ("heat & ready", "“&” stands here", "and"),
        ("heat ≤ 2", "has no meaning", "<="),
        ("chose(the-line)", "cannot be asked", "chose(node.choice)"),
        ("(heat", "expression ends", ""),
        ("lambda: 0", "“:” stands here", ""),
        ("9" * 10_000, f"at most {LONGEST}", ""),
        ("9" * 30, "digits", ""),
        ("not " * 100_000 + "ready", f"at most {LONGEST}", ""),
        ("not " * 60 + "ready", f"at most {DEEPEST} deep", ""),
        ("(" * 60 + "ready" + ")" * 60, f"at most {DEEPEST} deep", ""),
        ("-" * 60 + "1", f"at most {DEEPEST} deep", ""),
        ("+".join("1" * 60), f"at most {DEEPEST} deep", ""),
    ],
)
def test_what_is_refused(text: str, says: str, hint: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert says in str(caught.value)
    assert hint in caught.value.hint


def test_what_a_tree_asks_about() -> None:
    tree = parse("heat > 1 and chose(a.b) or not visited(c)")
    assert names(tree) == {"heat"}
    assert events(tree) == {"a.b", "c"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ready", "ready is false"),
        ("not torpedo_seen", "torpedo_seen is true"),
        ("ready and heat > 5", "ready is false and heat > 5 does not hold (heat is 2)"),
        ("heat > 1 and ready", "ready is false"),
        ("chose(line.press) or ready", "press was not chosen at line and ready is false"),
        ("visited(line)", "line was not visited"),
    ],
)
def test_a_refusal_names_the_false_part(text: str, says: str) -> None:
    assert why_false(parse(text), {**SCOPE, "torpedo_seen": True}, frozenset()) == says


@given(st.decimals(allow_nan=False, allow_infinity=False, places=12, min_value=-1000, max_value=1000))
def test_decimals_are_exact(number: object) -> None:
    value = Fraction(str(number))
    assert Fraction(decimal(value)) == value
