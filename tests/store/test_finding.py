"""Searching by the index gives exactly what reading every text would give, whatever is written and however."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, text, update
from sqlmodel import col, select

from talentapp.domain import search
from talentapp.domain.lists import Found
from talentapp.domain.records import Candidate, CandidateDraft, SearchDue, SearchGram
from talentapp.domain.terms import Status
from talentapp.store import index, writes
from talentapp.store.engine import Store, open_store
from talentapp.store.finding import Finder
from talentapp.store.ordering import Wanted

WORDS = st.text(st.sampled_from("ab zh%_'机器学习伟-"), max_size=12)
TERMS = st.text(st.sampled_from("abzh%_'机器学习伟-"), min_size=1, max_size=6)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'found.db'}")
    yield opened
    opened.close()


def scan(store: Store, terms: tuple[str, ...]) -> list[int]:
    """The full scan that an index must agree with."""
    with store.reading() as session:
        rows = session.execute(select(col(Candidate.id), col(Candidate.search_text)).order_by(col(Candidate.id)))
        return [key for key, said in rows if all(term in said for term in terms)]


def found(store: Store, finder: Finder, terms: tuple[str, ...]) -> list[int]:
    with store.reading() as session:
        return finder.find(session, Wanted("candidate", terms)).ids


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(WORDS, max_size=8),
    changes=st.lists(st.tuples(st.integers(1, 40), st.one_of(st.none(), WORDS)), max_size=6),
    terms=st.lists(TERMS, min_size=1, max_size=3).map(tuple),
)
def test_the_index_finds_what_a_scan_finds(
    store: Store, texts: list[str], changes: list[tuple[int, str | None]], terms: tuple[str, ...]
) -> None:
    finder = Finder(store)
    with store.writing() as session:
        for said in texts:
            writes.add_candidate(session, CandidateDraft(name_en="x", expertise=said))
    assert found(store, finder, terms) == scan(store, terms)
    for key, said in changes:
        with store.writing() as session:
            record = session.get(Candidate, key)
            if record is not None and said is None:
                session.delete(record)
            elif record is not None:
                kept = {name: getattr(record, name) for name in CandidateDraft.model_fields}
                writes.change(session, record, CandidateDraft.model_validate({**kept, "expertise": said}))
        assert found(store, finder, terms) == scan(store, terms)


def test_what_is_written_past_the_records_is_found_too(store: Store) -> None:
    finder = Finder(store)
    with store.writing() as session:
        row = Candidate.model_validate(CandidateDraft(name_en="x"), update={"search_text": "李雷 compiler"})
        session.execute(insert(Candidate), [row.model_dump(exclude={"id"}) | {"version": 1}])
    assert len(found(store, finder, ("compiler",))) == 1
    with store.writing() as session:
        session.execute(update(Candidate).values(search_text="韩梅梅"))
    assert found(store, finder, ("compiler",)) == []
    assert len(found(store, finder, ("梅",))) == 1
    with store.writing() as session:
        session.execute(delete(Candidate))
    assert found(store, finder, ("梅",)) == []
    with store.reading() as session:  # nothing of a person is left behind
        assert session.execute(select(SearchGram)).all() == session.execute(select(SearchDue)).all() == []


def test_it_can_be_made_anew(store: Store) -> None:
    with store.writing() as session:
        for number in range(30):
            writes.add_candidate(session, CandidateDraft(name_en=f"Person {number}", name_zh="张伟"))
    with store.reading() as session:
        before = session.execute(select(SearchGram).order_by(col(SearchGram.gram))).all()
        before = [(row[0].gram, row[0].block, row[0].ids) for row in before]
    with store.writing() as session:
        session.execute(text("UPDATE searchgram SET ids = x''"))
        index.rebuild(session)
    with store.reading() as session:
        after = session.execute(select(SearchGram).order_by(col(SearchGram.gram))).all()
        assert [(row[0].gram, row[0].block, row[0].ids) for row in after] == before


def test_a_beginning_is_the_beginning_of_the_whole(store: Store) -> None:
    with store.writing() as session:
        for number in range(900):
            draft = CandidateDraft(
                name_en=f"Person {number:03}",
                employer="ACME" if number % 3 else "",
                expertise="compilers" * (number % 2),
            )
            writes.add_candidate(session, draft)
    for terms in ((), ("compile",), ("person", "compilers")):
        for order in ("name", "employer", "best_score", "newest", "effort"):
            for descending in (False, True):
                wanted = Wanted("candidate", terms, order=order, descending=descending)
                with store.reading() as session:
                    beginning = Finder(store).find(session, wanted, first=50)
                    whole = Finder(store).find(session, wanted)
                assert whole.whole
                assert beginning.ids == whole.ids[: len(beginning.ids)]
                assert len(beginning.ids) >= 50
                assert beginning.whole is (len(beginning.ids) == len(whole.ids)), (terms, order, descending)


def test_facets_count_what_they_would_leave(store: Store) -> None:
    with store.writing() as session:
        for number in range(20):
            status = Status.PAUSED if number % 4 == 0 else Status.OPEN
            tags = [tag for tag, every in (("a", 2), ("b", 5)) if number % every == 0]
            writes.add_candidate(session, CandidateDraft(name_en=f"x{number}", status=status, tags=tags))
    finder = Finder(store)
    with store.reading() as session:
        counts = finder.counts(session, Wanted("candidate", facets=(("tag", "a"),)))
        assert counts["status"] == {"open": 5, "paused": 5}
        assert counts["tag"] == {"a": 10, "b": 4}  # its own facet does not narrow it
        for facets, number in (((("tag", "a"), ("tag", "b")), 12), ((("tag", "a"), ("status", "paused")), 5)):
            assert len(finder.find(session, Wanted("candidate", facets=facets)).ids) == number
        assert finder.find(session, Wanted("candidate", facets=(("tag", "none"),))) == Found([], total=0)


def test_a_country_is_one_however_it_is_written(store: Store) -> None:
    with store.writing() as session:
        for number, country in enumerate(["United States", "美國", "USA", "Atlantis", ""]):
            writes.add_candidate(session, CandidateDraft(name_en=f"x{number}", country=country))
    finder = Finder(store)
    with store.reading() as session:
        assert finder.counts(session, Wanted("candidate"))["country"] == {"US": 3, "Atlantis": 1}
        for value, number in (("US", 3), ("美国", 3), ("Atlantis", 1)):  # a view saved long ago keeps the name
            assert len(finder.find(session, Wanted("candidate", facets=(("country", value),))).ids) == number


def test_a_degree_is_one_however_it_is_written(store: Store) -> None:
    degrees = [
        "博士",
        "Ph.D.",
        "PhD in EE",
        "工学博士",
        "MSc",
        "M.S.",
        "碩士",
        "B.Eng.",
        "高级工程师",
        "",
        "Master of Science",
    ]
    with store.writing() as session:
        for number, degree in enumerate(degrees):
            writes.add_candidate(session, CandidateDraft(name_en=f"x{number}", highest_degree=degree))
    finder = Finder(store)
    with store.reading() as session:
        counts = finder.counts(session, Wanted("candidate"))["degree"]
        assert counts == {"doctor": 4, "master": 4, "bachelor": 1, "高级工程师": 1}
        assert len(finder.find(session, Wanted("candidate", facets=(("degree", "博士"),))).ids) == 4


def test_the_first_letters_of_a_name_find_it(store: Store) -> None:
    with store.writing() as session:
        for name in ("张伟民", "刘海若", "王芳"):
            writes.add_candidate(session, CandidateDraft(name_zh=name))
    finder = Finder(store)
    assert [found(store, finder, (typed,)) for typed in ("zwm", "lhr", "wf", "zhangweimin")] == [[1], [2], [3], [1]]


def test_a_gram_holds_no_space_and_every_short_query_is_one() -> None:
    said = "\n".join(["zhang wei", "机器学习 a-b"])
    held = search.grams(said)
    assert not any(gram.isspace() or " " in gram or "\n" in gram for gram in held)
    assert {"z", "zh", "zha", "机", "机器", "-", "a-b"} <= held
    assert "机器学" not in held


def test_employers_are_sorted_by_sound_in_both_scripts_with_latin_in_its_place(store: Store) -> None:
    employers = ("重庆大学", "Zebra", "", "華為", "Åre Optik", "Boson", "华为", "安谋")
    with store.writing() as session:
        for employer in employers:
            writes.add_candidate(session, CandidateDraft(name_en="x", employer=employer))
    expected = {False: [8, 5, 6, 1, 4, 7, 2, 3], True: [2, 4, 7, 1, 6, 5, 8, 3]}
    for descending, ids in expected.items():
        wanted = Wanted("candidate", order="employer", descending=descending)
        with store.reading() as session:
            assert Finder(store).find(session, wanted, 4).ids == ids[:4]
            assert Finder(store).find(session, wanted).ids == ids


def test_people_are_sorted_by_sound_and_what_means_the_same_stands_together(store: Store) -> None:
    people = [
        ("德国", "本科", "李", ["存储"]), ("Canada", "Ph.D.", "", []), ("", "", "Zhao", ["编译器", "HBM"]),
        ("加拿大", "硕士", "安", ["编译器"]), ("Toronto", "博士", "bao", ["HBM"]),
    ]  # fmt: skip
    with store.writing() as session:
        for country, degree, owner, skills in people:
            draft = CandidateDraft(name_en="x", country=country, highest_degree=degree, owner=owner, skills=skills)
            writes.add_candidate(session, draft)
    expected = {
        "country": [1, 2, 4, 5, 3], "degree": [2, 5, 4, 1, 3], "owner": [4, 5, 1, 3, 2], "skills": [4, 3, 1, 5, 2],
    }  # fmt: skip
    finder = Finder(store)
    with store.reading() as session:
        for order, ids in expected.items():
            wanted = Wanted("candidate", order=order)
            assert not finder.sorts_at_once(session, wanted)
            assert finder.find(session, wanted, 3).ids[:3] == ids[:3]
            assert finder.find(session, wanted).ids == ids, order
            assert finder.sorts_at_once(session, wanted)
        in_english = Wanted("candidate", order="country", language="en")
        assert finder.find(session, in_english).ids == [2, 4, 5, 1, 3], "Canada before Germany, as it is read"
