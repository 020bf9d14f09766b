"""Cells that say one of the domain's codes: forms of taking part, kinds of organisation."""

import re

from talentapp.domain.folding import folded, squeezed
from talentapp.domain.intake import Trouble
from talentapp.domain.terms import Form, LegalBasis, OrganisationKind
from talentapp.files.values.cells import Cell, Unclear, block, numbered, split, text, unbulleted

_FORM_WORDS: dict[Form, tuple[str, ...]] = {
    Form.DUAL_APPOINTMENT: (
        "双聘", "双重聘用", "双聘制", "合聘", "双聘任", "dual", "dualappointment", "dualappt",
        "jointappointment", "jointappt", "dualemployment", "doppelberufung",
   ),
    Form.DUAL_POST: ("双挂", "双挂职", "挂职", "dualpost", "dualaffiliation", "jointaffiliation", "secondment"),
    Form.PROJECT_COOPERATION: (
        "项目合作", "项目制合作", "合作研究", "专案合作", "计划合作", "projectcooperation", "projectcollaboration",
        "projectbased", "projectwork", "project", "projects", "jointproject", "researchcollaboration",
        "collaborativeproject", "projektkooperation",
    ),
    Form.TECHNICAL_CONSULTING: (
        "技术咨询", "技术顾问", "兼职顾问", "顾问咨询", "咨询", "顾问", "advisor", "adviser",
        "technicalconsulting", "technicalconsultancy",
        "technischeberatung", "technicaladvice", "technicaladvisory", "technicaladvisor",
        "consulting", "consultancy", "consultant", "advisory",
    ),
}  # fmt: skip
_FORMS = {word: form for form, words in _FORM_WORDS.items() for word in words} | {
    f.value.replace("_", ""): f for f in Form
}
_UNDECIDED = frozenset(
    [
        "待定",
        "未定",
        "面议",
        "待议",
        "待确认",
        "协商",
        "其他",
        "其它",
        "other",
        "视情况",
        "均未定",
        "tbd",
        "tbc",
        "tba",
        "opentodiscussion",
        "negotiable",
    ]
)
_ANY_FORM = frozenset(
    "均可 皆可 都可 都可以 不限 任意 全部 any all anyform flexible 均可以 以上均可 各种形式均可".split()  # noqa: SIM905
)


def undecided(written: str) -> bool:
    """Whether a cell says that something is still to be settled."""
    return squeezed(written) in _UNDECIDED


def form(written: str) -> Form | None:
    """The form of taking part that a word means, or None."""
    bare = re.sub(r"[(（].*?[)）]", "", written)
    if known := _FORMS.get(squeezed(bare)) or _FORMS.get(squeezed(written)):
        return known
    said = {_FORMS.get(squeezed(part)) for part in re.findall(r"[\u3400-\u9fff]+|[A-Za-z][A-Za-z \-]*", bare)}
    return said.pop() if len(said) == 1 else None  # Project cooperation 项目合作


_BOX = re.compile(r"[□☐○◯◻⬜■☑☒√✓✔●⊙◉✅×✗✘]")
_CHOSEN = frozenset("■☑☒√✓✔●⊙◉✅")


def unticked(written: str, begin: int) -> bool:
    """Whether the words that begin at a character are a choice whose box, before them, is empty."""
    box = _BOX.search(written[max(0, begin - 2) : begin].rstrip()[-1:])
    return box is not None and box[0] not in _CHOSEN


def ticked(written: str) -> str:
    """Of choices with boxes before or behind them (□博士 ☑硕士) those that are ticked; other text as it is."""
    boxes = _BOX.findall(written)
    if not boxes or (len(boxes) == 1 and boxes[0] not in _CHOSEN and not written.startswith(("□", "☐"))):
        return written
    between = [part.strip(" \t\n、,，;；/|") for part in _BOX.split(written)]
    if not between[0] or between[-1]:  # the boxes stand before their words; else behind them
        between = between[1:]
    return "、".join(word for box, word in zip(boxes, between, strict=False) if box in _CHOSEN and word)


_TICKED = frozenset("√ ✓ ✔ ☑ v y yes 是 有 可 1 x ● ○ ◯ 对 true 愿意 接受".split())  # noqa: SIM905
_UNTICKED = frozenset("× ✗ ✘ ☐ □ n no 否 不 0 false 不愿意 不接受".split())  # noqa: SIM905


def mark(cell: Cell) -> bool | None:
    """Whether a cell is ticked, for a column that asks yes or no; None where it is neither."""
    written = folded(text(cell))
    return True if written in _TICKED else False if written in _UNTICKED else None


def named_forms(cell: Cell) -> list[tuple[str, frozenset[Form]]]:
    """What a cell names, word by word as it puts them, each with the forms it means: none where it is no form."""
    named: list[tuple[str, frozenset[Form]]] = []
    written = re.sub(r"\s(?:and|or)\s|以及|或者|[和或及与與&+＋]", "、", numbered(ticked(block(cell))), flags=re.I)
    written = "\n".join(unbulleted(line) for line in written.split("\n"))
    for part in (unbulleted(part) for part in split(written, "、,，;；/／|\n")):
        if squeezed(part) in _ANY_FORM:
            named.append((part, frozenset(Form)))
        elif known := form(part):
            named.append((re.sub(r"\s*[(（].*?[)）]$", "", part) or part, frozenset((known,))))
        elif len(words := part.split()) > 1 and all(form(word) for word in words):
            named += [(word, frozenset((known,))) for word in words if (known := form(word))]
        elif part:
            named.append((part, frozenset()))
    return named


def forms(cell: Cell) -> list[Form]:
    """The forms that a cell names, in the order of `Form`. One word that is none of them leaves the cell open."""
    named = named_forms(cell)
    if not all(meant for _, meant in named):
        raise Unclear(Trouble.FORM_UNKNOWN)
    return [known for known in Form if any(known in meant for _, meant in named)]


_BASIS_WORDS: dict[LegalBasis, tuple[str, ...]] = {
    LegalBasis.CONSENT: ("本人同意", "个人同意", "当事人同意", "书面同意", "同意", "consent"),
    LegalBasis.CONTRACT: (
        "合同",
        "订立或履行合同",
        "履行合同",
        "契约",
        "契约关系",
        "contract",
        "performanceofacontract",
    ),
    LegalBasis.LEGAL_DUTY: ("法定职责", "法定义务", "法定职责或义务", "legalduty", "legalobligation"),
    LegalBasis.PUBLIC_INTEREST: ("公共利益", "公益", "publicinterest", "publictask"),
    LegalBasis.MADE_PUBLIC: (
        "已公开",
        "本人已公开",
        "自行公开",
        "当事人自行公开",
        "合法公开",
        "madepublic",
        "publicdata",
    ),
}
_BASES = {word: basis for basis, words in _BASIS_WORDS.items() for word in words}


def legal_basis(cell: Cell) -> LegalBasis | None:
    """On what grounds a cell says that a person's data are held."""
    written = squeezed(text(cell))
    if not written:
        return None
    if known := _BASES.get(written):
        return known
    raise Unclear(Trouble.LEGAL_BASIS_UNKNOWN)


_KIND_WORDS: dict[OrganisationKind, tuple[str, ...]] = {
    OrganisationKind.UNIVERSITY: (
        "高校", "大学", "大专院校", "高等院校", "院校", "学校", "高等学校", "university", "college", "academia",
        "universiteit", "universität", "hochschule", "université",
    ),
    OrganisationKind.INSTITUTE: (
        "科研院所", "研究院所", "研究所", "研究院", "院所", "科研机构", "研究机构", "新型研发机构", "实验室",
        "法人研究机构", "财团法人研究机构",
        "institute", "researchinstitute", "research", "laboratory", "lab", "researchlab", "科研单位",
        "onderzoeksinstituut", "forschungsinstitut", "institut", "instituut",
    ),
    OrganisationKind.CLOUD: (
        "云服务商", "云平台", "云平台企业", "云服务平台", "云厂商", "云计算", "云", "云服务", "云企业", "云计算企业",
        "云端服务商", "云端业者", "云服务业者", "cloud", "cloudvendor", "cloudprovider", "cloudserviceprovider",
        "cloudaanbieder", "cloudanbieter",
    ),
    OrganisationKind.FIRM: (
        "芯片企业", "企业", "公司", "芯片公司", "芯片", "晶片企业", "晶片公司", "厂商", "民营企业", "gpu企业",
        "集成电路企业", "半导体企业",
        "firm", "company", "enterprise", "industry", "chipfirm", "chipcompany", "corporate", "产业", "业界", "晶片厂商",
        "晶片业者", "半导体公司", "business", "bedrijf", "unternehmen", "firma", "entreprise",
    ),
}  # fmt: skip
_KINDS = {word: kind for kind, words in _KIND_WORDS.items() for word in words}


def kind_of(written: str) -> OrganisationKind | None:
    """The kind of organisation that a word means, or None."""
    if known := _KINDS.get(squeezed(written)) or _KINDS.get(squeezed(re.sub(r"[(（].*?[)）]", "", written))):
        return known
    found = {_KINDS[squeezed(part)] for part in re.split(r"[/／、\s]", written) if squeezed(part) in _KINDS}
    return found.pop() if len(found) == 1 else None


def organisation_kind(cell: Cell) -> OrganisationKind | None:
    """What kind of organisation a cell says."""
    written = text(cell)
    if not written:
        return None
    if known := kind_of(written):
        return known
    raise Unclear(Trouble.KIND_UNCLEAR)
