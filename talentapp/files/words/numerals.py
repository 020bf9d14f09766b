"""Numbers in Chinese characters."""

_CHINESE_DIGITS = {
    ch: value
    for value, chars in enumerate("零〇 一壹 二两贰 三叁 四肆 五伍 六陆 七柒 八捌 九玖 十拾".split())  # noqa: SIM905
    for ch in chars
}


def chinese_number(written: str) -> int | None:
    """The value of a Chinese numeral below a hundred (十二, 二十), or None."""
    digits = [_CHINESE_DIGITS.get(ch) for ch in written]
    if not digits or len(digits) > 3 or None in digits:
        return None
    values = [digit for digit in digits if digit is not None]
    if 10 not in values:
        return values[0] if len(values) == 1 else None
    tens, _, ones = "".join(map(chr, values)).partition(chr(10))
    return (ord(tens) if tens else 1) * 10 + (ord(ones) if ones else 0) if len(tens) < 2 and len(ones) < 2 else None
