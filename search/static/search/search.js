// The search page while somebody types: what is said aloud, and what stays open.
// Without this file, and without htmx, the form leads to the same pages.
(() => {
  "use strict";
  const PAUSE = 1000; // milliseconds of rest after which the number of hits is said
  const said = document.getElementById("said");
  const drawer = document.getElementById("narrow");
  const opened = new Set();
  let timer;

  // Said once when the typing rests, not with every letter.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id !== "found") return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      said.textContent = document.getElementById("found").dataset.said;
    }, PAUSE);
  });

  // Lists that were unfolded stay so when their numbers are renewed.
  drawer.addEventListener(
    "toggle",
    (event) => {
      if (!event.target.matches("details")) return;
      if (event.target.open) opened.add(event.target.id);
      else if (event.target.isConnected) opened.delete(event.target.id);
    },
    true,
  );
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    if (event.detail.target?.id !== "options") return;
    for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  });

  // The drawer of a phone takes the focus; the browser gives it back on closing.
  drawer.addEventListener("toggle", (event) => {
    if (event.target === drawer && event.newState === "open") drawer.querySelector("button").focus();
  });
})();
