"""A real server and a real Chromium for tests that look at pages as people do."""

import contextlib
import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Error, sync_playwright

from tests.conftest import missing_part
from tests.serve.web.small_company import wired
from wellspent.serve.http import create_app
from wellspent.wiring import Wellspent

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@contextmanager
def serving(wellspent: Wellspent, *, working: bool = False) -> Iterator[str]:
    """Serve the app on a free port of this machine; give its address.

    With `working` it also works through what comes in, as `wellspent serve` does.
    """
    lifespan = "on" if working else "off"
    config = uvicorn.Config(create_app(wellspent), log_level="warning", lifespan=lifespan)
    server = uvicorn.Server(config)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@dataclass
class Visits:
    """Opens pages, and remembers every address that was asked for and every complaint."""

    browser: Browser
    base: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @contextmanager
    def context(self, **how) -> Iterator[BrowserContext]:
        """Give a browser of its own, such as a dark one of 375 px or one without scripts."""
        context = self.browser.new_context(base_url=self.base, **how)
        context.set_default_timeout(20_000)
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("console", self._note)
        try:
            yield context
        finally:
            context.close()

    def _note(self, message) -> None:
        if message.type in {"error", "warning"} and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def elsewhere(self) -> list[str]:
        """Return the addresses asked for that are not this server's."""
        return [url for url in self.asked if not url.startswith((self.base, "data:"))]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium once."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        missing_part("Chromium (apt install chromium)")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        except Error as error:
            missing_part(f"a Chromium that starts ({error.message.splitlines()[0]})")
            raise
        yield browser
        with contextlib.suppress(Error):
            browser.close()


@pytest.fixture
def visits(chromium: Browser, empty: Wellspent) -> Iterator[Visits]:
    """Give visits to a server over an empty store."""
    with serving(empty) as base:
        yield Visits(chromium, base)


@pytest.fixture
def own_visits(chromium: Browser, learned: Wellspent) -> Iterator[Visits]:
    """Give visits to a server over a store of one's own that has learned, to be changed."""
    with serving(learned) as base:
        yield Visits(chromium, base)


@pytest.fixture(scope="session")
def learned_visits(
    chromium: Browser, learned_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visits]:
    """Give visits to a server over a store that has learned; for tests that change nothing."""
    folder = tmp_path_factory.mktemp("browsed") / "data"
    shutil.copytree(learned_folder, folder)
    wellspent = wired(folder)
    with serving(wellspent) as base:
        yield Visits(chromium, base)
    wellspent.store.close()
