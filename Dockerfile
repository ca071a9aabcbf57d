# syntax=docker/dockerfile:1
# One image for web, worker and beat: docker-compose.yml says which command each runs.

FROM node:22-bookworm-slim AS frontend
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM python:3.11-slim-bookworm AS packages
COPY requirements.txt ./
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --only-binary=:all: -r requirements.txt

FROM python:3.11-slim-bookworm AS runtime
# Pango draws the PDF reports; harfbuzz-subset makes their fonts small.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --create-home --shell /usr/sbin/nologin samarbejde \
    && install --directory --owner=samarbejde --group=samarbejde /data
WORKDIR /app
COPY --from=packages /opt/venv /opt/venv
# Style sheets, icons and fonts only; Node.js stays behind.
COPY --from=frontend /app/node_modules/bootstrap/dist node_modules/bootstrap/dist
COPY --from=frontend /app/node_modules/bootstrap-icons/icons node_modules/bootstrap-icons/icons
COPY --from=frontend /app/node_modules/@ibm/plex-sans/fonts node_modules/@ibm/plex-sans/fonts
COPY . .
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=samarbejde.settings.production \
    SAMARBEJDE_DATA=/data
# Production's settings demand these; collecting files uses none of them, and none stays in the image.
RUN SECRET_KEY=build ALLOWED_HOSTS=build DATABASE_URL=postgres://build/build REDIS_URL=redis://build EMAIL_URL=smtp://build \
    python manage.py collectstatic --no-input
USER samarbejde
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "samarbejde.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", \
     "--threads", "4", "--no-control-socket", "--worker-tmp-dir", "/dev/shm", "--access-logfile", "-"]
