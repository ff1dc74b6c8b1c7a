"""`wellspent site`: the places that enquiries come from."""

from dataclasses import replace
from typing import Annotated, Any

import typer

from wellspent.errors import InputError
from wellspent.jobs.sites import delete_site, get_site, list_sites, new_secret, save_site
from wellspent.records.site import Site
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.show import Format, say, show_rows

EXAMPLES = """\
  wellspent site
  wellspent site add shop --origin https://www.example.com
  wellspent site add survey --mapping typeform --new-secret
  wellspent site show shop
  wellspent site remove shop
"""
ACTIONS = ("list", "add", "show", "remove")
COLUMNS = ["site", "origins", "form tool", "signed", "a minute", "kB", "language", "thanks"]


def run(
    ctx: typer.Context,
    action: Annotated[
        str, typer.Argument(metavar="[list|add|show|remove]", help="What to do.")
    ] = "list",
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="The site.")] = "",
    origin: Annotated[
        list[str] | None,
        typer.Option(help="A page's address up to its host that may post; may be repeated."),
    ] = None,
    mapping: Annotated[str | None, typer.Option(help="The form tool, such as typeform.")] = None,
    secret: Annotated[
        str | None, typer.Option(help="The secret that the form tool signs webhooks with.")
    ] = None,
    make_secret: Annotated[
        bool, typer.Option("--new-secret", help="Make a secret and show it once.")
    ] = False,
    a_minute: Annotated[
        int | None, typer.Option(help="Enquiries a minute that it may send.")
    ] = None,
    kilobytes: Annotated[int | None, typer.Option(help="Largest enquiry, in kB.")] = None,
    thanks: Annotated[str | None, typer.Option(help="Page to show after sending.")] = None,
    language: Annotated[str | None, typer.Option(help="The form's: en, de, fr or es.")] = None,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
) -> None:
    """List, add, change, show or remove the sites that enquiries come from.

    `add` on a site that is there changes what is given and keeps the rest.
    """
    store = parts_of(ctx, fills=True).store
    if action == "list":
        show_rows(COLUMNS, [_row(site) for site in list_sites(store)], form)
        return
    _check(action, name)
    if action == "show":
        _show(get_site(store, name))
    elif action == "remove":
        delete_site(store, name)
        say(f"Removed {name}. What came from it stays.")
    else:
        made = new_secret() if make_secret else secret
        given: dict[str, Any] = {
            "origins": tuple(origin) if origin else None,
            "mapping": mapping,
            "secret": made,
            "enquiries_a_minute": a_minute,
            "most_kilobytes": kilobytes,
            "thanks_address": thanks,
            "language": language,
        }
        before = next((one for one in list_sites(store) if one.name == name), Site(name=name))
        said = {field: value for field, value in given.items() if value is not None}
        _show(save_site(store, replace(before, **said)))
        if make_secret:
            say(f"Its secret, which is shown this once: {made}")


def _check(action: str, name: str) -> None:
    if action not in ACTIONS:
        raise InputError(f"there is no {action!r} here", next_step=f"Use {', '.join(ACTIONS)}.")
    if not name:
        raise InputError(
            "the site's name is missing", next_step=f"Write: wellspent site {action} NAME"
        )


def _show(site: Site) -> None:
    say(f"Site {site.name}")
    say(f"  form:      /forms/{site.name}   (to paste: /forms/{site.name}/snippet)")
    say(f"  webhook:   /webhooks/{site.name}")
    say(f"  origins:   {', '.join(site.origins) or 'any page may post; none may frame the form'}")
    say(f"  form tool: {site.mapping or 'any'}; {'signed' if site.secret else 'not signed'}")
    say(f"  limits:    {site.enquiries_a_minute:,} a minute, {site.most_kilobytes:,} kB each")


def _row(site: Site) -> tuple[str | int | bool, ...]:
    return (
        site.name,
        ", ".join(site.origins),
        site.mapping,
        bool(site.secret),
        site.enquiries_a_minute,
        site.most_kilobytes,
        site.language,
        site.thanks_address,
    )
