"""Strict templates: Jinja as all our pages use it, the team's and the public ones."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def strict_templates(folder: Path) -> Environment:
    """Return the templates of a folder, with escaping on and a missing name an error."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
