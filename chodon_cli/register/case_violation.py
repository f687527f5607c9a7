"""Which violations a case was opened on: written by `case open`, and read back from a folder."""

from chodon_cli.nouns.case_violation import DECLARATION
from chodon_cli.register.noun_verbs import NounVerbs

VERBS = NounVerbs(DECLARATION, identity_by=("case", "violation"))
