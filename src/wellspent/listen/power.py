"""Power: statements about who decides, signs, approves, pays, influences, or guards access."""

from typing import Final

from wellspent.listen.power_holder import holder
from wellspent.listen.spoken import Said, Spoken
from wellspent.records.conversation import Side
from wellspent.records.heard import PowerKind, PowerStatement

WORDS: Final = "power"

_GROUPS: Final = (
    (PowerKind.NEEDS_APPROVAL, "limit"),
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
        if kind is PowerKind.SIGNS_OFF and said.has(WORDS, "limit"):
            continue
        if any(_meet(spans[0], other) for other in taken):
            continue
        taken.append(spans[0])
        found.append(
            PowerStatement(
                kind=kind,
                about=holder(said, kind, spans[0]),
                quote=spoken.quote(said, spans),
                certainty=CERTAINTY,
            )
        )
    return found


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
