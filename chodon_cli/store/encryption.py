"""Backups that only who has the key can read: files of the age format (age-encryption.org), which other tools read too.

A recipient is a public key: who makes the backup every night cannot read it. A passphrase stands in a file, since a
command line is seen by every account of the machine.
"""

import os
import select
import stat
import time
from pathlib import Path

from chodon_cli.errors import ChodonError, Refused, Usage, no_such_file, system_reason
from chodon_cli.locale import _
from chodon_cli.result import Row
from chodon_cli.value_class import dataclass

FILE_ENDING = ".age"
AGE_BEGINNINGS = (b"age-encryption.org/", b"-----BEGIN AGE ")
MOST_BYTES_OF_A_SECRET = 1 << 16
SILENT_SECONDS = 8  # that a program which writes a secret into a pipe may take
MOST_BYTES = 1 << 30  # bytes that a passphrase can encrypt: the library holds them in memory
SSH_BEGINNING = "-----BEGIN "


@dataclass(frozen=True)
class Cipher:
    """How a file is encrypted or decrypted: for recipients, with identities, or with a passphrase."""

    keys: Row = ()
    passphrase: str = ""

    def encrypt(self, source: Path, target: Path) -> None:
        """Write the source encrypted into the target, which is there. Refused if it is too large for a passphrase."""
        import pyrage

        if not self.passphrase:
            pyrage.encrypt_file(str(source), str(target), list(self.keys))
            return
        if source.stat().st_size > MOST_BYTES:
            raise Refused(
                _("{path}: too large for a passphrase").format(path=source.name), _("encrypt it to a key: --encrypt-to")
            )
        target.write_bytes(pyrage.passphrase.encrypt(source.read_bytes(), self.passphrase))

    def decrypt(self, source: Path, target: Path) -> None:
        """Write the source decrypted into the target, which is there. Refused if the key does not fit."""
        import pyrage

        try:
            if self.passphrase:
                target.write_bytes(pyrage.passphrase.decrypt(source.read_bytes(), self.passphrase))
            else:
                pyrage.decrypt_file(str(source), str(target), list(self.keys))
        except (pyrage.DecryptError, OSError) as error:
            if isinstance(error, OSError) and error.errno:  # of the disk: what the library says of the file has none
                raise
            raise Refused(
                _("{path}: cannot be decrypted with this key").format(path=source),
                _("is it the key to which this was encrypted, and the file whole?"),
            ) from error


def is_encrypted(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(32).startswith(AGE_BEGINNINGS)


def for_backup(recipients: list[str], passphrase_file: Path | None) -> Cipher | None:
    """What encrypts a backup; None where nothing was asked for. Usage error if a recipient is none."""
    if recipients and passphrase_file:
        raise Usage(_("a backup is encrypted to a key or with a passphrase, not both"), _("leave out one of the two"))
    if passphrase_file:
        return Cipher(passphrase=_passphrase(passphrase_file))
    return Cipher(tuple(map(_recipient, recipients))) if recipients else None


def for_restore(identity_file: Path | None, passphrase_file: Path | None) -> Cipher | None:
    """What decrypts a backup; None where nothing was given."""
    if identity_file and passphrase_file:
        raise Usage(_("a backup is encrypted to a key or with a passphrase, not both"), _("leave out one of the two"))
    if passphrase_file:
        return Cipher(passphrase=_passphrase(passphrase_file))
    return Cipher(_identities(identity_file)) if identity_file else None


def _recipient(text: str) -> object:
    _require_library()
    import pyrage

    kind = pyrage.ssh.Recipient if text.strip().startswith("ssh-") else pyrage.x25519.Recipient
    try:
        return kind.from_str(text.strip())
    except pyrage.RecipientError as error:
        hint = _("it begins with age1 or ssh-; age-keygen makes one")
        raise Usage(_("“{value}” is no public key to encrypt to").format(value=text), hint) from error


def _identities(file: Path) -> Row:
    _require_library()
    import pyrage

    text = _secret(file)
    try:
        if text.startswith(SSH_BEGINNING):
            return (pyrage.ssh.Identity.from_buffer(text.encode()),)
        lines = [line.strip() for line in text.splitlines()]
        keys = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except pyrage.IdentityError as error:
        raise Refused(
            _("{path}: this is no file of private keys").format(path=file),
            _("see: {command}").format(command="chodon backup --help"),
        ) from error
    if not keys:
        raise Refused(
            _("{path}: this is no file of private keys").format(path=file),
            _("see: {command}").format(command="chodon backup --help"),
        )
    return tuple(keys)


def _passphrase(file: Path) -> str:
    _require_library()
    lines = _secret(file).splitlines()
    if not lines or not lines[0]:
        raise Refused(
            _("{path}: its first line is no passphrase").format(path=file), _("write the passphrase in the first line")
        )
    return lines[0]


def _secret(file: Path) -> str:
    """What a file says that nobody else may read. Refused if others can."""
    try:
        there = file.stat()
        if stat.S_ISREG(there.st_mode) and there.st_mode & 0o077:
            raise Refused(_("{path}: other accounts can read it").format(path=file), f"chmod 600 {file}")
        return _read_patiently(file).decode("utf-8")
    except FileNotFoundError as error:
        raise no_such_file(file) from error
    except (OSError, UnicodeDecodeError) as error:
        reason = system_reason(error) if isinstance(error, OSError) else _("this is not text")
        raise Refused(f"{file}: {reason}", _("is the name right, and this the right folder?")) from error


def _read_patiently(file: Path) -> bytes:
    """What a file says, or another program through a pipe. Refused if there is no end to it, or nothing comes."""
    handle = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    data, ends = b"", time.monotonic() + SILENT_SECONDS
    try:
        while time.monotonic() < ends:
            ready, _writable, _odd = select.select([handle], [], [], ends - time.monotonic())
            piece = os.read(handle, MOST_BYTES_OF_A_SECRET) if ready else b""
            data += piece
            if len(data) >= MOST_BYTES_OF_A_SECRET:
                reason = _("this is not text")
                raise Refused(f"{file}: {reason}", _("is the name right, and this the right folder?"))
            if not piece and (data or file.is_file()):
                return data
            if not piece:
                time.sleep(0.05)  # nobody has opened the pipe for writing yet
        raise Refused(
            _("{file}: nothing comes through this pipe").format(file=file),
            _("is the program that writes to it running?"),
        )
    finally:
        os.close(handle)


def _require_library() -> None:
    try:
        import pyrage  # noqa: F401
    except ImportError as error:
        raise ChodonError(_("encrypted backups need a further package"), "pip install 'chodon[encrypt]'") from error
