import json
from collections.abc import Callable
from pathlib import Path

from tests.collect.test_mail_message import REPORT, mail
from tests.serve.cli.conftest import Ran

Run = Callable[..., Ran]


def test_site_is_added_changed_shown_and_removed(run: Run):
    added = run("site", "add", "shop", "--origin", "https://www.example.com/", "--new-secret")
    assert added.code == 0
    assert "/forms/shop" in added.out
    assert "shown this once" in added.out
    changed = run("site", "add", "shop", "--mapping", "tally", "--a-minute", "5")
    assert "5 a minute" in changed.out
    (row,) = json.loads(run("site", "--format", "json").out)
    assert (row["origins"], row["form tool"], row["signed"]) == (
        "https://www.example.com",
        "tally",
        True,
    )
    assert "secret" not in run("site", "show", "shop").out
    assert run("site", "remove", "shop").code == 0
    assert run("site", "show", "shop").code == 3


def test_site_that_makes_no_sense_is_refused_with_advice(run: Run):
    for arguments in (
        ("add", "Not A Name"),
        ("add", "shop", "--origin", "example.com"),
        ("add", "shop", "--origin", "https://*.example.com"),
        ("add", "shop", "--mapping", "typefrom"),
        ("add", "shop", "--secret", "short"),
        ("add", "shop", "--language", "xx"),
        ("add", "shop", "--thanks", "javascript:alert(1)"),
        ("add", "shop", "--kilobytes", "0"),
        ("add",),
        ("rename", "shop"),
    ):
        ran = run("site", *arguments)
        assert (ran.code, "Next:" in ran.err) == (2, True), arguments


def test_folder_of_mail_becomes_leads_once(run: Run, tmp_path: Path):
    folder = tmp_path / "mail"
    folder.mkdir()
    (folder / "1.eml").write_bytes(mail("We need ovens for forty bakeries by May."))
    (folder / "2.eml").write_bytes(REPORT)
    (folder / "notes.txt").write_text("not looked at")
    first = run("receive", folder)
    assert (first.code, first.out) == (
        0,
        "Received: 1 enquiry, 1 returned mail. 1 worked through.\n",
    )
    again = run("receive", folder)
    assert "1 known already, 1 returned mail" in again.out
    assert "zoe@acme.example" in run("export", "lead", "--format", "csv").out


def test_table_is_received_beside_what_cannot_be_read(run: Run, tmp_path: Path):
    table = tmp_path / "answers.csv"
    table.write_text("Name,E-mail,Message\nAda,ada@acme.example,Do you deliver to Ghent?\n")
    broken = tmp_path / "broken.eml"
    broken.write_text("no mail")
    ran = run("receive", broken, table, "--site", "shop")
    assert (ran.code, "1 enquiry" in ran.out) == (2, True)
    assert "broken.eml" in ran.err
    assert run("receive", tmp_path / "nowhere").code == 2
