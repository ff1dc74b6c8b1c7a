"""Wiring joins the parts: the only file that knows both the settings and the store."""

from dataclasses import dataclass

from wellspent.deliver.language_model import LanguageModel, read_language_model
from wellspent.deliver.mail import MailServer, read_mail_server
from wellspent.settings import Settings
from wellspent.store.connect import Store, is_still_missing, open_store


@dataclass(frozen=True, slots=True, kw_only=True)
class Wellspent:
    """The joined parts, as every door is given them.

    Without `mail_server` nothing is sent, without `language_model` none is asked.
    """

    settings: Settings
    store: Store
    mail_server: MailServer | None = None
    language_model: LanguageModel | None = None


def wire(settings: Settings) -> Wellspent:
    """Join the parts as the settings say.

    SettingsError if an address makes no sense, StoreUnavailable if the store can't be opened.
    """
    server = read_mail_server(settings.mail_server) if settings.mail_server else None
    model = read_language_model(
        settings.language_model_url, settings.language_model, settings.language_model_key
    )
    return Wellspent(
        settings=settings,
        store=open_store(settings.store_url),
        mail_server=server,
        language_model=model,
    )


def store_is_missing(settings: Settings) -> bool:
    """Return whether the embedded store isn't there yet, so that `wire` would make it."""
    return is_still_missing(settings.store_url)
