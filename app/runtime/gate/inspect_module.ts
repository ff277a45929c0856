import { encodeIndex } from './byte_writer.ts'
import { FUEL_VERSION, GATE_VERSION, RESERVED_EXPORT_PREFIX, type LimitName } from './gate_limits.ts'
import { type GateLimits, type GateProfile } from './gate_profile.ts'
import { type GateFinding } from './gate_verdict.ts'
import { SECTION, valueTypeName, type FunctionType, type ParsedModule } from './parsed_module.ts'

/** Hooks are exported functions without parameters, named `<hook>_v<version>`. */
const HOOK_EXPORT = /^[a-z][a-z0-9_]*_v[1-9]\d{0,2}$/

export type UsedLimits = Partial<Record<LimitName, number>>

export interface Inspection {
  findings: GateFinding[]
  capabilities: string[]
  hooks: string[]
  used: UsedLimits
}

export const GATE_VERSIONS = { gateVersion: GATE_VERSION, fuelVersion: FUEL_VERSION }

/** Judges a parsed module against the allow-list and the limits; collects all that is wrong, so that one upload shows everything. */
export function inspectParsed(module: ParsedModule, { imports, limits }: GateProfile): Inspection {
  const used = measure(module)
  return {
    findings: [
      ...checkImports(module, imports),
      ...checkExports(module),
      ...checkLimits(used, limits),
      ...checkMemory(module, limits),
      ...remarks(module),
    ],
    capabilities: neededCapabilities(module, imports),
    hooks: findHooks(module),
    used,
  }
}

function measure(module: ParsedModule): UsedLimits {
  const sizes = [...module.sections.values()].map((body) => 1 + encodeIndex(body.length).length + body.length)
  const localsOf = module.bodies.map((body, i) => body.locals + (typeOf(module, i)?.params.length ?? 0))
  return {
    module_bytes: sizes.reduce((sum, size) => sum + size, 8),
    function_bytes: Math.max(0, ...module.bodies.map((body) => body.end - body.localsStart)),
    functions: module.bodies.length,
    function_locals: localsOf.reduce((most, count) => Math.max(most, count), 0),
    locals: localsOf.reduce((sum, count) => sum + count, 0),
    memory_pages: module.memory?.initial ?? 0,
    table_entries: module.tables.reduce((sum, table) => sum + table.initial, 0),
    tables: module.tables.length,
    types: module.types.length,
    imports: module.imports.length,
    exports: module.exports.length,
    globals: module.globals,
    segments: module.segments,
  }
}

function typeOf(module: ParsedModule, definedIndex: number): FunctionType | undefined {
  return module.types[module.functions[definedIndex]!]
}

function checkLimits(used: UsedLimits, limits: GateLimits): GateFinding[] {
  return (Object.keys(used) as LimitName[])
    .filter((name) => used[name]! > limits[name])
    .map((name) => ({
      check: name === 'memory_pages' ? 'memory' : 'limit',
      severity: 'error',
      message: `Limit ${name}: the module has ${used[name]}, at most ${limits[name]} are allowed.`,
    }))
}

function checkImports(module: ParsedModule, find: GateProfile['imports']): GateFinding[] {
  return module.imports.flatMap(({ module: from, name, type }): GateFinding[] => {
    const allowed = find(from, name)
    if (!allowed) return [{ check: 'import', severity: 'error', message: refusedImport(from, name) }]
    const expected = signature(allowed.params, allowed.results)
    const { params, results } = module.types[type]!
    const actual = signature(params.map(valueTypeName), results.map(valueTypeName))
    if (expected === actual) return []
    const message = `Imports "${from}" "${name}" as ${actual}; it is ${expected}. Update the SDK.`
    return [{ check: 'import', severity: 'error', message }]
  })
}

function refusedImport(from: string, name: string): string {
  const imported = `Imports "${from}" "${name}", which is not on the list of host functions.`
  if (from.startsWith('wasi_')) return `${imported} WASI is not offered: build without a system interface.`
  if (name.startsWith('http_')) return `${imported} Plugins reach the network only through the host's own interface.`
  return imported
}

const signature = (params: readonly string[], results: readonly string[]): string => `(${params.join(', ')}) -> (${results.join(', ')})`

function checkExports(module: ParsedModule): GateFinding[] {
  return module.exports
    .filter(({ name }) => name.startsWith(RESERVED_EXPORT_PREFIX))
    .map(({ name }) => ({
      check: 'export',
      severity: 'error',
      message: `Exports "${name}": names that begin with ${RESERVED_EXPORT_PREFIX} are the platform's.`,
    }))
}

function checkMemory(module: ParsedModule, limits: GateLimits): GateFinding[] {
  const { memory } = module
  if (!memory || memory.initial > limits.memory_pages) return []
  if (memory.maximum !== null && memory.maximum <= limits.memory_pages) return []
  const declared = memory.maximum === null ? 'no maximum' : `a maximum of ${memory.maximum} pages`
  const message = `The memory declares ${declared}; it is bounded to ${limits.memory_pages} pages (32 MiB).`
  return [{ check: 'memory', severity: 'info', message }]
}

function remarks(module: ParsedModule): GateFinding[] {
  const found: GateFinding[] = []
  if (findHooks(module).length === 0) {
    const message = 'Exports no hook: a hook is a function without parameters named like discount_v1.'
    found.push({ check: 'export', severity: 'warning', message })
  }
  if (module.sections.has(SECTION.start)) {
    const message = 'Has a start function: it runs before every call and its fuel counts.'
    found.push({ check: 'export', severity: 'info', message })
  }
  return found
}

function findHooks(module: ParsedModule): string[] {
  return module.exports
    .filter(({ kind, name, index }) => kind === 'function' && HOOK_EXPORT.test(name) && hasNoParameters(module, index))
    .map(({ name }) => name)
    .sort()
}

function hasNoParameters(module: ParsedModule, functionIndex: number): boolean {
  return typeOf(module, functionIndex - module.imports.length)?.params.length === 0
}

function neededCapabilities(module: ParsedModule, find: GateProfile['imports']): string[] {
  const needed = module.imports.map(({ module: from, name }) => find(from, name)?.capability)
  return [...new Set(needed.filter((capability) => typeof capability === 'string'))].sort()
}
