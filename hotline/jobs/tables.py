"""When each job is due; a job is claimed here before it runs."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from hotline.database import Base, UtcDateTime


class JobTurn(Base):
    """The next turn of one job. Whoever moves it forward runs it, in whatever process."""

    __tablename__ = "job_turn"

    job: Mapped[str] = mapped_column(String(32), primary_key=True)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
