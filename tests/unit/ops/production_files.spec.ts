import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { parse } from 'yaml'
import { test } from '@japa/runner'
import { projectRoot } from '#services/environment'

interface Service {
  image?: string
  build?: string
  command?: string[]
  environment?: Record<string, unknown>
  volumes?: string[]
  healthcheck?: { test?: string[]; disable?: boolean }
  restart?: string
  ports?: string[]
}

const read = (path: string) => readFileSync(join(projectRoot(), path), 'utf8')
const text = read('docker-compose.yml')
const compose = parse(text, { merge: true }) as { services: Record<string, Service>; volumes: object; secrets: object }
const services = Object.entries(compose.services)
/** They do their work and end. */
const oneShot = (service: Service) => service.restart === 'no'

const schema = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(
  JSON.parse(read('ops/compose-spec.json').replace('https://json-schema.org', 'http://json-schema.org'))
)

/** Metrics that the code declares; histograms are asked for by the names of their parts. */
const declaredMetrics = () =>
  new Set(
    globSync('app/**/*.ts', { cwd: projectRoot() })
      .flatMap((path) => [...read(path).matchAll(/name: '(rialto_\w+)'/g)])
      .map(([, name]) => name)
  )
const metricsIn = (source: string) => [...source.matchAll(/\brialto_\w+/g)].map(([name]) => name.replace(/_(bucket|count|sum)$/, ''))

test.group('Production files', () => {
  test('docker-compose.yml is what the compose specification allows', ({ assert }) => {
    assert.isTrue(schema(compose), JSON.stringify(schema.errors))
  })

  test('the schema would notice a mistake', ({ assert }) => {
    assert.isFalse(schema({ services: { web: { image: 'x', no_such_key: 1 } } }))
    assert.isFalse(schema({ services: { web: { image: 'x', healthcheck: { interval: 5 } } } }))
  })

  test('it runs every part of the design', ({ assert }) => {
    const wanted = ['web', 'worker', 'migrate', 'postgres', 'redis', 'meilisearch', 'clickhouse', 'minio', 'caddy', 'prometheus', 'grafana']
    assert.includeMembers(Object.keys(compose.services), wanted)
  })

  test('every service that stays is watched, restarted and pinned to a version', ({ assert }) => {
    for (const [name, service] of services.filter(([, one]) => !oneShot(one))) {
      assert.isNotEmpty(service.healthcheck?.test, `${name} has no health check`)
      assert.equal(service.restart, 'unless-stopped', name)
      assert.match(service.image!, /:[^:]*\d|RIALTO_VERSION/, `${name} is not pinned`)
    }
  })

  test('only the proxy is reached from outside', ({ assert }) => {
    const open = services.filter(([, { ports }]) => ports?.some((port) => !port.startsWith('127.0.0.1:')))
    assert.deepEqual(
      open.map(([name]) => name),
      ['caddy']
    )
  })

  test('it holds no secret, and the example names each variable that it wants', ({ assert }) => {
    const example = read('ops/production.env.example')
    const wanted = new Set([...text.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name))
    for (const name of wanted) assert.match(example, new RegExp(`^${name}=`, 'm'))
    for (const [, value] of text.matchAll(/^ +\w*(?:PASSWORD|SECRET|TOKEN|KEY|ACCESS)\w*: (.+)$/gm)) assert.match(value, /^\$\{|^\*/)
  })

  test('Rialto is given variables that it knows, and every server it has a driver for', ({ assert }) => {
    const known = new Set([...read('start/env.ts').matchAll(/^ {2}([A-Z][A-Z0-9_]+): Env/gm)].map(([, name]) => name))
    const given = Object.keys(compose.services.web.environment!)
    assert.isEmpty(given.filter((name) => !known.has(name)))
    for (const name of ['DATABASE_URL', 'REDIS_URL', 'CLICKHOUSE_URL', 'MEILISEARCH_URL', 'S3_ENDPOINT']) assert.include(given, name)
  })

  test('what is mounted and started exists', ({ assert }) => {
    for (const [name, { volumes = [], command = [] }] of services) {
      for (const [source] of volumes.map((volume) => volume.split(':'))) {
        assert.isTrue(source.startsWith('.') ? existsSync(join(projectRoot(), source)) : source in compose.volumes, `${name}: ${source}`)
      }
      const entry = command
        .find((word) => word.startsWith('build/'))
        ?.replace('build/', '')
        .replace(/\.js$/, '.ts')
      if (entry) assert.isTrue(existsSync(join(projectRoot(), entry)), `${name}: ${entry}`)
    }
    const [, entry] = /CMD \["node", "build\/([^"]+)\.js"\]\s*$/.exec(read('Dockerfile'))!
    assert.isTrue(existsSync(join(projectRoot(), `${entry}.ts`)))
  })

  test('Prometheus scrapes with the token that compose hands it', ({ assert }) => {
    const { scrape_configs: jobs, rule_files: rules } = parse(read('ops/prometheus/prometheus.yml'))
    const job = jobs.find((one: { job_name: string }) => one.job_name === 'rialto')
    assert.equal(job.metrics_path, '/metrics')
    assert.equal(job.authorization.credentials_file, '/run/secrets/metrics_token')
    assert.deepEqual(compose.secrets, { metrics_token: { environment: 'METRICS_TOKEN' } })
    for (const file of rules) assert.isNotEmpty(parse(read(`ops/prometheus/${file}`)).groups)
    assert.match(read('ops/caddy/Caddyfile'), /@private path \/metrics\n\trespond @private 404/)
  })

  test('alerts and dashboards ask for metrics that exist', ({ assert }) => {
    const declared = declaredMetrics()
    const files = ['ops/prometheus/alerts.yml', ...globSync('ops/grafana/dashboards/*.json', { cwd: projectRoot() })]
    assert.isAbove(files.length, 3)
    for (const file of files) {
      const asked = metricsIn(read(file))
      assert.isNotEmpty(asked, file)
      assert.isEmpty(
        asked.filter((name) => !declared.has(name)),
        file
      )
    }
  })

  test('dashboards are provisioned, each under an id of its own', ({ assert }) => {
    const dashboards = globSync('ops/grafana/dashboards/*.json', { cwd: projectRoot() }).map((path) => JSON.parse(read(path)))
    assert.lengthOf(new Set(dashboards.map(({ uid }) => uid)), dashboards.length)
    const { uid } = parse(read('ops/grafana/provisioning/datasources/prometheus.yml')).datasources[0]
    for (const { panels } of dashboards) for (const panel of panels) assert.equal(panel.datasource.uid, uid)
  })
})
