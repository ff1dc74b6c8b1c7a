/* Long work: fetch the part that changes, every second, instead of loading the page again. */
"use strict";
(() => {
  const part = document.getElementById("progress");
  if (!part) return;

  async function look() {
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("progress");
      if (answer.redirected || !fresh) {
        location.assign(answer.url);
        return;
      }
      if (fresh.innerHTML !== part.innerHTML) part.replaceChildren(...fresh.childNodes);
    } catch {
      /* The server is away for a moment: look again. */
    }
    setTimeout(look, 1000);
  }
  setTimeout(look, 1000);
})();
