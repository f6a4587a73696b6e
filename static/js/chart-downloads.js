/* Saves a chart as a picture, from the very figure that can be downloaded, and copies the sentence that quotes it. */
"use strict";

(() => {
  const SHARPNESS = 2; // pixels of the picture for one of the figure: letters stay clear in a report

  const downloads = document.querySelector(".chart-downloads");
  if (!downloads) return;
  const told = downloads.querySelector("[role=status]");

  const save = (blob, ending) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${downloads.dataset.name.replaceAll(/[\\/:*?"<>|]/g, "_")}.${ending}`;
    link.click();
    URL.revokeObjectURL(link.href);
  };

  const drawn = async () => {
    const answer = await fetch(downloads.dataset.figure);
    if (!answer.ok) throw new Error(`${answer.status}`);
    const { data, layout } = await answer.json();
    const { width, height } = layout;
    const svg = await Plotly.toImage({ data, layout }, { format: "svg", imageDataOnly: true, width, height });
    return { svg, width, height };
  };

  // plotly.js would load the drawing from a blob: address, which our policy refuses to images; data: it allows.
  const painted = async ({ svg, width, height }) => {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * SHARPNESS;
    canvas.height = height * SHARPNESS;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  };

  const makers = {
    svg: async () => new Blob([(await drawn()).svg], { type: "image/svg+xml" }),
    png: async () => painted(await drawn()),
  };

  for (const button of downloads.querySelectorAll("[data-format]")) {
    const { format } = button.dataset;
    button.hidden = false;
    button.addEventListener("click", async () => {
      told.textContent = "画像を作っています。";
      try {
        save(await makers[format](), format);
        told.textContent = "画像を保存しました。";
      } catch {
        told.textContent = "画像を作れませんでした。通信を確かめて、もう一度押してください。";
      }
    });
  }

  const copy = downloads.querySelector("[data-copy]");
  const words = downloads.querySelector(".citation-words");
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(words.textContent);
      told.textContent = "引用をコピーしました。";
    } catch {
      // Without TLS browsers offer no clipboard.
      getSelection().selectAllChildren(words);
      told.textContent = "引用を選びました。Ctrl+C（MacではCommand+C）でコピーしてください。";
    }
  });
})();
