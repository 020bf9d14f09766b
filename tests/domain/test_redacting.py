"""What people write of somebody who may not be named."""

from talentapp.domain.redacting import known_by, redacted

_KNOWN = known_by(["Nadia Petrosyan", "裴娜迪"], "Advanced Micro", ["n.petrosyan@x.example", "+1 408 555 0101"])


def test_a_name_gives_way_to_the_code_and_contact_data_to_nothing() -> None:
    said = "Call Nadia: +1 408 555 0101 or N.Petrosyan@x.example; n.petrosyan at Advanced"
    assert redacted(said, _KNOWN, "C-0008") == "Call C-0008: ···· or ····; C-0008 at C-0008"


def test_other_words_stay() -> None:
    said = "advanced nodes, ring 408; 娜迪亚湖 as written"
    assert redacted(said, known_by(["Bo Li"], "Advanced Micro", [""]), "C-0001") == said
