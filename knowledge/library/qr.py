"""An address as a QR code, drawn into the page as one path."""

import qrcode  # comes with allauth's second factor


def qr_path(text: str) -> dict:
    """The code's dark squares as an SVG path on a grid, and the grid's size with its margin of two squares."""
    code = qrcode.QRCode(border=2, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    matrix = code.get_matrix()
    squares = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark]
    return {"path": "".join(squares), "size": len(matrix)}
