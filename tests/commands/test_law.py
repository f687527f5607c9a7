"""The command `law`, and what an office confirms or sets in its own register."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from chodon_cli import locale, render, store
from chodon_cli.law import forms as ladders
from chodon_cli.law.changes import values_as_typed
from chodon_cli.law.rules import NAMES_OF_TOPICS, shipped_rules
from chodon_cli.locale import _
from chodon_cli.queries import law_rules
from chodon_cli.render import _fit
from chodon_cli.words.case import LAW_TOPIC
from chodon_cli.words.rule_items import NAMES_OF_ITEMS
from chodon_cli.words.rule_values import in_words
from chodon_cli.words.staff import CATEGORY
from tests.commands.changesets import Lines, assert_each_is_one_changeset
from tests.harness import Chodon, rows, state, use

OFFICIALLY = "clock=occurred restarts=yes ends_with=decision"
HEAVIER = "limitation.civil-servant.heavier@2025-07-01"
BY = ["--by", "Lê Văn Bình", "--against", "Công báo số 5"]
KEYS = {
    "forms": "rank form label document article since verified",
    "limitation": "level years months clock document article since verified",
    "processing": "normal_days extended_days document article since verified",
    "effects": "form salary_months promotion_months lapse_months document article since verified",
}


@pytest.mark.parametrize("verb", KEYS)
def test_the_keys_of_an_answer_are_those_of_the_contract(chodon: Chodon, verb: str) -> None:
    done = chodon(f"law {verb} --category VC --on 2022-03-01 -f csv")
    assert done.stdout.splitlines()[0] == KEYS[verb].replace(" ", ",")
    rows = chodon(f"law {verb} --category public-employee --on 01/03/2022 -f json").json["rows"]
    assert rows and all(list(row) == KEYS[verb].split() for row in rows)


def test_the_ladder_of_the_post_is_shown_with_its_terms_and_its_source(chodon: Chodon) -> None:
    line = "--lang vi law forms --category civil-servant --leadership head --on 2022-03-01"
    rows = chodon(f"{line} -f json").json["rows"]
    assert [(row["rank"], row["form"], row["label"]) for row in rows] == [
        (1, "reprimand", "khiển trách"),
        (2, "warning", "cảnh cáo"),
        (3, "demotion", "giáng chức"),
        (4, "removal", "cách chức"),
        (5, "dismissal", "buộc thôi việc"),
    ]
    assert {(row["article"], row["since"], row["verified"]) for row in rows} == {("Điều 7 khoản 3", "2020-09-20", "V")}
    assert "Nghị định 112/2020/NĐ-CP" in chodon(line).stdout and "20/09/2020" in chodon(line).stdout


def test_who_left_has_another_ladder(chodon: Chodon) -> None:
    rows = chodon("--lang vi law forms --category cadre --on 2022-03-01 --left -f json").json["rows"]
    assert [row["form"] for row in rows] == ["reprimand", "warning", "title-revocation"]
    assert rows[-1]["label"] == "xóa tư cách chức vụ đã đảm nhiệm"


def test_the_day_is_today_unless_said(chodon: Chodon) -> None:
    asked = chodon("law forms --category civil-servant -f json").json
    assert (asked["as_of"], [row["form"] for row in asked["rows"]]) == (
        "2026-11-23",
        ["reprimand", "warning", "dismissal"],
    )
    then = chodon("--today 2022-03-01 law forms --category civil-servant -f json").json["rows"]
    assert [row["form"] for row in then] == ["reprimand", "warning", "salary-reduction", "dismissal"]


@pytest.mark.mostly_slow
@pytest.mark.parametrize("verb", KEYS)
@pytest.mark.parametrize("category", CATEGORY.codes)
def test_before_the_first_day_there_is_no_rule_and_a_note_says_so(chodon: Chodon, verb: str, category: str) -> None:
    asked = chodon(f"law {verb} --category {category} --on 2020-06-30 -f json").json
    assert (asked["rows"], asked["notes"]) == ([], ["no rule is held for days before 01/07/2020"])
    assert "01/07/2020" in chodon(f"--lang vi law {verb} --category {category} --on 2020-06-30").stdout


@pytest.mark.parametrize("asked", ["law processing", "law show processing"])
def test_a_labour_contract_has_the_limitation_in_place_of_a_processing_limit(chodon: Chodon, asked: str) -> None:
    answer = chodon(f"{asked} --category contract -f json").json
    code = "Bộ luật Lao động 45/2019/QH14, Điều 123 khoản 1, 2"
    assert (answer["rows"], answer["notes"]) == (
        [],
        [
            "labour contracts have no processing limit: the decision must come within the limitation: "
            f"Ordinary acts: 6 months ({code}); Finance, assets, secrets: 12 months ({code})"
        ],
    )
    before = chodon(f"{asked} --category contract --on 2020-06-30 -f json").json
    assert before["notes"] == ["no rule is held for days before 01/07/2020"]


def test_what_the_program_does_not_hold_is_no_claim_about_the_law(chodon: Chodon) -> None:
    answer = chodon("law forms --category contract --left -f json").json
    assert (answer["rows"], answer["notes"]) == ([], ["no rule on this is held for 23/11/2026"])


@pytest.mark.parametrize("verb", KEYS)
def test_what_nobody_has_read_is_marked(chodon: Chodon, verb: str) -> None:
    read = chodon(f"--lang vi law {verb} --category public-employee --on 2024-01-01")
    assert "chưa đối chiếu" not in read.stdout
    if verb in ("limitation", "effects"):
        recalled = {"limitation": "contract --on 2020-08-01", "effects": "civil-servant"}[verb]
        asked = chodon(f"--lang vi law {verb} --category {recalled} -f json").json
        marked = [row for row in asked["rows"] if row["verified"] in ("R", "N")]
        assert marked and any(note.startswith(f"chưa đối chiếu: {verb}.") for note in asked["notes"])
        shown = chodon(f"--lang vi law {verb} --category {recalled}").stdout
        assert shown.casefold().count("chưa đối chiếu") >= len(marked) + 1


def test_the_list_has_every_rule_and_show_those_of_a_day(chodon: Chodon) -> None:
    listed = chodon("law list -f json").json["rows"]
    assert [row["rule"] for row in listed] == [rule.id for topic in NAMES_OF_TOPICS for rule in shipped_rules(topic)]
    few = chodon("law list --topic 'thời hiệu' --category contract -f json").json["rows"]
    assert {row["says"] for row in few} == {f"months={months} clock=occurred tail_days=60" for months in (6, 12)}
    shown = chodon("law show grounds --on 2025-06-30 --category CC -f json").json["rows"]
    assert shown[0]["rule"] == "grounds.civil-servant.leave@2020-09-20"
    assert "leave" not in chodon("law show grounds --on 2025-07-01 --category CC").stdout


def test_what_a_rule_says_is_told_in_words_and_kept_as_it_is_for_programs(chodon: Chodon) -> None:
    asked = "law show limitation.public-employee.heavier@2026-07-01"
    assert "10 năm; từ ngày vi phạm; tính lại khi có vi phạm mới" in chodon(f"--lang vi {asked}").stdout
    assert "10 years; from the day of the act" in chodon(f"--lang en {asked}").stdout
    assert chodon(f"{asked} -f json").json["rows"][0]["says"].startswith("years=10 clock=occurred")
    for rule in (rule for topic in NAMES_OF_TOPICS for rule in shipped_rules(topic)):
        for key in rule.says:
            assert f"{key}=" not in in_words(values_as_typed(rule)), rule.id


def test_who_was_dismissed_may_apply_again_after_12_months(chodon: Chodon) -> None:
    """Decree 234/2026, article 22.1.c."""
    notes = chodon("law effects --category VC --on 2026-07-01 -f json").json["notes"]
    assert any("12 months after a dismissal" in note and "Điều 22" in note for note in notes)


@pytest.mark.slow
@pytest.mark.parametrize("topic", LAW_TOPIC.codes)
def test_every_topic_can_be_shown_in_both_languages_and_every_format(
    chodon: Chodon, topic: str, tmp_path: Path
) -> None:
    assert chodon(f"--lang en law show {topic} -f csv").stdout == chodon(f"--lang vi law show {topic} -f csv").stdout
    assert chodon(f"--lang en law show {topic}").stdout != chodon(f"--lang vi law show {topic}").stdout
    for name in render.FORMATS:
        chodon(f"law show {topic} -f {name} -o", tmp_path / f"out.{name}")


def test_one_rule_is_shown_whole(chodon: Chodon) -> None:
    row = chodon("law show", "limitation.public-employee.heavier@2022-11-15", "-f", "json").json["rows"][0]
    assert (row["says"], row["verified"]) == (f"years=10 {OFFICIALLY}", "S")
    assert row["source"].startswith("https://") and "pháp chế" in row["note"]


def test_changes_are_told_by_their_day(chodon: Chodon) -> None:
    rows = chodon("law changes --category public-employee --topic limitation -f json").json["rows"]
    assert [(row["since"], row["before"], row["after"]) for row in rows if "heavier" in row["rule"]][:3] == [
        ("2020-07-01", "", f"years=5 {OFFICIALLY}"),
        ("2022-11-15", f"years=5 {OFFICIALLY}", f"years=10 {OFFICIALLY}"),
        ("2023-09-20", f"years=10 {OFFICIALLY}", f"years=10 {OFFICIALLY}"),
    ]
    of_2025 = chodon("law changes --period 2025H2 -f json").json["rows"]
    assert {row["since"] for row in of_2025} == {"2025-07-01"}
    without = {row["after"] for row in rows if ".none@" in row["rule"]}
    assert without == {"years=none"} and in_words("years=none") == "no limitation"
    gone = next(row for row in of_2025 if row["rule"].startswith("grounds.cadre.leave"))
    assert (gone["before"], gone["after"]) == ("counted=R", "")


def test_a_confirmed_rule_is_verified_from_then_on(chodon: Chodon, register: Path) -> None:
    before = chodon("law limitation --category civil-servant -f json").json["rows"]
    salary = "effects.civil-servant.salary@2025-07-01"
    chodon("law set", salary, "article=Điều 3 (chưa đối chiếu)", *BY, "--on", "2026-11-19")
    chodon("law confirm", salary, *BY, "--on", "2026-11-20")
    assert chodon("law show", salary, "-f", "json").json["rows"][0]["article"] == "Điều 3"
    again = chodon("law confirm limitation.cadre.none@2023-09-20", *BY)
    assert again.stdout.startswith("Rule confirmed: limitation.cadre.none@2023-09-20\n")
    written = chodon("law confirm", HEAVIER, *BY, "--on", "2026-11-20", "-f", "json").json["rows"]
    assert written == [
        {
            "n": 4,
            "rule": HEAVIER,
            "says": None,
            "checked_by": "Lê Văn Bình",
            "checked_on": "2026-11-20",
            "against": "Công báo số 5",
        }
    ]
    after = chodon("law limitation --category civil-servant -f json").json["rows"]
    assert [row["verified"] for row in before] == ["V", "V", "V"]
    assert [row["verified"] for row in after] == ["V", "C", "V"]
    row = chodon("law show", HEAVIER, "-f", "json").json["rows"][0]
    assert (row["checked_by"], row["checked_on"], row["against"]) == ("Lê Văn Bình", "2026-11-20", "Công báo số 5")
    noun, of, said = rows(register, "SELECT noun, before, after FROM change ORDER BY id DESC LIMIT 1")[0]
    assert (noun, of, json.loads(said)["checked_by"]) == ("law", None, "Lê Văn Bình")


def test_a_rule_that_is_set_says_what_the_office_says(chodon: Chodon, register: Path) -> None:
    chodon("law set", HEAVIER, "years=7", "article=Điều 38", *BY)
    chodon("law set", HEAVIER, "note=Đã hỏi Sở Nội vụ", *BY)
    asked = chodon("law limitation --category civil-servant -f json").json
    row = asked["rows"][1]
    assert (row["years"], row["article"], row["verified"]) == (7, "Điều 38", "C")
    assert "“Đã hỏi Sở Nội vụ” (in Vietnamese)" in asked["notes"]
    assert "Đã hỏi Sở Nội vụ" in chodon("--lang vi law limitation --category civil-servant -f json").json["notes"]
    assert [r["years"] for r in chodon("law limitation --category cadre -f json").json["rows"]] == [5, 10, None]
    chodon("law set", HEAVIER, "years=", "months=90", "--by", "Đỗ Thị Ế", "--against", "bản gốc")
    row = chodon("law limitation --category civil-servant -f json").json["rows"][1]
    assert (row["years"], row["months"], row["article"]) == (None, 90, "Điều 38")
    told = rows(register, "SELECT before, after FROM change WHERE noun = 'law' ORDER BY id")
    assert [before for before, _after in told] == [None, None, None]


def test_a_version_still_to_come_begins_on_its_day(chodon: Chodon) -> None:
    chodon("law set forms.cadre.leader@2027-01-01", "forms=khiển trách, cảnh cáo,bãi nhiệm", *BY)
    before = chodon("law forms --category cadre --leadership head --on 2026-12-31 -f json").json["rows"]
    after = chodon("law forms --category cadre --leadership head --on 2027-01-01 -f json").json["rows"]
    assert [row["form"] for row in before] == ["reprimand", "warning", "removal", "recall"]
    assert [row["form"] for row in after] == ["reprimand", "warning", "recall"]
    chodon("law confirm forms.cadre.leader@2027-01-01", "--by", "Đỗ Thị Ế", "--against", "bản gốc")
    again = chodon("law forms --category cadre --leadership head --on 2027-01-01 -f json").json["rows"]
    assert again == after


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["confirm", "nothing@2025-07-01"], 1, "there is no rule nothing@2025-07-01"),
        (["confirm", "limitation.civil-servant.heavier"], 1, "there is no rule"),
        (["confirm", "forms.cadre.none@2026-01-01"], 1, "there is no rule"),
        (["confirm", HEAVIER, "--by", " "], 1, "Checked by: this is needed"),
        (["confirm", HEAVIER, "--against", " "], 1, "Checked against: this is needed"),
        (["confirm", HEAVIER, "--on", "2026-11-24"], 1, "lies after today"),
        (["set", HEAVIER, "years"], 2, "not of the form KEY=VALUE"),
        (["set", HEAVIER, "days=5"], 2, "has no “days”"),
        (["set", HEAVIER, "years=-5"], 2, "“-5” is not a whole number"),
        (["set", HEAVIER, "years=9999"], 2, "is not a whole number"),
        (["set", HEAVIER, "clock=found"], 2, "not one of the allowed words"),
        (["set", HEAVIER, "until=2025-06-30"], 1, "it would end before it begins"),
        (["set", HEAVIER, "until=ngày mai"], 2, "is not a day"),
        (["set", "limitation.civil-servant.heavier@2019-01-01", "years=1"], 1, "there is no rule"),
        (["set", "limitation.civil-servant.heavier@2027-13-01", "years=1"], 1, "there is no rule"),
        (["set", "forms.cadre.none@2025-07-01", "forms=warning,reprimand"], 1, "from the lightest to the heaviest"),
        (["set", "forms.cadre.none@2025-07-01", "forms=reprimand,reprimand"], 1, "each once"),
        (["set", "forms.cadre.none@2025-07-01", "forms="], 2, "this is needed"),
        (["set", "forms.cadre.none@2025-07-01", "forms=mắng"], 2, "“mắng” is not one of"),
        (["set", "processing.cadre@2025-07-01", "extended_days=30"], 1, "fewer than the normal ones"),
        (["set", "effects.cadre.lapse@2025-07-01", "from_party=maybe"], 2, "neither yes nor no"),
    ],
)
def test_what_cannot_be_is_refused(chodon: Chodon, register: Path, words: list[str], status: int, said: str) -> None:
    before = state(register)
    done = chodon("law", words[0], *BY, *words[1:], status=status)  # of an option said twice the last counts
    assert said in done.stderr and len(done.stderr.splitlines()) == 1
    assert state(register) == before


def test_the_same_again_is_refused(chodon: Chodon) -> None:
    chodon("law confirm", HEAVIER, *BY)
    assert "nothing would change" in chodon("law confirm", HEAVIER, *BY, status=1).stderr


def test_export_and_import_keep_what_the_office_said(
    chodon: Chodon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chodon("law set", HEAVIER, "years=7", 'note==1+1 “trích”, "x"', *BY)
    chodon("law confirm processing.cadre@2025-07-01", *BY)
    chodon("law set forms.cadre.leader@2027-01-01 forms=reprimand,warning,recall until=2027-06-30", *BY)
    chodon("export", tmp_path / "out")
    asked = chodon("law list -f csv").stdout
    monkeypatch.setenv("CHODON_REGISTER", str(tmp_path / "again.db"))
    chodon("init")
    assert chodon("law list -f csv").stdout != asked
    chodon("import", tmp_path / "out")
    chodon("export", tmp_path / "again")
    assert chodon("law list -f csv").stdout == asked
    for file in (tmp_path / "out").iterdir():
        assert (tmp_path / "again" / file.name).read_bytes() == file.read_bytes()
    chodon("export --anonymise --days exact", tmp_path / "veiled")
    assert "Bình" not in (tmp_path / "veiled" / "law.csv").read_text("utf-8")


def test_a_folder_names_every_fault_of_its_rules(chodon: Chodon, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "law.csv").write_text(
        "n,rule,says,checked_by,checked_on,against\n"
        f'1,{HEAVIER},"{{""years"": 7}}",B,2026-01-01,X\n'
        "2,nothing,,B,2026-01-01,X\n"
        "3,processing.cadre@2025-07-01,[1],B,2026-01-01,X\n"
        '4,processing.civil-servant@2025-07-01,"{""days"": 7}",B,2026-01-01,X\n'
        "5,processing.public-employee@2026-07-01,,,2027-01-01,\n",
        "utf-8",
    )
    done = chodon("import --rejects", tmp_path / "rejected.csv", folder, status=1)
    rejected = [*csv.DictReader(io.StringIO((tmp_path / "rejected.csv").read_text("utf-8-sig")))]
    assert [row["rule"].split("@")[0] for row in rejected] == [
        "nothing",
        "processing.cadre",
        "processing.civil-servant",
        "processing.public-employee",
    ]
    for place, told in [(3, "there is no rule nothing"), (4, "these are not values"), (5, "has no “days”")]:
        assert f"law.csv:{place}:" in done.stderr and told in done.stderr
    assert [row["verified"] for row in chodon("law show processing -f json").json["rows"]] == ["V", "V", "V", "V"]


def test_the_law_of_the_office_is_what_a_question_takes(chodon: Chodon) -> None:
    from chodon_cli import store
    from chodon_cli.nouns import law as laws

    chodon("law set forms.civil-servant.none@2025-07-01 forms=reprimand,dismissal", *BY)
    with store.reading() as db:
        found = ladders.forms("civil-servant", "none", "2026-01-01", law=laws.law_of_office(db))
    assert [(form.form, form.verified) for form in found] == [("reprimand", "C"), ("dismissal", "C")]


def test_what_was_said_earlier_stays_for_what_was_opened_under_it(chodon: Chodon) -> None:
    from chodon_cli import store
    from chodon_cli.law.limitation import limitation
    from chodon_cli.nouns import law as laws

    chodon("law set", HEAVIER, "years=7", *BY, "--on", "2026-11-10")
    chodon("law set", HEAVIER, "years=8", *BY, "--on", "2026-11-15")
    chodon("law set", HEAVIER, "years=9", *BY, "--on", "2026-11-15")
    chodon("law confirm", HEAVIER, *BY, "--on", "2026-11-12")
    with store.reading() as db:
        law = laws.law_by_override(db)
        found = [limitation("civil-servant", "heavier", "2026-01-01", law(said)) for said in (0, 1, 2, 3, 4, None)]
    assert [(one.years, one.verified) for one in found if one] == [
        *[(10, "V"), (7, "C"), (8, "C"), (9, "C"), (9, "C"), (9, "C")]
    ]


def test_a_rule_set_later_binds_the_cases_that_are_opened_later(chodon: Chodon) -> None:
    chodon("unit add PNV 'Phòng Nội vụ' --kind office")
    chodon("staff add --name 'Lê Văn Bình' --unit PNV --category civil-servant --from 2020-01-01 --code CC001")
    for day in ("01", "02"):
        chodon(f"violation log --staff CC001 --standard TT01 --on 2026-10-{day}")
    chodon("case open VP-2026-0001 --on 2026-10-05")
    before = chodon("case show VV-2026-0001 -f json").json["rows"]
    chodon("law set processing.civil-servant@2025-07-01 normal_days=30", *BY, "--on", "2026-10-10")
    assert chodon("case show VV-2026-0001 -f json").json["rows"] == before
    assert before[0]["due_on"] == "2026-12-30"
    chodon("case open VP-2026-0002 --on 2026-10-12")
    later = chodon("case show VV-2026-0002 -f json").json["rows"][0]
    assert (later["due_on"], later["verified"]) == ("2026-11-01", "C")


def test_of_two_cases_opened_on_one_day_the_one_after_the_word_follows_it(chodon: Chodon) -> None:
    chodon("unit add PNV 'Phòng Nội vụ' --kind office")
    chodon("staff add --name 'Lê Văn Bình' --unit PNV --category civil-servant --from 2020-01-01 --code CC001")
    for day in ("01", "02"):
        chodon(f"violation log --staff CC001 --standard TT01 --on 2025-08-{day}")
    chodon("case open VP-2025-0001 --on 2025-08-05")
    chodon("law set limitation.civil-servant.reprimand@2025-07-01 months=1 years=", *BY)
    chodon("case open VP-2025-0002 --on 2025-08-05")
    decide = "--form reprimand --decision 1/QĐ --on 2025-09-10 --effective 2025-09-10"
    assert "01/09/2025" not in chodon(f"case decide VV-2025-0001 {decide}").stderr
    assert "ended on 02/09/2025" in chodon(f"case decide VV-2025-0002 {decide}", status=1).stderr


WRITES: Lines = {
    "law confirm": ["law confirm processing.cadre@2025-07-01 --by 'Lê Văn Bình' --against 'Công báo'"],
    "law set": [
        "law set processing.cadre@2025-07-01 normal_days=80 --by 'Lê Văn Bình' --against 'Công báo'",
        "law set forms.cadre.none@2027-01-01 'forms=khiển trách, bãi nhiệm' --by B --against 'Nghị định mới'",
    ],
}


@pytest.mark.slow
def test_each_write_of_a_law_is_one_changeset(filled: Path) -> None:
    assert_each_is_one_changeset(filled, WRITES)


def test_the_effects_of_a_form_have_their_source(chodon: Chodon) -> None:
    told = chodon("law effects --category civil-servant --on 2022-05-01 -f json").json["rows"]
    assert told and all(row["document"] for row in told if row["lapse_months"])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_rule_says_in_words_what_it_concerns(chodon: Chodon, register: Path, language: str) -> None:
    use(register)
    locale.use(language)
    with store.reading() as db:
        results = [law_rules.list_rules(db), law_rules.list_changes(db, None, None, None)]
    for result in results:
        topic, item, name = (result.position(key) for key in ("topic", "item", "concerning"))
        names = {(row[topic], row[item]): row[name] for row in result.rows}
        lacking = {each for each in names if bool(each[1]) != bool(names[each]) or names[each] == each[1] != ""}
        assert not lacking, "no name in words/rule_items.py"
        assert len({(where, called) for (where, _item), called in names.items()}) == len(names), "two of one name"
    words = {word for names in NAMES_OF_ITEMS.values() for word in names.values()}
    assert language == "en" or all(_(word) != word for word in words), "not translated"
    first = chodon("law list --topic forms -f csv").stdout.splitlines()
    assert first[0].startswith("rule,topic,category,item,says") and ",none," in first[1]


def test_on_a_narrow_screen_rules_are_told_apart_by_words_and_not_by_their_ids(register: Path) -> None:
    use(register)
    with store.reading() as db:
        result = law_rules.list_rules(db)
    keys = ("topic", "category", "concerning", "since")
    assert len({tuple(row[result.position(key)] for key in keys) for row in result.rows}) == len(result.rows)
    fitted, omitted, _texts = _fit.fit(replace(result, report="law list"), 80)
    assert {*keys, "says"} <= {column.key for column in fitted.columns} and "rule" in {each.key for each in omitted}
    assert any(str(row[fitted.position("says")]).endswith(" ?") for row in fitted.rows), "nobody has checked it"
