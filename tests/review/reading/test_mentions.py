"""Names in drafts, found for looking them up."""

import pytest

from wellspent.records.draft import Draft
from wellspent.review.reading.mentions import MOST_NAMES, names_in


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Your team at Bergmann Foods asked.", "Bergmann Foods"),
        ("Thanks to Bergmann Foods, it works.", "Bergmann Foods"),
        ("Bergmann Foods' plant and Bergmann Foods's yard", "Bergmann Foods"),
        ("as Maria López suggested", "Maria López"),
        ("wie Müller & Söhne GmbH schrieb", "Müller & Söhne GmbH"),
        ("chez Société du Lac on dit", "Société du Lac"),
        ("we like eBay", "eBay"),
        ("at PackTech 2026 in May", "PackTech 2026"),
        ("Anna-Lena O'Brien wrote", "Anna-Lena O'Brien"),
        ("Ärzte von Ort", "Ärzte von Ort"),
    ],
)
def test_name_stands_among_the_candidates(body: str, name: str) -> None:
    assert name in names_in(Draft(body=body))


def test_subject_and_markup_are_read() -> None:
    draft = Draft(subject="For Ada", body="<p>from <b>Example Foods</b></p>", is_html=True)
    assert {"Ada", "Example Foods"} <= set(names_in(draft))


def test_quoted_history_holds_no_names() -> None:
    assert names_in(Draft(body="hello\n\n> Maria Example wrote")) == []


def test_flood_of_capitals_stays_small() -> None:
    assert len(names_in(Draft(body="Ab Cd. " * 150_000))) <= MOST_NAMES
    assert len(names_in(Draft(body=" ".join(f"A{n}" for n in range(100_000))))) <= MOST_NAMES
