"""Profiles: every learned profile is kept, the newest is the one in use."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from wellspent.errors import NotFound
from wellspent.records.profile import LearnedProfile
from wellspent.store.as_json import from_json, to_json
from wellspent.store.connect import Store
from wellspent.store.tables import profiles


@dataclass(frozen=True, slots=True)
class ProfileVersion:
    """A kept profile's number and date."""

    version: int
    learned_at: datetime


def save_profile(store: Store, profile: LearnedProfile) -> int:
    """Keep a profile as the newest; return its version."""
    row = {"learned_at": profile.learned_at, "body": to_json(profile)}
    with store.writing() as connection:
        return connection.execute(
            insert(profiles).values(**row).returning(profiles.c.version)
        ).scalar_one()


def replace_profile(store: Store, version: int, profile: LearnedProfile) -> None:
    """Overwrite a kept profile, as when a person edits its points; NotFound if it isn't there."""
    with store.writing() as connection:
        done = connection.execute(
            update(profiles)
            .where(profiles.c.version == version)
            .values(learned_at=profile.learned_at, body=to_json(profile))
        )
    if not done.rowcount:
        raise NotFound(f"there is no profile {version}", next_step="Learn one first.")


def load_profile(store: Store, version: int | None = None) -> LearnedProfile | None:
    """Return the newest profile, or that of one version; None if there is none."""
    query = select(profiles.c.body).order_by(profiles.c.version.desc()).limit(1)
    if version is not None:
        query = query.where(profiles.c.version == version)
    with store.reading() as connection:
        body = connection.execute(query).scalar()
    return None if body is None else from_json(LearnedProfile, body)


def list_profiles(store: Store) -> list[ProfileVersion]:
    """Return which profiles are kept, the newest first."""
    query = select(profiles.c.version, profiles.c.learned_at).order_by(profiles.c.version.desc())
    with store.reading() as connection:
        return [ProfileVersion(*row) for row in connection.execute(query)]
