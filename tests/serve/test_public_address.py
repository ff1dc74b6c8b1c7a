import pytest

from wellspent.serve.public_address import only_opens_here, public_address
from wellspent.settings import Settings


def test_setting_is_the_address():
    settings = Settings(public_address="https://sales.example.com/wellspent/", host="127.0.0.1")
    assert public_address(settings) == "https://sales.example.com/wellspent"
    assert not only_opens_here(settings)


@pytest.mark.parametrize(
    ("host", "address", "here"),
    [
        ("127.0.0.1", "http://127.0.0.1:8350", True),
        ("0.0.0.0", "http://localhost:8350", True),
        ("::1", "http://[::1]:8350", True),
        ("sales.example.com", "http://sales.example.com:8350", False),
    ],
)
def test_without_setting_it_is_where_the_server_listens(host: str, address: str, here: bool):
    settings = Settings(host=host)
    assert public_address(settings) == address
    assert only_opens_here(settings) is here
