"""Parts of the system that some tests need: where they are, or a skip that says how to get them."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from tests.conftest import missing_part

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ON_MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def chromium_path() -> str:
    """Return the path of a Chromium to pass to Playwright as `executable_path`."""
    on_path = [found for name in CHROMIUM_NAMES if (found := shutil.which(name))]
    on_macos = [path for path in CHROMIUM_ON_MACOS if Path(path).exists()]
    if not on_path + on_macos:
        missing_part("Chromium is not installed (Debian: apt-get install chromium)")
    return (on_path + on_macos)[0]


def need_java() -> None:
    """Skip the test that called this when there is no Java 17 or later for Spark."""
    java = shutil.which("java", path=_java_search_path())
    if java is None or _java_version(java) < 17:
        missing_part("Java 17+ is not installed (Debian: apt-get install default-jre-headless)")


def _java_version(java: str) -> int:
    said = subprocess.run([java, "-version"], check=False, capture_output=True, text=True)
    version = re.search(r'version "(\d+)', said.stderr)
    return int(version[1]) if version else 0


def _java_search_path() -> str:
    home = os.environ.get("JAVA_HOME", "")
    return os.pathsep.join(filter(None, [home and f"{home}/bin", os.environ.get("PATH", "")]))
