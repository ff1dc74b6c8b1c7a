import threading
from collections.abc import Iterator, Sequence

import pytest
from sqlalchemy import Connection, insert, select

from tests.store.made_records import NOON
from wellspent.errors import Conflict, StoreUnavailable
from wellspent.store.connect import Store
from wellspent.store.group_commit import GroupCommit
from wellspent.store.routing_tables import routing_rules


class Writing:
    """Writes texts as rows; can be held up, and notes how many came together."""

    def __init__(self) -> None:
        self.together: list[int] = []
        self.may_go = threading.Event()
        self.may_go.set()

    def __call__(self, connection: Connection, texts: Sequence[str]) -> Sequence[str]:
        self.may_go.wait(10)
        self.together.append(len(texts))
        for text in texts:
            if text == "bad":
                raise Conflict("this one can't be written")
            connection.execute(insert(routing_rules).values(saved_at=NOON, body=text))
        return [text.upper() for text in texts]


@pytest.fixture
def writing() -> Writing:
    return Writing()


@pytest.fixture
def group(store: Store, writing: Writing) -> Iterator[GroupCommit[str, str]]:
    made = GroupCommit(store, writing, most_waiting=50, most_together=20)
    yield made
    writing.may_go.set()
    made.close()


def kept(store: Store) -> set[str]:
    with store.reading() as connection:
        return set(connection.execute(select(routing_rules.c.body)).scalars())


def test_item_is_on_disk_before_its_adder_hears_of_it(
    store: Store, group: GroupCommit[str, str]
) -> None:
    assert group.add("a").result(10) == "A"
    assert kept(store) == {"a"}


def test_items_that_wait_are_written_together(
    store: Store, group: GroupCommit[str, str], writing: Writing
) -> None:
    writing.may_go.clear()
    futures = [group.add(f"t{number}") for number in range(30)]
    writing.may_go.set()
    assert [future.result(10) for future in futures] == [f"T{n}" for n in range(30)]
    assert len(kept(store)) == sum(writing.together) == 30
    assert len(writing.together) <= 4


def test_item_that_cannot_be_written_fails_alone(
    store: Store, group: GroupCommit[str, str], writing: Writing
) -> None:
    writing.may_go.clear()
    futures = {text: group.add(text) for text in ("first", "a", "bad", "b")}
    writing.may_go.set()
    with pytest.raises(Conflict):
        futures.pop("bad").result(10)
    assert [future.result(10) for future in futures.values()] == ["FIRST", "A", "B"]
    assert kept(store) == {"first", "a", "b"}


def test_queue_that_is_full_sends_away(group: GroupCommit[str, str], writing: Writing) -> None:
    writing.may_go.clear()
    group.add("first")
    while group.waiting:  # until its thread has taken it
        pass
    for number in range(50):
        group.add(str(number))
    with pytest.raises(StoreUnavailable, match="more is coming in"):
        group.add("too many")


def test_closing_writes_what_waits_and_takes_nothing_more(
    store: Store, group: GroupCommit[str, str], writing: Writing
) -> None:
    writing.may_go.clear()
    futures = [group.add(str(number)) for number in range(25)]
    writing.may_go.set()
    group.close()
    assert all(future.done() for future in futures)
    assert len(kept(store)) == 25
    with pytest.raises(StoreUnavailable, match="stopping"):
        group.add("late")


def test_store_that_is_gone_fails_all_that_wait(store: Store, writing: Writing) -> None:
    def fails(_connection: Connection, _texts: Sequence[str]) -> Sequence[str]:
        writing.together.append(1)
        raise StoreUnavailable("the disk is full")

    group: GroupCommit[str, str] = GroupCommit(store, fails)
    futures = [group.add(str(number)) for number in range(5)]
    for future in futures:
        with pytest.raises(StoreUnavailable, match="disk"):
            future.result(10)
    group.close()


def test_closed_one_takes_items_again_once_it_is_opened(store: Store) -> None:
    group = GroupCommit(store, lambda _connection, items: list(items))
    group.close()
    with pytest.raises(StoreUnavailable, match="stopping"):
        group.add(1)
    group.open()
    assert group.add(2).result(timeout=10) == 2
    group.close()
