"""Pages that look back: the end of an act, an ending, the same hour elsewhere, the debrief."""

from __future__ import annotations

from game.play import references
from game.play.history import departure, marks, recorded_exit, rejoinings
from game.play.page import (
    Action,
    Band,
    Block,
    Bullets,
    Fact,
    Facts,
    Heading,
    Headline,
    Lead,
    Mark,
    Page,
    PageKind,
    PathView,
    Prose,
    Slug,
    Step,
)
from game.play.play_through import PlayThrough
from game.play.strip import moment, short_date, slug, strip
from game.story import prose, step
from game.story.nodes import SURE, Chance, Decision, Ending, Scene
from game.story.prose import Cite, Paragraph
from game.story.scenario import Elsewhere


def steps(play: PlayThrough, first: int = 0, last: int | None = None) -> tuple[Step, ...]:
    """Return the decisions and draws of a play-through, with the record beside them.

    Args:
        play: A play-through.
        first: The index in the trail to begin at.
        last: The index in the trail to stop before; None is the whole trail.
    """
    found = []
    standing = marks(play)
    branches = _branches(play)
    for index, arrival in list(enumerate(play.trail))[first:last]:
        node = play.scenario.node(arrival.state.node)
        taken = play.exit_taken(index)
        if not taken or not isinstance(node, Decision | Chance):
            continue
        recorded = recorded_exit(play.scenario, node.id)
        when = moment(play, index)
        found.append(
            Step(
                node=node.id,
                when=short_date(when) if when else "",
                title=node.title,
                taken=_title(play, node, taken),
                recorded=_title(play, node, recorded) if recorded else "",
                mark=_mark_of_step(standing[index], agrees=taken == recorded),
                by_luck=isinstance(node, Chance) or (bool(node.seat) and node.seat not in play.seats),
                branches=tuple(_title(play, node, exit_) for exit_ in branches.get(node.id, ()) if exit_ != taken),
            )
        )
    return tuple(found)


def _mark_of_step(standing: Mark, *, agrees: bool) -> Mark:
    return standing if agrees else Mark.COUNTERFACTUAL


def _branches(play: PlayThrough) -> dict[str, list[str]]:
    tried: dict[str, list[str]] = {}
    for branch in play.branches:
        for move in branch.moves:
            if move.choice and move.choice not in tried.setdefault(move.node, []):
                tried[move.node].append(move.choice)
    return tried


def _title(play: PlayThrough, node: Scene, exit_id: str) -> str:
    return prose.plain(play.scenario.exit(node.id, exit_id).text) or exit_id


def act_end(play: PlayThrough, index: int) -> Page:
    """Return the page that closes the act of trail[index]: what was decided, and what was done."""
    act_id = play.scenario.node(play.trail[index].state.node).act
    act = play.scenario.act_by_id[act_id]
    first = index
    while first > 0 and play.scenario.node(play.trail[first - 1].state.node).act == act_id:
        first -= 1
    decided = tuple(s for s in steps(play, first, index + 1) if not s.by_luck)
    blocks: list[Block] = [Slug(text=act.title), Heading(text="What you decided, and what was done")]
    blocks.append(PathView(label="Decisions of these days", steps=decided))
    blocks.extend(_record(play, first, index))
    if act.meanwhile:
        blocks.append(Prose(label="Meanwhile", paragraphs=prose.parse(act.meanwhile)))
    return Page(
        kind=PageKind.ACT_END,
        title=f"End of “{act.title}”",
        blocks=tuple(blocks),
        strip=strip(play, index),
        actions=(Action(id="go-on", label="Go on"), Action(id="timeline", label="Take it again")),
    )


def _record(play: PlayThrough, first: int, last: int) -> tuple[Block, ...]:
    reasons = []
    for arrival in play.trail[first : last + 1]:
        node = play.scenario.node(arrival.state.node)
        recorded = recorded_exit(play.scenario, node.id)
        if recorded and isinstance(node, Decision):
            exit_ = play.scenario.exit(node.id, recorded)
            if exit_.why:
                reasons.append(prose.parse(f"**{exit_.text}.** {exit_.why}"))
    if not reasons:
        return (Band(mark=Mark.COUNTERFACTUAL, text="These days have no record: nobody lived them."),)
    return (Bullets(label="The record, and why", items=tuple(reasons)),)


def content_note(play: PlayThrough) -> Page:
    """Return the page that stands before an ending of a grave kind."""
    node = _ending(play)
    kind = play.scenario.kind_by_id[node.kind]
    text = kind.content_note or "The ending that follows tells of the use of nuclear weapons, in words alone."
    return Page(
        kind=PageKind.CONTENT_NOTE,
        title="Before you read on",
        blocks=(Slug(text=kind.label), Heading(text="Before you read on"), Prose(paragraphs=prose.parse(text))),
        strip=strip(play, len(play.trail) - 1),
        actions=(
            Action(id="go-on", label="Read it"),
            Action(id="in-short", label="Two sentences"),
            Action(id="leave-out", label="Leave it out"),
        ),
    )


def ending(play: PlayThrough, *, in_short: bool = False) -> Page:
    """Return the page of the ending: the headline, the text, what stands.

    Args:
        play: A play-through that is over.
        in_short: Whether the first two sentences take the place of the text.
    """
    node = _ending(play)
    kind = play.scenario.kind_by_id[node.kind]
    index = len(play.trail) - 1
    paragraphs = tuple(p for text in step.texts(play.scenario, play.state) for p in prose.parse(text))
    if in_short:
        words = prose.plain("\n\n".join(step.texts(play.scenario, play.state))).replace("\n\n", " ")
        paragraphs = prose.parse(" ".join(_sentences(words)[:2]))
    blocks: list[Block] = []
    mark = marks(play)[index]
    if mark is not Mark.RECORD:
        blocks.append(Band(mark=mark, text="This did not happen. It could have."))
    blocks += [
        Slug(text="  ".join(part for part in (kind.label, slug(node)) if part)),
        Heading(text=node.title),
    ]
    if node.headline:
        blocks.append(Headline(text=node.headline, dateline=node.dateline))
    blocks.append(Prose(paragraphs=paragraphs))
    if node.standing:
        blocks.append(Bullets(label="What stands", items=tuple(prose.parse(line) for line in node.standing)))
    if mark is not Mark.RECORD and node.basis:
        sure = node.sure or "plausible"
        fact = Fact(sure=sure, squares=SURE[sure], paragraphs=prose.parse(node.basis))
        blocks.append(Facts(label="Why it could have ended so", facts=(fact,)))
    return Page(
        kind=PageKind.ENDING,
        title=node.title,
        blocks=tuple(blocks),
        strip=strip(play, index),
        actions=(Action(id="go-on", label="Go on"), Action(id="timeline", label="Take a decision again")),
        node=node.id,
    )


def _sentences(text: str) -> list[str]:
    found: list[str] = []
    for word in text.split():
        if not found or (found[-1].endswith((".", "?", "!", ".”")) and word[:1].isupper()):
            found.append(word)
        else:
            found[-1] += f" {word}"
    return found


def _ending(play: PlayThrough) -> Ending:
    node = play.node
    assert isinstance(node, Ending)  # noqa: S101 - callers ask at an ending
    return node


def same_hours(play: PlayThrough) -> tuple[Elsewhere, ...]:
    """Return what is read after this ending: the same hours in other places."""
    node = _ending(play)
    return tuple(
        entry
        for entry in play.scenario.elsewhere
        if (not entry.kinds and not entry.endings) or node.kind in entry.kinds or node.id in entry.endings
    )


def elsewhere(play: PlayThrough, entry: Elsewhere) -> Page:
    """Return the page of one such hour."""
    when = short_date(entry.when) if entry.when else ""
    blocks: list[Block] = [
        Slug(text="  ".join(part for part in (entry.lane, when, entry.where) if part)),
        Heading(text=entry.title),
        Prose(paragraphs=prose.parse(entry.text)),
    ]
    if entry.cites:
        source = references.shorts(play.scenario, entry.cites)
        blocks.append(Prose(label="Sources", paragraphs=prose.parse(source), quiet=True))
    return Page(
        kind=PageKind.ELSEWHERE,
        title=entry.title,
        blocks=tuple(blocks),
        strip=strip(play, len(play.trail) - 1),
        actions=(Action(id="go-on", label="Go on"), Action(id="debrief", label="To the debrief")),
    )


def debrief(play: PlayThrough) -> Page:
    """Return the debrief: the path beside history, where it left, what nobody could see, sources, questions."""
    node = _ending(play)
    kind = play.scenario.kind_by_id[node.kind]
    blocks: list[Block] = [
        Slug(text=f"Debrief  {kind.label}"),
        Heading(text=node.title),
        Lead(text=_departure_line(play)),
        PathView(
            label="Your path, and the record",
            steps=steps(play),
            left=_departure_line(play),
            rejoined=_rejoined_line(play),
        ),
    ]
    if reasons := _reasons(play):
        blocks.append(Bullets(label="Your reasons", items=reasons))
    if unseen := _hindsight(play):
        blocks.append(Bullets(label="What you could not know", items=unseen))
    if questions := _questions(play):
        blocks.append(Bullets(label="Questions", items=questions))
    blocks.append(Bullets(label="Sources for this path", items=_sources(play)))
    return Page(
        kind=PageKind.DEBRIEF,
        title="Debrief",
        blocks=tuple(blocks),
        strip=strip(play, len(play.trail) - 1),
        actions=(
            Action(id="timeline", label="Take a decision again"),
            Action(id="journal", label="Journal"),
            Action(id="begin-again", label="Begin again"),
            Action(id="title", label="To the title"),
        ),
    )


def _departure_line(play: PlayThrough) -> str:
    left = departure(play)
    if left is None:
        return "You kept to the record from first to last."
    node = play.scenario.node(left.node)
    when = moment(play, left.index)
    day = f" on {short_date(when)}" if when else ""
    taken, recorded = (_title(play, node, exit_) for exit_ in (left.taken, left.recorded))
    if left.by_luck:
        return f"Luck left the record{day}, at “{node.title}”: {_quoted(taken)} On the record: {_quoted(recorded)}"
    return f"You left the record{day}, at “{node.title}”: you chose {_quoted(taken)} What was done: {_quoted(recorded)}"


def _quoted(text: str) -> str:
    return f"“{text.rstrip('.')}”."


def _rejoined_line(play: PlayThrough) -> str:
    back = rejoinings(play)
    if not back:
        return ""
    titles = [play.scenario.node(play.trail[index].state.node).title for index in back]
    return f"It came back to a scene of the record at {', '.join(f'“{title}”' for title in titles)}."


def _reasons(play: PlayThrough) -> tuple[tuple[Paragraph, ...], ...]:
    return tuple(
        (prose.Paragraph(runs=(prose.Run(text=f"{play.scenario.node(move.node).title}: {move.reason}"),)),)
        for move in play.moves
        if move.reason
    )


def _visited(play: PlayThrough) -> tuple[Scene, ...]:
    return tuple(play.scenario.node(arrival.state.node) for arrival in play.trail)


def _hindsight(play: PlayThrough) -> tuple[tuple[Paragraph, ...], ...]:
    return tuple(
        prose.parse(f"**{node.title}.** {node.hindsight}")
        for node in {node.id: node for node in _visited(play)}.values()
        if node.hindsight
    )


def _questions(play: PlayThrough) -> tuple[tuple[Paragraph, ...], ...]:
    return tuple(
        prose.parse(question)
        for node in {node.id: node for node in _visited(play)}.values()
        for question in node.discuss
    )


def _sources(play: PlayThrough) -> tuple[tuple[Paragraph, ...], ...]:
    cites: list[Cite] = []
    for node in _visited(play):
        for text in (node.text, node.basis, node.hindsight):
            cites.extend(prose.citations(text))
        cites.extend(cite for fact in node.known for cite in fact.cites)
        cites.extend(cite for advice in node.advice for cite in advice.cites)
    keys = dict.fromkeys(cite.key for cite in cites)
    sources = [play.scenario.source_by_id[key] for key in keys if key in play.scenario.source_by_id]
    return tuple((_plain_paragraph(references.full(source)),) for source in sources)


def _plain_paragraph(text: str) -> Paragraph:
    return prose.Paragraph(runs=(prose.Run(text=text),))


def timeline(play: PlayThrough, index: int) -> Page:
    """Return the page on which a decision can be taken again; one action for each decision so far."""
    decided = tuple(s for s in steps(play) if not s.by_luck)
    actions = tuple(
        Action(id=f"rewind:{move}", label=f"{s.when}  {s.title}: {s.taken}")
        for move, s in zip(play.decisions, decided, strict=False)
    )
    tried = sum(bool(s.branches) for s in decided)
    lead = "What you leave is kept, so that you can compare."
    if tried:
        lead += f" You have tried other ways at {tried} of these decisions."
    return Page(
        kind=PageKind.TIMELINE,
        title="Take a decision again",
        blocks=(Heading(text="Take a decision again"), Lead(text=lead), PathView(label="So far", steps=decided)),
        strip=strip(play, index),
        actions=(*actions, Action(id="back", label="Back")),
    )


def journal(play: PlayThrough, index: int) -> Page:
    """Return everything that was read so far, to read again."""
    blocks: list[Block] = [
        Heading(text="Journal"),
        Lead(text="Every scene so far, and the papers that lay on your desk."),
    ]
    papers: dict[str, str] = {}
    for arrival in play.trail[: index + 1]:
        node = play.scenario.node(arrival.state.node)
        blocks.append(Heading(text=node.title, level=2))
        if line := slug(node):
            blocks.append(Slug(text=line, quiet=True))
        text = tuple(p for part in step.texts(play.scenario, arrival.state) for p in prose.parse(part))
        blocks.append(Prose(paragraphs=text))
        for id_ in node.documents:
            found = play.scenario.document_by_id[id_]
            papers[id_] = found.short or found.title
    return Page(
        kind=PageKind.JOURNAL,
        title="Journal",
        blocks=tuple(blocks),
        strip=strip(play, index),
        actions=(
            *(Action(id=f"document:{id_}", label=title) for id_, title in papers.items()),
            Action(id="back", label="Back"),
        ),
    )
