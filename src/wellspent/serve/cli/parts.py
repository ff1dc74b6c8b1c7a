"""The joined parts, for the commands that need a store."""

import typer

from wellspent.serve.cli.chosen import settings_of
from wellspent.serve.cli.show import remark
from wellspent.wiring import Wellspent, store_is_missing, wire


def parts_of(ctx: typer.Context, *, fills: bool = False) -> Wellspent:
    """Return settings and store, as the flags, the environment and the file say.

    A command that `fills` the store may begin with a new one; any other says on stderr that there
    is nothing in it: the address may be mistyped.
    """
    settings = settings_of(ctx)
    is_new = store_is_missing(settings)
    parts = wire(settings)
    if is_new and not fills:
        remark(
            f"The store is new, with nothing in it: {parts.store.address}\n"
            "If that is the wrong place, check --store. To fill it: wellspent import FILE"
        )
    return parts


def parts_if_there(ctx: typer.Context) -> Wellspent | None:
    """Return settings and store; None where there is no store yet, which is said on stderr.

    For doors that only read: none of them makes a store.
    """
    settings = settings_of(ctx)
    if store_is_missing(settings):
        remark(
            f"There is no store at {settings.store_url}, and none is made.\n"
            "If that is the wrong place, check --store. To fill one: wellspent import FILE"
        )
        return None
    return wire(settings)
