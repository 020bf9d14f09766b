"""Scores spread over a cluster are those of one machine, also when a worker is killed in mid-run."""

import os
import signal
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from talentapp import assets
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.profiles import Passage, Profile
from talentapp.matching import artefact
from talentapp.matching.matcher import Matcher
from talentapp.matching.spreading import on_cluster, spread

pytestmark = pytest.mark.filterwarnings("ignore")  # of dask itself


def texts(kind: str, n: int) -> list[Profile]:
    topics = ("HBM3 PHY training", "tensor compiler scheduling", "浮点单元形式验证", "高速 SerDes 模擬前端", "GPU 驱动")
    return [
        Profile(f"{kind}{i}", (Passage("text", f"{topics[i % 5]} {topics[i * i % 5]} number {i % 97}"),))
        for i in range(n)
    ]


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return artefact.load(assets.path("models/matching")).refined(texts("c", 60), texts("p", 40))


@pytest.fixture
def cluster() -> Iterator[Any]:
    from distributed import LocalCluster

    with LocalCluster(n_workers=3, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster:
        yield cluster


def test_here_parts_are_done_one_by_one_as_they_are_asked_for() -> None:
    done: list[int] = []

    def work(shared: int, part: int) -> int:
        done.append(part)
        return shared * part

    results = spread(work, 3, range(5))
    assert next(results) == 0 and done == [0]
    assert list(results) == [3, 6, 9, 12]


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("talentapp.matching.spreading._PATIENCE", 0.5)
    with pytest.raises(TalentError) as caught, on_cluster("tcp://127.0.0.1:9"):
        pass
    assert caught.value.code is Fault.CLUSTER_UNREACHABLE


@pytest.mark.slow
def test_a_killed_worker_changes_nothing(matcher: Matcher, cluster: Any, capsys: pytest.CaptureFixture[str]) -> None:
    left, right = texts("c", 6_000), texts("p", 200)
    here = matcher.similarity(left, right)
    workers = {worker.process.process.pid for worker in cluster.workers.values()}
    victim = min(workers)
    said: list[str] = []

    def kill(done: int, total: int | None) -> None:
        said.append(f"{time.strftime('%H:%M:%S')} {done:,} of {total:,} scored")
        if done and len(said) == 3:
            os.kill(victim, signal.SIGKILL)
            said.append(f"{time.strftime('%H:%M:%S')} worker {victim} of {sorted(workers)} killed")

    with on_cluster(cluster.scheduler_address):
        undisturbed = matcher.similarity(left, right)
        found = matcher.similarity(left, right, kill)
    with capsys.disabled():
        print("", *said[:8], "…", said[-1], f"{found.size:,} scores compared: identical", sep="\n")
    assert any("killed" in line for line in said)
    assert np.array_equal(found, undisturbed)
    # Workers have one thread each: sums differ from this process's in their last bits, as they do between machines.
    assert np.allclose(found, here, rtol=0, atol=1e-6)
