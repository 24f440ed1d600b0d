// The offline review: filters in the address, decisions in this browser, and a file of them to import.
(() => {
  const filters = document.getElementById("filters");
  if (!filters) return;
  const cards = [...document.querySelectorAll(".card")];
  const choices = ["fix-draft", "explained", "source-wrong", "not-same-fact", "extraction-error", "defer"];
  const help = document.getElementById("help");
  const who = document.getElementById("who");
  const progress = document.getElementById("progress");
  const save = document.getElementById("export");
  const memory = new Map();
  const undone = [];
  let current = null;

  const store = {
    get(key) { try { return localStorage.getItem("checker:" + key); } catch { return memory.get(key) ?? null; } },
    set(key, value) { memory.set(key, value); try { localStorage.setItem("checker:" + key, value); } catch { /* kept in memory */ } },
    remove(key) { memory.delete(key); try { localStorage.removeItem("checker:" + key); } catch { /* kept in memory */ } },
  };
  const decided = (card) => {
    try { return JSON.parse(store.get(card.dataset.id)); } catch { return null; }
  };
  const form = (card) => card.querySelector("form.decide");

  // --- decisions
  function decide(card, row) {
    undone.push([card, store.get(card.dataset.id)]);
    if (row) store.set(card.dataset.id, JSON.stringify(row)); else store.remove(card.dataset.id);
    show(card);
    filter();
  }
  function show(card) {
    const row = decided(card), f = form(card);
    card.classList.toggle("decided", Boolean(row));
    for (const radio of f.verdict) radio.checked = Boolean(row) && radio.value === row.verdict;
    if (row) { f.note.value = row.note ? row.reason + "\n" + row.note : row.reason; f.until.value = row.until || ""; }
    f.withdraw.hidden = !row;
    f.querySelector(".until").hidden = !row || row.verdict !== "defer";
    f.querySelector(".made").textContent = row ? "Decided: " + f.querySelector("input:checked").dataset.label + " (" + row.who + ")" : "";
  }
  function apply(card) {
    const f = form(card);
    if (!f.verdict.value) { f.querySelector(".made").textContent = "Choose a decision first: keys 1 to 6."; return; }
    const defer = f.verdict.value === "defer";
    if (defer && !f.until.value) f.until.value = new Date(Date.now() + 864e5).toISOString().slice(0, 10);
    const [reason, ...note] = f.note.value.trim().split("\n");
    decide(card, {
      ...JSON.parse(card.dataset.line), verdict: f.verdict.value, note: note.join("\n").trim(),
      reason: reason || f.querySelector("input:checked").dataset.label.toLowerCase(),
      who: who.value.trim() || "unnamed", when: new Date().toISOString(), until: defer ? f.until.value : null,
    });
    move(1);
  }
  function undo() {
    const last = undone.pop();
    if (!last) return;
    const [card, before] = last;
    if (before === null) store.remove(card.dataset.id); else store.set(card.dataset.id, before);
    show(card);
    filter();
    go(card);
  }
  function choose(n) {
    if (!current) move(1);
    if (!current) return;
    const radio = form(current).verdict[n];
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  }
  function sorted(row) {
    return JSON.stringify(Object.fromEntries(Object.keys(row).sort().map((key) => [key, row[key]])));
  }
  save.addEventListener("click", () => {
    const lines = cards.map(decided).filter(Boolean).map(sorted);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([lines.join("\n") + "\n"], { type: "application/jsonl" }));
    link.download = "decisions-from-report.jsonl";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });

  // --- filters, kept in the fragment of the address
  const fields = ["level", "kind", "verdict", "state", "q"];
  function filter() {
    const wanted = Object.fromEntries(fields.map((name) => [name, filters.elements[name].value]));
    const words = wanted.q.toLowerCase().split(/\s+/).filter(Boolean);
    let done = 0;
    for (const card of cards) {
      const row = Boolean(decided(card));
      done += row;
      const text = words.length ? card.textContent.toLowerCase() : "";
      card.hidden = ["level", "kind", "verdict"].some((name) => wanted[name] && card.dataset[name] !== wanted[name])
        || (wanted.state === "undecided" && row) || (wanted.state === "decided" && !row) || (wanted.state === "stale" && !card.dataset.stale)
        || !words.every((word) => text.includes(word));
    }
    for (const story of document.querySelectorAll("section.story")) story.hidden = !story.querySelector(".card:not([hidden])");
    progress.textContent = done + " of " + cards.length + " decided";
    save.disabled = !done;
  }
  function remember() {
    const parts = fields.filter((name) => filters.elements[name].value).map((name) => name + "=" + encodeURIComponent(filters.elements[name].value));
    history.replaceState(null, "", "#" + parts.join("&"));
    filter();
  }
  function recall() {
    if (location.hash.startsWith("#f-")) return;
    const wanted = new URLSearchParams(location.hash.slice(1));
    for (const name of fields) filters.elements[name].value = wanted.get(name) || "";
    for (const name of fields) if (filters.elements[name].selectedIndex === -1) filters.elements[name].value = "";
    filter();
  }

  // --- moving about
  function go(card) {
    current = card;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "start" });
  }
  function move(by) {
    const seen = cards.filter((card) => !card.hidden || card === current);
    const at = seen.indexOf(current);
    const next = seen.slice(at < 0 ? 0 : at)[at < 0 ? 0 : by] ?? null;
    const back = by < 0 && at > 0 ? seen[at - 1] : null;
    const found = by < 0 ? back : next;
    if (found) go(found);
  }

  const template = document.getElementById("decide");
  for (const card of cards) {
    card.append(template.content.cloneNode(true));
    const f = form(card);
    f.addEventListener("submit", (event) => { event.preventDefault(); current = card; apply(card); });
    f.addEventListener("change", () => { f.querySelector(".until").hidden = f.verdict.value !== "defer"; });
    f.withdraw.addEventListener("click", () => decide(card, null));
    card.addEventListener("focusin", () => { current = card; });
    show(card);
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#f-']");
    const card = link && document.getElementById(link.hash.slice(1));
    if (!card) return;
    event.preventDefault();
    card.hidden = false;
    go(card);
  });
  who.value = store.get("who") || "";
  who.addEventListener("change", () => store.set("who", who.value));
  filters.addEventListener("input", remember);
  filters.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", recall);
  document.getElementById("help-open").addEventListener("click", () => help.showModal());
  document.getElementById("help-close").addEventListener("click", () => help.close());
  addEventListener("beforeprint", () => { for (const one of document.querySelectorAll("details")) one.open = true; });
  keys({
    j: () => move(1), k: () => move(-1), s: () => move(1), u: undo,
    n: () => { if (!current) move(1); if (current) form(current).note.focus(); },
    Enter: () => { if (current) apply(current); else move(1); },
    "/": () => filters.elements.q.focus(), "?": () => help.showModal(),
    ...Object.fromEntries(choices.map((_, n) => [String(n + 1), () => choose(n)])),
  });
  filters.hidden = false;
  recall();
})();
