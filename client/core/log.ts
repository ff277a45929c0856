import { canonicalName } from '#registry/names/plugin_name'
import { GENESIS, hashOfLink, sha256Hex, statementOf, type LogLink } from '#registry/log/log_chain'
import { isSignedBy } from '#registry/signing/ed25519'
import { untrusted } from './failure.js'
import type { LockedPlugin } from '#registry/dependencies/lockfile/lockfile'
import type { Registry } from './registry.js'
import type { Trust } from './trust.js'

type Entry = LogLink & { payload: string; hash: string; signature: string; public_key: string }
type Page = { data: Entry[]; meta: { next_after: number | null; head: { seq: number; hash: string } } }
type Said = { plugin?: string; version?: string; sha256?: string; act?: string; reason?: string | null }

export interface LogView {
  entries: number
  head: string
  said: { event: string; payload: Said }[]
}

const PAGE = 500

/** Reads the whole log and checks every link of it. Throws where a link, a payload or a signature does not hold. */
export async function readLog(registry: Registry, trust: Trust): Promise<LogView> {
  const said: LogView['said'] = []
  let [seq, previous, signer] = [0, GENESIS, '']
  for (;;) {
    const { data, meta } = await registry.json<Page>(`log?after=${seq}&limit=${PAGE}`)
    for (const entry of data) {
      const problem = findProblem(entry, { seq: seq + 1, previous })
      if (problem) throw untrusted(`The public log is broken at entry ${seq + 1}: ${problem}`)
      said.push({ event: entry.event, payload: JSON.parse(entry.payload) as Said })
      seq = entry.seq
      previous = entry.hash
      signer = entry.public_key
    }
    if (data.length === PAGE) continue
    if (meta.head.seq < seq || (meta.head.seq === seq && meta.head.hash !== previous)) {
      throw untrusted('The public log has another end than it says')
    }
    // Each link covers all before it: who signed the last one stands for earlier keys as well.
    if (seq && trust.key && signer !== trust.key && !(await trust.follow(signer))) {
      throw untrusted('The public log ends with the signature of another key than the one trusted')
    }
    return { entries: seq, head: previous, said }
  }
}

function findProblem(entry: Entry, { seq, previous }: { seq: number; previous: string }): string | null {
  if (entry.seq !== seq || entry.prev_hash !== previous) return 'an entry before it is missing or was put in'
  if (sha256Hex(entry.payload) !== entry.payload_hash) return 'its payload was changed'
  if (hashOfLink(entry) !== entry.hash) return 'it was changed'
  return isSignedBy(entry.public_key, statementOf(entry.hash), entry.signature) ? null : 'its signature does not hold'
}

/** What the log holds against a plugin: that it never let it out, or took it back since. */
export function troubleOf({ name, version, digest }: LockedPlugin, { said }: LogView): string[] {
  let [isOut, hidden, blocked] = [false, '', '']
  for (const { event, payload } of said) {
    if (event === 'digest_blocked' && payload.sha256 === digest) blocked = 'the registry blocked its bytes'
    if (event === 'digest_allowed' && payload.sha256 === digest) blocked = ''
    if (!payload.plugin || canonicalName(payload.plugin) !== name) continue
    if (payload.version === undefined) hidden = /taken_down|quarantined|deleted/.test(event) ? sayTakenBack(event, payload) : ''
    if (payload.version !== version) continue
    if (event === 'version_published') isOut = payload.sha256 === digest
    if (/quarantined|removed/.test(event)) isOut = false
  }
  return [...(isOut ? [] : ['the public log does not name it as published']), ...[hidden, blocked].filter(Boolean)]
}

const sayTakenBack = (event: string, { reason }: Said) => `the registry took it back (${event}${reason ? `: ${reason}` : ''})`
