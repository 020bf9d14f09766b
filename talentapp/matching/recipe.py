"""The constants of the model. They are data: the artefact keeps them, and a run can be repeated with its own."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Recipe:
    """The model's few constants; what was measured about them stands in the model card."""

    plain: float = 0.5  # the everyday description of a concept, beside its expert article
    link: float = 0.8  # what a concept hands to its neighbours
    link_far: float = 0.24  # of that, what goes two steps far
    link_area: float = 0.2  # and what all of its area share
    kin: float = 1.25  # what a text takes from the pool's texts that resemble it
    kin_texts: float = 20.0  # texts that must be in the pool before it takes half of that
    kin_count: int = 10
    kin_caution: float = 0.3  # how much resemblance there must be before a text takes anything
    decay: float = 0.8  # each further item of a person counts this much of the one before
    unlike: float = 0.75  # the share of the pool least like a text; what it resembles there, it resembles anywhere
    unlike_caution: float = 10.0  # texts that must be known before that is believed by half
    wording: float = 0.15  # common wording beside common concepts, within a language
    wording_evidence: float = 2.0  # the same for papers and patents, whose terms are exact
    sense_evidence: float = 2.0  # and what the terms of English papers stand beside in others
    translated: float = 4.0  # common words across languages, beside common concepts
    translated_from: float = 3.0  # deviations above the usual pair at which they begin to count
    prior_texts: float = 20.0  # what the shipped means weigh against an office's texts
    prior_pairs: float = 30.0  # what the shipped scale weighs against an office's pairs
    boundary: float = 2.0  # deviations above the usual pair at which similarity is a half
    steepness: float = 3.0  # how soon similarity nears 1 above it
