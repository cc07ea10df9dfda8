// Small comforts; every page works without this file.
(() => {
  "use strict";
  const root = document.documentElement;

  // The reader's choice of theme, kept on this device.
  const saved = localStorage.getItem("theme");
  if (saved) root.dataset.theme = saved;
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field.matches("[data-theme-choice]")) {
      if (field.value) {
        root.dataset.theme = field.value;
        localStorage.setItem("theme", field.value);
      } else {
        delete root.dataset.theme;
        localStorage.removeItem("theme");
      }
    }
    if (field.closest("form[data-submit-on-change]")) field.form.requestSubmit();
  });

  document.addEventListener("DOMContentLoaded", () => {
    for (const field of document.querySelectorAll("[data-theme-choice]")) {
      field.checked = field.value === (localStorage.getItem("theme") || "");
    }
    // Browsers give the clipboard to safe connections only.
    for (const button of document.querySelectorAll("[data-copy]")) {
      button.hidden = !navigator.clipboard;
    }
    // After a form came back with errors, the reader starts at what is wrong.
    document.querySelector("[data-focus-first]")?.focus();
  });

  // What was typed and has arrived need not be kept on this device any more (kept.js);
  // nothing of it is left to whoever signs in next.
  document.addEventListener("DOMContentLoaded", () => {
    const sent = sessionStorage.getItem("kept-sent");
    if (!sent || !document.querySelector("[data-arrived]")) return;
    localStorage.removeItem(sent);
    sessionStorage.removeItem("kept-sent");
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-forget-all]")) return;
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith("kept:")) localStorage.removeItem(key);
    }
  });

  // Soft hyphens divide long words on the screen; they must not travel in a copy.
  document.addEventListener("copy", (event) => {
    const text = String(getSelection());
    if (text.includes("\u00ad") && event.clipboardData) {
      event.clipboardData.setData("text/plain", text.replaceAll("\u00ad", ""));
      event.preventDefault();
    }
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    const said = document.getElementById(button.getAttribute("aria-describedby"));
    if (said) said.textContent = button.dataset.copied;
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const fields = document.querySelectorAll('form[role="search"] input[type="search"]');
    const shown = [...fields].find((field) => field.offsetParent !== null);
    if (shown) {
      event.preventDefault();
      shown.focus();
      shown.select();
    }
  });
})();
