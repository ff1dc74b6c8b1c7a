"""Ear: what is needed to listen, prepared once: the phrases, the frames, what people corrected."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from wellspent.listen.corrections import Corrected, Correction, Teaching
from wellspent.listen.measured import Precision
from wellspent.listen.reaction_frames import ReactionFrame, read_frames
from wellspent.listen.reaction_model import ReactionModel, reaction_model
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
    model: ReactionModel | None = None
    """What weighs the phrases and all other words; None: phrases alone."""


def prepare_ear(
    corrections: Iterable[Correction] = (),
    *,
    precision: Precision | None = None,
    model: bool = True,
) -> Ear:
    """Return an ear that heeds corrections; SettingsError when a file of words has a mistake.

    Without the `model`, reactions are told by phrases alone.
    """
    book = phrase_book()
    teaching = Teaching()
    for correction in corrections:
        teaching.take(correction)
    learned = reaction_model() if model else None
    return Ear(book, reaction_frames(), teaching.learnt(), precision or {}, learned)


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
