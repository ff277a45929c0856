/**
 * Walks the 17 endpoints that registry clients know, in both casings and with the answers they give to mistakes, against a running
 * instance; says every difference in shape and exits with 1 where there is one.
 *
 *   WALK_ADMIN_EMAIL=… WALK_ADMIN_PASSWORD=… node scripts/walk_registry_api.mjs http://127.0.0.1:3333 [--wait 300]
 *
 * It makes accounts, a plugin and reviews of its own: not for an instance whose figures matter. Where versions are looked at by a
 * moderator it waits `--wait` seconds for somebody to approve the two that it names.
 */
import { createHash, randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { differences, HEALTH, SHAPES, toCamel } from './registry_api/shapes.mjs'

/** Answers the hook `discount@1` with nothing. */
const MODULE = Buffer.from('AGFzbQEAAAABBQFgAAF/AwIBAAUEAQEBAgcPAQtkaXNjb3VudF92MQAACgYBBABBAAs=', 'base64')
const CHECKSUM = createHash('sha256').update(MODULE).digest('hex')
const CAMEL = 'application/vnd.mockforge.v2+json'
const PASSWORD = randomBytes(12).toString('base64url')

/**
 * @param options.approve Called with the plugin's name when its versions wait for a moderator.
 * @returns What was asked and every difference found.
 */
export async function walkRegistryApi({ url, admin, approve }) {
  const walk = new Walk(url)
  const name = `walk-${letters(10)}`
  await walk.ask(1, 'GET', '/health', { shape: HEALTH })
  const people = await signUp(walk)
  await publish(walk, { name, token: people.publisher })
  await approve(name)
  await readAll(walk, name)
  await review(walk, { name, people })
  await administer(walk, { name, admin })
  await yank(walk, { name, token: people.publisher })
  await refuse(walk, { name, people })
  return { asked: walk.asked, problems: walk.problems, endpoints: [...walk.endpoints].sort((a, b) => a - b) }
}

async function signUp(walk) {
  const people = {}
  for (const role of ['publisher', 'reviewer', 'voter']) {
    const username = `walk-${letters(8)}`
    const account = { username, email: `${username}@example.test`, password: PASSWORD }
    await walk.ask(8, 'POST', '/api/v1/auth/register', { body: account, status: [200, 201], shape: SHAPES.tokens })
    const { email, password } = account
    const { body } = await walk.ask(9, 'POST', '/api/v1/auth/login', { body: { email, password }, shape: SHAPES.tokens })
    people[role] = body.token
  }
  return people
}

/** Both shapes of clients, both casings. */
async function publish(walk, { name, token }) {
  const about = { name, description: 'Walks the API', category: 'testing', license: 'MIT', tags: ['walk'] }
  const inline = { ...about, version: '1.0.0', checksum: CHECKSUM, file_size: MODULE.length, wasm_data: MODULE.toString('base64') }
  await walk.ask(10, 'POST', '/api/v1/plugins/publish', { token, body: inline, shape: SHAPES.published })

  const announced = { ...about, version: '1.1.0', author: { name: 'Walk' }, repository: null, homepage: null }
  const body = camelKeys({ ...announced, checksum: CHECKSUM, size: MODULE.length, min_mockforge_version: '0.1.0' })
  const first = await walk.ask(10, 'POST', '/api/v1/plugins/publish', { token, body, isCamel: true, shape: SHAPES.published })
  const address = new URL(first.body.uploadUrl ?? '/', walk.url)
  await walk.ask(10, 'PUT', address.pathname + address.search, { bytes: MODULE, shape: SHAPES.published })
}

async function readAll(walk, name) {
  for (const isCamel of [false, true]) {
    const plugin = `/api/v1/plugins/${name}`
    const question = { query: name, category: null, tags: [], sort: 'relevance', page: 0, per_page: 20 }
    const body = isCamel ? camelKeys(question) : question
    const found = await walk.ask(2, 'POST', '/api/v1/plugins/search', { body, isCamel, shape: SHAPES.search })
    walk.expect(found.body.plugins?.[0]?.name === name, `2: a search for ${name} does not find it`)
    await walk.ask(2, 'POST', '/api/v1/plugins/search', { body: {}, isCamel, shape: SHAPES.search })
    await walk.ask(3, 'GET', plugin, { isCamel, shape: SHAPES.entry })
    await walk.ask(4, 'GET', `${plugin}/versions/1.1.0`, { isCamel, shape: SHAPES.version })
    await walk.ask(5, 'GET', `${plugin}/reviews?page=0&per_page=20`, { isCamel, shape: SHAPES.reviews })
    // These were snake_case for every client, and stayed so.
    await walk.ask(6, 'GET', `${plugin}/badges`, { accept: isCamel, shape: SHAPES.badges })
    await walk.ask(7, 'GET', '/api/v1/stats', { accept: isCamel, shape: SHAPES.stats })
  }
  const { response } = await walk.ask(16, 'GET', `/api/v1/plugins/${name}/versions/1.0.0/download`, { status: [307] })
  const bytes = await fetch(new URL(response.headers.get('location') ?? '/', walk.url)).then((answer) => answer.arrayBuffer())
  walk.expect(createHash('sha256').update(Buffer.from(bytes)).digest('hex') === CHECKSUM, '16: the address has other bytes')
}

async function review(walk, { name, people }) {
  const path = `/api/v1/plugins/${name}/reviews`
  const text = { version: '1.0.0', rating: 4, title: 'It walks', comment: 'It does what it says, step by step.' }
  const first = await walk.ask(12, 'POST', path, { token: people.reviewer, body: text, shape: SHAPES.reviewed })
  const other = await walk.ask(12, 'POST', path, { token: people.voter, body: text, isCamel: true, shape: SHAPES.reviewed })
  const again = await walk.ask(12, 'POST', path, { token: people.reviewer, body: text, status: [400], shape: SHAPES.problem })
  const said = 'You have already reviewed this plugin. Please edit your existing review.'
  walk.expect(again.body.error === said, `12: a second review answers "${again.body.error}"`)
  const mine = `${path}/${first.body.review_id}`
  await walk.ask(13, 'POST', `${mine}/vote`, { token: people.voter, body: { helpful: true }, shape: SHAPES.done })
  const theirs = `${path}/${other.body.reviewId}`
  await walk.ask(13, 'POST', `${theirs}/vote`, { token: people.reviewer, body: { helpful: false }, isCamel: true, shape: SHAPES.done })
  await walk.ask(17, 'PUT', mine, { token: people.reviewer, body: { ...text, rating: 5 }, shape: SHAPES.reviewed })
  await walk.ask(17, 'PUT', theirs, { token: people.voter, body: { ...text, rating: 3 }, isCamel: true, shape: SHAPES.reviewed })
  const { body } = await walk.ask(5, 'GET', path, { shape: SHAPES.reviews })
  walk.expect(body.total === 2 && body.reviews?.length === 2, '5: the reviews written are not shown')
}

async function administer(walk, { name, admin }) {
  const { body } = await walk.ask(9, 'POST', '/api/v1/auth/login', { body: admin, shape: SHAPES.tokens })
  for (const verified of [true, false]) {
    const path = `/api/v1/admin/plugins/${name}/verify`
    const answer = await walk.ask(14, 'POST', path, { token: body.token, body: { verified }, shape: SHAPES.verified })
    walk.expect((answer.body.verified_at !== null) === verified, '14: verified_at does not follow verified')
  }
  await walk.ask(15, 'GET', '/api/v1/admin/stats', { token: body.token, shape: SHAPES.adminStats })
}

async function yank(walk, { name, token }) {
  await walk.ask(11, 'DELETE', `/api/v1/plugins/${name}/versions/1.0.0/yank`, { token, shape: SHAPES.done })
  await walk.ask(11, 'DELETE', `/api/v1/plugins/${name}/versions/1.1.0/yank`, { token, isCamel: true, shape: SHAPES.done })
  const { body } = await walk.ask(4, 'GET', `/api/v1/plugins/${name}/versions/1.0.0`, { shape: SHAPES.version })
  walk.expect(body.yanked === true, '4: a yanked version does not say so')
  await walk.ask(16, 'GET', `/api/v1/plugins/${name}/versions/1.0.0/download`, { status: [307] })
}

/** Mistakes are answered in one shape. */
async function refuse(walk, { name, people }) {
  const nowhere = '/api/v1/plugins/there-is-no-such-plugin'
  const absent = { status: [404], shape: SHAPES.problem }
  await walk.ask(3, 'GET', nowhere, absent)
  await walk.ask(4, 'GET', `/api/v1/plugins/${name}/versions/9.9.9`, absent)
  await walk.ask(5, 'GET', `${nowhere}/reviews`, absent)
  await walk.ask(6, 'GET', `${nowhere}/badges`, absent)
  await walk.ask(16, 'GET', `${nowhere}/versions/1.0.0/download`, absent)
  const { body } = await walk.ask(10, 'POST', '/api/v1/plugins/publish', { body: {}, status: [401], shape: SHAPES.problem })
  walk.expect(body.error_code === 'AUTH_REQUIRED', `10: without a token the code is ${body.error_code}`)
  await walk.ask(10, 'POST', '/api/v1/plugins/publish', { token: people.publisher, body: { name }, status: [422], shape: SHAPES.problem })
  await walk.ask(15, 'GET', '/api/v1/admin/stats', { token: people.voter, status: [403], shape: SHAPES.problem })
}

class Walk {
  asked = 0
  problems = []
  endpoints = new Set()

  constructor(url) {
    this.url = url
  }

  expect(holds, problem) {
    if (!holds) this.problems.push(problem)
  }

  /** `accept`: asks for the newer casing where the answer keeps the older one. */
  async ask(endpoint, method, path, { token, body, bytes, shape, status = [200], isCamel = false, accept = isCamel }) {
    this.asked++
    this.endpoints.add(endpoint)
    const response = await fetch(new URL(path, this.url), {
      method,
      redirect: 'manual',
      headers: {
        accept: accept ? CAMEL : 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      body: body ? JSON.stringify(body) : bytes,
    })
    const answer = parse(await response.text())
    const label = `${endpoint}: ${method} ${path}${accept ? ' (newer casing)' : ''}`
    if (!status.includes(response.status)) {
      this.problems.push(`${label} answers ${response.status} ${answer.error ?? ''} ${JSON.stringify(answer.details ?? '')}`)
    } else if (shape) {
      this.problems.push(...differences(shape, answer, { isCamel }).map((problem) => `${label}: ${problem}`))
    }
    return { response, body: answer }
  }
}

const camelKeys = (record) => Object.fromEntries(Object.entries(record).map(([key, value]) => [toCamel(key), value]))
const letters = (length) => Array.from(randomBytes(length), (byte) => 'bcdfghjkpqrstxyz'[byte % 16]).join('')

function parse(text) {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return {}
  }
}

/** Looks every few seconds whether somebody approved it. */
const waitFor = (url, seconds) => async (name) => {
  for (const until = Date.now() + seconds * 1_000; ; await new Promise((done) => setTimeout(done, 2_000))) {
    const answers = ['1.0.0', '1.1.0'].map((version) => fetch(new URL(`/api/v1/plugins/${name}/versions/${version}`, url)))
    if ((await Promise.all(answers)).every(({ status }) => status === 200)) return
    if (Date.now() > until) throw new Error(`Nobody approved ${name} 1.0.0 and 1.1.0: say --wait, and approve them meanwhile`)
    console.log(`${name} 1.0.0 and 1.1.0 wait for a moderator`)
  }
}

async function main([url = 'http://127.0.0.1:3333', flag, seconds = '0']) {
  const { WALK_ADMIN_EMAIL: email, WALK_ADMIN_PASSWORD: password } = process.env
  if (!email || !password) throw new Error('Name an administrator: WALK_ADMIN_EMAIL and WALK_ADMIN_PASSWORD')
  const approve = waitFor(url, flag === '--wait' ? Number(seconds) : 0)
  const { asked, problems, endpoints } = await walkRegistryApi({ url, admin: { email, password }, approve })
  problems.forEach((problem) => console.log(`✘ ${problem}`))
  console.log(`${endpoints.length} endpoints, ${asked} requests, ${problems.length} differences`)
  return problems.length ? 1 : 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv.slice(2)).catch((error) => {
    console.error(error.cause?.message ?? error.message)
    return 1
  })
}
