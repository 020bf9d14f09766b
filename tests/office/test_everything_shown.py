"""Everything that shows a person to a university, a firm or a manager, before consent, after it, and once withdrawn.

One person with telling words in every place that people can write to; each use case and each command that a liaison or
a manager may call is asked, and what it gives is searched. A use case that is new has to be named here, too.
"""

import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from talentapp import settings
from talentapp.cli import main
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.roles import RIGHTS, Actor, Scope
from talentapp.domain.rosters import RosterChoice
from talentapp.domain.terms import Role, State
from talentapp.office import Office, open_office
from talentapp.office.guarding import USE_CASES
from talentapp.office.views.matching import What
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.records import CandidateQuery, OrganisationQuery, ProjectQuery
from talentapp.settings import Settings
from talentapp.wording import Wording
from tests.office.lives import copy
from tests.office.scenes import HR, SECRETS, Scene, made, secrets_in

SAY = Wording("zh_CN")
EVERY = PairingQuery(states=tuple(State))


@pytest.fixture(scope="module")
def scene(sample_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """The same databases for all tests; each opens a copy."""
    return made(sample_database, tmp_path_factory.mktemp("shown"))


Shown = Callable[[Office, Scene, Path], object]


def _book(path: Path) -> str:
    with zipfile.ZipFile(path) as book:
        return "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


def _roster(office: Office, scene: Scene, folder: Path, query: PairingQuery = EVERY) -> str:
    office.publishing.export_roster(folder / "roster.xlsx", SAY, query)
    return _book(folder / "roster.xlsx")


def _filled(office: Office, scene: Scene, folder: Path) -> str:
    office.publishing.starter_template(folder / "template.xlsx", SAY)
    office.publishing.fill_roster(folder / "filled.xlsx", folder / "template.xlsx", SAY, EVERY)
    return _book(folder / "filled.xlsx")


def _previewed(office: Office, scene: Scene, folder: Path) -> object:
    return office.publishing.preview(SAY, EVERY, RosterChoice(reader=office.publishing.readers()[0]))


def _word(what: str) -> Shown:
    def shown(office: Office, scene: Scene, folder: Path) -> str:
        key = scene.pairing if what == "dossier" else scene.candidate
        made = getattr(office.publishing, what)(key, SAY)
        office.publishing.write_docx(made, folder / "made.docx")
        return repr(made) + _book(folder / "made.docx")

    return shown


def _found_by_name(office: Office, scene: Scene, folder: Path) -> list[str]:
    """The secrets by which a list finds the person: a search tells, too."""
    found = []
    for secret in (*SECRETS, "Ruritania"):
        people = office.look.find_candidates(CandidateQuery(secret))
        pairings = office.look.find_pairings(PairingQuery(tuple(State), text=secret))
        if scene.candidate in people or scene.pairing in pairings:
            found.append(secret)
    return found


def _called_so(office: Office, scene: Scene, folder: Path) -> list[str]:
    return [secret for secret in SECRETS if scene.candidate in office.look.candidates_called(secret)]


def _recommendations(office: Office, scene: Scene, folder: Path) -> str:
    office.publishing.export_recommendations(folder / "recommendations.json", "zh_CN")
    return (folder / "recommendations.json").read_text("utf-8")


def _matched(office: Office, scene: Scene, folder: Path) -> object:
    office.matching.follow()
    what = What("candidate", scene.candidate)
    triple = (scene.candidate, scene.university_project, scene.firm_project)
    try:
        weights = (0.4, 0.4, 0.2)
        told = office.matching.best(what, weights, 5), office.matching.compare([triple], weights)
        return told, office.matching.reasons(triple, weights), office.matching.kept(what, 5)
    except TalentError as error:  # who has withdrawn takes no part any more
        return error.facts


def _returned(office: Office, scene: Scene, folder: Path) -> object:
    """A roster of the reader's, handed back with every state and every address changed."""
    _roster(office, scene, folder)
    book = load_workbook(folder / "roster.xlsx")
    sheet = book.worksheets[1]
    codes = {str(cell.value): cell.column for cell in sheet[3]}
    for line in range(5, sheet.max_row + 1):
        sheet.cell(line, codes["state"]).value = SAY("roster-state-declined")
        sheet.cell(line, codes["email"]).value = None
    book.save(folder / "back.xlsx")
    return office.intake.previews(folder / "back.xlsx"), office.intake.preview(folder / "back.xlsx")


SHOWN: Mapping[str, Shown] = {
    "Look.candidate": lambda o, s, _: o.look.candidate(s.candidate),
    "Look.candidate_rows": lambda o, s, _: o.look.candidate_rows([s.candidate]),
    "Look.count_candidates": lambda o, s, _: o.look.count_candidates(CandidateQuery()),
    "Look.count_candidates_by_meaning": lambda o, s, _: o.look.count_candidates_by_meaning(CandidateQuery()),
    "Look.accepted_by_others": lambda o, s, _: o.look.accepted_by_others(),
    "Look.begin_candidates": lambda o, s, _: o.look.begin_candidates(CandidateQuery(), None),
    "Look.candidates_called": _called_so,
    "Look.find_candidates": _found_by_name,
    "Look.find_pairings": _found_by_name,
    "Look.pairing": lambda o, s, _: o.look.pairing(s.recommendation),
    "Look.pairing_rows": lambda o, s, _: o.look.pairing_rows([s.pairing]),
    "Look.pairings_of_candidate": lambda o, s, _: o.look.pairings_of_candidate(s.candidate),
    "Look.pairings_of_project": lambda o, s, _: o.look.pairings_of_project(s.firm_project),
    "Look.pairings_put_forward": lambda o, s, _: o.look.pairings_put_forward([s.candidate], 9),
    "Look.recommended": lambda o, s, _: o.look.recommended(),
    "Look.excluded_of_candidate": lambda o, s, _: o.look.excluded_of_candidate(s.candidate),
    "Look.recent_imports": lambda o, s, _: o.look.recent_imports(),
    "Look.imported_file": lambda o, s, _: [o.look.imported_file(one.id) for one in o.look.recent_imports()],
    "Look.organisation_origin": lambda o, s, _: o.look.organisation_origin(o.look.organisations()[0].id),
    "Look.organisations": lambda o, s, _: o.look.organisations(),
    "Look.begin_organisations": lambda o, s, _: o.look.begin_organisations(OrganisationQuery()),
    "Look.count_organisations": lambda o, s, _: o.look.count_organisations(OrganisationQuery()),
    "Look.project": lambda o, s, _: o.look.project(s.firm_project),
    "Look.project_rows": lambda o, s, _: o.look.project_rows([s.firm_project]),
    "Look.flows": lambda o, s, _: o.look.flows(),
    "Look.moved": lambda o, s, _: o.look.moved(),
    "Look.not_open": lambda o, s, _: o.look.not_open(),
    "Look.without_place": lambda o, s, _: o.look.without_place(),
    "Look.find_projects": lambda o, s, _: o.look.find_projects(ProjectQuery()),
    "Look.begin_projects": lambda o, s, _: o.look.begin_projects(ProjectQuery(), None),
    "Look.count_projects": lambda o, s, _: o.look.count_projects(ProjectQuery()),
    "Look.count_projects_by_meaning": lambda o, s, _: o.look.count_projects_by_meaning(ProjectQuery()),
    "Dossiers.dossier": lambda o, s, _: o.dossiers.dossier(s.pairing),
    "Dossiers.due": lambda o, s, _: o.dossiers.due(),
    "Dossiers.spoken": lambda o, s, _: o.dossiers.spoken(),
    "Look.standing": lambda o, s, _: o.look.standing(),
    "Learning.evidence": lambda o, s, _: o.learning.evidence(),
    "Learning.likelihoods": lambda o, s, _: o.learning.likelihoods([s.pairing]),
    "Planning.plans": lambda o, s, _: o.planning.plans(),
    "Planning.plan": lambda o, s, _: [o.planning.plan(key) for key in s.plans],
    "Planning.compare": lambda o, s, _: (o.planning.compare(*s.plans), o.planning.compare(*reversed(s.plans))),
    "Planning.marks": lambda o, s, _: o.planning.marks(),
    "Matching.best": _matched,
    "Matching.compare": _matched,
    "Matching.follow": _matched,
    "Matching.kept": _matched,
    "Matching.reasons": _matched,
    "Matching.why_alone": lambda o, s, _: o.matching.why_alone(s.firm_project),
    "Intake.preview": _returned,
    "Intake.previews": _returned,
    "Intake.previews_of": _returned,
    "Intake.together": _returned,
    "Audit.newest": lambda o, s, _: o.audit.newest(1000),
    "Audit.about_candidate": lambda o, s, _: o.audit.about_candidate(s.candidate),
    "Audit.verify": lambda o, s, _: o.audit.verify(),
    "Privacy.handed_out": lambda o, s, _: o.privacy.handed_out(s.candidate),
    "Replaying.replay": lambda o, s, _: o.replaying.replay(candidate_id=s.candidate),
    "Publishing.export_roster": _roster,
    "Publishing.fill_roster": _filled,
    "Publishing.preview": _previewed,
    "Publishing.recommendations": lambda o, s, _: o.publishing.recommendations("en", limit=1),
    "Publishing.export_recommendations": _recommendations,
    "Publishing.called": lambda o, s, _: o.publishing.called(s.candidate),
    "Publishing.profile": _word("profile"),
    "Publishing.dossier": _word("dossier"),
}
WORDS_OF_THEIR_OWN = {"Agreeing.catch_up", "Agreeing.move", "Intake.commit", "Intake.commit_all", "Review.decide"}
"""What a liaison or a manager may call that writes, and gives back numbers and states."""
COMMANDS = (
    "recommend", "recommend --json", "pairing {pairing}", "pairing {pairing} --json", "due", "due --json", "audit log",
    "audit log --json", "audit verify", "replay --candidate {candidate}", "roster {folder}/r.xlsx",
    "profile {candidate} {folder}/p.docx", "dossier {pairing} {folder}/d.docx", "profile {candidate} {folder}/p.pdf",
)  # fmt: skip
LIAISON, MANAGER = "liaison", "manager"
TELLING = {
    "Look.candidate", "Look.candidate_rows", "Look.pairing", "Look.pairing_rows", "Look.pairings_put_forward",
    "Look.recommended",
    "Look.candidates_called",
    "Look.find_candidates", "Look.count_candidates", "Dossiers.dossier", "Dossiers.due", "Publishing.export_roster",
    "Publishing.fill_roster", "Publishing.preview", "Publishing.recommendations", "Publishing.profile",
    "Publishing.dossier",
}  # fmt: skip
TELLING_MANAGERS = {"Planning.plan", "Planning.compare", "Planning.marks", "Look.recent_imports"}
MASKED = [(LIAISON, "before"), (LIAISON, "from-the-firm"), (LIAISON, "withdrawn"), (MANAGER, "withdrawn")]


def told_by_all(office: Office, scene: Scene, folder: Path, names: Iterable[str] = SHOWN) -> dict[str, list[str]]:
    """By use case that the reader may call: the secrets in what it gives."""
    told: dict[Shown, list[str]] = {}
    mine = {name: SHOWN[name] for name in names if (act := USE_CASES[name]) is None or office.actor.may(act)}
    for show in mine.values():
        if show not in told:
            told[show] = secrets_in(repr(show(office, scene, folder)))
    return {name: told[show] for name, show in mine.items()}


@pytest.fixture
def opened_at(scene: Scene, tmp_path: Path) -> Iterator[Callable[[str, str], Office]]:
    """Opens the database of a phase as a liaison of the firm, or as a manager."""
    offices: list[Office] = []

    def opening(role: str, phase: str) -> Office:
        copied = tmp_path / "shown.db"
        copy(scene.folder / f"{phase}.db", copied)
        office = open_office(Settings(settings.database_url(copied), "zh_CN"))
        offices.append(office)
        office.act_as(Actor("reader", Role(role), scene.firm if role == LIAISON else None))
        return office

    yield opening
    for office in offices:
        office.close()


def test_every_use_case_that_shows_something_is_asked() -> None:
    """A new one that a liaison or a manager may call is searched, too, or is no use case that shows a person."""
    open_to_them = {
        name
        for name, act in USE_CASES.items()
        if act is not None and any(RIGHTS[act][role] is not Scope.NONE for role in (Role.LIAISON, Role.MANAGER))
    }
    assert open_to_them - SHOWN.keys() == WORDS_OF_THEIR_OWN
    assert SHOWN.keys() - open_to_them == set()


@pytest.mark.long
@pytest.mark.parametrize(("role", "phase"), MASKED)
def test_nothing_shown_tells_who_it_is(
    scene: Scene, opened_at: Callable[[str, str], Office], tmp_path: Path, role: str, phase: str
) -> None:
    office = opened_at(role, phase)
    told = told_by_all(office, scene, tmp_path)
    assert {name: found for name, found in told.items() if found} == {}
    assert len(told) > 25
    if role == LIAISON:
        assert "Ruritania" not in repr(office.look.count_candidates(CandidateQuery()))


@pytest.mark.long
@pytest.mark.parametrize("role", [LIAISON, MANAGER])
def test_who_has_agreed_is_shown(
    scene: Scene, opened_at: Callable[[str, str], Office], tmp_path: Path, role: str
) -> None:
    """The search above would find it: with consent the same use cases tell."""
    office = opened_at(role, "agreed")
    names = TELLING if role == LIAISON else {*TELLING, *TELLING_MANAGERS}
    told = told_by_all(office, scene, tmp_path, names)
    assert [name for name in names if not told[name]] == []


@pytest.mark.long
@pytest.mark.parametrize(("role", "phase"), MASKED)
def test_no_command_tells_it(scene: Scene, tmp_path: Path, role: str, phase: str) -> None:
    copied = tmp_path / "shown.db"
    copy(scene.folder / f"{phase}.db", copied)
    facts = {**vars(scene), "folder": tmp_path}
    told = {}
    for command in COMMANDS:
        words = [*command.format(**facts).split(), "--database", str(copied), "--role", role, "--lang", "zh_CN"]
        out = StringIO()
        with redirect_stdout(out), redirect_stderr(out):
            main([*words, "--organisation", str(scene.firm)] if role == LIAISON else words)
        for path in [*tmp_path.glob("*.xlsx"), *tmp_path.glob("*.docx")]:
            out.write(_book(path))
            path.unlink()
        told[command] = secrets_in(out.getvalue())
    assert {command: found for command, found in told.items() if found} == {}


@pytest.mark.long
@pytest.mark.parametrize("phase", ["before", "from-the-firm", "withdrawn"])
def test_an_officers_export_for_an_organisation_is_as_its_liaisons(
    scene: Scene, opened_at: Callable[[str, str], Office], tmp_path: Path, phase: str
) -> None:
    office = opened_at(MANAGER, phase)
    office.act_as(Actor(HR))
    assert secrets_in(_roster(office, scene, tmp_path, PairingQuery(tuple(State), scene.firm))) == []
    named = PairingQuery(tuple(State), scene.firm, "Ostrander")  # nobody is found by a name that is not shown
    with pytest.raises(TalentError) as refused:
        office.publishing.export_roster(tmp_path / "named.xlsx", SAY, named)
    assert refused.value.code is Fault.ROSTER_EMPTY


@pytest.mark.long
def test_nothing_more_is_drafted_or_exported_of_who_has_withdrawn(
    scene: Scene, opened_at: Callable[[str, str], Office], tmp_path: Path
) -> None:
    office = opened_at(MANAGER, "withdrawn")
    office.act_as(Actor(HR))
    for act in (
        lambda: office.dossiers.draft_agreement(scene.pairing, tmp_path / "a.docx", SAY),
        lambda: office.publishing.export_candidate(scene.candidate, "vcard", tmp_path / "a.vcf"),
        lambda: office.publishing.export_candidate(scene.candidate, "jsonresume", tmp_path / "a.json"),
    ):
        with pytest.raises(TalentError):
            act()
    assert not list(tmp_path.glob("a.*"))
    assert secrets_in(office.publishing.called(scene.candidate)) == []
    for what in ("profile", "dossier"):
        assert secrets_in(str(_word(what)(office, scene, tmp_path))) == []
    assert secrets_in(_roster(office, scene, tmp_path) + repr(office.publishing.recommendations("en", limit=1))) == []
    plain, _ = office.privacy.export_person(
        scene.candidate, tmp_path / "own", Wording("en")
    )  # but the person's own data
    assert "Ostrander" in plain.read_text("utf-8")
