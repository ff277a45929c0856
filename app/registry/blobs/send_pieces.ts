import type { FileHandle } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'

/** Modules are up to a megabyte: fewer, larger pieces cost less, and this is what a slow reader may hold. */
const PIECE_BYTES = 256 * 1024
/** As many as are kept for the next downloads; more at once get pieces of their own. */
const MOST_KEPT = 32

const kept: Buffer[] = []

/**
 * Writes a file to an answer whose head is set, piece by piece, each once the one before has left: a reader holds one piece,
 * however slow. A stream of Node's would take fresh memory for each piece, which costs more than reading it. Ends quietly
 * when the reader goes away. Throws when the file cannot be read.
 */
export async function sendPieces(file: FileHandle, response: ServerResponse): Promise<void> {
  const piece = kept.pop() ?? Buffer.allocUnsafeSlow(PIECE_BYTES)
  for (;;) {
    const { bytesRead } = await file.read(piece, 0, PIECE_BYTES)
    if (!bytesRead) break
    // A piece that may still be under way is nobody else's: it is not kept.
    if (!(await hasLeft(response, piece.subarray(0, bytesRead)))) return
  }
  if (kept.length < MOST_KEPT) kept.push(piece)
  response.end()
}

const hasLeft = (response: ServerResponse, bytes: Uint8Array) =>
  new Promise<boolean>((resolve) => {
    const gone = () => resolve(false)
    if (response.destroyed) return gone()
    response.once('close', gone)
    response.write(bytes, (error) => {
      response.off('close', gone)
      resolve(!error)
    })
  })
