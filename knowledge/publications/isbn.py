"""ISBNs: ten or thirteen digits of which the last one checks the others."""


def is_valid(text: str) -> bool:
    """Whether the digits are those of an ISBN; hyphens and spaces do not count."""
    digits = text.replace("-", "").replace(" ", "").upper()
    if not digits.isascii() or not digits[:-1].isdecimal() or not (digits[-1].isdecimal() or digits[-1] == "X"):
        return False
    return {10: _checks_ten, 13: _checks_thirteen}.get(len(digits), lambda digits: False)(digits)


def _checks_ten(digits: str) -> bool:
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True)) % 11 == 0


def _checks_thirteen(digits: str) -> bool:
    if digits[:3] not in ("978", "979") or digits[-1] == "X":
        return False
    return sum((3 if place % 2 else 1) * int(digit) for place, digit in enumerate(digits)) % 10 == 0
