"""Take conversations in from files: mail, calendars, transcripts and chats, several at once."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Final
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData, UploadFile

from wellspent.errors import InputError, WellspentError
from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.our_side_named import our_side_named
from wellspent.jobs.take_in_files import FilesTakenIn, SaidOfSource, take_in_files
from wellspent.records.taken_in import Keep, TakenIn
from wellspent.serve.ages_and_counts import counted
from wellspent.serve.background import Background, Task
from wellspent.serve.long_work import taking_in_name
from wellspent.serve.uploads import Upload, forget_upload, save_upload, uploads_folder
from wellspent.serve.web.pages.conversations import TypedSource, conversations_page
from wellspent.serve.web.parts import LongWork, Parts
from wellspent.serve.web.templating import render
from wellspent.serve.web.typed import text_of
from wellspent.wiring import Wellspent

router = APIRouter(prefix="/conversations/files")
MOST_FILES: Final = 200
MOST_SHOWN: Final = 100
_BETWEEN = re.compile(r"[,;\n]")


async def _files(request: Request) -> FormData:
    return await request.form(max_files=MOST_FILES, max_fields=20)


Files = Annotated[FormData, Depends(_files)]


@router.post("")
def take_in(wellspent: Parts, work: LongWork, form: Files) -> Response:
    """Take the files in, beside the pages, and lead to how far that is."""
    typed = TypedSource(
        source=text_of(form, "source", 200) or "files",
        our_side=text_of(form, "our_side"),
        keep=text_of(form, "keep", 20),
    )
    try:
        said = _said(typed)
        uploads = list(_saved(wellspent, form))
    except WellspentError as error:
        return conversations_page(wellspent, error=error, typed=typed)
    _start(wellspent, work, uploads, typed.source, said)
    return RedirectResponse(f"/conversations/files/{uploads[0].id}", 303)


@router.get("/{upload_id}")
def show_progress(wellspent: Parts, work: LongWork, upload_id: str) -> Response:
    """Show how far it is; once done, what came of it."""
    task = work.find(taking_in_name(upload_id))
    if task is None:
        return RedirectResponse("/conversations", 303)
    if isinstance(task.result, FilesTakenIn):
        return taken_page(wellspent, task.result)
    if task.error:
        return conversations_page(wellspent, error=task.error)
    return render("conversations_running.html", upload_id=upload_id, progress=task.progress)


@router.post("/{upload_id}/stop")
def stop(work: LongWork, upload_id: str) -> Response:
    """Ask it to stop after the conversations at hand."""
    task = work.find(taking_in_name(upload_id))
    if task is not None:
        task.stopping = True
    return RedirectResponse(f"/conversations/files/{upload_id}", 303)


def taken_page(wellspent: Wellspent, result: FilesTakenIn) -> HTMLResponse:
    """Render what came of taking files in, with what couldn't be read and who is unknown."""
    taken = result.taken_in
    refused = [(_name_of(one.path), one.error) for one in result.refused]
    return render(
        "conversations_taken.html",
        taken=taken,
        sentence=sentence(taken),
        refused=refused[:MOST_SHOWN],
        refused_count=len(refused),
        unknown=taken.unknown[:MOST_SHOWN],
        sample=holds_sample(wellspent.store),
    )


def sentence(taken: TakenIn) -> str:
    """Say in a sentence what came of it."""
    if not taken.read:
        return "No conversation could be read"
    if not taken.created + taken.grown:
        known = taken.read - taken.internal - taken.private - taken.automatic
        return (
            f"Nothing new: {counted(known, 'conversation')} known already"
            if known
            else "Nothing was kept: what was read is internal, private or automatic"
        )
    grown = f", {taken.grown:,} grown" if taken.grown else ""
    return (
        f"{counted(taken.created, 'new conversation')}{grown}: "
        f"{counted(round(taken.minutes), 'customer minute')} and "
        f"{counted(taken.credits, 'sign')} of value"
    )


def _said(typed: TypedSource) -> SaidOfSource:
    if typed.keep and typed.keep not in set(Keep):
        raise InputError("How much is kept isn't understood.", next_step="Choose one of the three.")
    named = [one for one in _BETWEEN.split(typed.our_side) if one.strip()]
    side = our_side_named(named, where="Our side")
    return SaidOfSource(
        keep=Keep(typed.keep) if typed.keep else None,
        our_names=side.names,
        our_domains=side.domains,
        our_addresses=side.addresses,
    )


def _saved(wellspent: Wellspent, form: FormData) -> Iterator[Upload]:
    files = [one for one in form.getlist("file") if isinstance(one, UploadFile) and one.filename]
    if not files:
        raise InputError("No file was chosen.", next_step="Choose one or more, then send them.")
    folder = uploads_folder(wellspent.settings.data_folder)
    for one in files:
        yield save_upload(folder, one.filename or "", one.file)


def _start(
    wellspent: Wellspent,
    work: Background,
    uploads: list[Upload],
    source: str,
    said: SaidOfSource,
) -> None:
    def run(task: Task) -> object:
        try:
            return take_in_files(
                wellspent.store,
                [one.path for one in uploads],
                source=source,
                said=said,
                now=datetime.now(UTC),
                zone=ZoneInfo(wellspent.settings.time_zone),
                on_progress=task.note,
                should_stop=task.should_stop,
            )
        finally:
            for one in uploads:
                forget_upload(one.path.parents[1], one.id)

    work.start(taking_in_name(uploads[0].id), run)


def _name_of(path: str) -> str:
    """Return the file's own name: where an upload lies on the server is nobody's business."""
    return re.split(r"[/\\]", path)[-1]
