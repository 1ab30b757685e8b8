"""What is sent of an alarm, and how whoever gets it knows that it is ours."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from datetime import datetime

from hotline.alarms.kinds import KINDS, Kind

SIGNATURE = "Hotline-Signature"


def body(
    alarm_id: str, event: str, kind: Kind, *, line: str | None, since: datetime, at: datetime
) -> bytes:
    """JSON; about a line and a moment, never about anybody. `alarm_id` is the same for both words
    of an episode, and for a word that is sent again."""
    about = KINDS[kind]
    told = {
        "version": 1,
        "id": alarm_id,
        "event": event,
        "kind": kind,
        "severity": about.severity,
        "line": line,
        "since": since.isoformat(timespec="seconds"),
        "at": at.isoformat(timespec="seconds"),
        "words": {"fr": about.words.fr, "en": about.words.en},
    }
    return json.dumps(told, ensure_ascii=False).encode()


def headers(content: bytes, secret: str, at: datetime) -> Mapping[str, str]:
    """With the signature: `t=SECONDS,v1=HEX`, where HEX is the HMAC-SHA256, under the secret of the
    settings, of SECONDS (since 1970), a full stop, and the body as it was sent."""
    seconds = str(int(at.timestamp()))
    digest = hmac.digest(secret.encode(), seconds.encode() + b"." + content, "sha256")
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "entraide",
        SIGNATURE: f"t={seconds},v1={digest.hex()}",
    }
