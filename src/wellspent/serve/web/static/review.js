/* The editor checks while you type: the form is sent whenever the typing rests, an older request is
   dropped, and the parts of the page with the same id take the answer's place. Marks lie in a copy of
   the text behind each field and move along while you type. Nothing here is needed: the button Review
   sends the same form, and every fix is a button of it. */
"use strict";
(() => {
  const form = document.querySelector("[data-editor]");
  if (!form) return;
  const RESTS = 350, LONG = 100000;
  const names = ["subject", "body"];
  const field = Object.fromEntries(names.map((name) => [name, form.elements.namedItem(name)]));
  const mirror = Object.fromEntries(names.map((name) => [name, field[name].parentElement.querySelector(".mirror")]));
  const state = form.querySelector("[data-state]");
  const voice = form.querySelector("[data-voice]");
  const undo = form.querySelector("[data-undo]");
  const to = form.elements.namedItem("to");
  const dialog = document.getElementById("keys");
  const address = form.dataset.template ? `${form.getAttribute("action")}/live` : "/review/check";
  let text = Object.fromEntries(names.map((name) => [name, field[name].value]));
  let marks = [];
  let here = "";
  let asked = null, timer = 0, lastFix = null;

  form.classList.add("live");

  /* Marks: where they stand, and how they move with what is typed */

  function readMarks() {
    marks = [...document.querySelectorAll("#checked [data-key][data-start]")].map((one) => ({
      key: one.dataset.key,
      kind: one.dataset.mark || "",
      name: one.dataset.field,
      start: Number(one.dataset.start),
      end: Number(one.dataset.end),
    }));
  }

  function moveMarks(name, before, now) {
    let from = 0;
    const most = Math.min(before.length, now.length);
    while (from < most && before[from] === now[from]) from += 1;
    let back = 0;
    while (back < most - from && before[before.length - 1 - back] === now[now.length - 1 - back]) back += 1;
    const cut = before.length - back, by = now.length - before.length;
    for (const mark of marks) {
      if (mark.name !== name || mark.end <= from) continue;
      if (mark.start >= cut) {
        mark.start += by;
        mark.end += by;
      } else {
        mark.gone = true;
      }
    }
  }

  function draw() {
    form.classList.toggle("long", field.body.value.length > LONG);
    for (const name of names) {
      const value = field[name].value;
      const pieces = document.createDocumentFragment();
      if (!(name === "body" && value.length > LONG)) cut(name, value, pieces);
      pieces.append("\n");
      mirror[name].replaceChildren(pieces);
    }
    mirror.subject.scrollLeft = field.subject.scrollLeft;
  }

  function cut(name, value, pieces) {
    const shown = marks.filter((one) => one.name === name && one.kind && !one.gone && one.end > one.start)
      .sort((one, other) => one.start - other.start || other.end - one.end);
    let at = 0;
    for (const one of shown) {
      if (one.end <= at) continue;
      const start = Math.max(one.start, at);
      pieces.append(value.slice(at, start));
      const mark = document.createElement("mark");
      mark.className = one.key === here ? `${one.kind} here` : one.kind;
      mark.dataset.of = one.key;
      mark.textContent = value.slice(start, one.end);
      pieces.append(mark);
      at = one.end;
    }
    pieces.append(value.slice(at));
  }

  /* Checking */

  function say(words, wrong) {
    state.textContent = words;
    state.hidden = !words;
    state.classList.toggle("wrong-state", Boolean(wrong));
  }

  function tell(words) {
    if (voice.textContent !== words) voice.textContent = words;
  }

  const found = () => `Checked: ${document.querySelector("#checked .headline").textContent.trim()}`;

  function soon() {
    clearTimeout(timer);
    if (asked) asked.abort();
    if (field.body.value.length > LONG) {
      say("A text this long is checked when you press Review.");
      return;
    }
    timer = setTimeout(check, RESTS);
    say("Checking …");
  }

  async function check() {
    clearTimeout(timer);
    if (asked) asked.abort();
    const mine = new AbortController();
    asked = mine;
    const sent = names.map((name) => field[name].value);
    say("Checking …");
    try {
      const answer = await fetch(address, { method: "POST", body: sentForm(), signal: mine.signal });
      const html = await answer.text();
      if (mine !== asked || names.some((name, at) => field[name].value !== sent[at])) return;
      if (!put(html)) throw new Error("no part of the page");
      const words = answer.ok ? found() : "Not checked";
      say(words, !answer.ok);
      tell(words);
    } catch (error) {
      if (error.name === "AbortError") return;
      say("Not checked: no answer. Your text is kept; press Review to try again.", true);
      tell("Not checked: no answer. Your text is kept.");
    }
  }

  function sentForm() {
    const data = new FormData(form);
    for (const name of names) data.set(name, field[name].value);
    return data;
  }

  function put(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const parts = [...fresh.querySelectorAll("[id]")].filter((one) => ["checked", "to-known", "wrong"].includes(one.id));
    if (parts.length === 0) return false;
    const open = new Set([...document.querySelectorAll("#checked details[open]")].map(nameOf));
    const row = document.activeElement.closest("#checked [data-row]");
    const focused = row ? { name: nameOfRow(row), at: rows().indexOf(row) } : null;
    for (const part of parts) {
      const old = document.getElementById(part.id);
      if (old) old.replaceWith(document.importNode(part, true));
    }
    document.querySelectorAll("#checked details").forEach((one) => { one.open = open.has(nameOf(one)); });
    if (parts.some((one) => one.id === "checked")) {
      readMarks();
      draw();
    }
    if (focused) focusRow(rows().find((one) => nameOfRow(one) === focused.name) || rows()[Math.min(focused.at, rows().length - 1)]);
    atCaret();
    return true;
  }

  const nameOfRow = (row) => row.querySelector(".goes").textContent.trim() + row.querySelector("p:nth-of-type(2)").textContent;
  function nameOf(details) {
    const row = details.closest("[data-row]");
    return (row ? nameOfRow(row) : "") + details.querySelector("summary").textContent.replace(/\d+/g, "");
  }

  /* Going from finding to text and back */

  const rows = () => [...document.querySelectorAll("#checked [data-row]")];
  const markOf = (row) => marks.find((one) => one.key === row.dataset.key);

  function focusRow(row) {
    if (row) row.querySelector(".goes").focus();
    else document.getElementById("main").focus();
  }

  function light(key) {
    if (key === here) return;
    here = key;
    rows().forEach((row) => row.classList.toggle("here", row.dataset.key === key));
    document.querySelectorAll(".mirror mark").forEach((one) => one.classList.toggle("here", one.dataset.of === key));
  }

  function showMark(key) {
    const found = document.querySelector(`.mirror mark[data-of="${key}"]`);
    if (found) found.scrollIntoView({ block: "nearest" });
  }

  function goTo(row) {
    const mark = markOf(row);
    if (!mark) return;
    const place = field[mark.name];
    place.focus();
    place.setSelectionRange(mark.start, mark.end);
    light(mark.key);
    showMark(mark.key);
  }

  function next(step) {
    const all = rows();
    if (all.length === 0) return;
    const at = all.findIndex((row) => row.contains(document.activeElement));
    if (at !== -1) {
      focusRow(all[(at + step + all.length) % all.length]);
      return;
    }
    const lit = all.findIndex((row) => row.dataset.key === here);
    focusRow(all[lit !== -1 ? lit : step > 0 ? 0 : all.length - 1]);
  }

  function atCaret() {
    const name = names.find((one) => field[one] === document.activeElement);
    if (!name) return;
    const caret = field[name].selectionStart;
    const under = marks.find((one) => one.name === name && one.kind && !one.gone && one.start <= caret && caret <= one.end && one.end > one.start);
    light(under ? under.key : "");
  }

  /* Fixes */

  function write(name, start, end, words) {
    const place = field[name];
    place.focus();
    place.setSelectionRange(start, end);
    const done = words === "" ? document.execCommand("delete") : document.execCommand("insertText", false, words);
    if (!done) {
      place.setRangeText(words, start, end, "end");
      place.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  function fix(button) {
    const row = button.closest("[data-row]");
    const mark = markOf(row);
    if (!mark || mark.gone) return;
    const at = rows().indexOf(row), by = mark.start - Number(row.dataset.start);
    const start = Number(button.dataset.fixStart) + by, end = Number(button.dataset.fixEnd) + by;
    const before = field[mark.name].value;
    write(mark.name, start, end, button.dataset.fix);
    lastFix = { name: mark.name, before, after: field[mark.name].value };
    undo.hidden = false;
    tell(`Fixed: “${before.slice(start, end)}” is now “${button.dataset.fix}”. U takes it back.`);
    check().then(() => focusRow(rows()[Math.min(at, rows().length - 1)] || undo));
  }

  function takeBack() {
    if (!lastFix || field[lastFix.name].value !== lastFix.after) return;
    const { name, before } = lastFix;
    lastFix = null;
    undo.hidden = true;
    field[name].focus();
    document.execCommand("undo");
    if (field[name].value !== before) {
      field[name].value = before;
      field[name].dispatchEvent(new Event("input", { bubbles: true }));
    }
    tell("Taken back.");
  }

  /* Whom it is for */

  const people = document.getElementById("to-people");
  let looking = null, lookTimer = 0;

  async function look() {
    if (looking) looking.abort();
    const words = to.value.trim();
    if (words.length < 2) return;
    looking = new AbortController();
    try {
      const answer = await fetch(`/review/people?q=${encodeURIComponent(words)}`, { signal: looking.signal });
      if (!answer.ok) return;
      people.replaceChildren(...(await answer.json()).map((one) => {
        const option = document.createElement("option");
        option.value = one.email || one.id;
        option.label = [one.name, one.title, one.company].filter(Boolean).join(", ");
        return option;
      }));
    } catch { /* The field takes what is typed all the same. */ }
  }

  /* Events */

  form.addEventListener("input", (event) => {
    const name = event.target.name;
    if (names.includes(name)) {
      moveMarks(name, text[name], field[name].value);
      text[name] = field[name].value;
      draw();
      if (lastFix && field[lastFix.name].value !== lastFix.after) {
        lastFix = null;
        undo.hidden = true;
      }
    }
    if (name === "to") {
      clearTimeout(lookTimer);
      lookTimer = setTimeout(look, 200);
    }
    if (!["template_name", "name"].includes(name)) soon();
  });

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button && button.dataset.fix !== undefined) {
      event.preventDefault();
      fix(button);
    } else if (button && button.name === "choose_to") {
      event.preventDefault();
      to.value = button.value;
      check().then(() => field.body.focus());
    } else if (!button || "reviewNow" in button.dataset) {
      event.preventDefault();
      check();
    }
  });

  form.addEventListener("click", (event) => {
    const link = event.target.closest(".goes");
    if (!link) return;
    event.preventDefault();
    goTo(link.closest("[data-row]"));
  });

  form.addEventListener("focusin", (event) => {
    const row = event.target.closest("#checked [data-row]");
    if (!row) return;
    light(row.dataset.key);
    showMark(row.dataset.key);
  });

  document.addEventListener("selectionchange", atCaret);
  field.subject.addEventListener("scroll", () => { mirror.subject.scrollLeft = field.subject.scrollLeft; });
  undo.addEventListener("click", takeBack);

  const acts = {
    f: (row) => row.querySelector("[data-fix]"),
    e: (row) => row.querySelector("[data-evidence] summary"),
    r: (row) => row.querySelector("[data-rule]"),
  };

  document.addEventListener("keydown", (event) => {
    if (dialog.open || event.repeat && event.key !== "F8") return;
    if (event.key === "F8") {
      event.preventDefault();
      next(event.shiftKey ? -1 : 1);
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form.contains(event.target)) {
      event.preventDefault();
      check();
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = event.target.closest("#checked [data-row]");
    if (event.key === "Escape" && row) goTo(row);
    if (event.target.closest("input, select, textarea")) return;
    if (event.key === "u" && lastFix) {
      event.preventDefault();
      takeBack();
    }
    const found = row && acts[event.key] ? acts[event.key](row) : null;
    if (!found) return;
    event.preventDefault();
    found.click();
  });

  readMarks();
  draw();
  say(field.body.value ? found() : "");
})();
