"""Reckon what the promise rests on: how enquiries known to be genuine would have been judged."""

from collections.abc import Sequence
from datetime import datetime

from wellspent.jobs.authenticity_in_use import DECLARED, authenticity_in_use
from wellspent.jobs.labelled_enquiries import WON, labelled_enquiries
from wellspent.qualify.authenticity import prior_scorecard
from wellspent.qualify.authenticity_file import declared_authenticity
from wellspent.qualify.held_out import held_out_scores, those_that_teach
from wellspent.records.authenticity import LabelledEnquiry
from wellspent.records.route import GenuineScores
from wellspent.store.connect import Store
from wellspent.store.statements import save_genuine_scores


def reckon_promise(
    store: Store, *, now: datetime, labelled: Sequence[LabelledEnquiry] | None = None
) -> GenuineScores:
    """Judge the enquiries that are known to be genuine, and keep what the promise rests on.

    `labelled` are all that are labelled, where the caller has them already.
    """
    in_use = authenticity_in_use(store)
    known = labelled_enquiries(store) if labelled is None else labelled
    learned = in_use.version != DECLARED
    scores = held_out_scores(
        prior_scorecard(),
        known,
        teaching(known) if learned else (),
        in_use.table.scorecard,
        now=now,
    )
    kept = GenuineScores(
        scores=tuple(sorted(scores)), scorecard_version=in_use.version, reckoned_at=now
    )
    save_genuine_scores(store, kept)
    return kept


def teaching(labelled: Sequence[LabelledEnquiry]) -> list[LabelledEnquiry]:
    """Return those of the labelled enquiries that teach the scorecard."""
    share = declared_authenticity().genuine_share
    return those_that_teach(labelled, won=WON, genuine_share=share)
