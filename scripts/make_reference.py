"""Make the reference pages from the code, or with `--check` say which of them are stale.

The code is the only place where commands, settings, errors, records, jobs and endpoints are
described; these pages repeat it for people who read the documentation.
"""

import ast
import contextlib
import importlib
import inspect
import io
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

os.environ.update(COLUMNS="88", TERM="dumb", NO_COLOR="1", LANG="C.UTF-8")  # before typer looks

from wellspent import errors
from wellspent.jobs.rule_pages import list_rules, rule_page
from wellspent.qualify.authenticity_file import declared_authenticity
from wellspent.qualify.signal import all_signals
from wellspent.serve.cli.main import COMMANDS, main
from wellspent.serve.http import create_app
from wellspent.settings import Settings, default_data_folder, setting_rows
from wellspent.wiring import wire

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "wellspent"
REFERENCE = ROOT / "docs" / "reference"
MADE = (
    "<!-- Made from the code by scripts/make_reference.py: change that, then `make reference`. -->"
)


def command_line() -> str:
    """Return the page of all commands: what `--help` says."""
    pages = [f"## `wellspent {name}`\n\n{_fenced(_help_of(name))}" for name in COMMANDS]
    intro = "What `--help` says, command by command."
    return "\n\n".join(["# Command line", intro, _fenced(_help_of()), *pages])


def _help_of(*command: str) -> str:
    shown = io.StringIO()
    try:
        with contextlib.redirect_stdout(shown):
            main([*command, "--help"])
    except SystemExit as end:
        if end.code:
            raise RuntimeError(f"`wellspent {' '.join(command)} --help` fails") from end
    return "\n".join(line.rstrip() for line in shown.getvalue().strip().splitlines())


def settings() -> str:
    """Return the page of all settings."""
    rows = [
        f"| `{row.name}` | `{row.variable}` | {_default_of(row.default)} | {_cell(row.purpose)} |"
        for row in setting_rows(Settings())
    ]
    return "\n".join(
        [
            "# Settings",
            "",
            "A flag wins over the environment, that over `wellspent.toml`, that over the default.",
            "`wellspent settings` shows each with where its value came from. An unknown name is an",
            "error.",
            "",
            "| setting | variable | default | what it is for |",
            "|---|---|---|---|",
            *rows,
        ]
    )


def _default_of(default: str) -> str:
    return f"`{default}`" if default and default_data_folder() not in default else "(empty)"


def error_tree() -> str:
    """Return the page of all errors, with exit codes and HTTP statuses."""
    rows = [
        f"| {'&nbsp;' * 4 * depth}`{error.__name__}` | {error.exit_code} | {error.status} | "
        f"`urn:wellspent:error:{error.__name__}` | {_cell(_first_line(error.__doc__))} |"
        for depth, error in _subclasses(errors.WellspentError)
    ]
    return "\n".join(
        [
            "# Errors",
            "",
            "Every error says what happened, where, what was tried, and what to do next. The",
            "command line ends with the exit code; the API answers with the status and problem",
            "details (RFC 9457): `type`, `title`, `status`, `detail` and, where there is something",
            "to say, `where`, `tried` and `next_step`.",
            "",
            "| error | exit code | HTTP status | type | meaning |",
            "|---|---|---|---|---|",
            *rows,
        ]
    )


def _subclasses(
    error: type[errors.WellspentError], depth: int = 0
) -> Iterator[tuple[int, type[errors.WellspentError]]]:
    yield depth, error
    for child in error.__subclasses__():
        yield from _subclasses(child, depth + 1)


def glossary() -> str:
    """Return the page of all records: their docstrings are the glossary."""
    parts = ["# Glossary", _fold(ast.get_docstring(_tree(SOURCE / "records" / "__init__.py")))]
    for path in sorted((SOURCE / "records").glob("[a-z]*.py")):
        tree = _tree(path)
        parts.append(_section(ast.get_docstring(tree)))
        parts += [_record(node) for node in tree.body if isinstance(node, ast.ClassDef)]
    return "\n\n".join(parts)


def _section(docstring: str | None) -> str:
    """Return a module's docstring as a section: its first sentence is the heading."""
    first, _, rest = _fold(docstring).partition("\n")
    return f"## {first.removesuffix('.')}\n{rest}".strip()


def _record(node: ast.ClassDef) -> str:
    lines = [f"### `{node.name}`", "", _fold(ast.get_docstring(node))]
    fields = [item for item in node.body if isinstance(item, ast.AnnAssign)]
    values = [item for item in node.body if isinstance(item, ast.Assign)]
    if fields:
        lines += ["", "| field | type |", "|---|---|"]
        lines += [f"| `{_source(f.target)}` | `{_cell(_source(f.annotation))}` |" for f in fields]
    if values:
        named = [f"`{ast.literal_eval(item.value)}`" for item in values]
        lines += ["", f"One of: {', '.join(named)}."]
    return "\n".join(lines)


def jobs() -> str:
    """Return the page of all jobs: the functions that every door calls."""
    parts = ["# Jobs", _fold(ast.get_docstring(_tree(SOURCE / "jobs" / "__init__.py")))]
    for path in sorted((SOURCE / "jobs").glob("[a-z]*.py")):
        tree = _tree(path)
        parts.append(f"## `wellspent.jobs.{path.stem}`\n\n{_fold(ast.get_docstring(tree))}")
        parts += [_function(node) for node in tree.body if _is_public_function(node)]
    return "\n\n".join(parts)


def _is_public_function(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef) and not node.name.startswith("_")


def _function(node: Any) -> str:
    result = f" -> {_source(node.returns)}" if node.returns else ""
    signature = f"{node.name}({_source(node.args)}){result}"
    return (
        f"### `{node.name}`\n\n{_fenced(signature, 'python')}\n\n{_fold(ast.get_docstring(node))}"
    )


def api() -> str:
    """Return the page of all endpoints, from the OpenAPI document."""
    document = openapi_document()
    operations = [
        (f"{method.upper()} {path}", operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    shared = _answers_of_all([operation for _, operation in operations])
    parts = [
        "# API",
        "Versioned under `/api/v1`; errors are [problem details](errors.md). The running server\n"
        "gives the whole OpenAPI document at `/api/v1/openapi.json`.",
        "## Answers that any endpoint may give",
        _answers(shared),
        *(_endpoint(name, operation, shared) for name, operation in operations),
        "## Shapes",
        *(_shape(name, schema) for name, schema in document["components"]["schemas"].items()),
    ]
    return "\n\n".join(parts)


def openapi_document() -> dict[str, Any]:
    """Return the OpenAPI document of a server over an empty store."""
    with tempfile.TemporaryDirectory() as folder:
        wellspent = wire(Settings(data_folder=folder))
        document = create_app(wellspent).openapi()
        wellspent.store.close()
    return document


def _answers_of_all(operations: list[dict[str, Any]]) -> dict[str, str]:
    described = [
        {status: answer["description"] for status, answer in operation["responses"].items()}
        for operation in operations
    ]
    first, *others = described
    return {
        status: text
        for status, text in first.items()
        if status >= "400" and all(other.get(status) == text for other in others)
    }


def _answers(described: dict[str, str]) -> str:
    rows = [f"| `{status}` | {_cell(text)} |" for status, text in described.items()]
    return "\n".join(["| answer | when |", "|---|---|", *rows])


def _endpoint(name: str, operation: dict[str, Any], shared: dict[str, str]) -> str:
    lines = [f"## `{name}`", "", _fold(operation.get("description"))]
    parameters = operation.get("parameters", [])
    if parameters:
        lines += ["", "| parameter | in | required | what it is for |", "|---|---|---|---|"]
    for each in parameters:
        required = "yes" if each.get("required") else "no"
        described = _cell(each.get("description", ""))
        lines.append(f"| `{each['name']}` | {each['in']} | {required} | {described} |")
    if body := operation.get("requestBody"):
        lines += ["", f"Takes {_content(body)}."]
    own = {
        status: _content(answer, answer["description"])
        for status, answer in operation["responses"].items()
        if status not in shared
    }
    return "\n".join([*lines, "", _answers(own)])


def _content(part: dict[str, Any], otherwise: str = "nothing") -> str:
    """Return what a request or an answer holds: its media type and its shape."""
    held = [
        f"`{media}`: {_type(content['schema'])}" if content.get("schema") else f"`{media}`"
        for media, content in part.get("content", {}).items()
    ]
    named = "" if otherwise in {"nothing", "Successful Response"} else otherwise
    return "; ".join(filter(None, [named, " or ".join(held)])) or otherwise


def _shape(name: str, schema: dict[str, Any]) -> str:
    required = schema.get("required", [])
    rows = [
        f"| `{field}` | {_type(each)} | {'yes' if field in required else 'no'} | "
        f"{_cell(each.get('description', ''))} |"
        for field, each in schema.get("properties", {}).items()
    ]
    lines = [f"### {name}", "", _fold(schema.get("description"))]
    if rows:
        lines += ["", "| field | type | always there | |", "|---|---|---|---|", *rows]
    if "enum" in schema:
        lines += ["", f"One of: {', '.join(f'`{value}`' for value in schema['enum'])}."]
    return "\n".join(lines)


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return " or ".join(_type(each) for each in schema[several])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    return f"{schema.get('type', 'anything')} {schema.get('format', '')}".strip()


def signals() -> str:
    """Return the page of all signals: their values, and what each is worth before any data."""
    declared = {signal.name: signal for signal in declared_authenticity().signals}
    parts = [
        "# Signals",
        "What is read off an enquiry to tell whether it is what it says it is. Points are\n"
        "log-odds before any mark of yours (+0.7 doubles the odds that it is genuine, -0.7 halves\n"
        "them), with one standard error. How they come together:\n"
        "[genuine or not](../explanation/authenticity.md).",
    ]
    for signal in all_signals():
        module = importlib.import_module(f"wellspent.qualify.signals.{signal.name}")
        head = f"## {signal.label[:1].upper()}{signal.label[1:]}\n\n{_fold(module.__doc__)}"
        rows = [
            f"| `{one.value}` | {_cell(signal.values[one.value])} | {one.points:+.1f} ± "
            f"{one.uncertainty:.1f} | {_cell(one.reason)} |"
            for one in declared[signal.name].values
        ]
        table = ["| value | means | points | because |", "|---|---|---|---|", *rows]
        parts.append("\n".join([head, "", *table]))
    return "\n\n".join(parts)


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _source(node: Any) -> str:
    return ast.unparse(node)


def _fold(docstring: str | None) -> str:
    """Return a docstring as Markdown: blocks that stand in are code, the rest as it is."""
    return inspect.cleandoc(docstring or "")


def _first_line(text: str | None) -> str:
    return (text or "").strip().partition("\n")[0]


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|").strip()


def _fenced(text: str, language: str = "text") -> str:
    return f"```{language}\n{text}\n```"


FAMILIES = {
    "REL": "Relevance", "TRU": "Truth", "VAL": "Value", "MAN": "Manners", "TIM": "Timing and load",
    "ASK": "The ask", "LAW": "Law", "SUP": "Suppressions",
}  # fmt: skip


def rules() -> str:
    """Return the index of all rules of review, family by family."""
    parts = [
        "# Rules of review",
        "What `wellspent review` says of a draft, and why. `wellspent review rule CODE` prints\n"
        "the same pages. A rule that lacks what it needs to know is silent; the review says so.\n"
        "*Hints* are off unless selected: [Review drafts](../../how-to/review-templates.md).",
    ]
    for family, title in FAMILIES.items():
        rows = [
            f"| [{row.code}]({row.code}.md) | {row.name} | {row.severity} | {_cell(row.message)} |"
            for row in list_rules()
            if row.code.startswith(family)
        ]
        head = ["| code | name | severity | says |", "|---|---|---|---|"]
        parts.append("\n".join([f"## {title}", "", *head, *rows]))
    return "\n\n".join(parts)


def rule_pages() -> dict[str, Callable[[], str]]:
    """Return the page of each rule, by its file's name."""
    return {f"rules/{row.code}.md": partial(_rule_page, row.code) for row in list_rules()}


def _rule_page(code: str) -> str:
    # A list or code right after a heading needs an empty line in some readers of Markdown.
    return re.sub(r"^(##? .+)\n(?!\n)", r"\1\n\n", rule_page(code), flags=re.MULTILINE)


PAGES: dict[str, Callable[[], str]] = {
    "cli.md": command_line,
    "settings.md": settings,
    "errors.md": error_tree,
    "glossary.md": glossary,
    "jobs.md": jobs,
    "api.md": api,
    "signals.md": signals,
    "rules/index.md": rules,
    **rule_pages(),
}


def make(*, check: bool) -> list[str]:
    """Write the pages, or only look; return the names of those that were stale."""
    stale: list[str] = []
    for name, page in PAGES.items():
        title, _, rest = page().partition("\n")
        wanted = f"{title}\n\n{MADE}\n{rest}\n"
        path = REFERENCE / name
        if not path.exists() or path.read_text(encoding="utf-8") != wanted:
            stale.append(name)
            if not check:
                path.parent.mkdir(exist_ok=True)
                path.write_text(wanted, encoding="utf-8")
    for path in (REFERENCE / "rules").glob("*.md"):
        if f"rules/{path.name}" not in PAGES:
            stale.append(f"rules/{path.name}")
            if not check:
                path.unlink()
    return stale


if __name__ == "__main__":
    found = make(check="--check" in sys.argv)
    print("stale:" if "--check" in sys.argv else "written:", ", ".join(found) or "nothing")
    sys.exit(1 if found and "--check" in sys.argv else 0)
