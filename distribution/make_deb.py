"""The Debian package: the program with its libraries, man pages, completion, timers and an account of its own.

    python -m distribution.make_deb dist

It is for one version of Python and one architecture, those of the machine that builds it: some libraries are compiled.
The same source and the same libraries give the same bytes.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from chodon_cli import __version__
from distribution import man_pages

ROOT = Path(__file__).parents[1]
OURS = ROOT / "distribution" / "debian"
EPOCH = 1_640_995_200  # 2022-01-01: of every file, so that the bytes do not tell when they were made
TIMERS = {  # job -> when, what
    "backup": ("*-*-* 01:00", "chodon --quiet backup /var/lib/chodon/backup --keep 30"),
    "check": ("*-*-* 07:00", "chodon --quiet check"),
    "due": ("*-*-* 06:30", "chodon --quiet due --within 14 -o /var/lib/chodon/out/den-han.csv"),
}
COMPLETION = {
    "chodon.bash": "usr/share/bash-completion/completions/chodon",
    "chodon.zsh": "usr/share/zsh/vendor-completions/_chodon",
    "chodon.fish": "usr/share/fish/vendor_completions.d/chodon.fish",
}
CONTROL = """\
Package: chodon
Version: {version}
Architecture: {architecture}
Maintainer: the makers of chodon <root@localhost>
Installed-Size: {size}
Depends: python3 (>= {python}), python3 (<< {next_python}), passwd
Section: misc
Priority: optional
Description: register of public-service discipline of a Vietnamese authority
 Units, people, violations, disciplinary cases and their deadlines, inspections,
 tasks, feedback and reports, kept in one SQLite file from the command line.
"""


def main(folder: Path) -> Path:
    """Build the package in the folder; its path."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        tree = Path(scratch) / "tree"
        lay_out(tree)
        architecture = output("dpkg", "--print-architecture")
        write_control(tree, architecture)
        same_times(tree)
        made = folder / f"chodon_{__version__}_{architecture}.deb"
        run("dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(made))
    return made


def lay_out(tree: Path) -> None:
    """Every file of the package in its place."""
    libraries = tree / "usr/lib/chodon"
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-compile", "--target", str(libraries), str(ROOT))
    shutil.rmtree(libraries / "bin", ignore_errors=True)
    for record in libraries.glob("*.dist-info/*"):
        if record.name in ("RECORD", "direct_url.json", "REQUESTED"):  # they name the machine that built it
            record.unlink()
    put(OURS / "chodon", tree / "usr/bin/chodon", 0o755)
    for source, place in COMPLETION.items():
        put(ROOT / "chodon_cli/cli/completion" / source, tree / place)
    man_pages.write(tree / "usr/share/man")
    put(OURS / "chodon@.service", tree / "usr/lib/systemd/system/chodon@.service")
    for job, (when, command) in TIMERS.items():
        write(libraries / "jobs" / job, f"#!/bin/sh\nexec {command}\n", 0o755)
        write(tree / f"usr/lib/systemd/system/chodon-{job}.timer", timer(job, when))
    put(ROOT / "LICENSE", tree / "usr/share/doc/chodon/copyright")
    shutil.copytree(ROOT / "docs/huong-dan", tree / "usr/share/doc/chodon/huong-dan")


def timer(job: str, when: str) -> str:
    """The timer of a job; whoever installs the package enables it."""
    return (
        f"[Unit]\nDescription=chodon {job}\n\n[Timer]\nOnCalendar={when}\nPersistent=true\n"
        f"Unit=chodon@{job}.service\n\n[Install]\nWantedBy=timers.target\n"
    )


def write_control(tree: Path, architecture: str) -> None:
    """What the package manager reads."""
    major, minor = sys.version_info[:2]
    size = sum(file.stat().st_size for file in tree.rglob("*") if file.is_file()) // 1024
    text = CONTROL.format(
        version=__version__,
        architecture=architecture,
        size=size,
        python=f"{major}.{minor}",
        next_python=f"{major}.{minor + 1}",
    )
    write(tree / "DEBIAN/control", text)
    for script in ("postinst", "prerm"):
        put(OURS / script, tree / "DEBIAN" / script, 0o755)


def same_times(tree: Path) -> None:
    """The same time and modes for every file, whoever builds."""
    for path in sorted(tree.rglob("*"), reverse=True):
        path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        os.utime(path, (EPOCH, EPOCH))
    os.utime(tree, (EPOCH, EPOCH))


def put(source: Path, place: Path, mode: int = 0o644) -> None:
    write(place, source.read_text("utf-8"), mode)


def write(place: Path, text: str, mode: int = 0o644) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, "utf-8")
    place.chmod(mode)


def run(*words: str) -> None:
    subprocess.run(words, check=True, env={**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH)})


def output(*words: str) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    print(main(Path(sys.argv[1])))
