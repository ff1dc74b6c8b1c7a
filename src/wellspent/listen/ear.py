"""Ear: what is needed to listen, prepared once: the phrases, the frames, what people corrected."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from wellspent.listen.corrections import Corrected, Correction, Teaching
from wellspent.listen.measured import Precision
from wellspent.listen.reaction_frames import ReactionFrame, read_frames
from wellspent.phrases.phrase_groups import PhraseBook
from wellspent.records.heard import ReactionKind


@dataclass(frozen=True, slots=True)
class Ear:
    """The phrases of all that is listened for, the frames of reactions, and corrections.

    `precision` is how often each kind of reaction was right where that was measured; with none
    given, phrases are taken at their word.
    """

    book: PhraseBook
    frames: Sequence[ReactionFrame]
    corrected: Corrected
    precision: Precision = field(default_factory=dict[tuple[ReactionKind, float], float])


def prepare_ear(
    corrections: Iterable[Correction] = (),
    *,
    precision: Precision | None = None,
) -> Ear:
    """Return an ear that heeds corrections; SettingsError when a file of words has a mistake."""
    book = phrase_book()
    teaching = Teaching()
    for correction in corrections:
        teaching.take(correction)
    return Ear(book, reaction_frames(), teaching.learnt(), precision or {})


@cache
def phrase_book() -> PhraseBook:
    """Return the phrases of `words/*.toml`, read once."""
    folder = files("wellspent.listen").joinpath("words")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    return PhraseBook(folder.joinpath(name) for name in names)


@cache
def reaction_frames() -> Sequence[ReactionFrame]:
    """Return the frames of `reactions.toml`, read once."""
    return read_frames(files("wellspent.listen").joinpath("reactions.toml"), phrase_book().keys)
