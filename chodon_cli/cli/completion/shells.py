"""The scripts that make a shell ask for completion: printed, or put where the shell finds them."""

import os
import sys
from pathlib import Path

from chodon_cli.errors import Usage
from chodon_cli.locale import _

SCRIPTS_FOLDER = Path(__file__).parent
SCRIPTS_OF_SHELLS = {"bash": "chodon.bash", "zsh": "chodon.zsh", "fish": "chodon.fish", "pwsh": "chodon.ps1"}
BLOCK_MARK = "# chodon: completion"  # marks the line of ours in a start-up file


def shell_in_use() -> str:
    """The shell of the person at work, by `SHELL`; PowerShell where only that says so. Usage error otherwise."""
    name = Path(os.environ.get("SHELL", "")).name.removesuffix(".exe")
    if name in SCRIPTS_OF_SHELLS:
        return name
    if ("PSModulePath" in os.environ and not name) or name == "powershell":
        return "pwsh"
    raise Usage(
        _("there is no completion for the shell “{name}”").format(name=name),
        _("set SHELL to one of: {shells}").format(shells=", ".join(SCRIPTS_OF_SHELLS)),
    )


def script(shell: str) -> str:
    """The text that the shell reads."""
    return (SCRIPTS_FOLDER / SCRIPTS_OF_SHELLS[shell]).read_text("utf-8")


def install(shell: str) -> Path:
    """Put the script where the shell finds it from its next start on; the file that was written.

    fish looks in a folder of its own; the others read one line that is added to their start-up file, once.
    """
    home = Path.home()
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    if shell == "fish":
        return _write(config / "fish" / "completions" / "chodon.fish", script(shell))
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    file = _write(data / "chodon" / SCRIPTS_OF_SHELLS[shell], script(shell))
    starts = {
        "bash": home / ".bashrc",
        "zsh": Path(os.environ.get("ZDOTDIR") or home) / ".zshrc",
        "pwsh": _powershell_profile(home, config),
    }
    _add_line(starts[shell], f'. "{file}"  {BLOCK_MARK}')
    return file


def _powershell_profile(home: Path, config: Path) -> Path:
    folder = home / "Documents" / "PowerShell" if sys.platform == "win32" else config / "powershell"
    return folder / "Microsoft.PowerShell_profile.ps1"


def _write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def _add_line(file: Path, line: str) -> None:
    """Add the line to a start-up file that has none of ours yet."""
    before = file.read_text("utf-8") if file.exists() else ""
    if BLOCK_MARK in before:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as opened:
        opened.write(("" if before.endswith("\n") or not before else "\n") + line + "\n")
