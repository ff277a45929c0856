import { defineConfig } from '@adonisjs/core/app'

/** Ends a test that hangs. None fails because the machine is slow. */
const PATIENCE_MS = 300_000

export default defineConfig({
  commands: [() => import('@adonisjs/core/commands'), () => import('@adonisjs/lucid/commands'), () => import('@adonisjs/cache/commands')],

  providers: [
    () => import('@adonisjs/core/providers/app_provider'),
    () => import('@adonisjs/core/providers/hash_provider'),
    { file: () => import('@adonisjs/core/providers/repl_provider'), environment: ['repl', 'test'] },
    () => import('#providers/vine_provider'),
    () => import('@adonisjs/core/providers/edge_provider'),
    () => import('@adonisjs/lucid/database_provider'),
    () => import('@adonisjs/redis/redis_provider'),
    () => import('@adonisjs/session/session_provider'),
    () => import('@adonisjs/shield/shield_provider'),
    () => import('@adonisjs/static/static_provider'),
    () => import('@adonisjs/cors/cors_provider'),
    () => import('@adonisjs/auth/auth_provider'),
    () => import('@adonisjs/bouncer/bouncer_provider'),
    () => import('@adonisjs/i18n/i18n_provider'),
    () => import('@adonisjs/drive/drive_provider'),
    () => import('@adonisjs/cache/cache_provider'),
    () => import('@adonisjs/mail/mail_provider'),
    () => import('@adonisjs/transmit/transmit_provider'),
    () => import('#providers/core_provider'),
    () => import('#providers/identity_provider'),
    () => import('#providers/tenancy_provider'),
    () => import('#providers/runtime_provider'),
    () => import('#providers/registry_provider'),
    () => import('#providers/catalog_provider'),
    () => import('#providers/payments_provider'),
    () => import('#providers/search_provider'),
    () => import('#providers/analytics_provider'),
  ],

  preloads: [
    () => import('#start/database'),
    () => import('#start/modules'),
    () => import('#start/hooks'),
    () => import('#start/plugin_queries'),
    () => import('#start/events'),
    () => import('#start/validation'),
    { file: () => import('#start/view'), environment: ['web', 'test'] },
    { file: () => import('#start/routes'), environment: ['web', 'test', 'console'] },
    { file: () => import('#start/kernel'), environment: ['web', 'test', 'console'] },
    { file: () => import('#start/middleware_instances'), environment: ['web', 'test'] },
  ],

  tests: {
    suites: [
      { name: 'unit', files: ['tests/unit/**/*.spec.ts'], timeout: PATIENCE_MS },
      { name: 'plugins', files: ['tests/plugins/**/*.spec.ts'], timeout: PATIENCE_MS },
      { name: 'functional', files: ['tests/functional/**/*.spec.ts'], timeout: PATIENCE_MS },
      { name: 'sweeps', files: ['tests/sweeps/**/*.spec.ts'], timeout: PATIENCE_MS },
      { name: 'platform', files: ['tests/platform/**/*.spec.ts'], timeout: PATIENCE_MS },
      { name: 'browser', files: ['tests/browser/**/*.spec.ts'], timeout: 3 * PATIENCE_MS },
    ],
    forceExit: true,
  },

  metaFiles: [
    { pattern: 'resources/views/**/*.edge', reloadServer: false },
    { pattern: 'resources/lang/**/*.json', reloadServer: false },
    { pattern: 'public/**', reloadServer: false },
    { pattern: 'plugins/*/plugin.json', reloadServer: false },
  ],

  hooks: {
    buildStarting: [() => import('@adonisjs/vite/build_hook')],
  },
})
