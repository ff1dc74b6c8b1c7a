import socket

import pytest

from wellspent.errors import Conflict, InputError
from wellspent.serve.cli.run_server import address_of, open_port


@pytest.fixture
def taken():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def test_port_that_is_taken_is_a_conflict(taken: int):
    with pytest.raises(Conflict) as caught:
        open_port("127.0.0.1", taken)
    assert f"--port {taken + 1}" in caught.value.next_step


def test_next_free_port_is_taken_where_that_will_do(taken: int):
    with open_port("127.0.0.1", taken, or_next=True) as listening:
        assert taken < listening.getsockname()[1] <= taken + 20


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid"])
def test_address_of_another_machine_is_refused(host: str):
    with pytest.raises(InputError) as caught:
        open_port(host, 0)
    assert "127.0.0.1" in caught.value.next_step


@pytest.mark.parametrize(
    ("host", "start"),
    [("127.0.0.1", "http://127.0.0.1:"), ("0.0.0.0", "http://localhost:")],
)
def test_address_is_one_to_open_in_a_browser(host: str, start: str):
    with open_port(host, 0) as listening:
        assert address_of(listening).startswith(start)
