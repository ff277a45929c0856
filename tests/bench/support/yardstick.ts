import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { load } from './load.js'
import type { Figure } from './report.js'

const BARE_SERVER = `
  const server = require('node:http').createServer((_, answer) => answer.end('{"ok":true}'))
  server.listen(0, '127.0.0.1', () => process.stdout.write(String(server.address().port)))`

/** What this machine gives in these minutes: a server that does nothing, and the platform doing as good as nothing. */
export async function measureYardsticks(url: string): Promise<Figure[]> {
  const ping = await load({ url: `${url}/ping` })
  return [
    { name: 'yardstick: a bare node:http server', value: await measureBareServer(), unit: '/s' },
    {
      name: 'yardstick: /ping',
      value: ping.per_second,
      unit: '/s',
      note: `p50 ${ping.p50_ms} ms, p95 ${ping.p95_ms} ms, CPU ${ping.cpu_ms} ms each`,
    },
  ]
}

async function measureBareServer(): Promise<number> {
  const child = spawn(process.execPath, ['-e', BARE_SERVER], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const [port] = (await once(child.stdout, 'data')) as [Buffer]
    const { per_second: rate } = await load({ url: `http://127.0.0.1:${port.toString()}/` })
    return rate
  } finally {
    child.kill()
  }
}
