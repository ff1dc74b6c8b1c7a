from wellspent.records.authenticity import EnquiryKind
from wellspent.sample.enquiries import Enquiry
from wellspent.sample.others import load_others, with_others


def test_others_take_open_places_and_leave_the_rest_alone(enquiries: list[Enquiry]) -> None:
    changed = with_others(enquiries)
    replaced = [one for one, other in zip(changed, enquiries, strict=True) if one is not other]
    assert [one.message for one in replaced] == [other.message for other in load_others()]
    assert all(one.won is None for one in replaced)


def test_others_are_of_every_kind_that_is_no_plain_customer() -> None:
    kinds = {EnquiryKind(other.kind) for other in load_others()}
    assert set(EnquiryKind) - kinds == {EnquiryKind.UNSURE}


def test_who_needs_help_is_of_a_company_that_was_won(enquiries: list[Enquiry]) -> None:
    won = {one.company.domain for one in enquiries if one.won}
    wanted = {other.message for other in load_others() if other.customer}
    helped = [one for one in with_others(enquiries) if one.message in wanted]
    assert len(helped) == 2
    assert all(one.company.domain in won for one in helped)
    assert all(one.email.endswith(one.company.domain) for one in helped)


def test_hardly_two_enquiries_have_the_same_words(enquiries: list[Enquiry]) -> None:
    assert len({one.message for one in enquiries}) == len(enquiries)


def test_messages_are_in_the_language_of_the_company(enquiries: list[Enquiry]) -> None:
    ends = {"DE": "Grüße", "FR": "Cordialement", "ES": "saludo", "GB": "regards"}
    for code, word in ends.items():
        texts = [one.message for one in enquiries if one.company.language.code == code]
        assert any(word in text for text in texts), code
