"""Records in public standards, in and out; what goes out is held against the published schema or grammar."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentapp.domain.countries import code_of_country, country_in_language, country_of_code
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.terms import Form
from talentapp.files.records import bibtex, standards, standards_out

HERE = Path(__file__).parent / "standards"
SCHEMA = json.loads((HERE / "jsonresume.schema.json").read_text("utf-8"))

FULL: dict[str, Any] = {
    "name_zh": "陆星野", "name_en": "Xingye LU", "email": "xingye.lu@larkspur.example", "phone": "+49 30 5550 1234",
    "orcid": "0000-0002-1825-0097", "nationality": "中国", "country": "Germany",
    "employer": "Larkspur; Semiconductor, Inc.", "post": "Principal Engineer",
    "highest_degree": "PhD", "graduated_from": "University of Eastmarch",
    "languages": ["中文", "English"], "research_fields": ["register allocation", "近存计算"],
    "skills": ["MLIR", "C++, templates"], "expertise": "Compilers for wide machines.\nTwenty years of them.",
    "evidence": ["Allocation under pressure. 2021."],
    "forms": [Form.DUAL_POST, Form.TECHNICAL_CONSULTING], "months_per_year": 4.0, "available_from": date(2027, 3, 1),
    "notes": "prefers e-mail",
}  # fmt: skip


def read(tmp_path: Path, content: Any, name: str = "record.json") -> dict[str, Any]:
    path = tmp_path / name
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return dict(standards.read(path).rows[0].values)


def test_a_json_resume_holds_to_its_schema_and_comes_back(tmp_path: Path) -> None:
    document = standards_out.json_resume(FULL)
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    jsonschema.validate(document, SCHEMA, format_checker=jsonschema.FormatChecker())
    assert read(tmp_path, document) == FULL


TEXTS = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=60)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


def some(values: st.SearchStrategy[Any], *names: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=dict.fromkeys(names, values))


FORM_LISTS = st.sets(st.sampled_from(list(Form)), min_size=1).map(lambda chosen: [f for f in Form if f in chosen])


@given(
    words=some(TEXTS, "nationality", "country", "employer", "post", "highest_degree", "graduated_from"),
    prose=some(st.lists(TEXTS, min_size=1, max_size=3).map("\n".join), "expertise", "notes"),
    lists=some(
        st.lists(TEXTS, min_size=1, max_size=4, unique=True),
        "languages", "research_fields", "skills", "evidence", "aliases",
    ),
    forms=some(FORM_LISTS, "forms"),
    numbers=some(st.integers(1, 12).map(float), "months_per_year", "effort_percent", "years_experience"),
    day=some(st.dates(date(2020, 1, 1), date(2040, 12, 31)), "available_from"),
)  # fmt: skip
def test_whatever_a_record_says_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    words: dict[str, Any], prose: dict[str, Any], lists: dict[str, Any],
    forms: dict[str, Any], numbers: dict[str, Any], day: dict[str, Any],
) -> None:  # fmt: skip
    record = {"name_en": "Maren Ostby", "email": "maren@ostby.example"} | words | prose | lists | forms | numbers | day
    path = tmp_path_factory.getbasetemp() / "round.json"
    path.write_text(standards_out.as_json(standards_out.json_resume(record)), "utf-8")
    reading = standards.people(path)
    assert reading.problems == ()
    assert dict(reading.rows[0].values) == record


@given(
    st.dictionaries(
        st.sampled_from([name for name, value in FULL.items() if isinstance(value, str)]), st.text(max_size=40)
    )
)
def test_whatever_a_record_says_the_schema_holds(values: dict[str, Any]) -> None:
    values = {"name_en": "Maren Ostby"} | values | {"email": "a@b.example"}
    jsonschema.validate(standards_out.json_resume(values), SCHEMA)


def test_a_json_resume_as_others_write_it(tmp_path: Path) -> None:
    found = read(tmp_path, {
        "basics": {"name": "Maren Ostby", "label": "Architect", "location": {"city": "Bergvik", "countryCode": "NO"},
                   "profiles": [{"network": "ORCID", "url": "https://orcid.org/0000-0002-1825-0097"}], "phone": None},
        "work": [{"company": "Old Works", "position": "Engineer", "startDate": "2010-01", "endDate": "2015-01"},
                 {"name": "Fjordlys AS", "position": "Chief Architect", "startDate": "2016-02"}],
        "education": [{"institution": "Bergvik College", "studyType": "Bachelor", "area": "Physics"},
                      {"institution": "Northfell University", "studyType": "PhD"}],
        "skills": [{"name": "Hardware", "keywords": ["HBM", "PCIe"]}, {"name": "Rust"}],
        "languages": [{"language": "Norwegian", "fluency": "native"}],
        "publications": [{"name": "Wide roads", "publisher": "Memory Letters", "releaseDate": "2020-05"}],
    })  # fmt: skip
    assert (found["employer"], found["post"], found["country"]) == ("Fjordlys AS", "Chief Architect", "Norway")
    assert (found["highest_degree"], found["graduated_from"]) == ("PhD", "Northfell University")
    assert found["skills"] == ["HBM", "PCIe", "Rust"]
    assert found["evidence"] == ["Wide roads. Memory Letters. 2020"]
    assert found["orcid"] == "0000-0002-1825-0097"
    assert "phone" not in found


def value(text: str | None) -> dict[str, Any] | None:
    return None if text is None else {"value": text}


def affiliation(kind: str, organisation: str, role: str, begin: str, end: str | None) -> dict[str, Any]:
    summary = {
        "role-title": role, "department-name": None,
        "organization": {"name": organisation, "address": {"country": "NO"}},
        "start-date": {"year": value(begin), "month": None, "day": None},
        "end-date": {"year": value(end), "month": None, "day": None} if end else None,
    }  # fmt: skip
    return {"external-ids": {"external-id": []}, "summaries": [{f"{kind}-summary": summary}]}


ORCID: dict[str, Any] = {
    "orcid-identifier": {"uri": "https://orcid.org/0000-0002-1825-0097", "path": "0000-0002-1825-0097"},
    "person": {
        "name": {"given-names": value("Maren"), "family-name": value("Ostby"), "credit-name": None},
        "other-names": {"other-name": [{"content": "M. Østby"}]}, "biography": {"content": "Memory systems."},
        "emails": {"email": [{"email": "maren@fjordlys.example", "primary": True}]},
        "addresses": {"address": [{"country": {"value": "NO"}}]},
        "keywords": {"keyword": [{"content": "near-memory computing"}, {"content": "caches"}]},
    },
    "activities-summary": {
        "employments": {"affiliation-group": [
            affiliation("employment", "Old Works", "Engineer", "2010", "2015"),
            affiliation("employment", "Fjordlys AS", "Chief Architect", "2016", None)]},
        "educations": {"affiliation-group": [
            affiliation("education", "Northfell University", "PhD", "2005", "2009")]},
        "works": {"group": [{"work-summary": [{
            "title": {"title": value("Wide roads")}, "journal-title": value("Memory Letters"),
            "publication-date": {"year": value("2020")},
            "external-ids": {"external-id": [
                {"external-id-type": "doi", "external-id-value": "10.5555/wide"}]}}]}]},
    },
}  # fmt: skip
"""A record of version 3.0, as https://pub.orcid.org/v3.0/{id}/record answers; fields may be null at every step."""

AUTHOR: dict[str, Any] = {
    "id": "https://openalex.org/A5000000001", "display_name": "Xingye Lu",
    "orcid": "https://orcid.org/0000-0002-1825-0097",
    "display_name_alternatives": ["X. Lu", "陆星野"], "works_count": 12,
    "last_known_institutions": [{"display_name": "Northfell University", "country_code": "NO"}],
    "topics": [{"display_name": "Compiler optimisation"}, {"display_name": "Memory systems"}],
}  # fmt: skip
RESUME: dict[str, Any] = standards_out.json_resume({name: said for name, said in FULL.items() if name not in (
    "forms", "months_per_year", "available_from", "nationality", "notes")})  # fmt: skip

RESUME["basics"]["location"].pop("country")  # a field of our own


def schema(name: str) -> dict[str, Any]:
    return dict(json.loads((HERE / f"{name}.schema.json").read_text("utf-8")))


def test_an_orcid_record(tmp_path: Path) -> None:
    found = read(tmp_path, ORCID)
    assert found["name_en"] == "Maren Ostby"
    assert (found["employer"], found["post"], found["country"]) == ("Fjordlys AS", "Chief Architect", "Norway")
    assert (found["highest_degree"], found["graduated_from"]) == ("PhD", "Northfell University")
    assert found["research_fields"] == ["near-memory computing", "caches"]
    assert found["evidence"] == ["Wide roads. Memory Letters. 2020. doi:10.5555/wide"]
    assert (found["email"], found["orcid"]) == ("maren@fjordlys.example", "0000-0002-1825-0097")


def test_an_orcid_record_of_which_nothing_is_public(tmp_path: Path) -> None:
    path = tmp_path / "bare.json"
    path.write_text(json.dumps({"orcid-identifier": {"path": "0000-0002-1825-0097"}, "person": {"name": None},
                                "activities-summary": None}))  # fmt: skip
    reading = standards.read(path)
    assert any(problem.blocking for problem in reading.problems)
    assert reading.rows[0].values == {"orcid": "0000-0002-1825-0097"}


def test_openalex_authors(tmp_path: Path) -> None:
    found = read(tmp_path, {"meta": {"count": 1}, "results": [AUTHOR]})
    assert (found["name_en"], found["name_zh"], found["aliases"]) == ("Xingye Lu", "陆星野", ["X. Lu"])
    assert (found["employer"], found["country"]) == ("Northfell University", "Norway")
    assert found["research_fields"] == ["Compiler optimisation", "Memory systems"]


RECORDS = [("orcid-record", ORCID), ("openalex-author", AUTHOR), ("jsonresume", RESUME)]


@pytest.mark.parametrize(("name", "record"), RECORDS, ids=[name for name, _ in RECORDS])
def test_a_record_that_holds_to_its_schema_is_read_without_a_problem(
    tmp_path: Path, name: str, record: dict[str, Any]
) -> None:
    jsonschema.validators.validator_for(schema(name)).check_schema(schema(name))
    jsonschema.validate(record, schema(name))
    (tmp_path / "r.json").write_text(json.dumps(record), "utf-8")
    assert standards.people(tmp_path / "r.json").problems == ()


def places(node: Any, pointer: str = "") -> Iterator[tuple[Any, Any, str]]:
    """Every place of a document: its holder, its key and its JSON pointer."""
    for key, inside in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield node, key, f"{pointer}/{key}"
        yield from places(inside, f"{pointer}/{key}")


FORMS = {"list_cut", "email_malformed", "phone_malformed", "orcid_malformed", "value_unclear", "name_missing"}


@pytest.mark.parametrize(("name", "record"), RECORDS, ids=[name for name, _ in RECORDS])
@given(
    data=st.data(),
    junk=st.sampled_from([None, True, 5, "x", [], {}, [None], ["x"], {"a": 1}, [[1]], [{"a": {}}], "\0" * 9]),
)
def test_what_is_said_to_be_wrong_is_wrong_by_the_schema(
    tmp_path_factory: pytest.TempPathFactory, name: str, record: dict[str, Any], data: st.DataObject, junk: Any
) -> None:
    """With one value replaced, a record is read or refused, and what is noted at a place is an error there."""
    changed = json.loads(json.dumps(record))
    holder, key, _ = data.draw(st.sampled_from(list(places(changed))))
    holder[key] = junk
    path = tmp_path_factory.getbasetemp() / f"{name}.json"
    path.write_text(json.dumps(changed), "utf-8")
    try:
        problems = standards.people(path).problems
    except TalentError as refused:
        assert refused.code is Fault.JSON_UNKNOWN
        return
    validator = jsonschema.validators.validator_for(schema(name))(schema(name))
    wrong = {"".join(f"/{step}" for step in error.absolute_path) for error in validator.iter_errors(changed)}
    assert {problem.column for problem in problems if problem.trouble.value not in FORMS} <= wrong


def test_what_is_more_than_is_kept_is_told(tmp_path: Path) -> None:
    changed = json.loads(json.dumps(ORCID))
    works = changed["activities-summary"]["works"]
    titles = [f"Roads of the {number}th kind" for number in range(203)]
    works["group"] = [{"work-summary": [{"title": {"title": value(title)}}]} for title in titles]
    (tmp_path / "r.json").write_text(json.dumps(changed), "utf-8")
    reading = standards.people(tmp_path / "r.json")
    assert len(reading.rows[0].values["evidence"]) == 200
    (told,) = reading.problems
    assert (told.trouble.value, told.column, dict(told.facts)) == (
        "list_cut", "/activities-summary/works/group", {"kept": 200, "count": 203},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("record", "path", "column"),
    [
        (ORCID, ("person", "other-names", "other-name"), "/person/other-names/other-name"),
        (AUTHOR, ("display_name_alternatives",), "/display_name_alternatives"),
    ],
)
def test_further_names_beyond_those_kept_are_told(
    tmp_path: Path, record: dict[str, Any], path: tuple[str, ...], column: str
) -> None:
    changed = json.loads(json.dumps(record))
    *way, last = path
    holder = changed
    for key in way:
        holder = holder[key]
    names = [f"Maren {letter}. Ostby" for letter in "BCDEFGHIJKLNOPQRSTUVWXYZ"]
    holder[last] = [{"content": name} for name in names] if way else names
    (tmp_path / "r.json").write_text(json.dumps(changed), "utf-8")
    reading = standards.people(tmp_path / "r.json")
    assert len(reading.rows[0].values["aliases"]) == 20
    (told,) = [problem for problem in reading.problems if problem.trouble.value == "list_cut"]
    assert told.column == column and told.facts["kept"] == 20 and told.facts["count"] >= 24


def test_what_several_sources_tell_of_one_work_is_put_together(tmp_path: Path) -> None:
    """ORCID groups what it holds for the same work; the preferred source comes first, and need not be the fullest."""

    def told(title: str, year: str = "", journal: str = "", *dois: str) -> dict[str, Any]:
        ids = [{"external-id-type": "doi", "external-id-value": doi} for doi in dois]
        date = {"year": value(year)} if year else None
        journal_title = value(journal) if journal else None
        said = {"title": {"title": value(title)}, "publication-date": date, "journal-title": journal_title}
        return {**said, "external-ids": {"external-id": ids}}

    changed = json.loads(json.dumps(ORCID))
    changed["activities-summary"]["works"]["group"] = [
        {
            "work-summary": [
                told("Wide roads"),
                told("Wide Roads.", "2020", "", "10.1/a"),
                told("Narrow bridges (preprint)", "2019", "arXiv", "10.2/b"),
                told("WIDE ROADS", "2021", "Road Letters", "10.1/A", "10.3/c"),
            ]
        }
    ]
    (tmp_path / "r.json").write_text(json.dumps(changed), "utf-8")
    assert standards.people(tmp_path / "r.json").rows[0].values["evidence"] == [
        "Wide roads. Road Letters. 2020. doi:10.1/a. doi:10.3/c",
        "Narrow bridges (preprint). arXiv. 2019. doi:10.2/b",
    ]


@pytest.mark.parametrize(
    ("record", "path", "junk", "trouble"),
    [
        (ORCID, "/person/name", "Maren Ostby", "object_expected"),
        (ORCID, "/person/name/given-names/value", ["Maren"], "text_expected"),
        (ORCID, "/activities-summary/employments/affiliation-group", {}, "list_expected"),
        (ORCID, "/orcid-identifier/path", "0000-0002-1825-0098", "orcid_malformed"),
        (AUTHOR, "/last_known_institutions/0/display_name", {}, "text_expected"),
        (AUTHOR, "/topics", "compilers", "list_expected"),
        (RESUME, "/basics/email", "at home", "email_malformed"),
        (RESUME, "/work", {"name": "Larkspur"}, "list_expected"),
        (RESUME, "/basics/location", "Bergen", "object_expected"),
        (RESUME, "/basics/name", "王伟、李娜", "several_names"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(
    tmp_path: Path, record: dict[str, Any], path: str, junk: Any, trouble: str
) -> None:
    changed = json.loads(json.dumps(record))
    holder, key = next((holder, key) for holder, key, pointer in places(changed) if pointer == path)
    holder[key] = junk
    (tmp_path / "r.json").write_text(json.dumps(changed), "utf-8")
    noted = [(each.trouble.value, each.column) for each in standards.people(tmp_path / "r.json").problems]
    assert (trouble, path) in noted


def test_json_that_breaks_off_is_told_by_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text('{"basics": {\n  "name": "Maren Ostby",\n  oops', "utf-8")
    with pytest.raises(TalentError) as caught:
        standards.read(tmp_path / "r.json")
    assert (caught.value.code, caught.value.facts["line"], caught.value.facts["column"]) == (Fault.JSON_BROKEN, 3, 3)


@pytest.mark.parametrize(
    ("content", "code"),
    [("{", Fault.JSON_BROKEN), ("[1, 2]", Fault.JSON_UNKNOWN), ('{"a": 1}', Fault.JSON_UNKNOWN),
                                               ("[" * 100_000, Fault.FILE_UNREADABLE)])  # fmt: skip
def test_other_json_is_refused(tmp_path: Path, content: str, code: Fault) -> None:
    (tmp_path / "x.json").write_text(content)
    with pytest.raises(TalentError) as caught:
        standards.read(tmp_path / "x.json")
    assert caught.value.code is code


BIB = r"""
@string{ml = "Memory Letters"}
@comment{not this}
@article{wide, author = {Ostby, Maren and L{\"o}fgren, {\AA}sa and 陆星野}, title = "{Wide} Roads \& Narrow {HBM}",
  journal = ml, year = 2020, doi = {10.5555/wide}}
@inproceedings{other, author = "Kwame Boatengo", title = {On Others}, booktitle = {Proc. Forum}, year = {2019} }
@misc{untitled, author = {Nobody}}
"""


def test_bibtex(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(BIB, "utf-8")
    found, problems = bibtex.read(tmp_path / "refs.bib")
    assert [one.authors for one in found] == [("Maren Ostby", "Åsa Löfgren", "陆星野"), ("Kwame Boatengo",)]
    assert (
        found[0].text
        == "Maren Ostby, Åsa Löfgren, 陆星野. Wide Roads & Narrow HBM. Memory Letters. 2020. doi:10.5555/wide"
    )

    assert [one.line for one in found] == [4, 6]
    assert [(each.trouble.value, each.row) for each in problems] == [("publication_untitled", 7)]


def test_an_entry_that_never_ends_is_read_and_told(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(
        "\n@book{a, title={Wide Roads}, author={Maren Ostby\n@book{b, title={On}}\n", "utf-8"
    )
    found, problems = bibtex.read(tmp_path / "refs.bib")
    assert [(one.text.partition(". ")[2], one.line) for one in found] == [("Wide Roads", 2), ("", 3)]
    assert [(each.trouble.value, each.row) for each in problems] == [("value_unclear", 2)]


@given(
    st.lists(
        st.tuples(st.sampled_from(["title={Wide}", "title={ {} }", "year=1"]), st.text("\n %x", max_size=4)), min_size=1
    )
)
def test_each_entry_is_a_publication_or_a_problem_at_its_line(
    tmp_path_factory: pytest.TempPathFactory, entries: list[tuple[str, str]]
) -> None:
    content, lines = "", []
    for fields, between in entries:
        content += between
        lines.append(content.count("\n") + 1)
        content += f"@misc{{k,\n {fields}}}"
    path = tmp_path_factory.getbasetemp() / "refs.bib"
    path.write_text(content, "utf-8")
    found, problems = bibtex.publications(path)
    assert sorted([line for *_, line in found] + [each.row for each in problems]) == lines
    assert len(found) == sum(fields == "title={Wide}" for fields, _ in entries)


@given(st.text(max_size=200))
def test_bibtex_of_any_kind_ends(text: str) -> None:
    list(bibtex._entries(f"@article{{a, title={{{text}}}, author={{A}}}} {text} @x{{", []))


_CONTENT_LINE = r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*))*):([^\x00-\x08\x0b-\x1f]*)'


def content_lines(card: str) -> list[tuple[str, str]]:
    """The lines of a vCard by RFC 6350's grammar: unfolded, (name, value); asserts what the grammar demands."""
    assert card.endswith("\r\n")
    assert "\n" not in card.replace("\r\n", "")
    physical = card.split("\r\n")[:-1]
    assert all(len(line.encode("utf-8")) <= 75 for line in physical)
    lines: list[str] = []
    for line in physical:
        if line.startswith(" "):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    parsed = []
    for line in lines:
        hit = re.fullmatch(_CONTENT_LINE, line)
        assert hit, line
        parsed.append((hit[1], hit[3]))
    assert parsed[:2] == [("BEGIN", "VCARD"), ("VERSION", "4.0")]
    assert parsed[-1] == ("END", "VCARD")
    assert sum(name == "FN" for name, _ in parsed) >= 1
    return parsed


def test_a_vcard_holds_to_its_grammar() -> None:
    lines = dict(content_lines(standards_out.vcard(FULL, "urn:uuid:1b4e28ba-2fa1-11d2-883f-0016d3cca427")))
    assert lines["ORG"] == r"Larkspur\; Semiconductor\, Inc."
    assert lines["NOTE"] == r"Compilers for wide machines.\nTwenty years of them."
    assert (lines["N"], lines["TEL"], lines["CATEGORIES"]) == (
        "陆;星野;;;",
        "tel:+493055501234",
        r"MLIR,C++\, templates",
    )


@given(
    st.dictionaries(
        st.sampled_from(["name_zh", "name_en", "employer", "post", "expertise", "phone", "country"]),
        st.text(max_size=120),
    )
)
def test_any_record_makes_a_vcard(values: dict[str, Any]) -> None:
    values = {name: value.encode("utf-8", "ignore").decode() for name, value in values.items()}
    content_lines(
        standards_out.vcard({"name_en": "Maren Ostby"} | {n: v for n, v in values.items() if v.strip()}, "urn:x:1")
    )


@pytest.mark.parametrize(
    ("name_zh", "name_en", "name"),
    [
        ("张伟", "Wei Zhang", "张;伟"),
        ("歐陽靜嫻", "Quenby Ostrander", "歐陽;靜嫻"),
        ("司马光", "", "司马;光"),
        ("迪丽热巴·买买提", "Dilraba Memet", "Memet;Dilraba"),
        ("迪丽热巴·买买提", "", "迪丽热巴·买买提;"),
        ("", "Maximiliane von und zu Waldenburg", "von und zu Waldenburg;Maximiliane"),
        ("", "de la Vega, Ana", "de la Vega;Ana"),
        ("", "ZHANG Wei", "ZHANG;Wei"),
        ("", "Juan Carlos Ibarra", "Ibarra;Juan Carlos"),
    ],
)
def test_a_vcard_tells_family_from_given_names(name_zh: str, name_en: str, name: str) -> None:
    lines = dict(content_lines(standards_out.vcard({"name_zh": name_zh, "name_en": name_en}, "urn:x:1")))
    assert lines["N"] == f"{name};;;"


@pytest.mark.parametrize(
    ("phone", "said"),
    [
        ("+49 (0) 7942 1234567 ext. 89012", "tel:+4979421234567;ext=89012"),
        ("+86 21 5555 0101 转 8001", "tel:+862155550101;ext=8001"),
        ("138 0000 1001", "138 0000 1001"),
        ("ext", "ext"),
    ],
)
def test_a_vcard_has_a_number_that_can_be_dialled(phone: str, said: str) -> None:
    assert dict(content_lines(standards_out.vcard({"name_en": "A B", "phone": phone}, "urn:x:1")))["TEL"] == said


def test_countries_have_their_codes() -> None:
    assert (country_of_code("no"), country_of_code("DE"), country_of_code("XX")) == ("Norway", "Germany", "XX")
    assert (code_of_country("德國"), code_of_country("USA"), code_of_country("Atlantis")) == ("DE", "US", "")
    for name in ("US", "United States", "美國"):
        said = [country_in_language(name, language) for language in ("zh_CN", "zh_TW", "en")]
        assert said == ["美国", "美國", "United States"]
    assert country_in_language("沙特", "zh_TW") == "沙烏地阿拉伯"
    assert country_in_language("Atlantis", "en") == "Atlantis"
