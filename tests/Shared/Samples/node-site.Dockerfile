ARG NODE=22
FROM node:${NODE}-bookworm-slim as deps
WORKDIR /app
COPY package.json package-lock.json* ./
RUN --mount=type=cache,id=npm,target=/root/.npm \
    --mount=type=secret,id=npmrc,target=/root/.npmrc,required=true \
    npm ci --omit=dev

from deps as build
run --mount=type=cache,id=npm,target=/root/.npm npm ci
copy --exclude=*.md --exclude=docs . .
arg API_URL=https://api.example.com
env NEXT_PUBLIC_API=${API_URL} \
    NEXT_TELEMETRY_DISABLED=1 \
    EXTRA=${API_URL%/}/v1 \
    HOST=${API_URL#https://}
run npm run build --if-present && npm prune --omit=dev

FROM gcr.io/distroless/nodejs22-debian12:nonroot
LABEL maintainer="Somebody <somebody@example.com>"
COPY --from=build --parents /app/./dist /app/./node_modules /srv/
COPY --from=docker.io/library/busybox:1.37-musl /bin/wget /usr/bin/wget
WORKDIR /srv
EXPOSE 3000
HEALTHCHECK --start-period=5s CMD wget -qO- http://127.0.0.1:3000/healthz || exit 1
CMD ["dist/server.js"]
