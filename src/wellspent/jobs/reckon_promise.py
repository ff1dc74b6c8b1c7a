"""Reckon what the promise rests on: how enquiries known to be genuine would have been judged."""

from datetime import datetime

from wellspent.jobs.authenticity_in_use import authenticity_in_use
from wellspent.jobs.labelled_enquiries import labelled_enquiries
from wellspent.qualify.authenticity import authenticities_of
from wellspent.records.route import GenuineScores
from wellspent.store.connect import Store
from wellspent.store.statements import save_genuine_scores


def reckon_promise(store: Store, *, now: datetime) -> GenuineScores:
    """Judge the enquiries that are known to be genuine, and keep what the promise rests on."""
    in_use = authenticity_in_use(store)
    genuine = [one.enquiry for one in labelled_enquiries(store) if one.genuine]
    judged = authenticities_of(in_use.table.scorecard, genuine)
    scores = GenuineScores(
        scores=tuple(sorted(one.probability for one in judged)),
        scorecard_version=in_use.version,
        reckoned_at=now,
    )
    save_genuine_scores(store, scores)
    return scores
