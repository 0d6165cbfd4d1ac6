"""Who takes over what from whom: declared, confirmed by both sides, followed up."""
