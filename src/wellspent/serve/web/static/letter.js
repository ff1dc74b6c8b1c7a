/* Copy what stands in a field; and keep the link to the mail program as the next step's text is.
   Nothing here is needed: the text can be chosen and copied by hand, the link has the first text. */
"use strict";
(() => {
  async function copy(text, field, said) {
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = "Copied.";
    } catch {
      field.focus();
      field.select();
      said.textContent = "The browser doesn't let it be copied from here: press Ctrl+C.";
    }
  }

  function offer(place, field, text) {
    const button = place.querySelector("[data-copy]");
    button.hidden = false;
    button.addEventListener("click", () => copy(text(), field, place.querySelector("[data-copied]")));
  }

  document.querySelectorAll("[data-copying]").forEach((place) => {
    const field = place.querySelector("[data-source]");
    offer(place, field, () => field.value);
  });

  const form = document.querySelector("[data-letter]");
  if (!form) return;
  const subject = form.elements.namedItem("subject");
  const body = form.elements.namedItem("body");
  const link = form.querySelector("[data-mail]");
  offer(form, body, () => `${subject.value}\n\n${body.value}`);
  if (!link) return;
  form.addEventListener("input", () => {
    const lines = body.value.replace(/\r?\n/g, "\r\n");
    link.href = `mailto:${encodeURIComponent(form.dataset.letter).replaceAll("%40", "@")}` +
      `?subject=${encodeURIComponent(subject.value)}&body=${encodeURIComponent(lines)}`;
  });
})();
