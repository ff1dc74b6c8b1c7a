"""Power: statements about who decides, signs, approves, pays, influences, or guards access."""

import re
from typing import Final

from wellspent.listen.spoken import Said, Spoken
from wellspent.records.conversation import Side
from wellspent.records.heard import PowerKind, PowerStatement

WORDS: Final = "power"

_GROUPS: Final = (
    (PowerKind.NO_POWER, "no_say"),
    (PowerKind.GATEKEEPER, "gatekeeper"),
    (PowerKind.OWNS_BUDGET, "budget"),
    (PowerKind.SIGNS_OFF, "signs"),
    (PowerKind.NEEDS_APPROVAL, "approval"),
    (PowerKind.DECIDES, "decides"),
    (PowerKind.PURCHASING, "purchasing"),
    (PowerKind.INFLUENCES, "influences"),
)

CERTAINTY: Final = 0.8

SPEAKER: Final = "me"

_NAMED: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Herrn?|Frau|Mme|Monsieur|Madame|Sra?|Señora?|Don|Doña)\.?\s+[A-ZÀ-Ý][\w-]+"
    r"|\b[A-ZÀ-Ý][a-zà-ÿ]+"
    r"(?=(?:['’]s)?\s+(?:decides|signs|has to|gotta|will sign|entscheidet|décide|decide)\b)"
)

_REST: Final = re.compile(
    r"\s+(?:of|de|du|des|der|del|für)\s+[\w-]+|\s+(?:technique|financière|générale|industrielle)"
)


def power(spoken: Spoken) -> tuple[PowerStatement, ...]:
    """Return the customer's statements about who has which power."""
    return tuple(
        statement
        for said in spoken.of(Side.CUSTOMER)
        if not said.asks
        for statement in _of_sentence(said, spoken)
    )


def _of_sentence(said: Said, spoken: Spoken) -> list[PowerStatement]:
    found: list[PowerStatement] = []
    taken: list[tuple[int, int]] = []
    for kind, group in _GROUPS:
        spans = said.spans(WORDS, group)
        if not spans or (kind is PowerKind.PURCHASING and not said.has(WORDS, "way")):
            continue
        if any(_meet(spans[0], other) for other in taken):
            continue
        taken.append(spans[0])
        found.append(
            PowerStatement(
                kind=kind,
                about=_about(said, kind, spans[0]),
                quote=spoken.quote(said, spans),
                certainty=CERTAINTY,
            )
        )
    return found


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _about(said: Said, kind: PowerKind, hit: tuple[int, int]) -> str:
    """Return whom it is about: the nearest role in the sentence, else the speaker."""
    if kind is PowerKind.NO_POWER and said.has(WORDS, "me"):
        return SPEAKER
    named = [(match.start(), match.end()) for match in _NAMED.finditer(said.text)]
    roles = [
        (start - said.start, _with_rest(said.text, end - said.start))
        for start, end in said.spans(WORDS, "role")
    ]
    if not named and not roles:
        return SPEAKER
    place = hit[0] - said.start
    start, end = min([*named, *roles], key=lambda span: abs(span[0] - place))
    return said.text[start:end]


def _with_rest(text: str, end: int) -> int:
    """Return where a role ends: *director of operations*, *la direction technique*."""
    rest = _REST.match(text, end)
    return rest.end() if rest else end
