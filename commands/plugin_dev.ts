import { resolve } from 'node:path'
import { args, flags } from '@adonisjs/core/ace'
import { NotFound } from '#core/http/exceptions'
import { PlatformCommand } from '#core/commands/platform_command'
import { FixtureRunner } from '#runtime/fixtures/fixture_runner'
import { SourceWatcher } from '#runtime/dev/source_watcher'
import { describeCycle, isFit, runDevCycle, type DevCycle } from '#runtime/dev/dev_cycle'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import type { BuiltPlugin } from '#runtime/build/build_plugin'

type Shop = { slug: string; tenantId: string }

export default class PluginDev extends PlatformCommand<void> {
  static commandName = 'plugin:dev'
  static description = 'Build, gate and try a plugin at every change of its folder; with --tenant also reload it in a running shop'
  static options: CommandOptions = { startApp: false }

  @args.string({ description: 'Folder with plugin.json' })
  declare folder: string

  @flags.string({ description: 'Slug of the shop it is put into: the application must run, or start later' })
  declare tenant?: string

  @flags.boolean({ description: 'Do it once and end: 1 when something is wrong' })
  declare once: boolean

  readonly #runner = new FixtureRunner()
  #stopFollowing: (() => void) | null = null
  #followed: string | null = null

  /** Prints as it goes: there is nothing to print at the end. */
  async run() {
    await import('#start/hooks')
    const shop = this.tenant ? await this.#openShop(this.tenant) : null
    const isGood = await this.#cycle(shop)
    if (this.once) this.exitCode = isGood ? 0 : 1
    else await this.#watch(shop)
    this.#stopFollowing?.()
    await this.#runner.stop()
  }

  protected async perform() {}

  protected describe() {
    return ''
  }

  /** Changes that come while a cycle runs make one more, not several at once. */
  async #watch(shop: Shop | null): Promise<void> {
    let [running, again] = [Promise.resolve(), false]
    const turn = async () => {
      do {
        again = false
        await this.#cycle(shop)
      } while (again)
    }
    let isRunning = false
    const watcher = await new SourceWatcher(resolve(this.folder), () => {
      again = true
      if (isRunning) return
      isRunning = true
      running = turn().finally(() => (isRunning = false))
    }).start()
    this.#say({ watching: this.folder }, `Watching ${this.folder}; Ctrl+C ends`)
    await new Promise<void>((end) => this.app.terminating(() => end()))
    watcher.close()
    await running
  }

  async #cycle(shop: Shop | null): Promise<boolean> {
    const cycle = await runDevCycle(resolve(this.folder), this.#runner)
    this.#say(summaryOf(cycle), describeCycle(cycle))
    if (!cycle.plugin || !isFit(cycle.plugin)) return false
    if (shop) await this.#reload(cycle.plugin, shop)
    return cycle.results.every(({ ok }) => ok)
  }

  async #reload(plugin: BuiltPlugin, { slug, tenantId }: Shop): Promise<void> {
    const { DevInstallation } = await import('#runtime/dev/dev_installation')
    const installations = await this.app.container.make(DevInstallation)
    try {
      const { id, version } = await installations.put(plugin, tenantId)
      this.#say({ installation: id, version, tenant: slug }, `↻ ${slug} runs ${version}`)
      if (!this.once) await this.#follow(id)
    } catch (error) {
      this.#say({ error: (error as Error).message }, `✘ ${slug}: ${(error as Error).message}`)
    }
  }

  async #follow(installationId: string): Promise<void> {
    if (this.#followed === installationId) return
    const { followRuns } = await import('#runtime/dev/follow_runs')
    this.#stopFollowing?.()
    this.#followed = installationId
    this.#stopFollowing = followRuns(installationId, (line) => this.#say({ run: line }, line))
  }

  /** Fixtures need no application; a shop does. */
  async #openShop(slug: string): Promise<Shop> {
    await this.app.boot()
    await this.app.start(() => {})
    const { default: Tenant } = await import('#tenancy/models/tenant')
    const tenant = await Tenant.findBy('slug', slug)
    if (!tenant) throw new NotFound(`There is no tenant ${slug}`)
    return { slug, tenantId: tenant.id }
  }

  #say(data: object, text: string): void {
    process.stdout.write(`${this.json ? JSON.stringify(data) : text}\n`)
  }
}

const summaryOf = ({ plugin, error, results, milliseconds }: DevCycle) => ({
  plugin: plugin?.manifest.id ?? null,
  ok: plugin !== null && isFit(plugin) && results.every(({ ok }) => ok),
  error,
  findings: plugin?.verdict.findings ?? [],
  milliseconds: Math.round(milliseconds),
  results: results.map(({ fixture, hook, ok, outcome, fuel, share, problems }) => ({ fixture, hook, ok, outcome, fuel, share, problems })),
})
