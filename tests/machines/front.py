"""A real nginx with the files of deploy/, on ports of this machine."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

DEPLOY = Path(__file__).parents[2] / "deploy"


def free_ports(count: int) -> list[int]:
    """As many ports that nobody listens on."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [int(one.getsockname()[1]) for one in held]
    for one in held:
        one.close()
    return ports


@dataclass(frozen=True)
class Ports:
    """Where everybody listens: nginx for the line and for the second process, and those behind."""

    line: int
    second: int
    web_1: int
    web_2: int
    fallback: int


def written(folder: Path, ports: Ports, upstreams: str = "nginx", tls: Path | None = None) -> Path:
    """Writes what nginx reads: the project's two files as they are, but for ports and places.
    With a certificate TLS stays on; without one plain http is spoken."""
    line = (DEPLOY / "nginx/entraide.conf").read_text("utf-8")
    behind = (DEPLOY / upstreams / "upstreams.conf").read_text("utf-8")
    names = {"127.0.0.1:8011": ports.web_1, "web-1:8000": ports.web_1}
    names |= {"127.0.0.1:8012": ports.web_2, "web-2:8000": ports.web_2}
    names |= {"127.0.0.1:8001": ports.fallback, "fallback:8001": ports.fallback}
    for name, port in names.items():
        behind = behind.replace(f"server {name}", f"server 127.0.0.1:{port}")
    kept = " ssl http2" if tls else ""
    for port in (ports.line, ports.second):
        line = line.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port}{kept};", 1)
    line = line.replace("listen 80;", f"listen unix:{folder}/plain;")
    if tls:
        line = re.sub(r"/etc/entraide/tls/\w+\.pem", str(tls), line)
        line = re.sub(r"/etc/entraide/tls/\w+\.key", str(tls.with_suffix(".key")), line)
    else:
        line = re.sub(r"(?m)^\s*(ssl_certificate|ssl_certificate_key) .*$", "", line)
    line = line.replace("/var/log/nginx/", f"{folder}/").replace(
        "/srv/entraide/published", f"{folder}/published"
    )
    (folder / "upstreams.conf").write_text(behind, encoding="utf-8")
    (folder / "entraide.conf").write_text(line, encoding="utf-8")
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # Root's nginx would read what tests keep to themselves as somebody else.
    as_we_are = "user root;\n" if os.geteuid() == 0 else ""
    whole = folder / "nginx.conf"
    whole.write_text(
        f"{as_we_are}daemon off;\nworker_processes 2;\npid {folder}/pid;\nerror_log stderr crit;\n"
        f"events {{ worker_connections 1024; }}\nhttp {{\n{temporary}{_as_distributions_do(folder)}"
        f"include {folder}/upstreams.conf;\ninclude {folder}/entraide.conf;\n}}\n",
        encoding="utf-8",
    )
    return whole


def _as_distributions_do(folder: Path) -> str:
    """What Debian's nginx.conf, or that of nginx itself, says for all servers before it includes
    ours."""
    return f"""
    access_log {folder}/access.log;
    error_log {folder}/error.log;
    ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;
    ssl_prefer_server_ciphers on;
    server_tokens build;
    keepalive_timeout 65;
    sendfile on;
    tcp_nopush on;
    types_hash_max_size 2048;
    default_type application/octet-stream;
    gzip on;
    """


class Nginx:
    """Answers until it is closed."""

    def __init__(self, folder: Path, ports: Ports) -> None:
        folder.mkdir(exist_ok=True)
        (folder / "published").mkdir(exist_ok=True)
        self.folder, self.ports = folder, ports
        whole = written(folder, ports)
        with (folder / "stderr").open("wb") as log:
            self._process = subprocess.Popen(
                ["nginx", "-p", str(folder), "-c", str(whole), "-e", "stderr"], stderr=log
            )
        self._is_up()

    def _is_up(self) -> None:
        until = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.ports.line), timeout=1).close()
                return
            except OSError:
                assert self._process.poll() is None, (self.folder / "stderr").read_text("utf-8")
                assert time.monotonic() < until
                time.sleep(0.05)

    def log(self) -> str:
        """All that it logged."""
        files = ("entraide.log", "entraide-error.log", "access.log", "error.log", "stderr")
        return "".join((self.folder / name).read_text("utf-8") for name in files)

    def close(self) -> None:
        """Stops it."""
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(timeout=20)
