"""`wellspent import`: somebody's real export becomes records."""

import sys
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from wellspent.errors import InputError
from wellspent.jobs import import_file
from wellspent.jobs.learn_for_reach import learn_for_reach
from wellspent.jobs.list_imports import list_imports, write_refused_csv
from wellspent.jobs.look_into_file import table_names
from wellspent.jobs.mapping_file import read_mapping_file, write_mapping_file
from wellspent.records.imports import ImportPreview, ImportRun, ImportState
from wellspent.records.mapping import Mapping
from wellspent.records.source import RecordKind
from wellspent.serve.cli.check_writable import check_writable
from wellspent.serve.cli.import_preview import show_mapping, show_preview
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.progress import ProgressLine, stop_on_interrupt
from wellspent.serve.cli.show import Cell, Format, remark, say, show_rows
from wellspent.wiring import Wellspent

EXAMPLES = """\
  wellspent import accounts.csv deals.csv leads.xlsx
  wellspent import leads.csv --as lead --preview
  wellspent import leads.csv --save-mapping leads.toml
  wellspent import leads.csv --mapping leads.toml --yes
  wellspent import --resume big.csv
"""
_COLUMNS = ["import", "file", "kind", "state", "rows", "created", "changed", "unchanged", "refused"]
_STOPPED = 130


def run(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files to import.")],
    kind: Annotated[
        RecordKind | None, typer.Option("--as", help="What the files hold; found if left out.")
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Use this mapping (see --save-mapping).")
    ] = None,
    save_mapping: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the proposed mapping there to be corrected."),
    ] = None,
    table: Annotated[
        str | None, typer.Option(help="Only this table: a sheet, or a file of a zip.")
    ] = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="Only show what would be done.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Import without asking.")] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with imports that were stopped.")
    ] = False,
    refused: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write refused rows there as CSV, to be mended."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
) -> None:
    """Import accounts, contacts, leads, deals, activities or referrals from exports.

    Reads CSV, TSV, XLSX, JSON lines and Parquet, packed or not. Shows how columns become fields
    and what would be created, changed and refused, then asks. Each import can be undone as a
    whole; the same file twice changes nothing. Ctrl-C stops at the next batch; --resume goes on.
    """
    if refused is not None:
        check_writable(refused)
    parts = parts_of(ctx, fills=True)
    if resume:
        _finish(parts, [_resume(parts, path) for path in files], refused, form)
        return
    chosen = read_mapping_file(mapping) if mapping else None
    known = {one.id for one in list_imports(parts.store) if one.state is ImportState.DONE}
    runs: list[ImportRun] = []
    for path, name in _tables(files, table):
        how = chosen or _proposed(parts, path, name, kind)
        if save_mapping is not None:
            _save(how, save_mapping, path)
        elif _agreed(parts, path, name, how, only_preview=preview, yes=yes):
            runs.append(_import(parts, path, name, how))
            if runs[-1].state is ImportState.STOPPED:
                break
    _finish(parts, runs, refused, form, known=known)


def _tables(files: Sequence[Path], table: str | None) -> list[tuple[Path, str]]:
    return [(path, name) for path in files for name in ([table] if table else table_names(path))]


def _save(how: Mapping, file: Path, path: Path) -> None:
    write_mapping_file(how, file)
    say(f"Wrote the mapping to {file}. Correct it there, then import with it:")
    say(f"  wellspent import {path} --mapping {file}")


def _finish(
    parts: Wellspent,
    runs: Sequence[ImportRun],
    refused: Path | None,
    form: Format,
    *,
    known: Collection[str] = (),
) -> None:
    """Show what came of the imports; exits with 130 if they were stopped."""
    _show_runs(runs, form, known)
    if refused is None:
        _offer_refused(runs)
    _save_refused(parts, runs, refused)
    if runs and runs[-1].state is ImportState.STOPPED:
        remark("Stopped; nothing is lost. Go on with: wellspent import --resume FILE")
        raise typer.Exit(_STOPPED)
    if any(one.created or one.changed for one in runs if one.id not in known):
        _learn_from_it(parts)


def _learn_from_it(parts: Wellspent) -> None:
    """Learn what answers about people go by, so that the next one needn't say that it is old.

    What came is in the store by now: Ctrl-C leaves the learning to the next time.
    """
    try:
        learned = learn_for_reach(parts.store, now=datetime.now(UTC))
    except KeyboardInterrupt:
        remark("All is imported; what it teaches is learned by: wellspent learn")
        return
    if learned:
        remark(f"Learned anew of all that is known: {', '.join(learned)}.")


def _proposed(parts: Wellspent, path: Path, table: str, kind: RecordKind | None) -> Mapping:
    settings = parts.settings
    return import_file.propose(
        parts.store,
        path,
        table=table,
        record_kind=kind,
        currency=settings.currency,
        time_zone=settings.time_zone,
    )[0]


def _agreed(
    parts: Wellspent, path: Path, table: str, how: Mapping, *, only_preview: bool, yes: bool
) -> bool:
    """Show what would be done; return whether to do it."""
    if yes and not only_preview:
        return True
    found = import_file.preview(parts.store, path, how, table=table)
    show_mapping(how, table)
    show_preview(found)
    if only_preview:
        return False
    return _asked(found)


def _asked(found: ImportPreview) -> bool:
    if not _can_ask():
        raise InputError(
            "Nothing was imported: nobody is here to be asked.",
            where=found.file,
            next_step="Give --yes to import without asking, or --preview to only look.",
        )
    return typer.confirm("Import it?", default=True)


def _can_ask() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _import(parts: Wellspent, path: Path, table: str, how: Mapping) -> ImportRun:
    line = ProgressLine(path.name)
    with stop_on_interrupt() as should_stop:
        done = import_file.run(
            parts.store, path, how, table=table, on_progress=line, should_stop=should_stop
        )
    line.clear()
    return done


def _resume(parts: Wellspent, path: Path) -> ImportRun:
    """Go on with the newest import of a file of that content that isn't done."""
    wanted = import_file.fingerprint(path)
    closed = {ImportState.DONE, ImportState.UNDONE}
    begun = (one for one in list_imports(parts.store) if one.fingerprint == wanted)
    found = next((one for one in begun if one.state not in closed), None)
    if found is None:
        raise InputError(
            "There is no import of this file to go on with.",
            where=str(path),
            tried="comparing its content with that of imports that were stopped",
            next_step="Import it without --resume.",
        )
    line = ProgressLine(path.name)
    with stop_on_interrupt() as should_stop:
        done = import_file.resume(
            parts.store, found.id, path, on_progress=line, should_stop=should_stop
        )
    line.clear()
    return done


def _show_runs(runs: Sequence[ImportRun], form: Format, known: Collection[str]) -> None:
    if not runs:
        return
    rows = [_seen_row(one) if one.id in known else _row(one) for one in runs]
    show_rows(_COLUMNS, rows, form, right=_COLUMNS[4:])
    for one in runs:
        if one.message:
            remark(f"{one.id}: {one.message}")


def _row(one: ImportRun) -> tuple[Cell, ...]:
    return (
        one.id, one.file, one.record_kind, one.state, one.rows_read, one.created, one.changed,
        one.unchanged, one.refused,
    )  # fmt: skip


def _seen_row(one: ImportRun) -> tuple[Cell, ...]:
    """Show an import that was done before this command: this time nothing came of the file."""
    unchanged = one.rows_read - one.refused
    return (
        one.id, one.file, one.record_kind, "seen before", one.rows_read, 0, 0, unchanged,
        one.refused,
    )  # fmt: skip


def _offer_refused(runs: Sequence[ImportRun]) -> None:
    for one in runs:
        if one.refused:
            rows = "1 row was" if one.refused == 1 else f"{one.refused:,} rows were"
            remark(f"{one.id}: {rows} refused; --refused FILE writes them out")


def _save_refused(parts: Wellspent, runs: Sequence[ImportRun], file: Path | None) -> None:
    if file is None:
        return
    for number, one in enumerate(one for one in runs if one.refused):
        path = file if number == 0 else file.with_stem(f"{file.stem}-{number + 1}")
        rows = write_refused_csv(parts.store, one.id, path)
        remark(f"Wrote {rows:,} refused {'row' if rows == 1 else 'rows'} to {path}.")
