"""The records that tools look at, where there are any."""

from wellspent.errors import NotFound
from wellspent.wiring import Wellspent


def known(wellspent: Wellspent | None) -> Wellspent:
    """Return the joined parts; NotFound where the server was started without a store."""
    if wellspent is None:
        raise NotFound(
            "There are no records here: this server was started without a store.",
            next_step="Start it with --store or --data-folder, without --no-store.",
        )
    return wellspent
