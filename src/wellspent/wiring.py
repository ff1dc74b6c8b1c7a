"""Wiring joins the parts: the only file that knows both the settings and the store."""

from dataclasses import dataclass

from wellspent.settings import Settings
from wellspent.store.connect import Store, open_store


@dataclass(frozen=True, slots=True, kw_only=True)
class Wellspent:
    """The joined parts, as every door is given them."""

    settings: Settings
    store: Store


def wire(settings: Settings) -> Wellspent:
    """Join the parts as the settings say; raises `StoreUnavailable` if the store can't open."""
    return Wellspent(settings=settings, store=open_store(settings.store_url))
