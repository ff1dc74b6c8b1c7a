"""What was said of who decides, latest first, by the people themselves."""

from wellspent.brief.matter import BriefMatter
from wellspent.brief.said import Said, dated, quoted
from wellspent.brief.sentence import LONGEST_QUOTE
from wellspent.records.heard import Heard, PowerKind, PowerStatement, Quote

_SOMEBODY_ELSE = frozenset({PowerKind.NEEDS_APPROVAL, PowerKind.NO_POWER, PowerKind.PURCHASING})


def power_said(matter: BriefMatter, *, of_others: bool = False) -> list[Said]:
    """Return what was said of who decides, one quote a turn, latest first.

    With `of_others` only where somebody else than the speaker has the word.
    """
    return dated(
        said
        for heard in matter.history.conversations
        for said in _in_talk(matter, heard, of_others)
    )


def _in_talk(matter: BriefMatter, heard: Heard, of_others: bool) -> list[Said]:
    wanted = [one for one in heard.power if not of_others or _is_of_another(one)]
    turns = sorted({one.quote.turn for one in wanted}, reverse=True)
    return [
        quoted(matter, heard, _together(heard, [one for one in wanted if one.quote.turn == turn]))
        for turn in turns
    ]


def _is_of_another(statement: PowerStatement) -> bool:
    return statement.about != "me" or statement.kind in _SOMEBODY_ELSE


def _together(heard: Heard, statements: list[PowerStatement]) -> Quote:
    """Return the statements of a turn as one quote, where they fit; else the surest of them."""
    start = min(one.quote.start for one in statements)
    end = max(one.quote.end for one in statements)
    surest = max(statements, key=lambda one: one.certainty).quote
    if end - start > LONGEST_QUOTE:
        return surest
    text = heard.conversation.turns[surest.turn].text[start:end]
    return Quote(turn=surest.turn, start=start, end=end, text=text)
