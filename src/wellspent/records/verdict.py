"""Verdict: how far a scorecard can be trusted."""

from enum import StrEnum


class Verdict(StrEnum):
    """How far to trust what was learned.

    *ready*: it tells enquiries apart on later data, with an interval clear of chance and honest
    probabilities. *weak*: it does, but barely or with wide intervals. *no signal*: enough cases,
    and they don't tell won from lost; everybody gets the base rate. *rules only*: too few closed
    cases to learn from (under 40 won or 40 lost); the declared profile speaks alone.
    """

    READY = "ready"
    WEAK = "weak"
    NO_SIGNAL = "no signal"
    RULES_ONLY = "rules only"
