"""The enquiries of the sample as they are drawn, before others take places among them."""

from datetime import UTC, datetime

import pytest

from wellspent.sample.draws import seeded
from wellspent.sample.enquiries import Enquiry, make_enquiries
from wellspent.sample.names import Namer
from wellspent.sample.truths import load_truths

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def enquiries() -> list[Enquiry]:
    """Give the drawn enquiries; tests change none of them."""
    truths = load_truths()
    random = seeded(truths.seed)
    return make_enquiries(truths, Namer(random), random, NOW)
