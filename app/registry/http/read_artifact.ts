import { ArtifactTooLarge, InvalidPlugin } from '#registry/exceptions/refusals'
import { GATE_LIMITS } from '#runtime/gate/gate_limits'
import type { Readable } from 'node:stream'

/** Collects an artifact in memory, never on disk; stops reading at the limit. */
export async function readArtifact(stream: Readable, declaredLength = 0): Promise<Uint8Array> {
  if (declaredLength > GATE_LIMITS.upload_bytes) throw new ArtifactTooLarge()
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > GATE_LIMITS.upload_bytes) throw new ArtifactTooLarge()
    chunks.push(chunk)
  }
  if (!size) throw InvalidPlugin.field('artifact', 'No bytes arrived', 'required')
  return new Uint8Array(Buffer.concat(chunks))
}
