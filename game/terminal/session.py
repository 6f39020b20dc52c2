"""Play by lines: what the player types, and what is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from game.errors import KnotOfWarError
from game.play.page import Action, Option, Options, Page, PageKind
from game.play.reader import Reader
from game.story import prose
from game.terminal.lines import Look, gauge_words, page_lines, words

Say = Callable[[str], None]

HELP = """\
Press Return to go on. At a decision, type the number of an option.
  why         why options are closed, and where the meters stand
  people      who argues what
  documents   the papers on your desk; type a number to read one
  map         what the map shows, in words
  history     your path so far, and the record beside it
  journal     every scene so far
  note WORD   a short note on a person or term
  back        back to the page before, or to take a decision again
  save        where the play-through is saved
  quit        stop; the play-through is saved
  help        this list"""

_VIEWS = {
    "people": "advisers",
    "advisers": "advisers",
    "documents": "documents",
    "map": "map",
    "journal": "journal",
}


class Session:
    """One play-through in a terminal."""

    def __init__(self, reader: Reader, say: Say, look: Look, saved_as: str = "") -> None:
        """Speak through `say`; `saved_as` tells where the play-through is kept."""
        self.reader = reader
        self._say = say
        self._look = look
        self._saved_as = saved_as
        self._pending = ""

    def run(self, lines: Iterator[str]) -> None:
        """Play until the player quits, the lines end, or the debrief is read and left."""
        self._show()
        if not self._at_end():
            self._say("")
            self._say("(Return goes on; help lists what you can type.)")
        for line in lines:
            if not self.answer(line):
                return

    def answer(self, line: str) -> bool:
        """Answer one line, and return whether play goes on."""
        command, _, rest = " ".join(line.split()).partition(" ")
        command = command.lower()
        if command in {"quit", "q", "exit"}:
            return False
        try:
            return self._obey(command, rest)
        except KnotOfWarError as error:
            self._tell(str(error))
            return True

    def follow(self) -> None:
        """Tell the record from here to the debrief, without asking."""
        self._show()
        while self.reader.page().kind is not PageKind.DEBRIEF:
            page = self.reader.page()
            if page.kind is PageKind.DECISION:
                recorded = next(o for o in _options(page) if o.recorded)
                self._tell(f"What was done: {recorded.title}.")
                self.reader.choose(recorded.id)
            else:
                self.reader.act("go-on")
            self._show()

    def _obey(self, command: str, rest: str) -> bool:
        page = self.reader.page()
        if self._pending:
            return self._confirmed(command)
        if command == "" and page.kind is PageKind.DEBRIEF:
            return False
        if command == "":
            self._go_on(page)
        elif command.isdecimal():
            self._number(page, int(command))
        elif command in _VIEWS:
            self._open(page, _VIEWS[command])
        elif command == "note":
            self._note(rest)
        elif command == "back":
            self._back(page)
        else:
            self._remark(command, page)
        return True

    def _remark(self, command: str, page: Page) -> None:
        if command == "why":
            self._why(page)
        elif command == "history":
            self._history()
        elif command == "save":
            self._tell(f"Saved as {self._saved_as}." if self._saved_as else "This play-through is not being saved.")
        elif command in {"help", "?"}:
            self._say(HELP)
        elif page.kind is PageKind.CONTENT_NOTE and command in {"short", "leave"}:
            self.reader.act("in-short" if command == "short" else "leave-out")
            self._show()
        else:
            self._tell(f"“{command}” is not understood here; help lists what you can type.")

    def _go_on(self, page: Page) -> None:
        if page.kind is PageKind.DECISION:
            self._tell(f"Type the number of an option, 1 to {len(_options(page))}.")
        elif any(action.id == "go-on" for action in page.actions):
            self.reader.act("go-on")
            self._show()
        else:
            self.reader.act("back")
            self._show()

    def _number(self, page: Page, number: int) -> None:
        options = _options(page)
        listed = _listed(page)
        if options and 1 <= number <= len(options):
            option = options[number - 1]
            if option.confirm and not option.closed:
                self._pending = option.id
                self._tell(
                    f"{option.title}. {option.confirm} Type yes to give the order, or anything else to think again."
                )
            else:
                self.reader.choose(option.id)
                self._show()
        elif listed and 1 <= number <= len(listed):
            self.reader.act(listed[number - 1].id)
            self._show()
        else:
            self._tell("There is nothing of that number here.")

    def _confirmed(self, command: str) -> bool:
        choice, self._pending = self._pending, ""
        if command in {"yes", "y"}:
            self.reader.choose(choice)
        else:
            self._tell("The order is not given.")
        self._show()
        return True

    def _open(self, page: Page, view: str) -> None:
        if view != "journal" and not any(action.id == view for action in page.actions):
            self._tell("There is nothing of that kind here.")
            return
        self.reader.act(view)
        self._show()

    def _note(self, term: str) -> None:
        wanted = term.casefold()
        scenario = self.reader.play.scenario
        for person in scenario.people:
            if wanted and wanted in {person.id, person.short.casefold(), person.name.casefold()}:
                self.reader.act(f"person:{person.id}")
                self._show()
                return
        for entry in scenario.glossary:
            if wanted in {entry.id, *(name.casefold() for name in (entry.term, *entry.also))}:
                self.reader.act(f"glossary:{entry.id}")
                self._show()
                return
        self._tell(f"There is no note on “{term}”." if term else "Type note and a name or term.")

    def _back(self, page: Page) -> None:
        if any(action.id == "back" for action in page.actions):
            self.reader.act("back")
        elif page.kind is PageKind.DECISION:
            self.reader.act("read-again")
        elif self.reader.play.decisions:
            self.reader.act("timeline")
            self._show()
            self._tell("Type the number of the decision to take again, or press Return to stay.")
            return
        else:
            self._tell("Nothing has been decided yet.")
            return
        self._show()

    def _why(self, page: Page) -> None:
        for option in _options(page):
            if option.closed:
                self._tell(f"{option.number}. {option.title}: {option.closed}")
        for gauge in page.strip.gauges:
            moved = f" (moved at “{gauge.why}”)" if gauge.why else ""
            self._tell(f"{gauge_words(gauge)}{moved}. {gauge.about}".strip())
        node = self.reader.play.scenario.node(self.reader.play.trail[self.reader.cursor.index].state.node)
        if node.basis:
            self._tell(f"Why it could have gone so: {words(prose.parse(node.basis))}")

    def _history(self) -> None:
        self.reader.act("timeline")
        self._show()
        self.reader.act("back")

    def _at_end(self) -> bool:
        return self.reader.page().kind is PageKind.DEBRIEF

    def _show(self) -> None:
        page = self.reader.page()
        for line in page_lines(page, self._look):
            self._say(line)
        if page.kind is PageKind.CONTENT_NOTE:
            self._tell("Return reads it; short gives two sentences; leave leaves it out.")

    def _tell(self, text: str) -> None:
        self._say("")
        for line in self._look.wrap(text):
            self._say(line)


def _options(page: Page) -> tuple[Option, ...]:
    return next((block.options for block in page.blocks if isinstance(block, Options)), ())


def _listed(page: Page) -> tuple[Action, ...]:
    return tuple(action for action in page.actions if action.id.startswith(("document:", "rewind:")))
