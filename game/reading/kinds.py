"""Every numbered kind of problem that the text of a scenario can have.

`example` and `mended` are text that is put after the head of a small scenario (see
`tests/reading/test_kinds.py`); an example that begins with ``format:`` stands alone.
"""

from __future__ import annotations

from game.problems import Kind, Severity

BROKEN = Kind(
    code="Y001",
    title="This is not YAML",
    example="nodes:\n  a:\n    title: One: two\n    ending: {kind: peace, record: true}\n",
    mended='nodes:\n  a:\n    title: "One: two"\n    ending: {kind: peace, record: true}\n',
)
FILE = Kind(
    code="Y002",
    title="A file cannot be read",
    example="files: [../elsewhere.yaml]\n" + "nodes:\n  a: {ending: {kind: peace, record: true}}\n",
    mended="nodes:\n  a: {ending: {kind: peace, record: true}}\n",
)
SIGNS = Kind(
    code="Y003",
    title="Signs that a text file cannot hold",
    example="nodes:\n\ta: {ending: {kind: peace, record: true}}\n",
    mended="nodes:\n  a: {ending: {kind: peace, record: true}}\n",
)
TOO_LARGE = Kind(
    code="Y004",
    title="Too large, too long or too deep",
    example="nodes:\n  a: {discuss: " + "[" * 60 + "]" * 60 + ", ending: {kind: peace, record: true}}\n",
    mended="nodes:\n  a: {discuss: [Why?], ending: {kind: peace, record: true}}\n",
)
ALIAS = Kind(
    code="Y005",
    title="An alias that leads nowhere, or into itself",
    example="nodes:\n  a: {title: *lost, ending: {kind: peace, record: true}}\n",
    mended='nodes:\n  a: {title: "*lost", ending: {kind: peace, record: true}}\n',
)
FORM = Kind(
    code="Y006",
    title="A form of YAML that scenarios do not use",
    example="nodes:\n  a: {title: !!str One, ending: {kind: peace, record: true}}\n",
    mended="nodes:\n  a: {title: One, ending: {kind: peace, record: true}}\n",
)
TWICE = Kind(
    code="Y007",
    title="The same key twice",
    example="nodes:\n  a: {title: One, title: Two, ending: {kind: peace, record: true}}\n",
    mended="nodes:\n  a: {title: One, ending: {kind: peace, record: true}}\n",
)
EMPTY = Kind(
    code="Y008",
    title="An empty value",
    example="nodes:\n  a:\n    title:\n    ending: {kind: peace, record: true}\n",
    mended="nodes:\n  a:\n    title: One\n    ending: {kind: peace, record: true}\n",
)
UNKNOWN_KEY = Kind(
    code="S101",
    title="A key that has no meaning here",
    example="nodes:\n  a: {titel: One, ending: {kind: peace, record: true}}\n",
    mended="nodes:\n  a: {title: One, ending: {kind: peace, record: true}}\n",
)
MISSING_KEY = Kind(
    code="S102",
    title="A key that must be there",
    example="nodes:\n  a: {ending: {record: true}}\n",
    mended="nodes:\n  a: {ending: {kind: peace, record: true}}\n",
)
WRONG_TYPE = Kind(
    code="S103",
    title="A value of the wrong sort",
    example="nodes:\n  a: {ending: {kind: peace, record: yes}}\n",
    mended="nodes:\n  a: {ending: {kind: peace, record: true}}\n",
)
UNKNOWN_ID = Kind(
    code="S104",
    title="An id that is nowhere",
    example="nodes:\n  a: {goto: bb}\n  b: {ending: {kind: peace, record: true}}\n",
    mended="nodes:\n  a: {goto: b}\n  b: {ending: {kind: peace, record: true}}\n",
)
BAD_ID = Kind(
    code="S105",
    title="An id or name in the wrong letters",
    example="nodes:\n  a: {goto: The_End}\n  The_End: {ending: {kind: peace, record: true}}\n",
    mended="nodes:\n  a: {goto: the-end}\n  the-end: {ending: {kind: peace, record: true}}\n",
)
SAME_NAME = Kind(
    code="S106",
    title="Two things of one name",
    example=(
        "variables: {heat: {flag: false}}\nassumptions: {heat: {low: 0, central: 0.1, high: 0.2}}\n"
        "nodes:\n  a: {ending: {kind: peace, record: true}}\n"
    ),
    mended=(
        "variables: {heat: {flag: false}}\nassumptions: {slip: {low: 0, central: 0.1, high: 0.2}}\n"
        "nodes:\n  a: {ending: {kind: peace, record: true}}\n"
    ),
)
EXPRESSION = Kind(
    code="S107",
    title="A condition or sum that cannot be read",
    example="nodes:\n  a: {goto: [{if: heat >, to: b}, {to: b}]}\n  b: {ending: {kind: peace, record: true}}\n",
    mended=(
        "variables: {heat: {range: [0, 3], start: 0}}\n"
        "nodes:\n  a: {goto: [{if: heat > 1, to: b}, {to: b}]}\n  b: {ending: {kind: peace, record: true}}\n"
    ),
)
EXPRESSION_TYPE = Kind(
    code="S108",
    title="A condition that mixes sorts of values",
    example=(
        "variables: {sent: {flag: false}}\n"
        "nodes:\n  a: {goto: [{if: sent > 1, to: b}, {to: b}]}\n  b: {ending: {kind: peace, record: true}}\n"
    ),
    mended=(
        "variables: {sent: {flag: false}}\n"
        "nodes:\n  a: {goto: [{if: sent, to: b}, {to: b}]}\n  b: {ending: {kind: peace, record: true}}\n"
    ),
)
PROBABILITY = Kind(
    code="S109",
    title="A probability that breaks the rules of assumptions",
    example=(
        "assumptions: {slip: {low: 0, central: 0.1, high: 0.2}}\n"
        "nodes:\n  a:\n    chance:\n      x: {p: slip * slip, goto: b}\n      y: {p: rest, history: true, goto: b}\n"
        "  b: {ending: {kind: peace, record: true}}\n"
    ),
    mended=(
        "assumptions: {slip: {low: 0, central: 0.1, high: 0.2}}\n"
        "nodes:\n  a:\n    chance:\n      x: {p: slip * 2, goto: b}\n      y: {p: rest, history: true, goto: b}\n"
        "  b: {ending: {kind: peace, record: true}}\n"
    ),
)
NODE_SORT = Kind(
    code="S110",
    title="A node that is of no sort, or of two",
    example="nodes:\n  a: {goto: b, ending: {kind: peace}}\n  b: {ending: {kind: peace, record: true}}\n",
    mended="nodes:\n  a: {goto: b}\n  b: {ending: {kind: peace, record: true}}\n",
)
GOTO = Kind(
    code="S111",
    title="A goto whose forks run out, or go on after the last",
    example=(
        "variables: {sent: {flag: false}}\n"
        "nodes:\n  a: {goto: [{if: sent, to: b}]}\n  b: {ending: {kind: peace, record: true}}\n"
    ),
    mended=(
        "variables: {sent: {flag: false}}\n"
        "nodes:\n  a: {goto: [{if: sent, to: b}, {to: b}]}\n  b: {ending: {kind: peace, record: true}}\n"
    ),
)
CYCLE = Kind(
    code="S112",
    title="A circle of nodes in which nobody decides",
    example=(
        "variables: {sent: {flag: false}}\n"
        "nodes:\n  a: {goto: [{if: sent, to: c}, {to: b}]}\n  b: {goto: a}\n"
        "  c: {ending: {kind: peace, record: true}}\n"
    ),
    mended=(
        "nodes:\n  a: {goto: b}\n"
        "  b: {summary: You must choose., choices: {x: {text: On, history: true, goto: c}, y: {text: Back, goto: a}}}\n"
        "  c: {ending: {kind: peace, record: true}}\n"
    ),
)
PATH = Kind(
    code="S113",
    title="A historical path that does not hold",
    example="nodes:\n  a: {ending: {kind: peace}}\n",
    mended="nodes:\n  a: {ending: {kind: peace, record: true}}\n",
)
RANGE = Kind(
    code="S114",
    title="A number out of its range",
    example=(
        "assumptions: {slip: {low: 0.3, central: 0.1, high: 0.2}}\nnodes:\n  a: {ending: {kind: peace, record: true}}\n"
    ),
    mended=(
        "assumptions: {slip: {low: 0, central: 0.1, high: 0.2}}\nnodes:\n  a: {ending: {kind: peace, record: true}}\n"
    ),
)
FORMAT = Kind(
    code="S115",
    title="A format that this game does not know",
    example="format: 2\nid: x\ntitle: X\nseat: you\nstart: a\n",
    mended="nodes:\n  a: {ending: {kind: peace, record: true}}\n",
)
EFFECT = Kind(
    code="S116",
    title="An effect that does not suit its variable",
    example=(
        "variables: {sent: {flag: false}}\n"
        "nodes:\n  a: {effects: {add: {sent: 1}}, ending: {kind: peace, record: true}}\n"
    ),
    mended=(
        "variables: {sent: {flag: false}}\n"
        "nodes:\n  a: {effects: {set: {sent: true}}, ending: {kind: peace, record: true}}\n"
    ),
)
OWES = Kind(
    code="S201",
    title="A node that still owes something",
    severity=Severity.WARNING,
    example=(
        "nodes:\n  a: {choices: {x: {text: On, history: true, goto: b}}}\n  b: {ending: {kind: peace, record: true}}\n"
    ),
    mended=(
        "nodes:\n  a: {text: Noon., cites: ['@s'], summary: You must choose., "
        "choices: {x: {text: On, history: true, goto: b}}}\n"
        "  b: {text: It ends., cites: ['@s'], ending: {kind: peace, headline: Peace, record: true}}\n"
        "references: [{id: s, title: S}]\n"
    ),
)
FOG = Kind(
    code="S202",
    title="Something that nobody could know yet",
    severity=Severity.WARNING,
    example=(
        "nodes:\n  a:\n    when: 1962-10-20T14:30 America/New_York\n"
        "    known: [{text: Late., known_from: 1962-10-21 America/New_York}]\n"
        "    ending: {kind: peace, record: true}\n"
    ),
    mended=(
        "nodes:\n  a:\n    when: 1962-10-22T14:30 America/New_York\n"
        "    known: [{text: Late., known_from: 1962-10-21 America/New_York}]\n"
        "    ending: {kind: peace, record: true}\n"
    ),
)
PROSE = Kind(
    code="S203",
    title="A slip of the pen",
    severity=Severity.WARNING,
    example="nodes:\n  a: {text: It  ends., ending: {kind: peace, record: true}}\n",
    mended="nodes:\n  a: {text: It ends., ending: {kind: peace, record: true}}\n",
)
DATES = Kind(
    code="S204",
    title="Dates that run backwards within an act",
    severity=Severity.WARNING,
    example=(
        "nodes:\n  a: {act: one, when: 1962-10-20 America/New_York, goto: b}\n"
        "  b: {act: one, when: 1962-10-19 America/New_York, ending: {kind: peace, record: true}}\n"
    ),
    mended=(
        "nodes:\n  a: {act: one, when: 1962-10-18 America/New_York, goto: b}\n"
        "  b: {act: one, when: 1962-10-19 America/New_York, ending: {kind: peace, record: true}}\n"
    ),
)
TODO = Kind(
    code="S301",
    title="Something that is still to be done",
    severity=Severity.NOTE,
    example="nodes:\n  a: {todo: Write it., ending: {kind: peace, record: true}}\n",
    mended="nodes:\n  a: {ending: {kind: peace, record: true}}\n",
)

KINDS: tuple[Kind, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Kind))
