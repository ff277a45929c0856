import { defineConfig } from '@adonisjs/core/bodyparser'

/** Multipart bodies are parsed by upload routes only, after auth: a refused upload leaves nothing on disk. */
export default defineConfig({
  allowedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  form: {
    convertEmptyStringsToNull: true,
    trimWhitespaces: false,
    limit: '256kb',
    types: ['application/x-www-form-urlencoded'],
  },
  json: {
    convertEmptyStringsToNull: false,
    trimWhitespaces: false,
    limit: '2mb',
    types: ['application/json', 'application/merge-patch+json', 'application/csp-report'],
  },
  multipart: {
    autoProcess: false,
    convertEmptyStringsToNull: true,
    trimWhitespaces: false,
    limit: '8mb',
    types: ['multipart/form-data'],
  },
})
