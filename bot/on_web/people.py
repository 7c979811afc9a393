"""Who one can be on the playground, and where one can talk."""

from dataclasses import dataclass

from commands.core.person import Permission, Person


@dataclass(frozen=True)
class Channel:
    name: str
    about: str
    organisers_only: bool = False

    def open_to(self, person: Person) -> bool:
        return not self.organisers_only or Permission.ORGANISER in person.permissions


CHANNELS = {
    channel.name: channel
    for channel in (
        Channel("general", "Questions, papers and small talk"),
        Channel("announcements", "What the organisers tell everyone"),
        Channel("organisers", "Seen by organisers only", organisers_only=True),
    )
}

PEOPLE = {
    person.id: person
    for person in (
        Person("author", "Author"),
        Person("volunteer", "Volunteer"),
        Person("organiser", "Organiser", frozenset(Permission)),
    )
}


def channels_of(person: Person) -> tuple[Channel, ...]:
    return tuple(channel for channel in CHANNELS.values() if channel.open_to(person))
