import os
import signal

import pytest

from wellspent.records.imports import Progress
from wellspent.serve.cli.progress import ProgressLine, in_words, stop_on_interrupt


def test_progress_is_said_in_words():
    whole = Progress(rows=12_000, rows_per_second=45_000.4, share=0.304, seconds_left=12.2)
    assert in_words(whole) == "12,000 rows, 30%, 45,000 rows/s, 12 s left"
    assert in_words(Progress(rows=1, rows_per_second=2.0)) == "1 rows, 2 rows/s"
    long = Progress(rows=1, rows_per_second=2.0, share=0.0, seconds_left=7200)
    assert in_words(long).endswith("2.0 h left")


def test_progress_without_a_terminal_is_a_line_now_and_then(capsys, monkeypatch):
    seconds = iter([0.0, 1.0, 11.0, 12.0, 22.0])
    monkeypatch.setattr("wellspent.serve.cli.progress.time.monotonic", lambda: next(seconds))
    line = ProgressLine("big.csv")
    for rows in (1, 2, 3, 4):
        line(Progress(rows=rows, rows_per_second=9.0))
    line.clear()
    assert capsys.readouterr().err == "big.csv: 2 rows, 9 rows/s\nbig.csv: 4 rows, 9 rows/s\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_first_signal_asks_to_stop_in_order(number: signal.Signals):
    before = signal.getsignal(number)
    with stop_on_interrupt() as should_stop:
        assert not should_stop()
        os.kill(os.getpid(), number)
        assert should_stop()
    assert signal.getsignal(number) is before


def test_second_signal_breaks_off():
    with stop_on_interrupt():
        os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
