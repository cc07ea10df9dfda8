// In the editor: says which words of a page the concept bank advises against.
(() => {
  "use strict";
  const EVERY = 2500; // milliseconds between two looks at the text
  const own = document.currentScript;

  const words = (value) => {
    if (!value.startsWith("{")) return value;
    try {
      return JSON.parse(value).blocks.map((block) => block.text).join("\n\n");
    } catch {
      return "";
    }
  };

  const textOf = (form) =>
    [...new FormData(form)]
      .filter(([name, value]) => typeof value === "string" && /^(title|summary|body-.*-value.*)$/.test(name))
      .map(([, value]) => words(value))
      .filter(Boolean)
      .join("\n\n");

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("form[data-edit-form]") || document.getElementById("w-editor-form");
    const place = document.querySelector('[id^="panel-child-"][id$="-body-section"]');
    const page = /\/pages\/(?:add\/\w+\/\w+\/)?(\d+)\//.exec(location.pathname);
    if (!form || !place || !page) return;
    const box = document.createElement("div");
    box.setAttribute("role", "status");
    box.className = "writing-hints";
    place.before(box);
    let seen = "", busy = false;
    setInterval(async () => {
      const text = textOf(form);
      if (busy || document.hidden || text === seen) return;
      busy = true;
      const body = new FormData();
      body.set("text", text);
      body.set("page", page[1]);
      body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      try {
        const answer = await fetch(own.dataset.address, { method: "POST", body });
        if (answer.ok && !answer.redirected) {
          const html = await answer.text();
          if (box.innerHTML !== html) box.innerHTML = html;
          seen = text;
        }
      } catch {
        // Without a connection there are no hints; writing goes on.
      } finally {
        busy = false;
      }
    }, EVERY);
  });
})();
