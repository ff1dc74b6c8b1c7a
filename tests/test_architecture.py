"""The house rules that no linter knows: names that say something, and empty front doors."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "wellspent"
JUNK_DRAWERS = {"utils", "util", "common", "helpers", "helper", "misc", "shared", "tools", "base"}


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def test_names_no_file_or_folder_is_a_junk_drawer() -> None:
    parts = {
        path.relative_to(ROOT)
        for path in python_files("src", "tests", "scripts", "benchmarks")
        if JUNK_DRAWERS & set(path.relative_to(ROOT).with_suffix("").parts)
    }
    assert parts == set()


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("__init__.py")), ids=lambda p: p.parent.name)
def test_front_door_holds_a_docstring_and_nothing_else(path: Path) -> None:
    body = ast.parse(path.read_text()).body
    assert [type(node) for node in body[1:]] == []
    assert ast.get_docstring(ast.parse(path.read_text())), "say what the room does, and must not do"


def own_imports_inside_functions(path: Path) -> list[str]:
    """Imports of our own code inside functions, apart from commands that load their job lazily."""
    lines = path.read_text().splitlines()
    functions = [
        node
        for node in ast.walk(ast.parse("\n".join(lines)))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    inner = {
        (node.lineno, node.module)
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("wellspent")
    }
    return [f"{path.relative_to(ROOT)}:{line} {module}" for line, module in sorted(inner)]


def test_imports_of_our_own_code_stand_at_the_top_outside_the_cli() -> None:
    outside = [path for path in python_files("src") if SOURCE / "serve" / "cli" not in path.parents]
    assert [found for path in outside for found in own_imports_inside_functions(path)] == []


def test_relative_imports_are_not_used() -> None:
    relative = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in python_files("src", "tests")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


def test_files_stay_short_enough_to_read_in_one_sitting() -> None:
    migrations = SOURCE / "store" / "migrations" / "versions"  # frozen lists of what was
    long = {
        str(path.relative_to(ROOT)): lines
        for path in python_files("src")
        if (lines := len(path.read_text().splitlines())) > 500 and migrations not in path.parents
    }
    assert long == {}
