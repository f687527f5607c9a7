"""What the law said on which day. Every expectation stands as in the collected legal facts, not as in the TOML."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chodon_cli.dates import months_later, shift
from chodon_cli.law import rules
from chodon_cli.law.changes import changes
from chodon_cli.law.circumstances import exemptions, grounds
from chodon_cli.law.effects import effects, lapses_on, starts_on
from chodon_cli.law.forms import forms, least_form_after, repeat, several_acts
from chodon_cli.law.limitation import limitation, limitation_end, limitations, month_number, month_of_end
from chodon_cli.law.processing import processing
from chodon_cli.law.rules import NAMES_OF_TOPICS, SHIPPED_LAW, Law, Override, Rule
from chodon_cli.words.case import DISCIPLINE_FORM
from chodon_cli.words.staff import CATEGORY, LEADERSHIP

TODAY = "2026-11-23"
OFFICIALS = ["cadre", "civil-servant", "commune-civil-servant", "public-employee"]
SERVANTS = ["civil-servant", "commune-civil-servant"]
LEFT = "reprimand warning title-revocation"
CONTRACT = "reprimand delayed-raise removal termination"
CADRE = "reprimand warning removal recall"
EMPLOYEE, MANAGER = "reprimand warning dismissal", "reprimand warning removal dismissal"
BEFORE_2025, LEADER_BEFORE_2025 = (
    "reprimand warning salary-reduction dismissal",
    "reprimand warning demotion removal dismissal",
)
AFTER_2025, LEADER_AFTER_2025 = "reprimand warning dismissal", "reprimand warning removal dismissal"
OFFICIALLY = "clock=occurred restarts=yes ends_with=decision"
days = st.dates(max_value=date(9000, 1, 1)).map(str)
since_2020 = st.dates(min_value=date(2020, 9, 20)).map(str)


def ladder(category: str, leadership: str, on: str, left: bool = False) -> str:
    return " ".join(form.form for form in forms(category, leadership, on, left))


@pytest.mark.parametrize(
    ("category", "leadership", "on", "expected", "verified", "place"),
    [
        ("cadre", "head", "2020-09-20", CADRE, "V", "112/2020 Điều 7 khoản 1"),
        ("cadre", "head", "2025-06-30", CADRE, "V", "112/2020 Điều 7 khoản 1"),
        ("cadre", "head", "2025-07-01", CADRE, "V", "80/2025 Điều 35 khoản 1"),
        *(
            case
            for category in SERVANTS
            for case in [
                (category, "none", "2020-09-20", BEFORE_2025, "V", "112/2020 Điều 7 khoản 2"),
                (category, "head", "2020-09-20", LEADER_BEFORE_2025, "V", "112/2020 Điều 7 khoản 3"),
                (category, "none", "2025-06-30", BEFORE_2025, "V", "112/2020 Điều 7 khoản 2"),
                (category, "deputy", "2025-06-30", LEADER_BEFORE_2025, "V", "112/2020 Điều 7 khoản 3"),
                (category, "none", "2025-07-01", AFTER_2025, "V", "80/2025 Điều 36 khoản 1"),
                (category, "head", "2025-07-01", LEADER_AFTER_2025, "V", "80/2025 Điều 36 khoản 1"),
                (category, "deputy", TODAY, LEADER_AFTER_2025, "V", "80/2025 Điều 36 khoản 1"),
            ]
        ),
        ("public-employee", "none", "2020-09-20", EMPLOYEE, "V", "112/2020 Điều 15 khoản 1"),
        ("public-employee", "head", "2020-09-20", MANAGER, "V", "112/2020 Điều 15 khoản 2"),
        ("public-employee", "head", "2023-09-20", MANAGER, "V", "112/2020"),
        ("public-employee", "none", "2025-06-30", EMPLOYEE, "V", "112/2020"),
        ("public-employee", "none", "2025-07-01", EMPLOYEE, "V", "112/2020 Điều 15 khoản 1"),
        ("public-employee", "head", "2026-06-30", MANAGER, "V", "112/2020 Điều 15 khoản 2"),
        ("public-employee", "none", "2026-07-01", EMPLOYEE, "V", "234/2026 Điều 7 khoản 1"),
        ("public-employee", "head", "2026-07-01", MANAGER, "V", "234/2026 Điều 7 khoản 1"),
        ("contract", "none", "2020-12-31", CONTRACT, "V", "10/2012 Điều 125"),
        ("contract", "none", "2021-01-01", CONTRACT, "V", "45/2019 Điều 124"),
        ("contract", "head", TODAY, CONTRACT, "V", "45/2019 Điều 124"),
    ],
)
def test_the_ladder_of_a_category_and_post_on_a_day(
    category: str, leadership: str, on: str, expected: str, verified: str, place: str
) -> None:
    found = forms(category, leadership, on)
    assert " ".join(form.form for form in found) == expected
    assert [form.rank for form in found] == [*range(1, len(found) + 1)]
    document, _space, article = place.partition(" ")
    for form in found:
        assert (form.verified, article in form.article, document in form.document) == (verified, True, True)
        assert form.since <= on


@pytest.mark.parametrize(
    ("category", "on", "verified"),
    [
        *((category, "2020-09-20", "S") for category in OFFICIALS),
        *((category, "2025-06-30", "S") for category in OFFICIALS),
        *((category, "2025-07-01", "V") for category in ["cadre", *SERVANTS]),
        ("public-employee", "2026-06-30", "S"),
        ("public-employee", "2026-07-01", "V"),
    ],
)
def test_who_left_has_a_ladder_of_their_own(category: str, on: str, verified: str) -> None:
    assert ladder(category, "head", on, left=True) == LEFT
    assert {form.verified for form in forms(category, "none", on, has_left_office=True)} == {verified}


def test_a_labour_contract_that_has_ended_has_no_ladder() -> None:
    assert forms("contract", "none", TODAY, has_left_office=True) == ()


@pytest.mark.parametrize("category", OFFICIALS)
@pytest.mark.parametrize(
    ("on", "years", "verified", "document"),
    [
        ("2020-07-01", (2, 5), "V", "52/2019"),
        ("2022-11-14", (2, 5), "V", "52/2019"),
        ("2022-11-15", (5, 10), "S", "76/2022"),
        ("2023-09-19", (5, 10), "S", "76/2022"),
        ("2023-09-20", (5, 10), "V", "71/2023"),
        ("2025-06-30", (5, 10), "V", "71/2023"),
    ],
)
def test_limitation_until_the_laws_of_2025(
    category: str, on: str, years: tuple[int, int], verified: str, document: str
) -> None:
    lightest, heavier, none = limitations(category, on)
    assert (lightest.level, heavier.level, none.level) == ("reprimand", "heavier", "none")
    assert (lightest.years, heavier.years, none.years) == (*years, None)
    assert [lightest.verified, heavier.verified, none.verified] == [verified, verified, "V"]
    assert document in lightest.document and document in heavier.document
    assert {lightest.months, heavier.months, none.months, none.clock} == {None}


@pytest.mark.parametrize(
    ("category", "on", "verified", "place"),
    [
        ("cadre", "2025-07-01", "VVV", "Nghị định 172/2025/NĐ-CP Điều 37"),
        ("civil-servant", "2025-07-01", "VVV", "Nghị định 172/2025/NĐ-CP Điều 37"),
        ("commune-civil-servant", "2025-07-01", "VVV", "Nghị định 172/2025/NĐ-CP Điều 37"),
        ("public-employee", "2025-07-01", "VVV", "71/2023 Điều 5"),
        ("public-employee", "2026-06-30", "VVV", "71/2023 Điều 5"),
        ("public-employee", "2026-07-01", "VVV", "Luật Viên chức 129/2025/QH15; Nghị định 234/2026/NĐ-CP Điều 36"),
    ],
)
def test_limitation_under_the_laws_of_2025(category: str, on: str, verified: str, place: str) -> None:
    lightest, heavier, none = limitations(category, on)
    assert (lightest.years, heavier.years, none.years) == (5, 10, None)
    document, _space, article = place.rpartition(" Điều ")
    for level, tag in zip((lightest, heavier, none), verified, strict=True):
        assert (level.verified, document in level.document, article in level.article) == (tag, True, True)


def test_the_limitation_of_a_labour_contract() -> None:
    assert [(found.level, found.years, found.months) for found in limitations("contract", "2022-03-01")] == [
        ("ordinary", None, 6),
        ("assets", None, 12),
    ]
    assert {(found.verified, found.tail_days) for found in limitations("contract", "2021-01-01")} == {("V", 60)}
    assert [found.verified for found in limitations("contract", "2020-12-31")] == ["S", "R"]


@pytest.mark.parametrize(
    ("category", "level", "on", "occurred_on", "last"),
    [
        ("civil-servant", "reprimand", "2022-03-10", "2022-03-10", "2024-03-10"),
        ("civil-servant", "heavier", "2024-02-29", "2024-02-29", "2034-02-28"),
        ("public-employee", "reprimand", "2022-11-15", "2022-11-15", "2027-11-15"),
        ("contract", "ordinary", "2022-08-31", "2022-08-31", "2023-02-28"),
        ("contract", "assets", "2022-08-31", "2022-08-31", "2023-08-31"),
    ],
)
def test_the_last_day_of_limitation(category: str, level: str, on: str, occurred_on: str, last: str) -> None:
    found = limitation(category, level, on)
    assert found is not None
    assert limitation_end(found, occurred_on) == last
    assert month_of_end(found, occurred_on) == month_number(last)


def test_some_acts_have_no_limitation() -> None:
    found = limitation("cadre", "none", "2024-01-01")
    assert found is not None and limitation_end(found, "2001-01-01") is None is month_of_end(found, "2001-01-01")
    assert "văn bằng" in found.note and "khai trừ" in found.note


@pytest.mark.parametrize(
    ("category", "on", "verified", "document"),
    [
        *((category, "2020-07-01", "S", "52/2019") for category in ["cadre", *SERVANTS]),
        *((category, "2025-06-30", "S", "112/2020") for category in ["cadre", *SERVANTS]),
        *((category, "2025-07-01", "V", "80/2025") for category in ["cadre", *SERVANTS]),
        ("public-employee", "2020-07-01", "V", "58/2010"),
        ("public-employee", "2025-07-01", "V", "112/2020"),
        ("public-employee", "2026-06-30", "V", "112/2020"),
        ("public-employee", "2026-07-01", "V", "234/2026"),
    ],
)
def test_the_processing_limit(category: str, on: str, verified: str, document: str) -> None:
    found = processing(category, on)
    assert found is not None and document in found.document
    assert (found.normal_days, found.extended_days, found.verified) == (90, 150, verified)


def test_a_labour_contract_has_no_processing_limit() -> None:
    assert processing("contract", TODAY) is None


DECREE_112 = "leave V, illness V, maternity V, prosecution V, complaint S"
DECREE_172 = "illness V, maternity V, prosecution V, complaint V"
SERVANT_EFFECTS = {
    "reprimand": (6, 12, 12),
    "warning": (6, 12, 12),
    "salary-reduction": (None, 12, 12),
    "demotion": (12, 24, 12),
    "removal": (12, 24, 12),
    "title-revocation": (None, None, 12),
    "dismissal": (None, None, 12),
}
EMPLOYEE_EFFECTS = {
    "reprimand": (3, 12, 12),
    "warning": (6, 12, 12),
    "removal": (12, 24, 12),
    "title-revocation": (None, None, 12),
    "dismissal": (None, None, 12),
}
GONE = ("salary-reduction", "demotion")
SERVANT_EFFECTS_2025 = {form: months for form, months in SERVANT_EFFECTS.items() if form not in GONE}
CADRE_EFFECTS = {**{f: m for f, m in SERVANT_EFFECTS_2025.items() if f != "dismissal"}, "recall": (None, None, 12)}
CONTRACT_EFFECTS = {
    "reprimand": (6, None, 3),
    "delayed-raise": (6, None, 6),
    "removal": (12, None, 36),
    "termination": (None, None, None),
}


@pytest.mark.parametrize(
    ("category", "on", "expected", "verified", "from_party"),
    [
        *(
            case
            for category in SERVANTS
            for case in [
                (category, "2020-09-20", SERVANT_EFFECTS, "R", False),
                (category, "2023-09-19", SERVANT_EFFECTS, "R", False),
                (category, "2023-09-20", SERVANT_EFFECTS, "V", True),
                (category, "2025-06-30", SERVANT_EFFECTS, "V", True),
                (category, "2025-07-01", SERVANT_EFFECTS_2025, "R", True),
            ]
        ),
        ("cadre", "2023-09-20", CADRE_EFFECTS, "V", True),
        ("cadre", "2025-07-01", CADRE_EFFECTS, "R", True),
        ("public-employee", "2023-09-19", EMPLOYEE_EFFECTS, "R", False),
        ("public-employee", "2023-09-20", EMPLOYEE_EFFECTS, "V", True),
        ("public-employee", "2025-06-30", EMPLOYEE_EFFECTS, "V", True),
        ("public-employee", "2025-07-01", EMPLOYEE_EFFECTS, "V", True),
        ("public-employee", "2026-07-01", EMPLOYEE_EFFECTS, "R", True),
        ("contract", "2021-08-14", CONTRACT_EFFECTS | {"reprimand": (3, None, 3)}, "S", False),
        ("contract", "2021-08-15", CONTRACT_EFFECTS, "V", False),
    ],
)
def test_the_effects_of_each_form(
    category: str, on: str, expected: dict[str, object], verified: str, from_party: bool
) -> None:
    found = {effect.form: effect for effect in effects(category, on)}
    months = {form: (e.salary_months, e.promotion_months, e.lapse_months) for form, e in found.items()}
    assert months == expected
    assert (found["reprimand"].verified, found["reprimand"].from_party) == (verified, from_party)


def test_two_years_without_any_appointment_follow_the_removal_of_a_public_employee() -> None:
    """Law 58/2010, article 56.2.b: after a removal no planning, training or appointment for 24 months."""
    found = {effect.form: effect for effect in effects("public-employee", "2024-01-01")}
    assert (found["removal"].promotion_months, found["removal"].verified, found["warning"].verified) == (24, "V", "V")
    assert "bất kỳ chức vụ nào" in found["removal"].note


def test_a_decision_lapses_a_year_after_it_took_effect_or_after_that_of_the_party() -> None:
    def lapse(category: str, on: str, form: str, effective: str, party: str | None = None) -> str | None:
        effect = next(effect for effect in effects(category, on) if effect.form == form)
        return lapses_on(effect, starts_on(effect, on, effective, party))

    assert lapse("civil-servant", "2023-09-19", "reprimand", "2023-08-31", "2023-06-01") == "2024-08-31"
    assert lapse("civil-servant", "2023-09-20", "reprimand", "2024-02-29") == "2025-02-28"
    assert lapse("civil-servant", "2023-09-20", "reprimand", "2024-02-29", "2023-12-01") == "2024-12-01"
    # Decree 234/2026, article 2.9: a dismissal from its own signing
    assert lapse("public-employee", "2026-07-01", "warning", "2026-07-05", "2026-06-01") == "2027-06-01"
    assert lapse("public-employee", "2026-07-01", "dismissal", "2026-07-05", "2026-06-01") == "2027-07-01"
    assert lapse("contract", TODAY, "termination", "2024-02-29") is None


@pytest.mark.parametrize(
    ("category", "leadership", "on", "running", "at_least"),
    [
        ("public-employee", "none", "2024-01-01", "reprimand", "warning"),
        ("public-employee", "none", "2024-01-01", "warning", "dismissal"),
        ("public-employee", "none", "2024-01-01", "dismissal", "dismissal"),
        ("civil-servant", "none", "2024-01-01", "warning", "salary-reduction"),
        ("civil-servant", "head", "2024-01-01", "warning", "demotion"),
        ("civil-servant", "none", "2025-07-01", "salary-reduction", "dismissal"),
        ("civil-servant", "head", "2025-07-01", "salary-reduction", "removal"),
        ("cadre", "head", "2024-01-01", "removal", "recall"),
        ("contract", "none", "2024-01-01", "reprimand", "delayed-raise"),
    ],
)
def test_the_form_that_may_follow_a_running_decision(
    category: str, leadership: str, on: str, running: str, at_least: str
) -> None:
    assert least_form_after(forms(category, leadership, on), running) == at_least


@given(
    on=since_2020, category=st.sampled_from(CATEGORY.codes), leadership=st.sampled_from(LEADERSHIP.codes), n=st.data()
)
def test_the_repeat_rule_is_the_rule_of_the_law(on: str, category: str, leadership: str, n: st.DataObject) -> None:
    found = forms(category, leadership, on)
    names = [form.form for form in found]
    running = n.draw(st.sampled_from(names))
    assert least_form_after(found, running) == names[min(len(names), names.index(running) + 2) - 1]


@pytest.mark.parametrize(
    ("category", "on", "steps", "several", "running"),
    [
        ("civil-servant", "2020-09-19", 1, "V", "S"),
        ("public-employee", "2020-09-19", 1, "R", "R"),
        *((category, "2020-09-20", 1, "V", "V") for category in OFFICIALS),
        *((category, "2023-09-19", 1, "V", "V") for category in OFFICIALS),
        *((category, "2023-09-20", 0, "S", "V") for category in OFFICIALS),
        *((category, "2025-07-01", 0, "V", "V") for category in ["cadre", *SERVANTS]),
        ("public-employee", "2026-06-30", 0, "S", "V"),
        ("public-employee", "2026-07-01", 0, "V", "V"),
        ("contract", "2020-12-31", None, None, None),
        ("contract", TODAY, 0, "V", None),
    ],
)
def test_repeated_and_several_acts(
    category: str, on: str, steps: int | None, several: str | None, running: str | None
) -> None:
    acts, again = several_acts(category, on), repeat(category, on)
    assert (acts and acts.steps, acts and acts.verified, again and again.verified) == (steps, several, running)


@pytest.mark.parametrize(
    ("category", "on", "expected"),
    [
        ("civil-servant", "2020-09-19", "leave S, illness S, maternity S, prosecution S"),  # Decree 34, article 4: four
        ("public-employee", "2020-09-19", "prosecution V, leave R, illness R, maternity R, complaint R, other N"),
        *((category, day, DECREE_112) for category in OFFICIALS for day in ("2020-09-20", "2025-06-30")),
        *((category, "2025-07-01", DECREE_172) for category in ["cadre", *SERVANTS]),
        ("commune-civil-servant", TODAY, DECREE_172),
        ("public-employee", "2026-06-30", DECREE_112),
        ("public-employee", "2026-07-01", "illness V, maternity V, prosecution V, complaint V, other V"),  # no leave
        ("contract", "2020-12-31", "leave S, illness S, maternity S, prosecution S, other S"),
        ("contract", "2021-01-01", "leave V, illness V, maternity V, prosecution V, other V"),
    ],
)
def test_the_grounds_to_postpone(category: str, on: str, expected: str) -> None:
    found = [f"{ground.ground} {ground.verified}" for ground in grounds(category, on)]
    assert sorted(found) == sorted(expected.split(", "))


def test_what_is_not_counted_into_limitation_is_what_decrees_172_and_234_say() -> None:
    """Decrees 172/2025 and 234/2026, article 5.6: neither into limitation nor into the limit. No earlier one read."""
    assert {ground.limitation for ground in grounds("public-employee", "2026-07-01")} == {"V"}
    assert {ground.limitation for ground in grounds("public-employee", "2026-06-30")} == {None}
    for category in ["cadre", *SERVANTS]:
        assert {ground.limitation for ground in grounds(category, "2025-07-01")} == {"V"}
        assert {ground.limitation for ground in grounds(category, "2025-06-30")} == {None}


@pytest.mark.parametrize(
    ("category", "on", "expected"),
    [
        *((category, "2020-09-20", {"incapacity", "superior-order", "necessity", "died"}) for category in OFFICIALS),
        *(
            (
                category,
                "2025-07-01",
                {"incapacity", "superior-order", "necessity", "followed-procedure", "innovation", "died", "other"},
            )
            for category in ["cadre", *SERVANTS]
        ),
        ("public-employee", "2026-06-30", {"incapacity", "superior-order", "necessity", "died"}),
        (
            "public-employee",
            "2026-07-01",
            {"incapacity", "necessity", "followed-procedure", "innovation", "died", "other"},
        ),
        ("civil-servant", "2020-09-19", {"incapacity", "superior-order", "necessity"}),  # Decree 34, article 5: three
        ("public-employee", "2020-09-19", {"incapacity", "necessity"}),  # Decree 27, article 6: two
        ("contract", TODAY, {"incapacity"}),
    ],
)
def test_who_is_exempt(category: str, on: str, expected: set[str]) -> None:
    assert {exemption.exemption for exemption in exemptions(category, on)} == expected


def test_circumstances_are_named_by_the_decree_of_2025() -> None:
    def named(category: str, on: str) -> list[Rule]:
        return [*SHIPPED_LAW.rules_on("circumstances", category, on)]

    assert named("civil-servant", "2025-06-30") == named("public-employee", "2026-06-30") == []
    found = named("civil-servant", "2025-07-01")
    mitigating = {rule.item for rule in found if rule.says["kind"] == "mitigating"}
    assert mitigating == {"self-report", "co-operation", "repair"}
    assert len(found) == 12 and {rule.citation["verified"] for rule in found} == {"V"}
    of_2026 = named("public-employee", "2026-07-01")
    assert {"no-restitution", "retaliation", "profiteering", "instigation"} <= {rule.item for rule in of_2026}
    assert {rule.citation["verified"] for rule in of_2026} == {"V"}


@given(category=st.sampled_from(CATEGORY.codes), leadership=st.sampled_from(LEADERSHIP.codes), on=since_2020)
def test_every_day_since_decree_112_has_an_answer_with_its_source(category: str, leadership: str, on: str) -> None:
    ladder = forms(category, leadership, on)
    answers = [*ladder, *limitations(category, on), *effects(category, on), *grounds(category, on)]
    answers += [processing(category, on)] if category != "contract" else []  # type: ignore[list-item]
    assert ladder and limitations(category, on) and effects(category, on)
    assert {form.form for form in ladder} <= {effect.form for effect in effects(category, on)}
    for answer in answers:
        assert answer.document and answer.verified in "VSRN" and answer.since <= on
    assert all(lighter.rank < form.rank for lighter, form in pairwise(ladder))
    assert [*map(DISCIPLINE_FORM.rank, (form.form for form in ladder))] == sorted(
        DISCIPLINE_FORM.rank(form.form) for form in ladder
    )


@given(category=st.sampled_from(CATEGORY.codes), leadership=st.sampled_from(LEADERSHIP.codes))
def test_before_the_first_day_there_is_no_rule(category: str, leadership: str) -> None:
    on = "2020-06-30"
    assert not (forms(category, leadership, on) or forms(category, leadership, on, has_left_office=True))
    assert not (limitations(category, on) or effects(category, on) or grounds(category, on) or exemptions(category, on))
    assert processing(category, on) is repeat(category, on) is several_acts(category, on) is None


@given(day=days, months=st.integers(0, 600))
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: str, months: int) -> None:
    later = months_later(day, months)
    assert (int(later[:4]) - int(day[:4])) * 12 + int(later[5:7]) - int(day[5:7]) == months
    assert later[8:] == day[8:] or (later[8:] < day[8:] and shift(later, 1)[8:] == "01")


@given(first=days, second=days, months=st.integers(0, 600))
def test_months_later_keeps_the_order(first: str, second: str, months: int) -> None:
    first, second = sorted((first, second))
    assert months_later(first, months) <= months_later(second, months)


def test_a_rule_that_an_office_confirmed_is_its_own() -> None:
    id = "limitation.civil-servant.heavier@2025-07-01"
    office = Law([Override(id, {"years": 7, "article": "Điều 38"}, "Lê Văn Bình", "2026-01-05", "Công báo số 1")])
    shipped, ours = (limitation("civil-servant", "heavier", TODAY, law) for law in (Law(), office))
    assert shipped and ours
    assert (shipped.years, shipped.verified, ours.years, ours.verified, ours.article) == (10, "V", 7, "C", "Điều 38")
    assert limitation("civil-servant", "heavier", "2025-06-30", office) == limitation(
        "civil-servant", "heavier", "2025-06-30"
    )
    assert limitation("cadre", "heavier", TODAY, office) == limitation("cadre", "heavier", TODAY)


def test_an_office_can_enter_a_version_of_a_rule_that_is_still_to_come() -> None:
    given = Override("processing.cadre@2027-01-01", {"normal_days": 60}, "Lê Văn Bình", "2026-12-05", "Nghị định mới")
    office = Law([given])
    before, after = (processing("cadre", on, office) for on in ("2026-12-31", "2027-01-01"))
    assert before and after
    assert (before.normal_days, before.verified) == (90, "V")
    assert (after.normal_days, after.extended_days, after.verified, after.since) == (60, 150, "C", "2027-01-01")


def test_ids_are_unique_and_every_rule_says_how_well_it_is_verified() -> None:
    every = [rule for topic in NAMES_OF_TOPICS for rule in rules.shipped_rules(topic)]
    assert len({rule.id for rule in every}) == len(every) > 300
    for rule in every:
        assert rule.verified in "VSRN" and rule.document and rule.since >= "2020-07-01", rule.id
        assert rule.category in CATEGORY.codes and (rule.until is None or rule.until >= rule.since), rule.id
        assert (rule.verified in "VS") <= bool(rule.source), f"{rule.id}: read somewhere, but where?"
        assert (rule.verified == "V") <= bool(rule.article), f"{rule.id}: the provision was read: of which article?"
        assert Law().find(rule.id) == rule


def test_every_change_of_the_law_has_its_day() -> None:
    found = [(change.on, change.rule.name, change.before, change.after) for change in changes()]
    assert found == sorted(found, key=lambda change: change[0])
    of = "civil-servant"
    for expected in [
        ("2022-11-15", f"limitation.{of}.heavier", f"years=5 {OFFICIALLY}", f"years=10 {OFFICIALLY}"),
        ("2025-07-01", f"grounds.{of}.leave", "counted=R", ""),
        (
            "2025-07-01",
            f"forms.{of}.none",
            "forms=reprimand,warning,salary-reduction,dismissal",
            f"forms={AFTER_2025.replace(' ', ',')}",
        ),
        ("2023-09-20", "repeat.public-employee.several", "steps=1", "steps=0"),
        ("2026-07-01", "grounds.public-employee.leave", "counted=R", ""),
    ]:
        assert expected in found
    assert {"2022-11-15", "2023-09-20", "2025-07-01", "2026-07-01"} <= {on for on, *_rest in found}


CATALOGUES = {
    "categories",
    "checklist",
    "petitions",
    "provinces",
    "standards",
    "titles",
}  # no rules: none begins on a day


def test_every_file_of_rules_is_a_topic_and_every_topic_a_file() -> None:
    folder = Path(rules.__file__).parent
    files = {file.stem for file in folder.glob("*.toml")} - CATALOGUES
    advice = "name each TOML file of rules in LAW_TOPIC of chodon_cli/words/case.py, or in CATALOGUES here"
    assert files == set(NAMES_OF_TOPICS), advice
