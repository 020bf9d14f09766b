# ruff: noqa: E501 - lists of invented facts, and documents made line by line
"""Each layout writes a person as a document of one kind; nothing in them is said twice."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from tests.files.cvs import texts
from tests.files.cvs.people import Person

Layout = Callable[[Person, Path, int], None]


def _missing(person: Person, *keys: str) -> None:
    """Facts that a layout has no room for are not true of its document."""
    for key in keys:
        person.truth.pop(key, None)


def _pdf(path: Path, html: str, size: float = 10.0) -> None:
    from PySide6.QtCore import QMarginsF
    from PySide6.QtGui import QFont, QPageSize, QPdfWriter, QTextDocument

    writer = QPdfWriter(str(path))
    writer.setResolution(96)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(14, 14, 14, 14))
    document = QTextDocument()
    font = QFont()
    font.setFamilies(["DejaVu Sans", "Noto Sans CJK SC"])  # Qt writes wrong digits from the whole Noto collection
    font.setPointSizeF(size)
    document.setDefaultFont(font)
    document.setHtml(html)
    document.print_(writer)


def _sections(person: Person, style: int) -> list[tuple[str, list[str]]]:
    """Everything but the history, section by section."""
    truth = person.truth
    return [
        (texts.head(person, "fields", style), [texts.listed(truth["research_fields"], person, style % 2)]),
        (texts.head(person, "skills", style), [texts.listed(truth["skills"], person, style)]),
        (texts.head(person, "languages", style), [texts.listed(truth["languages"], person)]),
        (texts.head(person, "papers", style), person.papers),
        (texts.head(person, "offer", style), [texts.offer(person, style)]),
    ]


def _h(text: str, level: int = 2) -> str:
    return f"<h{level}>{escape(text)}</h{level}>"


def _p(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def pdf_classic(person: Person, path: Path, style: int) -> None:
    """Headings, and an entry a line with its time behind."""
    _missing(person, "nationality")
    html = _h(texts.name(person), 1) + _p(" | ".join(texts.contact(person))) + _h(texts.head(person, "work", style))
    for begin, end, employer, post in person.jobs:
        html += f"<p><b>{escape(post)}</b>, {escape(employer)} ({escape(texts.period(person, begin, end, style))})</p>"
        html += "<ul>" + "".join(f"<li>{escape(duty)}</li>" for duty in person.duties) + "</ul>"
    html += _h(texts.head(person, "education", style))
    html += "".join(_p(texts.degree_line(person, study, style)) for study in person.studies)
    for title, lines in _sections(person, style):
        html += _h(title) + "".join(map(_p, lines))
    _pdf(path, html)


def pdf_sidebar(person: Person, path: Path, style: int) -> None:
    """Two columns: contact, skills and languages at the side, the history in the main one."""
    _missing(person, "nationality")
    truth = person.truth
    side = _h(texts.head(person, "about", style), 3) + "".join(map(_p, texts.contact(person)))
    side += _h(texts.head(person, "skills", style), 3) + "".join(map(_p, truth["skills"]))
    side += _h(texts.head(person, "languages", style), 3) + "".join(map(_p, truth["languages"]))
    main = _h(texts.name(person), 1) + _h(texts.head(person, "work", style), 3)
    for begin, end, employer, post in person.jobs:
        main += f"<p><b>{escape(employer)}</b><br>{escape(post)}, {escape(texts.period(person, begin, end, style))}</p>"
        main += _p(person.duties[0])
    main += _h(texts.head(person, "education", style), 3)
    main += "".join(_p(texts.degree_line(person, study, style)) for study in person.studies)
    for title, lines in _sections(person, style):
        if title not in (texts.head(person, "skills", style), texts.head(person, "languages", style)):
            main += _h(title, 3) + "".join(map(_p, lines))
    _pdf(
        path,
        f'<table width="100%" cellspacing="0" cellpadding="10"><tr><td width="32%" bgcolor="#eef2f6">{side}</td>'
        f'<td width="68%">{main}</td></tr></table>',
        9,
    )


def pdf_dates_left(person: Person, path: Path, style: int) -> None:
    """Times in a narrow column at the left, as LaTeX classes set them."""
    _missing(person, "nationality")
    html = _h(texts.name(person), 1) + "".join(map(_p, texts.contact(person)))
    html += _h(texts.head(person, "work", style)) + '<table width="100%" cellpadding="3">'
    for begin, end, employer, post in person.jobs:
        said = f"<b>{escape(post)}</b>, {escape(employer)}<br>{escape(person.duties[0])}"
        html += f'<tr><td width="28%">{escape(texts.period(person, begin, end, style))}</td><td>{said}</td></tr>'
    html += f"</table>{_h(texts.head(person, 'education', style))}" + '<table width="100%" cellpadding="3">'
    for begin, end, school, subject, degree in person.studies:
        said = f"{escape(degree)}, {escape(subject)}, {escape(school)}"
        html += f'<tr><td width="28%">{begin} – {end}</td><td>{said}</td></tr>'
    html += "</table>"
    for title, lines in _sections(person, style):
        html += _h(title) + "".join(map(_p, lines))
    _pdf(path, html)


def pdf_form(person: Person, path: Path, style: int) -> None:
    """A form with lines around its cells, as personnel offices use."""
    truth, words = person.truth, texts.LABELS[person.language]
    pairs = texts.labelled(person)
    rows = ""
    for at in range(0, len(pairs), 2):
        cells = [*pairs[at], *(pairs[at + 1] if at + 1 < len(pairs) else ("", ""))]
        rows += "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
    for label, value in (
        (words["employer"], truth["current_employer"]), (words["post"], truth["current_title"]), (words["degree"], truth["highest_degree"]),
        (words["school"], truth["graduated_from"]), (words["fields"], texts.listed(truth["research_fields"], person)),
        (words["skills"], texts.listed(truth["skills"], person)), (words["languages"], texts.listed(truth["languages"], person)),
        (words["from"], texts.available(person)), (words["effort"], texts.effort(person)), (words["forms"], texts.forms(person)),
    ):  # fmt: skip
        rows += f'<tr><td>{escape(label)}</td><td colspan="3">{escape(value)}</td></tr>'
    del style
    _pdf(path, f'<table border="1" cellspacing="0" cellpadding="5" width="100%">{rows}</table>')


def pdf_firm_first(person: Person, path: Path, style: int) -> None:
    """The employer with its time at the right edge, the post below; headings in capitals."""
    _missing(person, "nationality")

    def across(left: str, right: str) -> str:
        return f'<table width="100%"><tr><td>{left}</td><td align="right">{escape(right)}</td></tr></table>'

    html = f'<h1 align="center">{escape(texts.name(person))}</h1><p align="center">{escape(" · ".join(texts.contact(person)))}</p>'
    html += _h(texts.head(person, "work", style).upper(), 3)
    for begin, end, employer, post in person.jobs:
        html += (
            across(f"<b>{escape(employer)}</b>", texts.period(person, begin, end, style))
            + f"<p><i>{escape(post)}</i></p>"
        )
        html += "<ul>" + "".join(f"<li>{escape(duty)}</li>" for duty in person.duties) + "</ul>"
    html += _h(texts.head(person, "education", style).upper(), 3)
    for _, end, school, subject, degree in person.studies:
        html += across(f"<b>{escape(school)}</b>", end) + _p(
            f"{degree}, {subject}" if person.language == "en" else f"{subject} {degree}"
        )
    for title, lines in _sections(person, style):
        html += _h(title.upper(), 3) + "".join(map(_p, lines))
    _pdf(path, html)


def _word() -> Any:
    import docx

    return docx.Document()


def docx_headings(person: Person, path: Path, style: int) -> None:
    """Word's own headings and bullets."""
    _missing(person, "nationality")
    document = _word()
    document.add_heading(texts.name(person), 0)
    document.add_paragraph(" | ".join(texts.contact(person)))
    document.add_heading(texts.head(person, "work", style), 1)
    for begin, end, employer, post in person.jobs:
        document.add_paragraph(f"{texts.period(person, begin, end, style)}\t{employer}\t{post}")
        for duty in person.duties:
            document.add_paragraph(duty, style="List Bullet")
    document.add_heading(texts.head(person, "education", style), 1)
    for study in person.studies:
        document.add_paragraph(texts.degree_line(person, study, style), style="List Bullet")
    for title, lines in _sections(person, style):
        document.add_heading(title, 1)
        items = person.truth["skills"] if title == texts.head(person, "skills", style) else lines
        for line in items:
            document.add_paragraph(line, style="List Bullet")
    document.save(str(path))


def docx_form(person: Person, path: Path, style: int) -> None:
    """A form as a table, with merged cells for the longer answers."""
    truth, words = person.truth, texts.LABELS[person.language]
    document = _word()
    pairs = texts.labelled(person)
    rows = [(*pairs[at], *(pairs[at + 1] if at + 1 < len(pairs) else ("", ""))) for at in range(0, len(pairs), 2)]
    table = document.add_table(rows=0, cols=4)
    table.style = "Table Grid"
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    long = [
        (texts.head(person, "education", style), [texts.degree_line(person, study) for study in person.studies]),
        (texts.head(person, "work", style), [f"{texts.period(person, b, e, style)}  {f}  {p}" for b, e, f, p in person.jobs]),
        (words["fields"], [texts.listed(truth["research_fields"], person)]),
        (words["skills"], [texts.listed(truth["skills"], person)]),
        (words["languages"], [texts.listed(truth["languages"], person)]),
        (words["from"], [texts.available(person)]), (words["effort"], [texts.effort(person)]), (words["forms"], [texts.forms(person)]),
    ]  # fmt: skip
    for label, lines in long:
        cells = table.add_row().cells
        cells[0].text = label
        cells[1].merge(cells[3]).text = "\n".join(lines)
    document.save(str(path))


_BOX = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape style="width:180pt;height:300pt"><v:textbox>'
    "<w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def docx_text_box(person: Person, path: Path, style: int) -> None:
    """Contact, skills and languages in a text box beside the text; bold lines for headings."""
    from docx.oxml import parse_xml

    _missing(person, "nationality")
    document = _word()
    side = [
        (texts.head(person, "about", style), texts.contact(person)),
        (texts.head(person, "skills", style), person.truth["skills"]),
        (texts.head(person, "languages", style), person.truth["languages"]),
    ]
    inside = "".join(
        f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{escape(title)}</w:t></w:r></w:p>"
        + "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
        for title, lines in side
    )
    first = document.add_paragraph()
    first.add_run(texts.name(person)).bold = True
    first._p.append(parse_xml(_BOX.format(inside)))
    taken = {title for title, _ in side}
    history = [
        (
            texts.head(person, "work", style),
            [f"{p}, {f}, {texts.period(person, b, e, style)}" for b, e, f, p in person.jobs],
        ),
        (texts.head(person, "education", style), [texts.degree_line(person, study, style) for study in person.studies]),
    ]
    for title, lines in history + _sections(person, style):
        if title not in taken:
            document.add_paragraph().add_run(title).bold = True
            for line in lines:
                document.add_paragraph(line)
    document.save(str(path))


def docx_header(person: Person, path: Path, style: int) -> None:
    """Name and contact in the page's header, the history in a table without lines."""
    _missing(person, "nationality")
    document = _word()
    document.sections[0].header.paragraphs[0].text = texts.name(person)
    document.sections[0].header.add_paragraph("  ".join(texts.contact(person)))
    document.add_heading(texts.head(person, "work", style), 1)
    table = document.add_table(rows=0, cols=2)
    for begin, end, employer, post in person.jobs:
        cells = table.add_row().cells
        cells[0].text = texts.period(person, begin, end, style)
        cells[1].text = f"{employer} — {post}\n{person.duties[0]}"
    document.add_heading(texts.head(person, "education", style), 1)
    for study in person.studies:
        document.add_paragraph(texts.degree_line(person, study, style))
    for title, lines in _sections(person, style):
        document.add_heading(title, 1)
        for line in lines:
            document.add_paragraph(line)
    document.save(str(path))


def txt_labels(person: Person, path: Path, style: int) -> None:
    """A fact a line, behind labels."""
    truth, words = person.truth, texts.LABELS[person.language]
    colon = ": " if person.language == "en" else "："
    lines = [f"{label}{colon}{value}" for label, value in texts.labelled(person)]
    lines += ["", texts.head(person, "work", style)]
    lines += [f"{texts.period(person, b, e, style)}  {f}  {p}" for b, e, f, p in person.jobs]
    lines += [
        "",
        texts.head(person, "education", style),
        *(texts.degree_line(person, study, 1 if person.language == "en" else 0) for study in person.studies),
        "",
    ]
    lines += [
        f"{words[key]}{colon}{value}"
        for key, value in (
            ("fields", texts.listed(truth["research_fields"], person)), ("skills", texts.listed(truth["skills"], person)),
            ("languages", texts.listed(truth["languages"], person)), ("from", texts.available(person)),
            ("effort", texts.effort(person)), ("forms", texts.forms(person)),
        )
    ]  # fmt: skip
    encoding = {"en": "cp1252", "zh_CN": "gb18030", "zh_TW": "big5"}[person.language]
    path.write_bytes("\r\n".join(lines).encode(encoding, "replace"))


def txt_ruled(person: Person, path: Path, style: int) -> None:
    """Headings with a line below them, texts broken at 76 characters."""
    import textwrap

    _missing(person, "nationality")
    lines = [texts.name(person), *texts.contact(person), ""]

    def section(title: str, body: list[str]) -> None:
        lines.extend([title, "-" * (2 * len(title)), *body, ""])

    section(
        texts.head(person, "work", style),
        [f"* {p}, {f} ({texts.period(person, b, e, style)})" for b, e, f, p in person.jobs],
    )
    section(
        texts.head(person, "education", style),
        [f"* {texts.degree_line(person, study, style)}" for study in person.studies],
    )
    for title, body in _sections(person, style):
        section(title, [piece for line in body for piece in textwrap.wrap(line, 76 if person.language == "en" else 36)])
    path.write_text("\n".join(lines), "utf-8")


def md_headings(person: Person, path: Path, style: int) -> None:
    """Markdown with headings, bold posts and bullets."""
    _missing(person, "nationality")
    lines = [
        f"# {texts.name(person)}",
        "",
        *(f"- {line}" for line in texts.contact(person)),
        "",
        f"## {texts.head(person, 'work', style)}",
    ]
    for begin, end, employer, post in person.jobs:
        lines += [
            "",
            f"### {employer}",
            f"*{post}* | {texts.period(person, begin, end, style)}",
            "",
            f"- {person.duties[0]}",
        ]
    lines += [
        "",
        f"## {texts.head(person, 'education', style)}",
        "",
        *(f"- {texts.degree_line(person, study, style)}" for study in person.studies),
    ]
    for title, body in _sections(person, style):
        lines += ["", f"## {title}", "", *body]
    path.write_text("\n".join(lines), "utf-8")


def md_tables(person: Person, path: Path, style: int) -> None:
    """Markdown with the history in tables."""
    _missing(person, "nationality")
    heads = {
        "en": ("Period", "Employer", "Position"),
        "zh_CN": ("时间", "单位", "职务"),
        "zh_TW": ("期間", "單位", "職稱"),
    }[person.language]
    lines = [
        f"# {texts.name(person)}",
        "",
        " · ".join(texts.contact(person)),
        "",
        f"## {texts.head(person, 'work', style)}",
        "",
        f"| {' | '.join(heads)} |",
        "|---|---|---|",
    ]
    lines += [f"| {texts.period(person, b, e, style)} | {f} | {p} |" for b, e, f, p in person.jobs]
    lines += [
        "",
        f"## {texts.head(person, 'education', style)}",
        "",
        *(f"1. {texts.degree_line(person, study, style)}" for study in person.studies),
    ]
    for title, body in _sections(person, style):
        lines += ["", f"**{title}**", "", *body]
    path.write_text("\n".join(lines), "utf-8")


def txt_letter(person: Person, path: Path, style: int) -> None:
    """A letter: everything in sentences."""
    del style
    truth = person.truth
    _missing(person, "orcid", "nationality")
    employer, post, degree, school = (
        truth[key] for key in ("current_employer", "current_title", "highest_degree", "graduated_from")
    )
    if person.language == "en":
        said = [
            "Dear colleagues,", "",
            f"My name is {truth['name_en']}. I am currently {post} at {employer}. I hold a {degree} from {school}.",
            f"I live in {truth['country']}. My research is about {', '.join(truth['research_fields'][:-1])} and {truth['research_fields'][-1]}. I speak {' and '.join(truth['languages'])}.",
            f"I work daily with {', '.join(truth['skills'])}.", "", texts.offer(person, 1), "",
            f"You reach me at {truth['email']} or {truth['phone']}.", "", "Best regards",
        ]  # fmt: skip
    elif person.language == "zh_CN":
        said = [
            "尊敬的老师：", "", f"我叫{truth['name_zh']}，现任{employer}{post}，毕业于{school}，获{degree}学位，现居{truth['country']}。",
            f"主要从事{'、'.join(truth['research_fields'])}研究，熟悉{'、'.join(truth['skills'])}。会说{'、'.join(truth['languages'])}。", texts.offer(person, 1),
            f"邮箱{truth['email']}，电话{truth['phone']}。", "", "此致", "敬礼",
        ]  # fmt: skip
        _missing(person, "name_en")
    else:
        said = [
            "您好：", "", f"我叫{truth['name_zh']}，現任{employer}{post}，畢業於{school}，獲{degree}學位，現居{truth['country']}。",
            f"主要從事{'、'.join(truth['research_fields'])}研究，熟悉{'、'.join(truth['skills'])}。會說{'、'.join(truth['languages'])}。", texts.offer(person, 1),
            f"信箱{truth['email']}，電話{truth['phone']}。", "", "敬上",
        ]  # fmt: skip
        _missing(person, "name_en")
    path.write_text("\n".join(said), "utf-8")


LAYOUTS: tuple[tuple[Layout, str], ...] = (
    (pdf_classic, "pdf"), (pdf_sidebar, "pdf"), (pdf_dates_left, "pdf"), (pdf_form, "pdf"), (pdf_firm_first, "pdf"),
    (docx_headings, "docx"), (docx_form, "docx"), (docx_text_box, "docx"), (docx_header, "docx"),
    (txt_labels, "txt"), (txt_ruled, "txt"), (txt_letter, "txt"), (md_headings, "md"), (md_tables, "md"),
)  # fmt: skip
