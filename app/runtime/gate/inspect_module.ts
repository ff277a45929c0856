import { encodeIndex } from './byte_writer.ts'
import { FUEL_VERSION, GATE_VERSION, RESERVED_EXPORT_PREFIX, type LimitName } from './gate_limits.ts'
import { type GateLimits, type GateProfile } from './gate_profile.ts'
import { finding, type GateFinding } from './findings.ts'
import { SECTION, valueTypeName, type FunctionType, type ParsedModule } from './parsed_module.ts'

/** Hooks are exported functions without parameters, named `<hook>_v<version>`. */
export const HOOK_EXPORT = /^[a-z][a-z0-9_]*_v[1-9]\d{0,2}$/

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
    function_bytes: most(module.bodies.map((body) => body.end - body.localsStart)),
    functions: module.bodies.length,
    function_results: most(module.functions.map((type) => module.types[type]!.results.length)),
    function_locals: most(localsOf),
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

const most = (figures: readonly number[]): number => figures.reduce((highest, figure) => Math.max(highest, figure), 0)

function typeOf(module: ParsedModule, definedIndex: number): FunctionType | undefined {
  return module.types[module.functions[definedIndex]!]
}

function checkLimits(used: UsedLimits, limits: GateLimits): GateFinding[] {
  return (Object.keys(used) as LimitName[])
    .filter((name) => used[name]! > limits[name])
    .map((name) => {
      const figures = { used: used[name]!, allowed: limits[name] }
      return name === 'memory_pages' ? finding('memory_too_large', figures) : finding('limit_exceeded', { limit: name, ...figures })
    })
}

function checkImports(module: ParsedModule, find: GateProfile['imports']): GateFinding[] {
  return module.imports.flatMap(({ module: from, name, type }): GateFinding[] => {
    const allowed = find(from, name)
    if (!allowed) return [refusedImport(from, name)]
    const expected = signature(allowed.params, allowed.results)
    const { params, results } = module.types[type]!
    const actual = signature(params.map(valueTypeName), results.map(valueTypeName))
    return expected === actual ? [] : [finding('import_signature', { from, name, actual, expected })]
  })
}

function refusedImport(from: string, name: string): GateFinding {
  if (from.startsWith('wasi_')) return finding('import_wasi', { from, name })
  return finding(name.startsWith('http_') ? 'import_http' : 'import_unknown', { from, name })
}

const signature = (params: readonly string[], results: readonly string[]): string => `(${params.join(', ')}) -> (${results.join(', ')})`

function checkExports(module: ParsedModule): GateFinding[] {
  return module.exports
    .filter(({ name }) => name.startsWith(RESERVED_EXPORT_PREFIX))
    .map(({ name }) => finding('export_reserved', { name, prefix: RESERVED_EXPORT_PREFIX }))
}

function checkMemory({ memory }: ParsedModule, { memory_pages: allowed }: GateLimits): GateFinding[] {
  if (!memory || memory.initial > allowed) return []
  if (memory.maximum === null) return [finding('memory_unbounded', { allowed }, 'info')]
  return memory.maximum > allowed ? [finding('memory_bounded', { declared: memory.maximum, allowed }, 'info')] : []
}

function remarks(module: ParsedModule): GateFinding[] {
  const found: GateFinding[] = []
  if (findHooks(module).length === 0) found.push(finding('no_hook', {}, 'warning'))
  if (module.sections.has(SECTION.start)) found.push(finding('has_start', {}, 'info'))
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
