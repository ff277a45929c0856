import env from '#start/env'
import { defineConfig, targets } from '@adonisjs/core/logger'

const quiet = env.get('NODE_ENV') === 'test' ? 'error' : 'info'

const loggerConfig = defineConfig({
  default: 'app',
  loggers: {
    app: {
      enabled: true,
      name: 'rialto',
      level: env.get('LOG_LEVEL') ?? quiet,
      redact: {
        paths: [
          'password',
          '*.password',
          'token',
          '*.token',
          'authorization',
          '*.authorization',
          'cookie',
          '*.cookie',
          '*.secret',
          'secret',
        ],
        censor: '[hidden]',
      },
      transport: { targets: [targets.file({ destination: 1 })] },
    },
  },
})

export default loggerConfig

declare module '@adonisjs/core/types' {
  export interface LoggersList extends InferLoggers<typeof loggerConfig> {}
}
