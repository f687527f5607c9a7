"""What somebody typed means the record that is called so, before any that is called so but for signs and tones."""

from pathlib import Path

from tests.harness import Chodon, Prepare, hold_each, open_to_write

PERSON = "staff add --unit HB --category civil-servant --title CV --from 2021-01-01"
BORN_ALIKE = [  # code or number -> what it is called
    ("unit", "HB", "Buôn H'Bia"),
    ("unit", "HC", "Buôn HBia"),
    ("unit", "HD", "Buôn Hòa"),
    ("unit", "HE", "Buôn Hoà"),
    ("staff", "CC001", "H'Bia"),
    ("staff", "CC002", "HBia"),
    ("staff", "CC003", "Ksor Thủy"),
    ("staff", "CC004", "Ksor Thuỷ"),
    ("staff", "CC005", "KSOR THỦY"),
    ("standard", "HX", "Giữ nề nếp H'Bia"),
    ("standard", "HY", "Giữ nề nếp HBia"),
]
SEVERAL = "more than one"
SAID = [  # noun, what is typed, the code that is meant, or that several are
    *((noun, name, code) for noun, code, name in BORN_ALIKE),
    ("unit", "buôn h'bia", "HB"),
    ("unit", "buon hbia", SEVERAL),
    ("unit", "Buôn H‘Bia", SEVERAL),
    ("unit", "hb", "HB"),
    ("unit", "Nhà Bia", "HF"),
    ("unit", "Nhà B'ia", "HE"),
    ("staff", "h'bia", "CC001"),
    ("staff", "hbia", SEVERAL),
    ("staff", "H‘Bia", SEVERAL),
    ("staff", "ksor thuy", SEVERAL),
    ("staff", "cc002", "CC002"),
    ("standard", "giữ nề nếp h'bia", "HX"),
    ("standard", "giu ne nep hbia", SEVERAL),
]


def test_who_is_called_so_is_meant_before_who_is_called_so_but_for_signs(chodon: Chodon, prepare: Prepare) -> None:
    enter = {
        "unit": "unit add {} '{}' --kind commune",
        "staff": f"{PERSON} --code {{}} --name '{{}}'",
        "standard": "standard add {} '{}' --group G",
    }
    lines = [enter[noun].format(code, name.replace("'", "'\"'\"'")) for noun, code, name in BORN_ALIKE]
    prepare(*lines, 'unit alias HE "Nhà B\'ia"', "unit add HF 'Nhà Bia' --kind commune")

    def hold(noun: str, said: str, meant: str) -> None:
        done = chodon(f"--lang en {noun} show -f json", said, status=1 if meant == SEVERAL else 0)
        assert SEVERAL in done.stderr if meant == SEVERAL else done.json["rows"][0]["code"] == meant, done

    hold_each(hold, SAID)


def test_a_document_that_was_entered_with_other_hyphens_is_the_same_document(
    chodon: Chodon, register: Path, tmp_path: Path
) -> None:
    """As it was entered before hyphens were put right, and one of the same number of another year beside it."""
    chodon("document add 30/KH-UBND --issued 2022-02-23")
    with open_to_write(register) as db:
        db.execute("UPDATE document SET number = '30/KH–UBND', number_key = '30/kh–ubnd'")
    old = "30/KH–UBND"

    def refused(line: str) -> None:
        assert "is there already" in chodon(f"--lang en {line}", status=1).stderr

    spellings = ("30/KH-UBND", old, "30/kh—ubnd", "30/KH‑UBND")
    typed_otherwise = ("３０/KH-UBND", "30／KH-UBND", "'30 / KH - UBND'", "'30 /KH– UBND'")
    hold_each(refused, [(f"document add {number} --issued 2022-02-23",) for number in (*spellings, *typed_otherwise)])
    chodon("document add 30/KH-UBND --issued 2023-02-23")
    hold_each(refused, [(f"document edit {number}@2023-02-23 --issued 2022-02-23",) for number in spellings])

    def means(said: str, year: str) -> None:
        assert chodon("document show -f json", said).json["rows"][0]["issued_on"] == f"{year}-02-23"

    by_day = [(f"{number}@{year}-02-23", year) for number in spellings for year in ("2022", "2023")]
    hold_each(means, [(old, "2022"), ("30/KH-UBND", "2023"), *by_day])
    chodon("unit add A A --kind office")
    for document in (old, "30/KH-UBND"):
        chodon("briefing add --unit A --on 2024-06-01 --form online --invited 5 --attended 5 --document", document)
    documents = [row["document"] for row in chodon("briefing list -f json").json["rows"]]
    assert documents == [old, "30/KH-UBND"]
    (tmp_path / "list").mkdir()
    (tmp_path / "list/document.csv").write_text("number,issued_on\n30/KH-UBND,2022-02-23\n", encoding="utf-8")
    assert chodon("import -f json", tmp_path / "list", status=None).json["rows"][0]["new"] == 0
