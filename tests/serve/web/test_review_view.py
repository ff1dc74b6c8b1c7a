from hypothesis import given
from hypothesis import strategies as st

from wellspent.records.evidence import Evidence, OwnRecord
from wellspent.records.finding import (
    Claim,
    ClaimKind,
    ClaimVerdict,
    DraftField,
    Finding,
    Review,
    Severity,
    Unchecked,
)
from wellspent.records.source import RecordKind
from wellspent.serve.web.review_view import (
    MOST_SHOWN,
    Texts,
    headline,
    heaviest,
    record_address,
    shown_review,
)

BODY = DraftField.BODY
TALK = Evidence(RecordKind.ACTIVITY, "V7", "role", "speaker")


def finding(severity=Severity.WARNING, start=0, end=4, code="VAL002", **more) -> Finding:
    said = {"name": "a-name", "message": "Says.", "advice": "Do.", "certainty": 0.9}
    return Finding(code=code, severity=severity, field=BODY, start=start, end=end, **(said | more))


def claim(verdict=ClaimVerdict.CONTRADICTED, start=0, end=4, **more) -> Claim:
    return Claim(
        kind=ClaimKind.EVENT, field=BODY, start=start, end=end, quote="text", says="x",
        verdict=verdict, reason="So.", certainty=0.95, **more,
    )  # fmt: skip


def shown(*findings, claims=(), unchecked=()):
    review = Review(draft_id="", findings=findings, claims=claims, unchecked=unchecked)
    return shown_review(review, "", "some text that is long enough")


def test_heaviest_findings_come_first_then_their_order_in_the_text():
    found = shown(finding(Severity.HINT), finding(start=5, end=9), finding(Severity.ERROR, 10, 14))
    assert [one.finding.severity.value for one in found.findings] == ["error", "warning", "hint"]
    assert [one.key for one in found.findings] == ["f1", "f2", "f3"]


def test_finding_that_speaks_of_a_claim_takes_its_place_and_its_records():
    found = shown(finding(Severity.ERROR, code="TRU001"), claims=(claim(evidence=(TALK,)),))
    assert found.claims == ()
    assert found.findings[0].evidence[0].address == "/records/V7"
    assert found.headline == "Our records contradict 1 statement"


def test_claim_that_no_finding_speaks_of_stands_for_itself():
    found = shown(finding(), claims=(claim(start=10, end=14), claim(ClaimVerdict.SUPPORTED)))
    assert [one.claim.start for one in found.contradicted] == [10]
    assert [one.claim.verdict for one in found.other_claims] == [ClaimVerdict.SUPPORTED]
    assert found.headline == "Our records contradict 1 statement; also 1 warning"
    assert found.weight == "error"


def test_nothing_found_is_said_calmly():
    review = Review(draft_id="", findings=())
    assert headline(review) == "Nothing found against it"
    assert heaviest(review) == "none"


def test_unchecked_rules_are_told_by_what_is_missing():
    missing = [
        Unchecked(code=code, why=why)
        for code, why in (("A1", "who"), ("B2", "when"), ("C3", "who"))
    ]
    found = shown(unchecked=tuple(missing))
    assert found.unchecked == (("who", ("A1", "C3")), ("when", ("B2",)))
    assert found.unchecked_rules == 3
    assert found.headline == "Nothing found against it"


def test_review_that_is_not_of_the_whole_text_says_so():
    late = Unchecked(code="TRU010", why="too long", failed=True)
    claims = Unchecked(code="claims", why="too long", failed=True)
    found = shown(unchecked=(late, claims))
    assert (found.failed, found.unchecked) == ((("too long", ("TRU010",)),), ())
    assert found.headline == "Nothing found against it, but it could not be checked in full"


def test_long_list_keeps_the_heaviest():
    many = [finding(start=at, end=at + 1) for at in range(MOST_SHOWN + 20)]
    found = shown(*many, finding(Severity.ERROR, 0, 9))
    assert len(found.findings) == MOST_SHOWN
    assert found.findings[0].finding.severity is Severity.ERROR
    assert found.more == 21


def test_own_facts_have_a_page_and_a_calendar_has_none():
    def address(kind, record="x"):
        return record_address(Evidence(kind, record, "f", "q"))

    assert address(OwnRecord.PRODUCT) == "/review/facts"
    assert address(OwnRecord.CALENDAR) == ""
    assert address(RecordKind.LEAD, "L1") == "/leads/L1"
    assert address(RecordKind.CONTACT, "C1") == "/records/C1"
    assert address(RecordKind.CONTACT, "../x") == ""


@given(st.text(max_size=40), st.integers(0, 40))
def test_places_count_as_a_browser_does(text, at):
    at = min(at, len(text))
    place = Texts("", text).place(BODY, at, len(text))
    units = [2 if letter > "\uffff" else 1 for letter in text]
    assert place.browser_start == sum(units[:at])
    assert place.browser_end == sum(units)
