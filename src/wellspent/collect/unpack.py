"""Unpack: the bytes of a file, or of one part of it, with zip and gzip taken off.

Nothing is ever extracted to a path that an archive names, so a member called `../../etc/passwd`
is no more than an odd label. How much a part may unpack to is limited (`limits`).
"""

import gzip
import io
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from wellspent.collect import limits
from wellspent.collect.header import printable
from wellspent.errors import FileUnreadable, TooLarge

GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
BUFFER = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """A file, or one member of a zip file."""

    path: Path
    member: str = ""

    def label(self) -> str:
        """Return how to name it to a person."""
        label = f"{self.path.name}: {self.member}" if self.member else self.path.name
        return printable(label)


@dataclass(frozen=True, slots=True)
class Stream:
    """The unpacked bytes of a part, and how much of it has been read (0 to 1)."""

    bytes: BinaryIO
    share: Callable[[], float | None]


class Guarded(io.RawIOBase):
    """Unpacked bytes, counted, with a check after each piece that may raise `TooLarge`."""

    def __init__(
        self, inner: BinaryIO | IO[bytes] | gzip.GzipFile, check: Callable[[int], None]
    ) -> None:
        super().__init__()
        self._inner = inner
        self._check = check
        self.unpacked = 0

    def readable(self) -> bool:
        """Say that it can be read, as `io.RawIOBase` asks."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Fill the buffer and return how many bytes came."""
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        self.unpacked += len(data)
        self._check(self.unpacked)
        return len(data)


def ratio_check(packed: Callable[[], int], part: Part) -> Callable[[int], None]:
    """Return a check that so many packed bytes can honestly have become so many."""

    def check(unpacked: int) -> None:
        free = unpacked <= limits.UNPACKED_WITHOUT_QUESTION
        if free or unpacked <= limits.LARGEST_RATIO * max(packed(), 1):
            return
        raise TooLarge(
            f"The file unpacks to over {limits.LARGEST_RATIO} times its size, as a zip bomb does.",
            where=part.label(),
            tried=f"unpacking; stopped after {unpacked // 1024**2} MB",
            next_step="Unpack it yourself, look at what is in it, and give the table itself.",
        )

    return check


def size_check(most: int, part: Part) -> Callable[[int], None]:
    """Return a check that no more than that many bytes are unpacked."""

    def check(unpacked: int) -> None:
        if unpacked > most:
            raise TooLarge(
                f"The file unpacks to more than {most // 1024**2} MB, which is the limit.",
                where=part.label(),
                tried="unpacking it to a temporary file",
                next_step="Unpack it yourself, and give the table itself.",
            )

    return check


def first_bytes(path: Path, count: int = 8) -> bytes:
    """Return the first bytes of a file as it lies on disk."""
    with path.open("rb") as file:
        return file.read(count)


@contextmanager
def open_part(part: Part) -> Generator[Stream]:
    """Open a part for reading its bytes once, from the beginning, with gzip taken off."""
    with ExitStack() as stack:
        yield _member_stream(stack, part) if part.member else _file_stream(stack, part)


def _file_stream(stack: ExitStack, part: Part) -> Stream:
    file = stack.enter_context(io.BufferedReader(part.path.open("rb", buffering=0), BUFFER))
    share = _share_of(part.path, file)
    if not file.peek(2).startswith(GZIP):
        return Stream(file, share)
    inner = stack.enter_context(gzip.GzipFile(fileobj=file))
    return Stream(_guard(inner, file.tell, part), share)


def _member_stream(stack: ExitStack, part: Part) -> Stream:
    archive = stack.enter_context(zipfile.ZipFile(part.path))
    info = archive.getinfo(part.member)
    if info.flag_bits & 1:
        raise FileUnreadable(
            "The file is locked with a password.",
            where=part.label(),
            tried="reading it from the zip file",
            next_step="Unpack it with the password and give the unpacked file.",
        )
    guarded = Guarded(
        stack.enter_context(archive.open(info)), ratio_check(lambda: info.compress_size, part)
    )
    buffered = io.BufferedReader(guarded, BUFFER)

    def share() -> float:
        return min(1.0, guarded.unpacked / max(info.file_size, 1))

    if buffered.peek(2).startswith(GZIP):
        inner = stack.enter_context(gzip.GzipFile(fileobj=buffered))
        return Stream(_guard(inner, lambda: info.compress_size, part), share)
    return Stream(buffered, share)


def _guard(inner: gzip.GzipFile, packed: Callable[[], int], part: Part) -> BinaryIO:
    return io.BufferedReader(Guarded(inner, ratio_check(packed, part)), BUFFER)


def _share_of(path: Path, file: BinaryIO) -> Callable[[], float]:
    size = max(path.stat().st_size, 1)

    def share() -> float:
        return 1.0 if file.closed else min(1.0, file.tell() / size)

    return share


@contextmanager
def as_file_on_disk(part: Part) -> Generator[Path]:
    """Give a path to the unpacked part, for formats that must be read back and forth."""
    if not part.member and not first_bytes(part.path).startswith(GZIP):
        yield part.path
        return
    with open_part(part) as stream, tempfile.NamedTemporaryFile(suffix=".table") as copy:
        limited = Guarded(stream.bytes, size_check(limits.LARGEST_SPOOLED, part))
        shutil.copyfileobj(limited, copy, BUFFER)
        copy.flush()
        yield Path(copy.name)


def zip_members(path: Path) -> list[zipfile.ZipInfo]:
    """Return the members of a zip that could be tables, in the archive's order."""
    with zipfile.ZipFile(path) as archive:
        members = [info for info in archive.infolist() if not _is_clutter(info.filename)]
    if len(members) > limits.MOST_PARTS:
        raise TooLarge(
            f"The zip file holds {len(members)} files; the limit is {limits.MOST_PARTS}.",
            where=path.name,
            next_step="Pack the tables that you need into a zip file of their own.",
        )
    return members


def _is_clutter(name: str) -> bool:
    last = name.rsplit("/", 1)[-1]
    return not last or last.startswith(".") or name.startswith("__MACOSX/")
