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

  function tell(arrived) {
    const routes = Object.entries(arrived.routes);
    if (routes.length === 0) {
      news.replaceChildren();
      return;
    }
    const all = routes.reduce((sum, [, count]) => sum + count, 0);
    const told = routes.map(([route, count]) => `${count} ${route}`).join(", ");
    const link = news.querySelector("a") || document.createElement("a");
    link.href = `/?route=all&since=${arrived.since}`;
    link.textContent = `${all} new (${told}): show`;
    if (!link.isConnected) news.replaceChildren(link);
  }

  async function show(address) {
    try {
      const answer = await fetch(address, { headers: { accept: "text/html" } });
      const html = await answer.text();
      const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("news");
      if (!answer.ok || !fresh || !window.wellspentQueue.put(html, 0)) throw new Error("no queue");
      stop();
      since = fresh.dataset.since;
      news.replaceChildren();
      history.pushState(null, "", address);
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
