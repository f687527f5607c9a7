"""What the tests of `case` share: people and days, and how a case comes to be where it is looked at."""

from typing import Any

from tests.harness import Done, run

PEOPLE = """
    CC001 civil-servant 'Chuyên viên' none
    CC002 civil-servant 'Trưởng phòng' head
    CX001 commune-civil-servant 'Công chức' none
    CB001 cadre 'Chủ tịch' head
    VC001 public-employee 'Giáo viên' none
    VC002 public-employee 'Phó Hiệu trưởng' deputy
    HD001 contract 'Lái xe' none
    CC009 civil-servant 'Phó Trưởng phòng' deputy
"""
ACT = "2022-03-01"
DUE = "2022-05-30"  # 90 days after the act
V1, C1 = "VP-2022-0001", "VV-2022-0001"


def tell(story: str, status: int = 0) -> Done:
    """Run each line; the last must end with the status, those before it with 0."""
    lines = [line.strip() for line in story.strip().splitlines()]
    for line in lines[:-1]:
        run(line)
    return run(lines[-1], status=status)


def case_of(staff: str = "CC001", on: str = ACT, opened: str | None = None) -> str:
    """The number of a new case against the person, on a new act."""
    act = run(f"violation log --staff {staff} --standard TG01 --on {on} -f json").json["rows"][0]["number"]
    made: str = run(f"case open {act} --on {opened or on} -f json").json["rows"][0]["number"]
    return made


def at(day: str, number: str = C1) -> dict[str, Any]:
    """How the case stands on the day."""
    [found] = [row for row in run(f"case list --as-of {day} -f json").json["rows"] if row["number"] == number]
    return dict(found)


def decide(number: str, on: str, form: str = "reprimand", rest: str = "", status: int = 0) -> Done:
    effective = "" if "--effective" in rest else f"--effective {on}"
    return run(f"case decide {number} --form {form} --decision 12/QĐ-UBND --on {on} {effective} {rest}", status=status)


PATH = {  # how a case comes there
    "open": "",
    "paused": "pause",
    "decided": "decide",
    "appealed": "decide appeal",
    "stayed": "decide stay",
    "closed": "close",
}
VERB = {
    "extend": "--until 2022-06-10 --document 9/QĐ --reason x --on 2022-03-05",
    "pause": "--ground illness --from 2022-03-05",
    "resume": "--on 2022-03-05",
    "decide": "--form reprimand --decision 12/QĐ --on 2022-03-05 --effective 2022-03-05",
    "close": "--outcome reminder --on 2022-03-05 --reason x",
    "appeal": "--on 2022-03-05",
    "stay": "--on 2022-03-05",
    "annul": "--decision 13/QĐ --on 2022-03-05 --reason x",
}


def every_state() -> None:
    """A case in each state, with each kind of event, on people of each kind."""
    for path in [*PATH.values(), "extend pause", "pause resume extend", "decide appeal resume", "decide annul decide"]:
        number = case_of()
        for step in path.split():
            run(f"case {step} {number} {VERB[step]}")
    for kind in ("review", "other"):
        run(f"case step {C1} --kind {kind} --on 2022-03-02 --note =1+1")
    run(f"case step {C1} --kind council --on 2022-03-02 --skip --note 'đã họp'")
    run(f"case decide {case_of('HD001')} {VERB['decide']} --mitigating 'khắc phục hậu quả,hợp tác' --note =x")
    run(
        f"case decide {case_of('CC009', '2022-12-01')} --form title-revocation --decision 1 --on 2023-02-01 "
        "--effective 2023-02-02 --party-effective 2023-01-01 --aggravating organised"
    )
    run("violation log --staff VC001 --standard TG01 --on 2020-06-30")
    run("case open VP-2020-0001 --on 2020-06-30")
