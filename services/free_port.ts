import { createServer } from 'node:net'

/** The wanted port when nobody listens on it, otherwise any free one. */
export async function choosePort(wanted?: number, host = '127.0.0.1'): Promise<number> {
  return (wanted && (await tryPort(wanted, host))) || (await tryPort(0, host))!
}

function tryPort(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) =>
      ['EADDRINUSE', 'EACCES'].includes(error.code ?? '') ? resolve(undefined) : reject(error)
    )
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      const chosen = typeof address === 'object' && address ? address.port : undefined
      server.close(() => resolve(chosen))
    })
  })
}
