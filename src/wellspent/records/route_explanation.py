"""Why a lead goes the way it goes: the evidence, the prices, and what people said since."""

from collections.abc import Sequence
from dataclasses import dataclass

from wellspent.records.authenticity import Authenticity, Mark
from wellspent.records.route import Answer, NextStep, Promise, RouteChoice, RoutedLead


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteExplanation:
    """A lead's route in full.

    `choice` is what the rule says now, with the price of every route; `routed` what is in force
    (a person may have chosen otherwise), None before anything was decided. `next_step` is the text
    made ready for the route in force.
    """

    lead_id: str
    authenticity: Authenticity
    choice: RouteChoice
    routed: RoutedLead | None
    next_step: NextStep
    promise: Promise
    marks: Sequence[Mark]
    answers: Sequence[Answer]
