"""The command: parse, call, print. Rooms that must meet are wired here."""

from __future__ import annotations

import os
import shutil
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from game import __version__, resources
from game.errors import KnotOfWarError, ScenarioError

if TYPE_CHECKING:
    from game.play.library import Begun, Library, Loaded
    from game.play.saves import SaveFolder

FINDINGS = 1
USAGE = 2


class _Command(click.Group):
    """A group whose errors are sentences, and whose own faults leave a crash file."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ScenarioError as error:
            _print_problems(error)
            sys.exit(FINDINGS)
        except KnotOfWarError as error:
            _fail(str(error))
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            # The reader of our output has gone: nothing is wrong, and nobody listens.
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        except Exception:  # noqa: BLE001 - a fault of our own is written down, named, and loses nothing
            _crash()


def _fail(message: str) -> NoReturn:
    click.echo(f"knot-of-war: {message}", err=True)
    sys.exit(USAGE)


def _crash() -> NoReturn:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    path = _state_folder() / f"crash-{stamp}.txt"
    report = f"knot-of-war {__version__}, Python {sys.version}, {sys.platform}\n\n{traceback.format_exc()}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(report, encoding="utf-8")
        where = f"What happened is written in {path}; please send it to us."
    except OSError:
        where = traceback.format_exc()
    click.echo(f"knot-of-war: a fault of our own stopped the game; your play-through is saved. {where}", err=True)
    sys.exit(70)


def _print_problems(error: ScenarioError) -> None:
    from game.problems import show  # noqa: PLC0415 - only when there are problems

    for problem in error.problems:
        click.echo(show(problem), err=True)


def _state_folder() -> Path:
    """Return where the player's own files are; ``KNOT_OF_WAR_HOME`` names another place."""
    home = os.environ.get("KNOT_OF_WAR_HOME")
    if home:
        return Path(home).expanduser()
    import platformdirs  # noqa: PLC0415 - only where a folder is needed

    return Path(platformdirs.user_data_dir("knot-of-war", appauthor=False))


def _saves() -> SaveFolder:
    from game.play.saves import SaveFolder  # noqa: PLC0415 - imported where a subcommand needs it

    return SaveFolder(_state_folder() / "saves")


@click.group(
    cls=_Command,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: knot-of-war play thirteen-days --text",
)
@click.version_option(__version__, prog_name="knot-of-war")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Play the Cuban Missile Crisis, decision by decision.

    Without a command, the game opens; with no display, it is played in the terminal.
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(play)


def _size(_: click.Context, __: click.Parameter, value: str | None) -> tuple[int, int] | None:
    if value is None:
        return None
    wide, x, high = value.lower().partition("x")
    if not (x and wide.isdecimal() and high.isdecimal()):
        raise click.BadParameter("write a width and a height, as 1280x720")
    size = int(wide), int(high)
    if size[0] < 960 or size[1] < 600 or max(size) > 16384:  # noqa: PLR2004 - the limits that the message names
        raise click.BadParameter("the window is at least 960x600 and at most 16384 wide or high")
    return size


@main.command(epilog="Example: knot-of-war play thirteen-days --text --seed 7")
@click.argument("scenario", required=False)
@click.option("--text", is_flag=True, help="Play in the terminal; piped lines are the player's.")
@click.option(
    "--seed", type=click.IntRange(0, (1 << 53) - 1), help="What luck is drawn from; the same seed, the same luck."
)
@click.option("--resume", is_flag=True, help="Go on with the play-through that was last written.")
@click.option("--size", callback=_size, metavar="WxH", help="The size of the window, from 960x600.")
@click.option("--follow-history", is_flag=True, help="Tell the record from first to last; needs no input.")
@click.option("--replay", metavar="FILE|ID,ID,…", help="Go to where a save or a list of node.choice ids leads.")
def play(  # noqa: PLR0913 - one parameter an option
    scenario: str | None = None,
    seed: int | None = None,
    size: tuple[int, int] | None = None,
    replay: str | None = None,
    *,
    text: bool = False,
    resume: bool = False,
    follow_history: bool = False,
) -> None:
    """Play a scenario, in a window or in the terminal."""
    if sum((resume, follow_history, replay is not None)) > 1:
        raise click.UsageError("choose one of --resume, --follow-history and --replay")
    begin = _Beginning(scenario, seed, replay, resume=resume, follow_history=follow_history)
    if not text:
        from game.screen import app  # noqa: PLC0415 - pygame is imported only for the window

        why_not = app.run(_library(), size=size, begin=begin.begun if begin.is_meant else None)
        if not why_not:
            return
        click.echo(f"There is no display to open a window on ({why_not}), so the game is played here.", err=True)
    _play_in_terminal(begin)


class _Beginning:
    """What `play` was asked to begin with."""

    def __init__(
        self, scenario: str | None, seed: int | None, replay: str | None, *, resume: bool, follow_history: bool
    ) -> None:
        self.scenario = scenario
        self.seed = seed
        self.replay = replay
        self.resume = resume
        self.follow_history = follow_history
        self.library = _library()

    @property
    def is_meant(self) -> bool:
        """Whether something was named, so that the title is passed by."""
        return bool(self.scenario or self.replay or self.resume or self.follow_history)

    def begun(self) -> Begun:
        name = self.scenario or "thirteen-days"
        if self.resume:
            return self.library.resume_latest(self.scenario or "")
        if self.replay is None:
            return self.library.begin(name, self.seed, follows_record=self.follow_history)
        path = Path(self.replay)
        if path.is_file():
            return self.library.resume(self.library.saves.import_(path), name)
        ids = tuple(part for part in self.replay.split(",") if part.strip())
        return self.library.replay(name, ids, self.seed or 0)


def _library() -> Library:
    from game.play.library import Library  # noqa: PLC0415 - imported where a subcommand needs it

    return Library(_read, _saves(), resources.shipped())


def _read(name: str) -> Loaded:
    from game.play.library import Loaded  # noqa: PLC0415 - imported where a subcommand needs it
    from game.play.log import Digests  # noqa: PLC0415 - as above
    from game.reading import digests, read  # noqa: PLC0415 - as above

    scenario = read(resources.scenario_folder(name))
    return Loaded(
        scenario=scenario, digests=Digests(structure=digests.structure(scenario), text=digests.text(scenario))
    )


def _play_in_terminal(begin: _Beginning) -> None:
    from game.terminal.lines import Look  # noqa: PLC0415 - imported where a subcommand needs it
    from game.terminal.session import Session  # noqa: PLC0415 - as above

    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    width = min(shutil.get_terminal_size((80, 24)).columns - 2, 76)
    begun = begin.begun()
    with begun.save:
        for note in begun.notes:
            click.echo(note)
        session = Session(begun.reader, click.echo, Look(width=max(width, 40), colour=colour), begun.save.id)
        if begin.follow_history:
            session.follow()
            return
        session.run(_typed())
        click.echo(f"Saved as {begun.save.id}; knot-of-war play --resume goes on from here.")


def _typed() -> Iterator[str]:
    """Yield the player's lines; a prompt is shown only where a person types."""
    asks = sys.stdin.isatty()
    while True:
        if asks:
            click.echo("> ", nl=False)
        line = sys.stdin.readline()
        if not line:
            return
        yield line


@main.group(invoke_without_command=True, epilog="Example: knot-of-war saves export ID my-game.jsonl")
@click.pass_context
def saves(ctx: click.Context) -> None:
    """List, show, move between machines or delete play-throughs."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_saves)


@saves.command("list", epilog="Example: knot-of-war saves list")
def list_saves() -> None:
    """List the saves, the last written first."""
    infos = _saves().infos()
    if not infos:
        click.echo("There are no saves.")
    for info in infos:
        damaged = ", damaged" if info.damaged else ""
        click.echo(f"{info.id}  {info.changed:%Y-%m-%d %H:%M} UTC  {info.decisions} decisions{damaged}")


@saves.command("show", epilog="Example: knot-of-war saves show ID")
@click.argument("id_", metavar="ID")
def show_save(id_: str) -> None:
    """Show the path of a play-through beside the record."""
    from game.play import closing, log  # noqa: PLC0415 - imported where a subcommand needs it
    from game.terminal.lines import step_words  # noqa: PLC0415 - as above

    folder = _saves()
    events = folder.events(id_)
    found = log.replay(_library().load(str(events[0]["scenario"])).scenario, events)
    if found.stopped:
        click.echo(found.stopped)
    for step in closing.steps(found.play):
        click.echo(step_words(step))


@saves.command("export", epilog="Example: knot-of-war saves export ID my-game.jsonl")
@click.argument("id_", metavar="ID")
@click.argument("file", type=click.Path(path_type=Path))
def export_save(id_: str, file: Path) -> None:
    """Copy a save to FILE, to take it to another machine."""
    _saves().export(id_, file)
    click.echo(f"Written to {file}.")


@saves.command("import", epilog="Example: knot-of-war saves import my-game.jsonl")
@click.argument("file", type=click.Path(path_type=Path))
def import_save(file: Path) -> None:
    """Take in a save from FILE."""
    click.echo(f"Imported as {_saves().import_(file)}.")


@saves.command("delete", epilog="Example: knot-of-war saves delete --all")
@click.argument("id_", metavar="ID", required=False)
@click.option("--all", "everything", is_flag=True, help="Delete every save on this computer.")
def delete_save(id_: str | None, *, everything: bool) -> None:
    """Delete one save, or all of them."""
    if everything == (id_ is not None):
        raise click.UsageError("name one save, or give --all")
    if id_ is not None:
        _saves().delete(id_)
        click.echo("Deleted.")
    else:
        count = _saves().delete_all()
        click.echo(f"{count} deleted." if count else "There were no saves.")


@saves.command("where", epilog="Example: knot-of-war saves where")
def where_saves() -> None:
    """Say in which folder the saves are."""
    click.echo(str(_saves().path))


@main.command(epilog="Example: knot-of-war check scenarios/thirteen-days")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
def check(paths: tuple[str, ...]) -> None:
    """Find every problem in the text of scenarios; exit 1 on an error."""
    from game import reading  # noqa: PLC0415 - imported where a subcommand needs it
    from game.problems import Severity, show  # noqa: PLC0415 - as above

    failed = False
    for name in paths:
        found = reading.read_all(resources.scenario_folder(name))
        counts = {severity: sum(p.severity is severity for p in found.problems) for severity in Severity}
        for problem in found.problems:
            if problem.severity is not Severity.NOTE:
                click.echo(show(problem))
        click.echo(", ".join([name, *(f"{count} {severity.value}s" for severity, count in counts.items())]))
        failed = failed or bool(counts[Severity.ERROR])
    if failed:
        sys.exit(FINDINGS)
