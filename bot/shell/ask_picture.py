"""A week's questions as a picture: a bar a topic, in two colours."""

import io
from collections.abc import Sequence
from textwrap import shorten

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

ANSWERED, MISSED, TEXT, GRID = "#2f6fde", "#d98a1f", "#1f2430", "#dfe3ea"
LABEL_LENGTH = 44  # characters
WIDTH, BAR_HEIGHT, REST = 9.0, 0.36, 1.4  # inches

Bar = tuple[str, int, bool]
"""A topic, how often it was asked, and whether the call is silent on it."""


def draw_week(bars: Sequence[Bar]) -> bytes:
    """A PNG with one bar under another, the first on top."""
    figure = Figure(figsize=(WIDTH, REST + BAR_HEIGHT * len(bars)), dpi=110, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    places = range(len(bars))
    axes.barh(
        places,
        [count for _, count, _ in bars],
        height=0.62,
        color=[MISSED if missed else ANSWERED for _, _, missed in bars],
    )
    axes.set_yticks(places, [_label(topic) for topic, _, _ in bars], color=TEXT)
    axes.invert_yaxis()
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel("times asked in seven days", color=TEXT)
    axes.set_title("What people ask", loc="left", color=TEXT, fontweight="bold")
    axes.grid(axis="x", color=GRID)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(length=0)
    legend = [Patch(color=ANSWERED, label="answered"), Patch(color=MISSED, label="the call is silent")]
    axes.legend(handles=legend, loc="lower right", frameon=True, framealpha=0.9)
    content = io.BytesIO()
    figure.savefig(content, format="png")
    return content.getvalue()


def _label(topic: str) -> str:
    """A dollar sign would begin a formula."""
    return shorten(topic, LABEL_LENGTH, placeholder="…").replace("$", r"\$")
