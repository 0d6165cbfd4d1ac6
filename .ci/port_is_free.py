"""Ends with a sentence when the port given as the argument is taken."""

import socket
import sys

port = sys.argv[1]
if not port.isdigit() or not 0 < int(port) < 65536:
    sys.exit(f"PORT: “{port}” is not a port number.")
with socket.socket() as probe:
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("", int(port)))
    except OSError as error:
        sys.exit(f"Port {port} cannot be used ({error.strerror}): choose another one, for example make run PORT=8001")
