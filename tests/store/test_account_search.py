import pytest

from wellspent.jobs import import_file
from wellspent.jobs.find_accounts import find_accounts
from wellspent.records.source import RecordKind

ROWS = """Company name;Domain
Polka-Dot Cheese Works Ltd;polka-dot.example
Cheese & Sons GmbH;sons.example
100% Example Inc;percent.example
Somebody Else AG;else.example
"""


@pytest.fixture
def with_accounts(store, tmp_path):
    path = tmp_path / "accounts.csv"
    path.write_text(ROWS, "utf-8")
    (mapping,) = import_file.propose(store, path, record_kind=RecordKind.ACCOUNT)
    import_file.run(store, path, mapping)
    return store


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("cheese", ["Cheese & Sons GmbH", "Polka-Dot Cheese Works Ltd"]),
        ("Cheese Works", ["Polka-Dot Cheese Works Ltd"]),
        ("sons.exa", ["Cheese & Sons GmbH"]),
        ("heese", []),
        ("%", []),
        ("_", []),
        ("", []),
        ("' OR 1=1 --", []),
    ],
)
def test_accounts_are_found_by_the_beginning_of_a_word(with_accounts, words, expected):
    assert [one.name for one in find_accounts(with_accounts, words)] == expected


def test_no_more_than_asked_for(with_accounts):
    assert len(find_accounts(with_accounts, "cheese", limit=1)) == 1
