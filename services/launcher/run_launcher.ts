import { Launcher } from './launcher.js'

/** Runs until a signal, or until the process that started us is gone. Answers the exit code. */
export async function runLauncher(): Promise<number> {
  const launcher = new Launcher()
  let ending: Promise<number> | undefined
  const end = (code: number) =>
    (ending ??= launcher.stop().then(
      () => code,
      (error: unknown) => (report(error), 1)
    ))

  const asked = new Promise<number>((resolve) => {
    const stop = () => {
      if (!ending) console.log('\nStopping…')
      resolve(end(0))
    }
    // The second Ctrl-C of somebody who does not want to wait.
    const onSignal = () => (ending ? launcher.kill() : stop())
    process.on('SIGINT', onSignal).on('SIGTERM', onSignal).on('SIGHUP', onSignal)
    // `npm start` asks this way, because a Ctrl-C in a terminal reaches it and us alike.
    process.on('message', (message) => message === 'stop' && stop())
    process.on('disconnect', stop)
  })
  const failed = launcher.start().then(
    () => new Promise<never>(() => {}),
    (error: unknown) => {
      if (!ending) report(error)
      return end(1)
    }
  )
  return Promise.race([asked, failed])
}

const report = (error: unknown) => console.error(error instanceof Error ? error.message : error)
