"""Rephrase a brief with the language model that the team has turned on; it may not add anything."""

from dataclasses import replace

from wellspent.brief.rephrased import INSTRUCTIONS, question, read_answer, rephrased
from wellspent.deliver.language_model import LanguageModel
from wellspent.errors import StoreUnavailable
from wellspent.records.brief import Brief


def rephrase_brief(brief: Brief, model: LanguageModel) -> Brief:
    """Return the brief in the model's words where these add nothing, each checked; else as it was.

    Without an answer the brief stands as it is, and says so.
    """
    try:
        answer = model.ask(INSTRUCTIONS, question(brief))
    except StoreUnavailable as error:
        return replace(brief, withheld=(*brief.withheld, f"Other words: {error.what}"))
    return rephrased(brief, read_answer(answer), by=model.name)
