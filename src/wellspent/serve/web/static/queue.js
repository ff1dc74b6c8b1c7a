/* The queue by keys: d done, g genuine, w time-waster, b bot, r release on the row with the focus,
   or on the rows chosen by x; m moves, u undoes. Forms are sent without loading the page anew, and the focus
   stays where it was in the list. Nothing here is needed: every act is a button of a form. */
"use strict";
(() => {
  const swap = document.getElementById("swap");
  if (!swap) return;
  const rows = () => [...swap.querySelectorAll("[data-row]")];
  const here = () => rows().findIndex((row) => row.contains(document.activeElement));
  const dialog = document.getElementById("keys");
  let sending = false;
  let leaveIt = false; /* to the browser */

  function put(html, focusOn) {
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("swap");
    if (!fresh) return false;
    swap.replaceChildren(...fresh.childNodes);
    const said = swap.querySelector("#done, [role=alert]");
    if (said) say(said.textContent.trim());
    const all = rows();
    const row = all[Math.min(focusOn, all.length - 1)];
    if (row) row.querySelector("a").focus();
    else document.getElementById("main").focus();
    return true;
  }

  /* What is put into the page with its words already in it may go unheard: say it in a place of
     its own. */
  const voice = document.createElement("p");
  voice.className = "hidden";
  voice.setAttribute("aria-live", "polite");
  document.body.append(voice);
  function say(words) {
    voice.textContent = words;
  }

  async function send(form, button) {
    if (sending) return;
    sending = true;
    const focusOn = Math.max(0, here());
    const body = new URLSearchParams(new FormData(form, button));
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { accept: "text/html" } });
      if (!put(await answer.text(), focusOn)) location.assign(answer.url);
    } catch {
      leaveIt = true; /* The browser says what is wrong. */
      form.requestSubmit(button);
    } finally {
      sending = false;
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || !swap.contains(form) || leaveIt) return;
    event.preventDefault();
    if (sending) return;
    if (event.submitter && event.submitter.value === "" && event.submitter.name) return;
    send(form, event.submitter);
  });

  function button(key) {
    if (key === "u") return swap.querySelector(".done [data-key=u]");
    const chosen = swap.querySelector("[data-row] input:checked");
    if (chosen) return swap.querySelector(`[data-bulk="${key}"]`);
    const row = rows()[here()];
    return row ? row.querySelector(`[data-key="${key}"]`) : null;
  }

  function move() {
    const row = rows()[here()];
    if (!row) return;
    row.querySelector(".move").open = true;
    row.querySelector(".moves button").focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || dialog.open) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    if (event.key === "m") {
      event.preventDefault();
      move();
    }
    if (!"dgwbru".includes(event.key)) return;
    const found = button(event.key);
    if (!found) return;
    event.preventDefault();
    found.click();
  });

  document.addEventListener("focusin", () => {
    const row = rows()[here()];
    document.querySelectorAll(".point.here").forEach((one) => one.classList.remove("here"));
    const mark = row && document.getElementById(`map-${row.dataset.lead}`);
    if (mark) mark.classList.add("here");
  });

  window.wellspentQueue = { put };
})();
