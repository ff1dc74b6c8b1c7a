"""Company slots: whether another company's name stands where only the reader's own would.

*How are things at …?*, *does … have plans for hall 3?*, *… could use one of these*: nobody writes
so of a company that isn't the reader's, unless it is spoken of as a customer or a neighbour.
"""

import re
from typing import Final

from wellspent.review.message import Message
from wellspent.review.reading.statement import sentence_text
from wellspent.review.reading.text import Span

LONGEST: Final = 700

_BEFORE = re.compile(
    r"(?:\bhow(?: are|'s| is|’s| were| was| did| does| do| goes)?[^.;!?,]{0,25}"
    r"|\b(?:hope|trust)\b[^.;!?,]{0,40}"
    r"|\b(?:everybody|everyone|folks|all of you|the team|those of you|all|your \w+(?: \w+)?|you)"
    r"|\b(?:wie (?:läuft|geht|war|sieht)|comment (?:ça|vont|se)|c[oó]mo (?:va|van|est))"
    r"[^.;!?,]{0,25}"
    r"|\b(?:ihr\w* \w+|votre \w+|su \w+|sie|vous|ustedes))"
    r"\s(?:at|over at|there at|in|bei|chez|en|with)\s+(?:the )?$"
    r"|\b(?:thinking|thought|plans?|idea|ideas|proposal|sketch\w*|drawn|draft|offer|quote|numbers"
    r"|figures|savings?|calculation|calculated|made) (?:up )?(?:\w+ ){0,3}(?:for|of|about) "
    r"(?:the )?$"
    r"|(?:^|[.!?,:;]\s|\b(?:and|so|but|or)\s)\W*(?:what|how|when|where|why|whether)?\s?"
    r"(?:do|does|is|has|have|will|would|could|can|did|are|should|might|plant|hat|est-ce que|tiene)"
    r" (?:the )?$"
    r"|\b(?:like|love|want|happy|glad|able) to (?:offer|give|lend|show|send) (?:the )?$"
    r"|\bwhat (?:the )?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:['’]s?)?,? (?:could|would|might|may|should|can|must|needs? to|has to|have to|will) "
    r"(?:\w+ )?(?:use|do with|benefit|save|profit|need|try|have|want"
    r"|be (?:a|the|able|better|interested|glad)|gain|get|look|like|avoid|cut|start|find)\b"
    r"|\s(?:könnten?|sollten?|würden?|pourrai\w+|devrai\w+|podr[ií]an?|deber[ií]an?)\b",
    re.IGNORECASE,
)
_NEEDS = re.compile(r" (?:needs?|wants?|could|might|should|looks? for|is after)\b", re.IGNORECASE)
_THERE = re.compile(
    r",? (?:you|the \w+(?: \w+){0,4} (?:is|are|will|can|must|needs?)|there (?:is|are|will)"
    r"|that (?:is|would|could)|it (?:is|would|could)|this (?:would|could|is)|sie|vous|usted)\b",
    re.IGNORECASE,
)
_AT = re.compile(r"(?:^|[.!?:;,]\s|\n)\W*(?:at|in|for|bei|chez|en)\s+(?:the )?$", re.IGNORECASE)
_NEWS = re.compile(
    r"\b(?:noticed|saw|seen|see|read|heard|hear|understand|gather|spotted|congratulations|congrats"
    r"|learned|learnt|news|announced)\b(?: \w+){0,3} (?:that |on |to |about |of )?$",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:like|such as|customers?|clients?|including|same (?:for|at|with)|as (?:at|for|with|did)"
    r"|competitors?|suppliers?|former|formerly|before|worked|used to|friend|colleague\w*"
    r"|(?<=\w )wie|(?<=\w )comme"
    r"|(?<=\w )como|similar|introduced|recommended|suggested|told|mentioned|visit|ask|case|also|too"
    r"|other)\b",
    re.IGNORECASE,
)
_TO_YOU = re.compile(r"\b(?:you|your|yours|sie|ihr\w*|vous|votre|vos|usted\w*|su)\b", re.IGNORECASE)
_FOR_YOU = re.compile(r"['’]s? [^.;!?]{0,40}\bfor you\b", re.IGNORECASE)


def stands_for_reader(message: Message, span: Span, *, is_known: bool) -> bool:
    """Return whether a name at a place is meant to be the reader's company.

    `is_known` tells that it is a customer whom we name to others: then more is asked for.
    """
    sentence, start = sentence_text(message, span)
    if len(sentence) > LONGEST:
        return False
    before, after = sentence[: span.start - start], sentence[span.end - start :]
    if _OTHERS.search(before[-60:]) or _OTHERS.search(after[:30]):
        return False
    near = before[-100:]
    if _BEFORE.search(near) or _AFTER.match(after) or _FOR_YOU.match(after):
        return not near.endswith("what ") or _NEEDS.match(after) is not None
    if near.lower().endswith("what "):
        return _NEEDS.match(after) is not None
    if _AT.search(near) and _THERE.match(after):
        return not is_known or _TO_YOU.match(after.strip(" ,")) is not None
    return not is_known and _NEWS.search(near) is not None and _TO_YOU.search(after) is not None
