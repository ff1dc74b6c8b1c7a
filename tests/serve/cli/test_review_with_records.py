"""A draft with a false premise is caught in the terminal, with the record that says otherwise."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.serve.cli.conftest import Ran
from tests.store.made_records import import_records
from wellspent.records.activity import Activity, ActivityKind
from wellspent.records.contact import Contact
from wellspent.store.connect import open_store

Run = Callable[..., Ran]

DRAFT = """\
---
channel: email
type: after an event
to: ada@acme.example
send_at: 2026-03-10T10:00+01:00
---
Hi Ada,

thanks for stopping by our booth at Example Fair. Shall I send you the figures of the dryer?
"""


@pytest.fixture
def with_records(sqlite_url: str) -> None:
    """Ada spoke at the fair; she didn't visit anybody."""
    store = open_store(sqlite_url)
    import_records(store, Contact(name="Ada Lovell", external_id="C-1", email="ada@acme.example"))
    import_records(
        store,
        Activity(
            kind=ActivityKind.EVENT,
            external_id="E-1",
            subject="Example Fair",
            contact_key="C-1",
            happened_at=datetime(2026, 3, 4, 9, tzinfo=UTC),
            attributes={"event": "Example Fair", "role": "speaker"},
        ),
        file="activities.csv",
    )
    store.close()


@pytest.mark.usefixtures("with_records")
def test_false_premise_is_caught_with_its_record(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(DRAFT)
    ran = run("review", "a.md", "--select", "TRU")
    assert ran.code == 1
    assert "a.md:9:12: TRU001 error: " in ran.out
    assert "      = " in ran.out
    evidence = [line for line in ran.out.splitlines() if line.strip().startswith("activity ")]
    assert any("speaker" in line and "2026-03-04" in line for line in evidence)
    assert "contradicted  event" in ran.out
    assert "No store is used" not in ran.err


@pytest.mark.usefixtures("with_records")
def test_json_carries_the_claim_and_its_record(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(DRAFT)
    told = json.loads(run("review", "a.md", "--select", "TRU001", "--format", "json").out)
    (found,) = told["findings"]
    (claim,) = [one for one in told["claims"] if one["kind"] == "event"]
    assert (found["severity"], claim["verdict"]) == ("error", "contradicted")
    assert found["evidence"][0].keys() == {"record_kind", "record_id", "field", "quote", "date"}
    assert found["evidence"][0]["record_kind"] == "activity"
    assert DRAFT.split("---\n", 2)[2][found["start"] : found["end"]] == "stopping by our booth"


@pytest.mark.usefixtures("with_records")
def test_true_statement_is_supported(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        DRAFT.replace("thanks for stopping by our booth at", "thank you for your talk at")
    )
    ran = run("review", "a.md", "--select", "TRU")
    assert (ran.code, "supported" in ran.out, "contradicted" in ran.out) == (0, True, False)


@pytest.mark.usefixtures("with_records")
def test_recipient_may_be_named_on_the_command_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hi Ada,\n\nthanks for stopping by our booth.\n")
    assert run("review", "a.txt", "--select", "TRU001").code == 0
    ran = run("review", "a.txt", "--select", "TRU001", "--to", "ada@acme.example",
              "--at", "2026-03-10")  # fmt: skip
    assert ran.code == 1
    assert run("review", "a.txt", "--select", "TRU001", "--to", "ada@acme.example",
               "--at", "2026-03-10", "--no-store").code == 0  # fmt: skip


@pytest.mark.usefixtures("with_records")
def test_fix_is_shown_and_then_written_into_the_file(run: Run, tmp_path: Path) -> None:
    text = "---\nchannel: email\nto: ada@acme.example\n---\nDear Bob,\r\n\r\nthe dryer.\r\n"
    file = tmp_path / "a.md"
    file.write_bytes(text.encode())
    shown = run("review", "a.md", "--select", "TRU005", "--diff")
    assert (shown.code, file.read_bytes()) == (1, text.encode())
    assert "-Dear Bob,\n" in shown.out.replace("\r", "")
    assert "+Dear Ada,\n" in shown.out.replace("\r", "")
    fixed = run("review", "a.md", "--select", "TRU005", "--fix")
    assert (fixed.code, "Fixed 1 finding" in fixed.err) == (0, True)
    assert file.read_bytes() == text.replace("Bob", "Ada").encode()
    assert run("review", "a.md", "--select", "TRU005", "--diff").code == 0


@pytest.mark.usefixtures("with_records")
def test_fix_of_a_mail_is_refused_and_the_mail_stays(run: Run, tmp_path: Path) -> None:
    mail = b"From: kim@aster.example\nTo: ada@acme.example\nSubject: s\n\nDear Bob,\n\nthe dryer.\n"
    (tmp_path / "a.eml").write_bytes(mail)
    ran = run("review", "a.eml", "--select", "TRU005", "--fix")
    assert (ran.code, "it is mail" in ran.err, (tmp_path / "a.eml").read_bytes()) == (2, True, mail)


@pytest.mark.usefixtures("with_records")
@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("ada@acme.exmaple", "Did you mean ada@acme.example (Ada Lovell)?"),
        ("nobody@nowhere.example", "There is no contact 'nobody@nowhere.example' in the records."),
        ("", "It doesn't say who is meant."),
    ],
)
def test_unknown_recipient_on_the_command_line_is_refused(
    run: Run, tmp_path: Path, to: str, said: str
) -> None:
    (tmp_path / "a.md").write_text(DRAFT)
    ran = run("review", "a.md", "--to", to)
    assert ran.code == 2
    assert said in ran.err
    assert "Where: --to" in ran.err


@pytest.mark.usefixtures("with_records")
def test_unknown_recipient_of_a_draft_is_said_and_no_option_advised(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text(DRAFT.replace("acme.example", "acme.exmaple"))
    ran = run("review", "a.md")
    assert "Not checked: no contact 'ada@acme.exmaple' in the records" in ran.out
    assert "--to" not in ran.out
    told = json.loads(run("review", "a.md", "--format", "json").out)["unchecked"]
    (unknown,) = [one for one in told if one["code"] == "recipient"]
    assert "ada@acme.example" in unknown["why"]
    assert not unknown["failed"]


@pytest.mark.usefixtures("with_records")
def test_statements_of_json_lines_are_told_with_line_and_id(run: Run, tmp_path: Path) -> None:
    draft = {"channel": "email", "to": "ada@acme.example", "body": "Dear Ms Lovell,\n\nhere it is."}
    lines = [json.dumps({**draft, "id": "one"}), json.dumps(draft)]
    (tmp_path / "d.jsonl").write_text("\n".join(lines))
    out = run("review", "d.jsonl").out
    assert "d.jsonl:1 (one): what it states, and our records" in out
    assert "d.jsonl:2: what it states, and our records" in out


@pytest.mark.usefixtures("with_records")
def test_text_too_long_to_be_read_is_not_said_to_be_checked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Dear Ms Lovell,\n\n" + "We send the drawing. " * 60_000)
    ran = run("review", "a.md", "--select", "TRU", "--channel", "email")
    assert "1 not checked in full" in ran.out
    assert "Not checked in full: a.md" in ran.out


@pytest.mark.usefixtures("with_records")
def test_contradiction_that_no_rule_speaks_of_is_not_said_to_be_nothing(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text(DRAFT)
    ran = run("review", "a.md", "--select", "VAL")
    assert "contradicted  event" in ran.out
    assert "Nothing found in 1 draft, but our records contradict 1 statement" in ran.out
