from datetime import UTC, datetime
from pathlib import Path

import pytest

from wellspent.jobs.conversations_in_files import Refused, conversations_in_files
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation

NOW = datetime(2026, 6, 1, tzinfo=UTC)
VTT = "WEBVTT\n\n00:01.000 --> 00:09.000\n<v Ada>Hi Ben\n\n00:10.000 --> 00:12.000\n<v Ben>Hello\n"
MAIL = (
    "From: {sender}\nTo: {to}\nSubject: {subject}\nDate: Mon, 2 Mar 2026 {hour}:00:00 +0000\n"
    "Message-ID: <{id}@example.com>\n{more}\n{text}\n"
)
ICS = (
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20260302T090000Z\nDTEND:20260302T093000Z\n"
    "SUMMARY:Review\nATTENDEE;CN=Ben;PARTSTAT=ACCEPTED:mailto:ben@customer.example\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:2\nDTSTART:20260303T090000Z\nSTATUS:CANCELLED\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:3\nDTSTART:20270303T090000Z\nEND:VEVENT\nEND:VCALENDAR\n"
)


def _write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        file = folder / name.replace("__", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


def _read(*paths: Path) -> tuple[list[Conversation], list[Refused]]:
    found = list(conversations_in_files(paths, now=NOW))
    return (
        [one for one in found if isinstance(one, Conversation)],
        [one for one in found if isinstance(one, Refused)],
    )


def test_folder_of_everything(tmp_path: Path) -> None:
    first = MAIL.format(
        sender="Ada <ada@example.com>", to="ben@customer.example", subject="Offer", hour="09",
        id="1", more="", text="Hello",
    )  # fmt: skip
    answer = MAIL.format(
        sender="Ben <ben@customer.example>", to="ada@example.com", subject="Re: Offer", hour="11",
        id="2", more="In-Reply-To: <1@example.com>\n", text="Thanks",
    )  # fmt: skip
    _write(
        tmp_path,
        talk__vtt=VTT, a__eml=first, b__eml=answer, calendar__ics=ICS,
        chat__csv="From,To,Date,Message\nAda,Ben,2026-03-01,Hi\n",
        empty__txt="", notes__docx="x", __hidden__txt="Ada: hi\nBen: hello\n",
    )  # fmt: skip
    talks, refused = _read(tmp_path)
    assert sorted((one.kind.value, len(one.turns)) for one in talks) == [
        ("email", 2),
        ("meeting", 0),
        ("meeting", 2),
        ("social message", 1),
    ]
    assert [Path(one.path).name for one in refused] == ["empty.txt"]


def test_transcript_at_an_appointment_is_one_talk(tmp_path: Path) -> None:
    _write(tmp_path, calendar__ics=ICS)
    (tmp_path / "GMT20260302-090210_Recording.vtt").write_text(VTT, "utf-8")
    (talk,), refused = _read(tmp_path)
    assert not refused
    assert (talk.title, len(talk.turns)) == ("Review", 2)
    assert talk.started_at == datetime(2026, 3, 2, 9, 2, 10, tzinfo=UTC)
    assert [one.email for one in talk.speakers] == ["", "ben@customer.example"]
    assert talk.turns[1].at == datetime(2026, 3, 2, 9, 2, 20, tzinfo=UTC)


def test_only_what_began_and_was_not_cancelled_of_a_calendar(tmp_path: Path) -> None:
    talks, _ = _read(_write(tmp_path, a__ics=ICS) / "a.ics")
    assert [one.title for one in talks] == ["Review"]


def test_mail_is_known_whatever_it_is_called(tmp_path: Path) -> None:
    mail = MAIL.format(
        sender="ada@example.com",
        to="b@x.example",
        subject="x",
        hour="09",
        id="1",
        more="",
        text="y",
    )
    (talk,), _ = _read(_write(tmp_path, saved__txt=mail) / "saved.txt")
    assert talk.kind is ActivityKind.EMAIL


def test_table_is_known_whatever_it_is_called(tmp_path: Path) -> None:
    table = "speaker;text;start\nAda;Hello;00:01\nBen;Hi;00:05\n"
    (talk,), _ = _read(_write(tmp_path, saved__txt=table) / "saved.txt")
    assert [one.text for one in talk.turns] == ["Hello", "Hi"]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("no.vtt", None, "There is no such file"),
        ("a.pdf", b"%PDF-1.4", "a PDF document"),
        ("a.csv", b"Company,Amount\nx,1\n", "This is no table of messages"),
        ("b.csv", b"From,Message\n", "no rows"),
        ("a.xlsx", b"nonsense", "no rows"),
        ("a.ics", b"BEGIN:VCALENDAR\nnonsense", "No calendar can be read"),
    ],
)
def test_what_cannot_be_read_is_told(
    tmp_path: Path, name: str, content: bytes | None, why: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    talks, (refused,) = _read(tmp_path / name)
    assert not talks
    assert refused.path.endswith(name)
    assert why in refused.error.what
    assert refused.error.next_step


def invitation(
    number: int, *, method: str = "REQUEST", hour: int = 9, sequence: int = 0, uid: str = "visit"
) -> str:
    """Return a message with an invitation to a meeting on 4 March 2026, or with a change of it."""
    return (
        "From: Ada <ada@example.com>\nTo: ben@customer.example\nSubject: Visit\n"
        f"Date: Mon, 2 Mar 2026 {number:02}:00:00 +0000\nMessage-ID: <i{number}@example.com>\n"
        'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nPlease come.\n"
        f"--b\nContent-Type: text/calendar; charset=utf-8; method={method}\n\n"
        f"BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:{method}\nBEGIN:VEVENT\nUID:{uid}\n"
        f"SEQUENCE:{sequence}\nDTSTAMP:20260302T{number:02}0000Z\n"
        f"DTSTART:20260304T{hour:02}0000Z\nDTEND:20260304T{hour:02}3000Z\nSUMMARY:Visit\n"
        "ORGANIZER;CN=Ada:mailto:ada@example.com\n"
        "ATTENDEE;CN=Ben;PARTSTAT=ACCEPTED:mailto:ben@customer.example\n"
        "END:VEVENT\nEND:VCALENDAR\n--b--\n"
    )


def _meetings(folder: Path) -> list[Conversation]:
    talks, refused = _read(folder)
    assert not refused
    return [one for one in talks if one.kind is ActivityKind.MEETING]


def test_invitation_in_a_mail_is_a_meeting_as_its_newest_update_has_it(tmp_path: Path) -> None:
    _write(tmp_path, a__eml=invitation(12, hour=11, sequence=1), b__eml=invitation(8))
    (meeting,) = _meetings(tmp_path)
    assert meeting.started_at == datetime(2026, 3, 4, 11, tzinfo=UTC)
    assert (meeting.title, meeting.minutes) == ("Visit", 30)
    assert {one.email for one in meeting.speakers} == {"ada@example.com", "ben@customer.example"}


def test_meeting_called_off_by_mail_is_none(tmp_path: Path) -> None:
    _write(tmp_path, a__eml=invitation(12, method="CANCEL", sequence=1), b__eml=invitation(8))
    assert _meetings(tmp_path) == []


def test_answer_to_an_invitation_is_no_meeting(tmp_path: Path) -> None:
    assert _meetings(_write(tmp_path, a__eml=invitation(12, method="REPLY"))) == []


def test_meeting_in_mail_and_calendar_counts_once(tmp_path: Path) -> None:
    _write(tmp_path, a__eml=invitation(8, uid="1"), calendar__ics=ICS)
    assert [one.title for one in _meetings(tmp_path)] == ["Review"]


def test_transcript_at_a_meeting_known_from_mail_is_one_talk(tmp_path: Path) -> None:
    _write(tmp_path, a__eml=invitation(8))
    (tmp_path / "GMT20260304-090210_Recording.vtt").write_text(VTT, "utf-8")
    (meeting,) = _meetings(tmp_path)
    assert (meeting.title, len(meeting.turns)) == ("Visit", 2)
