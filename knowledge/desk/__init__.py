"""The writing and reviewing desk: HTTP in, one domain call, HTTP out. Every address needs a signed-in person."""
