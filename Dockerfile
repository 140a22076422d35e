# The API on the embedded store. Everything is installed from the lock, by hash.
FROM python:3.12-slim

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
COPY requirements.lock ./
RUN pip install --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY graph graph
COPY loaders loaders
COPY api api
COPY cypher cypher
COPY examples examples
RUN pip install --no-deps --no-build-isolation . \
 && useradd --create-home claimstake \
 && mkdir /data && chown claimstake /data
USER claimstake
ENV CLAIMSTAKE_STORE=/data/claimstake.db CLAIMSTAKE_HOST=0.0.0.0 CLAIMSTAKE_PORT=8000
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD python -c "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"
CMD ["claimstake", "serve"]
