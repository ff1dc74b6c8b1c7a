"""Say that a file can't be written before the long work, not after it."""

import os
from pathlib import Path

from wellspent.errors import InputError


def check_writable(file: Path) -> None:
    """Raise InputError unless `file` can be made, or written anew, where it is to go."""
    folder = file.parent
    if not folder.is_dir():
        problem = "There is no such folder to write to."
    elif file.is_dir():
        problem = "This is a folder, not a file to write to."
    elif not os.access(folder, os.W_OK) or (file.exists() and not os.access(file, os.W_OK)):
        problem = "This user may not write there."
    else:
        return
    raise InputError(
        problem, where=str(file), next_step="Make the folder, or name a file in another one."
    )
