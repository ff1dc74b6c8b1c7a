"""One line about where an enquiry goes now."""

from wellspent.records.route import RoutedLead
from wellspent.serve.cli.show import say


def say_routed(routed: RoutedLead) -> None:
    """Say where a lead goes, why, who has it and by when."""
    say(f"{routed.lead_id}: {routed.route}. {routed.reason}")
    if routed.owner:
        due = f", due {routed.due_at:%Y-%m-%d %H:%M} {routed.due_at:%Z}" if routed.due_at else ""
        say(f"  {routed.owner} has it{due}. {routed.owner_reason}")
    if routed.acted_at is not None:
        say("  It waits no longer: its next step was taken, or needs none.")
