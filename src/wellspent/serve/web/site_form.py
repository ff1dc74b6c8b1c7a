"""A site as it stands in its form, and back."""

from dataclasses import dataclass

from starlette.datastructures import FormData

from wellspent.errors import InputError
from wellspent.records.site import Site
from wellspent.serve.web.typed import number_of, text_of

LONGEST_LIST = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedSite:
    """What stands in the fields of a site; origins one a line."""

    name: str = ""
    origins: str = ""
    mapping: str = ""
    enquiries_a_minute: str
    most_kilobytes: str
    thanks_address: str = ""
    language: str


def typed_site(site: Site) -> TypedSite:
    """Return a site as it stands in its form."""
    return TypedSite(
        name=site.name,
        origins="\n".join(site.origins),
        mapping=site.mapping,
        enquiries_a_minute=str(site.enquiries_a_minute),
        most_kilobytes=str(site.most_kilobytes),
        thanks_address=site.thanks_address,
        language=site.language,
    )


NEW_SITE = typed_site(Site(name=""))


def site_typed(form: FormData, name: str = "") -> TypedSite:
    """Return what was typed, as it was typed; `name` is that of a site which is there already."""
    return TypedSite(
        name=name or text_of(form, "name", 100),
        origins=text_of(form, "origins", LONGEST_LIST),
        mapping=text_of(form, "mapping", 100),
        enquiries_a_minute=text_of(form, "enquiries_a_minute", 20),
        most_kilobytes=text_of(form, "most_kilobytes", 20),
        thanks_address=text_of(form, "thanks_address"),
        language=text_of(form, "language", 20),
    )


def site_from(typed: TypedSite, *, secret: str = "") -> Site:
    """Read what was typed; InputError where a limit is no whole number."""
    return Site(
        name=typed.name,
        origins=tuple(line.strip() for line in typed.origins.splitlines() if line.strip()),
        mapping=typed.mapping,
        secret=secret,
        enquiries_a_minute=_whole(typed.enquiries_a_minute, "Enquiries a minute"),
        most_kilobytes=_whole(typed.most_kilobytes, "The largest enquiry"),
        thanks_address=typed.thanks_address,
        language=typed.language,
    )


def _whole(text: str, what: str) -> int:
    value = number_of(text, what)
    if value is None or value != int(value):
        raise InputError(f"{what} must be a whole number.", next_step="Write it in figures.")
    return int(value)
