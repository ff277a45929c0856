import { prepareEnvironment } from '#services/environment'
import { Env } from '@adonisjs/core/env'

/** Fills what the operator left open: generated secrets and the addresses of embedded services. */
await prepareEnvironment()

export default await Env.create(new URL('../', import.meta.url), {
  NODE_ENV: Env.schema.enum(['development', 'production', 'test'] as const),
  HOST: Env.schema.string(),
  PORT: Env.schema.number(),
  APP_URL: Env.schema.string({ format: 'url', tld: false }),
  APP_KEY: Env.schema.secret(),
  JWT_SECRET: Env.schema.secret(),
  JWT_PREVIOUS_SECRETS: Env.schema.secret.optional(),
  JWT_ALGORITHM: Env.schema.enum.optional(['HS256', 'RS256', 'EdDSA'] as const),
  VAULT_KEY: Env.schema.secret(),
  VAULT_PREVIOUS_KEYS: Env.schema.secret.optional(),
  SIGNING_KEY: Env.schema.secret(),
  SIGNING_PREVIOUS_KEY: Env.schema.secret.optional(),
  METRICS_TOKEN: Env.schema.secret(),
  LOG_LEVEL: Env.schema.enum.optional(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const),
  TRUSTED_PROXIES: Env.schema.string.optional(),
  CORS_ORIGINS: Env.schema.string.optional(),
  SENTRY_DSN: Env.schema.secret.optional(),
  /** What hashing a password takes of memory: 64 unless told. */
  PASSWORD_HASH_MIB: Env.schema.number.optional(),
  /** The domain passkeys are bound to, where it is not that of APP_URL: a parent of it. */
  PASSKEY_DOMAIN: Env.schema.string.optional(),

  DATABASE_URL: Env.schema.string(),
  DATABASE_POOL_MAX: Env.schema.number.optional(),

  JOBS_BACKEND: Env.schema.enum.optional(['postgres', 'redis'] as const),
  REDIS_URL: Env.schema.string.optional(),
  SESSION_STORE: Env.schema.enum.optional(['database', 'redis'] as const),
  LIMITER_STORE: Env.schema.enum.optional(['memory', 'database', 'redis'] as const),
  CACHE_STORE: Env.schema.enum.optional(['database', 'redis'] as const),
  LIVE_TRANSPORT: Env.schema.enum.optional(['postgres', 'redis'] as const),

  CLICKHOUSE_URL: Env.schema.string.optional(),
  CLICKHOUSE_USER: Env.schema.string.optional(),
  CLICKHOUSE_PASSWORD: Env.schema.secret.optional(),
  CLICKHOUSE_DATABASE: Env.schema.string.optional(),

  SEARCH_DRIVER: Env.schema.enum.optional(['postgres', 'meilisearch'] as const),
  MEILISEARCH_URL: Env.schema.string.optional(),
  MEILISEARCH_KEY: Env.schema.secret.optional(),

  DRIVE_DISK: Env.schema.enum.optional(['fs', 's3'] as const),
  S3_ENDPOINT: Env.schema.string.optional(),
  S3_REGION: Env.schema.string.optional(),
  S3_BUCKET: Env.schema.string.optional(),
  S3_ACCESS_KEY_ID: Env.schema.string.optional(),
  S3_SECRET_ACCESS_KEY: Env.schema.secret.optional(),

  MAIL_MAILER: Env.schema.enum.optional(['sink', 'smtp'] as const),
  MAIL_FROM_ADDRESS: Env.schema.string.optional(),
  SMS_GATEWAY_URL: Env.schema.string.optional({ format: 'url', tld: false }),
  SMS_GATEWAY_TOKEN: Env.schema.secret.optional(),
  SMTP_URL: Env.schema.secret.optional(),

  API_REQUESTS_PER_ADDRESS: Env.schema.number.optional(),
  API_REQUESTS_PER_USER: Env.schema.number.optional(),

  TAX_SERVICE_URL: Env.schema.string.optional({ format: 'url', tld: false }),
  TAX_SERVICE_TOKEN: Env.schema.secret.optional(),

  OUTBOUND_ALLOW: Env.schema.string.optional(),
  RIALTO_FAULT_POINT: Env.schema.string.optional(),
})
