"""What the program says of figures, records and rules: signals, evidence, findings, how well a rule is verified."""

from chodon_cli.locale import N_
from chodon_cli.words.word_list import WordList

VERIFICATION = WordList(
    "verified",
    {
        "V": (N_("Provision read"), ("v",)),
        "S": (N_("Secondary source"), ("s",)),
        "R": (N_("Source not checked"), ("r",)),
        "N": (N_("Not found, not checked"), ("n",)),
        "C": (N_("Confirmed by the office"), ("c",)),
    },
)
SIGNAL = WordList("signal", {"watch": (N_("Watch"), ()), "high": (N_("High"), ()), "very-high": (N_("Very high"), ())})
CHANGE = WordList("change", {"lower": (N_("Lower"), ()), "same": (N_("No change"), ()), "higher": (N_("Higher"), ())})
EVIDENCE = WordList(
    "evidence",
    {
        "none": (N_("Nothing known"), ()),
        "own": (N_("Own report only"), ()),
        "seen": (N_("Seen by others"), ()),
    },
)
FINDING = WordList("finding", {"error": (N_("Error"), ("lỗi",)), "warning": (N_("Warning"), ("cảnh báo",))})
