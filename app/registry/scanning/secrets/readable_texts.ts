import { formatOf } from '#runtime/gate/artifact_format'
import type { PluginManifest } from '#runtime/manifest/plugin_manifest'
import type { Release } from '#registry/publishing/release'
import type { ReadText } from '#registry/scanning/secrets/find_secrets'

type Upload = { release: Pick<Release, 'readme' | 'changelog'>; artifact: Uint8Array; manifest: PluginManifest }

/** Everything of an upload that somebody could read. */
export function readableTexts({ release, artifact, manifest }: Upload): ReadText[] {
  const texts: ReadText[] = [
    ...moduleTexts(artifact),
    { where: 'manifest', text: JSON.stringify(manifest, null, 1), isProse: true },
    { where: 'readme', text: release.readme ?? '', isProse: true },
    { where: 'changelog', text: release.changelog ?? '', isProse: true },
  ]
  return texts.filter(({ text }) => text.length > 0)
}

function moduleTexts(artifact: Uint8Array): ReadText[] {
  const bytes = Buffer.from(artifact.buffer, artifact.byteOffset, artifact.byteLength)
  if (formatOf(artifact) !== 'wasm') return [{ where: 'module', text: bytes.toString('utf8'), isProse: true }]
  return [
    { where: 'module', text: bytes.toString('latin1'), isProse: false },
    { where: 'module', text: wideText(bytes), isProse: false },
  ]
}

const SHORTEST = 16

/** Strings of two bytes a character, as AssemblyScript keeps them: each on a line of its own. */
function wideText(bytes: Buffer): string {
  const lines: string[] = []
  for (let at = 0; at + 1 < bytes.length; at++) {
    const start = at
    while (at + 1 < bytes.length && bytes[at + 1] === 0 && isShown(bytes[at]!)) at += 2
    if (at - start >= SHORTEST * 2) lines.push(bytes.toString('utf16le', start, at))
    else at = start
  }
  return lines.join('\n')
}

const isShown = (byte: number): boolean => byte === 10 || byte === 13 || (byte >= 32 && byte < 127)
