import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bundleScript } from '#runtime/build/bundle_script'
import { compileAssemblyScript } from '#runtime/build/compile_assemblyscript'
import { judgeArtifact } from '#runtime/build/judge_artifact'
import { findProjectRoot } from '#runtime/build/project_root'
import { PluginBuildFailed } from '#runtime/exceptions/plugin_build_failed'
import { GATE_VERSION } from '#runtime/gate/gate_limits'
import { compareManifest } from '#runtime/manifest/compare_manifest'
import { parseManifest } from '#runtime/manifest/parse_manifest'
import type { GateVerdict } from '#runtime/gate/gate_verdict'
import type { PluginManifest } from '#runtime/manifest/plugin_manifest'

export interface CompiledPlugin {
  manifest: PluginManifest
  /** A WebAssembly module, or the source where the language is run from source. */
  wasm: Uint8Array<ArrayBuffer>
  wasmPath: string
}

export interface BuiltPlugin extends CompiledPlugin {
  /** Of the same gate that judges uploads, findings against the manifest included. */
  verdict: GateVerdict
  /** Ready to run; absent when the gate refused the module. */
  gated?: Uint8Array
}

/**
 * The plugin in `folder`: AssemblyScript is compiled into `build/plugin.wasm`, or what is there is taken when no source changed
 * since; everything else is taken as it is.
 * Throws `PluginManifestInvalid` or `PluginBuildFailed`; what the gate thinks is in the verdict.
 */
export async function buildPlugin(folder: string): Promise<BuiltPlugin> {
  const compiled = await compilePlugin(folder)
  const { verdict, gated } = await judgeArtifact(compiled.wasm)
  verdict.findings.push(...compareManifest(compiled.manifest, verdict))
  return { ...compiled, verdict, gated }
}

/** The same without the gate's word, for whoever has it judged elsewhere. */
export async function compilePlugin(folder: string): Promise<CompiledPlugin> {
  const manifest = await readPluginManifest(folder)
  const isCompiled = manifest.language === 'assemblyscript'
  const wasmPath = isCompiled ? join(folder, 'build', 'plugin.wasm') : join(folder, manifest.entry)
  const wasm = isCompiled ? await upToDate(folder, manifest) : await readUncompiled(wasmPath, manifest)
  return { manifest, wasm, wasmPath }
}

/** Throws `PluginManifestInvalid`, or `PluginBuildFailed` where there is none. */
export async function readPluginManifest(folder: string): Promise<PluginManifest> {
  const source = await readFile(join(folder, 'plugin.json'), 'utf8').catch(() => {
    throw new PluginBuildFailed(`${folder} has no plugin.json`)
  })
  return parseManifest(source)
}

const readUncompiled = (path: string, { language }: PluginManifest): Promise<Uint8Array<ArrayBuffer>> =>
  language === 'typescript' || language === 'javascript' ? bundleScript(path) : readArtifact(path)

/** A module that another compiler made. */
async function readArtifact(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readFile(path).catch(() => {
    throw new PluginBuildFailed(`${path}, which plugin.json names as its entry, is not there`)
  })
  return new Uint8Array(bytes)
}

/** The key names everything the bytes depend on, so that a stale build is never taken for a fresh one. */
async function upToDate(folder: string, manifest: PluginManifest): Promise<Uint8Array<ArrayBuffer>> {
  const build = join(folder, 'build')
  const key = await sourceKey(folder)
  const known = await readFile(join(build, 'plugin.key'), 'utf8').catch(() => '')
  if (known === key) {
    const wasm = await readArtifact(join(build, 'plugin.wasm')).catch(() => null)
    if (wasm) return wasm
  }
  const wasm = await compileAssemblyScript(join(folder, manifest.entry))
  await mkdir(build, { recursive: true })
  await replaceFile(join(build, 'plugin.wasm'), wasm)
  await replaceFile(join(build, 'plugin.key'), key)
  return wasm
}

async function sourceKey(folder: string): Promise<string> {
  const hash = createHash('sha256').update(`${GATE_VERSION} ${process.versions.node.split('.')[0]}`)
  for (const root of [folder, join(findProjectRoot(), 'plugins', 'sdk', 'assembly')]) {
    const names = await readdir(root, { recursive: true })
    for (const name of names.filter(isSource).sort()) {
      hash
        .update(name)
        .update('\0')
        .update(await readFile(join(root, name)))
        .update('\0')
    }
  }
  return hash.digest('hex')
}

const isSource = (name: string): boolean => name.endsWith('.ts') && !name.startsWith('build')

/** Two builds at once each write the whole file: a reader never sees half of one. */
async function replaceFile(path: string, contents: Uint8Array | string): Promise<void> {
  const temporary = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`
  await writeFile(temporary, contents)
  await rename(temporary, path)
}
