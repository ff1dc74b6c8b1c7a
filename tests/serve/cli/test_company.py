from collections.abc import Callable
from pathlib import Path

from tests.review.test_company_file import CASE
from tests.serve.cli.conftest import Ran


def test_company_is_shown_checked_and_saved(run: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "company.toml"
    assert run("company").out.startswith("# What is true of ourselves")
    file.write_text(CASE.read_text("utf-8"), "utf-8")
    assert "1 products with 4 facts" in run("company", "check", file).out
    assert "Version 1 is in use" in run("company", "save", file, "--by", "Kim").out
    assert run("company", "show").out.strip() == CASE.read_text("utf-8").strip()
    assert "Kim" in run("company", "versions").out
    assert run("company", "show", "--version", "0").out.startswith("# What")
    assert run("company", "show", "--version", "9").code == 3


def test_company_file_with_a_mistake_is_refused(run: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "company.toml"
    file.write_text('name = "x"\ncolour = "red"\n', "utf-8")
    for action in ("check", "save"):
        refused = run("company", action, file)
        assert refused.code == 2
        assert "company.toml, line 2" in refused.err
    assert run("company", "save").code == 2
    assert run("company", "show", file).code == 2
    assert run("company", "sing").code == 2
    assert run("company", "check", tmp_path / "nothing.toml").code == 2


def test_consent_is_noted_and_listed(run: Callable[..., Ran]) -> None:
    ada = "ada@acme.example"
    noted = run(
        "consent", ada, "--channel", "email", "--given", "--source", "form", "--at", "2026-03-03"
    )
    assert "Noted as N1: given for email" in noted.out
    assert "every channel" in run("consent", ada, "--objected", "--source", "by phone").out
    listed = run("consent", ada, "--format", "csv").out.splitlines()
    assert listed[0].startswith("said (UTC),what,channel")
    assert "objected,every,by phone" in listed[1]
    assert listed[2].startswith("2026-03-03 00:00,given,email,form")
    assert run("consent", ada, "--given", "--withdrawn").code == 2
    assert run("consent", ada, "--given", "--channel", "fax", "--source", "form").code == 2
    assert run("consent", "C99", "--objected", "--source", "form").code == 3


def test_consent_of_nobody_we_know_is_not_listed_as_empty(run: Callable[..., Ran]) -> None:
    for nobody in ("nobody@nowhere.example", "C99", ""):
        ran = run("consent", nobody)
        assert (ran.code, ran.out) == (2, "")
    assert "There is no contact 'n@nowhere.example'" in run("consent", "n@nowhere.example").err
    forgotten = run("consent", "ada@acme.example", "--channel", "email", "--source", "form")
    assert forgotten.code == 2
    assert "Add --given, --withdrawn or --objected" in forgotten.err
