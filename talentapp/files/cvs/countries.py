"""Finding a country in the line of a CV that says where somebody lives or works."""

import re
from functools import cache

from talentapp.domain.countries import all_names
from talentapp.domain.folding import folded

STATES = (
    "A[KLRZ]|C[AOT]|DC|FL|GA|HI|I[AD]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]|"
    r"(?:DE|I[LN])(?= \d{5})"  # also codes of countries
)
"""The codes of the United States' states, as a pattern."""
PROVINCES = "BC|MB|NS|ON|QC|SK|ACT|NSW|QLD|TAS|VIC"
"""Those of the provinces of Canada and of the states of Australia."""
REGION = re.compile(
    "[A-Z]{2,3}|Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|"
    "Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|"
    "Missouri|Montana|Nebraska|Nevada|New (?:Hampshire|Jersey|Mexico|York|South Wales)|North (?:Carolina|Dakota)|Ohio|"
    "Oklahoma|Oregon|Pennsylvania|Rhode Island|South (?:Carolina|Dakota)|Tennessee|Texas|Utah|Vermont|Virginia|"
    "Washington|Wisconsin|Wyoming|Alberta|British Columbia|Manitoba|Nova Scotia|Ontario|Quebec|Québec|Saskatchewan|"
    "Victoria|Queensland|England|Scotland|Wales|Bavaria|Bayern|Hessen|Sachsen|Saxony|Catalonia|Karnataka|Telangana|"
    "Maharashtra|Tamil Nadu|Kerala"
)
"""A state or a province of some countries, by its code or its name."""
_ALSO_WORDS = ("US", "UK", "Georgia", "Jordan", "Chile", "Turkey")


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(set(all_names()), key=len, reverse=True)
    latin = "|".join(re.escape(word) for word in words if not re.match(r"[\u3400-\u9fff]", word))
    han = "|".join(word for word in words if re.match(r"[\u3400-\u9fff]", word))
    return re.compile(rf"(?<![A-Za-z.])(?:{latin})(?![A-Za-z])|{han}")


@cache
def _known() -> frozenset[str]:
    return frozenset(map(folded, all_names()))


def is_country(written: str) -> bool:
    """Whether a text names a country and nothing else."""
    return folded(written.strip(" .,，。()（）")) in _known()


def country_in(written: str) -> tuple[str, int, int] | None:
    """(name, start, end) of the country that a place names: the last of them, where it ends or begins the text."""
    hits = list(_pattern().finditer(written))
    if not hits:
        return None
    hit = hits[0] if re.match(r"[\u3400-\u9fff]", hits[0][0]) else hits[-1]
    after_sign = re.search(r"[,，(]\s*$", written[: hit.start()])
    if hit[0] in _ALSO_WORDS and not after_sign and written.strip() != hit[0]:
        return None
    return hit[0], hit.start(), hit.end()


def ends_with_country(written: str) -> tuple[str, int, int] | None:
    """The same, but only where the text is a place: it ends with the country, or begins with it in Chinese."""
    hit = country_in(written)
    if hit is None:
        return None
    after, before = written[hit[2] :].strip(" .,，)）"), written[: hit[1]].strip(" ,，(（")
    if re.match(r"[\u3400-\u9fff]", hit[0]):
        return hit if not before or re.search(r"[,，、·・(（]\s*$", written[: hit[1]]) else None
    ends = not after or re.fullmatch(r"[\d\s-]{3,8}", after) is not None
    begins = re.sub(r"\s+the\s*$", "", written[: hit[1]]).rstrip()[-1:]
    return hit if ends and (not before or begins in ",，·|(-–") else None
