"""Path patterns: `*.md`, `old/*`, `sms` say which files are meant."""

from fnmatch import fnmatch
from pathlib import Path


def path_fits(path: Path | str, pattern: str) -> bool:
    """Return whether a path, a folder on it or its end is what a pattern says."""
    parts = [part for part in Path(path).as_posix().split("/") if part not in ("", ".")]
    wanted = pattern.strip("/")
    depth = wanted.count("/") + 1
    runs = ("/".join(parts[at : at + depth]) for at in range(len(parts)))
    return fnmatch("/".join(parts), wanted) or any(fnmatch(run, wanted) for run in runs)
