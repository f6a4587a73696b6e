/* A line at the foot of the window that says what was done, with a button that takes it back. */

const LONGEST = 30_000; // milliseconds

export const startNotes = (place) => {
  const words = place.querySelector("[data-words]");
  const button = place.querySelector("[data-act]");
  let act = () => {};
  let timer;

  const hide = () => {
    place.hidden = true;
  };

  button.addEventListener("click", () => {
    hide();
    act();
  });
  place.querySelector("[data-close]").addEventListener("click", hide);

  return (text, offered) => {
    words.textContent = text;
    button.textContent = offered.label;
    act = offered.act;
    place.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(hide, LONGEST);
  };
};
