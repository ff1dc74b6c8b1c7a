"""Points of one attribute: look closer, and correct them by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from wellspent.errors import NotFound, WellspentError
from wellspent.jobs.edit_points import edit_attribute
from wellspent.jobs.holds_sample import holds_sample
from wellspent.records.scorecard import Band, ScorecardAttribute
from wellspent.serve.web.charts.attribute_points import attribute_plot
from wellspent.serve.web.charts.points import band_words, widest_points
from wellspent.serve.web.downloads import chart_download
from wellspent.serve.web.pages.profile import needed_profile
from wellspent.serve.web.pages.rescoring import rescore
from wellspent.serve.web.parts import LongWork, Parts
from wellspent.serve.web.templating import render
from wellspent.serve.web.typed import Typed, number_of, text_of
from wellspent.wiring import Wellspent

router = APIRouter()


@dataclass(frozen=True, slots=True)
class BandRow:
    """One band as it stands in the form of points."""

    words: str
    counts: str
    learned: float
    typed: str


@router.get("/profile/points/{name}.{ending}")
def download_attribute(wellspent: Parts, name: str, ending: str) -> Response:
    """Download an attribute's plot."""
    card = needed_profile(wellspent).scorecard
    return chart_download(attribute_plot(_attribute(wellspent, name), widest_points(card)), ending)


@router.get("/profile/points/{name}")
def show_attribute(wellspent: Parts, name: str) -> HTMLResponse:
    """Show one attribute's points, and the form to correct them."""
    attribute = _attribute(wellspent, name)
    return attribute_page(wellspent, attribute, [typed_points(band) for band in attribute.bands])


@router.post("/profile/points/{name}")
def keep_points(wellspent: Parts, work: LongWork, name: str, form: Typed) -> Response:
    """Keep the points that a person set; an empty field goes back to the data's.

    Refused, with what has changed, where somebody else changed them since the form was shown.
    """
    attribute = _attribute(wellspent, name)
    typed = [text_of(form, f"points-{index}", 20) for index in range(len(attribute.bands))]
    try:
        seen = number_of(text_of(form, "version", 12), "The version")
        edit_attribute(
            wellspent.store,
            attribute.name,
            wanted_points(attribute, typed),
            seen_version=None if seen is None else int(seen),
        )
    except WellspentError as error:
        return attribute_page(wellspent, attribute, typed, error=error)
    return rescore(wellspent, work, back=f"/profile/points/{quote(name, safe='')}")


def wanted_points(attribute: ScorecardAttribute, typed: Sequence[str]) -> dict[str, float | None]:
    """Return the points that differ from those in force, by band; None is as learned."""
    read = [number_of(text, "Points") for text in typed]
    return {
        band.label: points
        for band, points, text in zip(attribute.bands, read, typed, strict=True)
        if text != typed_points(band)
    }


def attribute_page(
    wellspent: Wellspent,
    attribute: ScorecardAttribute,
    typed: Sequence[str],
    *,
    error: WellspentError | None = None,
) -> HTMLResponse:
    """Render an attribute with its form."""
    card = needed_profile(wellspent).scorecard
    bands = [band_row(band, text) for band, text in zip(attribute.bands, typed, strict=True)]
    return render(
        "attribute.html",
        sample=holds_sample(wellspent.store),
        status=error.status if error else 200,
        error=error,
        attribute=attribute,
        version=card.version,
        chart=attribute_plot(attribute, widest_points(card)),
        bands=bands,
    )


def band_row(band: Band, typed: str) -> BandRow:
    """Return a band as it stands in the form."""
    counts = f"{band.won:,} of {band.cases:,}" if band.cases else "no cases"
    learned = band.points if band.learned_points is None else band.learned_points
    return BandRow(band_words(band), counts, learned, typed)


def typed_points(band: Band) -> str:
    """Return what stands in the field of a band: the person's points, or nothing."""
    return f"{band.points:g}" if band.edited else ""


def _attribute(wellspent: Wellspent, name: str) -> ScorecardAttribute:
    for attribute in needed_profile(wellspent).scorecard.attributes:
        if attribute.name == name:
            return attribute
    raise NotFound(
        f"The scorecard has no attribute {name[:80]}.", next_step="The profile lists them all."
    )
