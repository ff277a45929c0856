export type GateCheck = 'size' | 'validate' | 'parse' | 'feature' | 'import' | 'export' | 'limit' | 'memory' | 'manifest' | 'internal'
export type FindingSeverity = 'error' | 'warning' | 'info'
export type FindingParams = Record<string, string | number>

export interface GateFinding {
  check: GateCheck
  /** An error refuses the module; the others only inform. */
  severity: FindingSeverity
  /** Never changes its meaning: pages say it in the reader's language by this. */
  code: FindingCode
  params: FindingParams
  /** Says to a publisher what was found and what to do, in English. */
  message: string
}

/** Every reason the gate has: what checks for it, and what it says in English. Translations: `finding_<code>` of registry. */
export const FINDINGS = {
  file_too_large: ['size', 'The file has {used} bytes; at most {allowed} are allowed. Strip debug information.'],
  invalid_module: ['validate', 'This is not a valid WebAssembly module: it fails validation as uploaded.'],
  not_webassembly: ['parse', 'This is not a WebAssembly module (version 1).'],
  truncated: ['parse', 'The module ends in the middle of a section. Upload it again as your compiler wrote it.'],
  number_too_long: ['parse', 'A number in the module is longer than the format allows.'],
  name_not_utf8: ['parse', 'A name in the module is not valid UTF-8.'],
  section_twice: ['parse', 'Section {section} appears twice.'],
  section_too_long: ['parse', 'Section {section} is longer than what it declares.'],
  segment_unknown: ['parse', 'A data or element segment has an unknown form.'],
  feature_refused: ['feature', 'Uses {feature}, which plugins may not. Turn the feature off in your compiler.'],
  several_memories: ['feature', 'Uses several memories, which plugins may not.'],
  shared_memory: ['feature', 'The {what} is shared between threads, which plugins may not use. Build without threads.'],
  wide_memory: ['feature', 'The {what} is addressed by 64 bits, which plugins may not use. Build for wasm32.'],
  limits_unknown: ['feature', 'The {what} has an unknown form, which plugins may not use.'],
  relaxed_simd: ['feature', 'Uses relaxed SIMD: its results differ from machine to machine. Build without relaxed-simd.'],
  instruction_unknown: ['feature', 'Uses an instruction ({opcode}) that the sandbox does not carry.'],
  value_type_unknown: ['feature', 'Uses a value type ({type}) that the sandbox does not carry.'],
  section_unknown: ['feature', 'Uses an unknown section ({section}), which plugins may not.'],
  export_kind_unknown: ['feature', 'Exports {name}, which is of a kind that plugins may not use.'],
  import_unknown: ['import', 'Imports "{from}" "{name}", which is not on the list of host functions. Remove it, or update the SDK.'],
  import_wasi: ['import', 'Imports "{from}" "{name}". WASI is not offered: build without a system interface.'],
  import_http: ['import', 'Imports "{from}" "{name}". Plugins reach the network only through http_fetch of rialto:host/v1.'],
  import_signature: ['import', 'Imports "{from}" "{name}" as {actual}; it is {expected}. Update the SDK.'],
  import_not_function: [
    'import',
    'Imports "{from}" "{name}", which is no function (kind {kind}). Define it in the module: only functions can be imported.',
  ],
  export_reserved: ['export', 'Exports {name}: names that begin with {prefix} are the platform’s. Rename it.'],
  no_hook: ['export', 'Exports no hook: a hook is a function without parameters named like discount_v1.'],
  has_start: ['export', 'Has a start function: it runs before every call and its fuel counts.'],
  limit_exceeded: ['limit', 'Limit {limit}: the module has {used}, at most {allowed} are allowed. Make the module smaller or split it.'],
  nesting_too_deep: ['limit', 'Blocks are nested more than {allowed} deep. Split the deepest function.'],
  jump_table_too_large: ['limit', 'A jump table has {used} targets; at most {allowed} are allowed. Split the largest switch.'],
  memory_too_large: [
    'memory',
    'The memory starts with {used} pages, at most {allowed} are allowed. Lower the initial memory in your compiler.',
  ],
  memory_bounded: ['memory', 'The memory declares a maximum of {declared} pages; it is bounded to {allowed} pages.'],
  memory_unbounded: ['memory', 'The memory declares no maximum; it is bounded to {allowed} pages.'],
  hook_unknown: ['manifest', '{reason}'],
  hook_not_exported: ['manifest', 'The manifest declares {hook}, but the module does not export {export}.'],
  hook_not_declared: ['manifest', 'The module exports {export}, which the manifest does not declare: it will not be called.'],
  capability_not_asked: ['manifest', 'The module uses the capability "{capability}", which the manifest does not ask for.'],
  capability_not_used: ['manifest', 'The manifest asks for the capability "{capability}", which the module does not use.'],
  host_setting_unknown: [
    'manifest',
    'The manifest lists the host "setting:{setting}", but its settings have no text named "{setting}". Add the setting, or name the host.',
  ],
  script_import_unknown: [
    'import',
    'Imports "{name}" from "{from}", which does not offer it. It offers {offered}. Types are imported with "import type".',
  ],
  script_refused: ['parse', '{reason}'],
  script_too_large: ['size', 'The script has {used} bytes; at most {allowed} are allowed. Leave out what the plugin does not use.'],
  script_not_text: ['parse', 'This is neither a WebAssembly module nor text in UTF-8.'],
  script_module_unknown: ['import', 'Imports from "{from}". A script is one file and imports from "rialto:host" only: build it into one.'],
  script_namespace: ['import', 'Imports all of "{from}". Import by name: the names are what the plugin asks to be granted.'],
  script_no_hook: ['export', 'Exports no hook: a hook is an exported function named like discount_v1.'],
  not_prepared: ['internal', 'The module could not be prepared for the sandbox. Please report this.'],
} as const satisfies Record<string, readonly [GateCheck, string]>

export type FindingCode = keyof typeof FINDINGS

/** A finding of that kind, said in English with these figures and names. */
export function finding(code: FindingCode, params: FindingParams = {}, severity: FindingSeverity = 'error'): GateFinding {
  const [check, text] = FINDINGS[code]
  const message = text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
  return { check, severity, code, params, message }
}
