"""Tools that refuse arguments they do not know, and say what is wrong as a person would.

The library ignores an argument with a mistyped name, and answers as if nothing had been said.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, InputRequiredResult, Tool
from pydantic import ValidationError

from wellspent.errors import InputError, NotFound

MOST_FAULTS = 5


class StrictServer(MCPServer):
    """Tools that take what their description says and nothing else."""

    async def list_tools(self) -> list[Tool]:
        """List the tools; their descriptions say that nothing else is taken."""
        return [_closed(tool) for tool in await super().list_tools()]

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool; ToolError in our words for a tool or arguments that make no sense."""
        tools = {tool.name: tool for tool in await self.list_tools()}
        if name not in tools:
            raise ToolError(_no_tool(name, list(tools)))
        known = list(tools[name].input_schema.get("properties", {}))
        unknown = [each for each in arguments if each not in known]
        if unknown:
            raise ToolError(_unknown(name, unknown[0], known))
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            if isinstance(error.__cause__, ValidationError):
                raise ToolError(_unusable(name, error.__cause__)) from error
            raise


def _closed(tool: Tool) -> Tool:
    schema: Mapping[str, Any] = tool.input_schema
    return tool.model_copy(update={"input_schema": {**schema, "additionalProperties": False}})


def _no_tool(name: str, known: list[str]) -> str:
    return str(NotFound(f"There is no tool {name[:100]}.", next_step=f"Use {', '.join(known)}."))


def _unknown(tool: str, name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    meant = f"Did you mean {near[0]}? " if near else ""
    takes = f"It takes {', '.join(known)}." if known else "It takes nothing."
    return str(
        InputError(
            f"{tool} knows no argument {name[:100]!r}; nothing was done.",
            where=f"arguments.{name[:100]}",
            next_step=meant + takes,
        )
    )


def _unusable(tool: str, error: ValidationError) -> str:
    faults = [
        f"arguments.{'.'.join(map(str, fault['loc']))}: {fault['msg']}"
        for fault in error.errors(include_url=False, include_input=False)
    ]
    return str(
        InputError(
            f"{tool} can't use what it was given; nothing was done.",
            where="; ".join(faults[:MOST_FAULTS]),
            next_step=f"Correct it as the description of {tool} says, and call it again.",
        )
    )
