"""A real IMAP server (Dovecot) on this machine, for the tests that read mailboxes."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import trustme

USER = "ada@acme.example"
PASSWORD = "s3cret-of-ada"

CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.key
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0 secs
first_valid_uid = 1
mail_location = maildir:{folder}/mail
mail_max_userip_connections = 50
{users}
passdb {{
  driver = static
  args = user={user} password={password}
}}
userdb {{
  driver = static
  args = uid={owner} gid={group} home={folder}/home
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain_port}
  }}
  inet_listener imaps {{
    port = {port}
  }}
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Drafts {{
    special_use = \\Drafts
    auto = create
  }}
  mailbox Junk {{
    special_use = \\Junk
    auto = create
  }}
  mailbox Sent {{
    special_use = \\Sent
    auto = create
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where the server listens, what certificate to trust, and where the mail lies."""

    port: int
    plain_port: int
    certificates: Path
    mail: Path
    log: Path

    def deliver(self, content: bytes, *, folder: str = "", flags: str = "") -> None:
        """Put a message into a folder, as a delivering program would."""
        place = self.mail / (f".{folder}" if folder else "")
        number = sum(1 for _ in place.glob("*/*")) + 1
        for part in ("cur", "new", "tmp"):
            (place / part).mkdir(parents=True, exist_ok=True)
        name = f"{1_700_000_000 + number}.M{number}.test"
        path = place / ("cur" if flags else "new") / (f"{name}:2,{flags}" if flags else name)
        path.write_bytes(content)
        _give_to_owner(place)

    def flags(self) -> list[str]:
        """Return the marks of all messages: files that were moved or marked have some."""
        return sorted(path.name.partition(":2,")[2] for path in self.mail.glob("**/cur/*"))


def has_dovecot() -> bool:
    """Return whether the server can be started here."""
    return _dovecot() is not None


def _dovecot() -> str | None:
    return shutil.which("dovecot", path=os.environ.get("PATH", "") + os.pathsep + "/usr/sbin")


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Start a server with an empty mailbox; stop it at the end."""
    # not in pytest's own folder, which nobody but its user may pass through
    with (
        tempfile.TemporaryDirectory(prefix="imap", ignore_cleanup_errors=True) as folder,
        _running(Path(folder)) as server,
    ):
        yield server


@contextmanager
def _running(folder: Path) -> Iterator[MailServer]:
    authority = trustme.CA()
    certificate = authority.issue_cert("localhost", "127.0.0.1")
    certificate.cert_chain_pems[0].write_to_path(str(folder / "server.pem"))
    certificate.private_key_pem.write_to_path(str(folder / "server.key"))
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    for name in ("run", "home", "mail"):
        (folder / name).mkdir()
    server = MailServer(
        _free_port(), _free_port(), folder / "authority.pem", folder / "mail", folder / "log"
    )
    (folder / "dovecot.conf").write_text(_configuration(folder, server))
    _give_to_owner(folder / "mail")
    _give_to_owner(folder / "home")
    folder.chmod(0o711)
    process = subprocess.Popen(
        [_dovecot() or "dovecot", "-F", "-c", str(folder / "dovecot.conf")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        _wait_for(server.port, process, server.log)
        yield server
    finally:
        process.terminate()
        process.wait(10)


def _configuration(folder: Path, server: MailServer) -> str:
    owner = _owner()
    own = pwd.getpwuid(os.getuid()).pw_name
    return CONFIGURATION.format(
        folder=folder,
        user=USER,
        password=PASSWORD,
        owner=owner.pw_uid,
        group=owner.pw_gid,
        port=server.port,
        plain_port=server.plain_port,
        users=""
        if os.getuid() == 0
        else f"default_internal_user = {own}\ndefault_login_user = {own}\n"
        f"default_internal_group = {owner.pw_gid}",
    )


def _owner() -> pwd.struct_passwd:
    """Return whose the mail is: root's is refused by the server."""
    return pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())


def _give_to_owner(folder: Path) -> None:
    if os.getuid() == 0:
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, _owner().pw_uid, _owner().pw_gid)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.05)
        else:
            return
    said = log.read_text() if log.exists() else ""
    raise RuntimeError(f"the mail server didn't start: {said[-2000:]}")
