/* Pieces that may take a moment come after the page; without scripts their page is a link away. */
"use strict";
document.querySelectorAll("[data-load]").forEach(async (place) => {
  try {
    const answer = await fetch(place.dataset.load, { headers: { accept: "text/html" } });
    if (answer.ok) place.innerHTML = await answer.text();
  } catch {
    /* The page stands without it. */
  }
});
