"""The candidates in the database by what makes two people look like one, to find those that the rows of a file name."""

from collections.abc import Iterator, Sequence

from sqlmodel import Session

from talentapp.domain.identity import Person, filed, named, sought
from talentapp.domain.progress import Progress
from talentapp.domain.records import Candidate
from talentapp.store import queries

_MOST = 40  # people under one key that a row is compared with: a shared telephone is no person


class PeopleIndex:
    """Numbers of people (ids, or places in a file) by the keys of `identity.filed`: about 0.5 kB a person.

    Of the keys it holds the hashes only: whoever asks compares the people themselves.
    """

    def __init__(self) -> None:
        self._numbers: dict[int, int | list[int]] = {}

    def add(self, number: int, one: Person) -> None:
        """Let somebody be found."""
        for key in map(hash, filed(one)):
            before = self._numbers.setdefault(key, number)
            if isinstance(before, list):
                if len(before) < _MOST:
                    before.append(number)
            elif before != number:
                self._numbers[key] = [before, number]

    def like(self, one: Person) -> Iterator[int]:
        """The numbers of those who may be the same person, the likeliest first; some more than once."""
        return self._under(sought(one))

    def namesake(self, one: Person) -> int | None:
        """The first number of those of the same name, whoever they are; None where there is nobody."""
        return min(self._under(named(one)), default=None)

    def _under(self, keys: Sequence[str]) -> Iterator[int]:
        for key in map(hash, keys):
            found = self._numbers.get(key, ())
            yield from (found,) if isinstance(found, int) else found


class KnownPeople:
    """The candidates in the database, kept between previews; read anew when one was added, changed or removed."""

    def __init__(self) -> None:
        self._mark: list[int] = []
        self._index = PeopleIndex()

    def refreshed(self, session: Session, progress: Progress) -> PeopleIndex:
        """Everybody who is in the database now, by id."""
        mark = queries.mark_of(session, Candidate)
        if mark != self._mark:
            index = PeopleIndex()
            for done, (candidate_id, one) in enumerate(queries.identities(session)):
                if done % 1000 == 0:
                    progress(done, mark[0])
                index.add(candidate_id, one)
            self._mark, self._index = mark, index
        return self._index
