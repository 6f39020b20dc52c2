"""Text to expression: our own tokenizer and parser, because ids hold hyphens.

Grammar, loosest first::

    or      = and {"or" and}
    and     = not {"and" not}
    not     = "not" not | chain
    chain   = sum {("==" | "!=" | "<" | "<=" | ">" | ">=") sum}
    sum     = product {("+" | "-") product}
    product = sign {("*" | "//") sign}
    sign    = "-" sign | atom
    atom    = number | name | "true" | "false" | "(" or ")" | ("min" | "max") "(" or {"," or} ")"
            | "chose" "(" node "." exit ")" | "visited" "(" node ")"

At most 500 characters and 50 deep, so that no text can exhaust memory or the stack.
"""

from __future__ import annotations

import re
from fractions import Fraction

import attrs

from game.errors import ExpressionError
from game.story.expressions import (
    COMPARE,
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
)

LONGEST = 500
DEEPEST = 50
MOST_DIGITS = 18

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<chose>chose\s*\(\s*(?P<node>[a-z0-9][a-z0-9-]*)\s*\.\s*(?P<exit>[a-z0-9][a-z0-9-]*)\s*\))"
    r"|(?P<visited>visited\s*\(\s*(?P<left>[a-z0-9][a-z0-9-]*)\s*\))"
    r"|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<sign>==|!=|<=|>=|//|\*\*|[-+*<>(),.\[\]=/%&|!^~@:{}]))"
)
_HINTS = {
    "**": "there are no powers; write the product out",
    "=": "write == to compare",
    "/": "write // for division without remainder",
    "&": "write and",
    "|": "write or",
    "!": "write not",
    "%": "there is no remainder; keep the value in a meter of its own",
    ".": "a dot stands only inside chose(node.choice)",
    "[": "there are no lists; name a variable",
    "–": "write - for minus",
    "−": "write - for minus",
    "≤": "write <=",
    "≥": "write >=",
    "≠": "write !=",
}


@attrs.frozen(kw_only=True)
class _Token:
    sort: str
    text: str
    offset: int
    tree: Expression | None = None


def parse(text: str) -> Expression:
    """Return the tree of `text`.

    Raises:
        ExpressionError: It is no expression, is longer than 500 characters, or nests deeper than 50.
    """
    if len(text) > LONGEST:
        raise ExpressionError(
            f"an expression has at most {LONGEST} characters, and this has {len(text)}",
            0,
            "split it, or keep part of it in a flag that an effect sets",
        )
    return _Parser(_tokens(text), len(text)).whole()


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None:
            offset = at + len(text[at:]) - len(text[at:].lstrip())
            raise ExpressionError(f"{text[offset]!r} has no meaning here", offset, _HINTS.get(text[offset], ""))
        sort = match.lastgroup or ""
        sort = {"exit": "chose", "node": "chose", "left": "visited"}.get(sort, sort)
        tokens.append(_token(sort, match, match.start(sort)))
        at = match.end()
    return tokens


def _token(sort: str, match: re.Match[str], offset: int) -> _Token:
    word = match[sort]
    tree: Expression | None = None
    if sort == "number":
        if len(word) > MOST_DIGITS:
            raise ExpressionError(f"a number has at most {MOST_DIGITS} digits", offset)
        value = Fraction(word)
        tree = Number(value=int(value) if value.denominator == 1 else value)
    elif sort == "chose":
        tree = Chose(node=match["node"], exit=match["exit"])
    elif sort == "visited":
        tree = Visited(node=match["left"])
    elif word in ("true", "false"):
        tree = Truth(value=word == "true")
    return _Token(sort=sort, text=word, offset=offset, tree=tree)


class _Parser:
    """Recursive descent over the tokens; `depth` bounds the recursion."""

    def __init__(self, tokens: list[_Token], end: int) -> None:
        self.tokens = tokens
        self.end = _Token(sort="end", text="", offset=end)
        self.at = 0
        self.depth = 0

    def whole(self) -> Expression:
        if not self.tokens:
            raise ExpressionError("an expression is expected, and nothing is written", 0)
        tree = self.either()
        if self.peek.sort != "end":
            raise self.unexpected("the end, or and, or, a comparison")
        return tree

    @property
    def peek(self) -> _Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else self.end

    def take(self, *texts: str) -> str:
        """Take the next token if it is one of `texts`, and return it, or an empty string."""
        token = self.peek
        if token.text in texts and token.tree is None:
            self.at += 1
            return token.text
        return ""

    def unexpected(self, wanted: str) -> ExpressionError:
        token = self.peek
        found = f"“{token.text}” stands here" if token.text else "the expression ends here"
        return ExpressionError(f"{found}, where {wanted} was expected", token.offset, _HINTS.get(token.text, ""))

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ExpressionError(f"an expression nests at most {DEEPEST} deep", self.peek.offset, "split it")

    def either(self) -> Expression:
        self.deeper()
        parts = [self.both()]
        while self.take("or"):
            parts.append(self.both())
        self.depth -= 1
        return parts[0] if len(parts) == 1 else Or(parts=tuple(parts))

    def both(self) -> Expression:
        parts = [self.negation()]
        while self.take("and"):
            parts.append(self.negation())
        return parts[0] if len(parts) == 1 else And(parts=tuple(parts))

    def negation(self) -> Expression:
        if self.take("not"):
            self.deeper()
            tree = Not(operand=self.negation())
            self.depth -= 1
            return tree
        first = self.sum()
        chain: list[tuple[str, Expression]] = []
        while sign := self.take(*COMPARE):
            chain.append((sign, self.sum()))
        return Compare(first=first, rest=tuple(chain)) if chain else first

    def sum(self) -> Expression:
        tree = self.product()
        while sign := self.take("+", "-"):
            tree = self.joined(sign, tree, self.product())
        return tree

    def product(self) -> Expression:
        tree = self.signed()
        while sign := self.take("*", "//"):
            tree = self.joined(sign, tree, self.signed())
        return tree

    def joined(self, sign: str, left: Expression, right: Expression) -> Expression:
        # A long sum leans to the left: each sign makes the tree one deeper, so it counts.
        self.deeper()
        return Arithmetic(sign=sign, left=left, right=right)

    def signed(self) -> Expression:
        if self.take("-"):
            self.deeper()
            tree = Negative(operand=self.signed())
            self.depth -= 1
            return tree
        return self.atom()

    def atom(self) -> Expression:
        token = self.peek
        if token.tree is not None:
            self.at += 1
            return token.tree
        if self.take("("):
            tree = self.either()
            self.close()
            return tree
        if which := self.take("min", "max"):
            return self.extreme(which)
        if token.sort != "name" or token.text in {"and", "or", "not"}:
            raise self.unexpected("a name, a number or a bracket")
        self.at += 1
        if self.peek.text == "(":
            raise self.called(token)
        return Name(name=token.text)

    def called(self, token: _Token) -> ExpressionError:
        forms = {"chose": "chose(node.choice)", "visited": "visited(node)"}
        hint = f"write {forms[token.text]}" if token.text in forms else ""
        return ExpressionError(
            f"“{token.text}(…)” cannot be asked; only min, max, chose and visited take brackets", token.offset, hint
        )

    def extreme(self, which: str) -> Expression:
        if not self.take("("):
            raise self.unexpected("a bracket")
        parts = [self.either()]
        while self.take(","):
            parts.append(self.either())
        self.close()
        return Extreme(which=which, parts=tuple(parts))

    def close(self) -> None:
        if not self.take(")"):
            raise self.unexpected("a closing bracket")
