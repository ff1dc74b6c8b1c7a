import pytest

from wellspent.clean.contact_wishes import wishes_of
from wellspent.records.activity import ActivityKind
from wellspent.records.attribute import AttributeValue
from wellspent.records.consent import ConsentKind

EMAIL, CALL = ActivityKind.EMAIL, ActivityKind.CALL
WITHDRAWN, GIVEN = ConsentKind.WITHDRAWN, ConsentKind.GIVEN


@pytest.mark.parametrize(
    ("name", "value", "meant"),
    [
        ("has_opted_out_of_email", True, (WITHDRAWN, EMAIL)),
        ("HasOptedOutOfEmail", "true", (WITHDRAWN, EMAIL)),
        ("has_opted_out_of_email", False, None),
        ("opted_out_of_email_marketing_information", "Yes", (WITHDRAWN, EMAIL)),
        ("do_not_call", 1.0, (WITHDRAWN, CALL)),
        ("Nicht anrufen", "ja", (WITHDRAWN, CALL)),
        ("do_not_contact", True, (ConsentKind.OBJECTED, None)),
        ("newsletter", "yes", (GIVEN, EMAIL)),
        ("newsletter", "no", None),
        ("marketing_status", "Unsubscribed", (WITHDRAWN, EMAIL)),
        ("marketing_status", "subscribed", (GIVEN, EMAIL)),
        ("marketing_status", "never seen", None),
        ("number_of_calls", 3.0, None),
        ("call", True, None),
    ],
)
def test_column_says_what_a_person_wants(
    name: str, value: AttributeValue, meant: tuple[ConsentKind, ActivityKind | None] | None
) -> None:
    found = [(wish.kind, wish.channel) for wish in wishes_of({name: value})]
    assert found == ([meant] if meant else [])
