"""Command lines drawn one by one for the register as it stands: most it can take, some it must refuse."""

import csv
import random
import re
import shlex
import sqlite3
from datetime import date, timedelta
from pathlib import Path

from chodon_cli.nouns import number
from chodon_cli.words import by_name

BEGINNING = (  # of a small register
    "unit add H 'UBND huyện' --kind district",
    "unit add A 'Phòng A' --kind office --parent H",
    "unit add B 'Xã B' --kind commune --parent H",
    "unit add C 'Trường C' --kind school --parent H",
    "staff add --code A1 --name 'Lý A' --unit A --category civil-servant --leadership head --from 2020-01-01",
    "staff add --code A2 --name 'Ma Thị A' --unit A --category civil-servant --from 2021-06-01",
    "staff add --code B1 --name 'Nông B' --unit B --category cadre --from 2020-01-01",
    "staff add --code C1 --name 'Lý C' --unit C --category public-employee --from 2020-01-01 --id-number 006190000001",
    "document add 1/KH --issued 2022-01-05",
)
LINES = (  # {…} is drawn; what stands in [ ] is there or not
    "unit add {new} {text} --kind {kind} [--parent {unit}] [--opened {day}]",
    "unit edit {unit} [--name {text}] [--parent {unit}] [--opened {day}] [--code {new}]",
    "unit rename {unit} {text} --on {day}",
    "unit move {unit} --to {unit} --on {day}",
    "unit alias {unit} {text}",
    "unit merge {unit} [{unit}] --into {unit} --on {day}",
    "unit close {unit} --on {day} [--move-to {unit}]",
    "unit void {unit} --reason {text}",
    "quota set {unit} --year {year} --category {category} --number {count}",
    "staff add --name {text} --unit {unit} --category {category} --from {day} [--leadership {leadership}]",
    "staff add --name {text} --unit {unit} --category {category} --from {day} --born 1990-05-05",
    "staff add --name {text} --unit {unit} --category {category} --from {day} --code {new} [--id-number 006190000001]",
    "staff edit {staff} [--name {text}] [--note {text}] [--code {new}] [--id-number 001066067848] [--sex {sex}]",
    "staff edit {staff} --post {post} [--title {text}] [--unit {unit}] [--from {day}] [--until {day}]",
    "staff transfer {staff} --on {day} [--to {unit}] [--category {category}] [--leadership {leadership}]",
    "staff leave {staff} --on {day} --reason {reason}",
    "staff void {staff} [--post {post}] --reason {text}",
    "standard add {new} {text} --group {text} [--from {day}]",
    "standard retire {standard} --on {day}",
    "document add {text} --issued {day} [--kind {text}] [--title {text}]",
    "document edit {document} [--issuer {text}] [--issued {day}]",
    "document void {document} --reason {text}",
    "violation log --staff {staff} --standard {standard} --on {day} [--severity {severity}] [--note {text}]",
    "violation log --staff {staff} --standard {standard} --on {day} [--found {day}] [--source {source}]",
    *(["violation log --staff {staff} --standard TT01 --on {day} [--severity {severity}]"] * 3),
    "violation edit {violation} [--on {day}] [--severity {severity}] [--staff {staff}] [--note {text}]",
    "violation void {violation} --reason {text}",
    "violation remind {violation} [{violation}] --on {day} [--note {text}]",
    "reminder edit {reminder} [--on {day}] [--note {text}]",
    "reminder void {reminder} --reason {text}",
    "inspection plan --unit {unit} --on {day} [--kind {inspection_kind}]",
    "inspection record {inspection} --on {day} --people 4 --present {count} [--check TT01=1/{count}]",
    "inspection record --unit {unit} --on {day} --kind surprise --people 4 --present 3 --absent-without-reason 1",
    "inspection record {inspection} --on {day} --people 4 --present 4 --check TT01=4/3",
    "inspection check {inspection} {standard} --made 3 --passed 2 --failed {staff}",
    "inspection check {inspection} {standard} --made {count} --passed {count} [--failed {staff}]",
    "inspection log {inspection} [--severity {severity}] [--staff {staff} --standard {standard}]",
    "inspection conclude {inspection} --on {day} [--to-remedy {text} --remedy-due {later}]",
    "inspection remedy {inspection} --on {day} [--remedied {text}]",
    "inspection edit {inspection} [--on {day}] [--present {count}] [--note {text}]",
    "inspection void {inspection} --reason {text}",
    "task assign {text} [--unit {unit}] [--staff {staff}] --on {day} --due {later} [--repeats {repeats}]",
    *(["task assign {text} --unit {unit} --on {day} --due {later} [--repeats {repeats}]"] * 2),
    "task extend {task} --until {later} --on {day} --by {text} --reason {text}",
    "task done {task} --on {day} [--quality {quality}]",
    "task edit {task} [--due {later}] [--quality {quality}] [--unit {unit}] [--staff {staff}]",
    "task cancel {task} --on {day} --reason {text}",
    "task void {task} [--extension {extension}] --reason {text}",
    "--today 2022-09-01 task roll",
    "feedback add --on {day} --kind {feedback-kind} --text {text} [--unit {unit}] [--staff {staff}] [--due {later}]",
    "feedback answer {feedback} --on {day} --text {text}",
    "feedback violation {feedback} --standard {standard} [--staff {staff}] [--on {day}]",
    "feedback edit {feedback} [--service {text}] [--unit {unit}] [--due {later}]",
    "feedback void {feedback} --reason {text}",
    "training add --staff {staff} --field {training-field} --from {day} [--until {day}] [--title {text}]",
    "training edit {training} [--days {count}] [--from {day}]",
    "training void {training} --reason {text}",
    "briefing add --document {document} --unit {unit} --on {day} --form {briefing-form} --invited 4 --attended {count}",
    "briefing edit {briefing} [--attended {count}] [--on {day}]",
    "briefing void {briefing} --reason {text}",
    "pledge add --staff {staff} --document {document} --year {year} --on {day}",
    "pledge edit {pledge} [--on {day}] [--note {text}]",
    "pledge void {pledge} --reason {text}",
    "commendation add --staff {staff} --form {commendation-form} --on {day} --authority {text}",
    "commendation add --unit {unit} --form {commendation-form} --on {day}",
    "commendation edit {commendation} [--decision {text}] [--on {day}]",
    "commendation void {commendation} --reason {text}",
    "rating add --staff {staff} --year {year} --kind {rating-kind} --level {rating-level} --on {day} [--score {count}]",
    "rating edit {rating} [--level {rating-level}] [--on {day}]",
    "rating void {rating} --reason {text}",
    "unit_rating add --unit {unit} --year {year} --level {rating-level} --on {day} [--score {count}]",
    "unit_rating edit {unit_rating} [--level {rating-level}] [--on {day}]",
    "unit_rating void {unit_rating} --reason {text}",
    "review open --year {year} [--unit {unit}] [--due {later}]",
    "review close --year {year} [--unit {unit}] [--force --reason {text}]",
    "law set processing.cadre@2025-07-01 normal_days={count} --by {text} --against {text}",
    "law confirm processing.cadre@2020-07-01 --by {text} --against {text}",
    "settings set organisation {text}",
)
CASES = (  # drawn more often: they take many steps one upon the other
    "case open {violation} [{violation}] --on {day}",
    "case step {case} --kind {step} --on {day} [--note {text}]",
    "case step {case} --kind council --on {day} --skip --note {text}",
    "case pause {case} --ground {ground} --from {day} [--until {day}]",
    "case resume {case} --on {day}",
    "case extend {case} --until {later} --document {text} --reason {text} --on {day}",
    "case conclude {case} --on {day}",
    "case edit {case} --event {event} --on {day} --reason {text}",
    "case decide {case} --form {form} --decision {text} --on {day} --effective {later} [--in-duty yes]",
    "case decide {case} --form warning --decision 7/QĐ --on {day} --effective {later}",
    "case decide {case} --form reprimand --decision {text} --on {day} --effective {later}",
    "case appeal {case} --on {day}",
    "case stay {case} --on {day}",
    "case annul {case} --decision {text} --on {day} --reason {text}",
    "case close {case} --outcome {outcome} --on {day} --reason {text}",
    "case void-event {case} --event {event} --reason {text}",
    "case void {case} --reason {text}",
)
RARE = re.compile(r" (void|close|merge|leave|retire|cancel|void-event|law|settings) |^(law|settings|standard) ")
NUMBERED = {
    **{"violation": ("violation", "VP", 4), "case": ("discipline_case", "VV", 4), "task": ("task", "NV", 4)},
    **{"inspection": ("inspection", "KT", 3), "feedback": ("feedback", "PA", 4), "training": ("training", "BD", 4)},
    **{"briefing": ("briefing", "QT", 4), "pledge": ("pledge", "CK", 4), "commendation": ("commendation", "TD", 4)},
    **{"rating": ("rating", "XL", 4), "reminder": ("reminder", "NN", 4)},
    "unit_rating": ("unit_rating", "XD", 4),
}
LIKELY = "ORDER BY voided_on IS NOT NULL, id DESC"
NAMED = {  # what is drawn -> SQL that selects all there are, as one types them
    "unit": f"SELECT code FROM unit {LIKELY} LIMIT 5",
    "staff": f"SELECT code FROM staff {LIKELY} LIMIT 6",
    "standard": "SELECT code FROM standard ORDER BY id DESC LIMIT 8",
    "document": f"SELECT number || '@' || issued_on FROM document {LIKELY} LIMIT 4",
    **{
        name: f"SELECT {number.Number(prefix, digits).sql('t')} FROM {table} t {LIKELY} LIMIT 4"
        for name, (table, prefix, digits) in NUMBERED.items()
    },
}
PARTS = {  # what belongs to the record drawn before it
    "post": "SELECT started_on FROM post WHERE staff_id = (SELECT id FROM staff WHERE code = :record)",
    "extension": "SELECT due_on FROM task_extension",
    "event": "SELECT DISTINCT n FROM case_event",
}
TEXTS = [
    "x",
    "",
    "Nông Thị Lan",
    "= 1 “trích”",
    "  hai\nhàng ",
    "1/QĐ",
    "2/QĐ",
    "12",
    "a;b,c\t'd\"",
    "Ế\u0323",
    "-",
    "2022-03-01",
]
NONSENSE = [
    "",
    "0",
    "-1",
    "2022-02-30",
    "9999-12-31",
    "1e9",
    "VP-2022-0001",
    "A1",
    "A",
    "a" * 300,
    "\u202eabc",
    "--note",
]
DAYS = ["2020-01-01", "2021-12-31", "2022-01-01", "2022-12-31", "2024-02-29", "2026-03-01", "2027-01-01"]
BEGUN = date(2022, 2, 1)
PASSING = 3  # days between two lines, in the mean
UNLIKELY = 0.02  # that a word is replaced by nonsense, or a day by any other


class Lines:
    """Draws command lines for a register; `choose` alone decides what comes next.

    Days pass from line to line, so that cases and tasks get on; some lines are on any other day.
    """

    def __init__(self, db: sqlite3.Connection, choose: random.Random) -> None:
        self._db, self._choose, self._today = db, choose, BEGUN
        self._record = ""  # the one drawn last

    def draw(self) -> list[str]:
        """The words of the next line."""
        self._today += timedelta(days=self._choose.randrange(2 * PASSING + 1))
        while True:
            pattern = self._choose.choice(CASES if self._choose.random() < 0.3 else LINES)
            if RARE.search(pattern) and self._choose.random() < 0.8:  # it would end whatever others begin
                continue
            words = [self._word(word) for word in self._without_some(pattern)]
            if None not in words or self._choose.random() < UNLIKELY:
                return [word or "1" for word in words]

    def _without_some(self, pattern: str) -> list[str]:
        """The words of the pattern less those in brackets that are left out this time."""
        return shlex.split(re.sub(r"\[(.*?)\]", lambda part: part[1] if self._choose.random() < 0.5 else "", pattern))

    def _word(self, word: str) -> str | None:
        """The word with what is drawn for it; None if there is no such record."""
        before, brace, rest = word.partition("{")
        if not brace:
            return word
        name, _, after = rest.partition("}")
        if self._choose.random() < UNLIKELY:
            return before + self._choose.choice(NONSENSE) + after
        offered = self._offered(name)
        if not offered:
            return None
        chosen = self._choose.choice(offered)
        if name in NAMED:
            self._record = chosen
        return before + chosen + after

    def _offered(self, name: str) -> list[str]:
        if name in NAMED or name in PARTS:
            sql = NAMED.get(name) or PARTS[name]
            return [str(value) for (value,) in self._db.execute(sql, {"record": self._record})]
        if name == "day":
            return DAYS if self._choose.random() < 5 * UNLIKELY else self._near()
        if name == "later":
            return [(self._today + timedelta(days=2 * PASSING)).isoformat()]
        if name in by_name():
            return by_name()[name].codes
        plain = {"text": TEXTS, "year": ["2021", "2022"], "count": ["0", "1", "2", "3", "4"]}
        return plain.get(name) or [f"N{self._choose.randrange(6)}"]

    def _near(self) -> list[str]:
        return [(self._today + timedelta(days=days)).isoformat() for days in range(2 * PASSING)]


def write_list(folder: Path, choose: random.Random, db: sqlite3.Connection) -> Path:
    """A short list of violations of those in the register; one in three has something wrong."""
    path = folder / "violation.csv"
    people = select(db, NAMED["staff"])
    rows = [
        [choose.choice([*people, *people, "X"]), "TT01", choose.choice(DAYS)] for _ in range(choose.randrange(1, 4))
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["staff", "standard", "occurred_on"], *rows])
    return path


def select(db: sqlite3.Connection, sql: str) -> list[str]:
    """The first column of what the SQL selects."""
    return [str(value) for (value, *_) in db.execute(sql)]
