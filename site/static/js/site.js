// Comfort only: every page works without this file.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const remembered = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const remember = theme => { try { localStorage.setItem("theme", theme); } catch { /* private mode */ } };

  const theme = remembered();
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;

  for (const button of document.querySelectorAll("[data-theme-button]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const now = root.dataset.theme || (dark.matches ? "dark" : "light");
      root.dataset.theme = now === "dark" ? "light" : "dark";
      remember(root.dataset.theme);
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
    form.addEventListener("submit", () => { changed = false; });
    addEventListener("beforeunload", event => { if (changed) event.preventDefault(); });
  }
})();
