/* Draws the figure that the page hands over. All its numbers stand in the tables beneath as well. */
"use strict";

(() => {
  const NARROW = 560;
  const source = document.getElementById("kpi-figure");
  const place = document.getElementById("kpi-chart");
  if (!source || !place) return;

  /** The axis with every second year named, so that the names stay level where there is little room. */
  const thinned = (axis) => ({
    ...axis,
    tickangle: 0,
    tickvals: axis.tickvals?.filter((_, index) => index % 2 === 0),
    ticktext: axis.ticktext?.filter((_, index) => index % 2 === 0),
  });

  /** The layout in the page's own type, the legend at the foot of the figure, however many lines it takes. */
  const fitted = (layout) => ({
    ...layout,
    font: { ...layout.font, family: getComputedStyle(place).fontFamily, size: 14 },
    legend: { ...layout.legend, yref: "container", y: 0, yanchor: "bottom" },
    xaxis: place.clientWidth < NARROW ? thinned(layout.xaxis) : layout.xaxis,
  });

  const DAYS = ["日", "月", "火", "水", "木", "金", "土"];
  const MONTHS = Array.from({ length: 12 }, (_, index) => `${index + 1}月`);
  Plotly.register({
    moduleType: "locale",
    name: "ja",
    dictionary: {},
    format: {
      days: DAYS.map((day) => `${day}曜日`),
      shortDays: DAYS,
      months: MONTHS,
      shortMonths: MONTHS,
      date: "%Y/%m/%d",
    },
  });

  const figure = JSON.parse(source.textContent);
  Plotly.newPlot(place, figure.data, fitted(figure.layout), { responsive: true, displayModeBar: false, locale: "ja" });
})();
