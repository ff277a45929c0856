import { runLauncher } from '#services/launcher/run_launcher'

process.exit(await runLauncher())
