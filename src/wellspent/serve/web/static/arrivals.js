/* Live arrival: says on top how many enquiries came in since this page was made, and shows them when
   asked to. Rows never move by themselves. While the page isn't looked at, nothing is asked for. */
"use strict";
(() => {
  const news = document.getElementById("news");
  if (!news || !window.EventSource) return;
  let since = news.dataset.since;
  let source = null;

  function listen() {
    if (source || document.hidden) return;
    source = new EventSource(`/arrivals?since=${encodeURIComponent(since)}`);
    source.addEventListener("arrivals", (event) => tell(JSON.parse(event.data)));
  }

  function stop() {
    if (source) source.close();
    source = null;
  }

  function tell(counts) {
    const routes = Object.keys(counts);
    const all = routes.reduce((sum, route) => sum + counts[route], 0);
    if (all === 0) {
      news.replaceChildren();
      return;
    }
    const told = routes.map((route) => `${counts[route]} ${route}`).join(", ");
    const link = news.querySelector("a") || document.createElement("a");
    link.href = `/?route=${routes.length === 1 ? encodeURIComponent(routes[0]) : "all"}`;
    link.textContent = `${all} new (${told}): show`;
    if (!link.isConnected) news.replaceChildren(link);
  }

  async function show(address) {
    const known = new Set([...document.querySelectorAll("[data-lead]")].map((row) => row.dataset.lead));
    try {
      const answer = await fetch(address, { headers: { accept: "text/html" } });
      const html = await answer.text();
      const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("news");
      if (!answer.ok || !fresh || !window.wellspentQueue.put(html, 0)) throw new Error("no queue");
      stop();
      since = fresh.dataset.since;
      news.replaceChildren();
      history.pushState(null, "", address);
      const rows = [...document.querySelectorAll("[data-lead]")].filter((row) => !known.has(row.dataset.lead));
      rows.forEach((row) => row.classList.add("fresh"));
      if (rows.length) rows[0].querySelector("a").focus();
      listen();
    } catch {
      location.assign(address);
    }
  }

  news.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(link.href);
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()));
  window.addEventListener("pagehide", stop);
  window.addEventListener("pageshow", listen);
  window.addEventListener("popstate", () => location.reload());
  listen();
})();
