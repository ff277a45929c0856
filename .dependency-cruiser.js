import { TIERS, PRIVATE_FOLDERS } from './checks/tiers.js'

const domain = (names) => `(?:^|/)app/(?:${names.join('|')})/`

/** A domain reaches the tiers below it and nothing else of `app/`. */
const upward = TIERS.flatMap((tier, level) =>
  tier.map((name) => {
    const forbidden = [...tier.filter((other) => other !== name), ...TIERS.slice(level + 1).flat()]
    return forbidden.length
      ? {
          name: `no-import-up-from-${name}`,
          severity: 'error',
          comment: 'Imports go down the tiers only; subscribe to the event by name instead.',
          from: { path: domain([name]) },
          to: { path: domain(forbidden) },
        }
      : null
  })
).filter(Boolean)

export default {
  forbidden: [
    ...upward,
    {
      name: 'no-foreign-insides',
      severity: 'error',
      comment: "Another domain's controllers, validators, listeners, jobs and tables are its own.",
      from: { path: '(?:^|/)app/([^/]+)/' },
      to: { path: `(?:^|/)app/(?!$1/)[^/]+/(?:${PRIVATE_FOLDERS.join('|')})/`, pathNot: '(?:^|/)app/core/(?:jobs|tables)/' },
    },
    {
      name: 'plugins-import-the-sdk-only',
      severity: 'error',
      from: { path: '(?:^|/)plugins/(?!sdk/)([^/]+)/' },
      to: { path: '(?:^|/)(?:app|services|start|config|database|plugins/(?!$1/|sdk/))' },
    },
    {
      name: 'services-know-no-domain',
      severity: 'error',
      from: { path: '(?:^|/)services/' },
      to: { path: '(?:^|/)(?:app|start|config|database)/' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: { pathNot: 'node_modules' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-resolvable',
      severity: 'error',
      comment: 'An alias nobody resolves would pass every other rule silently. `rialto:` is what the platform gives to scripts.',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(node:|bun:|rialto:)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(?:^|/)(?:build|tmp|storage|\\.adonisjs)/' },
    tsPreCompilationDeps: true,
    webpackConfig: { fileName: 'checks/resolver.cjs' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
