"""Role phrases: what people say and write that tells of their part in a purchase."""

from functools import cache
from importlib.resources import files

from wellspent.phrases.phrase_groups import PhraseBook


@cache
def role_phrases() -> PhraseBook:
    """Return the phrases of `words/*.toml`, read once."""
    folder = files("wellspent.reach").joinpath("words")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    return PhraseBook(folder.joinpath(name) for name in names)
