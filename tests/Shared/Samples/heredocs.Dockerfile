# syntax=docker/dockerfile:1.7
FROM python:3.13-slim AS tools
ARG NAME=world

RUN <<EOF
set -e
apt-get update
# not a comment of the Dockerfile
apt-get install -y git
rm -rf /var/lib/apt/lists/*
EOF

RUN <<-'SCRIPT' bash -eux
	for name in a b c; do
		echo "$name"
	done
	SCRIPT

RUN python3 <<PY > /greeting && cat <<TEXT
print("hello from python")
PY
FROM the text, not an instruction
TEXT

COPY <<config.toml <<"nginx.conf" /etc/app/
[server]
name = "$NAME"
port = ${PORT:-8080}
config.toml
server { listen 80; root $document_root; }
nginx.conf

COPY --chmod=755 <<'RUN.SH' /usr/local/bin/run
#!/bin/sh
exec "$@"
RUN.SH

FROM tools
ONBUILD COPY requirements.txt .
ONBUILD RUN <<EOT
pip install -r requirements.txt
EOT
ONBUILD RUN --mount=type=cache,target=/root/.cache pip install .
RUN 3<<FD cat /dev/fd/3
third
FD
