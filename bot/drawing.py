"""Draws pictures; loaded only in the process that draws, for matplotlib is large."""

import io
from collections.abc import Sequence
from textwrap import shorten

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from commands.reviewers.pictures import Bar

OFFERED, NEEDED, TEXT, GRID = "#2f6fde", "#d1495b", "#1f2430", "#dfe3ea"
LABEL_LENGTH = 48  # characters of a bar's label
WIDTH, BAR_HEIGHT, REST, SHARPNESS = 7.2, 0.27, 1.2, 150  # inches, and dots in each


def draw_bars(title: str, unit: str, bars: Sequence[Bar]) -> bytes:
    """A PNG with one bar under another, the first on top, and a mark where each should reach."""
    figure = Figure(figsize=(WIDTH, REST + BAR_HEIGHT * len(bars)), dpi=SHARPNESS, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    places = range(len(bars))
    axes.barh(places, [bar.value for bar in bars], height=0.62, color=OFFERED, label="offered")
    marked = [(place, bar.target) for place, bar in zip(places, bars, strict=True) if bar.target]
    if marked:
        at, targets = zip(*marked, strict=True)
        axes.plot(targets, at, linestyle="none", marker="|", markersize=13, markeredgewidth=2.5, color=NEEDED)
        axes.plot(
            [],
            [],
            linestyle="none",
            marker="|",
            markersize=9,
            markeredgewidth=2,
            color=NEEDED,
            label="needed",
        )
    labels = [shorten(_literal(bar.label), LABEL_LENGTH, placeholder="…") for bar in bars]
    axes.set_yticks(places, labels, color=TEXT)
    axes.invert_yaxis()
    axes.set_xlim(left=0)
    axes.set_xlabel(unit, color=TEXT)
    figure.suptitle(_literal(title), x=0.01, ha="left", color=TEXT, fontweight="bold")
    axes.grid(axis="x", color=GRID)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(length=0)
    axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2, frameon=False, borderaxespad=0.2)
    content = io.BytesIO()
    figure.savefig(content, format="png")
    return content.getvalue()


def _literal(text: str) -> str:
    """A dollar sign would begin a formula."""
    return text.replace("$", r"\$")
