"""Documents handed out: on one page, masked by role, with text that can be copied, Chinese as well."""

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from PySide6.QtWidgets import QApplication

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.handout import Facts, Handout, Section, Table, Text
from talentapp.domain.masking import Reader
from talentapp.domain.records import Candidate, CandidateDraft
from talentapp.domain.roles import Actor
from talentapp.domain.terms import Party, RevealReason, Role, Verdict
from talentapp.files.documents import docx_out
from talentapp.gui.kit.dress import Dress
from talentapp.gui.rosters.printing import print_pdf
from talentapp.office import Office
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.records import CandidateQuery
from talentapp.settings import LANGUAGES, Language
from talentapp.wording import Wording

HARD = "浙江大学 力方日用生白立行角金长马龙齐首香高 3.8/4.0 ２０２６ GPU 微架構 張偉 office flow 40ff33"


def text_of(path: Path) -> list[str]:
    """The text of each page as another program copies it."""
    document = pypdfium2.PdfDocument(path)
    pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    document.close()
    return pages


@pytest.mark.parametrize("worn", LANGUAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_chinese_is_copied_as_it_was_written(
    qapp: QApplication, tmp_path: Path, language: Language, worn: Language
) -> None:
    """Whatever the language of the window that prints it."""
    Dress(qapp, worn, "light")
    blocks = (Facts((("学校", HARD),)), Text(HARD), Table(("大", "b"), ((HARD, "<b>&"),), (70, 30)))
    made = Handout("大学", "", (Section("方向", blocks),), "made", "{page}/{pages}", language, "Calibri")
    assert print_pdf(made, tmp_path / "out.pdf") == 1
    (text,) = text_of(tmp_path / "out.pdf")
    flat = "".join(text.split())
    assert flat.count("".join(HARD.split())) == 3
    assert not [ch for ch in flat if "⺀" <= ch <= "⿟"]
    assert "<b>&" in flat and "1/1" in flat


def test_a_page_of_word_has_smaller_text_before_it_becomes_two(tmp_path: Path) -> None:
    def made(times: int) -> Handout:
        work = Text("Stacked memory, controllers and PHY training. " * times)
        blocks = (Facts((("Degree", "PhD"), ("Fields", "HBM; DRAM; " * 30))), work)
        table = Table(("University", "Score"), (("Institute of Computing\nMemory", "98.2"),) * 4, (80, 20))
        sections = (Section("Person", blocks), Section("Pairings", (table,)))
        return Handout("Nadia Petrosyan", "Imaging", sections, "made", "{page}/{pages}", "en", "Arial", one_page=True)

    def size(handout: Handout) -> float:
        docx_out.write(tmp_path / "out.docx", handout)
        return Document(str(tmp_path / "out.docx")).styles["Normal"].font.size.pt  # type: ignore[attr-defined, no-any-return]

    assert [size(made(times)) for times in (10, 60, 900)] == [10, 9, 8]
    assert size(replace(made(900), one_page=False)) == 10


def test_a_candidate_fits_one_page_and_stays_masked(qapp: QApplication, sample_office: Office, tmp_path: Path) -> None:
    keys = sample_office.look.find_candidates(CandidateQuery())[:3]
    for key, language in zip(keys, LANGUAGES, strict=True):
        made = sample_office.publishing.profile(key, Wording(language))
        assert print_pdf(made, tmp_path / "out.pdf") == 1
        text = unicodedata.normalize("NFKC", "".join(text_of(tmp_path / "out.pdf")[0].split()))
        card, contact = sample_office.look.candidate(key), sample_office.privacy.reveal(key, RevealReason.CONTACT)
        assert unicodedata.normalize("NFKC", "".join(card.row.name.split())) in text
        assert card.email_masked.replace(" ", "") in text and contact.email not in text
        full = sample_office.publishing.profile(key, Wording(language), Reader.OFFICE)
        print_pdf(full, tmp_path / "out.pdf")
        assert contact.email in "".join(text_of(tmp_path / "out.pdf")[0].split())


@pytest.mark.long
def test_everybody_of_the_sample_fits_one_page_with_all_they_say(
    qapp: QApplication, sample_office: Office, tmp_path: Path
) -> None:
    def letters(text: str) -> str:
        """A hyphen at the end of a line is not copied, and one character in a form of the same glyph."""
        return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).replace("戶", "户")

    for key in sample_office.look.find_candidates(CandidateQuery()):
        said = sample_office.look.candidate(key).expertise
        made = sample_office.publishing.profile(key, Wording("en"))
        assert print_pdf(made, tmp_path / "out.pdf") == 1, made.title
        assert letters(said) in letters(text_of(tmp_path / "out.pdf")[0]), made.title
        sample_office.publishing.write_docx(made, tmp_path / "out.docx")
        assert said in [one.text for one in Document(str(tmp_path / "out.docx")).paragraphs], made.title


@pytest.mark.parametrize(
    ("sentence", "end"),
    [
        ("At Prof. Li's laboratory I cut misses, e.g. of pages, by 2.5 %. ", "by 2.5 %. …"),
        ("在李教授的实验室，我把 DRAM 的缺页减少了 2.5%（2024 年）。", "年）。 …"),
        ("timing closure ", "g…|e…"),
        ("時序收斂", "時…|序…|收…|斂…"),
    ],
)
def test_what_a_page_has_no_room_for_ends_after_a_sentence(
    qapp: QApplication, tmp_path: Path, sentence: str, end: str
) -> None:
    said = (sentence * (12_000 // len(sentence))).strip()
    ends = tuple(end.split("|"))
    sections = (Section("Work", (Text(said, long=True),)), Section("Evidence", (Text("The last line"),)))
    made = Handout("Nadia Petrosyan", "", sections, "made", "{page}/{pages}", "zh_TW", "Arial", one_page=True)
    assert print_pdf(made, tmp_path / "out.pdf") == 1
    (page,) = text_of(tmp_path / "out.pdf")
    assert "The last line" in page
    kept = "".join(page.split()).partition("Work")[2].partition("Evidence")[0]
    assert kept.endswith(tuple("".join(one.split()) for one in ends))
    more = said[: int(len(said) * len(kept) / len("".join(said.split()))) + 2 * max(len(sentence), 100)]
    fuller = replace(made, sections=(Section("Work", (Text(more),)), sections[1]))
    assert print_pdf(fuller, tmp_path / "out.pdf") == 2  # there was no room for two sentences more
    docx_out.write(tmp_path / "out.docx", made)
    (kept,) = (one.text for one in Document(str(tmp_path / "out.docx")).paragraphs if one.text.endswith("…"))
    assert kept.endswith(ends) and said.startswith(kept.rstrip(" …")) and len(kept) > 1_000


def test_a_dossier_in_word_says_what_the_pdf_says(qapp: QApplication, sample_office: Office, tmp_path: Path) -> None:
    key = sample_office.look.find_pairings(PairingQuery())[0]
    made = sample_office.publishing.dossier(key, Wording("zh_TW"))
    print_pdf(made, tmp_path / "out.pdf")
    sample_office.publishing.write_docx(made, tmp_path / "out.docx")
    printed = "".join("".join(text_of(tmp_path / "out.pdf")).split())
    document = Document(str(tmp_path / "out.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    said = [*(paragraph.text for paragraph in document.paragraphs), *cells]
    for text in (made.title, *(section.heading for section in made.sections)):
        assert text in said
        assert "".join(text.split()) in printed
    facts = [block for section in made.sections for block in section.blocks if isinstance(block, Facts)]
    assert all(value in cells for block in facts for _, value in block.items)
    style = document.styles["Normal"].element.xml
    assert 'w:eastAsia="Microsoft JhengHei"' in style
    assert '<w:lang w:val="en-US" w:eastAsia="zh-TW"' in document.styles.element.xml
    footer = document.sections[0].footer.paragraphs[0]._p.xml
    assert 'w:instr="PAGE"' in footer and 'w:instr="NUMPAGES"' in footer
    order = ("tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblLook")  # as the schema has it: Word looks at it
    for table in document.tables:
        places = [order.index(one.tag.rpartition("}")[2]) for one in table._tbl.tblPr]
        assert places == sorted(places)


def test_a_dossier_says_whose_word_it_was_and_facts_stand_two_to_a_line(sample_office: Office) -> None:
    key = sample_office.look.find_pairings(PairingQuery())[0]
    card = sample_office.look.pairing_rows([key])[0]
    sample_office.review.decide(key, Verdict.ACCEPT, who="王芳")
    for organisation in (None, *sample_office.dossiers.dossier(key).consents.organisations.values()):
        sample_office.agreeing.record_consent(card.candidate_id, True, "王芳", organisation)
    for verdict in (Verdict.NOTIFY, Verdict.CONSENT, Verdict.SUBMIT):
        sample_office.agreeing.move(key, verdict, "王芳")
    sample_office.agreeing.move(key, Verdict.COMMENT, "李建国", "材料已齐")
    sample_office.agreeing.move(key, Verdict.AGREE, "李建国", party=Party.FIRM)
    sections = sample_office.publishing.dossier(key, Wording("zh_CN")).sections
    *_, together = (block for block in sections[1].blocks if isinstance(block, Table))
    assert together.head[2:] == ("高校项目", "企业项目")  # what is quoted there is nobody's CV
    assert sections[-1].heading == Wording("zh_CN")("case-tab-history")  # a comment is no decision
    history = sections[-1].blocks[0]
    assert isinstance(history, Table)
    assert history.rows[-2][1:] == ("李建国，人事专员", "留言", "材料已齐")
    assert history.rows[-1][1:] == ("李建国，人事专员", "同意 · 企业", "")
    facts = Facts((("a", "1"), ("b", "2"), ("c", "长" * 40), ("d", "4"), ("e", "5"), ("f", "6")))
    assert [len(line) for line in facts.beside] == [2, 1, 2, 1]
    assert tuple(item for line in facts.beside for item in line) == facts.items


def test_masks_hold_for_who_may_not_see(sample_office: Office) -> None:
    key = sample_office.look.find_pairings(PairingQuery())[0]
    sample_office.act_as(Actor("经理", Role.MANAGER))
    sample_office.publishing.dossier(key, Wording("en"))
    with pytest.raises(TalentError) as caught:
        sample_office.publishing.dossier(key, Wording("en"), Reader.OFFICE)
    assert caught.value.code is Fault.NOT_ALLOWED
    with pytest.raises(TalentError) as caught:
        sample_office.publishing.dossier(10**6, Wording("en"))
    assert caught.value.code is Fault.RECORD_GONE


def test_who_has_only_a_name_gets_a_page_that_says_so(sample_office: Office) -> None:
    with sample_office.store.writing() as session:
        bare = Candidate(**CandidateDraft(name_zh="王一").model_dump())
        session.add(bare)
        session.flush()
        key = bare.id or 0
    for language in LANGUAGES:
        words = Wording(language)
        (section,) = sample_office.publishing.profile(key, words).sections
        assert section.blocks == (Text(words("handout-nothing")),)
