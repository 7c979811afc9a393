"""An answer as a card: the call's own words, what the organisers said, or which kind of no."""

from commands.ask.answering import Answered
from commands.core.invocation import Invocation
from commands.core.reply import Block, Button, Buttons, Heading, Line, Link, Paragraph, Reply, Strong, line
from commands.deadline.moved import corrections
from commands.event.facts import Event
from commands.event.said import quote
from commands.questions.learnt import Found
from commands.questions.telling import answer_blocks

NEAREST = "The nearest passage, which does not answer the question:"
SCOPE = (
    "Usher answers questions about the call for papers: dates, length, format, anonymity, where to submit, "
    "what is welcome. Ask in a sentence, say “How many pages may a short paper have?”"
)
UNDERSTOOD = "Understood as: "
WERE_ASKED = "They were asked: "


def card(said: Answered | Found, event: Event) -> Reply:
    if isinstance(said, Found):
        return _by_organisers(said)
    match said.outcome:
        case "stated":
            return _stated(said, event)
        case "silent":
            return _silent(said, event)
        case "off_topic":
            return Reply.of(
                Heading(f"This is not about the call of the {event.name}", "unsure"), Paragraph(line(SCOPE))
            )


def with_buttons(reply: Reply, said: Answered | Found, number: int, *, public: bool) -> Reply:
    """What can be done with an answer that was kept under `number`; what is public need not be shared."""
    share = [] if public else [_press("Share", "share", number)]
    match said:
        case Found(closely=closely):
            offers = [*([] if closely else [hand_on_button(number)]), *_votes(number), *share]
        case Answered(outcome="stated"):
            offers = [*_votes(number), *share]
        case Answered(outcome="silent"):
            offers = [hand_on_button(number)]
        case _:
            return reply
    return Reply((*reply.blocks, Buttons(tuple(offers))))


def understood(reply: Reply, question: str) -> Reply:
    """Say how a question was read that leans on the one before."""
    heading, *rest = reply.blocks
    return Reply.of(heading, Paragraph(line(UNDERSTOOD, Strong(question))), *rest)


def hand_on_button(number: int) -> Button:
    return _press("Ask the organisers", "organisers", number, primary=True)


def _votes(number: int) -> list[Button]:
    return [
        _press("Helpful", "vote", number, helpful="yes"),
        _press("Not helpful", "vote", number, helpful="no"),
    ]


def _press(label: str, deed: str, number: int, *, primary: bool = False, **more: str) -> Button:
    return Button(label, Invocation(f"ask {deed}", {"number": str(number), **more}), primary)


def _stated(answered: Answered, event: Event) -> Reply:
    said = [answered.answer] if answered.answer else []
    return Reply.of(
        *corrections(event, answered.quotations),
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
    is_link = event.contact.startswith(("http://", "https://"))
    url = event.contact if is_link else f"mailto:{event.contact}"
    return line("Ask the organisers at ", Link(event.contact, url), "; Usher does not guess.")


def _by_organisers(found: Found) -> Reply:
    heading = (
        Heading("The organisers say", "good")
        if found.closely
        else Heading("The call does not say this, but the organisers answered a question like it", "unsure")
    )
    asked = Paragraph(line(f"{WERE_ASKED}“{found.answer.asked[0]}”"))
    return Reply.of(heading, asked, *answer_blocks(found.answer))
