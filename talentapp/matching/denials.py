"""Clauses in which a text says what it is not about: "inference is out of scope", "no chip design needed", 不涉及驱动.

Read as topics they would match what the writer ruled out, so they are not read at all. Only phrases that rule a topic
out are listed: "with no loss" or 无需标注 speak about the topic itself.
"""

import re

_WORK = (
    "do|work|design|write|build|develop|train|teach|touch|use|handle|deal|cover|consult|specialise|specialize|focus|"
    "have experience|practise|practice|know|own|make|offer|take|need|require|expect|plan"
)
_RULED_OUT = re.compile(
    r"\bnot (?:strictly )?(?:required|needed|necessary|essential|mandatory|expected|part of|in scope|within|covered|"
    r"included|involved|responsible|(?:my|our) (?:trade|field|area|speciality|specialty|subject|focus|business|job)|"
    r"the (?:focus|topic|subject)|a (?:requirement|topic|focus))\b"
    r"|\bout of scope\b|\boutside (?:the|our|my|this) (?:scope|project|field|remit|job)\b"
    r"|\bwill not be (?:used|needed|required|part)\b"
    rf"|\b(?:i|we) (?:do not|don['’]t|did not|no longer|have not|have never|never) (?:{_WORK})\b"
    r"|\bnot looking for\b|\bno (?:prior )?(?:experience|knowledge|background) (?:of|in|with)\b"
    r"|\b(?:is|are) handled by (?:another|others|other)\b"
    r"|不在[^\n]{0,12}(?:范围|职责|之内|之列)|不涉及|不属于|(?:非|不是|并非)必[需须要]|不[作做]为?要求|不要求|不强求"
    r"|无硬性要求|不负责|不参与|不再从事|不从事|不擅长|没有?做过|未曾?(?:从事|涉足|参与)|不招"
    r"|另有(?:团队|同事|小组|课题组|部门)|由(?:其他|别的|另一)[^\n]{0,6}(?:团队|小组|部门|同事|课题组)"
    r"|不是[^\n]{0,6}(?:专长|本行|主业|重点)"
)
_CLAUSE_ENDS = re.compile(r"[,，;；:：。！？!?\n]|\.(?=\s|$)|\b(?:but|though|although|however|yet|whereas)\b")
_SENTENCE_ENDS = frozenset("。！？!?\n.")
_HAN_IN_LETTERS = 4
_ALONE = 12  # a clause with no more letters than this beside the phrase speaks about the clause before it


def without_denials(form: str) -> str:
    """Folded text with ruled-out clauses blanked: the same length, so that places stay."""
    if _RULED_OUT.search(form) is None:
        return form
    clauses: list[tuple[int, int, bool]] = []  # start, end, whether a sentence ends here
    begin = 0
    for mark in _CLAUSE_ENDS.finditer(form):
        clauses.append((begin, mark.start(), mark[0] in _SENTENCE_ENDS))
        begin = mark.end()
    clauses.append((begin, len(form), True))
    blank: list[tuple[int, int]] = []
    for number, (start, end, _) in enumerate(clauses):
        found = _RULED_OUT.search(form, start, end)
        if found is None:
            continue
        blank.append((start, end))
        rest = form[start : found.start()] + form[found.end() : end]
        left = sum(1 if ch.isascii() else _HAN_IN_LETTERS for ch in rest if ch.isalnum())
        if left <= _ALONE and number and not clauses[number - 1][2]:
            blank.append(clauses[number - 1][:2])
    pieces, at = [], 0
    for start, end in sorted(blank):
        if start < end:
            pieces += [form[at:start], "\n" + "\0" * (end - start - 1)]  # a stop: no pair is read across the gap
            at = end
    return "".join(pieces) + form[at:]
