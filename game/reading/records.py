"""Records: for each thing that an author writes, its keys, in tables.

The reader, the writer and the author's reference are all made from these. A `Field` says which
key it is, the shape of its value, the field of the model that it fills, whether it must be there,
and in one sentence what it is about.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import attrs

from game.problems import did_you_mean
from game.reading import kinds, shapes
from game.reading.shapes import (
    CITE,
    CONDITION,
    DAY,
    DECIMAL,
    EFFECTS,
    GOTO,
    ID,
    LINE,
    MOMENT,
    NAME,
    POINT,
    PROSE,
    SURENESS,
    TRUTH,
    WHOLE,
    Gathered,
    Shape,
    listed,
    mapped,
    one_of,
    ref,
)
from game.reading.tree import Mapping, Scalar, Tree
from game.story import scenario as model
from game.story.map import Feature, Layer, View
from game.story.nodes import Advice, Alert, Choice, Fact, MapShot, Outcome, Variant

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Field:
    """One key of a record.

    Attributes:
        key: As the author writes it.
        shape: What the value may be.
        about: One sentence for the author.
        into: The field of the model; the key itself where it is empty.
        required: Whether the record cannot be without it.
    """

    key: str
    shape: Shape[Any]
    about: str
    into: str = ""
    required: bool = False

    @property
    def target(self) -> str:
        """The field of the model that this key fills."""
        return self.into or self.key


@attrs.frozen(kw_only=True)
class Record(Generic[T]):
    """Something that an author writes as a mapping."""

    name: str
    make: Callable[..., T]
    fields: tuple[Field, ...]
    has_place: bool = True

    def values(self, gathered: Gathered, tree: Tree, extra: tuple[str, ...] = ()) -> dict[str, Any] | None:
        """Return the values of the fields that are there, or None where the record cannot be made.

        Args:
            gathered: Gets problems, references, conditions and prose.
            tree: The mapping.
            extra: Further keys that the caller reads.
        """
        if not isinstance(tree, Mapping):
            gathered.wrong(f"{self.name} as a mapping", tree)
            return None
        known = {field.key: field for field in self.fields}
        made: dict[str, Any] = {"place": tree.place} if self.has_place else {}
        for key, value in tree.entries:
            field = known.get(key.text)
            if field is not None:
                read = field.shape.read(gathered, value)
                if read is not None:
                    made[field.target] = read
            elif key.text not in extra:
                hint = did_you_mean(key.text, (*known, *extra)) or f"{self.name} knows {', '.join((*known, *extra))}"
                gathered.report.add(kinds.UNKNOWN_KEY, f"“{key.text}” has no meaning in {self.name}", key.place, hint)
        missing = [field for field in self.fields if field.required and field.target not in made]
        for field in missing:
            if tree.get(field.key) is None:
                gathered.report.add(
                    kinds.MISSING_KEY,
                    f"{self.name} needs {field.key}: ({field.shape.expected})",
                    tree.place,
                    field.about,
                )
        return None if missing else made

    def read(self, gathered: Gathered, tree: Tree) -> T | None:
        """Return the record, or None where it cannot be made."""
        values = self.values(gathered, tree)
        return None if values is None else self.make(**values)

    def _read_under(self, key_shape: Shape[str], gathered: Gathered, key: Scalar, tree: Tree) -> T | None:
        id_ = key_shape.read(gathered, key)
        values = self.values(gathered, tree)
        if values is None or id_ is None:
            return None
        return self.make(id=id_, **{**values, **({"place": key.place} if self.has_place else {})})

    @property
    def shape(self) -> Shape[T]:
        """The shape of one such record."""
        return Shape(expected=self.name, read=self.read)

    @property
    def by_id(self) -> Shape[tuple[T, ...]]:
        """The shape of a mapping from ids to such records."""
        return mapped(functools.partial(self._read_under, ID), f"ids, each with {self.name}")

    @property
    def by_name(self) -> Shape[tuple[T, ...]]:
        """The shape of a mapping from names in small letters and _ to such records."""
        return mapped(functools.partial(self._read_under, NAME), f"names, each with {self.name}")


def _f(key: str, shape: Shape[Any], about: str, into: str = "", *, required: bool = False) -> Field:
    return Field(key=key, shape=shape, about=about, into=into, required=required)


_CITES = _f("cites", listed(CITE), 'Sources, as "@key, locator".')
_WAS = _f("was", listed(ID), "Ids that this had before; saves know them.")
_TODO = _f("todo", LINE, "What is still to be done.")

VARIANT = Record(
    name="a variant",
    make=Variant,
    fields=(
        _f("if", CONDITION, "Shown where this holds.", "condition", required=True),
        _f("text", PROSE, "What is added to the text.", required=True),
        _f("instead", TRUTH, "Whether it takes the place of the text."),
    ),
)
FACT = Record(
    name="a fact",
    make=Fact,
    fields=(
        _f("text", PROSE, "What is known, or is not.", required=True),
        _f("sure", SURENESS, "How sure it is."),
        _CITES,
        _f("known_from", MOMENT, "When the seat could first know it."),
    ),
)
ADVICE = Record(
    name="advice",
    make=Advice,
    fields=(
        _f("who", ref("person"), "Who argues.", required=True),
        _f("says", PROSE, "What that person argues, in indirect speech.", required=True),
        _f("backs", ID, "The choice that it is for."),
        _f("forecast", PROSE, "What that person expects."),
        _f("sure", SURENESS, "How sure of it."),
        _CITES,
        _f("if", CONDITION, "Given where this holds.", "condition"),
    ),
)
MAP_SHOT = Record(
    name="a map",
    make=MapShot,
    fields=(
        _f("view", ref("view"), "Which piece of the earth.", required=True),
        _f("layers", listed(ref("layer")), "What is drawn on it."),
        _f("says", PROSE, "The same in words."),
        _f("at", DAY, "The day that it shows, if not the node's own.", "day"),
    ),
)
ALERT = Record(
    name="an alert",
    make=Alert,
    has_place=False,
    fields=(
        _f("forces", WHOLE, "The readiness of forces at large, 5 to 1.", required=True),
        _f("sac", WHOLE, "The readiness of Strategic Air Command, 5 to 1.", required=True),
    ),
)
CHOICE = Record(
    name="a choice",
    make=Choice,
    fields=(
        _f("text", LINE, "The order, as a plain imperative.", required=True),
        _f("goto", GOTO, "Where it leads.", required=True),
        _f("about", PROSE, "One sentence under it."),
        _f("may", PROSE, "Its best honest case."),
        _f("cannot", PROSE, "What it cannot do, or costs."),
        _f("if", CONDITION, "Open where this holds.", "condition"),
        _f("unless_text", PROSE, "Why it is closed, as a plain sentence."),
        _f("confirm", PROSE, "What to say before an order that cannot be called back."),
        _f("history", TRUTH, "Whether this is what was done."),
        _f("default", TRUTH, "Taken under the history policy off the record."),
        _f("weight", DECIMAL, "How likely a seat that nobody plays takes it; 1 where it is not given."),
        _f("why", PROSE, "Why it was done; shown when the record is revealed."),
        _f("then", PROSE, "What follows at once, told before the next node."),
        _f("effects", EFFECTS, "What it changes."),
        _CITES,
        _WAS,
        _TODO,
    ),
)


def _p(gathered: Gathered, tree: Tree) -> object | None:
    """Read a probability; ``rest`` is what the others leave."""
    if isinstance(tree, Scalar) and tree.text.strip() == "rest":
        return REST
    return shapes.expression("p").read(gathered, tree)


REST = "rest"


def _outcome(*, p: Any, **more: Any) -> Outcome:  # noqa: ANN401 - the table checked them
    return Outcome(p=None if p == REST else p, **more)


OUTCOME = Record(
    name="an outcome",
    make=_outcome,
    fields=(
        _f("p", Shape(expected="a number, a sum, or rest", read=_p), "Its probability, or rest.", required=True),
        _f("goto", GOTO, "Where it leads.", required=True),
        _f("text", PROSE, "One sentence: what happens."),
        _f("then", PROSE, "What follows at once, told before the next node."),
        _f("history", TRUTH, "Whether this is what befell."),
        _f("why", PROSE, "How it came about; shown when the record is revealed."),
        _f("effects", EFFECTS, "What it changes."),
        _CITES,
        _WAS,
        _TODO,
    ),
)
ENDING: Record[dict[str, Any]] = Record(
    name="an ending",
    make=dict,
    has_place=False,
    fields=(
        _f(
            "kind",
            Shape(expected="the name of a kind of ending", read=shapes.ref_name("kind").read),
            "Its kind.",
            required=True,
        ),
        _f("headline", LINE, "What the newspaper says."),
        _f("dateline", LINE, "Where and when."),
        _f("standing", listed(PROSE), "What stands at the end, as sentences."),
        _f("hint", PROSE, "For those who have not found it."),
        _f("record", TRUTH, "Whether this is history's own."),
    ),
)
SCENE_FIELDS = (
    _f("title", LINE, "A short, concrete title."),
    _f("act", ref("act"), "The act that it belongs to."),
    _f("when", MOMENT, "The moment, with its zone."),
    _f("until", MOMENT, "When it ends, if it is long."),
    _f("clock_label", LINE, "Shown in place of the hour where the hour is vague."),
    _f("where", LINE, "The place."),
    _f("text", PROSE, "What happens."),
    _f("plain", PROSE, "The same in short sentences."),
    _f("summary", PROSE, "One plain sentence; owed by a decision."),
    _f("map", MAP_SHOT.shape, "What the map shows."),
    _f("alert", ALERT.shape, "The defence readiness condition, where it changes."),
    _f("variants", listed(VARIANT.shape), "Text that depends on the past."),
    _f("known", listed(FACT.shape), "What the seat knows."),
    _f("unknown", listed(FACT.shape), "What it does not."),
    _f("advice", listed(ADVICE.shape), "What the advisers argue."),
    _f("documents", listed(ref("document")), "What lies on the desk."),
    _f("seat", ref("seat"), "Who decides here, if not the scenario's seat."),
    _f("basis", PROSE, "Why a scene off the record is plausible, and who argues it."),
    _f("sure", SURENESS, "How sure that is."),
    _f("hindsight", PROSE, "What nobody in the room knew."),
    _f("discuss", listed(PROSE), "Questions for a class."),
    _f("effects", EFFECTS, "What coming here changes."),
    _CITES,
    _WAS,
    _f("todo", Shape(expected="true, or what is to be done", read=shapes.truth_or_line), "What is still to be done."),
)
SCENE: Record[dict[str, Any]] = Record(name="a node", make=dict, fields=SCENE_FIELDS)
SORTS: tuple[tuple[str, Shape[Any], str], ...] = (
    ("choices", CHOICE.by_id, "A decision: choices by id."),
    ("chance", OUTCOME.by_id, "A chance node: outcomes by id."),
    ("goto", GOTO, "A passage: where it leads."),
    ("ending", ENDING.shape, "An ending."),
)
"""The four keys of which a node has exactly one."""

SEAT = Record(
    name="a seat",
    make=model.Seat,
    fields=(
        _f("label", LINE, "What it is called.", required=True),
        _f("where", LINE, "The place."),
        _f("clock", ref("clock"), "The clock of its own capital."),
        _f("about", PROSE, "One sentence."),
    ),
)
CLOCK = Record(
    name="a clock",
    make=model.Clock,
    fields=(
        _f("label", LINE, "What it is called.", required=True),
        _f("zone", shapes.ZONE, "A zone of the zone database.", required=True),
    ),
)
ACT = Record(
    name="an act",
    make=model.Act,
    fields=(
        _f("title", LINE, "What it is called.", required=True),
        _f("about", PROSE, "One sentence."),
        _f("meanwhile", PROSE, "What the other side decided; shown at the act's end."),
        _f("off_record", TRUTH, "Whether it is never on the historical path."),
    ),
)
KIND = Record(
    name="a kind of ending",
    make=model.Kind,
    fields=(
        _f("label", LINE, "What it is called.", required=True),
        _f("about", PROSE, "One sentence."),
        _f("grave", TRUTH, "Whether a content note comes first."),
        _f("content_note", PROSE, "What the note says."),
    ),
)
ASSUMPTION = Record(
    name="an assumption",
    make=model.Assumption,
    fields=(
        _f("low", DECIMAL, "The least that anyone argues.", required=True),
        _f("central", DECIMAL, "The value in play.", required=True),
        _f("high", DECIMAL, "The most that anyone argues.", required=True),
        _f("about", PROSE, "What it is the probability of."),
        _f("argument", PROSE, "Why these numbers."),
        _CITES,
    ),
)
PERSON = Record(
    name="a person",
    make=model.Person,
    fields=(
        _f("name", LINE, "The whole name.", required=True),
        _f("short", LINE, "The name in a text."),
        _f("office", LINE, "The office at the time."),
        _f("side", one_of("washington", "moscow", "havana", "other"), "Whose side."),
        _f("monogram", LINE, "Two letters."),
        _f("born", LINE, "The day of birth."),
        _f("line", PROSE, "One humane line."),
        _f("about", PROSE, "A short note."),
        _f("known_from", MOMENT, "When the seat could first know the person."),
        _CITES,
        _WAS,
    ),
)
NOTE = Record(
    name="a note",
    make=model.Note,
    has_place=False,
    fields=(
        _f("kind", one_of("margin", "translation", "silence"), "What sort of note.", required=True),
        _f("text", PROSE, "The note.", required=True),
    ),
)
DOCUMENT_KINDS = (
    *("letter", "memo", "message", "statement", "estimate", "order", "press"),
    *("photograph", "record", "speech", "report", "resolution"),
)
DOCUMENT = Record(
    name="a document",
    make=model.Document,
    fields=(
        _f("title", LINE, "What it is.", required=True),
        _f("text", PROSE, "Our own précis.", required=True),
        _f("short", LINE, "A short title for the desk."),
        _f("kind", one_of(*DOCUMENT_KINDS), "What sort of paper."),
        _f("from", LINE, "Who wrote it.", "sender"),
        _f("to", LINE, "Who received it.", "receiver"),
        _f("dated", LINE, "The date, as printed."),
        _f("known_from", MOMENT, "When the seat could first read it."),
        _f("stamp", LINE, "The stamp on it."),
        _f("language", LINE, "The language of the original."),
        _f("read_in_full", LINE, "Where to read the original."),
        _f("notes", listed(NOTE.shape), "Notes beside it."),
        _CITES,
        _WAS,
        _TODO,
    ),
)
GLOSSARY_KINDS = ("aircraft", "ship", "weapon", "place", "office", "law", "idea", "person", "event")
GLOSSARY = Record(
    name="a glossary entry",
    make=model.GlossaryEntry,
    fields=(
        _f("term", LINE, "The term, as texts write it.", required=True),
        _f("text", PROSE, "A short note.", required=True),
        _f("also", listed(LINE), "Other spellings."),
        _f("kind", one_of(*GLOSSARY_KINDS), "What sort of thing."),
        _f("known_from", MOMENT, "When the seat could first know of it."),
        _CITES,
        _WAS,
    ),
)
ELSEWHERE = Record(
    name="an hour elsewhere",
    make=model.Elsewhere,
    fields=(
        _f("title", LINE, "A title.", required=True),
        _f("text", PROSE, "What happened there.", required=True),
        _f("lane", LINE, "Which lane: at sea, Havana, Moscow."),
        _f("when", MOMENT, "The moment."),
        _f("where", LINE, "The place."),
        _f("kinds", listed(shapes.ref_name("kind")), "Read after endings of these kinds."),
        _f("endings", listed(ref("node")), "Read after these endings."),
        _f("sure", SURENESS, "How sure it is."),
        _CITES,
    ),
)
FEATURE_KINDS = (
    *("site", "base", "city", "ship", "submarine", "aircraft"),
    *("ring", "area", "arc", "line", "route", "label"),
)
FEATURE = Record(
    name="a feature",
    make=Feature,
    fields=(
        _f("kind", one_of(*FEATURE_KINDS), "What is drawn.", required=True),
        _f("label", LINE, "Its label."),
        _f("at", POINT, "Where it is."),
        _f("points", listed(POINT), "Its course, for arcs, lines and routes."),
        _f("nautical_miles", WHOLE, "The radius of a ring or area."),
        _f("heading", WHOLE, "Degrees clockwise from north."),
        _f("uncertain_nm", WHOLE, "How far off it may be."),
        _f("approximate", TRUTH, "Whether it is for drawing only."),
        _f("known_from", DAY, "The first day on which it was known."),
        _f("known_until", DAY, "The last such day."),
        _CITES,
    ),
)
LAYER = Record(
    name="a layer",
    make=Layer,
    fields=(
        _f("label", LINE, "What it is called.", required=True),
        _f("features", listed(FEATURE.shape), "What is on it.", required=True),
        _f("side", one_of("washington", "moscow", "havana", "other"), "Whose things they are."),
        _f("says", PROSE, "The same in words."),
        _f("known_from", DAY, "The first day on which it was known."),
    ),
)
VIEW = Record(
    name="a view",
    make=View,
    fields=(
        _f("label", LINE, "What it is called.", required=True),
        _f("data", one_of("caribbean", "atlantic", "europe", "world"), "Which coastlines.", required=True),
        _f("centre", POINT, "The middle of it.", required=True),
        _f("width_km", WHOLE, "How wide it is.", required=True),
        _f("says", PROSE, "The same in words."),
    ),
)


def _rule(gathered: Gathered, tree: Tree) -> model.Rule | None:
    record: Record[dict[str, Any]] = Record(
        name="a rule",
        make=dict,
        fields=(
            _f("never", CONDITION, "What must hold in no state."),
            _f("always", CONDITION, "What must hold in every state."),
            _f("about", PROSE, "What it protects."),
        ),
    )
    values = record.values(gathered, tree)
    if values is None:
        return None
    conditions = [(key == "never", values[key]) for key in ("never", "always") if key in values]
    if len(conditions) != 1:
        if not gathered.report.failed or not conditions:
            gathered.report.add(kinds.MISSING_KEY, "a rule has one of never: and always:", tree.place)
        return None
    never, condition = conditions[0]
    return model.Rule(condition=condition, never=never, about=values.get("about", ""), place=tree.place)


RULE: Shape[model.Rule] = Shape(expected="a rule such as {never: lifted and missiles}", read=_rule)
POLICIES = ("uniform", "history", "weights", "safest", "riskiest")
EXPECT = Record(
    name="an expectation",
    make=model.Expect,
    fields=(
        _f("kind", shapes.ref_name("kind"), "The kind of ending."),
        _f("ending", ref("node"), "Or one ending."),
        _f("policy", one_of(*POLICIES), "How the seats decide.", required=True),
        _f("assume", one_of("low", "central", "high"), "Which values of the assumptions.", required=True),
        _f("min", DECIMAL, "The least probability.", "least"),
        _f("max", DECIMAL, "The most.", "most"),
        _f("about", PROSE, "What it protects."),
    ),
)


def _days(gathered: Gathered, tree: Tree) -> dict[str, str] | None:
    record: Record[dict[str, Any]] = Record(
        name="days",
        make=dict,
        has_place=False,
        fields=(
            _f("from", DAY, "The first day that the strip shows.", "first_day", required=True),
            _f("to", DAY, "The last, in the same month.", "last_day", required=True),
        ),
    )
    return record.values(gathered, tree)


def _scenario(**values: Any) -> dict[str, Any]:  # noqa: ANN401 - the table checked them
    return {**values, **values.pop("days", {})}


HEAD: Record[dict[str, Any]] = Record(
    name="a scenario",
    make=_scenario,
    has_place=False,
    fields=(
        _f("format", WHOLE, "The number of this format: 1.", required=True),
        _f("id", ID, "The id of the scenario.", required=True),
        _f("title", LINE, "Its title.", required=True),
        _f("seat", ref("seat"), "The seat that a lone player takes.", required=True),
        _f("start", ref("node"), "The node that it begins with.", required=True),
        _f("seats", SEAT.by_id, "Whose decisions there are."),
        _f("clocks", CLOCK.by_id, "The clocks that are shown."),
        _f(
            "days",
            Shape(expected="days such as {from: 1962-10-16, to: 1962-10-28}", read=_days),
            "The days that are shown.",
        ),
        _f("minutes", WHOLE, "How long a play-through takes."),
        _f("language", LINE, "The language of the texts, as en."),
        _f("license", LINE, "The licence of the texts."),
        _f("summary", PROSE, "One sentence."),
        _f("content_note", PROSE, "What a reader should know first."),
        _f("files", listed(LINE), "The other files, with * for any name."),
        _f("acts", ACT.by_id, "The parts of the story, in order."),
        _f("kinds", KIND.by_name, "The kinds of ending."),
        _f("assumptions", ASSUMPTION.by_name, "Debatable numbers."),
        _f("rules", listed(RULE), "What must always or never hold."),
        _f("expect", listed(EXPECT.shape), "Bounds on probabilities."),
        _TODO,
    ),
)
