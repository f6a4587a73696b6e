/* Draws the figure that the page hands over. All numbers stand in the tables beneath as well. */
"use strict";

(() => {
  const source = document.getElementById("kpi-figure");
  const place = document.getElementById("kpi-chart");
  if (!source || !place) return;

  Plotly.register({
    moduleType: "locale",
    name: "ja",
    dictionary: {},
    format: {
      days: ["日曜日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日"],
      shortDays: ["日", "月", "火", "水", "木", "金", "土"],
      months: ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
      shortMonths: ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
      date: "%Y/%m/%d",
    },
  });

  const figure = JSON.parse(source.textContent);
  figure.layout.font = { family: getComputedStyle(place).fontFamily, size: 14, ...figure.layout.font };
  Plotly.newPlot(place, figure.data, figure.layout, { responsive: true, displayModeBar: false, locale: "ja" });
})();
