import { createHash } from 'node:crypto'
import { stripTypeScriptTypes } from 'node:module'
import { GuestTrap } from '../host/guest_trap.ts'
import { HOST_MODULE, capabilityOf } from '../host/quickjs/host_module.ts'
import { INITIAL_PAGES } from '../host/quickjs/own_memory.ts'
import { ScriptProgram, ScriptRefused } from '../host/quickjs/script_program.ts'
import { inWords } from '../host/quickjs/thrown_error.ts'
import { finding } from './findings.ts'
import { GATE_LIMITS } from './gate_limits.ts'
import { GateRefusal } from './gate_refusal.ts'
import { type GateResult, type GateVerdict } from './gate_verdict.ts'
import { GATE_VERSIONS, HOOK_EXPORT } from './inspect_module.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })
const NAMESPACE_IMPORT = /\bimport\s*(?:[\w$]+\s*,\s*)?\*\s*as\s+[\w$]+\s*from\s*(['"])rialto:host\1/

/**
 * Judges a script, TypeScript or JavaScript: takes the types away and has the engine load what is left, which tells
 * what it imports and exports. Its top level runs for that, with the fuel and memory every script has, and without
 * anything to ask. The same bytes give the same verdict and the same JavaScript.
 */
export function gateScript(bytes: Uint8Array, engine: WebAssembly.Module): GateResult {
  const verdict = blankVerdict(bytes)
  try {
    const source = readSource(bytes)
    const script = new TextEncoder().encode(withoutTypes(source))
    describe(new ScriptProgram(engine, script), verdict)
    if (NAMESPACE_IMPORT.test(source)) throw new GateRefusal('script_namespace', { from: HOST_MODULE })
    verdict.ok = true
    return { verdict, gated: script }
  } catch (error) {
    verdict.findings.push(refusalOf(error).finding)
    return { verdict }
  }
}

function blankVerdict(bytes: Uint8Array): GateVerdict {
  return {
    ok: false,
    engine: 'quickjs',
    ...GATE_VERSIONS,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    imports: [],
    exports: [],
    hooks: [],
    capabilities: [],
    limits: { script_bytes: { used: bytes.length, allowed: GATE_LIMITS.script_bytes } },
    memory: { initialPages: INITIAL_PAGES, declaredMaximum: null, maximumPages: GATE_LIMITS.memory_pages },
    findings: [],
  }
}

function readSource(bytes: Uint8Array): string {
  const { script_bytes: allowed } = GATE_LIMITS
  if (bytes.length > allowed) throw new GateRefusal('script_too_large', { used: bytes.length, allowed })
  try {
    const source = utf8.decode(bytes)
    if (!source.includes('\0')) return source
  } catch {
    // Said below, as for a NUL.
  }
  throw new GateRefusal('script_not_text')
}

/** Types are blanked out, so that lines and columns stay those of the source. */
function withoutTypes(source: string): string {
  try {
    return stripTypeScriptTypes(source, { mode: 'strip' })
  } catch (error) {
    throw new GateRefusal('script_refused', { reason: typeProblem(error as Error) })
  }
}

/** The stripper shows the line with a caret below it; the first line of its message is what it says. */
function typeProblem({ message, stack }: Error): string {
  const line = /^[^\n]*?:(\d+)\n/.exec(stack ?? '')?.[1]
  const said = message.split('\n').find((part) => part.trim() !== '') ?? 'The source can not be read'
  return `${said.trim()}${line ? ` (line ${line})` : ''}. Types are only taken away: enums, namespaces and parameter properties, which make code, are not offered.`
}

function describe(program: ScriptProgram, verdict: GateVerdict): void {
  const capabilities = program.imports.map((name) => ({ name, capability: capabilityOf(name) ?? null }))
  verdict.imports = capabilities.map(({ name, capability }) => ({ module: HOST_MODULE, name, capability }))
  verdict.exports = program.exports.map(({ name, type }) => ({ name, kind: type === 'function' ? 'function' : 'global' }))
  verdict.hooks = program.exports.filter(({ name, type }) => type === 'function' && HOOK_EXPORT.test(name)).map(({ name }) => name)
  verdict.hooks.sort()
  const asked = capabilities.map(({ capability }) => capability).filter((capability) => capability !== null)
  verdict.capabilities = [...new Set(asked)].sort()
  if (verdict.hooks.length === 0) verdict.findings.push(finding('script_no_hook', {}, 'warning'))
}

function refusalOf(error: unknown): GateRefusal {
  if (error instanceof GateRefusal) return error
  if (error instanceof ScriptRefused && isLinkError(error)) {
    return new GateRefusal('script_module_unknown', { from: error.refusedImports[0]! })
  }
  if (error instanceof ScriptRefused) return new GateRefusal('script_refused', { reason: inWords(error.thrown) })
  if (error instanceof GuestTrap) return new GateRefusal('script_refused', { reason: error.message })
  throw error
}

/** A module that nobody offers is empty: what is imported from it by name is missing. */
const isLinkError = ({ thrown, refusedImports }: ScriptRefused): boolean =>
  refusedImports.length > 0 && thrown.text.startsWith('SyntaxError: Could not find export')
