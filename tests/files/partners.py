"""Further files from office desks: what partner offices, associations and programs' exports send. Each was written by
hand after the layout of such a file; names and firms are invented."""

# ruff: noqa: E501 - a row of a table is a line

from pathlib import Path

from tests.files.desks import desk
from tests.files.offices import Book


@desk(
    "a Japanese agency's list: two rows of headings over two rows for each person",
    [
        {"name_zh": "野々宮薫", "name_en": "Kaoru Nonomiya", "nationality": "日本", "country": "日本", "current_employer": "青嵐半導体",
         "current_title": "主任研究員", "email": "kn@example.jp", "phone": "+81-45-555-0100", "months_per_year": 4, "_sheet": "候補者", "_row": 4},
        {"name_en": "Daniel Hof", "nationality": "ドイツ", "country": "日本", "current_employer": "Isarwerk GmbH", "current_title": "部長",
         "email": "dh@example.com", "phone": "+49 89 5550", "percent_time": 40, "_sheet": "候補者", "_row": 6},
    ],
    [("候補者", 7, "F")],
)  # fmt: skip
def _two_rows_each(path: Path) -> None:
    Book(
        {
            "候補者": [
                ["海外人材名簿", None, None, None, None, None],
                ["No.", "氏名", "国籍", "現所属", "電話番号", "稼働"],
                [None, "氏名（ローマ字）", "居住国", "役職", "メールアドレス", "着任可能日"],
                [1, "野々宮 薫", "日本", "青嵐半導体", "+81-45-555-0100", "年4ヶ月"],
                [None, "Kaoru Nonomiya", "日本", "主任研究員", "kn@example.jp", None],
                [2, "ダニエル・ホフ", "ドイツ", "Isarwerk GmbH", "+49 89 5550", "週2日"],
                [None, "Daniel Hof", "日本", "部長", "dh@example.com", "応相談"],
            ]
        },
    ).save(path)


@desk(
    "a French university's list: Nom and Prénom, the first of a month as 1er, shares of full time as ETP",
    [
        {"name_en": "Clotilde ARNAUD", "nationality": "française", "current_employer": "Université de Montclair", "current_title": "Professeure",
         "highest_degree": "Doctorat", "graduated_from": "Université de Sept-Lacs", "skills": ["SystemC", "VHDL"], "email": "ca@example.edu",
         "available_from": "2027-03-02", "percent_time": 50, "notes": "à relancer", "_row": 3},
        {"name_en": "Yanis BENK", "nationality": "belge", "current_employer": "Puces SAS", "current_title": "Ingénieur",
         "highest_degree": "Master", "graduated_from": "INSA", "skills": ["LLVM"], "email": "yb@example.com", "available_from": "2027-01-01", "percent_time": 40, "_row": 4},
    ],
    [],
    suffix=".csv",
)  # fmt: skip
def _french(path: Path) -> None:
    path.write_text(
        "Vivier d'experts;;;;;;;;;;;\n"
        "Nom;Prénom;Nationalité;Établissement actuel;Fonction;Diplôme le plus élevé;Établissement de délivrance;Compétences;Courriel;Disponible à compter du;Quotité;Observations\n"
        'ARNAUD;Clotilde;française;Université de Montclair;Professeure;Doctorat;Université de Sept-Lacs;"SystemC, VHDL";ca@example.edu;02/03/2027;0,5 ETP;à relancer\n'
        "BENK;Yanis;belge;Puces SAS;Ingénieur;Master;INSA;LLVM;yb@example.com;1er janvier 2027;2 jours par semaine;\n",
        "utf-8-sig",
    )


@desk(
    "a Korean office's list: Korean over English headings, days as 2027년 1월 4일",
    [
        {"name_zh": "김도현", "name_en": "Do-hyun Kim", "nationality": "대한민국", "current_employer": "한빛전자", "current_title": "수석연구원",
         "highest_degree": "박사", "graduated_from": "동강대학교", "research_fields": ["HBM"], "available_from": "2027-01-04", "months_per_year": 4, "_sheet": "명단", "_row": 4},
    ],
    [],
)  # fmt: skip
def _korean(path: Path) -> None:
    Book(
        {
            "명단": [
                ["해외 고급인재 추천 명단", None, None, None, None, None, None, None, None, None, None],
                ["연번", "성명", None, "국적", "소속", "직위", "최종학위", "출신학교", "연구분야", "참여 가능일", "참여 기간"],
                ["No.", "한글", "English", "Nationality", "Affiliation", "Position", "Degree", "University", "Research area", "Available from", "Time per year"],
                [1, "김도현", "Kim, Do-hyun", "대한민국", "한빛전자", "수석연구원", "박사", "동강대학교", "HBM", "2027년 1월 4일", "4개월"],
            ]
        },
        merged={"명단": ["B2:C2"]},
    ).save(path)  # fmt: skip


@desk(
    "answers to a form on the web: whole questions are the headings",
    [
        {"title": "GPU graph database", "organisation": "Pebblegraph", "description": "Graph traversals on the GPU", "required_skills": ["CUDA", "C++"],
         "places": 2, "start": "2026-09-15", "end": "2027-08-31", "contact": "Ana Quintero ana@example.com", "_row": 2},
        {"title": "Cloud rendering", "organisation": "Lumen Studio", "description": "Short drama scenes", "required_skills": ["Vulkan"],
         "places": 1, "start": "2026-10-13", "contact": "Bo Li bo@example.com", "notes": "English only", "_row": 3},
    ],
    [(None, 3, "J")],
    suffix=".csv",
)  # fmt: skip
def _questions(path: Path) -> None:
    path.write_text(
        'Timestamp,Email Address,Name of your startup,Your name,"In one line, what is the project?",Tell us more (3–5 sentences),'
        "What must the expert be able to do?,How many experts do you need?,When should they start?,Until when?,Anything else?\n"
        '3/14/2026 10:22:05,ana@example.com,Pebblegraph,Ana Quintero,GPU graph database,Graph traversals on the GPU,"CUDA, C++",2,9/15/2026,8/31/2027,\n'
        "3/15/2026 09:01:44,bo@example.com,Lumen Studio,Bo Li,Cloud rendering,Short drama scenes,Vulkan,1,10/13/2026,next summer,English only\n",
        "utf-8",
    )


@desk(
    "a database's contacts as UTF-16 text: its own sign between the values of a cell, surnames before given names",
    [
        {"name_en": "Nikolai Petrov", "current_employer": "Baltika OU", "current_title": "VP", "skills": ["gem5", "Verilator"],
         "email": "np@example.com", "_row": 2},
        {"name_en": "Mei-Ling Tsai", "current_employer": "Bay Tensor Inc.", "current_title": "Scientist", "skills": ["Chisel"],
         "email": "mt@example.com", "_row": 3},
    ],
    [],
    suffix=".txt",
)  # fmt: skip
def _database(path: Path) -> None:
    path.write_text(
        "zk_ID\tName_Last\tName_First\tOrg\tOrg_Title\tSoftware\tEmail_1\n"
        "1007\tPetrov\tNikolai\tBaltika OU\tVP\tgem5\vVerilator\tnp@example.com\n"
        "1012\tTsai\tMei-Ling\tBay Tensor Inc.\tScientist\tChisel\tmt@example.com\n",
        "utf-16",
    )


@desk(
    "a personnel system's export: codes over the headings, an institution beside the degree is its school",
    [
        {"name_en": "Maja Lind", "nationality": "SE", "current_employer": "Norrsken AB", "current_title": "Staff Engineer", "highest_degree": "MSc",
         "graduated_from": "Lakeside University", "skills": ["UVM"], "email": "ml@example.com", "_sheet": "Sheet1", "_row": 3},
    ],
    [],
)  # fmt: skip
def _personnel(path: Path) -> None:
    Book(
        {
            "Sheet1": [
                ["NACHN", "VORNA", "NATIO", "EXTORG", "STLTX", "SLART", "INSTI", "SKILLTXT", "USRID"],
                ["Last name", "First name", "Nationality", "Current employer", "Position", "Highest qual.", "Institution", "Skills", "E-mail"],
                ["Lind", "Maja", "SE", "Norrsken AB", "Staff Engineer", "MSc", "Lakeside University", "UVM", "ml@example.com"],
            ]
        }
    ).save(path)  # fmt: skip


@desk(
    "a firm's requisitions: no heading says title, half a period is plain; its office bearers beside it are no people of ours",
    [
        {"title": "NoC power modelling", "organisation": "Lanzhu Semiconductor", "description": "Build a power model", "required_skills": ["SystemC", "Python"],
         "places": 2, "end": "2027-12-31", "contact": "Derek Yuan", "_sheet": "Reqs", "_row": 2},
        {"title": "Chiplet test access", "organisation": "Lanzhu Labs", "description": "A test strategy", "required_skills": ["DFT"],
         "places": 1, "start": "2026-09-01", "end": "2027-08-31", "contact": "Owen Shi", "_sheet": "Reqs", "_row": 3},
    ],
    [("Reqs", 2, "F")],
)  # fmt: skip
def _requisitions(path: Path) -> None:
    Book(
        {
            "Reqs": [
                ["Legal Entity", "Assignment", "Scope of Work", "Must-have Skills", "Openings", "起止时间", "Hiring Manager"],
                ["Lanzhu Semiconductor", "NoC power modelling", "Build a power model", "SystemC; Python", 2, "2027年春季-2027年12月", "Derek Yuan"],
                ["Lanzhu Labs", "Chiplet test access", "A test strategy", "DFT", 1, "2026年9月-2027年8月", "Owen Shi"],
            ],
        }
    ).save(path)  # fmt: skip


@desk(
    "an association's members in its own words; who sits on its board is on a sheet beside them",
    [
        {"name_en": "Yun Chen", "current_employer": "Halcyon Silicon Inc.", "current_title": "Principal Engineer", "highest_degree": "PhD",
         "graduated_from": "Prairie University", "country": "USA", "research_fields": ["HBM"], "email": "yc@example.com", "phone": "650-555-0143",
         "available_from": "2026-09-01", "months_per_year": 2, "_sheet": "Experts", "_row": 3},
        {"name_en": "Jack Tsai", "current_employer": "Fjordlab Institute", "current_title": "Research Director", "highest_degree": "MS",
         "graduated_from": "Lakes University", "country": "Canada", "research_fields": ["SI/PI"], "email": "jt@example.com", "phone": "604-555-0119",
         "months_per_year": 6, "_sheet": "Experts", "_row": 4},
    ],
    [("Experts", 4, "G")],
)  # fmt: skip
def _members(path: Path) -> None:
    Book(
        {
            "Experts": [
                ["Alumni who could help back home"],
                ["Name", "Where & what 任職", "Highest degree 學歷", "Lives in", "Field 領域", "Reach me at", "Earliest", "Time / yr"],
                ["Yun Chen", "Halcyon Silicon Inc. – Principal Engineer", "PhD, Prairie University", "USA", "HBM", "yc@example.com / 650-555-0143", "Sep 2026", "2 months"],
                ["Jack Tsai", "Fjordlab Institute (Research Director)", "MS, Lakes University", "Canada", "SI/PI", "jt@example.com / 604-555-0119", "after my move", "6 months"],
            ],
            "Board": [["Post", "Name", "Mail"], ["Hon. Secretary", "V. Kulkarni", "secy@example.org"], ["Chair", "Grace Hu", "hu@example.org"]],
        }
    ).save(path)  # fmt: skip
