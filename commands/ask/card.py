"""An answer as a card: the call's own words, or which kind of no."""

from commands.ask.answering import Answered
from commands.core.reply import Block, Heading, Line, Link, Paragraph, Reply, line
from commands.event.facts import Event
from commands.event.said import quote

NEAREST = "The nearest passage, which does not answer the question:"
SCOPE = (
    "Usher answers questions about the call for papers: dates, length, format, anonymity, where to submit, "
    "what is welcome. Ask in a sentence, say “How many pages may a short paper have?”"
)


def card(answered: Answered, event: Event) -> Reply:
    match answered.outcome:
        case "stated":
            return _stated(answered)
        case "silent":
            return _silent(answered, event)
        case "off_topic":
            return Reply.of(
                Heading(f"This is not about the call of the {event.name}", "unsure"), Paragraph(line(SCOPE))
            )


def _stated(answered: Answered) -> Reply:
    said = [answered.answer] if answered.answer else []
    return Reply.of(
        Heading("The call says", "good"),
        *(Paragraph(line("In short: ", words)) for words in said),
        *(quote(quotation) for quotation in answered.quotations),
    )


def _silent(answered: Answered, event: Event) -> Reply:
    nearest: tuple[Block, ...] = ()
    if answered.nearest:
        nearest = (Paragraph(line(NEAREST)), quote(answered.nearest))
    return Reply.of(Heading("The call does not say this", "unsure"), Paragraph(_whom_to_ask(event)), *nearest)


def _whom_to_ask(event: Event) -> Line:
    if not event.contact:
        return line("Ask the organisers; Usher does not guess.")
    return line(
        "Ask the organisers at ", Link(event.contact, f"mailto:{event.contact}"), "; Usher does not guess."
    )
