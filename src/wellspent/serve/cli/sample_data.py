"""A word that what is shown is made up, wherever the store holds the sample company."""

from wellspent.jobs.holds_sample import holds_sample
from wellspent.serve.cli.show import remark
from wellspent.wiring import Wellspent

SAMPLE_DATA = "Sample data. "
MADE_UP = f"{SAMPLE_DATA}These companies and people are made up."


def say_if_sample(parts: Wellspent) -> None:
    """Say on stderr that the store holds sample data, so that results can still be piped."""
    if holds_sample(parts.store):
        remark(MADE_UP)
