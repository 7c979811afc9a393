"""An inspection as a card: one line to understand first, then the evidence."""

from collections.abc import Iterable

from commands.checkpdf.inspection import Finding, Inspection, Stage, Verdict
from commands.checkpdf.limits import SUBMISSION, limits_of
from commands.checkpdf.wording import ends, label, place, said
from commands.core.reply import (
    Bullets,
    Fact,
    Facts,
    Heading,
    Line,
    Paragraph,
    Picture,
    Quote,
    Reply,
    Tone,
    line,
)
from commands.event.facts import CameraReady, Event, Track
from commands.event.quotation import Quotation
from commands.event.said import quote

TONES: dict[Verdict, Tone] = {"pass": "good", "fail": "bad", "unsure": "unsure"}
ORDER = {"error": 0, "warning": 1, "note": 2}
MOST_FINDINGS = 12
AMONG_THE_FACTS = frozenset(
    {
        ("main-text", "note"), ("floats", "note"), ("references", "note"), ("appendix", "note"),
        ("checklist", "note"), ("authors", "warning"), ("anonymous", "warning"), ("style", "note"),
    }
)  # fmt: skip
ADVICE = "This check advises; the organisers decide. Your PDF was read in memory and is kept nowhere."
NO_LIMITS = "The organisers have set no page limits here, so I can only tell where the main text ends."
MEND = (
    "To mend it, cut or move to the appendix what stands before the references; "
    "shrinking margins, fonts or spacing breaks the template."
)


def card(inspection: Inspection, event: Event, track: str | None = None, stage: Stage | None = None) -> Reply:
    """Say first what matters for the chosen track and stage."""
    limits = limits_of(event).pages
    chosen = _chosen(limits, track, stage)
    concerned = inspection.for_stage(stage or SUBMISSION)
    return Reply.of(
        _warned(_heading(concerned, chosen), _but(concerned, event, stage)),
        None if limits else Paragraph(line(NO_LIMITS)),
        _facts(concerned, event, stage),
        Paragraph(line(MEND))
        if any(concerned.verdicts.get(name) == "fail" for name in chosen[-1:])
        else None,
        _findings(concerned.findings),
        *(
            Picture(f"page-{each.page}-{index}.png", each.content, each.description)
            for index, each in enumerate(concerned.pictures, start=1)
        ),
        *_quotes(event, track),
        Paragraph(line(ADVICE)),
    )


def _chosen(limits: Iterable[str], track: str | None, stage: Stage | None) -> list[str]:
    """Name the limits that the first line is about, the strictest first."""
    wanted = stage or SUBMISSION
    names = [name for name in limits if name.endswith(f"/{wanted}")]
    return [name for name in names if name.startswith(f"{track}/")] if track else names


def _heading(inspection: Inspection, chosen: list[str]) -> Heading:
    verdicts = inspection.verdicts
    if inspection.main_text is None:
        return Heading("I can't tell where the main text of this PDF ends", "unsure")
    end = f"the main text ends on page {inspection.main_text.last_page}"
    if not chosen:
        return Heading(end[:1].upper() + end[1:])
    fitting = [name for name in chosen if verdicts[name] == "pass"]
    if len(fitting) == len(chosen):
        return Heading(f"{_all(fitting)}: within the limit, {end}", "good")
    if fitting:
        rest = [name for name in chosen if name not in fitting]
        return Heading(f"{_all(fitting)}: within the limit; {_too_long(inspection, rest)}", "good")
    last = chosen[-1]
    return Heading(f"{label(last)}: {said(inspection, last)}", TONES[verdicts[last]])


def _but(inspection: Inspection, event: Event, stage: Stage | None) -> str:
    """What spoils a paper that keeps within its limit."""
    if any(each.severity == "error" for each in inspection.findings):
        return "the file holds a name that you gave"
    if inspection.anonymous is None or event.double_blind is None or _fits_stage(inspection, stage):
        return ""
    return "it is still anonymous" if inspection.anonymous else "page 1 names its authors"


def _fits_stage(inspection: Inspection, stage: Stage | None) -> bool:
    return inspection.anonymous == (stage in {None, SUBMISSION})


def _warned(heading: Heading, but: str) -> Heading:
    """Show no calm green over what a reader must not miss."""
    if not but:
        return heading
    tone: Tone = "unsure" if heading.tone in {"good", "plain"} else heading.tone
    return Heading(f"{heading.text}. But {but}", tone)


def _too_long(inspection: Inspection, names: list[str]) -> str:
    unsure = any(inspection.verdicts[name] == "unsure" for name in names)
    kinds = " and ".join(name.partition("/")[0] for name in names)
    return f"for {kinds} I can't tell" if unsure else f"too long for {kinds}"


def _all(names: list[str]) -> str:
    tracks = " and ".join(name.partition("/")[0] for name in names)
    return f"{tracks} {names[0].partition('/')[2]}".capitalize()


def _facts(inspection: Inspection, event: Event, stage: Stage | None) -> Facts:
    limits = limits_of(event).pages
    verdicts = [
        Fact(f"{label(name)} ({limits[name]} pages)", line(said(inspection, name)), TONES[verdict])
        for name, verdict in inspection.verdicts.items()
        if name in limits
    ]
    return Facts((*verdicts, *_places(inspection), *_authors(inspection, event, stage)))


def _places(inspection: Inspection) -> list[Fact]:
    places = {
        "references": inspection.references_page,
        "appendix": inspection.appendix_page,
        "checklist": inspection.checklist_page,
        "acknowledgements": inspection.acknowledgements_page,
    }
    after = ", ".join(f"{name} on page {page}" for name, page in places.items() if page)
    main = [Fact("Main text", line(ends(inspection)))] if inspection.main_text else []
    style = [Fact("Template", line(each.message)) for each in inspection.findings if each.rule == "style"]
    return [*main, *style, *([Fact("Other parts", line(after[:1].upper() + after[1:]))] if after else [])]


def _authors(inspection: Inspection, event: Event, stage: Stage | None) -> list[Fact]:
    if inspection.anonymous is None or event.double_blind is None:
        return []
    for_review = stage in {None, SUBMISSION}
    found = "anonymous on page 1" if inspection.anonymous else "named on page 1"
    if _fits_stage(inspection, stage):
        return [Fact("Authors", line(found), "good")]
    hint = "take the names out for double-blind review" if for_review else "put the names in for camera-ready"
    return [Fact("Authors", line(f"{found}: {hint}"), "bad" if stage else "unsure")]


def _findings(findings: Iterable[Finding]) -> Bullets | None:
    """List what the facts do not say, the gravest first."""
    news = [each for each in findings if (each.rule, each.severity) not in AMONG_THE_FACTS]
    ordered = sorted(news, key=lambda finding: ORDER[finding.severity])
    items: list[Line] = [line(_item(finding)) for finding in ordered[:MOST_FINDINGS]]
    if len(ordered) > MOST_FINDINGS:
        items.append(line(f"… and {len(ordered) - MOST_FINDINGS} smaller notes."))
    return Bullets(tuple(items)) if items else None


def _item(finding: Finding) -> str:
    where = place(finding)
    return f"{where}: {finding.message}" if where else finding.message


def _quotes(event: Event, track: str | None) -> list[Quote]:
    """Quote the limits from the call, each line once."""
    limited: list[Track | CameraReady] = [each for each in event.tracks if track in {None, each.key}]
    if event.camera_ready:
        limited.append(event.camera_ready)
    sources = [each.source for each in limited if isinstance(each.source, Quotation)]
    return [quote(source) for source in {source.text: source for source in sources}.values()]
