"""The frames of reactions, read from `reactions.toml`: which phrases together show which kind.

A frame names groups of phrases (`file.group` of `words/`) that must all stand in one sentence. It
speaks with its `certainty`, unless the sentence holds a group of `unless`, a group of `not_before`
stands shortly before its first group (*not*), or one of `not_after` shortly after it. `asked` says
whether the sentence may be (`either`), must be (`yes`) or mustn't be (`no`) a question. With
`clause` the first group must be a clause by itself: *magic!*
"""

import tomllib
from collections.abc import Set
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any, Final, cast

from wellspent.errors import SettingsError
from wellspent.phrases.phrase_groups import GroupKey
from wellspent.records.heard import ReactionKind

ASKED: Final = ("no", "yes", "either")

_KEYS: Final = {"all", "unless", "not_before", "not_after", "asked", "certainty", "clause"}


@dataclass(frozen=True, slots=True)
class ReactionFrame:
    """Groups that meet in one sentence and then show a kind of reaction."""

    kind: ReactionKind
    groups: tuple[GroupKey, ...]
    certainty: float
    unless: tuple[GroupKey, ...] = ()
    not_before: tuple[GroupKey, ...] = ()
    not_after: tuple[GroupKey, ...] = ()
    asked: str = "no"
    is_clause: bool = False


def read_frames(file: Traversable, known: Set[GroupKey]) -> tuple[ReactionFrame, ...]:
    """Return the frames of a file; SettingsError for unknown keys, kinds or groups."""
    try:
        table = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _mistake(file, f"it can't be read: {error}") from error
    guards = cast(dict[str, list[str]], table.pop("guards", {}))
    frames: list[ReactionFrame] = []
    for name, entries in table.items():
        if name not in set(ReactionKind):
            raise _mistake(file, f"“{name}” is no kind of reaction")
        reader = _Reader(file, known, guards, ReactionKind(name))
        frames += [reader.frame(entry) for entry in entries]
    return tuple(frames)


@dataclass(frozen=True, slots=True)
class _Reader:
    file: Traversable
    known: Set[GroupKey]
    guards: dict[str, list[str]]
    kind: ReactionKind

    def frame(self, entry: dict[str, Any]) -> ReactionFrame:
        unknown = set(entry) - _KEYS
        if unknown:
            raise self._mistake(f"it has unknown keys: {', '.join(sorted(unknown))}")
        certainty, asked = entry.get("certainty"), entry.get("asked", "no")
        if not isinstance(certainty, float) or not 0 < certainty <= 1:
            raise self._mistake("`certainty` must be a number above 0 and up to 1")
        if asked not in ASKED:
            raise self._mistake(f"`asked` is one of {', '.join(ASKED)}")
        groups = self._groups(entry, "all")
        if not groups:
            raise self._mistake("`all` names no group")
        return ReactionFrame(
            self.kind,
            groups,
            certainty,
            self._groups(entry, "unless"),
            self._groups(entry, "not_before"),
            self._groups(entry, "not_after"),
            asked,
            entry.get("clause", False) is True,
        )

    def _groups(self, entry: dict[str, Any], key: str) -> tuple[GroupKey, ...]:
        """Return the groups of a list; `@name` stands for a list of `[guards]`."""
        names: list[str] = []
        for name in entry.get(key, []):
            names += self.guards.get(name[1:], [name]) if name.startswith("@") else [name]
        return tuple(self._group(name) for name in names)

    def _group(self, name: str) -> GroupKey:
        file, _, group = name.partition(".")
        if (file, group) not in self.known:
            raise self._mistake(f"there is no group “{name}” in words/")
        return file, group

    def _mistake(self, what: str) -> SettingsError:
        return _mistake(self.file, f"a frame of “{self.kind}”: {what}")


def _mistake(file: Traversable, what: str) -> SettingsError:
    return SettingsError(
        f"The frames of reactions have a mistake: {what}.",
        where=file.name,
        next_step="Mend that place.",
    )
