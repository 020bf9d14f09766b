"""The best of many texts for many: `python -m benchmarks.similarity [--quick]`.

One process, one thread, CPU time, all in turn on the same data: the 50 best of 5,000 projects for 10,000 candidates by
the cosine of sparse rows (about 120 features a row, Zipf-like). Results are compared one by one with those of
scikit-learn in float64. bm25s answers another question (its own scores, no cosines) and is there for its time. Then:
how the time grows, what the app's whole model costs by text and by pair, and how long other threads have to wait.
"""

import argparse
import os
import pickle
import platform
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from threading import Thread
from typing import Any

import numpy as np
import scipy.sparse as sp
import sklearn
from sklearn.metrics.pairwise import cosine_similarity
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import normalize

from benchmarks.triples import cpu
from talentapp import app, assets
from talentapp.domain.profiles import Passage, Profile
from talentapp.matching import artefact
from talentapp.matching.cosines import Cosines, best_cosines
from talentapp.matching.matcher import scored

K = 50
VOCABULARY = 50_000
ROUNDS = 3


def rows(n: int, seed: int) -> Any:
    """Weighted rows of length one, float32 CSR."""
    rng = np.random.default_rng(seed)
    popularity = 1 / np.arange(1, VOCABULARY + 1) ** 0.9
    column = rng.choice(VOCABULARY, size=(n, 140), p=popularity / popularity.sum())
    parts = (np.ones(column.size, np.float32), (np.repeat(np.arange(n), column.shape[1]), column.ravel()))
    counts = sp.csr_array(parts, shape=(n, VOCABULARY))
    counts.sum_duplicates()
    idf = np.log((1 + n) / (1 + np.bincount(counts.indices, minlength=VOCABULARY))) + 1
    counts.data = ((1 + np.log(counts.data)) * idf[counts.indices]).astype(np.float32)
    return sp.csr_array(normalize(counts))


def best_of(scores: Any) -> tuple[Any, Any]:
    """The K best of each row of dense scores, as one would write it with numpy."""
    near = np.argpartition(-scores, K - 1, axis=1)[:, :K]
    values = np.take_along_axis(scores, near, axis=1)
    order = np.argsort(-values, axis=1)
    return np.take_along_axis(near, order, axis=1), np.take_along_axis(values, order, axis=1)


def chunked(left: Any, right: Any) -> Any:
    """scikit-learn's cosine, 1,000 rows at a time."""
    parts = [best_of(cosine_similarity(left[at : at + 1000], right))[1] for at in range(0, left.shape[0], 1000)]
    return np.concatenate(parts)


def neighbours(left: Any, right: Any) -> Any:
    """scikit-learn's NearestNeighbors."""
    found = NearestNeighbors(n_neighbors=K, metric="cosine", algorithm="brute").fit(right)
    return 1 - found.kneighbors(left)[0]


def topn(left: Any, right: Any) -> Any:
    """sparse_dot_topn."""
    from sparse_dot_topn import sp_matmul_topn

    made = sp_matmul_topn(sp.csr_matrix(left), sp.csr_matrix(right.T), top_n=K, sort=True, n_threads=1)
    return made.data.reshape(-1, K) if made.nnz == left.shape[0] * K else None


def bm25(left: Any, right: Any) -> None:
    """bm25s over the same features; a tenth of the queries, ten times the time."""
    import bm25s

    words = [str(number) for number in range(VOCABULARY)]
    corpus = [[words[i] for i in right.indices[a:b]] for a, b in zip(right.indptr[:-1], right.indptr[1:], strict=True)]
    engine = bm25s.BM25()
    engine.index(corpus, show_progress=False)
    some = left[: left.shape[0] // 10]
    queries = [[words[i] for i in some.indices[a:b]] for a, b in zip(some.indptr[:-1], some.indptr[1:], strict=True)]
    begin = time.process_time()
    engine.retrieve(queries, k=K, show_progress=False)
    bm25.seconds = 10 * (time.process_time() - begin)  # type: ignore[attr-defined]


def ours(left: Any, right: Any) -> Any:
    """This package's."""
    return best_cosines(left, right, K)[1]


def peak(work: Callable[[], Any]) -> float:
    """The most memory in MB that work takes beside what was there, and beside its result."""
    tracemalloc.start()
    result = work()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (most - (result.nbytes if result is not None else 0)) / 1e6


_ELSEWHERE = """
import select, sys, time
worst, before = 0.0, time.perf_counter()
print(flush=True)
while not select.select([sys.stdin], [], [], 0.001)[0]:
    now = time.perf_counter()
    worst, before = max(worst, now - before), now
print(worst)
"""


def longest_wait(work: Callable[[], Any]) -> tuple[float, float]:
    """The longest times in ms for which another thread, and meanwhile a process of its own, waited for their turn.

    Both only sleep a millisecond. The process says what the machine's other work costs.
    """
    waits, going = [0.0], True

    def tick() -> None:
        before = time.perf_counter()
        while going:
            time.sleep(0.001)
            now = time.perf_counter()
            waits.append(now - before)
            before = now

    with subprocess.Popen(
        [sys.executable, "-c", _ELSEWHERE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as elsewhere:
        assert elsewhere.stdout is not None
        elsewhere.stdout.readline()
        thread = Thread(target=tick)
        thread.start()
        work()
        going = False
        thread.join()
        said, _ = elsewhere.communicate("\n")
    return 1e3 * max(waits), 1e3 * float(said)


def compare(n: int, m: int) -> None:
    """The table of peers."""
    left, right = rows(n, 1), rows(m, 2)
    exact = np.concatenate(
        [best_of(cosine_similarity(left[a : a + 500].astype(float), right.astype(float)))[1] for a in range(0, n, 500)]
    )
    ways = {
        "scikit-learn cosine, chunks of 1,000": chunked,
        "NearestNeighbors": neighbours,
        "sparse_dot_topn": topn,
        "ours": ours,
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    results = {}
    for _ in range(ROUNDS):
        for name, way in ways.items():  # in turn, so that a noisy neighbour meets all
            seconds, results[name] = cpu(lambda way=way: way(left, right))
            times[name].append(seconds)
    bm25(left, right)
    base = float(np.median(times["scikit-learn cosine, chunks of 1,000"]))
    print(f"| the {K} best of {m:,} for {n:,} | CPU s | scikit-learn / it | MB beside the data | equal |")
    print("|---|---|---|---|---|")
    for name, way in ways.items():
        seconds = float(np.median(times[name]))
        same = results[name] is not None and np.allclose(results[name], exact, atol=2e-6)
        memory = peak(lambda way=way: way(left, right))
        print(f"| {name} | {seconds:.2f} | {base / seconds:.2f} | {memory:.0f} | {same} ({exact.size:,} compared) |")
    faster = base / float(np.median(times["ours"]))
    headline = (
        f"> The {K} most similar of {m:,} for {n:,}, exactly | {faster:.1f} times less | scikit-learn, in chunks\n"
    )
    seconds = bm25.seconds  # type: ignore[attr-defined]
    print(f"| bm25s, its own scores | {seconds:.2f} | {base / seconds:.2f} | | another question |\n", flush=True)
    print(f"- one call takes {longest_call(left, right):.1f} ms CPU at most")
    for name, way in ("ours", ours), ("scikit-learn's chunks", chunked):
        _say_wait(name, lambda way=way: way(left, right))
    print(f"\n{headline}")


def growth(sizes: list[tuple[int, int]]) -> None:
    """How the time grows with the number of pairs."""
    points = []
    for n, m in sizes:
        left, right = rows(n, 1), rows(m, 2)
        seconds = min(cpu(lambda left=left, right=right: ours(left, right))[0] for _ in range(2 if n < 50_000 else 1))
        points.append((n * m, seconds))
        print(f"- {n:,} x {m:,}: {seconds:.2f} s CPU, {1e9 * seconds / (n * m):.1f} ns a pair", flush=True)
    slope = np.polyfit(np.log([pairs for pairs, _ in points]), np.log([seconds for _, seconds in points]), 1)[0]
    print(f"- time grows with the number of pairs to the power of {slope:.2f}")


def texts(kind: str, count: int) -> list[Profile]:
    """Made-up texts in the words of the vocabulary: 90 in sentences, 8 as skills."""
    rng = np.random.default_rng(sum(kind.encode()))
    words = [word for label in artefact.labels(assets.path("models/matching")).values() for word in label["en"].split()]

    def text(key: str) -> Profile:
        words_of = (" ".join(rng.choice(words, 90)), "; ".join(rng.choice(words, 8)))
        return Profile(key, (Passage("text", words_of[0]), Passage("skills", words_of[1])))

    return [text(f"{kind}{number}") for number in range(count)]


def constants(n: int = 1_000, m: int = 1_000) -> None:
    """What the app's whole model costs: by text, and by pair."""
    people, projects = texts("c", n), texts("p", m)
    matcher = artefact.load(assets.path("models/matching")).refined(people[:600], projects[:400])
    matcher.left(people[:8])  # what is worked out once
    reading, left = cpu(lambda: matcher.left(people))
    _, wanted = cpu(lambda: matcher.wanted(projects))
    scored(matcher, matcher.left(people[:8]), wanted)
    pairs, _ = cpu(lambda: [scored(matcher, some, wanted) for some in (left,)])
    print(f"- the app's model: {1e3 * reading / n:.2f} ms CPU a text, {1e9 * pairs / (n * m):.0f} ns a pair")
    shared = len(pickle.dumps((replace(matcher), wanted), protocol=pickle.HIGHEST_PROTOCOL)) / 1e6
    alone = len(pickle.dumps(replace(matcher), protocol=pickle.HIGHEST_PROTOCOL)) / 1e6
    print(f"- sent to a worker of a cluster: {alone:.0f} MB, and {1e3 * (shared - alone) / m:.1f} kB a project")
    _say_wait("the model being refined", lambda: matcher.refined(people, projects))
    _say_wait("the model scoring", lambda: matcher.similarity(people[:256], projects))


def _say_wait(name: str, work: Callable[[], Any]) -> None:
    here, elsewhere = min(longest_wait(work) for _ in range(ROUNDS))  # the run that other work disturbed least
    print(f"- longest wait of a thread beside {name}: {here:.0f} ms; of another process meanwhile {elsewhere:.0f} ms")


def longest_call(left: Any, right: Any) -> float:
    """The longest single call in ms of CPU: what the interpreter may be held for at most."""
    made, longest = Cosines(right), 0.0
    chunks = made.chunks(left)
    while True:
        begin = time.thread_time()
        if next(chunks, None) is None:
            return 1e3 * longest
        longest = max(longest, time.thread_time() - begin)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the candidates")
    wanted = parser.parse_args()
    sys.setswitchinterval(app.TURN)
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{machine}, scikit-learn {sklearn.__version__}\n")
    compare(1_000 if wanted.quick else 10_000, 5_000)
    sizes = [(1_000, 1_000), (3_000, 2_000), (10_000, 5_000)]
    growth(sizes if wanted.quick else [*sizes, (30_000, 10_000), (100_000, 20_000)])
    constants()


if __name__ == "__main__":
    main()
