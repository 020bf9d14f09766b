"""What stands before a CV and speaks of whoever sent it: the head of a letter, and a covering note."""

import re
from collections.abc import Sequence

from talentapp.files.cvs.text import Para
from talentapp.files.words.headings import section_of

_HEAD = re.compile(
    r"(?:(发件人|寄件人|寄件者|from|von)|发送时间|寄件日期|收件人|收件者|抄送|副本|日期|主题|主旨|sent|to|cc|date|subject|"
    r"an|gesendet|betreff)\s*[:：]",
    re.I,
)
_CV = r"(?:\bcv\b|\bc\.v\.|r[ée]sum[ée]|curriculum vitae|\bprofile\b|\blebenslauf\b)"
_CV_ZH = r"(?:简历|簡歷|履历|履歷|候选人|候選人|人选|人選)"
_HANDS_OVER = re.compile(
    rf"\b(?:find|see|attach\w*|enclos\w*|forward\w*|shar(?:e|ing)|send\w*|below|here(?:['’]s| is)|anbei|im anhang)\b"
    rf"[^.!?]{{0,80}}{_CV}|{_CV}[^.!?]{{0,80}}\b(?:below|attached|enclosed)\b|"
    rf"(?:以下[为是為]|现将|現將|附上|附件[为是為]|转发|轉發|奉上|请查|請查|(?:向|给|為|为)(?:您|你|贵|貴|各位).{{0,6}}推[荐薦])"
    rf".{{0,24}}{_CV_ZH}|{_CV_ZH}.{{0,16}}(?:如下|见下|見下|附后|附後|查收|查[阅閱])",
    re.I,
)
_OWN = re.compile(r"\b(?:my|mein\w*)\b|我的|本人|自己的|個人簡歷|个人简历", re.I)
_CLOSING = re.compile(
    r"(?:(?:with\s+)?(?:best|kind|warm|many)\s+(?:regards|wishes|thanks)|regards|best|thanks|thank you|cheers|"
    r"sincerely|yours\b.{0,12}|mit freundlichen grüßen|viele grüße|"
    r"祝好|此致|敬[礼禮]|[顺順][颂頌祝].{0,6}|祝.{0,8}|[谢謝]{2}.{0,4}|敬上)"
    r"\s*[,，。.!！]?",
    re.I,
)
_RULED = re.compile(
    r"[-—–_=*~#·\s]{3,}|"
    r"[-\s]*(?:original message|forwarded message|begin forwarded message|"
    r"原始邮件|转发邮件|原始郵件|轉寄郵件)\s*:?[-\s]*",
    re.I,
)
_FIRST, _LONG, _SIGNED = 14, 24, 6  # where a note hands a CV over, how long it then is, and the lines of a signature


def before_the_cv(paras: Sequence[Para]) -> set[int]:
    """Which paragraphs speak of whoever sent a CV."""
    return _head_of_letter(paras) | set(range(_end_of_note(paras)))


def _head_of_letter(paras: Sequence[Para]) -> set[int]:
    """Sender, receiver, day and subject, two of them at least in a row."""
    made: set[int] = set()
    row: list[int] = []
    for place, para in enumerate(paras):
        row = [*row, place] if _HEAD.match(para.text) else []
        if len(row) > 1 and any((hit := _HEAD.match(paras[one].text)) and hit[1] for one in row):
            made.update(row)
    return made


def _end_of_note(paras: Sequence[Para]) -> int:
    """Behind the note of somebody who hands on the CV of another: behind a ruled line, else behind who signed it, else
    behind the sentence that hands it over; 0 where there is none."""
    first = next((at for at, para in enumerate(paras[:_FIRST]) if _hands_over(para.text)), None)
    if first is None or any(section_of(para.text) is not None for para in paras[:first]):
        return 0
    signed = None
    for at in range(first + 1, min(first + _LONG, len(paras))):
        text = paras[at].text
        if _RULED.fullmatch(text):
            return at + 1
        if section_of(text) is not None:
            break
        if signed is None and _CLOSING.fullmatch(text):
            signed = at
    return first + 1 if signed is None else _end_of_signature(paras, signed)


def _hands_over(text: str) -> bool:
    """Whether it is a sentence that hands over the CV of somebody else."""
    return (
        _HANDS_OVER.search(text) is not None
        and _OWN.search(text) is None
        and (len(text.split()) > 4 or re.search(r"[，。！：]", text) is not None)
    )


def _end_of_signature(paras: Sequence[Para], closing: int) -> int:
    """Behind the lines that a closing stands over: up to an empty line but for one right below the closing."""
    at = closing + 1
    while at < len(paras) and at - closing <= _SIGNED and (at == closing + 1 or not _parted(paras[at - 1], paras[at])):
        at += 1
    return at


def _parted(before: Para, para: Para) -> bool:
    """Whether an empty line stands between two paragraphs."""
    return para.line.page != before.line.page or para.line.number - before.pieces[-1][1].number > 1
