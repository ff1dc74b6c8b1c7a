import threading

from wellspent.errors import InputError
from wellspent.serve.background import MOST_REMEMBERED, Background, Task


def wait_for(task: Task) -> Task:
    for thread in threading.enumerate():
        if thread.name == task.name:
            thread.join(10)
    assert task.done
    return task


def test_work_ends_with_its_result():
    background = Background()
    task = wait_for(background.start("count", lambda task: 3))
    assert (task.result, task.error) == (3, None)
    assert background.find("count") is task


def test_second_start_finds_the_work_that_runs():
    background, gate = Background(), threading.Event()
    first = background.start("slow", lambda task: gate.wait(10))
    assert background.start("slow", lambda task: None) is first
    gate.set()
    wait_for(first)
    assert background.start("slow", lambda task: "again") is not first


def test_own_error_is_kept_for_the_page():
    error = InputError("The file is empty.", next_step="Choose another.")

    def fail(task):
        raise error

    assert wait_for(Background().start("failing", fail)).error is error


def test_unforeseen_error_says_what_to_do_and_tells_no_secret():
    def fail(task):
        raise RuntimeError("password=hunter2")

    task = wait_for(Background().start("failing", fail))
    assert "hunter2" not in str(task.error)
    assert task.error.next_step


def test_work_hears_that_it_should_stop():
    started, stopped = threading.Event(), []

    def work(task):
        started.set()
        while not task.should_stop():
            pass
        stopped.append(True)

    task = Background().start("stoppable", work)
    started.wait(10)
    task.stopping = True
    wait_for(task)
    assert stopped == [True]


def test_work_asked_for_again_while_it_runs_is_done_once_more():
    background, gate, began, times = Background(), threading.Event(), threading.Event(), []

    def count(task):
        times.append(1)
        began.set()
        gate.wait(10)

    task = background.start("count", count, again=True)
    assert began.wait(10)
    assert background.start("count", count, again=True) is task
    gate.set()
    assert task.wait(10)
    assert len(times) == 2


def test_work_is_found_by_its_id_until_much_else_was_done():
    background = Background()
    first = background.start("first", lambda task: 1)
    assert first.wait(10)
    assert background.find_by_id(first.id) is first
    for number in range(MOST_REMEMBERED + 1):
        assert background.start(f"more {number}", lambda task: 1).wait(10)
    assert background.find_by_id(first.id) is None
