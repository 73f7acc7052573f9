FROM debian:12-slim@sha256:4f6b5b1b0c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b

LABEL org.opencontainers.image.title="debian app" \
      org.opencontainers.image.description="An app's image, \"quoted\" here" \
      org.opencontainers.image.version=2.1.0

SHELL ["/bin/bash", "-o", "pipefail", "-c"]
ENV DEBIAN_FRONTEND noninteractive
ENV PATH="/opt/app/bin:${PATH}" HOME='/home/app user'

RUN set -eux; \
	apt-get update; \
	apt-get install -y --no-install-recommends \
		ca-certificates \
		curl=7.88.* \
		gnupg \
		tini \
	; \
	\
	savedAptMark="$(apt-mark showmanual)"; \
	arch="$(dpkg --print-architecture)"; \
	case "$arch" in \
		amd64) url='https://example.com/app-amd64.tar.gz' ;; \
		arm64) url='https://example.com/app-arm64.tar.gz' ;; \
		*) echo >&2 "error: unsupported architecture: $arch"; exit 1 ;; \
	esac; \
	curl -fsSL -o app.tar.gz "$url"; \
	echo "0123456789abcdef *app.tar.gz" | sha256sum --check -; \
	mkdir -p /opt/app; \
	tar -xzf app.tar.gz -C /opt/app --strip-components=1; \
	rm app.tar.gz; \
	apt-mark auto '.*' > /dev/null; \
	[ -z "$savedAptMark" ] || apt-mark manual $savedAptMark; \
	apt-get purge -y --auto-remove -o APT::AutoRemove::RecommendsImportant=false; \
	rm -rf /var/lib/apt/lists/*

RUN groupadd -r app && useradd -r -g app app

VOLUME ["/var/lib/app", "/var/log/app"]
VOLUME /data /cache
ADD --checksum=sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa https://example.com/extra.bin /opt/app/
ADD rootfs.tar.xz /
COPY ["docker entrypoint.sh", "/usr/local/bin/"]
STOPSIGNAL SIGQUIT
USER app
WORKDIR /var/lib/app
ENTRYPOINT ["tini", "--", "docker entrypoint.sh"]
CMD exec app --config /etc/app.conf
