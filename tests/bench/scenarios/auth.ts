import { spawnSync } from 'node:child_process'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { hash, verify } from '@node-rs/argon2'
import { projectRoot, storagePath } from '../../../services/paths.js'
import { apiLogin, demoPeople, pageLogin } from '../support/client.js'
import { median } from '../support/figures.js'
import type { Figure } from '../support/report.js'

const OWNER = 'owner@northern.demo'
/** Answered from memory once it is clear who asks, in which company, and that they may: what is measured is the way there. */
const API_PATH = '/api/v1/service-tokens/scopes'
/** The seller panel's front door: session, rights, the panel's permission, and a redirect. */
const PAGE_PATH = '/seller'
const BARE_PATH = '/ping'
const WARM_UP = 200
const ROUNDS = 1_500
const SIGN_INS = 120
const AT_ONCE = 4
const RAISED = {
  'identity.sign_in_attempts_per_network': '1000000',
  'identity.sign_in_attempts_per_address': '100000',
  'identity.sign_in_attempts_per_account': '1000',
}
/** As app/core/crypto/argon2id_driver.ts hashes. */
const ARGON2ID = { algorithm: 2, memoryCost: 65_536, timeCost: 3, parallelism: 1 }

type Target = { path: string; headers: Record<string, string>; expected: number }

const agent = new Agent({ keepAlive: true, maxSockets: 1 })

/** What knowing who asks costs a request, and what a sign-in costs beside its hash. */
export async function measureAuth(url: string): Promise<Figure[]> {
  raiseSignInLimits()
  return [...(await measureOverheads(url)), ...(await measureSignIns(url))].map((figure) => ({ ...figure, part: 'auth' }))
}

/** The three in turns: what changes in between changes for all. */
async function measureOverheads(url: string): Promise<Figure[]> {
  const targets = {
    bare: { path: BARE_PATH, headers: {}, expected: 200 },
    token: { path: API_PATH, headers: { authorization: `Bearer ${await apiLogin(url, OWNER)}` }, expected: 200 },
    session: { path: PAGE_PATH, headers: { cookie: await pageLogin(url, OWNER), accept: 'text/html' }, expected: 302 },
  } satisfies Record<string, Target>
  const times: Record<keyof typeof targets, number[]> = { bare: [], token: [], session: [] }
  const names = Object.keys(targets) as (keyof typeof targets)[]
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const name of names) {
      const ms = await timeGet(url, targets[name])
      if (round >= 0) times[name].push(ms)
    }
  }
  const [bare, token, session] = [median(times.bare), median(times.token), median(times.session)]
  const note = (own: number[]) =>
    `${rounded(median(own))} ms against ${rounded(bare)} ms, ${ROUNDS} requests each, in turns; ` +
    `of the tenth fastest ${rounded(tenth(own) - tenth(times.bare))} ms: what it costs while nobody disturbs the machine`
  const goal = { unit: 'ms', goal: 1.5, better: 'less' as const }
  return [
    {
      name: 'an API request with an access token over a bare route, median',
      value: rounded(token - bare),
      note: note(times.token),
      ...goal,
    },
    { name: 'a page request with a session over a bare route, median', value: rounded(session - bare), note: note(times.session), ...goal },
  ]
}

function timeGet(url: string, { path, headers, expected }: Target): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const sent = request(url + path, { agent, headers }, (answer) => {
      answer.resume()
      answer.on('end', () => {
        if (answer.statusCode === expected) resolve(performance.now() - started)
        else reject(new Error(`${path} answered ${answer.statusCode}`))
      })
    })
    sent.on('error', reject)
    sent.end()
  })
}

/** Hashes alone, and sign-ins, as many at once: where the hash is all that counts, the rates are alike. */
async function measureSignIns(url: string): Promise<Figure[]> {
  const people = demoPeople()
  const { password } = people[0]
  const hashed = await hash(password, ARGON2ID)
  // As in life not all at once as one person: their sign-ins would wait for each other at their account's row.
  const bodies = people.map(({ email, password: own }) => JSON.stringify({ email, password: own }))
  let turn = 0
  const signIn = async () => {
    const answer = await fetch(`${url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: bodies[turn++ % bodies.length],
    })
    if (answer.status !== 200) throw new Error(`Sign-in answered ${answer.status}`)
    await answer.arrayBuffer()
  }
  const shares: { hashes: number; signIns: number }[] = []
  for (let round = 0; round < 3; round++) {
    shares.push({ hashes: await rateOf(() => verify(hashed, password)), signIns: await rateOf(signIn) })
  }
  const [hashes, signIns] = [median(shares.map((one) => one.hashes)), median(shares.map((one) => one.signIns))]
  return [
    {
      name: 'sign-ins by API, as a share of bare hashes',
      value: Math.round((100 * signIns) / hashes),
      unit: '%',
      goal: 70,
      better: 'more',
      note: `${rounded(signIns)} sign-ins a second against ${rounded(hashes)} hashes, ${AT_ONCE} at once`,
    },
  ]
}

async function rateOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  let left = SIGN_INS
  const worker = async () => {
    while (left-- > 0) await work()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return (SIGN_INS * 1_000) / (performance.now() - started)
}

/** All of them come from one address. */
function raiseSignInLimits() {
  for (const [key, value] of Object.entries(RAISED)) {
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(projectRoot(), 'build', 'bin', 'console.js'), 'settings:set', key, value],
      { cwd: projectRoot(), env: { ...process.env, RIALTO_STORAGE: storagePath() }, encoding: 'utf8' }
    )
    if (status !== 0) throw new Error(`${key} could not be set: ${stderr}`)
  }
}

const tenth = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 10)]
const rounded = (ms: number) => Math.round(ms * 100) / 100
