from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from wellspent.jobs.check_installation import Health, check, package_fault
from wellspent.settings import Settings
from wellspent.store.connect import open_store


def test_store_that_is_not_made_yet_is_a_warning_and_stays_unmade(tmp_path: Path):
    found = {one.part: one for one in check(Settings(data_folder=str(tmp_path / "data")))}
    assert found["store"].health is Health.WARNING
    assert "wellspent init" in found["store"].next_step
    assert list(tmp_path.iterdir()) == []


def test_store_that_is_there_is_good(tmp_path: Path):
    settings = Settings(data_folder=str(tmp_path))
    open_store(settings.store_url).close()
    found = {one.part: one.health for one in check(settings)}
    assert (found["store"], found["data folder"]) == (Health.GOOD, Health.GOOD)


def test_store_out_of_reach_is_bad_with_a_next_step():
    settings = Settings(store_url="postgresql://nobody@127.0.0.1:1/none?connect_timeout=2")
    store = next(one for one in check(settings) if one.part == "store")
    assert store.health is Health.BAD
    assert store.next_step


def test_everything_bad_says_what_to_do(tmp_path: Path):
    (tmp_path / "wellspent.db").write_bytes(b"x" * 5000)
    for one in check(Settings(data_folder=str(tmp_path))):
        assert one.health in {Health.GOOD, Health.OFF} or one.next_step


@pytest.mark.parametrize(
    ("requirement", "installed", "fault"),
    [
        ("duckdb<2,>=1.5.5", "1.5.6", ""),
        ("duckdb<2,>=1.5.5", "2.0.0", "duckdb is 2.0.0, wanted duckdb<2,>=1.5.5"),
        ("duckdb<2,>=1.5.5", "1.5.4", "duckdb is 1.5.4, wanted duckdb<2,>=1.5.5"),
        ("ibis-framework[duckdb]==12.0.0", "12.0", ""),
        ("numpy>=2.4", "2.10.0rc1", ""),
        ("typer", "0.1", ""),
        ("tzdata>=2025.1; sys_platform == 'win32'", "2026.2", ""),
    ],
)
def test_versions_are_held_against_their_bounds(requirement: str, installed: str, fault: str):
    assert package_fault(requirement, lambda _name: installed) == fault


def test_missing_package_is_named():
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    assert package_fault("rich>=14", missing) == "rich is missing"
