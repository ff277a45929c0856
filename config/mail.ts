import env from '#start/env'
import { configProvider } from '@adonisjs/core'
import { defineConfig, transports } from '@adonisjs/mail'
import type { InferMailers } from '@adonisjs/mail/types'

const smtp = new URL(env.get('SMTP_URL')?.release() ?? 'smtp://127.0.0.1:25')

const mailConfig = defineConfig({
  default: env.get('MAIL_MAILER') ?? 'sink',
  from: { address: env.get('MAIL_FROM_ADDRESS') ?? 'noreply@rialto.local', name: 'Rialto' },
  mailers: {
    sink: configProvider.create(async () => {
      const { SinkTransport } = await import('#core/mail/sink_transport')
      return () => new SinkTransport()
    }),
    smtp: transports.smtp({
      host: smtp.hostname,
      port: Number(smtp.port || 25),
      secure: smtp.protocol === 'smtps:',
      auth: smtp.username ? { type: 'login', user: decodeURIComponent(smtp.username), pass: decodeURIComponent(smtp.password) } : undefined,
    }),
  },
})

export default mailConfig

declare module '@adonisjs/mail/types' {
  export interface MailersList extends InferMailers<typeof mailConfig> {}
}
