"""`wellspent company`: what is true of ourselves, as a file."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from wellspent.errors import InputError
from wellspent.jobs.company_file import (
    company_file,
    company_versions,
    get_company_version,
    read_company_file,
    read_company_text,
    save_company_text,
)
from wellspent.records.product import Company
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.show import Format, say, show_rows

EXAMPLES = """\
  wellspent company show > company.toml
  wellspent company check company.toml
  wellspent company save company.toml --by Kim
  wellspent company versions
"""
ACTIONS = ("show", "save", "check", "versions")


def run(
    ctx: typer.Context,
    action: Annotated[
        str, typer.Argument(metavar="[show|save|check|versions]", help="What to do.")
    ] = "show",
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="The file (TOML).")] = None,
    version: Annotated[
        int | None, typer.Option(min=0, help="Show this version, not the one in use.")
    ] = None,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who saves it.")] = "",
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
) -> None:
    """Print what is true of ourselves as a file; check a file, or put it in use.

    It says who we are, what we sell, which statements about it are approved, and which customers
    and certificates may be named. Drafts are compared with it.
    """
    if action == "check" and file is not None:
        say(_in_words(read_company_text(read_company_file(file))))
    elif action == "save" and file is not None:
        store = parts_of(ctx, fills=True).store
        text, now = read_company_file(file), datetime.now(UTC)
        saved = save_company_text(store, text, based_on=None, now=now, by=by)
        say(f"Version {saved.version} is in use. {_in_words(read_company_text(text))}")
    elif action == "show" and file is None:
        store = parts_of(ctx).store
        shown = company_file(store) if version is None else get_company_version(store, version)
        say(shown.text.rstrip())
    elif action == "versions" and file is None:
        rows = [
            (one.version, "" if one.saved_at is None else f"{one.saved_at:%Y-%m-%d %H:%M}",
             one.saved_by)
            for one in company_versions(parts_of(ctx).store)
        ]  # fmt: skip
        show_rows(["version", "saved (UTC)", "by"], rows, form)
    else:
        raise _misused(action)


def _misused(action: str) -> InputError:
    if action in ("save", "check"):
        return InputError(
            "The file is missing.", next_step=f"Write: wellspent company {action} company.toml"
        )
    if action in ACTIONS:
        return InputError(f"`wellspent company {action}` takes no file.")
    return InputError(f"there is no {action!r} here", next_step=f"Use {', '.join(ACTIONS)}.")


def _in_words(company: Company) -> str:
    facts = sum(len(product.facts) for product in company.products)
    return (
        f"{company.name}: {len(company.products):,} products with {facts:,} facts, "
        f"{len(company.references):,} customers who may be named, "
        f"{len(company.certifications):,} certificates, {len(company.insights):,} insights."
    )
