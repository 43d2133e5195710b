// One key for each thing that a reviewer does. Everything works without this file, by plain forms and links.
(() => {
  "use strict";

  const all = (selector) => [...document.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  const cards = () => all("[data-card]");
  const undecided = (card) => card.dataset.verdict === "" && !card.classList.contains("sending");

  // Where one person decides each work, nobody is led to a card that somebody else reads while others are left.
  const taken = (card) => one(".cards[data-single]") && one("[data-reading]:not([hidden])", card);
  const offered = (every) => every.find((card) => undecided(card) && !taken(card)) ?? every.find(undecided);

  // The card that keys are about: the focused one, else the last that was, else the first to decide on.
  let last = "";
  const current = () =>
    document.activeElement?.closest?.("[data-card]") ??
    document.getElementById(last) ??
    cards().find(undecided) ??
    cards()[0];

  const look = (card) => {
    if (!card) return;
    last = card.id;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "start" });
  };

  const SAID_FOR = 6000; // milliseconds; an alarm stays until something is sent again
  let hush = 0;
  const tell = (words, alarm) => {
    one("#said").textContent = alarm ? "" : words;
    one("#alarm").textContent = alarm ? words : "";
  };

  const after = (card) => {
    const every = cards();
    const place = every.indexOf(card);
    return offered([...every.slice(place + 1), ...every.slice(0, place)]) ?? one("#end");
  };

  const step = (by) => {
    const link = one(by > 0 ? "[data-next]" : "[data-previous]");
    if (link) return link.click();
    const every = cards();
    const focused = document.activeElement?.closest?.("[data-card]");
    const place = every.indexOf(focused ?? document.getElementById(last));
    look(every[place < 0 ? 0 : Math.min(every.length - 1, Math.max(0, place + by))]);
  };

  const decide = (value) => {
    const form = current() && one("form[data-decide]", current());
    if (form) form.requestSubmit(one(`button[value="${value}"]`, form));
  };

  const open = (selector, inside) => {
    const details = current() && one(selector, current());
    if (!details) return;
    for (const other of all(".decide details[open]")) other.open = other === details;
    details.open = true;
    one(inside, details).focus();
  };

  const close = () => {
    const menu = one(".more[open]");
    if (menu) {
      menu.open = false;
      return one("summary", menu).focus();
    }
    const details = document.activeElement?.closest?.("details[open]") ?? one(".decide details[open]");
    const card = details?.closest("[data-card]");
    if (details) details.open = false;
    if (card) card.focus({ preventScroll: true });
  };

  const keys = {
    i: () => decide("include"),
    m: () => decide("maybe"),
    x: () => open("[data-reasons]", "button"),
    n: () => open("[data-note]", "textarea"),
    u: () => one("form[data-undo]")?.requestSubmit(),
    j: () => step(1),
    k: () => step(-1),
    o: () => current() && one("[data-open]", current())?.click(),
    "/": () => one("[data-search]")?.focus(),
    "?": () => one("#keys")?.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") return void close();
    if (one("dialog[open]") || event.target.closest("input, textarea, select")) return;
    const menu = one("[data-reasons][open]");
    const chosen = menu && one(`[data-digit="${CSS.escape(event.key)}"]`, menu);
    const act = chosen ? () => chosen.click() : keys[event.key];
    if (!act || event.repeat) return;
    event.preventDefault();
    act();
  });

  // The next card is in place before the answer comes; a card whose decision was not kept says so.
  document.addEventListener("submit", (event) => {
    const card = event.target.matches("form[data-decide]") && event.target.closest("[data-card]");
    if (!card || !event.target.hasAttribute("hx-post")) return;
    for (const details of all(".decide details[open]")) details.open = false;
    card.classList.remove("unsaved");
    card.classList.add("sending");
    clearTimeout(hush);
    tell("", false);
    look(after(card));
  });

  const failed = (event) => {
    if (event.detail?.ctx?.sourceElement?.id === "beat") return;
    clearTimeout(hush);
    const card = event.detail?.ctx?.sourceElement?.closest?.("[data-card]");
    if (card) {
      card.classList.remove("sending");
      card.classList.add("unsaved");
      look(card);
    }
    tell("That was not saved. Try again; if it goes on, load the page anew.", true);
  };
  document.addEventListener("htmx:response:error", failed);
  document.addEventListener("htmx:error", failed);
  document.addEventListener("ken-undone", (event) => look(document.getElementById(event.detail.card)));

  // What is left is put into the order that decisions have taught, behind the card that is being read.
  const order = (works) => {
    const reading = current();
    const left = works
      .map((work) => document.getElementById(`card-${work}`))
      .filter((card) => card && card !== reading && undecided(card));
    const now = cards().filter((card) => left.includes(card));
    if (now.every((card, place) => card === left[place])) return;
    const first = undecided(reading) ? [reading] : [];
    let behind = first[0] ?? cards().filter((card) => !left.includes(card)).at(-1);
    for (const card of left) {
      behind.after(card);
      behind = card;
    }
    const item = (card) => one(`#index-${CSS.escape(card.id.slice("card-".length))}`);
    const list = one(".index ol");
    for (const card of cards()) list?.append(item(card));
  };
  document.addEventListener("ken-order", (event) => order(event.detail.works));

  // A menu goes when something else is meant.
  document.addEventListener("click", (event) => {
    for (const menu of all(".more[open]")) menu.open = menu.contains(event.target);
  });

  document.addEventListener("htmx:after:swap", () => {
    clearTimeout(hush);
    hush = setTimeout(() => tell("", false), SAID_FOR);
  });

  document.addEventListener("focusin", (event) => {
    const card = event.target.closest("[data-card]");
    if (!card) return;
    last = card.id;
    beat();
  });

  // Who is on which card: told every 15 seconds and when another card is read, never for a page out of sight.
  const beat = () => {
    const field = one("#beat input[name=work]");
    const work = last.slice("card-".length);
    if (!field || !work || field.value === work) return;
    field.value = work;
    one("#beat").dispatchEvent(new CustomEvent("ken-look"));
  };
  document.addEventListener("htmx:before:request", (event) => {
    if (event.detail?.ctx?.sourceElement?.id === "beat" && document.hidden) event.preventDefault();
  });
  const readers = (names) =>
    names.length === 1 ? `${names[0]} is reading this` : `${names.slice(0, -1).join(", ")} and ${names.at(-1)} are reading this`;
  document.addEventListener("ken-reading", (event) => {
    for (const place of all("[data-reading]")) {
      const names = event.detail.works[place.dataset.reading];
      place.hidden = !names;
      place.textContent = !names ? "" : "short" in place.dataset ? names.join(", ") : readers(names);
    }
  });

  // A reviewer who comes to a queue begins at once, where they left off.
  if (one(".cards")) {
    const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (named) look(named);
    else offered(cards())?.focus({ preventScroll: true });
  } else if (one("article.work")) {
    one("article.work").focus({ preventScroll: true });
  }
})();
