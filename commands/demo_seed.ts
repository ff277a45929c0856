import { flags } from '@adonisjs/core/ace'
import { PlatformCommand } from '#core/commands/platform_command'
import type { DemoSummary } from '#database/seeders/demo_seeder'

export default class DemoSeed extends PlatformCommand<DemoSummary> {
  static commandName = 'demo:seed'
  static description = 'Fill an installation with a marketplace to click through; running it again adds only what is missing'

  @flags.number({ description: 'Multiplies products and orders: 50 makes 100,000 products' })
  declare scale?: number

  @flags.number({ description: 'How many orders in 90 days, before scaling' })
  declare orders?: number

  @flags.boolean({ description: 'Say what takes how long' })
  declare verbose: boolean

  protected async perform() {
    const { seedDemo } = await import('#database/seeders/demo_seeder')
    const tell = this.verbose && !this.json ? (line: string) => this.logger.info(line) : undefined
    return seedDemo({ scale: this.scale, orders: this.orders, tell })
  }

  protected describe({ products, orders, plugins, logins }: DemoSummary) {
    return `The demo marketplace has ${products} products, ${orders} orders, ${plugins} plugins and ${logins} logins (storage/demo-logins.json)`
  }
}
