import csv
import multiprocessing
import os
import signal
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from tests.store.made_records import leads_of
from wellspent.errors import (
    Conflict,
    FileUnreadable,
    MappingError,
    StoreUnavailable,
    WellspentError,
)
from wellspent.jobs import beating, import_file
from wellspent.jobs.list_imports import list_imports, refused_rows, write_refused_csv
from wellspent.jobs.saved_mappings import save_mapping
from wellspent.jobs.undo_import import undo
from wellspent.records.deal import Deal
from wellspent.records.imports import ImportState, Progress
from wellspent.records.lead import Lead
from wellspent.records.mapping import ColumnMapping, Mapping
from wellspent.records.source import RecordKind
from wellspent.store import imports
from wellspent.store.connect import Store, open_store
from wellspent.store.records import count_all, stream_records
from wellspent.store.tables import imports as imports_table

HEADER = ("Lead ID", "Name", "Email", "Company", "Created", "Seats")
ROWS = [
    ("1", "Ada Example", "ada@acme.example", "Acme Ltd", "2026-03-02", "5"),
    ("2", "Bo Sample", "bo@bolt.example", "Bolt Works", "2026-03-03", "7"),
    ("3", "Cy Test", "not an address", "Cog", "2026-03-04", "9"),
]
MANY = [(str(n), f"Ada {n}", f"ada{n}@acme.example", "Acme", "2026-03-02", "5") for n in range(400)]


def write(path: Path, rows: Iterable[Sequence[str]], header: Sequence[str] = HEADER) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])
    return path


@pytest.fixture
def leads_csv(tmp_path: Path) -> Path:
    return write(tmp_path / "leads.csv", ROWS)


@pytest.fixture
def many_csv(tmp_path: Path) -> Path:
    return write(tmp_path / "many.csv", MANY)


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_file, "BATCH_ROWS", 50)


def mapping_of(store: Store, path: Path) -> Mapping:
    [mapping] = import_file.propose(store, path)
    return mapping


def test_file_is_imported(store: Store, leads_csv: Path) -> None:
    seen: list[Progress] = []
    run = import_file.run(store, leads_csv, mapping_of(store, leads_csv), on_progress=seen.append)
    assert (run.state, run.rows_read, run.created, run.refused) == (ImportState.DONE, 3, 2, 1)
    assert [lead.name for lead in leads_of(store)] == ["Ada Example", "Bo Sample"]
    assert (seen[-1].rows, seen[-1].share) == (3, 1.0)


def test_preview_says_what_the_import_then_does(store: Store, leads_csv: Path) -> None:
    mapping = mapping_of(store, leads_csv)
    shown = import_file.preview(store, leads_csv, mapping)
    assert (shown.would_create, shown.would_change, shown.would_refuse) == (2, 0, 1)
    assert (shown.whole_file, shown.rows_looked_at, shown.already_imported_as) == (True, 3, "")
    assert count_all(store)[RecordKind.LEAD] == 0
    assert list_imports(store) == []
    run = import_file.run(store, leads_csv, mapping)
    assert (run.created, run.refused) == (2, 1)


def test_odd_cells_are_summed_up(store: Store, tmp_path: Path) -> None:
    rows = [(*row[:5], "some" if number % 4 == 0 else row[5]) for number, row in enumerate(MANY)]
    path = write(tmp_path / "odd.csv", rows)
    mapping = mapping_of(store, write(tmp_path / "good.csv", MANY))
    [note] = import_file.preview(store, path, mapping).notes
    assert note.startswith("Seats: 100 cells: ")
    assert note.endswith("(such as 'some' in row 2)")
    assert import_file.run(store, path, mapping).message == note


def test_preview_shows_changes_field_by_field(
    store: Store, leads_csv: Path, tmp_path: Path
) -> None:
    mapping = mapping_of(store, leads_csv)
    import_file.run(store, leads_csv, mapping)
    moved = write(tmp_path / "moved.csv", [(*ROWS[0][:3], "Acme GmbH", *ROWS[0][4:]), ROWS[1]])
    shown = import_file.preview(store, moved, mapping)
    assert (shown.would_create, shown.would_change, shown.unchanged) == (0, 1, 1)
    assert [(c.record_id, c.field, c.before, c.after) for c in shown.changes] == [
        ("L1", "company", "Acme Ltd", "Acme GmbH")
    ]


def test_preview_of_a_long_file_looks_at_its_beginning(
    store: Store, many_csv: Path, small_batches: None
) -> None:
    shown = import_file.preview(store, many_csv, mapping_of(store, many_csv), most_rows=100)
    assert (shown.whole_file, shown.rows_looked_at, shown.would_create) == (False, 100, 100)


def test_same_file_twice_changes_nothing(store: Store, leads_csv: Path) -> None:
    mapping = mapping_of(store, leads_csv)
    first = import_file.run(store, leads_csv, mapping)
    assert import_file.preview(store, leads_csv, mapping).already_imported_as == first.id
    again = import_file.run(store, leads_csv, mapping)
    assert (again.id, "nothing changed" in again.message) == (first.id, True)
    assert count_all(store)[RecordKind.LEAD] == 2
    assert len(list_imports(store)) == 1


def test_same_rows_in_another_file_change_nothing(
    store: Store, leads_csv: Path, tmp_path: Path
) -> None:
    import_file.run(store, leads_csv, mapping_of(store, leads_csv))
    other = write(tmp_path / "other.csv", reversed(ROWS))
    run = import_file.run(store, other, mapping_of(store, other))
    assert (run.created, run.changed, run.unchanged) == (0, 0, 2)


def test_undone_file_can_be_imported_again(store: Store, leads_csv: Path) -> None:
    mapping = mapping_of(store, leads_csv)
    undo(store, import_file.run(store, leads_csv, mapping).id)
    assert import_file.run(store, leads_csv, mapping).created == 2


def test_stopped_import_is_resumed_without_doubles(
    store: Store, many_csv: Path, small_batches: None
) -> None:
    mapping, batches = mapping_of(store, many_csv), [False, False, True]
    stopped = import_file.run(store, many_csv, mapping, should_stop=lambda: batches.pop(0))
    assert (stopped.state, stopped.rows_read) == (ImportState.STOPPED, 100)
    done = import_file.resume(store, stopped.id, many_csv)
    assert (done.id, done.state, done.rows_read) == (stopped.id, ImportState.DONE, 400)
    assert (done.created, count_all(store)[RecordKind.LEAD]) == (400, 400)


def test_progress_says_how_much_is_done_and_left(
    store: Store, many_csv: Path, small_batches: None
) -> None:
    mapping, batches = mapping_of(store, many_csv), [False] * 4 + [True]
    first: list[Progress] = []
    then: list[Progress] = []
    import_file.run(
        store, many_csv, mapping, on_progress=first.append, should_stop=lambda: batches.pop(0)
    )
    import_file.run(store, many_csv, mapping, on_progress=then.append)
    assert [progress.rows for progress in (*first, *then)] == [50, 100, 150, 200] * 2
    shares = [progress.share or 0.0 for progress in (*first, *then)]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert all(progress.seconds_left is not None for progress in first)
    assert then[-1].seconds_left == 0.0


def test_importing_a_stopped_file_again_resumes_it(
    store: Store, many_csv: Path, small_batches: None
) -> None:
    mapping, batches = mapping_of(store, many_csv), [False, True]
    stopped = import_file.run(store, many_csv, mapping, should_stop=lambda: batches.pop(0))
    done = import_file.run(store, many_csv, mapping)
    assert (done.id, done.created) == (stopped.id, 400)


def import_until_killed(url: str, path: Path) -> None:
    import_file.BATCH_ROWS = 50
    store = open_store(url)

    def die(progress: Progress) -> None:
        if progress.rows >= 200:
            os.kill(os.getpid(), signal.SIGKILL)

    import_file.run(store, path, mapping_of(store, path), on_progress=die)


def test_killed_import_is_resumed_without_doubles(
    store: Store, store_url: str, many_csv: Path, small_batches: None
) -> None:
    process = multiprocessing.get_context("spawn").Process(
        target=import_until_killed, args=(store_url, many_csv)
    )
    process.start()
    process.join()
    [killed] = list_imports(store)
    assert (process.exitcode, killed.state, killed.rows_read) == (-9, ImportState.STOPPED, 200)
    assert "can be resumed" in killed.message
    done = import_file.run(store, many_csv, mapping_of(store, many_csv))
    assert (done.id, done.state, done.created) == (killed.id, ImportState.DONE, 400)
    assert len({lead.external_id for lead in leads_of(store)}) == 400


def test_import_that_runs_elsewhere_is_not_begun_twice(store: Store, leads_csv: Path) -> None:
    mapping = mapping_of(store, leads_csv)
    print_of_file = import_file.fingerprint(leads_csv)
    imports.begin_import(
        store, file="leads.csv", table="", fingerprint=print_of_file, mapping=mapping
    )
    with pytest.raises(Conflict, match="being imported now"):
        import_file.run(store, leads_csv, mapping)


def test_import_that_was_taken_over_writes_no_more(
    store: Store, many_csv: Path, small_batches: None
) -> None:
    def take_over(progress: Progress) -> None:
        if progress.rows == 100:
            imports.take_over(store, "I1")

    with pytest.raises(Conflict, match="resumed elsewhere"):
        import_file.run(store, many_csv, mapping_of(store, many_csv), on_progress=take_over)
    assert count_all(store)[RecordKind.LEAD] == 100


def test_import_that_fails_says_so_and_can_be_resumed(
    store: Store, many_csv: Path, small_batches: None
) -> None:
    def fail(progress: Progress) -> None:
        if progress.rows == 100:
            raise OSError("the disk is gone")

    mapping = mapping_of(store, many_csv)
    with pytest.raises(OSError, match="the disk is gone"):
        import_file.run(store, many_csv, mapping, on_progress=fail)
    [failed] = list_imports(store)
    assert (failed.state, failed.message) == (ImportState.FAILED, "the disk is gone")
    assert import_file.run(store, many_csv, mapping).created == 400


def test_other_file_cannot_resume_an_import(
    store: Store, leads_csv: Path, many_csv: Path, small_batches: None
) -> None:
    mapping, batches = mapping_of(store, many_csv), [False, True]
    stopped = import_file.run(store, many_csv, mapping, should_stop=lambda: batches.pop(0))
    with pytest.raises(Conflict, match="isn't the file"):
        import_file.resume(store, stopped.id, leads_csv)


def test_done_import_cannot_be_resumed(store: Store, leads_csv: Path) -> None:
    run = import_file.run(store, leads_csv, mapping_of(store, leads_csv))
    with pytest.raises(Conflict, match="nothing to resume"):
        import_file.resume(store, run.id, leads_csv)


def test_refused_rows_are_mended_and_imported(
    store: Store, leads_csv: Path, tmp_path: Path
) -> None:
    mapping = mapping_of(store, leads_csv)
    run = import_file.run(store, leads_csv, mapping)
    [refused] = refused_rows(store, run.id)
    assert (refused.row, refused.column, refused.value) == (4, "Email", "not an address")
    mended = tmp_path / "mended.csv"
    assert write_refused_csv(store, run.id, mended) == 1
    text = mended.read_text(encoding="utf-8")
    mended.write_text(
        text.replace("not an address", "cy@cog.example", 1).replace(
            "not an address", "cy@cog.example"
        ),
        encoding="utf-8",
    )
    again = import_file.run(store, mended, mapping)
    assert (again.created, again.refused) == (1, 0)
    assert leads_of(store)[-1].email == "cy@cog.example"


def test_saved_mapping_is_proposed_again(store: Store, leads_csv: Path) -> None:
    mapping = mapping_of(store, leads_csv)
    changed = Mapping("Ours", mapping.record_kind, mapping.columns, currency="EUR")
    save_mapping(store, changed)
    assert mapping_of(store, leads_csv).name == "Ours"


def test_mapping_of_nothing_is_refused(store: Store, leads_csv: Path) -> None:
    with pytest.raises(MappingError, match="no column"):
        import_file.run(store, leads_csv, Mapping("none", RecordKind.LEAD, ()))


def test_missing_file_is_named(store: Store, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match=r"missing\.csv"):
        import_file.propose(store, tmp_path / "missing.csv")


def test_file_without_rows_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="no rows"):
        import_file.propose(store, write(tmp_path / "empty.csv", []))


def outcomes_after(store: Store, mapping: Mapping, *files: Path) -> list[str]:
    """Return the leads' or deals' outcomes after these files were imported in turn."""
    for file in files:
        import_file.run(store, file, mapping)
    return [
        record.outcome
        for record in stream_records(store, mapping.record_kind)
        if isinstance(record, Lead | Deal)
    ]


def mapping_with(kind: RecordKind, **fields: str) -> Mapping:
    columns = tuple(ColumnMapping(column, field=name) for name, column in fields.items())
    return Mapping("crm", kind, columns, outcome_won=("Closed Won",), outcome_lost=("Lost",))


def test_outcome_outlives_a_file_without_its_column_and_empty_cells(
    store: Store, tmp_path: Path
) -> None:
    mapping = mapping_with(RecordKind.LEAD, external_id="Id", name="Name", outcome="Status")
    header = ("Id", "Name", "Status")
    rows = [("1", "Ada", "Closed Won"), ("2", "Bo", "Lost"), ("3", "Cy", "Lost")]
    first = write(tmp_path / "1.csv", rows, header)
    lacking = write(tmp_path / "2.csv", [("1", "Ada B"), ("2", "Bo B")], header[:2])
    emptied = write(tmp_path / "3.csv", [("1", "Ada", ""), ("2", "Bo", "")], header)
    assert outcomes_after(store, mapping, first, lacking, emptied) == ["won", "lost", "lost"]
    reopened = write(tmp_path / "4.csv", [("1", "Ada", "Working"), ("2", "Bo", "")], header)
    assert import_file.preview(store, reopened, mapping).would_change == 1
    assert outcomes_after(store, mapping, reopened) == ["open", "lost", "lost"]


def test_deal_reopened_by_its_stage_is_open_again(store: Store, tmp_path: Path) -> None:
    mapping = mapping_with(RecordKind.DEAL, external_id="Id", stage="Stage")
    header = ("Id", "Stage")
    first = write(tmp_path / "1.csv", [("1", "Closed Won"), ("2", "Closed Won")], header)
    second = write(tmp_path / "2.csv", [("1", "Negotiation"), ("2", "")], header)
    assert outcomes_after(store, mapping, first, second) == ["open", "won"]


def test_stage_does_not_reopen_a_deal_whose_outcome_has_a_column_of_its_own(
    store: Store, tmp_path: Path
) -> None:
    mapping = mapping_with(RecordKind.DEAL, external_id="Id", stage="Stage", outcome="Result")
    first = write(tmp_path / "1.csv", [("1", "S4", "Closed Won")], ("Id", "Stage", "Result"))
    second = write(tmp_path / "2.csv", [("1", "S5")], ("Id", "Stage"))
    assert outcomes_after(store, mapping, first, second) == ["won"]


def test_file_whose_undo_was_cut_short_is_not_imported_until_that_is_finished(
    store: Store, leads_csv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mapping = mapping_of(store, leads_csv)
    first = import_file.run(store, leads_csv, mapping)

    def cut_short(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr("wellspent.store.undo._end", cut_short)
        with pytest.raises(KeyboardInterrupt):
            undo(store, first.id)
    with pytest.raises(Conflict, match="being undone"):
        import_file.run(store, leads_csv, mapping)
    undo(store, first.id)
    assert import_file.run(store, leads_csv, mapping).created == 2


def test_rows_that_contradict_each_other_are_remarked(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "twice.csv", [*ROWS[:2], ("1", "Ada Example", "", "Bolt", "", "6")])
    mapping = mapping_of(store, path)
    notes = import_file.preview(store, path, mapping).notes
    assert [note.split(":")[0] for note in notes] == ["company", "seats"]
    assert "earlier row of this file" in notes[0]
    assert "row 4" in notes[0]
    assert import_file.run(store, path, mapping).message.splitlines() == list(notes)


@pytest.mark.parametrize("error", [Conflict("meanwhile"), StoreUnavailable("database is locked")])
def test_import_that_the_store_fails_does_not_stay_running(
    store: Store, leads_csv: Path, monkeypatch: pytest.MonkeyPatch, error: WellspentError
) -> None:
    def fail(*_: object) -> None:
        raise error

    mapping = mapping_of(store, leads_csv)
    with monkeypatch.context() as failing:
        failing.setattr(import_file, "relink", fail)
        with pytest.raises(type(error)):
            import_file.run(store, leads_csv, mapping)
    [failed] = list_imports(store)
    assert failed.state is ImportState.FAILED
    assert import_file.run(store, leads_csv, mapping).state is ImportState.DONE


def test_busy_statistics_fail_no_import(
    store: Store, leads_csv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_: Store) -> None:
        raise StoreUnavailable("database is locked")

    monkeypatch.setattr(import_file, "refresh_statistics", busy)
    run = import_file.run(store, leads_csv, mapping_of(store, leads_csv))
    assert run.state is ImportState.DONE


def test_import_of_a_living_process_that_beats_no_more_can_be_resumed(
    store: Store, leads_csv: Path
) -> None:
    mapping = mapping_of(store, leads_csv)
    running = imports.begin_import(
        store,
        file="leads.csv",
        table="",
        fingerprint=import_file.fingerprint(leads_csv),
        mapping=mapping,
    )
    long_ago = datetime.now(UTC) - timedelta(hours=1)
    with store.writing() as connection:
        connection.execute(update(imports_table).values(beat_at=long_ago))
    [gone] = list_imports(store)
    assert gone.state is ImportState.STOPPED
    run = import_file.run(store, leads_csv, mapping)
    assert (run.id, run.state) == (running.id, ImportState.DONE)


def test_long_work_keeps_an_import_alive(
    store: Store, leads_csv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beating, "SECONDS_BETWEEN", 0.01)
    beats: set[datetime] = set()

    def look(_: Store) -> None:
        for _try in range(500):
            with store.reading() as connection:
                beats.add(connection.execute(select(imports_table.c.beat_at)).scalar_one())
            if len(beats) > 1:
                return
            time.sleep(0.01)

    monkeypatch.setattr(import_file, "refresh_statistics", look)
    import_file.run(store, leads_csv, mapping_of(store, leads_csv))
    assert len(beats) > 1


def test_mended_row_that_was_too_long_brings_no_column_of_ours(
    store: Store, leads_csv: Path, tmp_path: Path
) -> None:
    wide = ("4", "Dee Test", "dee@dee.example", "Dee", "2026-03-05", "3", "lost?", "and found")
    path = write(tmp_path / "wide.csv", [*ROWS[:2], wide])
    run = import_file.run(store, path, mapping_of(store, path))
    mended = tmp_path / "mended.csv"
    assert write_refused_csv(store, run.id, mended) == 1
    text = mended.read_text(encoding="utf-8")
    mended.write_text(text.replace("lost?,and found", ","), encoding="utf-8")
    mapping = mapping_of(store, mended)
    assert [column.column for column in mapping.columns] == list(HEADER)
    assert import_file.run(store, mended, mapping).created == 1
    assert leads_of(store)[-1].attributes == {"seats": 3.0}
