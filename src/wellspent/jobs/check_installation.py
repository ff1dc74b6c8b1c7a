"""Check this installation: each part, whether it works, and what to do next where it doesn't."""

import importlib.util
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from wellspent.errors import WellspentError
from wellspent.settings import Settings
from wellspent.store.connect import open_store

MINIMUM_PYTHON = (3, 11)
LOW_DISK_BYTES = 1024**3
OPTIONAL = {
    "psycopg": ("PostgreSQL as store", "pip install 'wellspent[postgres]'"),
    "pyspark": ("scoring on Spark", "pip install 'wellspent[spark]' (needs Java 17)"),
}


class Health(StrEnum):
    """How a part stands; `OFF` is an optional part that isn't there, which is no fault."""

    GOOD = "good"
    OFF = "off"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One part that was looked at: how it stands, what was found, what to do next."""

    part: str
    health: Health
    found: str
    next_step: str = ""


def check(settings: Settings) -> list[Checked]:
    """Look at every part of this installation; never raises, never creates a store."""
    return [*_python(), *_packages(), *_data_folder(settings), *_store(settings), *_optional()]


def _python() -> Iterator[Checked]:
    found = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info[:2] >= MINIMUM_PYTHON:
        yield Checked(part="Python", health=Health.GOOD, found=found)
        return
    wanted = ".".join(str(part) for part in MINIMUM_PYTHON)
    yield Checked(
        part="Python",
        health=Health.BAD,
        found=found,
        next_step=f"Install Python {wanted} or newer.",
    )


def _packages() -> Iterator[Checked]:
    wanted = [line for line in requires("wellspent") or () if "extra ==" not in line]
    wrong = [fault for line in wanted if (fault := package_fault(line, version))]
    if not wrong:
        found = f"all {len(wanted)} that are needed"
        yield Checked(part="packages", health=Health.GOOD, found=found)
        return
    repair = "Repair them with: pip install --upgrade --force-reinstall wellspent"
    yield Checked(part="packages", health=Health.BAD, found="; ".join(wrong), next_step=repair)


def package_fault(requirement: str, installed: Callable[[str], str]) -> str:
    """Return what is wrong with a requirement such as `duckdb<2,>=1.5.5`; nothing if it is met."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    if name is None:
        return ""
    try:
        found = installed(name.group())
    except PackageNotFoundError:
        return f"{name.group()} is missing"
    bounds = re.findall(r"(>=|<=|==|<|>)\s*([0-9][0-9.]*)", requirement.partition(";")[0])
    met = all(_within(_numbers(found), sign, _numbers(bound)) for sign, bound in bounds)
    return "" if met else f"{name.group()} is {found}, wanted {requirement}"


def _numbers(text: str) -> tuple[int, ...]:
    numbers = [int(part) for part in re.match(r"[0-9.]*", text).group().split(".") if part]  # pyright: ignore[reportOptionalMemberAccess]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _within(found: tuple[int, ...], sign: str, bound: tuple[int, ...]) -> bool:
    return {
        ">=": found >= bound,
        "<=": found <= bound,
        "==": found == bound,
        "<": found < bound,
        ">": found > bound,
    }[sign]


def _data_folder(settings: Settings) -> Iterator[Checked]:
    folder = Path(settings.data_folder).expanduser()
    there = next(place for place in (folder, *folder.parents) if place.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        yield Checked(
            part="data folder",
            health=Health.BAD,
            found=f"{folder} can't be written: {error.strerror}",
            next_step="Give this user the right to write there, or set data_folder.",
        )
        return
    made = "" if there == folder else " (not made yet)"
    yield Checked(part="data folder", health=Health.GOOD, found=f"{folder}{made}")
    yield _disk(there)


def _disk(folder: Path) -> Checked:
    free = shutil.disk_usage(folder).free
    found = f"{free / 1024**3:.1f} GB free"
    if free >= LOW_DISK_BYTES:
        return Checked(part="disk", health=Health.GOOD, found=found)
    step = "Make room: imports and the store need at least 1 GB."
    return Checked(part="disk", health=Health.WARNING, found=found, next_step=step)


def _store(settings: Settings) -> Iterator[Checked]:
    file = settings.store_url.removeprefix("sqlite:///")
    if file != settings.store_url and not Path(file).expanduser().exists():
        step = "Make it with: wellspent init"
        yield Checked(part="store", health=Health.WARNING, found="not made yet", next_step=step)
        return
    try:
        store = open_store(settings.store_url)
    except WellspentError as error:
        yield _wrong_store(error)
        return
    try:
        with store.writing():
            pass
    except WellspentError as error:
        yield _wrong_store(error)
    else:
        found = f"{store.address}: reachable, writable, tables up to date"
        yield Checked(part="store", health=Health.GOOD, found=found)
    finally:
        store.close()


def _wrong_store(error: WellspentError) -> Checked:
    found = f"{error.what} ({error.where})" if error.where else error.what
    return Checked(part="store", health=Health.BAD, found=found, next_step=error.next_step)


def _optional() -> Iterator[Checked]:
    for module, (purpose, command) in OPTIONAL.items():
        if importlib.util.find_spec(module) is not None:
            yield Checked(part=purpose, health=Health.GOOD, found=f"{module} is installed")
            continue
        step = f"Only if you want it: {command}"
        yield Checked(
            part=purpose, health=Health.OFF, found=f"{module} isn't installed", next_step=step
        )
