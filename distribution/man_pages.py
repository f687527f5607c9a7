"""Man pages made of the program's own help: one of the whole, one a noun, in English and in Vietnamese.

python -m distribution.man_pages FOLDER
"""

import gzip
import sys
from pathlib import Path

from chodon_cli import __version__
from distribution.reference import command_paths, help_text, nouns

HEADINGS = {  # language -> the headings of a page
    "en": ("NAME", "DESCRIPTION", "SEE ALSO", "a register of public-service discipline"),
    "vi": ("TÊN", "MÔ TẢ", "XEM THÊM", "sổ theo dõi kỷ luật, kỷ cương hành chính"),
}


def write(folder: Path) -> list[Path]:
    """The pages under `folder`, laid out as /usr/share/man; the same each time."""
    made = []
    for language in HEADINGS:
        place = folder / ("man1" if language == "en" else f"{language}/man1")
        place.mkdir(parents=True, exist_ok=True)
        pages = {"chodon": page("chodon", [()], language)}
        pages |= {f"chodon-{noun}": page(f"chodon-{noun}", command_paths(noun, language), language) for noun in nouns()}
        for name, text in pages.items():
            file = place / f"{name}.1.gz"
            file.write_bytes(gzip.compress(text.encode(), mtime=0))
            made.append(file)
    return made


def page(name: str, paths: list[tuple[str, ...]], language: str) -> str:
    """One page in the language of man(7)."""
    heading, description, see, what = HEADINGS[language]
    if paths[0]:  # usage, an empty line, what it is
        what = help_text(paths[0], language).splitlines()[2].strip().rstrip(".")
    lines = [f'.TH {name.upper()} 1 "" "chodon {__version__}"', f".SH {heading}", f"{name} \\- {what}"]
    lines.append(f".SH {description}")
    for path in paths:
        if path:
            lines.append(f".SS chodon {' '.join(path)}")
        lines += [".nf", *map(escaped, help_text(path, language).splitlines()), ".fi"]
    others = [f"chodon-{noun}(1)" for noun in nouns()] if name == "chodon" else ["chodon(1)"]
    return "\n".join([*lines, f".SH {see}", ", ".join(others), ""])


def escaped(line: str) -> str:
    """A line of text that the formatter prints as it stands."""
    safe = line.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return f"\\&{safe}" if safe.startswith((".", "'")) else safe


if __name__ == "__main__":
    write(Path(sys.argv[1]))
