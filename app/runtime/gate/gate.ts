import { createHash } from 'node:crypto'
import { type LimitName } from './gate_limits.ts'
import { PLUGIN_PROFILE, type GateProfile } from './gate_profile.ts'
import { GateRefusal } from './gate_refusal.ts'
import { type GateFinding, type GateResult, type GateVerdict } from './gate_verdict.ts'
import { GATE_VERSIONS, inspectParsed, type UsedLimits } from './inspect_module.ts'
import { parseModule } from './module_parser.ts'
import { rewriteModule } from './module_rewriter.ts'
import { type ParsedModule } from './parsed_module.ts'

/**
 * Judges a module and, if it may run, rewrites it so that it can't run for ever or take more memory than allowed.
 * Pure and deterministic. The original is validated first: code that is invalid alone could become valid through
 * what the gate adds, and write its own fuel. Judged by the measure of plugins unless told another.
 */
export function gateModule(bytes: Uint8Array<ArrayBuffer>, profile: GateProfile = PLUGIN_PROFILE): GateResult {
  const verdict = blankVerdict(bytes)
  try {
    const gated = passGate(bytes, { verdict, profile })
    verdict.ok = gated !== undefined
    return gated ? { verdict, gated } : { verdict }
  } catch (error) {
    if (!(error instanceof GateRefusal)) throw error
    verdict.findings.push(error.finding)
    return { verdict }
  }
}

function blankVerdict(bytes: Uint8Array): GateVerdict {
  return {
    ok: false,
    engine: 'extism',
    ...GATE_VERSIONS,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    imports: [],
    exports: [],
    hooks: [],
    capabilities: [],
    limits: {},
    memory: null,
    findings: [],
  }
}

type Judging = { verdict: GateVerdict; profile: GateProfile }

function passGate(bytes: Uint8Array<ArrayBuffer>, { verdict, profile }: Judging): Uint8Array | undefined {
  refuseOversize(bytes.length, profile)
  if (!WebAssembly.validate(bytes)) {
    throw new GateRefusal('invalid_module')
  }
  const module = parseModule(bytes)
  describe(module, { verdict, profile })
  if (hasErrors(verdict.findings)) return undefined

  const { bytes: gated, most } = rewriteModule(module, profile)
  recordLimits({ verdict, profile }, most)
  if (!WebAssembly.validate(gated as Uint8Array<ArrayBuffer>)) {
    throw new GateRefusal('not_prepared')
  }
  return gated
}

function refuseOversize(size: number, { limits }: GateProfile): void {
  if (size <= limits.upload_bytes) return
  throw new GateRefusal('file_too_large', { used: size, allowed: limits.upload_bytes })
}

function describe(module: ParsedModule, { verdict, profile }: Judging): void {
  const { findings, capabilities, hooks, used } = inspectParsed(module, profile)
  verdict.findings.push(...findings)
  verdict.capabilities = capabilities
  verdict.hooks = hooks
  verdict.exports = module.exports.map(({ name, kind }) => ({ name, kind }))
  verdict.imports = module.imports.map(({ module: from, name }) => ({
    module: from,
    name,
    capability: profile.imports(from, name)?.capability ?? null,
  }))
  verdict.memory = module.memory && {
    initialPages: module.memory.initial,
    declaredMaximum: module.memory.maximum,
    maximumPages: Math.min(module.memory.maximum ?? Infinity, profile.limits.memory_pages),
  }
  recordLimits({ verdict, profile }, { ...used, upload_bytes: verdict.size })
}

function recordLimits({ verdict, profile }: Judging, used: UsedLimits): void {
  for (const name of Object.keys(used) as LimitName[]) {
    verdict.limits[name] = { used: used[name]!, allowed: profile.limits[name] }
  }
}

const hasErrors = (findings: readonly GateFinding[]): boolean => findings.some(({ severity }) => severity === 'error')
