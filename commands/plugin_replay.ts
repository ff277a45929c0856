import { args, flags } from '@adonisjs/core/ace'
import { PlatformCommand } from '#core/commands/platform_command'
import { ReplayAgainst } from '#registry/actions/replay_against'
import { toReplayJson } from '#registry/wire/installation_json'
import { findRun } from '#runtime/queries/find_run'

type Replayed = ReturnType<typeof toReplayJson>

export default class PluginReplay extends PlatformCommand<Replayed> {
  static commandName = 'plugin:replay'
  static description = 'Run a recorded call of a plugin again, also against another version; nothing outside of it is touched'

  @args.string({ description: 'Id of the run, as plugin:runs shows it' })
  declare runId: string

  @flags.string({ description: 'The version to run it against; the recorded one without it' })
  declare version?: string

  protected async perform() {
    const run = await findRun(this.runId)
    const replay = await this.app.container.make(ReplayAgainst)
    return toReplayJson(run, await replay.handle(run, this.version))
  }

  protected describe({ recorded, replayed, is_same: isSame }: Replayed) {
    const line = ({ version, outcome, fuel_used: fuel, duration_ms: ms, output, error }: Replayed['recorded']) =>
      `${version ?? '?'}: ${outcome}, ${fuel} fuel, ${ms.toFixed(1)} ms: ${output ?? error ?? ''}`
    return [isSame ? 'The same answer' : 'It differs', `then ${line(recorded)}`, `now  ${line(replayed)}`].join('\n')
  }
}
