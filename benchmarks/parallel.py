"""Does the beginning of a Chinese section find the English section it says the same as? Outside the app's own trade."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talentapp.domain.profiles import Passage, Profile

Array = NDArray[Any]
LENGTHS = (30, 60, 120)
_LATIN = re.compile(r"[\x00-\x7f]")
_NEAR = 10


def parallel_table(
    path: Path, systems: Mapping[str, Callable[[Sequence[Profile], Sequence[Profile]], Array]]
) -> list[str]:
    """Rows of a Markdown table: how often the right English section comes first, by the characters of Chinese given.

    `path` is JSON Lines with "zh" and "en". Letters and digits are taken out of the Chinese, so that no name or formula
    gives it away.
    """
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    chinese = [_LATIN.sub("", row["zh"]) for row in rows]
    english = [_profile("en", i, row["en"]) for i, row in enumerate(rows)]
    lines = [
        f"| Chinese characters, of {len(rows)} sections | " + " | ".join(systems) + " |",
        "|---" * (1 + len(systems)) + "|",
    ]
    for length in LENGTHS:
        some = np.array([i for i, text in enumerate(chinese) if len(text) >= length])
        asked = [_profile("zh", i, chinese[i][:length]) for i in some]
        cells = [f"{(system(asked, english).argmax(axis=1) == some).mean():.3f}" for system in systems.values()]
        lines.append(f"| {length} | " + " | ".join(cells) + " |")
    return lines


def without_hubs(scores: Array) -> Array:
    """Scores less what each side gives its ten nearest (CSLS)."""
    by_row = -np.sort(-scores, axis=1)[:, :_NEAR].mean(axis=1, keepdims=True)
    by_column = -np.sort(-scores, axis=0)[:_NEAR].mean(axis=0, keepdims=True)
    return 2 * scores - by_row - by_column


def _profile(language: str, number: int, text: str) -> Profile:
    return Profile(f"{language}-{number}", (Passage("text", text),))
