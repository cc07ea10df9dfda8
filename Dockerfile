FROM python:3.13-slim

RUN apt-get update \
    && apt-get install --yes --no-install-recommends libvoikko1 voikko-fi \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /srv/network network \
    && install --directory --owner network /srv/network/var

ENV DJANGO_SETTINGS_MODULE=network_site.settings.production \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    VAR_DIR=/srv/network/var

WORKDIR /srv/network/code
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes --requirement requirements.lock
COPY . ./
# Words and static files belong to the code. No server is asked here: the values only
# satisfy the settings, and none of them stays in the image.
RUN export DATABASE_URL=sqlite:// REDIS_URL=redis://none ELASTICSEARCH_URL=http://none \
        EMAIL_URL=smtp://none SECRET_KEY=none ALLOWED_HOSTS=none BASE_URL=https://none \
    && python manage.py compile_translations \
    && python manage.py collectstatic --noinput --verbosity 0

USER network
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "network_site.wsgi", "--worker-class=gthread", "--workers=3", "--threads=4"]
