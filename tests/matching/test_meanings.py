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
        ("抢占与排队", "排队和抢占"), ("RAS and ECC", "ECC & RAS"), ("register file", "寄存器堆设计"),
        ("autonomous driving perception", "自动驾驶感知"), ("timing closure", "时序收敛"),
    ],
)  # fmt: skip
def test_terms_of_two_languages_mean_one_thing(terms: tuple[str, str]) -> None:
    assert len({*one_meaning(FOLDER, terms, by_concept=True).values()}) == 1


@pytest.mark.parametrize(
    "terms",
    [
        ("register allocation", "寄存器堆设计"), ("HBM PHY", "HBM 控制器"), ("compiler", "布局布线"),
        ("gang scheduling", "抢占与排队"), ("mathematical software", "软件生态"), ("test", "和醫師一起做測試"),
        ("machine learning for physical design", "机器学习"), ("formal equivalence of arithmetic", "形式验证"),
        ("LLM pre-training", "scaling laws"), ("代价模型", "自动调优"),
    ],
)  # fmt: skip
def test_what_is_only_near_is_another_thing_though_there_is_nothing_nearer(terms: tuple[str, str]) -> None:
    assert len({*one_meaning(FOLDER, terms, by_concept=True).values()}) == 2
