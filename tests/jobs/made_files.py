"""Small files of enquiries with a plain truth in them: food companies buy, students don't."""

import csv
import random
from collections.abc import Sequence
from pathlib import Path

HEADER = ["Created", "Company", "Industry", "Employees", "Wants newsletter", "Stage"]


def past_rows(count: int = 400, *, seed: int = 7) -> list[list[str]]:
    """Return closed enquiries in the order in which they arrived."""
    chance = random.Random(seed)
    return [_past_row(chance, number) for number in range(count)]


def _past_row(chance: random.Random, number: int) -> list[str]:
    industry = chance.choice(["Food", "Steel", "Student", ""])
    employees = chance.choice([5, 40, 120, 300, 900])
    odds = {"Food": 0.7, "Steel": 0.3, "Student": 0.03, "": 0.25}[industry]
    won = chance.random() < odds * (1.3 if 100 <= employees <= 400 else 0.8)
    day, month = 1 + number % 28, 1 + number * 12 // 400 % 12
    newsletter = chance.choice(["yes", "no"])
    stage = "Closed Won" if won else "Closed Lost"
    created = f"2025-{month:02}-{day:02}"
    return [created, f"Firm {number}", industry, str(employees), newsletter, stage]


def write_csv(
    path: Path, header: Sequence[str], rows: Sequence[Sequence[str]], *, delimiter: str = ","
) -> Path:
    """Write rows to a file and return its path."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def past_file(folder: Path, *, delimiter: str = ",") -> Path:
    """Write the past as a file."""
    return write_csv(folder / "old.csv", HEADER, past_rows(), delimiter=delimiter)
