// Tells which searches were meant and whether a hit was opened; nothing of who searches.
// Without this file, searches that are sent with Enter or a button count all the same.
(() => {
  "use strict";
  // So long a result is looked at before a search that was only typed counts.
  const MEANT = 3000;
  let typed = false, timer;

  const tell = (opened) => {
    const form = document.getElementById("search-note");
    if (!form) return;
    const said = new FormData(form);
    if (opened) said.set("opened", "1");
    navigator.sendBeacon(form.action, said);
  };

  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.elt.id !== "search") return;
    clearTimeout(timer);
    typed = event.detail.triggeringEvent?.type === "input";
    if (typed) event.detail.headers["Search-Typing"] = "1";
  });

  document.addEventListener("htmx:afterSettle", () => {
    clearTimeout(timer);
    if (typed) timer = setTimeout(tell, MEANT, false);
  });

  for (const press of ["click", "auxclick"]) {
    document.addEventListener(press, (event) => {
      if (event.target.closest("#found .hit a")) tell(true);
    });
  }
})();
