/* Draws the figure that the page hands over. All its numbers stand in the tables beneath as well. */
"use strict";

(() => {
  const WIDTH_OF_YEAR = 72; // pixels that 「2017年度」 takes with room around it
  const MARGINS = 96;
  const source = document.getElementById("kpi-figure");
  const place = document.getElementById("kpi-chart");
  if (!source || !place) return;

  const YEAR = 365.25 * 24 * 3600 * 1000;
  const ON_PAPER = { width: 900, height: 340 };

  /** The axis with fewer years named, so that the names stay level and apart where there is little room. */
  const thinned = (axis) => {
    if (!axis.range) return axis;
    const years = Math.round((new Date(axis.range[1]) - new Date(axis.range[0])) / YEAR);
    const fitting = Math.ceil((years * WIDTH_OF_YEAR) / Math.max(place.clientWidth - MARGINS, 1));
    const sent = Number.parseInt(axis.dtick?.slice(1) ?? "12", 10) / 12;
    return { ...axis, tickangle: 0, dtick: `M${12 * Math.max(sent, fitting)}` };
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
