"""Make the demo: the sample company's files through the real import, learned from and qualified."""

import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wellspent.jobs.import_file import propose, run
from wellspent.jobs.learn_profile import learn_profile
from wellspent.records.imports import ImportRun
from wellspent.records.profile import LearnedProfile
from wellspent.sample.export_files import SampleFile, write_export_files
from wellspent.store.connect import Store
from wellspent.store.statements import mark_sample


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """What the demo put into the store: the imports, and what was learned from them."""

    imports: tuple[ImportRun, ...]
    learned: LearnedProfile


def make_demo(store: Store, *, now: datetime) -> Demo:
    """Fill a store with the sample company, learn from it, and qualify its open enquiries.

    The store is marked as holding sample data before the first record is in it. Done twice with
    the same `now`, it changes nothing the second time. Takes some seconds.
    """
    mark_sample(store)
    with tempfile.TemporaryDirectory(prefix="wellspent-sample-") as folder:
        files = write_export_files(Path(folder), now=now)
        imports = tuple(_import(store, file) for file in files)
    return Demo(imports=imports, learned=learn_profile(store, now=now))


def _import(store: Store, file: SampleFile) -> ImportRun:
    (mapping,) = propose(store, file.path, record_kind=file.kind)
    return run(store, file.path, mapping)
