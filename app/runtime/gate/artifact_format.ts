const WASM_MAGIC = [0x00, 0x61, 0x73, 0x6d]

/** What a plugin's file is: `\0asm` begins a WebAssembly module, everything else is taken for a script. */
export type ArtifactFormat = 'wasm' | 'script'

export const formatOf = (bytes: Uint8Array): ArtifactFormat => (WASM_MAGIC.every((byte, i) => bytes[i] === byte) ? 'wasm' : 'script')

/** How files of a format are named and served. */
export const FORMATS: Readonly<Record<ArtifactFormat, { extension: string; mediaType: string }>> = {
  wasm: { extension: 'wasm', mediaType: 'application/wasm' },
  script: { extension: 'js', mediaType: 'text/javascript' },
}
