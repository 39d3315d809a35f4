# Aucun pas n'est propre à l'image : « make install » et les commandes sofi sont ceux que les tests jouent
# (tests/test_container.py). L'application ne s'exécute pas en root et n'écrit rien dans l'image.
FROM python:3.11-bookworm AS construction
WORKDIR /srv/sofi
COPY . .
RUN make install

FROM python:3.11-slim-bookworm
WORKDIR /srv/sofi
COPY --from=construction /srv/sofi /srv/sofi
ENV PATH=/srv/sofi/.venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 SOFI_HOST=0.0.0.0 SOFI_LOG_FORMAT=json
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ.get('SOFI_PORT', '8000') + '/health/ready', timeout=4)"]
CMD ["sofi", "serve"]
