// The list below a search field: arrows choose, Enter opens, Escape closes.
// Without this file the form leads to the search page.
(() => {
  "use strict";
  for (const form of document.querySelectorAll("form[data-offers]")) {
    const place = document.getElementById(form.dataset.offers);
    const field = form.querySelector("[type=search]");
    const said = form.querySelector("[data-offers-said]");
    let sent = false;
    const options = () => [...place.querySelectorAll("[role=option]")];
    const chosen = () => place.querySelector("[aria-selected=true]");

    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");

    const choose = (option) => {
      chosen()?.setAttribute("aria-selected", "false");
      field.removeAttribute("aria-activedescendant");
      if (!option) return;
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", option.id);
    };

    const show = (open) => {
      const list = place.querySelector("[role=listbox]");
      place.hidden = !open || !place.childElementCount;
      field.setAttribute("aria-expanded", String(!place.hidden && Boolean(list)));
      if (list && !place.hidden) field.setAttribute("aria-controls", list.id);
      else field.removeAttribute("aria-controls");
      if (place.hidden) choose(null);
    };

    place.addEventListener("htmx:afterSwap", () => {
      const list = place.querySelector("[role=listbox]");
      if (list) list.id = `${place.id}-list`;
      options().forEach((option, number) => (option.id = `${list.id}-${number}`));
      show(!sent && document.activeElement === field);
      said.textContent = place.hidden ? "" : place.querySelector("[data-said]").dataset.said;
    });

    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !place.hidden) {
        event.preventDefault();
        show(false);
      } else if (event.key === "Enter" && chosen()) {
        event.preventDefault();
        chosen().click();
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        show(true);
        const all = options();
        if (!all.length) return;
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        const now = all.indexOf(chosen());
        // Past either end the field itself is chosen again.
        const next = now < 0 ? (step > 0 ? 0 : all.length - 1) : now + step;
        choose(all[next]);
      }
    });
    // What has been sent is not offered once more, also when the offers come late.
    form.addEventListener("submit", () => {
      sent = true;
      show(false);
    });
    field.addEventListener("input", () => (sent = false));
    field.addEventListener("focus", () => show(!sent));
    form.addEventListener("focusout", (event) => {
      if (!form.contains(event.relatedTarget)) show(false);
    });
    // A press on an option must not take the focus before the click arrives.
    place.addEventListener("pointerdown", (event) => event.preventDefault());
  }
})();
