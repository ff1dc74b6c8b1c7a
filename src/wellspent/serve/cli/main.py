"""The front door of the command line: names the commands, loads the one that is called.

A command's module is imported when it is run or when its own help is asked for, never before: so
that `wellspent --help` and shell completion answer at once.
"""

import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from wellspent.errors import WellspentError
from wellspent.serve.cli.complain import complain
from wellspent.serve.cli.flags import Flags

EXIT_CODES = """\
\b
Exit codes:
  0  done
  1  something went wrong on our side
  2  the input, the command line or a setting can't be used as it is
  3  no such record
  4  conflict: it changed meanwhile, or exists already
  5  not enough data to say yet
  6  an optional part is missing
  7  the store can't be reached: try again later
  130  stopped by Ctrl-C; what was acknowledged is kept
  141  whoever read the output left early, as in `wellspent … | head -1`
"""


_READER_LEFT = 141
"""What a shell reports of a program that SIGPIPE ended: 128 + 13."""


class _ReaderLeft(Exception):
    """Whoever read our output has closed the pipe."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command: the module that holds its `run`, and its purpose in a line."""

    module: str
    purpose: str


COMMANDS = {
    "init": Command("init", "Make the store and a settings file."),
    "import": Command("import_files", "Import accounts, contacts, leads, deals or activities."),
    "undo": Command("undo", "Undo an import as a whole."),
    "profile": Command("profile", "What do our most valuable customers have in common?"),
    "qualify": Command("qualify", "Who deserves our time? Fit of enquiries, with reasons."),
    "explain": Command("explain", "One lead in full: points, similar cases, records."),
    "queue": Command("queue", "What waits, by route, those due first."),
    "mark": Command("mark", "Say what an enquiry turned out to be; it teaches."),
    "move": Command("move", "Choose an enquiry's route."),
    "release": Command("release", "Let an enquiry out of quarantine."),
    "done": Command("done", "Note that an enquiry's next step was taken."),
    "rules": Command("rules", "Costs and routing rules: print, try, put in force."),
    "honesty": Command("honesty", "How many genuine enquiries ended in a slow lane?"),
    "company": Command("company", "What is true of ourselves: print, check, put in use."),
    "consent": Command("consent", "What somebody said about being contacted."),
    "site": Command("site", "The places that enquiries come from."),
    "receive": Command("receive", "Take in saved mail and tables of enquiries."),
    "export": Command("export", "Write records out as CSV or JSON lines."),
    "review": Command("review", "Is this message worth sending? A linter for outreach."),
    "listen": Command("listen", "What did customers say? Reactions, questions, promises."),
    "take-in": Command("take_in", "Take conversations in: linked, heard, in the ledger."),
    "mailbox": Command("mailbox", "Take in a mailbox by IMAP, which is never changed."),
    "conversations": Command("conversations", "Conversations: list, show, correct what was heard."),
    "note": Command("note", "Log a call or a meeting by hand."),
    "ledger": Command("ledger", "Minutes that customers gave, and what they got for them."),
    "owe": Command("owe", "What we owe customers: questions, promises."),
    "feedback": Command("feedback", "Was it worth their time? Ask with one tap, see the answers."),
    "brief": Command("brief", "One cited page before a talk, or before each meeting."),
    "reach": Command("reach", "When and how can somebody be reached?"),
    "learn": Command("learn", "Learn anew who can say yes, and when people answer."),
    "committee": Command("committee", "Who at an account can say yes, and what says so."),
    "deciders": Command("deciders", "Find people who are likely to be able to say yes."),
    "time": Command("time_spent", "Where our time went, and where the next hour is worth most."),
    "titles": Command("titles", "What job titles say: level, area, prior over buying roles."),
    "mcp": Command("mcp", "Let AI agents review what they write to customers."),
    "mail-gate": Command("mail_gate", "Review mail on its way to the mail server."),
    "serve": Command("serve", "Serve the web pages and the API."),
    "demo": Command("demo", "Look around in a fictitious company."),
    "settings": Command("settings", "Show every setting and where its value came from."),
    "doctor": Command("doctor", "Check this installation, and say what to do next."),
}


class LazyGroup(TyperGroup):
    """A group whose commands are placeholders until one of them is called."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[Any, Any, list[str]]:
        """Find the command that is called, and load it."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, load_command(name) if name and command else command, rest

    def invoke(self, ctx: Any) -> Any:
        """Run the command that is called; a closed pipe gets past click, which would end with 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _ReaderLeft from error
        except Exception as error:
            self._say_where_it_goes(error, ctx.invoked_subcommand or "")
            raise

    def _say_where_it_goes(self, error: Exception, command: str) -> None:
        """Add to the complaint about an unknown option that it is one of ours, not a command's."""
        option = str(getattr(error, "option_name", ""))
        message = getattr(error, "message", None)
        if message is not None and any(option in own.opts for own in self.params):
            hint = f" It goes before the command: wellspent {option} … {command} …"
            vars(error).update(message=f"{message}.{hint}", possibilities=None)


def load_command(name: str) -> Any:
    """Import a command's module and return the command that its `run` makes."""
    module = importlib.import_module(f"wellspent.serve.cli.{COMMANDS[name].module}")
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    epilog = "\b\nExamples:\n" + module.EXAMPLES
    single.command(name, epilog=epilog, short_help=COMMANDS[name].purpose)(module.run)
    return typer.main.get_command(single)


def make_app() -> Any:
    """Return the whole command line."""
    app = typer.Typer(
        cls=LazyGroup,
        name="wellspent",
        epilog=EXIT_CODES,
        rich_markup_mode=None,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(root)
    for name, command in COMMANDS.items():
        app.command(name, help=command.purpose)(_placeholder)
    return typer.main.get_command(app)


def _placeholder() -> None:
    """Stand in the list of commands until the real one is loaded."""


def _show_version(asked: bool) -> None:
    if asked:
        metadata = importlib.import_module("importlib.metadata")
        typer.echo(f"wellspent {metadata.version('wellspent')}")
        raise typer.Exit


def root(
    ctx: typer.Context,
    config: Annotated[
        str | None, typer.Option(metavar="FILE", help="Settings file instead of wellspent.toml.")
    ] = None,
    store: Annotated[
        str | None, typer.Option(metavar="URL", help="Store to use: sqlite:///FILE, postgresql://…")
    ] = None,
    data_folder: Annotated[
        str | None, typer.Option(metavar="FOLDER", help="Folder of the embedded store.")
    ] = None,
    show_version: Annotated[  # noqa: ARG001  its callback does the work
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Show who deserves your sales team's time, with evidence.

    Learns from your closed deals and enquiries what your customers have in common, and ranks the
    open enquiries by it. Runs on this machine; nothing leaves it.
    """
    ctx.obj = Flags(config=config, store_url=store, data_folder=data_folder)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit; every error becomes a message and an exit code."""
    _speak_utf8()
    _calculate_in_one_thread()
    try:
        _run_and_flush(arguments)
    except (_ReaderLeft, BrokenPipeError):
        _drop_output()
        sys.exit(_READER_LEFT)
    except WellspentError as error:
        complain(str(error))
        sys.exit(error.exit_code)
    except Exception as error:  # the last line of defence: a person never sees a traceback
        complain(
            f"Something went wrong on our side: {type(error).__name__}: {error}\n"
            "Next: run it again with WELLSPENT_LOG_LEVEL=debug to see where, and report it."
        )
        if os.environ.get("WELLSPENT_LOG_LEVEL") == "debug":
            sys.excepthook(type(error), error, error.__traceback__)
        sys.exit(1)
    sys.exit(0)


def _run_and_flush(arguments: Sequence[str] | None) -> None:
    try:
        make_app().main(args=arguments, prog_name="wellspent")
    finally:
        sys.stdout.flush()


def _drop_output() -> None:
    # Else Python tries to write the rest when it ends, and complains. SIGPIPE itself stays ignored:
    # it would end `wellspent serve` with the first browser that hangs up.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _calculate_in_one_thread() -> None:
    # Learning solves thousands of small systems: shared among threads, most of the time goes into
    # waiting for one another (measured on two busy cores: 81 s of work instead of 14).
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
