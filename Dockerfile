# The application and its worker, from the lock files. docs/operations.md says how it is run; compose.yaml runs all of it.

FROM node:24-bookworm-slim AS front-end
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY scripts/write_plotly_css.mjs scripts/
RUN node scripts/write_plotly_css.mjs \
    node_modules/plotly.js-basic-dist-min/plotly-basic.min.js node_modules/plotly.js-basic-dist-min/plotly-basic.css

FROM python:3.11-slim-bookworm AS packages
COPY requirements.txt ./
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt

FROM python:3.11-slim-bookworm
# What the official form on paper needs: layout of text, and a Japanese font.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
    fontconfig fonts-noto-cjk libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin tracker \
    && install -d -o tracker -g tracker -m 700 /data /data/files /data/backups
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
ENV BIND=0.0.0.0:8000 FILES_ROOT=/data/files
WORKDIR /app
COPY --from=packages /opt/venv /opt/venv
COPY --from=front-end /build/node_modules node_modules
COPY manage.py uv.lock package-lock.json ./
COPY kpi_tracker kpi_tracker
COPY reforms reforms
COPY kpis kpis
COPY importers importers
COPY templates templates
COPY static static
COPY fixtures fixtures
RUN python -m compileall -q . \
    && DATABASE_URL=sqlite:///:memory: python manage.py collectstatic --noinput --verbosity=0
# Only /data and what is kept in memory (/tmp, /dev/shm) are written to: the rest may be read-only.
VOLUME /data
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-m", "kpi_tracker.operations.asking", "healthz"]
CMD ["python", "-m", "gunicorn", "-c", "python:kpi_tracker.gunicorn_settings"]
