// What htmx leaves to do when a choice of filters changes the hits in place.
(() => {
  document.getElementById("facets")?.classList.add("live");
  let open = [];
  const facets = () => document.querySelectorAll("#facet-values > details");
  const name = facet => facet.firstElementChild.id;

  // What the reader has unfolded or folded stays so.
  addEventListener("htmx:beforeRequest", () => { open = [...facets()].map(facet => [name(facet), facet.open]); });
  addEventListener("htmx:afterSettle", () => {
    const was = new Map(open);
    for (const facet of facets()) if (was.has(name(facet))) facet.open = was.get(name(facet));
  });

  // The other language shows the same choice.
  addEventListener("htmx:pushedIntoHistory", () => {
    for (const link of document.querySelectorAll("a[hreflang]")) link.search = location.search;
  });
})();
