// Links with data-card open a small card over the text: on hover, focus and tap.
// Without this file they are links to the page that the card is about.
(() => {
  "use strict";
  const GRACE = 250; // milliseconds in which the pointer may travel to the card
  const fetched = new Map();
  let card, opener, timer, touched;

  const made = () => {
    card = document.createElement("div");
    card.className = "termcard";
    card.id = "termcard";
    card.setAttribute("role", "group");
    card.hidden = true;
    // Inside the main part, so that those who go by landmarks come upon it.
    (document.getElementById("main") || document.body).append(card);
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", later);
    card.addEventListener("focusout", (event) => {
      if (!card.contains(event.relatedTarget) && event.relatedTarget !== opener) close();
    });
  };

  const close = () => {
    clearTimeout(timer);
    if (!card || card.hidden) return;
    card.hidden = true;
    opener.removeAttribute("aria-describedby");
    opener = null;
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(close, GRACE);
  };

  const place = () => {
    const words = opener.getClientRects()[0];
    const { offsetWidth: width, offsetHeight: height } = card;
    const room = document.documentElement.clientWidth - width - 8;
    const below = words.bottom + height + 8 < innerHeight || words.top < height + 8;
    card.style.left = `${Math.max(8, Math.min(words.left, room)) + scrollX}px`;
    card.style.top = `${(below ? words.bottom + 2 : words.top - height - 2) + scrollY}px`;
  };

  const open = async (link) => {
    clearTimeout(timer);
    if (opener === link) return;
    if (opener) close();
    opener = link;
    const address = link.dataset.card;
    if (!fetched.has(address)) {
      fetched.set(
        address,
        fetch(address, { headers: { "X-Requested-With": "fetch" } }).then((answer) => {
          if (!answer.ok || answer.redirected) throw new Error(answer.status);
          return answer.text();
        }),
      );
    }
    let words;
    try {
      words = await fetched.get(address);
    } catch {
      fetched.delete(address);
      if (opener === link) opener = null;
      return;
    }
    if (opener !== link) return;
    if (!card) made();
    card.innerHTML = words;
    card.hidden = false;
    link.setAttribute("aria-describedby", card.id);
    place();
  };

  const linkOf = (event) => event.target.closest?.("a[data-card]");

  document.addEventListener("pointerover", (event) => {
    const link = linkOf(event);
    if (link && event.pointerType === "mouse") {
      clearTimeout(timer);
      timer = setTimeout(() => open(link), opener ? 0 : 150);
    }
  });
  document.addEventListener("pointerout", (event) => {
    if (linkOf(event) && event.pointerType === "mouse") later();
  });
  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch" ? linkOf(event) : null;
    if (card && !card.hidden && !card.contains(event.target) && !linkOf(event)) close();
  });
  document.addEventListener("focusin", (event) => {
    const link = linkOf(event);
    if (link && link !== touched && link.matches(":focus-visible")) open(link);
  });
  document.addEventListener("focusout", (event) => {
    if (linkOf(event) && !card?.contains(event.relatedTarget)) later();
  });
  // A first tap opens the card; the card has the way to the page.
  document.addEventListener("click", (event) => {
    const link = linkOf(event);
    if (!link || link !== touched || opener === link) return;
    event.preventDefault();
    open(link);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  addEventListener("resize", close);
})();
