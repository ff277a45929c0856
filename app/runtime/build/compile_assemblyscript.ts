import { dirname, relative, sep } from 'node:path'
import { findProjectRoot } from '#runtime/build/project_root'
import { PluginBuildFailed } from '#runtime/exceptions/plugin_build_failed'

/** No garbage collector: a module lives for one call. */
const FLAGS = ['--runtime', 'stub', '-O3']
/** What it aborts with goes through the SDK into the run's log. */
const ABORT = 'plugins/sdk/assembly/io/abort'

/** Compiles an AssemblyScript source to WebAssembly, in memory. Throws `PluginBuildFailed` with the compiler's words. */
export async function compileAssemblyScript(entry: string): Promise<Uint8Array<ArrayBuffer>> {
  const { default: asc } = await import('assemblyscript/asc')
  const root = findProjectRoot()
  const base = commonFolder(root, entry)
  const inBase = (path: string) => relative(base, path).split(sep).join('/')
  let wasm: Uint8Array | null = null
  const stderr = asc.createMemoryStream()
  const use = ['--use', `abort=${inBase(`${root}/${ABORT}`)}`]
  const { error } = await asc.main([inBase(entry), '--baseDir', base, '-o', 'plugin.wasm', ...FLAGS, ...use], {
    stdout: asc.createMemoryStream(),
    stderr,
    writeFile: (_name: string, contents: Uint8Array | string) => {
      if (typeof contents !== 'string') wasm = contents
    },
  })
  if (error || !wasm) throw new PluginBuildFailed(`${stderr.toString().trim() || error?.message || 'The compiler wrote nothing'}`)
  return new Uint8Array(wasm)
}

/** The compiler names modules by their path below one folder: the project's, or for a plugin that lies elsewhere what both share. */
function commonFolder(root: string, entry: string): string {
  let folder = root
  while (relative(folder, entry).startsWith('..')) folder = dirname(folder)
  return folder
}
