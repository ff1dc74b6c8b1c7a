"""Run the gate until it is told to end; what is under way is finished first."""

import asyncio
import signal
import ssl
from collections.abc import Callable
from pathlib import Path

from wellspent.errors import SettingsError
from wellspent.serve.mail_gate.gate import Gate, GateConnection


async def serve_gate(
    gate: Gate, host: str, port: int, *, ready: Callable[[str, int], None]
) -> None:
    """Listen until SIGINT or SIGTERM; `ready` is told the address and the port."""
    loop = asyncio.get_running_loop()
    try:
        server = await loop.create_server(lambda: GateConnection(gate), host, port)
    except OSError as error:
        raise SettingsError(
            f"The gate can't listen on {host}, port {port}: {error.strerror}.",
            next_step="Choose another one with --port, or end the program that has it.",
        ) from error
    end = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, end.set)
    async with server:
        address = server.sockets[0].getsockname()
        ready(address[0], address[1])
        await end.wait()


def read_certificate(certificate: Path, key: Path | None) -> ssl.SSLContext:
    """Return the certificate that mail programs are shown; SettingsError if it can't be read."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError) as error:
        raise SettingsError(
            f"The certificate can't be read: {error}.",
            where=str(certificate),
            next_step="Name a PEM file with the certificate, and one with its key.",
        ) from error
    return context
