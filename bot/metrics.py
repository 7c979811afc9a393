"""What is counted and timed while Usher runs, as Prometheus reads it; no label names a person."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.exposition import generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from commands.checkpdf.inspection import Inspection

PROMPT = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3)  # seconds; platforms allow 3
LONG = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30)  # seconds


@dataclass(frozen=True)
class Reading:
    """A value at this moment; readings of one name differ in their labels."""

    name: str
    about: str
    value: float
    labels: Mapping[str, str] = field(default_factory=dict)


Gauge = Callable[[], Awaitable[Iterable[Reading]]]
"""Looked at when somebody asks for the metrics."""


class Metrics:
    """One process's figures."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self._calls = Counter(
            "usher_commands", "Commands that ran", ("platform", "command", "outcome"), registry=registry
        )
        self._seconds = Histogram(
            "usher_command_seconds", "From call to answer", ("command",), registry=registry, buckets=LONG
        )
        self._results = Counter(
            "usher_results", "What commands found", ("command", "result"), registry=registry
        )
        self._acknowledged = Histogram(
            "usher_acknowledgement_seconds",
            "From a platform's event to its acknowledgement",
            ("platform",),
            registry=registry,
            buckets=PROMPT,
        )
        self._checks = Histogram(
            "usher_paper_check_seconds", "Checks of papers", ("outcome",), registry=registry, buckets=LONG
        )
        self._verdicts = Counter(
            "usher_paper_verdicts", "Verdicts on papers", ("limit", "verdict"), registry=registry
        )
        self._steps = Counter(
            "usher_delivery_steps", "Steps of deliveries", ("platform", "step"), registry=registry
        )
        self._delay = Histogram(
            "usher_event_loop_delay_seconds",
            "How late the event loop comes to what is due",
            registry=registry,
            buckets=PROMPT,
        )

    def answered(self, platform: str, command: str, outcome: str, seconds: float) -> None:
        self._calls.labels(platform, command, outcome).inc()
        self._seconds.labels(command).observe(seconds)

    def came_out(self, command: str, result: str) -> None:
        """Count what a command found, such as that the call is silent."""
        self._results.labels(command, result).inc()

    def acknowledged(self, platform: str, seconds: float) -> None:
        self._acknowledged.labels(platform).observe(seconds)

    def paper(self, outcome: str, seconds: float, inspection: Inspection | None = None) -> None:
        self._checks.labels(outcome).observe(seconds)
        for limit, verdict in inspection.verdicts.items() if inspection else ():
            self._verdicts.labels(limit, verdict).inc()

    def delivery(self, platform: str, step: str) -> None:
        """Count a step of a delivery, such as that it was put off."""
        self._steps.labels(platform, step).inc()

    def loop_delayed(self, seconds: float) -> None:
        self._delay.observe(seconds)

    async def exposition(self, gauges: Iterable[Gauge] = ()) -> bytes:
        """The text that Prometheus scrapes, with each gauge as it stands now."""
        found = await asyncio.gather(*(gauge() for gauge in gauges))
        readings = [reading for group in found for reading in group]
        return generate_latest(_Counted(self._registry)) + generate_latest(_Readings(readings))


@dataclass(frozen=True)
class _Counted(Collector):
    """What was counted, without the library's moments of creation, which would be half of all series."""

    registry: CollectorRegistry

    def collect(self) -> Iterable[Metric]:
        for metric in self.registry.collect():
            metric.samples = [sample for sample in metric.samples if not sample.name.endswith("_created")]
            yield metric


@dataclass(frozen=True)
class _Readings(Collector):
    readings: Iterable[Reading]

    def collect(self) -> Iterable[Metric]:
        families: dict[str, GaugeMetricFamily] = {}
        for reading in self.readings:
            family = families.setdefault(
                reading.name, GaugeMetricFamily(reading.name, reading.about, labels=tuple(reading.labels))
            )
            family.add_metric(tuple(reading.labels.values()), reading.value)
        return families.values()
