import { formatOf } from '#runtime/gate/artifact_format'
import { gateModule } from '#runtime/gate/gate'
import { GateDesk } from '#runtime/host/gate_desk'
import { PluginBuildFailed } from '#runtime/exceptions/plugin_build_failed'
import type { GateResult } from '#runtime/gate/gate_verdict'

let desk: GateDesk | null = null

/** What the gate says of a plugin's file. Scripts are loaded for that, in a thread of their own: nothing of theirs runs here. */
export async function judgeArtifact(bytes: Uint8Array<ArrayBuffer>): Promise<GateResult> {
  if (formatOf(bytes) === 'wasm') return gateModule(bytes)
  desk ??= new GateDesk()
  const { result, error } = await desk.inspect(bytes)
  if (result) return result
  throw new PluginBuildFailed(error ?? 'The script could not be judged')
}
