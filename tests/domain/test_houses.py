"""What people and organisations are called besides what their record says, where a masked person may not be known."""

import pytest

from talentapp.domain.redacting import known_by, redacted, silent, without_addresses, without_contact

NAMES = ["测试人", "Zdenka Hrubes"]
CELLS = [  # what stands in the cell of the employer, and what is said of it
    ("云澜微电子 Yunlan Microelectronics", ("Yunlan Microelectronics", "Yunlan compiler", "云澜微电子", "雲瀾")),
    ("Yunlan Microelectronics (云澜微电子)", ("Yunlan", "云澜微电子", "雲瀾微電子", "云澜")),
    ("Yunlan Microelectronics / 云澜微电子", ("云澜微电子运行时", "云澜")),
    ("启岚微电子（Quillor Microsystems Inc.）", ("Quillor Microsystems", "Quillor IR", "启岚")),
    ("云澜微电子有限公司，上海", ("云澜微电子", "云澜")),
    ("博兰特光电技术有限公司 深圳分公司", ("博兰特光电", "博兰特")),
    ("Taiwan Semiconductor Manufacturing Company", ("TSMC", "tsmc", "台积电", "台積電")),
    ("TSMC", ("Taiwan Semiconductor Manufacturing",)),
    ("Barcelona Supercomputing Center", ("MLIR at BSC",)),
    ("AMD Inc.", ("amd ROCm",)), ("Intel Corporation", ("intel oneAPI",)), ("华为技术有限公司", ("海思", "HiSilicon")),
    ("蓝鳍人工智能私人有限公司 Bluefin AI Pte. Ltd.", ("蓝鳍调度器", "蓝鳍AI", "蓝鳍人工智能", "Bluefin")),
    ("汉江存储株式会社（Han River Memory Co., Ltd. / 한강메모리）",
     ("汉江存储的工艺", "汉江的竞业期", "Han River", "한강메모리")),
    ("株式会社ソシオネクスト（索喜科技，Socionext Inc.）", ("ソシオネクスト", "索喜", "Socionext")),
    ("Skolkovo Institute of Science and Technology (Skoltech)", ("Skoltech's IP office", "Skolkovo")),
    ("Interuniversity Microelectronics Centre (imec)", ("imec 3 nm PDK",)),
    ("Blue River Memory Co., Ltd.", ("Blue River",)),
    ("Kestrel Silicon (formerly Volta Labs)", ("Volta Labs 编译器",)),
    ("Meta", ("Facebook", "Meta")), ("Arm Ltd", ("安谋",)), ("三星电子", ("삼성", "Samsung")),
]  # fmt: skip
UNIVERSITIES = [
    ("國立清華大學", ("清華大學", "清华大学", "清大", "NTHU")), ("新加坡国立大学", ("NUS",)),
    ("National University of Singapore", ("NUS", "新加坡国立大学")), ("臺灣大學", ("NTU", "台大")),
    ("TU München", ("TUM", "Technical University of Munich", "Technische Universität München", "慕尼黑工业大学")),
    ("IIT Bombay", ("Indian Institute of Technology", "IITB", "IIT-Bombay", "印度理工学院")),
    ("KAIST", ("한국과학기술원", "Korea Advanced Institute")), ("东京大学", ("UTokyo",)), ("京都大学", ("京大",)),
    ("滑铁卢大学", ("Waterloo",)), ("香港科技大学", ("Hong Kong University of Science and Technology", "科大")),
    ("Universitat Politècnica de Catalunya", ("UPC course", "加泰罗尼亚理工")),
]  # fmt: skip


@pytest.mark.parametrize(("place", "written"), [(place, one) for place, said in CELLS for one in said])
def test_an_employer_is_known_by_each_name_in_the_cell(place: str, written: str) -> None:
    said = redacted(f"曾在 {written} 工作", known_by(NAMES, place, []), "〇")
    assert "····" in said and "〇" not in said and not silent([written], NAMES, place, [])


@pytest.mark.parametrize(("place", "written"), [(place, one) for place, said in UNIVERSITIES for one in said])
def test_a_university_is_known_in_short_and_in_other_languages(place: str, written: str) -> None:
    said = redacted(f"{written} 的课程", known_by(NAMES, "", [], place), "〇")
    assert "····" in said and not silent([written], NAMES, "", [], place)


@pytest.mark.parametrize("place", ["NVIDIA（上海）", "华为（Shenzhen）", "华为Cloud", "Broadlane Optics, Shenzhen"])
def test_where_an_organisation_is_and_what_it_does_is_not_its_name(place: str) -> None:
    text = "上海交通大学合作 cloud computing，微电子，光电，Shenzhen"
    assert redacted(text, known_by(NAMES, place, []), "〇") == text


@pytest.mark.parametrize(
    ("names", "written"),
    [
        (["吴伟", "Wu Wei"], "W. Wu 说可以；Wu 本人；Dr. Wu"), (["李敏", "Min Li"], "M. Li, Dr. Li, Li"),
        (["何伟", "Wei He"], "W. He; Dr. He"), (["鈴木健太", "Kenta Suzuki"], "鈴木，铃木"),
        (["古丽·阿不都"], "古丽，阿不都"),
        (["Peter Long"], "P. Long, Long"),
    ],
)  # fmt: skip
def test_short_names_are_known_by_their_capital(names: list[str], written: str) -> None:
    said = redacted(written, known_by(names, "", []), "〇")
    assert not any(part in said for part in ("Wu", "Li", "He", "铃木", "鈴木", "古丽", "阿不都", "Long")), said
    assert not silent(written.split("；"), names, "", [])


@pytest.mark.parametrize(
    ("names", "employer", "text"),
    [
        (["Peter Long"], "", "long-context training, long-running jobs, as long as needed"),
        (["李敏", "Min Li"], "", "Li-ion cells, min-cut, min max"), (["何伟", "Wei He"], "", "He said he would"),
        (["Mark Green"], "", "green computing, benchmark"), (NAMES, "Power Integrations", "low power, power gating"),
        (NAMES, "Arm", "robot arm"), (NAMES, "Meta", "meta-learning, template meta-programming"),
        (NAMES, "Micron", "a few micron wide"), (NAMES, "Advanced Micro Devices", "Advanced packaging, Advanced nodes"),
        (NAMES, "General Electric", "General-purpose GPU"), (NAMES, "Graphics Core Ltd", "Graphics pipeline"),
        (NAMES, "上海交通大学", "交通流仿真"), (NAMES, "量子计算科技有限公司", "量子计算，量子纠错"),
    ],
)  # fmt: skip
def test_a_name_that_is_a_word_leaves_the_word(names: list[str], employer: str, text: str) -> None:
    assert redacted(text, known_by(names, employer, []), "〇") == text
    assert silent([text], names, employer, []) == (text,)


TELLING = [
    "护照号 E12345678", "身份证号：310101198801011234", "身份证 31010119880101123X", "出生 1988-05-06", "1988年5月生",
    "出生于1988年5月", "born on 6 May 1988", "DOB: 05/06/1988", "家住张江路 88 弄 3 号 501 室",
    "home address: 5 Mill Lane", "31010119880101123X",
]  # fmt: skip


@pytest.mark.parametrize("written", TELLING)
def test_papers_birth_and_home_are_hidden_from_everybody_who_does_not_see_contact_data(written: str) -> None:
    text = f"见 {written}，谢谢"
    assert without_addresses(text) == "见 ····，谢谢"
    assert without_contact(text, None) == f"见 {'·' * len(written)}，谢谢"


@pytest.mark.parametrize(
    "written",
    ["GitHub：zchen88", "GitHub: cqm88", "LINE zchen88", "知乎：编译器之家", "LinkedIn: zchen",
     "Google Scholar ID abcDEF12",
     "zhiming.chen AT chenlab DOT org"],
)  # fmt: skip
def test_accounts_are_hidden_where_the_person_is(written: str) -> None:
    assert without_addresses(f"见 {written}，谢谢") == "见 ····，谢谢"


@pytest.mark.parametrize(
    "text",
    ["GitHub Actions, CI", "slack: 0.2; Slack: 5ps", "signal: integrity 112G", "product at matrix dot product",
     "address: 0x1000", "2019年生产", "Kaggle top 1 %", "签证 passport to success", "US 310101198801011234567"],
)  # fmt: skip
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert without_addresses(text) == text == without_contact(text, None)


SIGNS = [  # the cell of the university, how it is written, and what must be left of that
    ("Carnegie Mellon University（卡内基梅隆大学）", "卡内基·梅隆大学并行计算课程", "····并行计算课程"),
    ("Carnegie Mellon University（卡内基梅隆大学）", "卡内基-梅隆的编译器", "····的编译器"),
    ("Carnegie Mellon University", "Carnegie-Mellon and Carnegie–Mellon", "···· and ····"),
    ("卡内基·梅隆大学", "卡内基梅隆大学，卡內基梅隆，卡内基 梅隆，卡内基", "····，····，····，····"),
    ("卡内基·梅隆大学", "CMU，Carnegie Mellon", "····，····"),
    ("卡内基‧美隆大學", "CMU 15-418", "···· 15-418"),
    ("约翰斯·霍普金斯大学", "约翰·霍普金斯，约翰霍普金斯，约翰斯霍普金斯大学课程，JHU", "····，····，····课程，····"),
    ("Johns Hopkins University", "Johns-Hopkins，约翰·霍普金斯", "····，····"),
    ("伊利诺伊大学厄巴纳-香槟分校", "厄巴纳-香槟分校，厄巴纳香槟分校，UIUC", "····，····，····"),
    ("University of Illinois Urbana–Champaign", "Urbana-Champaign，Urbana Champaign", "····，····"),
    ("莱茵河谷·石桥大学", "莱茵河谷石桥大学，莱茵河谷-石桥，石桥大学", "····，····，····"),
    ("河谷州大学麦迪逊分校", "麦迪逊分校的课程", "····的课程"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "written", "left"), SIGNS)
def test_an_organisation_is_known_with_and_without_signs_in_its_name(place: str, written: str, left: str) -> None:
    assert redacted(written, known_by(NAMES, "", [], place), "〇") == left
    assert redacted(written, known_by(NAMES, place, []), "〇") == left
    assert not silent(written.split("，"), NAMES, "", [], place)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("卡内基·梅隆大学", "内基底，隆大，大学-企业合作"), ("伊利诺伊大学厄巴纳-香槟分校", "香槟色，大学，分校"),
        ("平头哥半导体 T-Head", "<thead> and the ad"), ("海光信息", "上海-光学，上海·光学"),
        ("河谷州大学麦迪逊分校", "麦迪逊，河谷的州"), ("Silver Heron Systems", "silver, heron-systems"),
    ],
)  # fmt: skip
def test_signs_between_other_words_leave_them(place: str, text: str) -> None:
    assert redacted(text, known_by(NAMES, "", [], place), "〇") == text
    assert silent([text], NAMES, "", [], place) == (text,)


@pytest.mark.parametrize(
    ("place", "written", "left"),
    [
        ("Google DeepMind", "DeepMind tools，DeepMind-style RL，deepmind", "···· tools，····-style RL，····"),
        ("Google DeepMind（谷歌）", "DeepMind 团队；DeepMind的 TPU", "···· 团队；····的 TPU"),
        ("google deepmind", "DeepMind", "····"), ("谷歌 Google DeepMind", "DeepMind，谷歌", "····，····"),
        ("Vesper BrightForge Labs", "BrightForge runtime at brightforge", "···· runtime at ····"),
        ("Amazon Annapurna Labs", "Annapurna", "····"),
        ("Stony Brook University", "Stony Brook，Stony-Brook", "····，····"),
        ("The Ohio State University", "Ohio State", "····"),
    ],
)  # fmt: skip
def test_an_organisation_is_known_by_all_words_that_are_its_own(place: str, written: str, left: str) -> None:
    for cells in (("", [], place), (place, [])):
        assert redacted(written, known_by(NAMES, *cells), "〇") == left
    assert not any("eepMind" in one or "orge" in one for one in silent(written.split("，"), NAMES, place, []))


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("Google DeepMind", "deep learning, mind map, Deep Mind"), ("Applied Materials", "Materials, Applied"),
        ("Advanced Micro Devices", "Micro LED, Devices, Advanced nodes"), ("Intel Labs", "Labs, labs"),
        ("Samsung Research", "Research on"), ("Huawei Cloud", "Cloud computing"), ("NVIDIA Research", "Research"),
        ("Cadence Design Systems", "Design of RF Systems, a cadence"), ("Vesper FinFET Labs", "FinFET at 3 nm"),
        ("Technical University of Munich", "Technical lead, Technical report"),
        ("National Taiwan University", "National standards, Taiwan"), ("Indian Institute of Science", "Indian Ocean"),
        ("New York University", "New York"), ("South China University of Technology", "South, China, South China Sea"),
        ("Hong Kong University", "Hong Kong"), ("Nordic ShenZhen Systems", "ShenZhen"),
    ],
)  # fmt: skip
def test_words_of_an_organisation_that_are_anybodys_stay(place: str, text: str) -> None:
    assert redacted(text, known_by(NAMES, place, []), "〇") == text
    assert redacted(text, known_by(NAMES, "", [], place), "〇") == text
    assert silent([text], NAMES, place, []) == (text,)


@pytest.mark.parametrize(
    ("place", "written", "left"),
    [
        ("Meta Platforms, Inc.", "Meta-internal, Meta-trained, Meta内部", "····-internal, ····-trained, ····内部"),
        ("Meta", "Meta-style, Meta–internal", "····-style, ····–internal"),
        ("脸书 Facebook", "Meta, Meta-developed", "····, ····-developed"),
        ("ETH Zurich", "ETH-trained, ETH-developed, ETH-internal", "····-trained, ····-developed, ····-internal"),
        ("Arm", "Arm-internal, ARM-designed", "····-internal, ····-designed"),
        ("Apple Inc. 苹果公司", "Apple-internal, 苹果内部", "····-internal, ····内部"),
        ("Cadence Design Systems", "Cadence-internal flow at Cadence", "····-internal flow at ····"),
        ("Imagination Technologies", "Imagination's", "····'s"),
    ],
)  # fmt: skip
def test_what_is_of_an_organisation_says_its_name(place: str, written: str, left: str) -> None:
    assert redacted(written, known_by(NAMES, place, []), "〇") == left
    assert redacted(written, known_by(NAMES, "", [], place), "〇") == left
    assert not silent([written], NAMES, place, [])


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("Meta Platforms, Inc.", "meta-learning, Meta-learning, metadata, META-II, meta-trained, Platforms"),
        # of a technology: whoever programs for such a chip may have been anywhere
        ("Arm", "Arm-based SoC, Arm-specific intrinsics, ARMv9, arm64, robot arm, Army"),
        ("ETH Zurich", "Ethernet, ETHERNET, Zurich, Eth-switch"), ("Apple Inc.", "an apple, apple-internal"),
        ("Meta", "Meta-internalised, Meta-stylesheet"),
    ],
)  # fmt: skip
def test_a_word_with_a_hyphen_that_only_begins_like_an_organisation_stays(place: str, text: str) -> None:
    assert redacted(text, known_by(NAMES, place, []), "〇") == text
    assert silent([text], NAMES, place, []) == (text,)


@pytest.mark.parametrize("text", ["Long-style context", "Long–context training"])
def test_a_person_who_is_called_as_a_word_leaves_it_before_any_hyphen(text: str) -> None:
    assert redacted(text, known_by(["Peter Long"], "", []), "〇") == text


@pytest.mark.parametrize(
    ("place", "written", "left"),
    [
        ("國立臺灣大學 National Taiwan University", "National Taiwan Univ. 的课，Natl. Taiwan Univ", "···· 的课，····"),
        ("National Taiwan University", "National Taiwan Univ，Nat. Taiwan Univ.", "····，····"),
        ("National Taiwan Univ.", "National Taiwan University，NTU，臺大", "····，····，····"),
        ("Massachusetts Inst. of Technology", "MIT，Massachusetts Institute of Tech.", "····，····"),
        ("Univ. of Toronto", "多伦多大学，University of Toronto", "····，····"),
        ("Georgia Tech", "Georgia Institute of Technology，Georgia Inst. of Tech.", "····，····"),
        ("Moravia Laboratory", "Moravia Lab", "····"), ("Kestrel Labs", "Kestrel Laboratories", "····"),
    ],
)  # fmt: skip
def test_an_organisation_is_known_with_its_words_in_short(place: str, written: str, left: str) -> None:
    for cells in (("", [], place), (place, [])):
        assert redacted(written, known_by(NAMES, *cells), "〇") == left
        assert not silent(written.split("，"), NAMES, *cells)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("National Taiwan University", "Univ. course, National lab, Taiwan, universe"),
        ("Nat Systems", "National Systems"), ("Georgia Tech", "Tech. report, technology"),
        ("Intel Labs", "labs, Laboratories, lab. work"),
    ],
)  # fmt: skip
def test_words_that_are_short_for_others_stay(place: str, text: str) -> None:
    assert redacted(text, known_by(NAMES, "", [], place), "〇") == text
    assert silent([text], NAMES, "", [], place) == (text,)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("Apple Inc. 苹果公司", "苹果树，苹果派"), ("北京字节跳动科技有限公司", "字节码，4 字节，每字节，字节序"),
        ("Qualcomm 高通", "高通量筛选"), ("新思科技", "新思路"), ("阿里巴巴", "阿里山"), ("北京大学", "北大西洋"),
        ("三星电子", "三星级"), ("上海交通大学", "上交所"), ("多伦多大学", "有多大"),
    ],
)  # fmt: skip
def test_characters_that_are_a_word_stay(place: str, text: str) -> None:
    assert redacted(text, known_by(NAMES, place, []), "〇") == text
    assert silent(text.split("，"), NAMES, place, []) == tuple(text.split("，"))


@pytest.mark.parametrize(
    ("place", "written"),
    [
        ("Apple Inc. 苹果公司", "苹果的芯片"), ("北京字节跳动科技有限公司", "字节的芯片"), ("高通", "高通芯片"),
        ("新思科技", "新思的工具"), ("多伦多大学", "多大课程"),
    ],
)  # fmt: skip
def test_the_same_characters_are_hidden_where_they_are_the_organisation(place: str, written: str) -> None:
    assert redacted(written, known_by(NAMES, place, []), "〇").startswith("····")
    assert not silent([written], NAMES, place, [])


def test_two_names_of_an_organisation_that_touch_leave_one_mark() -> None:
    known = known_by(NAMES, "SK hynix（SK海力士）", [], "伊利诺伊大学厄巴纳-香槟分校")
    assert redacted("曾在SK海力士，伊利诺伊大学厄巴纳香槟分校", known, "〇") == "曾在····，····"
    assert redacted("SK海力士测试人", known, "〇") == "····〇"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("微信 fangwang88，电话 408-555-0101", "微信 ····，电话 ····"),
        ("微信：oyjy_1988；手机 13800001007", "微信：····；手机 ····"),
        ("tel. 408 555 0199, WeChat: oyjy1988", "tel. ····, WeChat: ····"), ("phone.desk@x.example", "····"),
    ],
)  # fmt: skip
def test_how_somebody_is_reached_may_be_said(text: str, left: str) -> None:
    assert without_addresses(text) == left
    assert len(without_contact(text, None)) == len(text)


def test_a_first_name_that_is_a_word_counts_with_a_capital() -> None:
    known = known_by(["Frank Zoellner"], "", [])
    assert redacted("To be frank, Frank and frank zoellner", known, "〇") == "To be frank, 〇 and 〇"
    assert redacted("a grant, Grant; gene-wise", known_by(["Grant Zoellner"], "", []), "〇") == "a grant, 〇; gene-wise"
