from collections.abc import Callable
from pathlib import Path

import pytest

from tests.serve.cli.conftest import Ran

NEW = "The store is new, with nothing in it:"


@pytest.mark.parametrize("command", [["queue"], ["honesty"], ["undo"], ["export", "lead"]])
def test_reading_a_store_that_is_not_there_says_that_it_is_new(
    run: Callable[..., Ran], tmp_path: Path, command: list[str]
) -> None:
    url = f"sqlite:///{tmp_path}/mistyped/x.db"
    first, second = (run("--store", url, *command) for _ in range(2))
    assert first.err.splitlines()[:2] == [
        f"{NEW} {url}",
        "If that is the wrong place, check --store. To fill it: wellspent import FILE",
    ]
    assert NEW not in first.out
    assert NEW not in second.err


def test_filling_a_new_store_needs_no_word(run: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "leads.csv"
    file.write_text("Name,Company\nAda Example,Acme\n", encoding="utf-8")
    filled = run("--store", f"sqlite:///{tmp_path}/new.db", "import", file, "--yes")
    assert filled.code == 0
    assert NEW not in filled.err
