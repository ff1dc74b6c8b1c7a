"""What we owe, in words."""

from collections.abc import Sequence

from wellspent.records.ledger import Debt, DebtKind
from wellspent.serve.ages_and_counts import counted


def owed_in_words(owed: Sequence[Debt]) -> str:
    """Return how much is owed: `2 unanswered questions, 1 open promise (1 overdue)`."""
    if not owed:
        return "nothing that we know of"
    by_kind = [
        counted(number, kind.value)
        for kind in DebtKind
        if (number := sum(one.kind is kind for one in owed))
    ]
    overdue = sum(one.is_overdue for one in owed)
    return ", ".join(by_kind) + (f" ({overdue:,} overdue)" if overdue else "")
