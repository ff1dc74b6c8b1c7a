"""Take the pictures of docs/images from the running demo, in the system's own Chromium.

Makes the sample company in a folder of its own, serves it on a free port, and looks at it as a
person at a desk would: 1440 pixels wide, in light.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
WELLSPENT = Path(sys.executable).parent / "wellspent"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PORT = 8397
SECONDS_TO_START = 180


@contextmanager
def running_demo() -> Iterator[str]:
    """Serve the sample company, and give its address."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "WELLSPENT_DATA_FOLDER": folder}
        server = subprocess.Popen(
            [WELLSPENT, "demo", "--port", str(PORT)], env=environment, stdout=subprocess.DEVNULL
        )
        try:
            wait_for(f"http://127.0.0.1:{PORT}/", server)
            yield f"http://127.0.0.1:{PORT}"
        finally:
            server.terminate()
            server.wait()


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the address answers; RuntimeError if the server ends or takes too long."""
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(address).close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"the demo doesn't answer at {address}")


def chromium() -> str:
    """Return the path of Chromium."""
    for name in CHROMIUM_NAMES:
        if path := shutil.which(name):
            return path
    raise RuntimeError("Chromium is not installed (Debian: apt-get install chromium)")


def take(pages: dict[str, Path]) -> None:
    """Take a picture of each page of the demo."""
    with running_demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        for path, picture in pages.items():
            page.goto(address + path, wait_until="networkidle")
            page.screenshot(path=picture)
            print(f"{address}{path} -> {picture.relative_to(ROOT)}")
        browser.close()


if __name__ == "__main__":
    images = ROOT / "docs" / "images"
    pages = {
        "/": "today.png",
        "/profile": "profile.png",
        "/review?sample=booth": "review.png",
        "/conversations/K5": "conversation.png",
    }
    take({path: images / name for path, name in pages.items()})
