// Comfort only: every page works without this file.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const remembered = key => { try { return localStorage.getItem(key); } catch { return null; } };
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private mode */ } };

  const theme = remembered("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;

  for (const button of document.querySelectorAll("[data-theme-button]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const now = root.dataset.theme || (dark.matches ? "dark" : "light");
      root.dataset.theme = now === "dark" ? "light" : "dark";
      remember("theme", root.dataset.theme);
    });
  }

  for (const button of document.querySelectorAll("[data-print-button]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  // The contents show where the reader is: the last heading that has passed the upper third.
  for (const contents of document.querySelectorAll("[data-contents]")) {
    const links = [...contents.querySelectorAll("a")];
    const mark = () => {
      const passed = links.filter(link => document.getElementById(link.hash.slice(1))?.getBoundingClientRect().top < innerHeight / 3);
      const here = passed.at(-1) ?? links[0];
      for (const link of links) link.toggleAttribute("aria-current", false);
      here?.setAttribute("aria-current", "location");
    };
    addEventListener("scroll", mark, { passive: true });
    mark();
  }

  // Tags known already are proposed for the last of those written with commas between them.
  const known = document.getElementById("tags-known"), tags = document.querySelector("input[name=tags]");
  if (known && tags) {
    const names = [...known.options].map(option => option.value);
    tags.setAttribute("list", known.id);
    tags.addEventListener("input", () => {
      const before = tags.value.replace(/[^,]*$/, "");
      known.replaceChildren(...names.map(name => new Option("", before ? `${before} ${name}` : name)));
    });
  }

  // After a refused form, reading begins at what has to be corrected.
  document.querySelector("[data-errors]")?.focus();

  // What was written is not lost by a slip: ask before leaving a form with unsaved text.
  for (const form of document.querySelectorAll("form[data-keep]")) {
    let changed = false;
    form.addEventListener("input", () => { changed = true; });
    for (const saved of ["submit", "kept"]) form.addEventListener(saved, () => { changed = false; });
    addEventListener("beforeunload", event => { if (changed) event.preventDefault(); });
  }

  // Terms of the glossary: a tip on focus, hover and tap, which may itself be pointed at; Escape closes it.
  let tip = null, later;
  const close = () => { clearTimeout(later); tip?.hidePopover(); tip = null; };
  const closeSoon = () => { clearTimeout(later); later = setTimeout(close, 250); };
  const stay = () => clearTimeout(later);
  const open = term => {
    stay();
    if (tip === term.nextElementSibling) return;
    close();
    tip = term.nextElementSibling;
    tip.showPopover();
    const at = term.getBoundingClientRect(), edge = document.documentElement.clientWidth - tip.offsetWidth - 12;
    const above = at.bottom + tip.offsetHeight + 8 > innerHeight && at.top > tip.offsetHeight + 8;
    tip.style.left = `${scrollX + Math.max(12, Math.min(at.left, edge))}px`;
    tip.style.top = `${scrollY + (above ? at.top - tip.offsetHeight - 6 : at.bottom + 6)}px`;
  };
  const withTip = term => {
    let tapped = false;
    term.addEventListener("pointerdown", event => { tapped = event.pointerType === "touch" && tip !== term.nextElementSibling; });
    term.addEventListener("click", event => { if (tapped) { event.preventDefault(); open(term); } });
    for (const each of [term, term.nextElementSibling]) {
      const enter = each === term ? () => open(term) : stay;
      const unlessTouched = then => event => { if (event.pointerType !== "touch") then(); };  // a finger has its click
      for (const kind of ["pointerenter", "focusin"]) each.addEventListener(kind, unlessTouched(enter));
      for (const kind of ["pointerleave", "focusout"]) each.addEventListener(kind, unlessTouched(closeSoon));
    }
  };
  const terms = "showPopover" in root ? document.querySelectorAll(".term") : [];
  const tipsOff = () => {
    close();
    for (const term of terms) { term.removeAttribute("href"); term.className = ""; }
  };
  if (remembered("tips") === "off") tipsOff(); else terms.forEach(withTip);
  addEventListener("resize", close);
  addEventListener("keydown", event => {
    if (event.key !== "Escape" || !tip) return;
    if (tip.contains(document.activeElement)) tip.previousElementSibling.focus();
    close();
  });
  for (const button of document.querySelectorAll("[data-tips-button]")) {
    const inTip = button.closest(".tip"), hide = button.textContent;
    const say = () => { if (!inTip) button.textContent = remembered("tips") === "off" ? button.dataset.on : hide; };
    button.hidden = false;
    say();
    button.addEventListener("click", () => {
      remember("tips", inTip || remembered("tips") !== "off" ? "off" : "on");
      say();
      if (inTip) tipsOff();
    });
  }
})();
