"""Publications: what the networks adopt, print and find elsewhere; listed, read and cited."""
