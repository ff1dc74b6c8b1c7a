"""Power: statements about who decides, signs, approves, pays, influences, or guards access."""

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
    for kind, group in _GROUPS:
        spans = said.spans(WORDS, group)
        if not spans or (kind is PowerKind.PURCHASING and not said.has(WORDS, "way")):
            continue
        if found and kind in (PowerKind.DECIDES, PowerKind.INFLUENCES):
            break
        found.append(
            PowerStatement(
                kind=kind,
                about=_about(said, kind, spans[0]),
                quote=spoken.quote(said, spans),
                certainty=CERTAINTY,
            )
        )
    return found


def _about(said: Said, kind: PowerKind, hit: tuple[int, int]) -> str:
    """Return whom it is about: the nearest role in the sentence, else the speaker."""
    roles = said.spans(WORDS, "role")
    mine = said.spans(WORDS, "me")
    if kind is PowerKind.NO_POWER and mine:
        return SPEAKER
    if not roles:
        return SPEAKER
    nearest = min(roles, key=lambda span: abs(span[0] - hit[0]))
    return said.text[nearest[0] - said.start : nearest[1] - said.start]
