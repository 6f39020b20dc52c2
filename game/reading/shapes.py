"""Shapes: what a value of a field may be, and how it is read.

A scalar has no type until its field asks for one. Each shape says in words what it expects; the
tables in `records` put shapes together, and the author's reference is made from the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Generic, TypeVar

import attrs

from game.errors import ExpressionError
from game.problems import Place, did_you_mean
from game.reading import kinds
from game.reading.report import Report
from game.reading.tree import Mapping, Scalar, Sequence, Tree
from game.story import parsing, prose
from game.story import when as moments
from game.story.effects import Add, Effect, Set
from game.story.expressions import Expression, Name, Negative, Number, Truth
from game.story.map import Point
from game.story.nodes import SURE, Fork
from game.story.prose import Cite
from game.story.variables import Word
from game.story.when import When

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Reference:
    """An id that must be somewhere: what sort of thing it names, and where it is written."""

    sort: str
    id: str
    tree: Scalar


@attrs.frozen(kw_only=True)
class Condition:
    """An expression with what it must be: ``truth``, ``number`` or ``p``."""

    wants: str
    expression: Expression
    tree: Scalar


@attrs.frozen(kw_only=True)
class EffectAt:
    """An effect, and where it is written."""

    effect: Effect
    tree: Scalar


@attrs.frozen(kw_only=True)
class ProseAt:
    """Prose, and where it is written."""

    text: str
    tree: Scalar


@attrs.define
class Gathered:
    """What reading gathers on the way, for the checks that need the whole."""

    report: Report
    references: list[Reference] = attrs.Factory(list)
    conditions: list[Condition] = attrs.Factory(list)
    effects: list[EffectAt] = attrs.Factory(list)
    prose: list[ProseAt] = attrs.Factory(list)

    def wrong(self, expected: str, tree: Tree, hint: str = "") -> None:
        """Report a value of the wrong sort."""
        self.report.add(kinds.WRONG_TYPE, f"{expected} is expected, and here stands {found(tree)}", tree.place, hint)


def found(tree: Tree) -> str:
    """Return what a value is, in a few words."""
    if isinstance(tree, Mapping):
        return "a mapping"
    if isinstance(tree, Sequence):
        return "a list"
    short = tree.text if len(tree.text) <= 40 else tree.text[:40] + "…"  # noqa: PLR2004 - a few words
    return f"“{short}”"


@attrs.frozen(kw_only=True)
class Shape(Generic[T]):
    """How a value is read; `read` returns None where it reported a problem."""

    expected: str
    read: Callable[[Gathered, Tree], T | None]


def _scalar(expected: str, convert: Callable[[Gathered, Scalar], T | None]) -> Shape[T]:
    def read(gathered: Gathered, tree: Tree) -> T | None:
        if not isinstance(tree, Scalar):
            gathered.wrong(expected, tree)
            return None
        if _empty(tree):
            hint = f"write {expected}, or delete the key"
            gathered.report.add(kinds.EMPTY, "the value is empty", tree.place, hint)
            return None
        return convert(gathered, tree)

    return Shape(expected=expected, read=read)


def _empty(tree: Scalar) -> bool:
    return not tree.text.strip() or (tree.plain and tree.text in {"~", "null", "Null", "NULL"})


def _line(gathered: Gathered, tree: Scalar) -> str | None:
    text = " ".join(tree.text.split())
    if len(text) > 1 and text[0] in "“„" and text[-1] in "”“" and not set("“”„") & set(text[1:-1]) and tree.plain:
        # An editor made typographic marks of the quotation marks that YAML would have taken away.
        hint = f'write "{text[1:-1]}", or add the sentence that the quotation stands in'
        gathered.report.add(kinds.PROSE, "the whole value stands in typographic quotation marks", tree.place, hint)
    return text


def _prose(gathered: Gathered, tree: Scalar) -> str:
    text = "\n".join(line.rstrip() for line in tree.text.strip().split("\n"))
    gathered.prose.append(ProseAt(text=text, tree=tree))
    return text


LINE: Shape[str] = _scalar("a line of text", _line)
PROSE: Shape[str] = _scalar("text", _prose)


def _truth(gathered: Gathered, tree: Scalar) -> bool | None:
    if tree.text in ("true", "false") and tree.plain:
        return tree.text == "true"
    gathered.wrong("true or false", tree, "write true or false")
    return None


TRUTH: Shape[bool] = _scalar("true or false", _truth)


def _whole(gathered: Gathered, tree: Scalar) -> int | None:
    if re.fullmatch(r"-?(0|[1-9]\d{0,8})", tree.text) and tree.plain:
        return int(tree.text)
    gathered.wrong("a whole number", tree, "write digits, without quotation marks")
    return None


WHOLE: Shape[int] = _scalar("a whole number", _whole)


def _exact(gathered: Gathered, tree: Scalar) -> Fraction | None:
    if re.fullmatch(r"-?(0|[1-9]\d{0,8})(\.\d{1,12})?", tree.text) and tree.plain:
        return Fraction(tree.text)
    gathered.wrong("a number such as 0.05", tree, "write it as a decimal")
    return None


DECIMAL: Shape[Fraction] = _scalar("a number such as 0.05", _exact)


def _degrees(gathered: Gathered, tree: Scalar) -> float | None:
    value = _exact(gathered, tree)
    return None if value is None else float(value)


DEGREES: Shape[float] = _scalar("degrees such as -82.367", _degrees)

_KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SNAKE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


def is_id(text: str) -> bool:
    """Return whether `text` is an id of anything but a variable: ``air-strike``."""
    return bool(_KEBAB.fullmatch(text)) and len(text) <= 80  # noqa: PLR2004 - as long as a file name may be


def is_name(text: str) -> bool:
    """Return whether `text` is a name for expressions: ``strike_prepared``."""
    return bool(_SNAKE.fullmatch(text)) and len(text) <= 80  # noqa: PLR2004 - as above


def _id(gathered: Gathered, tree: Scalar) -> str | None:
    if is_id(tree.text):
        return tree.text
    mended = re.sub(r"[^a-z0-9]+", "-", tree.text.lower()).strip("-") or "an-id"
    gathered.report.add(
        kinds.BAD_ID, f"“{tree.text[:80]}” is no id: small letters, digits and hyphens", tree.place, f"write {mended}"
    )
    return None


ID: Shape[str] = _scalar("an id such as air-strike", _id)


def _name(gathered: Gathered, tree: Scalar) -> str | None:
    if is_name(tree.text):
        return tree.text
    mended = re.sub(r"[^a-z0-9]+", "_", tree.text.lower()).strip("_") or "a_name"
    gathered.report.add(
        kinds.BAD_ID, f"“{tree.text[:80]}” is no name: small letters, digits and _", tree.place, f"write {mended}"
    )
    return None


NAME: Shape[str] = _scalar("a name such as strike_prepared", _name)


def one_of(*words: str) -> Shape[str]:
    """Return the shape of one of several words."""
    expected = f"one of {', '.join(words)}"

    def read(gathered: Gathered, tree: Scalar) -> str | None:
        if tree.text in words:
            return tree.text
        gathered.wrong(expected, tree, did_you_mean(tree.text, words))
        return None

    return _scalar(expected, read)


SURENESS = one_of(*SURE)


def ref(sort: str) -> Shape[str]:
    """Return the shape of an id that names a thing of `sort`."""

    def read(gathered: Gathered, tree: Scalar) -> str | None:
        id_ = _id(gathered, tree)
        if id_ is not None:
            gathered.references.append(Reference(sort=sort, id=id_, tree=tree))
        return id_

    return _scalar(f"the id of a {sort}", read)


def _moment(gathered: Gathered, tree: Scalar) -> When | None:
    try:
        return moments.parse(tree.text)
    except ValueError as error:
        hint = "for example 1962-10-20T14:30 America/New_York"
        gathered.report.add(kinds.WRONG_TYPE, f"{error}; here stands {found(tree)}", tree.place, hint)
        return None


MOMENT: Shape[When] = _scalar("a moment such as 1962-10-20T14:30 America/New_York", _moment)


def _day(gathered: Gathered, tree: Scalar) -> str | None:
    try:
        return date.fromisoformat(tree.text[:10]).isoformat()
    except ValueError:
        gathered.wrong("a day such as 1962-10-14", tree)
        return None


DAY: Shape[str] = _scalar("a day such as 1962-10-14", _day)


def _cite(gathered: Gathered, tree: Scalar) -> Cite | None:
    cite = prose.parse_cite(tree.text)
    if cite is None:
        gathered.wrong('a citation such as "@frus11-d84, p. 3"', tree, "it begins with @ and stands in quotation marks")
        return None
    gathered.references.append(Reference(sort="source", id=cite.key, tree=tree))
    return cite


CITE: Shape[Cite] = _scalar('a citation such as "@frus11-d84, p. 3"', _cite)


def _parsed(gathered: Gathered, tree: Scalar) -> Expression | None:
    try:
        return parsing.parse(tree.text)
    except ExpressionError as error:
        gathered.report.add(kinds.EXPRESSION, str(error), _within(tree, error.offset), error.hint)
        return None


def expression(wants: str) -> Shape[Expression]:
    """Return the shape of an expression that must be a ``truth``, a ``number`` or a ``p``."""

    def read(gathered: Gathered, tree: Scalar) -> Expression | None:
        parsed = _parsed(gathered, tree)
        if parsed is not None:
            gathered.conditions.append(Condition(wants=wants, expression=parsed, tree=tree))
        return parsed

    return _scalar("a condition" if wants == "truth" else "a number or a sum", read)


def _within(tree: Scalar, offset: int) -> Place:
    """Return the place of an offset in a scalar of one line."""
    if tree.block or "\n" in tree.text:
        return tree.place
    return Place(file=tree.file, line=tree.line, column=tree.column + offset + (0 if tree.plain else 1))


CONDITION = expression("truth")


def listed(item: Shape[T]) -> Shape[tuple[T, ...]]:
    """Return the shape of a list; a single value stands for a list of one."""

    def read(gathered: Gathered, tree: Tree) -> tuple[T, ...] | None:
        trees = tree.items if isinstance(tree, Sequence) else [tree]
        values = [item.read(gathered, inner) for inner in trees]
        return tuple(value for value in values if value is not None)

    return Shape(expected=f"a list, each item {item.expected}", read=read)


def mapped(make: Callable[[Gathered, Scalar, Tree], T | None], expected: str) -> Shape[tuple[T, ...]]:
    """Return the shape of a mapping from ids to records, in order of writing."""

    def read(gathered: Gathered, tree: Tree) -> tuple[T, ...] | None:
        if not isinstance(tree, Mapping):
            gathered.wrong(expected, tree)
            return None
        values = [make(gathered, key, value) for key, value in tree.entries]
        return tuple(value for value in values if value is not None)

    return Shape(expected=expected, read=read)


def _goto(gathered: Gathered, tree: Tree) -> tuple[Fork, ...] | None:
    node = ref("node")
    if isinstance(tree, Scalar):
        to = node.read(gathered, tree)
        return None if to is None else (Fork(to=to, place=tree.place),)
    if not isinstance(tree, Sequence) or not tree.items:
        gathered.wrong("the id of a node, or a list of forks", tree, "write goto: ID, or a list of {if: …, to: …}")
        return None
    forks = [_fork(gathered, item) for item in tree.items]
    whole = [fork for fork in forks if fork is not None]
    for fork, item in zip(forks[:-1], tree.items, strict=False):
        if fork is not None and fork.condition is None:
            gathered.report.add(
                kinds.GOTO, "no fork after this one can be taken", item.place, "only the last has no if"
            )
    if forks[-1] is not None and forks[-1].condition is not None:
        gathered.report.add(
            kinds.GOTO, "the last fork has a condition, so the forks may run out", tree.items[-1].place, "add {to: ID}"
        )
    return tuple(whole) or None


def _fork(gathered: Gathered, tree: Tree) -> Fork | None:
    if not isinstance(tree, Mapping):
        gathered.wrong("a fork such as {if: thant, to: the-pause}", tree)
        return None
    _known_keys(gathered, tree, ("if", "to"), "a fork")
    to = tree.get("to")
    if to is None:
        gathered.report.add(kinds.MISSING_KEY, "a fork needs to:", tree.place)
        return None
    id_ = ref("node").read(gathered, to)
    condition = tree.get("if")
    when = None if condition is None else CONDITION.read(gathered, condition)
    return None if id_ is None else Fork(to=id_, condition=when, place=tree.place)


def _known_keys(gathered: Gathered, tree: Mapping, keys: tuple[str, ...], what: str) -> None:
    for key, _ in tree.entries:
        if key.text not in keys:
            hint = did_you_mean(key.text, keys) or f"{what} knows {', '.join(keys)}"
            gathered.report.add(kinds.UNKNOWN_KEY, f"“{key.text}” has no meaning in {what}", key.place, hint)


GOTO: Shape[tuple[Fork, ...]] = Shape(expected="the id of a node, or a list of forks", read=_goto)


def _effects(gathered: Gathered, tree: Tree) -> tuple[Effect, ...] | None:
    found_effects: list[Effect] = []
    for item in tree.items if isinstance(tree, Sequence) else [tree]:
        if not isinstance(item, Mapping):
            gathered.wrong("effects such as {add: {tension: 1}, set: {line: public}}", item)
            continue
        _known_keys(gathered, item, ("add", "set"), "effects")
        for verb, body in item.entries:
            if verb.text in ("add", "set"):
                found_effects.extend(_verb(gathered, verb.text, body))
    return tuple(found_effects)


def _verb(gathered: Gathered, verb: str, body: Tree) -> list[Effect]:
    if not isinstance(body, Mapping):
        gathered.wrong(f"{verb}: with variables and values", body, f"write {verb}: {{tension: 1}}")
        return []
    made: list[Effect] = []
    for key, value in body.entries:
        tree = _AMOUNT.read(gathered, value)
        if tree is None or not isinstance(value, Scalar):
            continue
        effect: Effect = (
            Add(variable=key.text, amount=tree, place=key.place)
            if verb == "add"
            else Set(variable=key.text, value=tree, place=key.place)
        )
        gathered.references.append(Reference(sort="variable", id=key.text, tree=key))
        gathered.effects.append(EffectAt(effect=effect, tree=value))
        made.append(effect)
    return made


def _amount(gathered: Gathered, tree: Scalar) -> Expression | None:
    parsed = _parsed(gathered, tree)
    if isinstance(parsed, Negative) and isinstance(parsed.operand, Number):
        return Number(value=-parsed.operand.value)
    return parsed


_AMOUNT: Shape[Expression] = _scalar("a value, such as 1, true or public", _amount)


EFFECTS: Shape[tuple[Effect, ...]] = Shape(expected="effects such as {add: {tension: 1}}", read=_effects)


def _point(gathered: Gathered, tree: Tree) -> Point | None:
    if not isinstance(tree, Mapping):
        gathered.wrong("a position such as {lat: 23.1, lon: -82.4}", tree)
        return None
    _known_keys(gathered, tree, ("lat", "lon"), "a position")
    lat, lon = (DEGREES.read(gathered, part) if (part := tree.get(key)) is not None else None for key in ("lat", "lon"))
    if lat is None or lon is None:
        if tree.get("lat") is None or tree.get("lon") is None:
            gathered.report.add(kinds.MISSING_KEY, "a position needs lat: and lon:", tree.place)
        return None
    if abs(lat) > 90 or abs(lon) > 180:  # noqa: PLR2004 - the ends of the earth
        gathered.report.add(
            kinds.RANGE, "latitudes go to 90 degrees, longitudes to 180", tree.place, "south and west are negative"
        )
        return None
    return Point(lat=lat, lon=lon)


POINT: Shape[Point] = Shape(expected="a position such as {lat: 23.1, lon: -82.4}", read=_point)


def _words(gathered: Gathered, tree: Tree) -> tuple[Word, ...] | None:
    """Read words as a list of {to, say} for meters, or as a mapping from value to word."""
    if isinstance(tree, Mapping):
        pairs = [(key, LINE.read(gathered, value)) for key, value in tree.entries]
        return tuple(Word(to=key.text, say=say) for key, say in pairs if say is not None)
    made = []
    for item in tree.items if isinstance(tree, Sequence) else [tree]:
        if not isinstance(item, Mapping):
            gathered.wrong("a word such as {to: 2, say: contained}", item)
            continue
        _known_keys(gathered, item, ("to", "say"), "a word")
        to, say = item.get("to"), item.get("say")
        if to is None or say is None:
            gathered.report.add(kinds.MISSING_KEY, "a word needs to: and say:", item.place)
            continue
        upto, text = WHOLE.read(gathered, to), LINE.read(gathered, say)
        if upto is not None and text is not None:
            made.append(Word(to=upto, say=text))
    return tuple(made)


WORDS: Shape[tuple[Word, ...]] = Shape(expected="words for values", read=_words)


def truth_or_line(gathered: Gathered, tree: Tree) -> bool | str | None:
    """Read ``true`` as a truth, and any other text as a line."""
    if isinstance(tree, Scalar) and tree.plain and tree.text == "true":
        return True
    return LINE.read(gathered, tree)


def constant(tree: Expression) -> int | bool | str | None:
    """Return the value of an expression that is a bare number, truth or name; None for any other."""
    match tree:
        case Number():
            return tree.value if isinstance(tree.value, int) else None
        case Truth():
            return tree.value
        case Name():
            return tree.name
        case _:
            return None


def ref_name(sort: str) -> Shape[str]:
    """Return the shape of a name in small letters and _ that names a thing of `sort`."""

    def read(gathered: Gathered, tree: Scalar) -> str | None:
        name = _name(gathered, tree)
        if name is not None:
            gathered.references.append(Reference(sort=sort, id=name, tree=tree))
        return name

    return _scalar(f"the name of a {sort}", read)


def _zone(gathered: Gathered, tree: Scalar) -> str | None:
    try:
        return moments.parse(f"1962-10-20 {tree.text}").zone
    except ValueError as error:
        gathered.report.add(kinds.WRONG_TYPE, str(error), tree.place)
        return None


ZONE: Shape[str] = _scalar("a zone such as Europe/Moscow", _zone)
