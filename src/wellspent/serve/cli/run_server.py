"""Running the server: a port of its own, its address said before the first request."""

import contextlib
import logging
import socket
import sys

import uvicorn
from fastapi import FastAPI

from wellspent.errors import Conflict, InputError
from wellspent.serve.cli.show import remark
from wellspent.serve.http import create_app
from wellspent.serve.loopback import is_loopback
from wellspent.wiring import Wellspent

_TRIES = 20
_GRACE_SECONDS = 10
_TURN_SECONDS = 0.0005
_LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def open_port(host: str, port: int, *, or_next: bool = False) -> socket.socket:
    """Return a socket that listens on the port; with `or_next`, on the first free one after it.

    Raises `Conflict` when the port is taken, `InputError` when the address isn't of this machine.
    """
    for candidate in range(port, port + (_TRIES if or_next else 1)):
        with contextlib.suppress(_TakenError):
            return _listen(host, candidate)
    raise Conflict(
        f"Port {port} is taken by another program.",
        where=f"{host}:{port}",
        next_step=f"Stop that program, or choose another port: --port {port + 1}",
    )


class _TakenError(Exception):
    """Somebody else listens there."""


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(256)
    except OSError as error:
        if isinstance(error, socket.gaierror) or error.errno in {99, 49}:
            raise InputError(
                f"{host} isn't an address of this machine.",
                where="--host",
                next_step="Use 127.0.0.1 for this machine alone, 0.0.0.0 for all its addresses.",
            ) from error
        if isinstance(error, PermissionError):
            raise InputError(
                f"This user may not listen on port {port}.",
                where=f"{host}:{port}",
                next_step="Choose a port above 1024.",
            ) from error
        raise _TakenError from error
    return listening


def address_of(listening: socket.socket) -> str:
    """Return the address to open in a browser."""
    host, port = listening.getsockname()[:2]
    shown = "localhost" if host in {"0.0.0.0", "::"} else host  # noqa: S104
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"


def serve(parts: Wellspent, listening: socket.socket) -> None:
    """Serve until told to stop; requests that are under way are finished first."""
    settings = parts.settings
    logging.basicConfig(level=settings.log_level.upper(), format=_LOG_FORMAT)
    if not is_loopback(settings.host) and not settings.api_token:
        remark(
            "Warning: everybody who reaches this address can read and change everything. "
            "Set WELLSPENT_API_TOKEN, or listen on 127.0.0.1."
        )
    app = create_app(parts, works_apart=True)
    # Whoever answers must not wait 5 ms for its turn, and again after each word with the database.
    sys.setswitchinterval(_TURN_SECONDS)
    config = uvicorn.Config(
        app,
        log_level=settings.log_level,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    _Server(config, app).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Ends what never ends by itself before it waits for the rest."""

    def __init__(self, config: uvicorn.Config, app: FastAPI) -> None:
        super().__init__(config)
        self._app = app

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop telling of arrivals, and finish the requests under way."""
        self._app.state.arrivals.close()
        await super().shutdown(sockets)
