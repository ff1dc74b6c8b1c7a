import pytest

from wellspent.clean.time_zone import parse_time_zone, zone_of_country


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("Germany", "Europe/Berlin"),
        ("Deutschland", "Europe/Berlin"),
        ("GB", "Europe/London"),
        ("Spain", ""),
        ("United States", ""),
        ("Nowhere", ""),
        ("", ""),
    ],
)
def test_zone_is_that_of_a_country_with_only_one(country: str, zone: str) -> None:
    assert zone_of_country(country) == zone


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (" America/New York ", "America/New_York"),
        ("GMT+1", ""),
        ("../../etc/passwd", ""),
        ("Europe/", ""),
        ("Europe/Atlantis", ""),
        ("a/" * 1000, ""),
        ("", ""),
    ],
)
def test_zone_is_read_from_its_name(text: str, zone: str) -> None:
    assert parse_time_zone(text) == zone
