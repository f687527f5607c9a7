"""Generated registers whose people also study, hear of documents, sign commitments and are commended."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.strategies.generated import (
    HEADS,
    TODAY,
    Generated,
    Row,
    among,
    days,
    iso,
    one_in,
    past_days,
    registers,
    some,
    texts,
    words,
)

FIELDS = ["profession", "political-theory", "foreign-language", "it", "state-management", "other"]
FORMS = ["emulation-title", "certificate", "diploma", "state-honour", "other"]
HEADS |= {
    "training": "number staff field title provider started_on ended_on days certificate note voided_on void_reason",
    "commendation": "number staff unit form title decision authority decided_on note voided_on void_reason",
    "briefing": "number document unit held_on form invited attended note voided_on void_reason",
    "pledge": "number staff document year signed_on note voided_on void_reason",
}


@st.composite
def developed(draw: DrawFn) -> Generated:
    """A register of `generated` with training, commendations, briefings and pledges."""
    drawn = draw(registers())
    people = [row["code"] for row in drawn.files["staff"]]
    posted = sorted({row["staff"] for row in drawn.files["post"]} or people)
    documents = [f"{row['number']}@{row['issued_on']}" for row in drawn.files["document"]]
    files = drawn.files | {
        "training": [draw_training(draw, posted) for _ in range(draw(st.integers(0, 12)))],
        "commendation": [draw_commendation(draw, people, drawn.files["unit"]) for _ in range(draw(st.integers(0, 4)))],
        "briefing": [],
        "pledge": [],
    }
    if documents:
        files["briefing"] = [
            draw_briefing(draw, documents, drawn.files["unit"]) for _ in range(draw(st.integers(0, 8)))
        ]
        files["briefing"] = [row for row in files["briefing"] if row]
        files["pledge"] = [draw_pledge(draw, documents, posted) for _ in range(draw(st.integers(0, 10)))]
    return Generated(files, [*drawn.commands, *draw_verbs(draw, people)])


def voiding(draw: DrawFn) -> Row:
    return {"voided_on": iso(TODAY), "void_reason": "Nhập trùng"} if one_in(draw, 5) else {}


def draw_training(draw: DrawFn, people: list[str]) -> Row:
    first = draw(past_days)
    last = first + timedelta(days=draw(st.integers(0, 400)))
    known = one_in(draw, 2)
    span = (last - first).days + 1
    return {
        "staff": draw(among(people)),
        "field": draw(among(FIELDS)),
        "title": draw(texts),
        "started_on": iso(first),
        "ended_on": iso(last) if known else "",
        "days": str(draw(st.integers(0, span if known else 99))) if one_in(draw, 2) else "",
        "certificate": draw(texts),
        "note": draw(texts),
        **voiding(draw),
    }


def draw_commendation(draw: DrawFn, people: list[str], units: list[Row]) -> Row:
    of_person = bool(people) and one_in(draw, 2)
    return {
        "staff": draw(among(people)) if of_person else "",
        "unit": "" if of_person else draw(among(units))["code"],
        "form": draw(among(FORMS)),
        "title": draw(texts),
        "decision": draw(texts),
        "decided_on": iso(draw(past_days)),
        **voiding(draw),
    }


def draw_briefing(draw: DrawFn, documents: list[str], units: list[Row]) -> Row:
    """Within the life of its unit; none if that lies ahead altogether."""
    unit = draw(among(units))
    held = min(max(iso(draw(past_days)), unit["opened_on"]), unit["closed_on"] or "9999", iso(TODAY))
    if held < unit["opened_on"]:
        return {}
    invited = draw(st.integers(0, 30))
    return {
        "document": draw(among(documents)),
        "unit": unit["code"],
        "held_on": held,
        "form": draw(among(["meeting", "written", "online", "other"])),
        "invited": str(invited),
        "attended": str(draw(st.integers(0, invited))),
        "note": draw(texts),
        **voiding(draw),
    }


def draw_pledge(draw: DrawFn, documents: list[str], people: list[str]) -> Row:
    return {
        "staff": draw(among(people)),
        "document": draw(among(documents)),
        "year": draw(among(["2021", "2022", "2023"])),
        "signed_on": iso(draw(past_days)),
        "note": draw(texts),
        **voiding(draw),
    }


def draw_verbs(draw: DrawFn, people: list[str]) -> list[list[str]]:
    """Verbs on these records; some the register must refuse."""
    on = days.map(iso)
    number = st.sampled_from(["2021-0001", "2022-0001", "2022-0002"])
    kinds = [
        words("training void", number.map("BD-{}".format), "--reason", "nhầm"),
        words("training edit", number.map("BD-{}".format), "--from", on),
        words("training edit", number.map("BD-{}".format), "--days", "1"),
        words("briefing edit", number.map("QT-{}".format), "--on", on),
        words("briefing edit", number.map("QT-{}".format), "--attended", among(["0", "7", ""])),
        words("pledge edit", number.map("CK-{}".format), "--year", among(["2021", "2022"])),
        words("commendation void", number.map("TD-{}".format), "--reason", "nhầm"),
    ]
    if people:
        kinds.append(words("training add --field it --staff", among(people), "--from", on))
    return some(draw, 0, 4, st.one_of(kinds))
