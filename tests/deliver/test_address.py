import pytest

from wellspent.deliver.address import find_destination, is_public
from wellspent.errors import InputError

INSIDE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.9", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::a00:1", "ff02::1",
]  # fmt: skip

NO_ADDRESS = [
    "", "example.com", "ftp://example.com/x", "file:///etc/passwd", "https://", "https://:443/",
    "https://user:secret@example.com/", "https://example.com:99999/", "https://example.com:x/",
    "https://example.com/\r\nHost: other", "https://exa mple.com", "javascript:alert(1)",
    "https://example.com/" + "a" * 3000, "https://[::1",
]  # fmt: skip


@pytest.mark.parametrize("ip", INSIDE)
def test_private_address_is_not_public(ip):
    assert not is_public(ip)


@pytest.mark.parametrize("ip", ["93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_address_is_public(ip):
    assert is_public(ip)


@pytest.mark.parametrize("address", NO_ADDRESS)
def test_text_that_is_no_web_address_is_refused(address):
    with pytest.raises(InputError):
        find_destination(address, lookup=lambda host, port: ["93.184.216.34"])


def test_name_that_leads_inside_is_refused():
    with pytest.raises(InputError, match="isn't a public address"):
        find_destination("https://hooks.example.com/", lookup=lambda host, port: ["10.0.0.7"])


def test_name_with_one_address_inside_is_refused():
    both = ["93.184.216.34", "127.0.0.1"]
    with pytest.raises(InputError, match=r"127\.0\.0\.1"):
        find_destination("https://hooks.example.com/", lookup=lambda host, port: both)


def test_message_goes_to_the_address_that_was_looked_at():
    found = find_destination(
        "https://hooks.example.com/a?b=c", lookup=lambda host, port: ["93.184.216.34"]
    )
    assert (found.host, found.ip, found.port, found.path) == (
        "hooks.example.com",
        "93.184.216.34",
        443,
        "/a?b=c",
    )


@pytest.mark.parametrize("written", ["http://127.1/", "http://0x7f000001/", "http://2130706433/"])
def test_loopback_written_in_disguise_is_refused(written):
    with pytest.raises((InputError, OSError)):
        find_destination(written)
