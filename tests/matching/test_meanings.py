"""What people write means one thing, in whichever language; what is only near it is another."""

import pytest

from talentapp import assets
from talentapp.matching.meanings import one_meaning

FOLDER = assets.path("models/matching")


@pytest.mark.parametrize(
    "terms",
    [
        ("compiler", "编译器"), ("graph neural networks", "图神经网络"), ("HBM controller", "HBM 控制器"),
        ("checkpointing and fault tolerance", "容错与检查点"), ("register allocation", "寄存器分配"),
    ],
)  # fmt: skip
def test_terms_of_two_languages_mean_one_thing(terms: tuple[str, str]) -> None:
    assert len({*one_meaning(FOLDER, terms, by_concept=True).values()}) == 1


@pytest.mark.parametrize(
    "terms", [("register allocation", "寄存器堆设计"), ("HBM PHY", "HBM 控制器"), ("compiler", "布局布线")]
)
def test_what_is_only_near_is_another_thing_though_there_is_nothing_nearer(terms: tuple[str, str]) -> None:
    assert len({*one_meaning(FOLDER, terms, by_concept=True).values()}) == 2
