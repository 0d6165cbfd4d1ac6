"""How Chromium is started: as root, offline, asking nobody."""

FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def start(playwright, path):
    return playwright.chromium.launch(executable_path=path, args=FLAGS)
