"""Further files from office desks: lists from abroad, exports of programs, sections that are counted in Chinese."""

# ruff: noqa: E501 - a row of a table is a line

from pathlib import Path

from tests.files.desks import desk
from tests.files.offices import Book


@desk(
    "a German recruiter's list: day first, days a week, decimal commas, a passport for where somebody is from",
    [
        {"name_en": "Henrike Ostendorf", "nationality": "Austria", "current_employer": "Alsterlogik GmbH", "current_title": "Architektin",
         "skills": ["LLVM", "MLIR"], "percent_time": 40, "available_from": "2027-02-01", "email": "ho@example.de", "_row": 3},
        {"name_en": "Piet van Dam", "nationality": "Netherlands", "current_employer": "Maaschip B.V.", "current_title": "Engineer",
         "skills": ["HBM"], "percent_time": 30, "email": "pvd@example.nl", "_row": 4},
    ],
    [(None, 4, "G")],
    suffix=".csv",
)  # fmt: skip
def _german_list(path: Path) -> None:
    lines = [
        "Kandidatenliste Stand 01.11.2026;;;;;;;",
        "Vorname;Nachname;Passport;Arbeitgeber;Position;Kenntnisse;Verfügbar ab;Umfang;E-Mail",
        "Henrike;Ostendorf;Austria;Alsterlogik GmbH;Architektin;LLVM, MLIR;01.02.2027;2 Tage/Woche;ho@example.de",
        "Piet;van Dam;Netherlands;Maaschip B.V.;Engineer;HBM;nach Absprache;0,3;pvd@example.nl",
    ]
    path.write_text("\n".join(lines), "utf-8-sig")


@desk(
    "a Dutch programme's projects",
    [
        {"title": "Testchip", "organisation": "Universiteit Waterland", "organisation_type": "university", "description": "HBM-testchip",
         "required_skills": ["DFT"], "places": 2, "start": "2027-01-01", "end": "2027-12-31", "contact": "J. Kok", "_row": 2},
        {"title": "Scheduler", "organisation": "Duincloud", "organisation_type": "cloud", "description": "Gedeelde GPU's",
         "required_skills": ["CUDA"], "start": "2027-02-01", "contact": "S. Bos", "notes": "Engelstalig", "_row": 3},
    ],
    [(None, 3, "F"), (None, 3, "H")],
    suffix=".csv",
)  # fmt: skip
def _dutch_projects(path: Path) -> None:
    path.write_text(
        "Projecttitel;Instelling;Soort instelling;Omschrijving;Gevraagde expertise;Aantal plaatsen;Begindatum;Einddatum;Contactpersoon;Opmerkingen\n"
        "Testchip;Universiteit Waterland;Universiteit;HBM-testchip;DFT;2;01-01-2027;31-12-2027;J. Kok;\n"
        "Scheduler;Duincloud;Cloudaanbieder;Gedeelde GPU's;CUDA;n.t.b.;01-02-2027;zodra het kan;S. Bos;Engelstalig\n",
        "utf-8",
    )


@desk(
    "an export of a recruiting program as Unicode text under .txt, a remark of two lines among its cells",
    [
        {"name_en": "Corinna Ashdown", "email": "ca@example.com", "current_employer": "Loam Silicon", "nationality": "Canada",
         "available_from": "2027-03-15", "skills": ["HBM", "RTL"], "notes": "call again\nin May", "_row": 2},
        {"name_en": "Ravi Menon", "email": "rm@example.in", "current_employer": "Ghat EDA", "nationality": "India",
         "skills": ["STA"], "_row": 3},
    ],
    [(None, 3, "F")],
    suffix=".txt",
)  # fmt: skip
def _unicode_export(path: Path) -> None:
    rows = [
        "Candidate ID\tCandidate\tPrimary Email\tCurrent Company\tCitizenship\tAvailable Start Date\tSkill Tags\tRecruiter Comments",
        'C-1\tCorinna Ashdown\tca@example.com\tLoam Silicon\tCanada\t03/15/2027\tHBM; RTL\t"call again\nin May"',
        "C-2\tRavi Menon\trm@example.in\tGhat EDA\tIndia\tASAP\tSTA\t",
    ]
    path.write_bytes("\n".join(rows).encode("utf-16"))


@desk(
    "projects under sections that are counted in Chinese, an institute by law, a count of cases and a line of who signs",
    [
        {"title": "矽光模組", "organisation": "某海岸研究所", "organisation_type": "institute", "places": 1, "required_skills": ["矽光子"],
         "_sheet": "計畫", "_row": 3},
        {"title": "排程器", "organisation": "某雲端公司", "organisation_type": "cloud", "places": 2, "required_skills": ["CUDA"],
         "_sheet": "計畫", "_row": 5},
    ],
)  # fmt: skip
def _counted_sections(path: Path) -> None:
    Book(
        {
            "計畫": [
                ["項次", "計畫名稱", "執行單位", "單位屬性", "名額", "專家應具特長"],
                ["一", "光電類", None, None, None, None],
                [1, "矽光模組", "某海岸研究所", "法人研究機構", 1, "矽光子"],
                ["二", "軟體類", None, None, None, None],
                [2, "排程器", "某雲端公司", "雲端業者", 2, "CUDA"],
                [None, "共2案", None, None, 3, None],
                ["承辦人", None, "課長", None, "處長", None],
            ]
        }
    ).save(path)
