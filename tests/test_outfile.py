"""What is set aside on disk comes back whole and in its order, however it is gone through."""

from itertools import islice

from talentapp.outfile import Aside


def test_things_set_aside_come_back_in_order_after_somebody_has_stopped_half_way_and_beside_each_other() -> None:
    with Aside[list[int]]() as kept:
        for start in range(0, 15_000, 500):
            kept.add([at, at + 1] for at in range(start, start + 500))
        assert list(islice(kept, 3)) == [[0, 1], [1, 2], [2, 3]]
        kept.add([[15_000, 15_001]])
        assert len(kept) == 15_001
        assert [at for at, _ in kept] == list(range(15_001))
        assert all(one == other for one, other in zip(kept, kept, strict=True))
