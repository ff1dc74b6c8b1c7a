"""Words on stderr, beside results that go to stdout."""

import sys

from wellspent.serve.cli.printable import printable


def complain(message: str) -> None:
    """Say what went wrong: the first line after our name, the others indented."""
    first, _, rest = message.partition("\n")
    indented = "".join(f"\n  {line}" for line in rest.splitlines())
    print(printable(f"wellspent: {first}{indented}"), file=sys.stderr)  # noqa: T201


def remark(message: str) -> None:
    """Say something for a person."""
    print(printable(message), file=sys.stderr)  # noqa: T201
