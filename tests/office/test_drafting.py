"""The draft of an agreement: what the terms say stands in it, in each language, under the mark of a draft."""

from pathlib import Path

import pytest
from docx import Document

from talentapp.domain.agreement import FIELDS
from talentapp.domain.errors import Fault, TalentError
from talentapp.files.documents.agreement import _paragraphs, fill
from talentapp.office import Office
from talentapp.office.cases.drafting import said_terms, template_of
from talentapp.settings import LANGUAGES, Language
from talentapp.wording import Wording
from tests.office.lives import HR, TERMS, put_forward


def text_of(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in _paragraphs(Document(str(path))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_was_agreed_stands_in_the_draft(life: Office, tmp_path: Path, language: Language) -> None:
    key, out, words = put_forward(life), tmp_path / "draft.docx", Wording(language)
    life.agreeing.save_terms(key, {**TERMS, "licence": "A & B <c>\x07"}, HR)
    life.dossiers.draft_agreement(key, out, words)
    text = text_of(out)
    assert "{{" not in text
    for value in said_terms(words, TERMS).values():
        assert value in text or value == TERMS["licence"]
    assert "A & B <c>" in text and "沈致遠" in text
    assert text.count(words("draft-nothing")) == 3  # who bears housing, travel and research funds was left open
    marks = {"zh_CN": "草稿", "zh_TW": "草稿", "en": "DRAFT"}
    section = Document(str(out)).sections[0]
    assert all(marks[language] in part.paragraphs[0].text for part in (section.header, section.footer))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_its_place(language: Language) -> None:
    text = text_of(template_of(Path("/nowhere"), language))
    assert [field.code for field in FIELDS if f"{{{{{field.code}}}}}" not in text] == []


def test_an_offices_own_template_goes_first(life: Office, tmp_path: Path) -> None:
    own = tmp_path / "agreements" / "en.docx"
    own.parent.mkdir()
    document = Document()
    paragraph = document.add_paragraph("Effort: {{effort_")
    paragraph.add_run("firm}} of the year")  # as Word cuts a line into runs
    document.save(str(own))
    key, out = put_forward(life), tmp_path / "draft.docx"
    life.agreeing.save_terms(key, TERMS, HR)
    life.dossiers.draft_agreement(key, out, Wording("en"))
    assert text_of(out).strip() == "Effort: 40% of the year"


def test_a_template_that_cannot_be_used_leaves_the_old_draft(tmp_path: Path) -> None:
    template, out = tmp_path / "t.docx", tmp_path / "out.docx"
    out.write_text("older")
    template.write_text("not Word")
    with pytest.raises(TalentError) as caught:
        fill(template, out, {}, "-")
    assert caught.value.code is Fault.TEMPLATE_BAD
    document = Document()
    document.add_paragraph("{{salary_in_gold}}")
    document.save(str(template))
    with pytest.raises(TalentError) as caught:
        fill(template, out, {}, "-")
    assert caught.value.facts["place"] == "salary_in_gold"
    assert out.read_text() == "older"


def test_without_terms_there_is_nothing_to_draft(life: Office, tmp_path: Path) -> None:
    with pytest.raises(TalentError) as caught:
        life.dossiers.draft_agreement(put_forward(life), tmp_path / "x.docx", Wording("en"))
    assert caught.value.code is Fault.TERMS_BAD
