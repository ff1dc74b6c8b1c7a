"""What all tests share: a missing part of the system is a skip with a reason, in CI a failure."""

import os

# Two workers share two cores; threads of their own only make the small matrices here slower. Read
# when NumPy is loaded, so it stands before everything else.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}


def missing_part(reason: str) -> None:
    """Skip the test that called this, or fail it in CI, where every part has to be there."""
    if IN_CI:
        pytest.fail(f"missing on this CI machine: {reason}")
    pytest.skip(reason)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put long tests first; of the groups that belong together xdist begins with the largest."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


pytest_plugins = ["tests.store_fixtures"]
