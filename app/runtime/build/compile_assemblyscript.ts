import { relative, sep } from 'node:path'
import { findProjectRoot } from '#runtime/build/project_root'
import { PluginBuildFailed } from '#runtime/exceptions/plugin_build_failed'

/** No garbage collector: a module lives for one call. What it aborts with goes through the SDK into the run's log. */
const FLAGS = ['--runtime', 'stub', '-O3', '--use', 'abort=plugins/sdk/assembly/io/abort']

/** Compiles an AssemblyScript source to WebAssembly, in memory. Throws `PluginBuildFailed` with the compiler's words. */
export async function compileAssemblyScript(entry: string): Promise<Uint8Array<ArrayBuffer>> {
  const { default: asc } = await import('assemblyscript/asc')
  const root = findProjectRoot()
  let wasm: Uint8Array | null = null
  const stderr = asc.createMemoryStream()
  const { error } = await asc.main([relative(root, entry).split(sep).join('/'), '--baseDir', root, '-o', 'plugin.wasm', ...FLAGS], {
    stdout: asc.createMemoryStream(),
    stderr,
    writeFile: (_name: string, contents: Uint8Array | string) => {
      if (typeof contents !== 'string') wasm = contents
    },
  })
  if (error || !wasm) throw new PluginBuildFailed(`${stderr.toString().trim() || error?.message || 'The compiler wrote nothing'}`)
  return new Uint8Array(wasm)
}
