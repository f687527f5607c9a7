"""Which violations a case was opened on: written by `case open`, and read back from a folder."""

from chodon_cli.nouns.case_violation import LIST
from chodon_cli.register.noun_verbs import NounVerbs

NOUN = NounVerbs(LIST, identity_by=("case", "violation"))
