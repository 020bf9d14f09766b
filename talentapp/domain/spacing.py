"""How Chinese and Latin words stand side by side."""

import re

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOUCHING = re.compile(f"(?<=[{_HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%+])(?=[{_HAN}])")


def spaced(text: str) -> str:
    """`text` with a space wherever a Chinese character touches a Latin letter or a digit: "AI集群" as "AI 集群"."""
    return _TOUCHING.sub(" ", text)
