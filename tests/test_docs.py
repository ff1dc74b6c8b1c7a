"""The documentation agrees with the code, leads nowhere dead, and leaves nothing out."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from wellspent.sample.truths import load_truths
from wellspent.serve.cli.main import COMMANDS, load_command
from wellspent.serve.http import create_app
from wellspent.settings import Settings, setting_rows
from wellspent.wiring import wire

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PYTHON_TOOLS = Path(sys.executable).parent


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)


def test_reference_pages_are_what_the_code_says() -> None:
    made = run(sys.executable, "scripts/make_reference.py", "--check")
    assert made.returncode == 0, f"run `make reference`: {made.stdout}{made.stderr}"


def test_site_builds_with_every_page_in_its_navigation_and_every_link_alive(tmp_path: Path) -> None:
    built = run(PYTHON_TOOLS / "mkdocs", "build", "--strict", "--site-dir", tmp_path)
    assert built.returncode == 0, built.stderr


def links_of(page: Path) -> list[str]:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return [link for link in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in link]


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md"]
)
def test_links_of_page_outside_the_site_lead_to_files(page: str) -> None:
    path = ROOT / page
    dead = [link for link in links_of(path) if not (path.parent / link).exists()]
    assert dead == []


def named_in_project() -> set[tuple[str, str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    groups = {
        "Installed with Wellspent": project["project"]["dependencies"],
        "Extras": [each for extra in extras for each in extra],
        "For development": project["dependency-groups"]["dev"],
        "Measured against, in benchmarks only": project["dependency-groups"]["benchmark"],
    }
    return {
        (section, re.split(r"[\[<>=!~ ]", requirement)[0])
        for section, requirements in groups.items()
        for requirement in requirements
    }


def explained_on_page() -> set[tuple[str, str]]:
    page = (DOCS / "dependencies.md").read_text(encoding="utf-8")
    sections = re.split(r"^## ", page, flags=re.MULTILINE)[1:]
    return {
        (section.partition("\n")[0], name)
        for section in sections
        for name in re.findall(r"^\| `([^`]+)` \| \S.{15,}\|$", section, flags=re.MULTILINE)
    }


def test_every_dependency_has_its_reason_on_the_page() -> None:
    assert explained_on_page() == named_in_project()


def test_sample_page_states_the_planted_points() -> None:
    page = (DOCS / "sample-company.md").read_text(encoding="utf-8")
    truths = load_truths()
    stated = dict(re.findall(r"^\| ([^|]+?) \| ([-+]?\d\.\d) \|", page, flags=re.MULTILINE))
    planted = {
        value: f"{level.points:+.1f}"
        for category in (truths.industry, truths.source, truths.need)
        for value, level in category.items()
    }
    assert {value: stated.get(value) for value in planted} == planted


def test_commands_in_the_documentation_exist() -> None:
    pages = [ROOT / "README.md", *DOCS.rglob("*.md")]
    named = {
        (page.name, command)
        for page in pages
        for command in re.findall(
            r"^\s*(?:\$ |uv run )?wellspent ([a-z][a-z-]+)",
            page.read_text(encoding="utf-8"),
            flags=re.MULTILINE,
        )
    }
    assert {(page, command) for page, command in named if command not in COMMANDS} == set()


def test_pages_name_nothing_of_the_machine_they_were_written_on() -> None:
    written = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")]
    written += [*(ROOT / "benchmarks").rglob("*.md"), *(ROOT / "scripts").iterdir()]
    places = re.compile(r"/(?:work|root|home)/|/tmp/[a-z]")
    found = [path.name for path in written if path.is_file() and places.search(path.read_text())]
    assert found == []


@pytest.mark.parametrize("name", COMMANDS)
def test_command_explains_itself_and_all_its_options(name: str) -> None:
    command = load_command(name)
    silent = [option.name for option in command.params if not getattr(option, "help", None)]
    assert (bool(command.help), "wellspent " + name in (command.epilog or ""), silent) == (
        True,
        True,
        [],
    )


def test_every_setting_says_what_it_is_for() -> None:
    assert [row.name for row in setting_rows(Settings()) if len(row.purpose) < 10] == []


def test_every_endpoint_says_what_it_does_and_what_it_takes(tmp_path: Path) -> None:
    wellspent = wire(Settings(data_folder=str(tmp_path)))
    operations = {
        f"{method.upper()} {path}": operation
        for path, methods in create_app(wellspent).openapi()["paths"].items()
        for method, operation in methods.items()
    }
    wellspent.store.close()
    silent = [name for name, operation in operations.items() if not operation.get("description")]
    silent += [
        f"{name}: {parameter['name']}"
        for name, operation in operations.items()
        for parameter in operation.get("parameters", [])
        if not parameter.get("description")
    ]
    assert (silent, "POST /api/v1/leads" in operations) == ([], True)


def test_every_benchmark_result_stands_in_the_index() -> None:
    index = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")
    results = [path.name for path in (ROOT / "benchmarks" / "results").glob("*.md")]
    assert [name for name in results if f"](results/{name})" not in index] == []
