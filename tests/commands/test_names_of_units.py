"""The name beside the code of a unit: that of the last day of the period that is asked for, else of the day."""

from pathlib import Path

from tests.harness import Chodon, Prepare, hold_each

LINES = [
    "unit add A 'Phòng Cũ' --kind office",
    "staff add --code P1 --name 'Vũ Văn Nam' --unit A --category civil-servant --title CV --from 2020-01-01",
    "violation log --staff P1 --standard TT01 --on 2022-03-01",
    "violation log --staff P1 --standard TT01 --on 2022-03-02",
    "case open VP-2022-0001 --on 2022-03-05",
    "inspection record --unit A --on 2022-03-02 --kind surprise",
    "task assign X --unit A --on 2022-03-01 --due 2022-04-01",
    "feedback add --unit A --on 2022-03-01 --kind complaint --text X",
    "training add --staff P1 --from 2022-03-01 --field it --title X",
    "document add 1/KH --issued 2022-01-01",
    "briefing add --unit A --on 2022-03-01 --form online --invited 3 --attended 3 --document 1/KH",
    "pledge add --staff P1 --on 2022-03-01 --document 1/KH --year 2022",
    "rating add --staff P1 --year 2022 --kind final --level good --on 2022-12-20",
    "unit rename A 'Phòng Mới' --on 2023-01-01",
]
OF_A_PERIOD = [
    *(
        f"{noun} list"
        for noun in ("violation", "case", "inspection", "task", "feedback", "training", "briefing", "rating", "pledge")
    ),
    *("report compliance", "report heads", "report tasks", "report ratings", "report compliance --cell A:violations"),
    *("report ratings --cell A:rated", "report tasks --cell A:due", "report violations --cell total:violations"),
]


def test_a_unit_has_the_name_of_the_last_day_of_the_period(chodon: Chodon, prepare: Prepare) -> None:
    prepare(*LINES)

    def is_named(line: str, name: str) -> None:
        told = chodon(f"{line} -f md").stdout
        assert [each for each in ("Phòng Cũ", "Phòng Mới") if each in told] == [name], told

    hold_each(is_named, [(f"{line} --period 2022", "Phòng Cũ") for line in OF_A_PERIOD])
    hold_each(is_named, [(f"{line} --period 2022-01-01..2023-02-01", "Phòng Mới") for line in OF_A_PERIOD])
    lists = [line for line in OF_A_PERIOD if " list" in line]
    hold_each(
        is_named,
        [*((line, "Phòng Mới") for line in lists), *((f"--today 2022-12-31 {line}", "Phòng Cũ") for line in lists)],
    )


def test_a_unit_is_known_by_what_it_was_called_where_none_is_called_so_now(
    chodon: Chodon, prepare: Prepare, tmp_path: Path
) -> None:
    prepare(*LINES, "unit rename A 'Phòng Nay' --on 2024-01-01")

    def is_found(said: str, code: str) -> None:
        assert chodon("unit show -f json", said).json["rows"][0]["code"] == code

    hold_each(is_found, [(said, "A") for said in ("Phòng Cũ", "phong cu", "P. Cũ", "Phòng Mới", "Phòng Nay")])
    assert "there is no such unit" in chodon("unit show 'Phòng Cú'", status=1).stderr
    (tmp_path / "ds.csv").write_text("Họ và tên,Đơn vị,Loại,Từ ngày\nVũ Thị Hoa,Phòng Cũ,CC,01/01/2022\n", "utf-8")
    assert "“Phòng Cũ” is taken for A Phòng Nay" in chodon("import", tmp_path / "ds.csv").stderr
    rows = "DANH SÁCH\nHọ và tên,Loại,Từ ngày\nI,PHÒNG CŨ,\nVũ Thị Ba,CC,01/01/2022\n"
    (tmp_path / "nhom.csv").write_text(rows, "utf-8")
    assert "the unit is A, from “PHÒNG CŨ”" in chodon("import --dry-run", tmp_path / "nhom.csv").stderr
    (tmp_path / "dv.csv").write_text("code,name,kind,aliases\nC,Phòng Ba,office,Phòng Cũ\n", "utf-8")
    chodon("import --dry-run", tmp_path / "dv.csv")  # a former name does not stand in the way of another unit's
    (tmp_path / "cu.csv").write_text("code,name,kind,parent\nC,Phòng Cũ,office,\nD,Tổ Một,office,Phòng Cũ\n", "utf-8")
    told = chodon("import --dry-run", tmp_path / "cu.csv", status=1).stderr  # that of the row above is meant, not A
    assert "“Phòng Cũ”: there is no such unit" in told
    chodon("unit add B 'Phòng Cũ' --kind office")
    hold_each(is_found, [("Phòng Cũ", "B"), ("Phòng Mới", "A")])
    chodon("unit rename B 'Phòng Khác' --on 2025-01-01")
    assert "more than one unit has this name — A, B" in chodon("unit show 'Phòng Cũ'", status=1).stderr


def test_with_a_day_a_name_means_the_unit_that_bore_it_then(chodon: Chodon, prepare: Prepare) -> None:
    prepare(
        *(f"unit add {code} '{name}' --kind office" for code, name in (("A", "Văn hóa"), ("B", "Tài chính"))),
        "unit rename A 'Du lịch' --on 2023-01-01",
        "unit rename B 'Văn hóa' --on 2024-01-01",
    )

    def is_found(day: str, said: str, code: str) -> None:
        assert chodon(f"--today {day} unit show -f json", said).json["rows"][0]["code"] == code

    early = [("2022-06-01", *each) for each in (("Văn hóa", "A"), ("van hoa", "A"), ("Tài chính", "B"), ("A", "A"))]
    between = [("2023-06-01", *each) for each in (("Văn hóa", "B"), ("Du lịch", "A"), ("Tài chính", "B"))]
    late = [("2024-06-01", *each) for each in (("Văn hóa", "B"), ("Du lịch", "A"), ("Tài chính", "B"))]
    hold_each(is_found, [*early, *between, *late])
    assert "did you mean B Tài chính?" in chodon("unit show 'Tài chínhx'", status=1).stderr
    prepare(
        *(f"unit add {code} '{name}' --kind office" for code, name in (("C", "Nội vụ"), ("D", "Thuế"), ("E", "MOT"))),
        *(f"unit rename {code} 'Phòng {code}' --on 2023-01-01" for code in ("C", "D", "E")),
        "unit add LATER 'Nội vụ' --kind office --opened 2024-05-01",
        *("unit add EVER 'Thuế' --kind office", "unit add MOT 'Một' --kind office"),
    )
    on_the_day = [("2022-06-01", "Nội vụ", "C"), ("2024-06-01", "Nội vụ", "LATER"), ("2022-06-01", "mot", "MOT")]
    hold_each(is_found, on_the_day)
    told = chodon("--today 2022-06-01 unit show 'Thuế'", status=1).stderr
    assert "more than one unit has this name — D, EVER" in told
