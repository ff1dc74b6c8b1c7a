"""Ear: what is needed to listen, prepared once: the phrases, the frames, what people corrected."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wellspent.listen.corrections import Corrected, Correction, Teaching
from wellspent.listen.reaction_frames import ReactionFrame, read_frames
from wellspent.phrases.phrase_groups import PhraseBook


@dataclass(frozen=True, slots=True)
class Ear:
    """The phrases of all that is listened for, the frames of reactions, and corrections."""

    book: PhraseBook
    frames: Sequence[ReactionFrame]
    corrected: Corrected


def prepare_ear(corrections: Iterable[Correction] = ()) -> Ear:
    """Return an ear that heeds corrections; SettingsError when a file of words has a mistake."""
    book = phrase_book()
    teaching = Teaching()
    for correction in corrections:
        teaching.take(correction)
    return Ear(book, reaction_frames(), teaching.learnt())


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
