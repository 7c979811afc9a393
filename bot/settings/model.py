"""Every setting there is, with what is allowed; `config.example.toml` says what each is for."""

import datetime as dt
import re
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

DATABASES = ("sqlite:///", "postgresql://")
MOST_TITLE = 100  # characters
IN_MEMORY = ("sqlite:///", "sqlite:///:memory:")  # every connection would have a store of its own


def written(form: str, said: str) -> AfterValidator:
    """Words written like this; `said` tells how, where they are not."""

    def checked(words: str) -> str:
        if not re.fullmatch(form, words):
            raise ValueError(said)
        return words

    return AfterValidator(checked)


Key = Annotated[str, written(r"[a-z0-9-]{1,32}", "use lower-case letters, digits and hyphens, up to 32")]
Port = Annotated[int, Field(ge=1, le=65535)]
Url = Annotated[str, written(r"https?://.*", "begin it with https:// or http://")]
Title = Annotated[str, Field(min_length=1, max_length=MOST_TITLE)]


def known_database(url: str) -> str:
    if not url.startswith(DATABASES) or url in IN_MEMORY:
        raise ValueError("it must be sqlite:///FILE or postgresql://USER@HOST/DATABASE")
    return url


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Sourced(Section):
    """Where a fact comes from: a quotation of the call, or the organisers' word."""

    quote: str | None = None
    set_by: str | None = None
    set_on: dt.date | None = None

    @model_validator(mode="after")
    def has_a_source(self) -> Self:
        if not self.quote and not self.set_by:
            raise ValueError('give its source: either quote = "words of the call" or set_by = "who set it"')
        return self


class DeadlineSetting(Sourced):
    key: Key
    title: Title
    date: dt.date
    time: dt.time | None = None
    zone: str | None = None

    @model_validator(mode="after")
    def has_hour_and_zone_or_neither(self) -> Self:
        if (self.time is None) != (self.zone is None):
            raise ValueError(
                'an hour needs a time zone: give both time = 23:59:00 and zone = "AoE", or neither'
            )
        return self


class DerivedSetting(Section):
    """A date that follows from another by a number of days."""

    key: Key
    title: Title
    before: str
    days: Annotated[int, Field(ge=0, le=366)]
    quote: str | None = None


class TrackSetting(Sourced):
    key: Key
    title: Title
    pages: Annotated[int, Field(ge=1, le=1000)]


class CameraReadySetting(Sourced):
    extra_pages: Annotated[int, Field(ge=0, le=100)]


class TemplateSetting(Sourced):
    name: Title
    url: Url


class LinkSetting(Section):
    title: Title
    url: Annotated[str, written(r"(https?://|mailto:).*", "begin it with https://, http:// or mailto:")]


class ReviewersSettings(Section):
    """How reviewers sign up; `consent` and the date after it must fit under a field of a dialog."""

    consent: Annotated[str, Field(min_length=10, max_length=75)]
    consent_version: Annotated[str, Field(min_length=1, max_length=32)]
    keep_until: dt.date
    opens: AwareDatetime | None = None
    closes: AwareDatetime | None = None
    places: Annotated[int, Field(ge=1)] | None = None
    default_load: Annotated[int, Field(ge=1, le=25)] = 3
    most_load: Annotated[int, Field(ge=1, le=25)] = 6
    expected_submissions: Annotated[int, Field(ge=0)] = 0
    reviews_per_paper: Annotated[int, Field(ge=1, le=20)] = 3
    expected_by_topic: dict[str, Annotated[int, Field(ge=0)]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def suggests_what_can_be_chosen(self) -> Self:
        if self.default_load > self.most_load:
            raise ValueError("default_load must be at most most_load")
        return self


Mention = Annotated[
    str,
    written(
        r"here|everyone|\d{15,20}|S[A-Z0-9]{6,20}",
        'write "here", "everyone", or the id of a role on Discord or of a user group on Slack',
    ),
]


class AnnouncementsSettings(Section):
    """How organisers announce; a mention is "here", "everyone", a role on Discord or a group on Slack."""

    approvals: Annotated[int, Field(ge=1, le=2)] = 1
    rehearsal: Key = "organisers"
    mentions: dict[Key, tuple[Mention, ...]] = Field(default_factory=dict)


class EventSettings(Section):
    name: Title
    call: Path
    answers: Path | None = None
    contact: str = ""
    deadlines: tuple[DeadlineSetting, ...] = ()
    derived: tuple[DerivedSetting, ...] = ()
    tracks: tuple[TrackSetting, ...] = ()
    camera_ready: CameraReadySetting | None = None
    template: TemplateSetting | None = None
    double_blind: Sourced | None = None
    topics: tuple[str, ...] = ()
    links: tuple[LinkSetting, ...] = ()
    announcements: AnnouncementsSettings = AnnouncementsSettings()
    reviewers: ReviewersSettings | None = None


class StoreSettings(Section):
    url: Annotated[str, AfterValidator(known_database)] = "sqlite:///usher.db"


class WebSettings(Section):
    port: Port = 8765


class DiscordSettings(Section):
    """On as soon as a token is set, in the environment or in the secrets file."""

    organiser_roles: tuple[int, ...] = ()
    organisers: tuple[int, ...] = ()
    guild: int | None = None
    api_url: Url = "https://discord.com/api/v10"
    gateway_url: str | None = None
    token: SecretStr | None = None


class SlackSettings(Section):
    """On as soon as a bot token is set, in the environment or in the secrets file."""

    mode: Literal["socket", "http"] = "socket"
    host: str = "127.0.0.1"
    port: Port = 3000
    organisers: tuple[str, ...] = ()
    api_url: Url = "https://slack.com/api/"
    bot_token: SecretStr | None = None
    app_token: SecretStr | None = None
    signing_secret: SecretStr | None = None


class HealthSettings(Section):
    """Where `usher run` tells how it is, with its figures; port 0 means nowhere."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 0


class LogSettings(Section):
    """How much our own modules tell; libraries tell warnings, for below that they repeat what people say."""

    level: Literal["info", "warning"] = "warning"


class ReminderGroupSetting(Section):
    """A group of destinations that is reminded; `zone` is that of its days and its quiet hours."""

    group: Key
    offsets: tuple[str, ...] = ("14 d", "7 d", "3 d", "24 h", "3 h")
    zone: str = "UTC"
    quiet_from: dt.time | None = None
    quiet_to: dt.time | None = None

    @model_validator(mode="after")
    def is_quiet_from_and_to_or_never(self) -> Self:
        if (self.quiet_from is None) != (self.quiet_to is None):
            raise ValueError("quiet hours need both: quiet_from = 22:00:00 and quiet_to = 08:00:00")
        return self


class RemindersSettings(Section):
    channels: tuple[ReminderGroupSetting, ...] = ()
    personal: tuple[str, ...] = ("14 d", "7 d", "1 d", "3 h")
    derived: tuple[str, ...] = ("3 d", "0 d")


class PapersSettings(Section):
    workers: Annotated[int, Field(ge=1, le=64)] = 2
    seconds: Annotated[float, Field(gt=0, le=120)] = 8.0
    memory_megabytes: Annotated[int, Field(ge=256, le=65536)] = 1024


class LimitsSettings(Section):
    burst: Annotated[int, Field(ge=1)] = 30
    channel_burst: Annotated[int, Field(ge=1)] = 20
    seconds: Annotated[float, Field(gt=0)] = 60.0


Destinations = dict[Key, tuple[str, ...]]


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix="USHER_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    event: EventSettings
    store: StoreSettings = StoreSettings()
    playground: WebSettings = WebSettings()
    discord: DiscordSettings = DiscordSettings()
    slack: SlackSettings = SlackSettings()
    health: HealthSettings = HealthSettings()
    log: LogSettings = LogSettings()
    papers: PapersSettings = PapersSettings()
    destinations: Destinations = Field(default_factory=dict)
    reminders: RemindersSettings = RemindersSettings()
    limits: LimitsSettings = LimitsSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, init_settings
