/* Draws the figure that the page hands over. All its numbers stand in the tables beneath as well. */
"use strict";

(() => {
  const WIDTH_OF_YEAR = 96; // pixels that 「平成29年度」 takes with room around it
  const MARGINS = 96;
  const source = document.getElementById("kpi-figure");
  const place = document.getElementById("kpi-chart");
  if (!source || !place) return;

  const ON_PAPER = { width: 900, height: 400 };

  /** The axis with fewer years named, so that the names stay level and apart where there is little room. */
  const thinned = (axis) => {
    const named = axis.tickvals?.length;
    if (!named) return axis;
    const fitting = Math.max(Math.floor((place.clientWidth - MARGINS) / WIDTH_OF_YEAR), 1);
    const every = Math.ceil(named / fitting);
    const some = (list) => list.filter((_, index) => index % every === 0);
    return { ...axis, tickangle: 0, tickvals: some(axis.tickvals), ticktext: some(axis.ticktext) };
  };

  /** The layout in the page's own type, the legend at the foot of the figure, however many lines it takes. */
  const fitted = (layout) => ({
    ...layout,
    font: { ...layout.font, family: getComputedStyle(place).fontFamily, size: 14 },
    legend: { ...layout.legend, yref: "container", y: 0, yanchor: "bottom" },
    xaxis: thinned(layout.xaxis),
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
  place.replaceChildren();
  place.classList.add("is-drawn");
  Plotly.newPlot(place, figure.data, fitted(figure.layout), { responsive: true, displayModeBar: false, locale: "ja" });

  // The drawing keeps the width of the window: on paper it takes the width of the sheet instead.
  window.addEventListener("beforeprint", () => Plotly.relayout(place, { autosize: false, ...ON_PAPER }));
  window.addEventListener("afterprint", () => Plotly.relayout(place, { autosize: true, width: null, height: null }));
})();
