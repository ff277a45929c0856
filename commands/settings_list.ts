import { PlatformCommand } from '#core/commands/platform_command'
import { listSettings } from '#core/modules'
import { Settings } from '#core/settings/settings'

type Row = { key: string; value: unknown; default: unknown; unit: string | null }

export default class SettingsList extends PlatformCommand<Row[]> {
  static commandName = 'settings:list'
  static description = 'List every setting with the value in force and its default'

  protected async perform() {
    const settings = await this.app.container.make(Settings)
    const rows = listSettings().map(async (definition) => ({
      key: definition.key,
      value: await settings.get(definition),
      default: definition.default,
      unit: definition.unit ?? null,
    }))
    return Promise.all(rows)
  }

  protected describe(rows: Row[]) {
    const width = Math.max(...rows.map(({ key }) => key.length))
    return rows
      .map(
        (row) =>
          `${row.key.padEnd(width)}  ${row.value}${row.unit ? ` ${row.unit}` : ''}${row.value === row.default ? '' : ` (default ${row.default})`}`
      )
      .join('\n')
  }
}
