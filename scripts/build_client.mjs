/**
 * Bundles `client/` into the one file `bin/rialto-plugin.mjs`, which any Node from 20 runs without anything beside it.
 * `--check` says whether the committed file is what the sources give.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const target = join(root, 'bin', 'rialto-plugin.mjs')
const HEAD = `#!/usr/bin/env node
/**
 * The command line of Rialto's plugin registry: one file, nothing beside it, Node 20 or newer. See docs/plugins/client.md.
 * Made from client/ by scripts/build_client.mjs: change it there.
 */
`

/** The project's own way of naming its folders, which a bundler does not know. */
const aliases = {
  name: 'rialto-aliases',
  enforce: 'pre',
  resolveId(id) {
    const match = /^#(core|registry|runtime)\/(.+)$/.exec(id)
    return match ? join(root, 'app', match[1], `${match[2]}.ts`) : null
  },
}

export async function bundleClient() {
  const { build } = await import('vite')
  const { output } = await build({
    ...{ root, configFile: false, logLevel: 'silent', envDir: false, publicDir: false, plugins: [aliases] },
    ssr: { noExternal: true, target: 'node' },
    build: { ssr: 'client/main.ts', write: false, minify: false, target: 'node20', rollupOptions: { output: { format: 'es' } } },
  })
  if (output.length !== 1) throw new Error('The client has to be one file')
  return HEAD + output[0].code.replace(/^\/\/#(?:region .*|endregion)\n/gm, '')
}

export const committedClient = () => (existsSync(target) ? readFileSync(target, 'utf8') : '')

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const code = await bundleClient()
  if (!process.argv.includes('--check')) writeFileSync(target, code, { mode: 0o755 })
  else if (code !== committedClient()) {
    console.error('bin/rialto-plugin.mjs is not what client/ gives: node scripts/build_client.mjs')
    process.exit(1)
  }
}
