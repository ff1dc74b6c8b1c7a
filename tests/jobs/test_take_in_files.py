from pathlib import Path

import pytest

from tests.jobs.made_conversations import NOW
from wellspent.errors import InputError
from wellspent.jobs.conversation_sources import get_source
from wellspent.jobs.take_in_files import SaidOfSource, take_in_files
from wellspent.records.taken_in import Keep
from wellspent.store.connect import Store

TALK = "Wilma: This is what three plants did.\nAda: Wow, that was amazing.\n"


def test_what_was_said_of_a_source_holds_the_next_time(store: Store, tmp_path: Path):
    first, second = tmp_path / "2026-03-02 a.txt", tmp_path / "2026-03-03 b.txt"
    first.write_text(TALK)
    second.write_text(TALK.replace("three", "four"))
    said = SaidOfSource(keep=Keep.MEASURES, our_names=("Wilma",))
    take_in_files(store, [first], source=" calls ", said=said, now=NOW)
    done = take_in_files(store, [second], source="calls", now=NOW)
    assert (done.taken_in.created, done.taken_in.credits) == (1, 1)
    kept = get_source(store, "calls")
    assert (kept.keep, kept.our_names) == (Keep.MEASURES, ("Wilma",))


def test_refused_files_are_told_and_counted(store: Store, tmp_path: Path):
    good = tmp_path / "2026-03-02 a.txt"
    good.write_text(TALK)
    done = take_in_files(store, [tmp_path / "nowhere.vtt", good], now=NOW)
    assert (done.taken_in.created, done.taken_in.refused) == (1, 1)
    assert [Path(one.path).name for one in done.refused] == ["nowhere.vtt"]


def test_source_without_a_name_is_refused_before_anything_is_read(store: Store, tmp_path: Path):
    with pytest.raises(InputError):
        take_in_files(store, [tmp_path], source="  ", now=NOW)
