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
