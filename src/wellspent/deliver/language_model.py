"""A language model behind an OpenAI-compatible address: asked only where it was turned on.

What it answers is a proposal and nothing more; see `review/truth/proposals.py`.
"""

from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Final, cast
from urllib.parse import urlsplit

import httpx

from wellspent.errors import SettingsError, StoreUnavailable

LONGEST_ANSWER: Final = 200_000
PATIENCE: Final = 30.0
PATIENCE_TO_CONNECT: Final = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageModel:
    """Where a model is, what it is called there, and the key that opens it.

    `patience` is how many seconds it has to begin its answer, and to end it.
    """

    address: str
    name: str
    key: str = field(default="", repr=False)
    patience: float = PATIENCE

    def ask(self, instructions: str, question: str) -> str:
        """Return the model's answer, a JSON text; StoreUnavailable when it can't be had."""
        try:
            return self._asked(instructions, question)
        except _NO_ANSWER as error:
            raise StoreUnavailable(
                f"The language model gave no answer ({type(error).__name__}).",
                where=self.address,
                next_step="The review stands without it. See whether the model's server runs.",
            ) from error

    def _asked(self, instructions: str, question: str) -> str:
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        end = monotonic() + self.patience
        patience = httpx.Timeout(self.patience, connect=PATIENCE_TO_CONNECT)
        with (
            httpx.Client(timeout=patience, follow_redirects=False) as client,
            client.stream(
                "POST",
                f"{self.address.rstrip('/')}/chat/completions",
                headers=headers,
                json={
                    "model": self.name,
                    "temperature": 0,
                    "response_format": {"type": "json_object"},
                    "messages": [
                        {"role": "system", "content": instructions},
                        {"role": "user", "content": question},
                    ],
                },
            ) as answer,
        ):
            answer.raise_for_status()
            received = _limited(answer, end)
        body = cast("dict[str, Any]", httpx.Response(200, content=received).json())
        return str(body["choices"][0]["message"]["content"])


_NO_ANSWER: Final = (
    httpx.HTTPError,
    httpx.InvalidURL,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    RecursionError,
    TimeoutError,
)


def _limited(answer: httpx.Response, end: float) -> bytes:
    received = bytearray()
    for piece in answer.iter_bytes():
        received += piece
        if len(received) > LONGEST_ANSWER:
            raise ValueError("the answer is too long")
        if monotonic() > end:
            raise TimeoutError("the answer takes too long")
    return bytes(received)


def read_language_model(address: str, name: str, key: str) -> LanguageModel | None:
    """Return the model that the settings name, None for none; SettingsError when they are wrong."""
    if not address:
        return None
    if not (_is_address(address) and name):
        raise SettingsError(
            "The language model isn't told rightly.",
            where="language_model_url, language_model",
            tried="reading an address without name or password, and a model's name",
            next_step="Name its address (https://models.example.com/v1) and the model; the key "
            "stands in language_model_key.",
        )
    if key and not _is_private(address):
        raise SettingsError(
            "The language model's key would go over the network in clear.",
            where="language_model_url, language_model_key",
            next_step="Use an https:// address, or a model on this machine.",
        )
    return LanguageModel(address=address, name=name, key=key)


def _is_private(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or parts.hostname in ("localhost", "127.0.0.1", "::1")


def _is_address(text: str) -> bool:
    """Return whether this is a web address that holds no secret, since errors show it."""
    try:
        parts = urlsplit(text)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return known and "@" not in parts.netloc
