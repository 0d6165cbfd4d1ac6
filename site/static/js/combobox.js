// Suggestions while typing: the combobox of the ARIA Authoring Practices. Comfort only: forms work without this file.
(() => {
  const PAUSE = 120;  // milliseconds after the last key
  let number = 0;

  for (const form of document.querySelectorAll("form[data-suggest]")) combobox(form, form.elements.q);

  function combobox(form, input) {
    const list = document.createElement("ul"), id = `suggestions-${++number}`, known = new Map();
    let timer, asking, here = -1, typed = "";
    Object.assign(list, { id, className: "suggestions", hidden: true });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", form.dataset.label);
    form.classList.add("suggests");
    form.append(list);
    for (const [name, value] of Object.entries({
      role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id,
    })) input.setAttribute(name, value);

    input.addEventListener("focus", loadSheet, { once: true });
    input.addEventListener("input", () => {
      typed = input.value;
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });
    input.addEventListener("keydown", event => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.hidden) { typed = input.value; ask(); } else move(event.key === "ArrowDown" ? 1 : -1);
        event.preventDefault();
      } else if (event.key === "Escape" && !list.hidden) {
        input.value = typed;
        close();
        event.preventDefault();
      } else if (event.key === "Enter" && !list.hidden && here >= 0) {
        event.preventDefault();
        choose(list.children[here]);
      }
    });
    input.addEventListener("blur", close);
    list.addEventListener("pointerdown", event => event.preventDefault());  // the field keeps the focus
    list.addEventListener("click", event => {
      const option = event.target.closest("[role=option]");
      if (option) choose(option);
    });

    function loadSheet() {
      const href = form.dataset.style;
      if ([...document.styleSheets].some(sheet => sheet.href?.endsWith(href))) return;
      document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
    }

    async function ask() {
      const words = input.value.trimStart();
      asking?.abort();
      if (words.length < 2) return close();
      if (!known.has(words)) {
        asking = new AbortController();
        try {
          const answer = await fetch(`${form.dataset.suggest}?${new URLSearchParams({ q: words })}`, { signal: asking.signal });
          if (!answer.ok) return close();
          known.set(words, await answer.json());
        } catch { return; }  // typed on, or no connection
      }
      if (document.activeElement === input && input.value.trimStart() === words) show(known.get(words));
    }

    function show({ words, titles }) {
      const options = [
        ...words.map(word => option(word, null)),
        ...titles.map(title => option(title, title.url)),
      ];
      list.replaceChildren(...options);
      here = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = !options.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
    }

    function option({ text, lang, kind }, url) {
      const item = document.createElement("li"), words = document.createElement("span");
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      words.lang = lang;
      words.textContent = text;
      item.append(words);
      if (url) {
        item.dataset.url = url;
        item.append(Object.assign(document.createElement("small"), { textContent: kind }));
      }
      return item;
    }

    function move(step) {
      const count = list.children.length;
      list.children[here]?.setAttribute("aria-selected", "false");
      here = here < 0 && step < 0 ? count - 1 : here + step;
      if (here < 0 || here >= count) {  // back in the field, with what was typed
        here = -1;
        input.removeAttribute("aria-activedescendant");
        input.value = typed;
        return;
      }
      const item = list.children[here];
      item.id = `${id}-${here}`;
      item.setAttribute("aria-selected", "true");
      item.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", item.id);
      input.value = item.dataset.url ? typed : item.textContent;
    }

    function choose(item) {
      if (item.dataset.url) return location.assign(item.dataset.url);
      input.value = item.textContent;
      close();
      form.requestSubmit();
    }

    function close() {
      clearTimeout(timer);
      asking?.abort();
      list.hidden = true;
      here = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
  }
})();
