"""What a program is told where work is refused: all that a person would be."""

from collections.abc import Callable
from typing import Any

from mcp.server.mcpserver.exceptions import ToolError

from wellspent.errors import WellspentError


def told(work: Callable[[], Any]) -> Any:
    """Return what the work gives; what it refuses is told to the program in full."""
    try:
        return work()
    except WellspentError as error:
        raise ToolError(str(error)) from error
