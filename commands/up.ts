import { BaseCommand } from '@adonisjs/core/ace'
import { runLauncher } from '#services/launcher/run_launcher'

/** The launcher from the sources: what `npm start` runs from the build. */
export default class Up extends BaseCommand {
  static commandName = 'up'
  static description = 'Start or attach to every embedded service, web and worker; Ctrl-C stops all'
  static options = { startApp: false, staysAlive: true }

  async run() {
    process.exit(await runLauncher())
  }
}
