"""What people write of somebody who may not be named."""

import pytest

from talentapp.domain.masking import HIDDEN
from talentapp.domain.redacting import known_by, redacted, silent, without_addresses, without_contact

_KNOWN = known_by(["Nadia Petrosyan", "裴娜迪"], "Advanced Micro", ["n.petrosyan@x.example", "+1 408 555 0101"])


def test_a_name_gives_way_to_the_code_and_contact_data_to_nothing() -> None:
    said = "Call Nadia: +1 408 555 0101 or N.Petrosyan@x.example; n.petrosyan at Advanced Micro"
    assert redacted(said, _KNOWN, "C-0008") == "Call C-0008: ···· or ····; C-0008 at ····"


def test_other_words_stay() -> None:
    said = "advanced nodes, ring 408; 娜迪亚湖 as written"
    assert redacted(said, known_by(["Bo Li"], "Advanced Micro", [""]), "C-0001") == said


@pytest.mark.parametrize(
    ("stored", "written"),
    [
        ("138 0000 1007", "138 0000 1007"), ("138 0000 1007", "138-0000-1007"), ("138 0000 1007", "13800001007"),
        ("138 0000 1007", "+86 138 0000 1007"), ("138 0000 1007", "1380000 1007"), ("138 0000 1007", "8613800001007"),
        ("138 0000 1007", "１３８００００１００７"), ("+1 202-555-0136", "001 202 555 0136"),
        ("+1 202-555-0136", "+12025550136"), ("+1 202-555-0136", "(202) 555-0136"),
        ("+49 30 901820; 138 0000 1007", "030 901820"), ("+49 30 901820; 138 0000 1007", "13800001007"),
        ("+1 202 555 0136 ext. 12", "12025550136"), ("021 6500 0101 转 8", "021-65000101"),
        ("0000-0002-1825-009X", "000000021825009x"),
    ],
)  # fmt: skip
def test_a_number_is_known_however_it_is_written(stored: str, written: str) -> None:
    said = redacted(f"电话 {written}，请联系", known_by(["Bo Li"], "", [stored]), "C-0001")
    assert "····" in said and not any(digit in said for digit in "0123456789１x"), said


def test_other_numbers_stay() -> None:
    known = known_by(["Bo Li"], "", ["138 0000 1007", "+1 202-555-0136"])
    for said in ("项目 1380 号，2026-11-30", "1380000100799", "41.7 %, 2027", "Room 555-0136"):
        assert redacted(said, known, "C-0001") == said


@pytest.mark.parametrize(
    ("employer", "written"),
    [
        ("水鸟人工智能公司（示例）", "水鸟人工智能"), ("水鸟人工智能公司（示例）", "水鸟人工智能公司"),
        ("水鳥人工智慧股份有限公司", "水鸟人工智慧"), ("Silver Heron Systems, Inc.", "silver heron systems"),
    ],
)  # fmt: skip
def test_an_employer_is_known_without_its_legal_form(employer: str, written: str) -> None:
    known = known_by(["Bo Li"], employer, [])
    assert redacted(f"现任职于 {written} 的专家", known, "C-0001") == "现任职于 ···· 的专家"


@pytest.mark.parametrize(
    "written",
    ["zhaoqingyang", "Zhaoqingyang", "ZhaoQingyang2024", "qingyang_zhao", "Qing-yang Zhao", "Qing Yang Zhao",
     "Zhao Qing-Yang", "Qing’yang", "赵清 扬", "趙清揚", "清 扬"],
)  # fmt: skip
def test_a_name_is_known_run_together_and_in_syllables(written: str) -> None:
    said = redacted(f"见 {written} 的信", known_by(["赵清扬", "Qingyang Zhao"], "", []), "C-0017")
    assert not any(part in said.casefold() for part in ("zhao", "qing", "yang", "清", "赵", "趙")), said


def test_a_long_name_is_known_with_its_last_word_first() -> None:
    known = known_by(["Juan Carlos Ibáñez López"], "", [])
    for written in ("juan.carlos.ibanez.lopez", "LopezJuanCarlosIbanez"):
        assert redacted(written, known, "C-0001") == "C-0001"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "declined himself; Chen Wei and Wang Fang phoned Mr Wang",
            "declined himself; Chen Wei and Wang Fang phoned Mr C-1",
        ),
        ("Wang Wei. Fang Wang and Sun Wei", "C-1. Fang Wang and Sun Wei"),
        ("Chen Wei, Wang Fang and Zhang Wei; Wang Na", "Chen Wei, Wang Fang and Zhang Wei; Wang Na"),
        ("Dean Wang, Wei and Prof. Wang", "Dean C-1 and Prof. C-1"),
        ("Engineer Wang and the wang group", "Engineer C-1 and the C-1 group"),
        ("Wang Robert", "C-1 Robert"),
    ],
)
def test_who_shares_a_part_of_the_name_keeps_it_in_letters(written: str, said: str) -> None:
    assert redacted(written, known_by(["王伟", "Wei Wang"], "", []), "C-1") == said


def test_a_name_that_is_a_small_word_is_known_within_a_sentence() -> None:
    known = known_by(["何雨桐", "Yutong He"], "", [])
    assert redacted("We met He in May, and Karen Smith told He no. He agreed; he said so", known, "C-1") == (
        "We met C-1 in May, and Karen Smith told C-1 no. He agreed; he said so"
    )


def test_who_shares_a_part_of_the_name_keeps_it_in_characters() -> None:
    said = redacted("王浩然（我处）与林浩然通话，浩然婉拒；陳浩然处长，请与浩然谈", known_by(["林浩然"], "", []), "C-1")
    assert said == "王浩然（我处）与C-1通话，C-1婉拒；陳浩然处长，请与C-1谈"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Yi-An Su", "Yi-An, Yi An, yi-an, YI-AN, Y.-A. Su, Y. Su, Su Yi-An"),
        ("Ya-Chu Tseng", "Ya-Chu, Y.-C. Tseng, ya chu"),
        ("Farah Al-Khatib", "Al-Khatib, AL-KHATIB, al-Khatib, F. Al-Khatib"),
        ("Aroha Te Whare", "TE WHARE, te Whare, Te Whare, A. Whare"),
        ("Anna van der Berg", "van der Berg, Van der Berg"),
        ("Robert James Miller", "R. J. Miller, R.J. Miller, J. Miller"),
    ],
)
def test_a_part_of_several_words_is_known_whole(name: str, written: str) -> None:
    known = known_by([name], "", [])
    assert {redacted(one, known, "C-1") for one in written.split(", ")} == {"C-1"}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Karen Smith of HR asked Karen", "Karen Smith of HR asked ····"),
        ("Beatriz, Maria Halloway (office)", "Beatriz, Maria Halloway (office)"),
        ("Halloway knows", "···· knows"),
        ("Ask Halloway", "Ask ····"),
    ],
)
def test_of_others_only_what_is_theirs_alone_is_hidden(written: str, said: str) -> None:
    assert redacted(written, known_by(["Karen Halloway"], "", []), HIDDEN, wholly=False) == said


def test_a_family_is_known_by_its_name_and_an_owner_without_an_apostrophe() -> None:
    known = known_by(["Marek Dvořák", "Bo Lin"], "", [])
    assert redacted("Dvoraks CV, the Dvořáks; lins", known, "C-1") == "C-1 CV, the C-1; lins"


@pytest.mark.parametrize("blank", ["", " ", "  ", "\u3000\u3000", " \n ", "\u200b"])
def test_a_name_in_characters_is_known_however_it_is_set_apart(blank: str) -> None:
    assert redacted(f"问李{blank}娜", known_by(["李娜"], "", []), "C-0001") == "问C-0001"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("van der Berg, Anna", "C-0001"),
        ("Anna Berg", "C-0001"),
        ("Prof. van der Berg, A. van der Berg", "Prof. C-0001, C-0001"),
        ("Berg and Anna", "C-0001 and C-0001"),
        ("Thanks to Anna. Berg declined", "Thanks to C-0001. C-0001 declined"),
        ("Berg\nAnna", "C-0001\nC-0001"),
    ],
)
def test_a_name_of_several_words_gives_way_once(written: str, said: str) -> None:
    assert redacted(written, known_by(["Anna van der Berg"], "", []), "C-0001") == said


def test_a_short_name_is_no_part_of_other_words() -> None:
    known = known_by(["Bo Li"], "", [])
    assert redacted("boli, Li Bo, li.bo", known, "C-0001") == "C-0001, C-0001, C-0001"
    assert redacted("libor, oboli, bolivia", known, "C-0001") == "libor, oboli, bolivia"


@pytest.mark.parametrize(
    ("names", "written"),
    [
        (["Jürgen Müller"], "Mueller"), (["Lukas Brandstätter"], "C.Brandstaetter"), (["Sean O'Connell"], "OCONNELL"),
        (["許庭瑄", "Ting-Hsuan Hsu"], "Xu Tingxuan"), (["許庭瑄", "Ting-Hsuan Hsu"], "Tinghsuan"),
        (["賴冠廷", "Kuan-Ting Lai"], "Guanting Lai"), (["賴冠廷", "Kuan-Ting Lai"], "Guan-Ting"),
        (["歐陽靖宇"], "Jingyu OUYANG"), (["欧阳明慧"], "OUYANG"), (["Ingrid Ødegård"], "Odegard"),
        (["Łukasz Wałęsa"], "Walesa"),
    ],
)  # fmt: skip
def test_a_name_is_known_in_the_spellings_of_others(names: list[str], written: str) -> None:
    said = redacted(f"由 {written} 完成", known_by(names, "", []), "〇")
    assert not any(ch.isascii() and ch.isalpha() for ch in said.replace("C.", "")), said


_EMPLOYERS = (
    "华为",
    "海峡",
    "兆芯",
    "泰晤士",
    "清华",
    "Bright",
    "Huawei",
    "inghua",
    "中科大",
    "苏黎世",
    "阿里",
    "英伟达",
    "AMD",
    "Zhej",
)


@pytest.mark.parametrize(
    ("employer", "written"),
    [
        ("华为技术有限公司", "华为的林总"), ("海峡互连技术公司（示例）", "海峡互连的林总"),
        ("上海兆芯集成电路股份有限公司", "兆芯"), ("泰晤士驗證顧問公司（示例）", "泰晤士公司"),
        ("清华大学", "清华的教授"), ("Brightfall EDA (sample)", "BrightfallCC"), ("华为技术有限公司", "HuaweiCloud"),
        ("清华大学", "Tsinghua Simulator"), ("清华大学", "Qinghua Daxue"), ("中国科学技术大学", "中科大仿真"),
        ("ETH Zurich", "苏黎世联邦理工方法"), ("阿里巴巴集团", "阿里云 PAI"), ("NVIDIA Corporation", "英伟达"),
        ("AMD Inc.", "AMD"), ("上海交通大学", "交大微电子"), ("台灣積體電路製造股份有限公司", "TSMC N3"),
        ("浙江大学", "Zhejiang University solver"),
    ],
)  # fmt: skip
def test_an_employer_is_known_by_what_people_call_it(employer: str, written: str) -> None:
    said = redacted(f"来自 {written}", known_by(["Bo Li"], employer, []), "〇")
    assert "····" in said and not any(name in said for name in _EMPLOYERS), said


def test_what_an_employer_does_is_not_its_name() -> None:
    for employer in ("先进封装技术有限公司", "先进封装有限公司", "上海人工智能研究院"):
        said = "先进封装与人工智能芯片，科学计算，上海"
        assert redacted(said, known_by(["Bo Li"], employer, []), "〇") == said
    assert redacted("intelligence", known_by(["Bo Li"], "Intel Labs", []), "〇") == "intelligence"
    assert redacted("Intelligence", known_by(["Bo Li"], "Intel Labs", []), "〇") == "Intelligence"


ADDRESSES = [
    "zhr@brightfall-eda.com", "zhr [at] gmail.com", "zhr(at)gmail(dot)com", "ｚｈｒ＠gmail.com", "https://zhr.cz/cv",
    "www.hrubes.cz", "github.com/zhrubesova", "linkedin.com/in/zh", "kestrelgraphics.com", "@jouyang88",
    "微信：oyjy_1988", "微信号 oyjy1988", "WeChat: oyjy1988", "+420 605 555 018", "tel 408 555 0199", "(408) 555-0199",
    "13800001007", "138 0000 1007", "电话：021-6500 0101", "021-55550101", "0571-88880101", "(010) 62770101",
    "010 6277 0101", "44 20 7946 0018", "LINE id mubaiz_zhr",
    "ORCID iD: 0000-0002-1825-0018", "0000-0002-1825-0018",
    "QQ：1234560101", "qq9876540101", "微信 zhr_abc", "Skype live:zhr", "weixin: zhr1990x", "座机 55550101",
]  # fmt: skip


@pytest.mark.parametrize("written", ADDRESSES)
def test_every_address_is_hidden(written: str) -> None:
    said = without_addresses(f"见 {written}，谢谢")
    assert "····" in said and said.startswith("见 ") and said.endswith("，谢谢")
    assert not any(
        one in said.casefold() for one in ("zhr", "oyjy", "hrub", "kestrel", "jouy", "0199", "018", "007", "0101")
    )


@pytest.mark.parametrize(
    "text",
    [
        "HBM3 at 6.4 Gb/s, 2010 - 2016, 10.1109/ISSCC.2021.9365803", "TCP/IP and I/O; 4 x 4 x 4; 1,000,000 x 1,000,000",
        "Node.js, ASP.NET, torch.nn.Module, llama.cpp, e.g. U.S. Ph.D.", "A100/H100 (80 GB), PCIe 5.0, 112G PAM4",
        "2019-2021 2022-2024", "Designed the back end. In 2015 joined; ring 408",
        "f(x) = y @ z, mAP@IoU, GO-Ni@PDA, pass@k, hits@10",
        "QQ-plots, WeChat backend, Telegram channel, Skype calls, pipeline: 1280 stages, line: 4096",
        "sizes 16 32 128 1024 2048",
        "GB/T 7714-2015; ISO 26262; US 10,123,456 B2", "13500000000 条指令", "2019 2020 2021 2022", "ETH 802.3",
    ],
)  # fmt: skip
def test_what_is_no_address_stays(text: str) -> None:
    assert without_addresses(text) == text


def test_contact_is_hidden_in_as_many_letters() -> None:
    text = "Write to me at z@hrubesova.cz, phone 605 555 018, or see github.com/zhr for HBM3"
    said = without_contact(text, known_by([], "", ["+420 605 555 018"]))
    assert len(said) == len(text) and said.index("HBM3") == text.index("HBM3")
    assert "github.com/zhr" in said and "hrubesova" not in said and "018" not in said
    orcid = "ORCID 0000-0002-1825-009X, 0000-0002-1825-0097"  # of somebody who is named
    assert without_contact(orcid, None) == orcid


_PEOPLE = [
    (["Nadia Petrosyan", "裴娜迪"], "Advanced Micro", ["n.petrosyan@x.example", "+1 408 555 0101"], "Petra University"),
    (["赵清扬", "Qingyang Zhao"], "水鸟人工智能公司（示例）", ["", "+49 30 901820; 138 0000 1007"], "清华大学"),
    (["許庭瑄", "Ting-Hsuan Hsu"], "华为技术有限公司", ["0000-0002-1825-009X"], ""),
    (["Bo Li"], "Silver Heron Systems, Inc.", ["b@x.example"], ""), (["Sean O'Connell", "Jürgen Müller"], "", [], ""),
]  # fmt: skip
_WRITTEN = [
    "Nadia's", "娜迪", "petrosyan-nadia", "n.petrosyan", "Advanced", "AdvancedCC", "408.555.0101", "petra university",
    "zhaoqingyang", "Qing-yang", "清 扬", "水鸟", "901820", "138-0000-1007", "清华", "Xu Tingxuan", "Ting’hsuan",
    "华为", "00000002 1825009x", "boli", "Li, Bo", "silver heron systems", "OConnell", "Mueller", "b@x.example",
    "LLVM", "HBM3 PHY", "advanced nodes", "boil",
]  # fmt: skip


@pytest.mark.parametrize("person", _PEOPLE, ids=lambda person: person[0][0])
def test_words_of_ones_own_are_shown_where_they_say_nothing(person: tuple[list[str], str, list[str], str]) -> None:
    known = known_by(*person)
    kept = silent(_WRITTEN, *person)
    assert kept == tuple(one for one in _WRITTEN if redacted(one, known, "") == one and without_addresses(one) == one)
    assert {"LLVM", "HBM3 PHY", "advanced nodes", "boil"} <= set(kept) < set(_WRITTEN)


def test_a_family_name_of_two_characters_is_known_alone() -> None:
    for written in ("欧阳调度法", "歐陽調度法"):
        assert redacted(written, known_by(["欧阳明慧"], "", []), "〇")[0] == "〇"
        assert silent([written, "GPU"], ["欧阳明慧"], "", []) == ("GPU",)
    assert redacted("张量", known_by(["张明慧"], "", []), "〇") == "张量"


@pytest.mark.parametrize(
    ("names", "written", "said"),
    [
        (["Leila Farrokhzad"], "先面谈 Ms Leila F.；再谈 Leila F", "先面谈 Ms C-1；再谈 C-1"),
        (["曾雅筑", "Ya-Chu Tseng"], "曾雅筑（Tseng, Y.-C.）", "C-1（C-1）"),
        (["Priya Raghunathan"], "Priya R. will decide", "C-1 will decide"),
        (["Shih-Han Chien"], "SH Chien; S.-H. Chien; S H Chien and Chien SH", "C-1; C-1; C-1 and C-1"),
        (["徐雨涵", "Yuhan Xu"], "YH Xu 本周来访", "C-1 本周来访"),
        (["Robert James Miller"], "RJ Miller, R. J. Miller and Miller, R.J. agree", "C-1, C-1 and C-1 agree"),
        (["Claire Fontenay"], "Mme Fontenay (Claire) — oui", "Mme C-1 — oui"),
        (["Chao Chen"], "Chen C++ and Chen C-state work", "C-1 C++ and C-1 C-state work"),
        (
            ["Nora Gallagher"],
            "O'Gallagher is somebody else; Gallagher is not",
            "O'Gallagher is somebody else; C-1 is not",
        ),
        (["Jörg Müller"], "J Müller und Mueller, J.", "C-1 und C-1"),
        (["Ikram Bouzid"], "I. Bouzid, I/O; Bouzid, I think; Bouzid I.pdf", "C-1, I/O; C-1, I think; C-1 I.pdf"),
        (["Claire Fontenay"], "Fontenay, C compilers and Fontenay, C/C++", "C-1, C compilers and C-1, C/C++"),
        (["Rui Tavares"], "Tavares, R&D lead; Tavares R；Tavares, R. is", "C-1, R&D lead; C-1；C-1 is"),
        (["Yara Haddad"], "AI Haddad? Haddad, J. Smith and IC Haddad", "AI C-1? C-1, J. Smith and IC C-1"),
    ],
)
def test_initials_beside_a_name_go_with_it(names: list[str], written: str, said: str) -> None:
    assert redacted(written, known_by(names, "", []), "C-1") == said


@pytest.mark.parametrize(
    ("names", "written", "said"),
    [
        (
            ["Henrik Aaltonen"],
            "haaltonen-cv.pdf, HAaltonen.docx, AaltonenH_CV.pdf, henrik.a.pdf, aaltonen_h.docx; user haaltonen",
            "C-1-cv.pdf, C-1.docx, C-1_CV.pdf, C-1.a.pdf, C-1_h.docx; user C-1",
        ),
        (
            ["林浩然", "Haoran Lin"],
            "hlin-cv.pdf, linhr_cv.pdf, LinHR简历.docx, haoranl.pdf, lhaoran.docx, HLin_CV.pdf, @hlin",
            "C-1-cv.pdf, C-1_cv.pdf, C-1简历.docx, C-1.pdf, C-1.docx, C-1_CV.pdf, @C-1",
        ),
        (["Nadia Petrosyan"], "npetrosyan, NadiaP and nadiap.pdf", "C-1, C-1 and C-1.pdf"),
        (
            ["Dora Rivers", "Norma Lin"],
            "drivers, Drivers; normal, Normal; link",
            "drivers, Drivers; normal, Normal; link",
        ),
    ],
)
def test_initials_in_one_word_with_a_name_go_where_it_is_no_other_word(
    names: list[str], written: str, said: str
) -> None:
    assert redacted(written, known_by(names, "", []), "C-1") == said


def test_a_name_of_which_nothing_is_left_is_no_trouble() -> None:
    assert redacted("met X", known_by(["\uff9e", "X"], "", []), "C-1") == "met X"
