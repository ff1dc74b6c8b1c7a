"""Once: what several parts ask of a matter is worked out once and kept with the matter itself."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from wellspent.brief.matter import BriefMatter

Result = TypeVar("Result")


def once(work_out: Callable[[BriefMatter], Result]) -> Callable[[BriefMatter], Result]:
    """Return a function that works something out of a matter the first time only."""

    @wraps(work_out)
    def kept(matter: BriefMatter) -> Result:
        name = f"{work_out.__module__}.{work_out.__qualname__}"
        if name not in matter.worked_out:
            matter.worked_out[name] = work_out(matter)
        return cast(Result, matter.worked_out[name])

    return kept
