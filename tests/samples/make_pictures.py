"""Pictures of what the program shows, for docs/pictures: screens, pages, sheets, documents, from the sample district.

    python -m tests.samples.make_pictures

needs Chromium, LibreOffice, pdftoppm and a monospace font with Vietnamese letters (fonts-noto-mono). Screens are what a
terminal of that size shows, drawn by rich; pages are seen by the browser; sheets and documents as LibreOffice prints
them. Each picture stays below 200 kB.
"""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from chodon_cli import locale
from tests.cli.terminal import on_terminal
from tests.harness import ROOT, run

PICTURES = ROOT / "docs" / "pictures"
MOST_BYTES = 200_000
ON = ("--lang", "vi", "--today", "2022-12-31", "--no-pager")
SIZES = {80: 24, 100: 30, 160: 45}
SCREENS = {  # name -> width, command line
    "screen-status": (80, ()),
    "screen-compliance-80": (80, ("report", "compliance", "--period", "2022")),
    "screen-compliance-100": (100, ("report", "compliance", "--period", "2022")),
    "screen-compliance-160": (160, ("report", "compliance", "--period", "2022")),
    "screen-due": (100, ("due",)),
    "screen-case-why": (160, ("case", "why", "VV-2021-0008")),
}
OFFICE = {
    "organisation": "Ủy ban nhân dân huyện Chợ Đồn",
    "place": "Chợ Đồn",
    "symbol": "UBND",
    "issuing": "Chủ tịch Ủy ban nhân dân huyện Chợ Đồn",
    "signatory-title": "Chủ tịch",
    "signatory": "Nguyễn Văn Hoàng",
}
WIDTHS = (1280, 768, 390)


def main() -> None:
    locale.use("vi")
    PICTURES.mkdir(exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        register = folder / "register.db"
        begin(register)
        for picture, (columns, words) in SCREENS.items():
            screen(folder, register, picture, columns, words)
        pages(folder, register)
        sheets_and_documents(folder, register)
    for path in sorted(PICTURES.iterdir()):
        assert path.stat().st_size < MOST_BYTES, f"{path.name}: {path.stat().st_size} bytes"


def chodon(register: Path, line: str, *words: object) -> None:
    """Run a command line on the register, as on the last day of its year."""
    run("-r", register, *ON, *line.split(), *words)


def begin(register: Path) -> None:
    """The sample district, in an office that has said who it is."""
    run("-r", register, "init")
    run("-r", register, "import", ROOT / "sample_data")
    for key, value in OFFICE.items():
        run("-r", register, "settings", "set", key, value)


def screen(folder: Path, register: Path, name: str, columns: int, words: tuple[str, ...]) -> None:
    """What a terminal of this width shows of a command line, from its first line."""
    lines = SIZES[columns]
    shown = on_terminal("-r", str(register), *ON, *words, columns=columns, lines=lines, is_begun=True)
    typed = " ".join(["$ chodon", *words])
    text = "\n".join([typed, *shown.raw.splitlines()[: lines - 1]]).replace(str(register), "/srv/chodon/so.db")
    with Path("/dev/null").open("w") as nowhere:
        console = Console(record=True, width=columns, file=nowhere, force_terminal=True)
        console.print(Text.from_ansi(text), soft_wrap=False, no_wrap=True, crop=True)
    drawing = console.export_svg(title="chodon", theme=MONOKAI, font_aspect_ratio=0.6)
    page = folder / f"{name}.html"
    width = columns * (9 if columns < 160 else 7)
    page.write_text(
        f"<style>body{{margin:0}} svg{{width:{width}px;display:block}}"
        f" svg text{{font-family:'Noto Sans Mono','JetBrains Mono',monospace!important}}</style>{drawing}",
        "utf-8",
    )
    across, down = map(float, re.findall(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', drawing)[0])
    see(page, name, width, round(width * down / across))


def see(page: Path, name: str, width: int, height: int) -> None:
    """The page as the browser shows it in a window of this size."""
    arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={width},{height}"]
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or "google-chrome"
    call(browser, *arguments, f"--screenshot={PICTURES / name}.png", page.as_uri())


def pages(folder: Path, register: Path) -> None:
    """The compliance table at three widths, the funnel, and published pages."""
    table = folder / "compliance.html"
    chodon(register, "report compliance --period 2022 -o", table)
    for width in WIDTHS:
        see(table, f"html-compliance-{width}", width, 800 if width > 400 else 780)
    chodon(register, "report compliance --period 2022 --chart -o", folder / "funnel.svg")
    see(folder / "funnel.svg", "chart-funnel", 720, 580)
    chodon(register, "publish --period 2022", folder / "site")
    see(folder / "site" / "index.html", "published-index", 1280, 800)


def sheets_and_documents(folder: Path, register: Path) -> None:
    """The first page of a workbook, of the bulletin and of a decision, as they are printed."""
    chodon(register, "report compliance --period 2022 -o", folder / "sheet-compliance.xlsx")
    chodon(register, "report bulletin --period 2022 -o", folder / "document-bulletin.docx")
    chodon(register, "draft decision VV-2021-0008 -o", folder / "document-decision.docx")
    for file in sorted([*folder.glob("sheet-*.xlsx"), *folder.glob("document-*.docx")]):
        call("soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file))
        printed = str(file.with_suffix(".pdf"))
        call("pdftoppm", "-r", "75", "-f", "1", "-l", "1", "-singlefile", "-png", printed, str(PICTURES / file.stem))


def call(*words: str) -> None:
    """Run a program of the system; what it says is of no interest unless it fails."""
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180)


if __name__ == "__main__":
    main()
