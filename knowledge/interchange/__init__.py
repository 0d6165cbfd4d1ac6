"""Good practices as lines of JSON: written out, read in again without loss (docs/interchange/README.md)."""
