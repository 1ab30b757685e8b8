# The line in an image: `docker build -t entraide .` Everything is pinned and checked by hash, as in
# any other installation; nothing runs as root, and nothing is written inside.
FROM python:3.12-slim AS made
WORKDIR /opt/entraide
COPY . .
RUN python3 requirements/install.py run

FROM python:3.12-slim
RUN useradd --system --uid 10001 --user-group --no-create-home entraide \
    && install -d -o entraide -g entraide -m 0700 /var/lib/entraide
COPY --from=made /opt/entraide /opt/entraide
WORKDIR /opt/entraide
ENV PATH=/opt/entraide/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    HOTLINE_SNAPSHOT_DIR=/var/lib/entraide/snapshot
USER entraide
EXPOSE 8000
ENTRYPOINT ["hotline"]
CMD ["serve", "--host", "0.0.0.0", "--workers", "1", "--no-jobs", "--drain", "3"]
