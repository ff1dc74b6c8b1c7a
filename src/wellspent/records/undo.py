"""Undo: what came of taking an import back."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """A record that an undo left as it is, and why."""

    record_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What an undo did. `kept` counts what it left alone; `examples` are the first of those."""

    import_id: str
    deleted: int
    restored: int
    kept: int
    examples: Sequence[KeptRecord] = ()
