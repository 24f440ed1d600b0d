// The page works without this script; with it keys work, pages come without a flash, and changes show by themselves.
(() => {
  const base = document.body.dataset.base;
  const byId = (id) => document.getElementById(id);
  document.documentElement.classList.add("scripts");

  // --- one page after the other: the server's answer replaces what is shown
  let turn = 0;
  let told = byId("news").textContent;
  function tell(news, keep) {
    if (news !== told) say(news); else if (!keep) say("");
    told = news;
  }
  let asking = 0; // while the reviewer waits for a page, news may not take its turn
  async function load(url, options = {}, how = {}) {
    asking += 1;
    try { return await swap(url, options, how); } finally { asking -= 1; }
  }
  async function swap(url, options, { keep = false, push = true }) {
    const mine = ++turn;
    let answer;
    try { answer = await fetch(url, { redirect: "follow", ...options }); } catch { return say("The review has ended: start it again."); }
    if (!answer.ok) return say(await answer.text());
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== turn || !made.getElementById("item")) return false;
    const kept = keep ? typed() : null;
    for (const id of ["queue", "item", "why", "progress", "news"]) {
      const [now, next] = [byId(id), made.getElementById(id)];
      if (id === "queue" && keep && now.contains(document.activeElement)) continue;
      if (id === "news") { now.dataset.version = next.dataset.version; tell(next.textContent, keep); }
      else now.replaceWith(document.adoptNode(next));
    }
    for (const form of document.querySelectorAll("form.act")) form.action = made.querySelector("form.act").action;
    document.title = made.title;
    if (push && answer.url !== location.href) history.pushState(null, "", answer.url);
    const id = byId("item").dataset.id;
    if (id && !location.pathname.endsWith(id)) history.replaceState(null, "", base + "item/" + id + location.search);
    if (keep) { if (kept) restore(kept); } else { scrollTo(0, 0); byId("item").focus({ preventScroll: true }); }
    settle();
    return true;
  }
  async function post(form) {
    const chosen = form.querySelector("input:checked");
    const done = await load(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (done) say(chosen ? "Decided: " + chosen.dataset.label + ". u takes it back." : "Undone.");
  }
  function say(text) { byId("news").textContent = text; }
  function typed() {
    const form = byId("decide");
    if (!form) return null;
    return { id: form.elements.id.value, verdict: form.elements.verdict.value, note: form.elements.note.value, until: form.elements.until.value,
      dirty: form.elements.note.value !== form.elements.note.defaultValue || form.dataset.touched, focus: document.activeElement?.name };
  }
  function restore(kept) {
    const form = byId("decide");
    if (!form || form.elements.id.value !== kept.id || !kept.dirty) return;
    form.elements.verdict.value = kept.verdict; form.elements.note.value = kept.note; form.elements.until.value = kept.until;
    form.dataset.touched = "yes";
    if (kept.focus === "note") form.elements.note.focus();
  }
  function settle() {
    const form = byId("decide");
    const queue = byId("queue"), entry = queue.querySelector("[aria-current]");
    if (entry && queue.scrollHeight > queue.clientHeight) queue.scrollTop = entry.offsetTop - queue.offsetTop - queue.clientHeight / 3;
    if (!form) return;
    const name = sessionStorage.getItem("who");
    if (name) form.elements.who.value = document.querySelector("form.act").elements.who.value = name;
    describe();
  }
  function describe() {
    const form = byId("decide"), verdict = form.elements.verdict.value;
    for (const one of form.querySelectorAll("[data-about]")) one.classList.toggle("shown", one.dataset.about === verdict);
    form.querySelector(".until").classList.toggle("shown", verdict === "defer");
  }

  // --- what the reviewer does
  const go = (link) => { if (link) load(link.href); };
  function choose(n) {
    const radio = byId("decide")?.elements.verdict[n];
    if (!radio) return false;
    radio.checked = true;
    byId("decide").dataset.touched = "yes";
    describe();
  }
  function apply() {
    const form = byId("decide");
    if (!form) return false;
    if (!form.elements.verdict.value) { say("Choose a decision first: keys 1 to 6."); return; }
    post(form);
  }
  async function context() {
    const link = byId("context-open");
    if (!link) return false;
    const answer = await fetch(link.href);
    if (!answer.ok) return say(await answer.text());
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    byId("context-body").replaceChildren(document.adoptNode(made.getElementById("columns")));
    byId("context").showModal();
    for (const column of byId("context-body").querySelectorAll(".column")) {
      const mark = column.querySelector("mark");
      if (mark) column.scrollTop = mark.offsetTop - column.offsetTop - column.clientHeight / 3;
    }
  }
  function open(n) {
    const all = document.querySelectorAll("#item .open"), one = all[Math.min(n, all.length - 1)];
    if (!one) return say("No editor is named: set EDITOR, or start the review with --editor-url.");
    one.click();
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
    if (event.target.closest("#help-open")) byId("help").showModal();
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (link.id === "context-open") { event.preventDefault(); context(); return; }
    if (!link.href.startsWith(location.origin + base) || link.hash) return;
    event.preventDefault();
    go(link);
  });
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    event.preventDefault();
    if (form.id === "filters") return load(form.action + "?" + new URLSearchParams(new FormData(form)));
    if (form.classList.contains("inline")) {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      return say(await answer.text());
    }
    post(form);
  });
  document.addEventListener("change", (event) => {
    const target = event.target;
    if (target.matches("#filters select")) target.form.requestSubmit();
    if (target.name === "verdict" && target.form.id === "decide") { target.form.dataset.touched = "yes"; describe(); }
    if (target.name === "who") { sessionStorage.setItem("who", target.value); settle(); }
  });
  addEventListener("popstate", () => load(location.href, {}, { push: false }));

  // --- what others do: saved drafts, decisions from elsewhere
  let failures = 0;
  async function look() {
    if (document.visibilityState === "visible") {
      try {
        const now = await (await fetch(base + "version")).json();
        failures = 0;
        if (String(now.version) !== byId("news").dataset.version && !asking && !document.querySelector("dialog[open]")) await load(location.href, {}, { keep: true });
      } catch { if (++failures === 3) say("The review has ended: start it again."); }
    }
    setTimeout(look, failures ? 4000 : 1000);
  }

  keys({
    j: () => go(document.querySelector("[rel=next]")), k: () => go(document.querySelector("[rel=prev]")),
    s: () => go(document.querySelector("[rel=next]")), u: () => post(document.querySelector("form.act")),
    n: () => byId("decide")?.elements.note.focus(), c: () => { context(); }, o: () => open(0), O: () => open(1),
    Enter: apply, "/": () => document.querySelector("#filters [name=q]").focus(), "?": () => byId("help").showModal(),
    ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [String(n), () => choose(n - 1)])),
  });
  settle();
  setTimeout(look, 1000);
})();
