"""Learning on the command line, in a store too large to learn while one waits."""

from collections.abc import Callable

import pytest

from tests.serve.cli.conftest import Ran
from tests.serve.small_committee import fill
from wellspent.store import learned_things
from wellspent.store.connect import open_store


def test_command_learns_what_is_due(
    run: Callable[..., Ran], sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learned_things, "SMALL", 0)
    store = open_store(sqlite_url)
    fill(store)
    store.close()
    first, second = run("learn"), run("learn")
    assert first.out == "Learned anew: powers, reach habits, hour rates.\n"
    assert second.out == "All that could be learned is.\n"


def test_command_has_nothing_to_learn_in_a_small_store(run: Callable[..., Ran]) -> None:
    assert run("learn").out == "All that could be learned is.\n"
