"""What is said in the documents that are handed out: a candidate's page, and the dossier of a pairing."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from talentapp.domain.agreement import BY_CODE, Values
from talentapp.domain.countries import country_in_language
from talentapp.domain.degrees import degree_in
from talentapp.domain.handout import Facts, Handout, Points, Section, Table, Text
from talentapp.domain.reasons import PARTS, Named, Span
from talentapp.domain.words import Words, day, done, holds_no_more, in_letters, moment, not_now, said_by, said_why
from talentapp.office.cases.drafting import said_value
from talentapp.office.views.pairings import DecisionRow, PairingCard, PairingRow
from talentapp.office.views.records import CandidateCard, Contact, ProjectCard

_SHARES = ("effort_university", "effort_firm")
_EVIDENCE, _PAIRINGS, _REASONS = 5, 4, 8  # lines that a page has room for


def profile(
    card: CandidateCard, pairings: Sequence[PairingRow], words: Words, made_at: datetime, contact: Contact | None,
    sample: str = "",
) -> Handout:  # fmt: skip
    """A candidate on one page; `contact` where contact data are shown in full. `sample` is "all" or "some" where people
    are made up."""
    row = card.row
    years = "" if card.years_experience is None else f"{card.years_experience:g}"
    who = Facts(
        _known(
            (words("field-highest-degree"), _both(degree_in(words, row.degree), row.graduated_from)),
            (words("field-country"), country_in_language(row.country, words.language)),
            (words("field-years-experience"), years and words("format-years", value=years)),
            (words("field-languages"), _list(words, card.languages)),
            (words("field-email"), contact.email if contact else card.email_masked),
            (words("field-phone"), contact.phone if contact else card.phone_masked),
            (words("field-orcid"), card.orcid),
        )
    )
    offer = Facts(
        _known(
            (words("field-forms"), _list(words, (words.code("form", form.value) for form in row.forms))),
            (words("field-effort-percent"), "" if row.effort is None else f"{row.effort:g}%"),
            (words("field-available-from"), day(words, row.available_from)),
            (words("field-noncompete-until"), day(words, card.noncompete_until)),
        )
    )
    sections = [
        Section(words("handout-person"), (who,)),
        Section(words("handout-offer"), (offer,)),
        Section(words("handout-work"), _work(card, words)),
        Section(words("handout-evidence"), (Points(tuple(_cut(item, 160) for item in card.evidence[:_EVIDENCE])),)),
        Section(words("handout-pairings"), (_pairings(pairings, words),) if pairings else ()),
    ]
    name, also = in_letters(words.language, row.name, row.other_name)
    subtitle = _both(also, row.post, row.employer, *_remarks(words, row.masked, sample))
    return _handout(name, subtitle, sections, words, made_at, contact is None, one_page=True)


def dossier(
    card: PairingCard, words: Words, labels: Mapping[str, str], made_at: datetime, contact: Contact | None,
    runs: Mapping[str, date | None], agreed: Values, sample: str = "",
) -> Handout:  # fmt: skip
    """A pairing with its reasons, both projects and all that was said of it; `runs` are the days of its agreement, and
    `agreed` is what that says."""
    row = card.row
    language = words.language
    facts = Facts(
        _known(
            (words("roster-column-university"), _both(row.university[language], row.university_project)),
            (words("roster-column-firm"), _both(row.firm[language], row.firm_project)),
            (words("roster-column-form"), words.code("form", row.form.value)),
            (words("roster-column-state"), words.code("state", row.state.value) if row.state else ""),
            (words("roster-column-start"), day(words, runs.get("start"))),
            (words("roster-column-end"), day(words, runs.get("end"))),
            *((words.code("term", one), said_value(words, BY_CODE[one], agreed.get(one))) for one in _SHARES),
            (words("roster-column-score"), f"{row.score:.1f}"),
            (
                words("caution"),
                words.code("caution-said", row.caution.code, **row.caution.facts) if row.caution else "",
            ),
            (words("roster-weights"), words.shares(row.weights) if row.weights else ""),
            (words("roster-model"), card.run.model_version),
        )
    )
    missing = Points(tuple(labels.get(code, code) for code in row.missing_concepts))
    person = card.candidate.row
    who = Facts(
        _known(
            (words("column-employer"), _both(person.employer, person.post)),
            (words("field-highest-degree"), _both(degree_in(words, person.degree), person.graduated_from)),
            (words("field-email"), contact.email if contact else card.candidate.email_masked),
            (words("field-phone"), contact.phone if contact else card.candidate.phone_masked),
            (words("field-effort-percent"), "" if person.effort is None else f"{person.effort:g}%"),
            (words("field-available-from"), day(words, person.available_from)),
        )
    )
    sections = [
        Section(words("handout-pairing"), (facts,)),
        Section(words("handout-reasons"), tuple(_reasons(card, words, labels))),
        Section(words("roster-column-missing"), (missing,) if missing.items else ()),
        Section(words("handout-person"), (who, *_work(card.candidate, words))),
        Section(words("roster-column-university-project"), _project(card.university_project, words)),
        Section(words("roster-column-firm-project"), _project(card.firm_project, words)),
        Section(words("handout-history"), _history(card, words)),
    ]
    name, _ = in_letters(language, row.candidate, row.candidate_other_name)
    about = _both(row.university[language], row.firm[language], *_remarks(words, row.masked, sample))
    return _handout(words("handout-dossier", name=name), about, sections, words, made_at, contact is None)


def _remarks(words: Words, masked: bool, sample: str) -> tuple[str, ...]:
    """What is to be known of the person before anything is read: why there is no name, and that nobody is meant."""
    return words("handout-unnamed") if masked else "", words(f"roster-sample-{sample}") if sample else ""


def _handout(
    title: str, subtitle: str, sections: Iterable[Section], words: Words, made_at: datetime, masked: bool,
    one_page: bool = False,
) -> Handout:  # fmt: skip
    filled = tuple(section for section in sections if any(_says(block) for block in section.blocks))
    if not filled:
        filled = (Section(words("handout-person"), (Text(words("handout-nothing")),)),)
    remark = words("handout-remark", time=moment(words, made_at),
                   contact=words("handout-contact-masked" if masked else "handout-contact-full"))  # fmt: skip
    page = words("roster-page", page="{page}", pages="{pages}")
    return Handout(title, subtitle, filled, remark, page, words.language, words("roster-font"), one_page)


def _says(block: Facts | Text | Points | Table) -> bool:
    return bool(block.text if isinstance(block, Text) else block.rows if isinstance(block, Table) else block.items)


def _work(card: CandidateCard, words: Words) -> tuple[Facts | Text, ...]:
    skills = Facts(
        _known(
            (words("field-research-fields"), _list(words, card.research_fields)),
            (words("field-skills"), _list(words, card.row.skills)),
        )
    )
    left_out = Text(words("masked-left-out", n=card.left_out)) if card.left_out else Text("")
    return skills, left_out, Text(card.expertise, long=True)


def _pairings(rows: Sequence[PairingRow], words: Words) -> Table:
    language = words.language
    head = tuple(words(f"roster-column-{code}") for code in ("university", "firm", "form", "score", "state"))
    cells = tuple(
        (
            f"{row.university[language]}\n{row.university_project}",
            f"{row.firm[language]}\n{row.firm_project}",
            words.code("form", row.form.value),
            f"{row.score:.1f}",
            "\n".join(
                filter(
                    None,
                    (
                        words.code("state", row.state.value) if row.state else "",
                        not_now(words, row.not_open, no_place=row.no_place),
                    ),
                )
            ),
        )
        for row in rows[:_PAIRINGS]
    )
    return Table(head, cells, (31, 30, 16, 11, 12), frozenset((3,)))


def _reasons(card: PairingCard, words: Words, labels: Mapping[str, str]) -> Iterable[Table]:
    for part in PARTS:
        sides = ("university-project", "firm-project") if part == "synergy" else ("left", "right")
        head = tuple(words(f"roster-column-{code}") for code in ("points", *sides))
        reasons = zip(card.explanations[part].shared, card.points(part), strict=True)
        named = card.explanations[part].named
        left = _cut(_phrases(words, (one.left[0] if one.left else one for one in named)), 90)
        right = _cut(_phrases(words, named), 90)
        first = ((words("named-by-both"), "", left, right),) if named else ()
        rows = first + tuple(
            (
                labels.get(one.concept, one.concept) or words("concept-other"),
                f"{rounded:.1f}",
                _cut(_phrases(words, one.left), 90),
                _cut(_phrases(words, one.right), 90),
            )
            for one, rounded in sorted(reasons, key=lambda reason: -reason[0].points)[:_REASONS]
        )
        title = words("handout-part", part=words.code("part", part), points=f"{card.row.parts[part]:.1f}")
        if rows:
            yield Table((title, *head), rows, (28, 10, 31, 31), frozenset((1,)))


def _phrases(words: Words, spans: Iterable[Span | Named]) -> str:
    """What was read, each once."""
    return words("phrase-separator").join(dict.fromkeys(span.text for span in spans))


def _project(card: ProjectCard, words: Words) -> tuple[Facts | Text, ...]:
    row = card.row
    effort = "–".join(f"{value:g}%" for value in (row.effort_min, row.effort_max) if value is not None)
    facts = Facts(
        _known(
            (words("field-title"), row.title),
            (words("field-organisation-id"), row.organisation[words.language]),
            (words("field-field"), row.field),
            (words("field-must-skills"), _list(words, row.must_skills)),
            (words("field-places"), f"{row.places}"),
            (words("field-forms"), _list(words, (words.code("form", form.value) for form in row.forms))),
            (words("field-effort-percent"), effort),
            (words("field-start"), day(words, row.start)),
            (words("field-end"), day(words, row.end)),
            (words("field-site"), card.site),
        )
    )
    return facts, Text(card.need)


def _history(card: PairingCard, words: Words) -> tuple[Table, ...]:
    rows = tuple(
        (
            moment(words, said.at),
            said_by(words, said.who, said.role, said.organisation, said.facts),
            _both(
                done(words, said.verdict, said.role),
                words.code("party", party) if party else "",
                holds_no_more(words, retracted=said.retracted, void=said.void),
            ),
            _why(said, words),
        )
        for said in card.history
        for party in (str(said.facts.get("party", "")),)
    )
    head = tuple(words(f"handout-said-{code}") for code in ("at", "who", "what", "why"))
    return (Table(head, rows, (19, 23, 22, 36)),) if rows else ()


def _why(said: DecisionRow, words: Words) -> str:
    """A person's reason, what it followed from, or who put a name under it."""
    if signer := said.facts.get("signed_by"):
        return words("signed-by", name=signer, day=day(words, date.fromisoformat(str(said.facts["signed_on"]))))
    if last := said.facts.get("ended_on"):
        return words("phrase-separator").join(
            (said.reason, words("ended-on", day=day(words, date.fromisoformat(str(last)))))
        )
    return said_why(words, said.reason, said.facts)


def _known(*items: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((label, value) for label, value in items if value)


def _list(words: Words, items: Iterable[str]) -> str:
    return words("list-separator").join(items)


def _both(*texts: str) -> str:
    return " · ".join(filter(None, texts))


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    kept = text[: most - 1].rstrip()
    words = kept.rpartition(" ")[0]  # no Latin word is cut in two
    return f"{words if len(words) > most - 25 else kept}…"
