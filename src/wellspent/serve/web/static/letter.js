/* The next step's text: copy it, and keep the link to the mail program as the text stands. */
"use strict";
(() => {
  const form = document.querySelector("[data-letter]");
  if (!form) return;
  const subject = form.elements.namedItem("subject");
  const body = form.elements.namedItem("body");
  const link = form.querySelector("[data-mail]");
  const button = form.querySelector("[data-copy]");
  const said = form.querySelector("[data-copied]");

  function renew() {
    const lines = body.value.replace(/\r?\n/g, "\r\n");
    link.href = `mailto:${encodeURIComponent(form.dataset.letter).replaceAll("%40", "@")}` +
      `?subject=${encodeURIComponent(subject.value)}&body=${encodeURIComponent(lines)}`;
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(`${subject.value}\n\n${body.value}`);
      said.textContent = "Copied.";
    } catch {
      body.focus();
      body.select();
      said.textContent = "The browser doesn't let it be copied from here: press Ctrl+C.";
    }
  }

  if (link) form.addEventListener("input", renew);
  button.hidden = false;
  button.addEventListener("click", copy);
})();
