"""The site of the documentation: the guide, the pages for developers, and what every command says of itself.

    python -m distribution.make_site dist/site

It is built and read without a network, from a disk (open `dist/site/index.html`) as from a server, and so is its
search. The diagram of the tables is drawn where there is a network.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from distribution.reference import command_paths, help_text, nouns

ROOT = Path(__file__).parents[1]
WORKER = Path(__file__).with_name("iframe_worker.js")  # by it the search runs in pages that were opened from a disk
REMOTE_WORKER = re.compile(
    r'"https://unpkg\.com/iframe-worker/shim"(.*?<script src="([^"]*)assets/javascripts/bundle)', re.S
)
REFERENCES = {"vi": "lenh", "en": "commands"}  # language -> the folder of its reference
TITLES = {"vi": "Mọi lệnh", "en": "All commands"}
CONFIGURATION = """\
site_name: chodon
docs_dir: {pages}
site_dir: {site}
use_directory_urls: false
theme:
  name: material
  language: vi
  font: false
  features: [navigation.indexes, navigation.top, search.highlight, search.suggest, content.code.copy]
plugins:
  - search: {{lang: [vi, en]}}
  - offline
markdown_extensions:
  - tables
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
nav:
  - chodon: index.md
  - Hướng dẫn: [{guide}]
  - Mọi lệnh: [{lenh}]
  - All commands: [{commands}]
  - For developers: [{others}]
"""


def main(site: Path) -> None:
    """Build the site in the folder; what was there is replaced."""
    with tempfile.TemporaryDirectory() as scratch:
        pages = Path(scratch) / "pages"
        lay_out(pages)
        for language, folder in REFERENCES.items():
            write_reference(pages / folder, language)
        configuration = Path(scratch) / "mkdocs.yml"
        configuration.write_text(CONFIGURATION.format(pages=pages, site=site.resolve(), **navigation(pages)), "utf-8")
        shutil.rmtree(site, ignore_errors=True)
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(configuration)]
        subprocess.run(command, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    shutil.copy(WORKER, site / "assets" / "javascripts")
    for page in site.rglob("*.html"):
        page.write_text(with_worker_of_our_own(page.read_text("utf-8")), "utf-8")


def with_worker_of_our_own(html: str) -> str:
    """The page with the script that the theme would fetch from a third party taken from beside the theme's others."""
    return REMOTE_WORKER.sub(rf'"\2assets/javascripts/{WORKER.name}"\1', html)


def lay_out(pages: Path) -> None:
    """Every page that somebody has written, as the generator takes it."""
    shutil.copytree(ROOT / "docs", pages)
    text = (ROOT / "README.md").read_text("utf-8")
    (pages / "index.md").write_text(re.sub(r"\]\(docs/?", "](", text).replace("]()", "](index.md)"), "utf-8")
    for name in ("CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"):
        shutil.copy(ROOT / name, pages)
    for page in pages.glob("*.md"):  # they stand beside each other now
        page.write_text(page.read_text("utf-8").replace("](../", "](").replace("](docs/", "]("), "utf-8")


def write_reference(folder: Path, language: str) -> None:
    """A page a noun with the help of each of its commands, and one that lists them."""
    folder.mkdir()
    lines = [f"# {TITLES[language]}", ""]
    for noun in nouns():
        paths = command_paths(noun, language)
        sections = [f"## chodon {' '.join(path)}\n\n```text\n{help_text(path, language)}\n```\n" for path in paths]
        (folder / f"{noun}.md").write_text(f"# {noun}\n\n" + "\n".join(sections), "utf-8")
        lines.append(f"- [{noun}]({noun}.md): {help_text((noun,), language).splitlines()[2].strip()}")
    (folder / "index.md").write_text("\n".join(lines) + "\n", "utf-8")


def navigation(pages: Path) -> dict[str, str]:
    """Folder -> its pages, in the order in which they are read."""
    numbered = sorted(file.name for file in (pages / "huong-dan").glob("*.md") if file.name != "README.md")
    others = sorted(file.name for file in pages.glob("*.md") if file.name != "index.md")
    made = {"guide": ["huong-dan/README.md", *(f"huong-dan/{name}" for name in numbered)], "others": others}
    made |= {name: [f"{name}/index.md", *(f"{name}/{noun}.md" for noun in nouns())] for name in REFERENCES.values()}
    return {key: ", ".join(files) for key, files in made.items()}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
