"""What of an inspection matters to an event, by what its settings ask of a paper."""

from dataclasses import replace

from commands.checkpdf.inspection import Inspection
from commands.event.facts import Event

MEASURED = "neurips"
"""The template whose measures the rules know; an event with another, or none, hears nothing of them."""

TEMPLATE_RULES = frozenset(
    {
        "page-size",
        "columns",
        "text-block",
        "margins",
        "margin",
        "body-size",
        "spacing",
        "font",
        "style",
        "mode",
    }
)
ASKED_FOR = "names"
"""What the author typed is searched for whatever the event asks."""


def for_event(inspection: Inspection, event: Event) -> Inspection:
    """Leave out rules that the event does not set: its template's, and those of double-blind review."""
    measured = event.template is not None and MEASURED in event.template.name.casefold()
    kept = tuple(
        each
        for each in inspection.findings
        if (measured or each.rule not in TEMPLATE_RULES)
        and (event.double_blind or each.stage != "submission" or each.rule == ASKED_FOR)
    )
    identity = event.double_blind is not None or any(each.rule == ASKED_FOR for each in kept)
    pictures = tuple(each for each in inspection.pictures if identity or each.stage != "submission")
    anonymous = inspection.anonymous if event.double_blind else None
    return replace(inspection, findings=kept, pictures=pictures, anonymous=anonymous)
