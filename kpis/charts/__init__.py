"""A KPI's history as a figure, a sentence and a line in a table cell: pure functions, plain values.

The figure is a dict that plotly.js draws; `plotly.graph_objects.Figure(kpi_figure(series))` accepts it. Figure
and sentence say the same, and so do the tables of the KPI page: nobody depends on seeing the drawing.
"""

from kpis.charts.derived import DerivedValue, derived_values
from kpis.charts.figure import kpi_figure
from kpis.charts.gist import Gist, gist_of
from kpis.charts.lanes import lanes_of
from kpis.charts.sentence import kpi_sentence, scale_note
from kpis.charts.small_chart import small_chart_svg
from kpis.charts.sparkline import sparkline_svg
from kpis.charts.together import together_figure, why_apart

__all__ = [
    "DerivedValue",
    "Gist",
    "derived_values",
    "gist_of",
    "kpi_figure",
    "kpi_sentence",
    "lanes_of",
    "scale_note",
    "small_chart_svg",
    "sparkline_svg",
    "together_figure",
    "why_apart",
]
