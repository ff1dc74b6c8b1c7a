from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.collect.test_mail_message import REPORT, mail
from tests.store.made_records import NOON, import_records
from wellspent.errors import FileUnreadable, InputError
from wellspent.jobs.drop_mail import MailKind, drop_mail, drop_mail_file
from wellspent.jobs.drop_table import drop_table
from wellspent.jobs.question_reference import question_of_reply, question_reference
from wellspent.jobs.receive_enquiry import Intake
from wellspent.jobs.work_through import work_through
from wellspent.records.lead import Lead
from wellspent.store.answers import answers_of
from wellspent.store.connect import Store
from wellspent.store.history import history_of
from wellspent.store.leads import get_lead
from wellspent.store.submissions import count_waiting


@pytest.fixture
def intake(sqlite_store: Store) -> Iterator[Intake]:
    made = Intake(sqlite_store)
    yield made
    made.close()


def test_message_becomes_a_lead_once(sqlite_store: Store, intake: Intake) -> None:
    message = mail("Do you deliver ovens to Ghent?", Message_ID="<1@acme.example>")
    kinds = [drop_mail(sqlite_store, intake, message).kind for _ in range(2)]
    assert kinds == [MailKind.ENQUIRY, MailKind.KNOWN]
    work_through(sqlite_store, now=datetime.now(UTC))
    lead = get_lead(sqlite_store, "L1")
    assert (lead.name, lead.email, lead.source) == ("Zoë Example", "zoe@acme.example", "mail")
    assert lead.message == "Ovens für Gent\n\nDo you deliver ovens to Ghent?"
    assert lead.arrived_at == datetime(2026, 3, 2, 11, tzinfo=UTC)


def test_reply_to_our_question_is_its_answer(sqlite_store: Store, intake: Intake) -> None:
    import_records(sqlite_store, Lead(external_id="1", email="zoe@acme.example", arrived_at=NOON))
    reference = question_reference(sqlite_store, "L1", "employees")
    reply = mail("About 40 people.\n\n> How many are you?", Subject=f"Re: A question [{reference}]")
    dropped = drop_mail(sqlite_store, intake, reply)
    assert (dropped.kind, dropped.about) == (MailKind.ANSWER, "L1")
    assert [each.text for each in answers_of(sqlite_store, "L1")] == ["About 40 people."]
    assert get_lead(sqlite_store, "L1").employees == 40


def test_reference_that_we_did_not_write_answers_nothing(
    sqlite_store: Store, intake: Intake
) -> None:
    import_records(sqlite_store, Lead(external_id="1", email="zoe@acme.example", arrived_at=NOON))
    ours = question_reference(sqlite_store, "L1", "employees")
    forged = ours.replace("L1.", "L2.")
    assert question_of_reply(sqlite_store, ["", forged, f"x {ours}"]) == ("L1", "employees")
    dropped = drop_mail(sqlite_store, intake, mail("Hello", Subject=f"Re: {forged}"))
    assert dropped.kind is MailKind.ENQUIRY


def test_returned_mail_is_remembered_and_is_no_enquiry(sqlite_store: Store, intake: Intake) -> None:
    assert drop_mail(sqlite_store, intake, REPORT).kind is MailKind.RETURNED
    assert history_of(sqlite_store, Lead(email="gone@acme.example")).bounced is not None
    assert history_of(sqlite_store, Lead(email="slow@acme.example")).bounced is None
    assert count_waiting(sqlite_store) == 0


def test_automatic_reply_and_empty_message_are_no_enquiries(
    sqlite_store: Store, intake: Intake
) -> None:
    away = mail("I am away", Auto_Submitted="auto-replied")
    assert drop_mail(sqlite_store, intake, away).kind is MailKind.AUTOMATIC
    assert drop_mail(sqlite_store, intake, mail("", Subject="")).kind is MailKind.EMPTY
    assert count_waiting(sqlite_store) == 0


def test_message_from_the_future_arrives_now(sqlite_store: Store, intake: Intake) -> None:
    drop_mail(sqlite_store, intake, mail("Hi there", Date="Mon, 2 Mar 2099 12:00:00 +0100"))
    work_through(sqlite_store, now=datetime.now(UTC))
    arrived = get_lead(sqlite_store, "L1").arrived_at
    assert arrived is not None
    assert arrived <= datetime.now(UTC)


def test_file_that_cannot_be_read_is_named(
    sqlite_store: Store, intake: Intake, tmp_path: Path
) -> None:
    with pytest.raises(FileUnreadable):
        drop_mail_file(sqlite_store, intake, tmp_path / "no.eml")
    (tmp_path / "no.eml").write_text("no mail")
    with pytest.raises(InputError):
        drop_mail_file(sqlite_store, intake, tmp_path / "no.eml")


def test_rows_of_a_table_are_enquiries_once(
    sqlite_store: Store, intake: Intake, tmp_path: Path
) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(
        "Your name,E-mail,Question\nAda,ada@acme.example,Ovens?\nBo,bo@b.example,Why?\n"
    )
    assert drop_table(intake, path, site="shop") == (2, 0)
    assert drop_table(intake, path, site="shop") == (0, 2)
    work_through(sqlite_store, now=datetime.now(UTC))
    lead = get_lead(sqlite_store, "L1")
    assert (lead.name, lead.email, lead.message) == ("Ada", "ada@acme.example", "Ovens?")
