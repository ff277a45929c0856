import { withoutSecrets } from '#core/http/flash_input'
import type { HttpContext } from '@adonisjs/core/http'

type Interrupted = { path: string; userId: string; input: Record<string, unknown> }

/** Session key of the one form that waits for a fresh proof. */
const KEY = 'interrupted_form'

/** A form larger than this is typed anew: it would be read with every request until the proof is given. */
const MOST_CHARACTERS = 32_768

/** Keeps what the form held, without its secrets, until its sender has proved who they are. */
export function keepInterruptedForm({ request, session, user }: HttpContext, path: string): void {
  const input = withoutSecrets(request.original()) as Record<string, unknown>
  if (JSON.stringify(input).length > MOST_CHARACTERS) return
  session.put(KEY, { path, userId: user!.id, input } satisfies Interrupted)
}

/** Gives it back to the page it was sent from, and to nobody else who signs in here; once, wherever the way leads. */
export function giveBackForm({ i18n, session }: HttpContext, { userId, path }: { userId: string; path: string }): void {
  const kept = session.pull(KEY) as Interrupted | null
  if (!kept || kept.userId !== userId || kept.path !== path) return
  session.flash('input', kept.input)
  session.flash('warning', i18n.t('security.form_not_sent'))
}
