"""Build the Word templates of the draft agreement, one a language, into resources/agreements.

python scripts/build_agreements.py

An office may put its own in agreements/<language>.docx beside its database; the places in double braces are the codes
of `talentapp.domain.agreement` and a few facts of the pairing.
"""

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table

from talentapp.files.documents.docx_out import count_pages, set_language
from talentapp.settings import LANGUAGES, Language
from talentapp.wording import Wording

OUT = Path(__file__).resolve().parents[1] / "resources" / "agreements"
RED = RGBColor(0xAF, 0x34, 0x28)

TEXTS: dict[str, dict[str, Any]] = {
    "zh_CN": {
        "mark": "草稿，供法务审阅；不构成法律意见，未经三方签署不生效",
        "title": "三方合作协议（{{form}}）",
        "about": "配对编号 {{pairing}} · 条款第 {{number}} 版 · {{drafted_on}} 生成",
        "parties": "一、各方",
        "rows": [("本人", "{{person}}"), ("高校（甲方）", "{{university}}，项目：{{university_project}}"),
                 ("企业（乙方）", "{{firm}}，项目：{{firm_project}}")],
        "clauses": [
            ("二、任职", [
                "主要任职单位：{{primary_employer}}；次要任职单位：{{secondary_employer}}。",
                "在高校的职务：{{title_university}}。职责：{{duties_university}}",
                "在企业的职务：{{title_firm}}。职责：{{duties_firm}}"]),
            ("三、投入、经费与编制", [
                "投入比例：高校 {{effort_university}}，企业 {{effort_firm}}。任何一日的合计投入不得超过全部工作时间。",
                "经费分担：高校 {{funding_university}}，企业 {{funding_firm}}。",
                "编制（任期）份额：高校 {{tenure_university}}，企业 {{tenure_firm}}。"]),
            ("四、报酬、保险与税", [
                "负担方：工资，{{pays_salary}}；咨询费，{{pays_fee}}；住房，{{pays_housing}}；差旅，{{pays_travel}}；"
                "科研启动经费，{{pays_research}}。",
                "社会保险缴纳方：{{social_insurance}}。工伤保险缴纳方：{{injury_insurance}}。"
                "个人所得税扣缴义务人：{{tax_agent}}。"]),
            ("五、知识产权、发表与保密", [
                "背景知识产权归属：{{background_ip}}。前景知识产权归属：{{foreground_ip}}。",
                "许可：{{licence}}",
                "发表前送审期限：{{publication_days}}。保密：{{confidentiality}}"]),
            ("六、期限、评议与退出", [
                "期限自 {{start}} 起至 {{end}} 止。续签决定日：{{renewal_on}}。",
                "评议人：{{reviewed_by}}。评议办法：{{review_method}}",
                "提前通知期：{{notice_days}}。退出时的义务：{{exit_duties}}"]),
            ("七、变更", ["本协议仅可经三方书面一致同意变更；条款变更后须重新签署。"]),
        ],
        "sign": "八、签署", "signers": ["本人", "高校（盖章）", "企业（盖章）"], "by": "签名：", "on": "日期：",
    },
    "zh_TW": {
        "mark": "草稿，供法務審閱；不構成法律意見，未經三方簽署不生效",
        "title": "三方合作協議（{{form}}）",
        "about": "配對編號 {{pairing}} · 條款第 {{number}} 版 · {{drafted_on}} 產生",
        "parties": "一、當事人",
        "rows": [("當事人本人", "{{person}}"), ("高校（甲方）", "{{university}}，項目：{{university_project}}"),
                 ("企業（乙方）", "{{firm}}，項目：{{firm_project}}")],
        "clauses": [
            ("二、任職", [
                "主要任職單位：{{primary_employer}}；次要任職單位：{{secondary_employer}}。",
                "於高校之職務：{{title_university}}。職責：{{duties_university}}",
                "於企業之職務：{{title_firm}}。職責：{{duties_firm}}"]),
            ("三、投入、經費與編制", [
                "投入比例：高校 {{effort_university}}，企業 {{effort_firm}}。任何一日之合計投入不得超過全部工作時間。",
                "經費分擔：高校 {{funding_university}}，企業 {{funding_firm}}。",
                "編制（任期）份額：高校 {{tenure_university}}，企業 {{tenure_firm}}。"]),
            ("四、報酬、保險與稅", [
                "負擔方：薪資，{{pays_salary}}；諮詢費，{{pays_fee}}；住房，{{pays_housing}}；差旅，{{pays_travel}}；"
                "研究啟動經費，{{pays_research}}。",
                "社會保險投保單位：{{social_insurance}}。職災保險投保單位：{{injury_insurance}}。"
                "所得稅扣繳義務人：{{tax_agent}}。"]),
            ("五、智慧財產權、發表與保密", [
                "背景智慧財產權歸屬：{{background_ip}}。前景智慧財產權歸屬：{{foreground_ip}}。",
                "授權：{{licence}}",
                "發表前送審期限：{{publication_days}}。保密：{{confidentiality}}"]),
            ("六、期間、評議與退出", [
                "期間自 {{start}} 起至 {{end}} 止。續約決定日：{{renewal_on}}。",
                "評議人：{{reviewed_by}}。評議辦法：{{review_method}}",
                "預告期間：{{notice_days}}。退出時之義務：{{exit_duties}}"]),
            ("七、變更", ["本協議僅得經三方書面一致同意變更；條款變更後須重新簽署。"]),
        ],
        "sign": "八、簽署", "signers": ["當事人本人", "高校（用印）", "企業（用印）"], "by": "簽名：", "on": "日期：",
    },
    "en": {
        "mark": "DRAFT for counsel: not legal advice, and of no effect until all three parties have signed",
        "title": "Three-party agreement ({{form}})",
        "about": "Pairing {{pairing}} · version {{number}} of the terms · made on {{drafted_on}}",
        "parties": "1. The parties",
        "rows": [("The person", "{{person}}"), ("The university", "{{university}}; project: {{university_project}}"),
                 ("The firm", "{{firm}}; project: {{firm_project}}")],
        "clauses": [
            ("2. Posts", [
                "Primary employer: {{primary_employer}}. Secondary employer: {{secondary_employer}}.",
                "Title at the university: {{title_university}}. Duties: {{duties_university}}",
                "Title at the firm: {{title_firm}}. Duties: {{duties_firm}}"]),
            ("3. Effort, funding and tenure", [
                "Effort: {{effort_university}} at the university, {{effort_firm}} at the firm. On no day may all of the"
                " person's commitments exceed a whole working time.",
                "Funding: {{funding_university}} by the university, {{funding_firm}} by the firm.",
                "Tenure: {{tenure_university}} at the university, {{tenure_firm}} at the firm."]),
            ("4. Pay, insurance and tax", [
                "Borne by: salary, {{pays_salary}}; fee, {{pays_fee}}; housing, {{pays_housing}}; travel,"
                " {{pays_travel}}; research funds, {{pays_research}}.",
                "Social insurance: {{social_insurance}}. Work-injury insurance: {{injury_insurance}}."
                " Tax agent: {{tax_agent}}."]),
            ("5. Intellectual property, publication, confidentiality", [
                "Background IP belongs to: {{background_ip}}. Foreground IP belongs to: {{foreground_ip}}.",
                "Licence: {{licence}}",
                "Review before publication: {{publication_days}}. Confidentiality: {{confidentiality}}"]),
            ("6. Term, review and exit", [
                "From {{start}} to {{end}}. Renewal is decided by {{renewal_on}}.",
                "Reviewed by: {{reviewed_by}}. How: {{review_method}}",
                "Notice: {{notice_days}}. Duties on exit: {{exit_duties}}"]),
            ("7. Amendment", ["Amended only in writing and by all parties; changed terms are signed anew."]),
        ],
        "sign": "8. Signatures", "signers": ["The person", "For the university", "For the firm"],
        "by": "Signature:", "on": "Date:",
    },
}  # fmt: skip


def spaced(table: Table) -> None:
    """As much room above a cell's text as below it."""
    for cell in (cell for row in table.rows for cell in row.cells):
        for paragraph in cell.paragraphs:
            shape = paragraph.paragraph_format
            shape.space_before = shape.space_after = Pt(3)
            shape.line_spacing = 1.2


def build(language: Language, target: Path) -> None:
    """Write one template."""
    texts = TEXTS[language]
    document = Document()
    set_language(document, language)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    section.top_margin = section.bottom_margin = Cm(2.4)
    style = document.styles["Normal"]
    words = Wording(language)
    style.font.name, style.font.size = words("roster-font"), Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), words("roster-font"))
    style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(6), 1.35
    marked(section.header.paragraphs[0], texts["mark"])
    marked(section.footer.paragraphs[0], texts["mark"])
    document.styles["Footer"].font.size = Pt(9)
    pages = section.footer.add_paragraph(style="Footer")
    pages.alignment = WD_ALIGN_PARAGRAPH.CENTER
    pages.paragraph_format.space_before = Pt(6)
    count_pages(pages, words("roster-page", page="{page}", pages="{pages}"))
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(texts["title"])
    run.bold, run.font.size = True, Pt(17)
    about = document.add_paragraph()
    about.alignment = WD_ALIGN_PARAGRAPH.CENTER
    about.add_run(texts["about"]).font.size = Pt(9)
    heading(document, texts["parties"])
    table = document.add_table(rows=0, cols=2)
    table.style, table.autofit = "Table Grid", False
    for column, width in zip(table.columns, (3.6, 12.2), strict=True):
        column.width = Cm(width)
    for name, value in texts["rows"]:
        cells = table.add_row().cells
        cells[0].width, cells[1].width = Cm(3.6), Cm(12.2)
        cells[0].paragraphs[0].add_run(name).bold = True
        cells[1].paragraphs[0].add_run(value)
    spaced(table)
    for name, clauses in texts["clauses"]:
        heading(document, name)
        for clause in clauses:
            document.add_paragraph(clause)
    heading(document, texts["sign"])
    table = document.add_table(rows=3, cols=3)
    table.style = "Table Grid"
    for column, name in enumerate(texts["signers"]):
        table.cell(0, column).paragraphs[0].add_run(name).bold = True
        table.cell(1, column).paragraphs[0].add_run(texts["by"])
        table.cell(1, column).add_paragraph()
        table.cell(2, column).paragraphs[0].add_run(texts["on"])
    spaced(table)
    document.core_properties.author = "TalentApp"
    document.core_properties.title = ""
    target.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(target))


def heading(document: Any, text: str) -> None:
    """A heading of a clause, kept with what follows it."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(10)
    paragraph.paragraph_format.keep_with_next = True
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(12)


def marked(paragraph: Any, text: str) -> None:
    """The mark of a draft, in red and framed, on every page."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.font.size, run.font.color.rgb = True, Pt(9), RED
    border = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "4"), ("color", "AF3428")):
            line.set(qn(f"w:{name}"), value)
        border.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


if __name__ == "__main__":
    for each in LANGUAGES:
        build(each, OUT / f"{each}.docx")
