"""The door of the office: every use case asks the table of `domain.roles` before it begins.

Which act a use case is stands here in one list. A use case that is not on the list is an HR officer's alone, so that a
new one is closed until somebody has thought about it. What reaches only to one's own organisation is narrowed by the
use cases themselves, through `Own`.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from inspect import isfunction
from typing import Any, TypeVar

from sqlalchemy import Select
from sqlmodel import Session

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.roles import Act, Actor
from talentapp.store import owning

Part = TypeVar("Part")

ANYBODY = None

USE_CASES: Mapping[str, Act | None] = {
    "Agreeing.add_effort": Act.CHANGE_RECORDS,
    "Agreeing.answer_gate": Act.CHANGE_RECORDS,
    "Agreeing.catch_up": Act.SEE_PAIRINGS,
    "Agreeing.end_effort": Act.CHANGE_RECORDS,
    "Agreeing.move": Act.SEE_PAIRINGS,  # who may make which move stands in the table of domain.states
    "Agreeing.record_consent": Act.CHANGE_RECORDS,
    "Agreeing.remove_effort": Act.CHANGE_RECORDS,
    "Agreeing.resting_on": Act.CHANGE_RECORDS,
    "Agreeing.save_terms": Act.CHANGE_RECORDS,
    "Agreeing.set_caps": Act.CHANGE_RECORDS,
    "Audit.about_candidate": Act.AUDIT,
    "Audit.newest": Act.AUDIT,
    "Audit.verify": Act.AUDIT,
    "Backups.list": Act.ADMINISTER,
    "Backups.make": Act.ADMINISTER,
    "Backups.make_daily": ANYBODY,
    "Backups.restore": Act.ADMINISTER,
    "Dossiers.dossier": Act.SEE_PAIRINGS,
    "Dossiers.draft_agreement": Act.CHANGE_RECORDS,
    "Dossiers.due": Act.SEE_PAIRINGS,
    "Dossiers.evidence_file": Act.REVEAL_CONTACT,
    "Dossiers.spoken": Act.SEE_PAIRINGS,
    "Duplicates.find": Act.CHANGE_RECORDS,
    "Duplicates.number": Act.CHANGE_RECORDS,
    "Duplicates.merge": Act.CHANGE_RECORDS,
    "Duplicates.merge_again": Act.CHANGE_RECORDS,
    "Duplicates.beside": Act.CHANGE_RECORDS,
    "Duplicates.doubt": Act.CHANGE_RECORDS,
    "Duplicates.tell_apart": Act.CHANGE_RECORDS,
    "Duplicates.told_apart": Act.CHANGE_RECORDS,
    "Editing.change": Act.CHANGE_RECORDS,
    "Editing.check": Act.CHANGE_RECORDS,
    "Editing.read": Act.CHANGE_RECORDS,
    "Editing.remove": Act.CHANGE_RECORDS,
    "Editing.save": Act.CHANGE_RECORDS,
    "Editing.undo": Act.CHANGE_RECORDS,
    "Editing.with_email": Act.CHANGE_RECORDS,
    "Editing.with_name": Act.CHANGE_RECORDS,
    "Intake.annotate": Act.IMPORT,
    "Intake.commit": Act.REVIEW,  # and IMPORT for all but a roster that comes back: so a liaison may return one
    "Intake.commit_all": Act.REVIEW,
    "Intake.corrected": Act.IMPORT,
    "Intake.preview": Act.REVIEW,
    "Intake.previews": Act.REVIEW,
    "Intake.previews_of": Act.REVIEW,
    "Intake.say_first_row": Act.IMPORT,
    "Intake.say_kind": Act.IMPORT,
    "Intake.say_meaning": Act.IMPORT,
    "Intake.sketch": Act.IMPORT,
    "Intake.take_sample_in": Act.IMPORT,
    "Intake.together": Act.REVIEW,
    "Intake.undo": Act.IMPORT,
    "Intake.undo_preview": Act.IMPORT,
    "Learning.evidence": Act.SEE_PAIRINGS,
    "Learning.likelihoods": Act.SEE_PAIRINGS,
    "Learning.use": Act.LEARN,
    "Look.accepted_by_others": Act.SEE_PAIRINGS,
    "Look.begin_candidates": Act.SEE_CANDIDATES,
    "Look.begin_organisations": Act.SEE_ORGANISATIONS,
    "Look.begin_projects": Act.SEE_PROJECTS,
    "Look.candidate": Act.SEE_CANDIDATES,
    "Look.candidate_rows": Act.SEE_CANDIDATES,
    "Look.candidates_called": Act.SEE_CANDIDATES,
    "Look.concept_labels": ANYBODY,
    "Look.called": ANYBODY,
    "Look.count_candidates": Act.SEE_CANDIDATES,
    "Look.count_candidates_by_meaning": Act.SEE_CANDIDATES,
    "Look.count_organisations": Act.SEE_ORGANISATIONS,
    "Look.count_projects": Act.SEE_PROJECTS,
    "Look.count_projects_by_meaning": Act.SEE_PROJECTS,
    "Look.counts": ANYBODY,
    "Look.excluded_of_candidate": Act.SEE_CANDIDATES,
    "Look.find_candidates": Act.SEE_CANDIDATES,
    "Look.find_pairings": Act.SEE_PAIRINGS,
    "Look.find_projects": Act.SEE_PROJECTS,
    "Look.flows": Act.SEE_PAIRINGS,
    "Look.imported_file": Act.SEE_IMPORTS,
    "Look.is_empty": ANYBODY,
    "Look.knows_meanings": ANYBODY,
    "Look.moved": Act.SEE_PAIRINGS,
    "Look.not_open": Act.SEE_PAIRINGS,
    "Look.organisation_names": ANYBODY,
    "Look.organisation_origin": Act.SEE_ORGANISATIONS,
    "Look.organisations": Act.SEE_ORGANISATIONS,
    "Look.pairing": Act.SEE_PAIRINGS,
    "Look.pairing_rows": Act.SEE_PAIRINGS,
    "Look.pairings_of_candidate": Act.SEE_PAIRINGS,
    "Look.pairings_of_project": Act.SEE_PAIRINGS,
    "Look.pairings_put_forward": Act.SEE_PAIRINGS,
    "Look.project": Act.SEE_PROJECTS,
    "Look.project_rows": Act.SEE_PROJECTS,
    "Look.read_meanings": ANYBODY,
    "Look.sorts_at_once": ANYBODY,
    "Look.recent_imports": Act.SEE_PAIRINGS,  # and without SEE_IMPORTS there are none
    "Look.recommended": Act.SEE_PAIRINGS,
    "Look.spelled": ANYBODY,
    "Look.standing": Act.PLAN,
    "Look.still_there": ANYBODY,  # ids alone, of what one has written oneself
    "Look.without_place": Act.SEE_PAIRINGS,
    "Matching.best": Act.PLAN,
    "Matching.compare": Act.PLAN,
    "Matching.follow": Act.PLAN,
    "Matching.kept": Act.PLAN,
    "Matching.put_forward": Act.PUT_FORWARD,
    "Matching.reasons": Act.PLAN,
    "Matching.why_alone": Act.SEE_PROJECTS,
    "Planning.clear_beside": Act.PUT_FORWARD,
    "Planning.compare": Act.PLAN,
    "Planning.mark": Act.RECOMMEND,
    "Planning.marks": Act.PLAN,
    "Planning.plan": Act.PLAN,
    "Planning.plans": Act.PLAN,
    "Planning.put_forward": Act.PUT_FORWARD,
    "Planning.rename": Act.RECOMMEND,
    "Planning.run": Act.RECOMMEND,
    "Planning.swap": Act.RECOMMEND,
    "Planning.undo": Act.RECOMMEND,
    "Privacy.erase": Act.ERASE,
    "Privacy.export_person": Act.EXPORT_PERSON,
    "Privacy.finish_erasing": ANYBODY,
    "Privacy.handed_out": Act.AUDIT,
    "Privacy.person": Act.EXPORT_PERSON,
    "Privacy.preview_erasure": Act.ERASE,
    "Privacy.retention": Act.ERASE,
    "Privacy.reveal": Act.REVEAL_CONTACT,
    "Publishing.called": Act.EXPORT_ROSTER,
    "Publishing.dossier": Act.EXPORT_ROSTER,
    "Publishing.export_candidate": Act.EXPORT_PERSON,
    "Publishing.export_recommendations": Act.EXPORT_ROSTER,
    "Publishing.export_roster": Act.EXPORT_ROSTER,
    "Publishing.fill_roster": Act.EXPORT_ROSTER,
    "Publishing.preview": Act.EXPORT_ROSTER,
    "Publishing.profile": Act.EXPORT_ROSTER,
    "Publishing.readers": ANYBODY,
    "Publishing.recommendations": Act.EXPORT_ROSTER,
    "Publishing.starter_template": ANYBODY,
    "Publishing.write_docx": ANYBODY,
    "Recommending.run": Act.RECOMMEND,
    "Replaying.replay": Act.AUDIT,
    "Review.decide": Act.SEE_PAIRINGS,  # as Agreeing.move
    "Review.put_forward": Act.PUT_FORWARD,
    "Review.undo": Act.PUT_FORWARD,
}


_NAMED = {Act.REVIEW: Act.IMPORT}
"""What is named where somebody is refused: a roster that comes back is the least that an import may be."""


def guarded(part: type[Part]) -> type[Part]:
    """Make each public method of a part of the office ask first. The part keeps its store as `_store`."""
    for name, method in list(vars(part).items()):
        if isfunction(method) and not name.startswith("_"):
            act = USE_CASES.get(f"{part.__name__}.{name}", Act.ADMINISTER)
            if act is not None:
                setattr(part, name, _asking(method, act))
    return part


def _asking(method: Callable[..., Any], act: Act) -> Callable[..., Any]:
    @wraps(method)
    def ask_first(self: Any, *arguments: Any, **named: Any) -> Any:
        self._store.actor.require(act, _NAMED.get(act))
        return method(self, *arguments, **named)

    return ask_first


class Own:
    """What the actor may see where that is limited to one organisation; without a limit, everything."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self._session, self._actor = session, actor
        self._found: dict[Act, frozenset[int]] = {}

    def candidate(self, key: int) -> bool:
        """Whether this candidate may be seen."""
        return self._sees(Act.SEE_CANDIDATES, owning.own_candidates, key)

    def project(self, key: int) -> bool:
        """Whether this project may be seen."""
        return self._sees(Act.SEE_PROJECTS, owning.own_projects, key)

    def pairing(self, key: int | None) -> bool:
        """Whether this pairing may be seen; what was not put forward is no pairing of an organisation's own."""
        return self._sees(Act.SEE_PAIRINGS, owning.own_pairings, key or 0)

    def check(self, seen: bool, act: Act) -> None:
        """Raises TalentError(NOT_ALLOWED) unless `seen`."""
        if not seen:
            raise TalentError(Fault.NOT_ALLOWED, role=self._actor.role, act=act)

    def _sees(self, act: Act, own: Callable[[int], Select[Any]], key: int) -> bool:
        organisation_id = self._actor.limit(act)
        if organisation_id is None:
            return True
        if act not in self._found:
            self._found[act] = owning.among(self._session, own(organisation_id))
        return key in self._found[act]
