from wellspent.records.finding import Claim, ClaimKind, ClaimVerdict, DraftField, Review
from wellspent.serve.mail_gate.answer import header


def claim(verdict: ClaimVerdict) -> Claim:
    return Claim(
        kind=ClaimKind.PRODUCT_FACT,
        field=DraftField.BODY,
        start=0,
        end=8,
        quote="ten-year",
        says="10 years",
        verdict=verdict,
        reason="the record says 5 years",
        certainty=0.7,
    )


def test_contradicted_statements_are_told_of_though_no_rule_holds_them():
    doubtful = claim(ClaimVerdict.CONTRADICTED)
    said = header(Review(draft_id="", findings=(), claims=(doubtful, doubtful)))
    assert b"passed; no findings; 2 statements to look at" in said


def test_other_statements_are_not_told_of():
    said = header(Review(draft_id="", findings=(), claims=(claim(ClaimVerdict.SUPPORTED),)))
    assert b"to look at" not in said
