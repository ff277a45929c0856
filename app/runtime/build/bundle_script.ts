import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { PluginBuildFailed } from '#runtime/exceptions/plugin_build_failed'
import type { Rolldown } from 'vite'

const RELATIVE_IMPORT = /\bfrom\s*(['"])\.{1,2}\//
const HOST_MODULE = 'rialto:host'

/**
 * The one file that a script is published as: the source itself, or, where it imports its neighbours, all of them made
 * into one module. Throws `PluginBuildFailed` with the bundler's words.
 */
export async function bundleScript(entry: string): Promise<Uint8Array<ArrayBuffer>> {
  const source = await readFile(entry).catch(() => {
    throw new PluginBuildFailed(`${entry}, which plugin.json names as its entry, is not there`)
  })
  if (!RELATIVE_IMPORT.test(source.toString('utf8'))) return new Uint8Array(source)
  const vite = await import('vite').catch(() => {
    throw new PluginBuildFailed(`${entry} imports other files: without development dependencies a script has to be one file`)
  })
  return new TextEncoder().encode(await bundle(vite.build, entry))
}

async function bundle(build: (typeof import('vite'))['build'], entry: string): Promise<string> {
  try {
    const built = await build({
      ...{ configFile: false, envFile: false, publicDir: false, logLevel: 'silent', root: dirname(entry) },
      build: {
        ...{ write: false, minify: false, target: 'es2023', reportCompressedSize: false },
        lib: { entry, formats: ['es'], fileName: 'plugin' },
        rolldownOptions: { external: [HOST_MODULE] },
      },
    })
    const [{ output }] = built as Rolldown.RolldownOutput[] as [Rolldown.RolldownOutput]
    if (output.length !== 1) throw new Error('The script came out as several files; import() is not offered.')
    return output[0].code
  } catch (error) {
    throw new PluginBuildFailed((error as Error).message)
  }
}
