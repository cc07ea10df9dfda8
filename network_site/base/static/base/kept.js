// What is typed into a form and has not reached the site is kept on this device: a
// session may have ended, or the connection gone. The form itself works without this.
(() => {
  "use strict";
  const form = document.querySelector("form[data-kept]");
  if (!form) return;
  const key = form.dataset.kept;
  const said = document.getElementById("kept-said");
  const fields = () =>
    [...form.elements].filter(
      (field) => field.name && !["file", "hidden", "submit", "button"].includes(field.type),
    );
  const say = (words) => {
    if (said) said.textContent = words;
  };

  const write = () => {
    const typed = fields().map((field) => [
      field.name,
      ["radio", "checkbox"].includes(field.type) ? [field.value, field.checked] : field.value,
    ]);
    localStorage.setItem(key, JSON.stringify(typed));
  };

  const restore = () => {
    let typed;
    try {
      typed = JSON.parse(localStorage.getItem(key) || "[]");
    } catch {
      return;
    }
    let changed = false;
    for (const [name, value] of typed) {
      for (const field of fields().filter((found) => found.name === name)) {
        if (Array.isArray(value)) {
          if (field.value !== value[0] || field.checked === value[1]) continue;
          field.checked = value[1];
        } else {
          if (field.value === value) continue;
          field.value = value;
        }
        changed = true;
      }
    }
    if (changed) say(form.dataset.restored);
  };

  restore();
  form.addEventListener("input", write);
  form.addEventListener("submit", (event) => {
    write();
    if (!navigator.onLine) {
      event.preventDefault();
      say(form.dataset.offline);
      said?.scrollIntoView({ block: "nearest" });
      return;
    }
    sessionStorage.setItem("kept-sent", key);
  });

  // The site has what was typed: this device need not keep it.
  let latest = "";
  form.addEventListener("htmx:beforeRequest", () => {
    latest = localStorage.getItem(key);
  });
  form.addEventListener("htmx:beforeSwap", (event) => {
    const asked = new URL(event.detail.pathInfo.requestPath, location.href).pathname;
    const answered = new URL(event.detail.xhr.responseURL || location.href).pathname;
    if (asked !== answered || event.detail.xhr.status !== 200) {
      // The sign-in page has answered instead.
      event.detail.shouldSwap = false;
      say(form.dataset.signedOut);
      return;
    }
    say("");
    if (localStorage.getItem(key) === latest) localStorage.removeItem(key);
  });
  form.addEventListener("htmx:sendError", () => say(form.dataset.offline));
})();
