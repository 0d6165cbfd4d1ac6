"""The library as readers use it: found by facets, laid side by side, printed, cited."""
