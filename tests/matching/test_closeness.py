"""What is close to a skill covers it by the measure of reasons; what only shares a word does not."""

import pytest

from talentapp import assets
from talentapp.matching.closeness import close_to

FOLDER = assets.path("models/matching")


@pytest.mark.parametrize(
    ("skill", "close", "other"),
    [
        (("placement algorithms", "佈局演算法"), "analytical placement", "All-Reduce 算法"),
        (("trusted execution", "可信执行环境"), "trusted execution for GPUs", "operating systems"),
        (("医学影像重建",), "影像重建", "深度學習"),
        (("显存管理", "GPU memory management"), "显存管理与分配", "lab management"),
        (("FP8 and MX formats",), "FP8 计算", "TSV formation"),
    ],
)
def test_what_covers_a_skill_is_close(skill: tuple[str, ...], close: str, other: str) -> None:
    assert close_to(FOLDER, {"it": skill}, (close, other, "zzz qqq", "")) == {"it": {close}}


def test_of_nothing_nothing_is_close() -> None:
    assert close_to(FOLDER, {}, ("compiler",)) == {}
    assert close_to(FOLDER, {"zzz": ("zzz qqq",)}, ("compiler", "zzz qqq")) == {"zzz": set()}
    assert close_to(FOLDER, {"compiler": ("compiler",)}, ()) == {"compiler": set()}
