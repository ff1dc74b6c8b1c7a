"""Loopback: the addresses that can be reached from this machine only."""

from typing import Final

LOOPBACK_NAMES: Final = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})


def is_loopback(host: str) -> bool:
    """Return whether an address can be reached from this machine only."""
    return host in LOOPBACK_NAMES or host.startswith("127.")
