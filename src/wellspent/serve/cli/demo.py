"""`wellspent demo`: look around in a fictitious company."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from wellspent.errors import Conflict
from wellspent.jobs.make_demo import imports_of_others, make_demo
from wellspent.jobs.sample_drafts import sample_drafts_file
from wellspent.jobs.todays_queue import todays_queue
from wellspent.serve.cli.chosen import settings_of
from wellspent.serve.cli.honest_word import honest_lines
from wellspent.serve.cli.queue_table import show_queue
from wellspent.serve.cli.run_server import address_of, open_port, serve
from wellspent.serve.cli.show import Format, say
from wellspent.settings import Settings
from wellspent.wiring import wire

EXAMPLES = """\
  wellspent demo
  wellspent demo --no-serve
  wellspent demo --port 9000
"""
_MARK = "made-by-wellspent-demo"
_STORE = "wellspent.db"
_DRAFTS = "drafts.jsonl"


def run(
    ctx: typer.Context,
    no_serve: Annotated[
        bool, typer.Option("--no-serve", help="Only print the queue, start no server.")
    ] = False,
    port: Annotated[
        int | None, typer.Option(help="Port to listen on; the next free one if it is taken.")
    ] = None,
) -> None:
    """Make a fictitious company in a store of its own, print its queue, and serve its pages.

    Nothing of yours is read or changed: the demo lives in its own folder, and is made anew each
    time, unless you have imported a file of your own into it.
    """
    settings = settings_of(ctx, port=port)
    folder = Path(settings.data_folder).expanduser() / "demo"
    own = settings_of(ctx, port=port, data_folder=str(folder), store_url=_store_in(folder))
    refuse_imports_of_others(own, folder)
    fresh_folder(folder)
    parts = wire(own)
    say("Sample data: a fictitious company. Learning from its past enquiries ...")
    now = datetime.now(UTC)
    demo = make_demo(parts.store, now=now)
    for line in honest_lines(demo.learned):
        say(line)
    say()
    say("Today's queue (sample):")
    show_queue(todays_queue(parts.store, now=now, limit=10), Format.TABLE)
    drafts = folder / _DRAFTS
    drafts.write_text(sample_drafts_file(parts.store), encoding="utf-8")
    say(f"\nDrafts of its reps: {drafts}")
    say(f"To review them: wellspent --store {quote(own.store_url)} review {quote(str(drafts))}")
    if no_serve:
        say(f"\nThe sample store is {parts.store.address}")
        return
    listening = open_port(settings.host, settings.port, or_next=True)
    say(f"\nThe sample company's pages are at {address_of(listening)}  (Ctrl-C stops)")
    serve(parts, listening)


def fresh_folder(folder: Path) -> Path:
    """Return the demo's folder, empty; Conflict when there is one that no demo made."""
    if (folder / _MARK).exists():
        shutil.rmtree(folder)
    elif folder.exists() and any(folder.iterdir()):
        raise Conflict(
            "The demo's folder holds something that no demo made, so it was left alone.",
            where=str(folder),
            next_step="Move it away, or choose another: wellspent --data-folder FOLDER demo",
        )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).touch()
    return folder


def refuse_imports_of_others(own: Settings, folder: Path) -> None:
    """Raise Conflict when the demo's store, about to be made anew, holds somebody's own import."""
    if not (folder / _MARK).exists() or not (folder / _STORE).exists():
        return
    store = wire(own).store
    try:
        others = imports_of_others(store)
    finally:
        store.close()
    if others:
        raise Conflict(
            "The demo's store holds a file that you imported, so it was left alone: "
            f"{others[0].file}" + (f" and {len(others) - 1} more." if others[1:] else "."),
            where=str(folder),
            next_step="Import it into a store of its own (`wellspent init`, then `wellspent "
            "import FILE`). Then undo the import in the demo, or move the folder away; or make "
            "the demo elsewhere: wellspent --data-folder FOLDER demo",
        )


def _store_in(folder: Path) -> str:
    return f"sqlite:///{folder / _STORE}"
