import { inject } from '@adonisjs/core'
import { PluginHost } from '#runtime/host/plugin_host'
import { findHook, type Hook } from '#runtime/hooks/define_hook'
import { hookLimits } from '#runtime/hooks/hook_limits'
import { findProblems } from '#runtime/manifest/schema_checker'
import { defaultSettings } from '#runtime/manifest/settings_form'
import { ComputedAnswers } from '#runtime/fixtures/computed_answers'
import { milliseconds, NOON } from '#runtime/fixtures/fixture_platform'
import { RecordingDesk, type RecordedRequest } from '#runtime/host_calls/recording_desk'
import { Turns } from '#runtime/host_calls/turns'
import { askedHosts } from '#runtime/dry_run/asked_hosts'
import type { CallOutcome, CallOutcomeKind } from '#runtime/host/call_types'
import type { PluginManifest } from '#runtime/manifest/plugin_manifest'

/** A module that passed the gate, and what is declared of it. */
export interface DryRunSubject {
  digest: string
  gated: Uint8Array
  manifest: PluginManifest
}

/** One hook that was called with its own example, away from every shop. */
export interface HookDryRun {
  hook: string
  outcome: CallOutcomeKind | 'invalid_output' | 'not_reached'
  error: string | null
  fuel: number
  fuelLimit: number
  durationMs: number
  /** What it asked the platform for, and how often. */
  calls: Record<string, number>
  /** Where it wanted to go: host names as `http_fetch` was given them. */
  hosts: string[]
}

/** Shares of the host are counted by owner: what is tried takes no more than one tenant may, and never fills its queue. */
const OWNER = 'registry-scan'
const turns = new Turns(8)

const ERROR_LENGTH = 1_000
const NAME_LENGTH = 100
const MOST_NAMES = 30

const decoder = new TextDecoder('utf-8', { fatal: true })
const encoder = new TextEncoder()

/**
 * Calls every declared hook once, in the plugin host, with the hook's example, its usual limits, and a desk that only writes down: no
 * network, no values of a tenant, the same time and the same random bytes always. Never rejects; all hooks together take
 * no longer than `budgetMs`.
 */
@inject()
export class DryRun {
  constructor(private readonly host: PluginHost) {}

  /** The time begins when it is its turn. */
  run(subject: DryRunSubject, budgetMs: number): Promise<HookDryRun[]> {
    return turns.take(OWNER, () => this.#run(subject, budgetMs))
  }

  async #run(subject: DryRunSubject, budgetMs: number): Promise<HookDryRun[]> {
    const endsAt = performance.now() + budgetMs
    const done: HookDryRun[] = []
    for (const id of subject.manifest.hooks) {
      const hook = findHook(id)
      const left = Math.floor(endsAt - performance.now())
      if (hook) done.push(left > 0 ? await this.#try(subject, { hook, left }) : notReached(hook))
    }
    return done
  }

  async #try({ digest, gated, manifest }: DryRunSubject, { hook, left }: { hook: Hook; left: number }): Promise<HookDryRun> {
    const secrets = Object.fromEntries(Object.keys(manifest.secrets ?? {}).map((name) => [name, 'dry run']))
    const fixture = { name: 'dry run', path: '', hook: hook.id, input: hook.example.input, secrets }
    const desk = new RecordingDesk(new ComputedAnswers(fixture, manifest), () => milliseconds(NOON))
    const outcome = await this.host.call({
      digest,
      loadModule: () => Promise.resolve(gated),
      fn: hook.exportName,
      owner: OWNER,
      input: encoder.encode(JSON.stringify(hook.example.input)),
      settings: encoder.encode(JSON.stringify(defaultSettings(manifest.settings))),
      limits: { ...hookLimits(hook), wallMs: left },
      onHostCall: (call) => desk.answer(call),
    })
    return describe(hook, outcome, desk)
  }
}

function describe(hook: Hook, outcome: CallOutcome, { requests }: RecordingDesk): HookDryRun {
  const problem = outcome.outcome === 'ok' ? problemOf(hook, outcome) : null
  const error = problem ?? outcome.error ?? null
  return {
    hook: hook.id,
    outcome: problem === null ? outcome.outcome : 'invalid_output',
    error: error === null ? null : plain(error, ERROR_LENGTH),
    fuel: Math.round(outcome.fuelUsed),
    fuelLimit: hookLimits(hook).fuel,
    durationMs: Math.round(outcome.durationMs * 100) / 100,
    calls: countCalls(requests),
    hosts: askedHosts(requests).map((host) => plain(host, NAME_LENGTH)),
  }
}

/** A script may ask for any name, and for many. */
function countCalls(requests: readonly RecordedRequest[]): Record<string, number> {
  const calls = new Map<string, number>()
  for (const { name } of requests) {
    const known = calls.size < MOST_NAMES || calls.has(name) ? plain(name, NAME_LENGTH) : '…'
    calls.set(known, (calls.get(known) ?? 0) + 1)
  }
  return Object.fromEntries(calls)
}

/** What a plugin wrote, as it can be kept: without control characters and halves of characters. */
const plain = (text: string, most: number): string =>
  text
    .slice(0, most)
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')

function problemOf(hook: Hook, { output }: CallOutcome): string | null {
  try {
    const [problem] = findProblems(hook.output, JSON.parse(decoder.decode(output)))
    return problem ? `The answer does not fit the hook: ${problem.field || 'it'} ${problem.message}.` : null
  } catch {
    return 'The answer is not JSON in UTF-8.'
  }
}

const notReached = (hook: Hook): HookDryRun => ({
  hook: hook.id,
  outcome: 'not_reached',
  error: null,
  fuel: 0,
  fuelLimit: hookLimits(hook).fuel,
  durationMs: 0,
  calls: {},
  hosts: [],
})
