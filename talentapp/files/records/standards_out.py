"""A candidate in public standards on the way out: JSON Resume and vCard 4.0."""

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from talentapp.domain.countries import code_of_country
from talentapp.files.words.surnames import family_and_given
from talentapp.outfile import whole_file

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


def json_resume(candidate: Mapping[str, Any]) -> dict[str, Any]:
    """A candidate's values by field as a JSON Resume; what the standard has no place for goes into its `meta`."""
    name_zh, name_en = candidate.get("name_zh", ""), candidate.get("name_en", "")
    country = candidate.get("country", "")
    basics = _some(
        name=f"{name_zh} ({name_en})" if name_zh and name_en else name_zh or name_en,
        label=candidate.get("post"),
        email=candidate.get("email"),
        phone=candidate.get("phone"),
        summary=candidate.get("expertise"),
        location=_some(countryCode=code_of_country(country), country=country),
    )
    if orcid := candidate.get("orcid"):
        basics["profiles"] = [{"network": "ORCID", "username": orcid, "url": f"https://orcid.org/{orcid}"}]
    job = _some(name=candidate.get("employer"), position=candidate.get("post"))
    study = _some(institution=candidate.get("graduated_from"), studyType=candidate.get("highest_degree"))
    available = candidate.get("available_from")
    own = _some(
        availableFrom=available.isoformat() if isinstance(available, date) else None,
        engagementModes=[str(form) for form in candidate.get("forms") or []],
        monthsPerYear=candidate.get("months_per_year"),
        percentTime=candidate.get("effort_percent"),
        yearsExperience=candidate.get("years_experience"),
        aliases=candidate.get("aliases"),
        nationality=candidate.get("nationality"),
        notes=candidate.get("notes"),
    )
    fields = candidate.get("research_fields")
    return {"$schema": SCHEMA} | _some(
        basics=basics,
        work=[job] if job else None,
        education=[study] if study else None,
        skills=[{"name": skill} for skill in candidate.get("skills") or []],
        languages=[{"language": language} for language in candidate.get("languages") or []],
        interests=[{"name": "Research interests", "keywords": list(fields)}] if fields else None,
        publications=[{"name": item} for item in candidate.get("evidence") or []],
        meta={"talentapp": own} if own else None,
    )


def _some(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def vcard(candidate: Mapping[str, Any], uid: str) -> str:
    """A candidate's values by field as a vCard 4.0 (RFC 6350); `uid` is a URI that stays the same."""
    name_zh, name_en = candidate.get("name_zh", ""), candidate.get("name_en", "")
    lines = ["BEGIN:VCARD", "VERSION:4.0", "KIND:individual", f"UID:{uid}"]
    if name_zh and name_en:
        lines += [f"FN;LANGUAGE=zh:{_escaped(name_zh)}", f"FN;LANGUAGE=en:{_escaped(name_en)}"]
    else:
        lines.append(f"FN:{_escaped(name_zh or name_en)}")
    family, given = family_and_given(name_zh, name_en)
    lines.append(f"N:{_escaped(family)};{_escaped(given)};;;")
    for name, field in (("EMAIL", "email"), ("ORG", "employer"), ("TITLE", "post"), ("NOTE", "expertise")):
        if said := candidate.get(field):
            lines.append(f"{name}:{_escaped(said)}")
    if phone := candidate.get("phone"):
        lines.append(_dialled(phone))
    if country := candidate.get("country"):
        lines.append(f"ADR:;;;;;;{_escaped(country)}")
    if orcid := candidate.get("orcid"):
        lines.append(f"URL:https://orcid.org/{orcid}")
    if skills := candidate.get("skills"):
        lines.append("CATEGORIES:" + ",".join(_escaped(skill) for skill in skills))
    lines.append("END:VCARD")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _dialled(phone: str) -> str:
    """A number as a URI, with its extension; as it is written, where it is no international one."""
    hit = re.search(r"\s*(?:ext\.?|x|#|转|轉|分机|分機)\s*(\d{1,8})\s*$", phone, re.I)
    number, extension = (phone[: hit.start()], hit[1]) if hit else (phone, "")
    digits = re.sub(r"[^\d+]", "", number.replace("(0)", ""))
    if not re.fullmatch(r"\+\d{6,15}", digits):
        return f"TEL:{_escaped(phone)}"
    return f"TEL;VALUE=uri:tel:{digits}" + (f";ext={extension}" if extension else "")


def _escaped(text: str) -> str:
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", text.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub(r"([\\,;])", r"\\\1", text).replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line of more than 75 octets goes on in the next, after a space; no character is cut in two."""
    pieces, size = [""], 0
    for ch in line:
        octets = len(ch.encode("utf-8"))
        if size + octets > 75:
            pieces.append(" ")
            size = 1
        pieces[-1] += ch
        size += octets
    return "\r\n".join(pieces)


def write(path: Path, content: str) -> None:
    """Write a text file whole or not at all. Raises FOLDER_NOT_WRITABLE, DISK_FULL."""
    with whole_file(path) as partial:
        partial.write_bytes(content.encode("utf-8"))


def as_json(document: Mapping[str, Any]) -> str:
    """A document as people read it."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
