// Saves what is being written as a draft, in the background. Comfort only: every form works without this file.
(() => {
  const PAUSE = 10_000;
  const store = (verb, ...what) => { try { return localStorage[`${verb}Item`](...what); } catch { return null; } };

  for (const form of document.querySelectorAll("form[data-autosave]")) {
    const says = form.querySelector("[data-saved]"), offer = form.querySelector("[data-kept]");
    const key = `draft:${location.pathname}${location.search}`;
    const address = () => form.getAttribute("action") || location.href; // its buttons are called “action” too
    let timer, sending = false, changed = false, stopped = false;

    const texts = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
    const keep = () => store("set", key, JSON.stringify(texts()));
    const body = () => {
      const data = new FormData(form);
      for (const [name, value] of [...data]) if (typeof value !== "string") data.delete(name);
      data.set("action", "autosave");
      return data;
    };
    const say = words => { if (says.textContent !== words) says.textContent = words; };

    const take = told => {
      form.elements.version.value = told.version;
      for (const [name, value] of Object.entries(told.keys)) if (form.elements[name]) form.elements[name].value = value;
      if (told.address) form.setAttribute("action", told.address);
      store("remove", key);
      if (!changed) form.dispatchEvent(new Event("kept"));
    };

    const save = async () => {
      clearTimeout(timer);
      if (!changed || sending || stopped) return;
      [sending, changed] = [true, false];
      try {
        const answer = await fetch(address(), { method: "POST", body: body(), headers: { Accept: "application/json" } });
        const told = await answer.json();
        if (answer.ok) take(told);
        else changed = true;
        stopped = answer.status === 409;
        say(told.said);
      } catch {
        changed = true;
        keep();
        say(says.dataset.offline);
      }
      sending = false;
    };

    form.addEventListener("input", () => {
      changed = true;
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE);
    });
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      stopped = true;
      if (!form.elements.version.value) store("remove", key); else if (store("get", key)) keep();
    });
    document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
    addEventListener("online", save);

    const same = list => JSON.stringify(list.filter(([name]) => name !== "version").map(pair => pair.map(word => word.trim())));
    let kept = store("get", key);
    if (kept && same(JSON.parse(kept)) === same(texts())) kept = store("remove", key);
    offer.hidden = !kept;
    form.querySelector("[data-restore]").addEventListener("click", () => {
      for (const [name, value] of JSON.parse(kept)) {
        if (name === "version") continue;
        for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
          if (/^(checkbox|radio)$/.test(field.type)) { if (field.value === value) field.checked = true; } else field.value = value;
        }
      }
      offer.hidden = true;
      form.dispatchEvent(new Event("input"));
    });
    form.querySelector("[data-forget]").addEventListener("click", () => { store("remove", key); offer.hidden = true; });
  }
})();
