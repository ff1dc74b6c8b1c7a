"""Wait for long work as a program does: ask for the job until it has ended."""

import time

from fastapi.testclient import TestClient
from httpx import Response


def finished(api: TestClient, answer: Response) -> dict[str, object]:
    """Return the job that an answer began, once it has ended."""
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"] == f"/api/v1/jobs/{answer.json()['id']}"
    end = time.monotonic() + 60
    while time.monotonic() < end:
        job = api.get(answer.headers["location"]).json()
        if job["state"] != "running":
            return job
        time.sleep(0.02)
    raise AssertionError(f"still running: {job}")


def imported(api: TestClient, given: dict[str, object]) -> dict[str, object]:
    """Import an uploaded file and return the import."""
    job = finished(api, api.post("/api/v1/imports", json=given))
    assert job["state"] == "done", job
    return api.get(str(job["result"])).json()
