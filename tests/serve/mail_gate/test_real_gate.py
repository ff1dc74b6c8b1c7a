"""The gate as its own process, before a real mail server; killed while mail goes through it."""

import os
import signal
import smtplib
import subprocess
import sys
import threading
import time
from email.message import EmailMessage
from pathlib import Path

from tests.serve.mail_gate.gate_on_loopback import MailServer, free_port, mail_server_behind

KILLS = 3
RUN = "from wellspent.serve.cli.main import main; main()"


class GateProcess:
    """`wellspent mail-gate` in a process of its own."""

    def __init__(self, folder: Path, behind: MailServer, port: int, *more: str) -> None:
        environment = {
            key: value for key, value in os.environ.items() if not key.startswith("WELLSPENT_")
        }
        self.process = subprocess.Popen(
            [
                sys.executable, "-c", RUN,
                "--data-folder", str(folder),
                "mail-gate", "--server", f"smtp://127.0.0.1:{behind.port}", "--port", str(port),
                *more,
            ],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment,
        )  # fmt: skip
        assert self.process.stdout is not None
        self.said = self.process.stdout.readline()
        while "listens at" not in self.said and self.process.poll() is None:
            self.said += self.process.stdout.readline()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(20)

    def end(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)


def mail(number: int) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "sales@example.com", "ada@customer.example"
    message["Subject"] = f"Drawing {number}"
    message.set_content("You asked for the drawing of the bearing: it is below.")
    return message


def test_gate_runs_and_ends_on_request(tmp_path: Path) -> None:
    with mail_server_behind() as behind:
        gate = GateProcess(tmp_path, behind, port := free_port(), "--no-store")
        with smtplib.SMTP("127.0.0.1", port, timeout=20) as client:
            client.send_message(mail(1))
        assert gate.end() == 0
    assert b"X-Wellspent-Review: passed" in behind.received[0]


def test_gate_that_is_killed_loses_no_mail(tmp_path: Path) -> None:
    acknowledged: list[int] = []
    enough = threading.Event()
    port = free_port()

    def send_patiently() -> None:
        """Send message after message, each again until it is acknowledged, as mail programs do."""
        number = 0
        while not enough.is_set():
            try:
                with smtplib.SMTP("127.0.0.1", port, timeout=5) as client:
                    while not enough.is_set():
                        client.send_message(mail(number))
                        acknowledged.append(number)
                        number += 1
            except (smtplib.SMTPException, OSError):
                time.sleep(0.05)

    with mail_server_behind() as behind:
        sender = threading.Thread(target=send_patiently)
        sender.start()
        try:
            for _ in range(KILLS):
                gate = GateProcess(tmp_path, behind, port, "--no-store")
                before, deadline = len(acknowledged), time.monotonic() + 20
                while len(acknowledged) < before + 15 and time.monotonic() < deadline:
                    time.sleep(0.01)
                gate.kill()
        finally:
            enough.set()
            sender.join(30)
    arrived = {
        line
        for message in behind.received
        for line in message.splitlines()
        if line.startswith(b"Subject: ")
    }
    assert len(acknowledged) >= 15 * KILLS
    assert {b"Subject: Drawing %d" % number for number in acknowledged} <= arrived
