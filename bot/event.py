"""The event's facts from its settings, every quotation held against the call."""

import datetime as dt
from collections.abc import Collection, Sequence

from bot.destinations import unknown_group
from bot.reading import read_call, read_text
from bot.settings.model import DeadlineSetting, DerivedSetting, EventSettings, Sourced, TrackSetting
from commands.ask.knowledge import Knowledge, read_knowledge
from commands.core.errors import UserError
from commands.delivery.destination import ORGANISERS
from commands.event.announcing import Announcing
from commands.event.call import Call
from commands.event.dates import states, states_year
from commands.event.facts import (
    CameraReady,
    Deadline,
    Derived,
    Event,
    Reference,
    SetByOrganisers,
    Source,
    Template,
    Track,
)
from commands.event.hours import states_hour
from commands.event.numbers import states_number
from commands.event.quotation import Quotation, check, locate
from commands.event.reviewing import Reviewing
from commands.event.zones import read_zone

BESIDE = "Its path is relative to the settings file."


def read_event(settings: EventSettings, groups: Collection[str] | None = None) -> Event:
    """`UserError` names the setting whose quotation is not in the call, or that contradicts it.

    `groups` are the names of the destinations that organisers can announce to; None where nobody announces.
    """
    call = Call.parse(read_call(settings.call, "event.call", BESIDE))
    for topic in settings.topics:
        check(call, topic)
    _refuse_equal_keys(settings)
    stated = tuple(_deadline(call, item) for item in settings.deadlines)
    return Event(
        name=settings.name,
        call=call,
        deadlines=(*stated, *(_derived(call, item, stated) for item in settings.derived)),
        tracks=tuple(_track(call, item) for item in settings.tracks),
        camera_ready=_camera_ready(call, settings),
        template=_template(call, settings),
        double_blind=_source(call, settings.double_blind) if settings.double_blind else None,
        topics=settings.topics,
        links=tuple(Reference(item.title, item.url) for item in settings.links),
        contact=settings.contact,
        announcing=_announcing(settings, groups),
        reviewing=_reviewing(settings),
    )


def _refuse_equal_keys(settings: EventSettings) -> None:
    """Of two facts with one key, the first would be found by nobody."""
    stated = [item.key for item in settings.deadlines]
    _refuse_twice("deadlines", "deadlines", stated)
    _refuse_twice("derived", "dates", [*stated, *(item.key for item in settings.derived)])
    _refuse_twice("tracks", "tracks", [item.key for item in settings.tracks])


def _refuse_twice(name: str, kind: str, keys: Sequence[str]) -> None:
    for key in keys:
        if keys.count(key) > 1:
            raise UserError(f"event.{name}: “{key}” is the key of two {kind}. Give each its own.")


def _source(call: Call, item: Sourced) -> Source:
    if item.quote:
        return locate(call, item.quote)
    return SetByOrganisers(item.set_by or "", item.set_on)


def _deadline(call: Call, item: DeadlineSetting) -> Deadline:
    source, at = _source(call, item), _at(item)
    if isinstance(source, Quotation):
        _agree_on_the_date(item, at, source)
    return Deadline(item.key, item.title, at, source, item.zone or "", _note(source, item.date))


def _agree_on_the_date(item: DeadlineSetting, at: dt.datetime | dt.date, source: Quotation) -> None:
    """`UserError` when the quotation states another day, hour or zone."""
    if states(source.readable, item.date) is False:
        said = f"{item.date}"
    elif isinstance(at, dt.datetime) and states_hour(source.readable, at) is False:
        said = f"{at:%H:%M} {item.zone}"
    else:
        return
    raise UserError(
        f"event.deadlines “{item.key}”: the settings say {said}, "
        f"but the call says “{source.readable}”. "
        "Make them agree, or replace quote by set_by if the organisers moved the date."
    )


def _note(source: Source, day: dt.date) -> str:
    """What the call leaves open, so that a reader sees what the settings filled in."""
    if not isinstance(source, Quotation) or states_year(source.readable, day):
        return ""
    return f"It gives no year; {day.year} is set by the organisers." if states(source.readable, day) else ""


def _at(item: DeadlineSetting) -> dt.datetime | dt.date:
    if item.time is None or item.zone is None:
        return item.date
    return dt.datetime.combine(item.date, item.time, _zone(item))


def _zone(item: DeadlineSetting) -> dt.tzinfo:
    try:
        return read_zone(item.zone or "")
    except UserError as error:
        raise UserError(f"event.deadlines “{item.key}”: {error}") from None


def _derived(call: Call, item: DerivedSetting, stated: tuple[Deadline, ...]) -> Deadline:
    base = next((deadline for deadline in stated if deadline.key == item.before), None)
    if base is None:
        listed = ", ".join(deadline.key for deadline in stated) or "none"
        raise UserError(
            f"event.derived “{item.key}”: there is no deadline “{item.before}”. There are {listed}."
        )
    because = locate(call, item.quote) if item.quote else None
    _agree(f"event.derived “{item.key}”", f"{item.days} days", because, item.days)
    how = f"{item.days} days before “{base.title}”"
    derived = Derived(how, because, base.key, item.days)
    return Deadline(item.key, item.title, base.day - dt.timedelta(days=item.days), derived)


def _track(call: Call, item: TrackSetting) -> Track:
    source = _source(call, item)
    _agree(f"event.tracks “{item.key}”", f"{item.pages} pages", source, item.pages)
    return Track(item.key, item.title, item.pages, source)


def _camera_ready(call: Call, settings: EventSettings) -> CameraReady | None:
    item = settings.camera_ready
    if item is None:
        return None
    source = _source(call, item)
    _agree("event.camera_ready", f"{item.extra_pages} extra pages", source, item.extra_pages)
    return CameraReady(item.extra_pages, source)


def _agree(key: str, said: str, source: Source | None, number: int) -> None:
    """`UserError` when the quotation names numbers, and this one is not among them."""
    if isinstance(source, Quotation) and states_number(source.readable, number) is False:
        raise UserError(
            f"{key}: the settings say {said}, but the call says “{source.readable}”. "
            "Make them agree, or replace quote by set_by if the organisers decided otherwise."
        )


def _template(call: Call, settings: EventSettings) -> Template | None:
    item = settings.template
    return Template(item.name, item.url, _source(call, item)) if item else None


def _reviewing(settings: EventSettings) -> Reviewing | None:
    item = settings.reviewers
    if item is None:
        return None
    for topic in item.expected_by_topic:
        if topic not in settings.topics:
            raise UserError(f"event.reviewers.expected_by_topic: “{topic}” is none of event.topics.")
    return Reviewing(
        consent=item.consent,
        consent_version=item.consent_version,
        keep_until=item.keep_until,
        opens=item.opens,
        closes=item.closes,
        places=item.places,
        load=item.default_load,
        most=item.most_load,
        papers=item.expected_submissions,
        reviews=item.reviews_per_paper,
        expected=item.expected_by_topic,
    )


def _announcing(settings: EventSettings, groups: Collection[str] | None) -> Announcing:
    item = settings.announcements
    if groups is not None and item.rehearsal not in {*groups, ORGANISERS}:
        raise UserError(f"event.announcements.rehearsal: {unknown_group(item.rehearsal, groups)}")
    return Announcing(item.approvals, tuple(groups or ()), item.mentions, item.rehearsal)


def load_knowledge(settings: EventSettings, event: Event) -> Knowledge:
    """What `/ask` answers from: the call, and the curated answers where the settings name them."""
    if settings.answers is None:
        return read_knowledge(event.call)
    answers = read_text(settings.answers, "event.answers", BESIDE)
    try:
        return read_knowledge(event.call, answers)
    except UserError as error:
        raise UserError(f"{settings.answers}: {error}") from None
