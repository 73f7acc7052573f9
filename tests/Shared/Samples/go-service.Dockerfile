# syntax=docker/dockerfile:1
# check=skip=StageNameCasing

ARG GO_VERSION=1.24
ARG ALPINE=3.21

# base has the tools that both stages need
FROM --platform=$BUILDPLATFORM golang:${GO_VERSION}-alpine${ALPINE} AS base
WORKDIR /src
ENV CGO_ENABLED=0 \
    GOFLAGS="-mod=readonly -trimpath"
RUN apk add --no-cache git make

FROM base AS build
ARG TARGETOS TARGETARCH
ARG VERSION="0.0.0 (unknown)"
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod \
    --mount=type=bind,source=.,target=/src,rw \
    go mod download
COPY --link . .
# the version is stamped into the binary
RUN --mount=type=cache,target=/go/pkg/mod \
    --mount=type=cache,target=/root/.cache/go-build,sharing=locked \
    GOOS=${TARGETOS:-linux} GOARCH=$TARGETARCH \
    go build \
      # a smaller binary
      -ldflags "-s -w -X main.version=${VERSION}" \
      -o /out/service ./cmd/service

FROM scratch
COPY --from=build --chown=65532:65532 /out/service /service
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
USER 65532:65532
EXPOSE 8080/tcp 9090
HEALTHCHECK --interval=30s --timeout=3s --retries=3 CMD ["/service", "-health"]
ENTRYPOINT ["/service"]
CMD ["-listen", ":8080"]
