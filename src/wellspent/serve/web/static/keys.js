/* Keys: j and k walk through rows, enter opens, x chooses, n notes a call, / searches, ? lists these. Nothing here
   is needed: every row is a link, every form has its button. */
"use strict";
(() => {
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const typing = (element) => element.closest("input:not([type=checkbox]), select, textarea") !== null;
  const dialog = document.getElementById("keys");

  function walk(step) {
    const all = rows();
    if (all.length === 0) return;
    const here = all.findIndex((row) => row.contains(document.activeElement));
    const next = here === -1 ? (step > 0 ? 0 : all.length - 1) : here + step;
    const row = all[Math.min(all.length - 1, Math.max(0, next))];
    row.querySelector("a").focus();
    row.scrollIntoView({ block: "nearest" });
  }

  function choose() {
    const row = document.activeElement.closest("[data-row]");
    const box = row && row.querySelector("input[type=checkbox]");
    if (!box) return;
    box.checked = !box.checked;
    mark(box);
  }

  function mark(box) {
    box.closest("[data-row]").classList.toggle("chosen", box.checked);
  }

  function search() {
    const field = document.getElementById("search");
    field.focus();
    field.select();
  }

  const acts = {
    j: () => walk(1),
    k: () => walk(-1),
    x: choose,
    "/": search,
    n: () => location.assign(document.querySelector("[data-note]").href),
    "?": () => dialog.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const act = acts[event.key];
    if (!act || dialog.open) return;
    event.preventDefault();
    act();
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-row] input[type=checkbox]")) mark(event.target);
    if (event.target.matches("select[data-send]")) event.target.form.requestSubmit();
  });

  document.querySelectorAll("[data-keys]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => dialog.showModal());
  });
})();
