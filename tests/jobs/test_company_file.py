from datetime import UTC, datetime

import pytest

from tests.review.test_company_file import CASE
from wellspent.errors import Conflict, InputError, NotFound
from wellspent.jobs.company_file import (
    company_file,
    company_versions,
    get_company_version,
    read_company_file,
    save_company_text,
)
from wellspent.jobs.company_in_use import company_in_use
from wellspent.review.company_file import read_company
from wellspent.store.connect import Store

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)


def test_facts_are_kept_version_by_version(store: Store) -> None:
    assert company_in_use(store) is None
    assert company_file(store).version == 0
    text = read_company_file(CASE)
    first = save_company_text(store, text, based_on=0, now=NOW, by="Kim")
    assert company_in_use(store) == read_company(CASE)
    assert save_company_text(store, text, based_on=1, now=NOW).version == first.version
    second = save_company_text(store, 'name = "Other"', based_on=1, now=NOW)
    assert [one.version for one in company_versions(store)] == [2, 1, 0]
    assert company_file(store) == second
    assert get_company_version(store, 1) == first
    with pytest.raises(NotFound):
        get_company_version(store, 7)


def test_facts_that_another_one_overtook_are_refused(store: Store) -> None:
    save_company_text(store, 'name = "One"', based_on=0, now=NOW, by="Kim")
    with pytest.raises(Conflict, match="Kim"):
        save_company_text(store, 'name = "Two"', based_on=0, now=NOW)
    with pytest.raises(InputError):
        save_company_text(store, 'nam = "Two"', based_on=1, now=NOW)
    assert company_file(store).version == 1
