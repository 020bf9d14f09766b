"""What two records both name: lists and texts, scripts, cases, other names of one concept; never a part of a word."""

from talentapp.domain.in_common import folded_name, named_by_both

CODES = {folded_name("network topology"): "net", folded_name("网络拓扑"): "net"}


def named(left: list[tuple[str, str]], right: list[tuple[str, str]]) -> list[tuple[str, list[str], list[str]]]:
    found = named_by_both(left, right, lambda name: CODES.get(name, ""))
    for one in found:  # places are those of the words
        for spans, texts in ((one.left, left), (one.right, right)):
            assert all(texts[span.passage][1][span.start : span.end] == span.text for span in spans)
    return [(one.text, [span.text for span in one.left], [span.text for span in one.right]) for one in found]


def test_what_both_list_comes_first_in_the_order_of_who_asks() -> None:
    left = [("skills", "集合通信库; RDMA; network topology"), ("text", "主持過擁塞控制的研發")]
    right = [("title", "RDMA"), ("skills", "拥塞控制; 网络拓扑; rdma; 集合通信庫")]
    assert named(left, right) == [
        ("网络拓扑", ["network topology"], ["网络拓扑"]),
        ("rdma", ["RDMA"], ["rdma"]),
        ("集合通信庫", ["集合通信库"], ["集合通信庫"]),
        ("拥塞控制", ["擁塞控制"], ["拥塞控制"]),
    ]


def test_what_one_lists_and_the_other_writes_counts_but_no_part_of_a_word() -> None:
    assert named([("skills", "ML; C")], [("text", "HTML, then ML compilers in C++")]) == [("ML", ["ML"], ["ML"])]
    assert named([("skills", "MLIR")], [("text", "ML")]) == []


def test_wording_that_nobody_lists_is_not_named() -> None:
    assert named([("text", "卡来自三家厂商")], [("text", "支持三家厂商的加速卡")]) == []
