import db from '@adonisjs/lucid/services/db'
import { chooseLocale } from '#core/middleware/locale_middleware'
import { problemOf } from '#core/http/problem'
import { sendCacheable } from '#core/http/cacheable'
import { canonicalName } from '#registry/names/plugin_name'
import { inWords } from '#registry/dependencies/explain/words'
import { PluginNotFound, VersionNotFound } from '#registry/exceptions/refusals'
import { listDependents, listNeeds } from '#registry/dependencies/queries/list_needs'
import { findPublicPlugin, findPublicVersion } from '#registry/queries/registry_rows'
import { resolveQuestion, type Resolved } from '#registry/dependencies/queries/resolve_question'
import { ResolveTooLarge } from '#registry/dependencies/exceptions'
import { ResolveLimitReached } from '#registry/dependencies/resolve_limits'
import { dependentsValidator, needsValidator, readQuestion } from '#registry/validators/resolve_validator'
import type { HttpContext } from '@adonisjs/core/http'

const PAGE = 50

/** What plugins need, who needs them, and which versions go together. */
export default class DependenciesController {
  async resolve(ctx: HttpContext) {
    chooseLocale(ctx)
    const asked = await readQuestion(ctx.request.body())
    const resolved = await resolveQuestion(asked).catch((error: unknown) => refuse(error, ctx))
    const explanation = explanationOf(resolved, ctx)
    if (resolved.isSolved) return ctx.response.json({ lockfile: resolved.lockfile, explanation, changes: resolved.changes })

    const reason = explanation.map(({ text }) => text).join('; ')
    const problem = problemOf(ctx, {
      status: 409,
      code: 'E_UNRESOLVABLE',
      message: ctx.i18n.t('dependencies.resolve_unresolvable', { reason }),
      details: explanation.map(({ code, text }) => ({ field: 'requires', message: text, rule: code })),
    })
    return ctx.response
      .status(409)
      .header('Content-Type', 'application/problem+json')
      .send({ ...problem, lockfile: null, explanation, changes: [] })
  }

  async needs(ctx: HttpContext) {
    const { version, limit = PAGE, cursor } = await needsValidator.validate(ctx.request.qs())
    const plugin = await this.#plugin(ctx)
    const found = version ? await findPublicVersion(db, plugin.canon_name, version) : { id: plugin.default_version_id!, version: null }
    if (!found) throw new VersionNotFound()
    return sendCacheable(ctx, await listNeeds(found.id, { limit, cursor }))
  }

  async dependents(ctx: HttpContext) {
    const { limit = PAGE, cursor } = await dependentsValidator.validate(ctx.request.qs())
    const plugin = await this.#plugin(ctx)
    return sendCacheable(ctx, await listDependents(plugin.canon_name, { limit, cursor }))
  }

  async #plugin({ params }: HttpContext) {
    const plugin = await findPublicPlugin(db, canonicalName(params.name as string))
    if (!plugin) throw new PluginNotFound()
    return plugin
  }
}

function explanationOf({ explanation }: Resolved, { i18n }: HttpContext) {
  const texts = inWords(explanation, i18n)
  return explanation.map(({ code, params }, at) => ({ code, params, text: texts[at] ?? code }))
}

function refuse(error: unknown, { i18n }: HttpContext): never {
  if (!(error instanceof ResolveLimitReached)) throw error
  const { limit, allowed } = error
  throw new ResolveTooLarge({ limit, message: i18n.t(`dependencies.resolve_limit_${limit}`, { allowed }) })
}
