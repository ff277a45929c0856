import { inject } from '@adonisjs/core'
import { InvalidPlugin } from '#registry/exceptions/refusals'
import { ModuleRefused } from '#registry/publishing/judge_artifact'
import { PublishVersion } from '#registry/actions/publish_version'
import { readPluginUpload } from '#registry/http/read_plugin_upload'
import { readManifest } from '#registry/manifest/read_manifest'
import { verdictView } from '#registry/pages/verdict_view'
import { findEmbeddedManifest } from '#registry/manifest/embedded_manifest'
import { releaseFromManifest } from '#registry/manifest/compare_manifest'
import { GATE_LIMITS } from '#runtime/gate/gate_limits'
import { listJoinedPublishers } from '#registry/teams/queries/list_publishers'
import { publisherChoiceValidator } from '#registry/owners/validators'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import type { FieldProblem } from '#core/http/problem'

/** Publishing by page: a module, its plugin.json, and what people are to read. */
@inject()
export default class UploadsController {
  constructor(private readonly publish: PublishVersion) {}

  create(ctx: HttpContext) {
    return form(ctx, { problems: [], verdict: null })
  }

  async store(ctx: HttpContext) {
    try {
      const { artifact, manifest: given, ...texts } = await readPluginUpload(ctx)
      const { publisher } = await publisherChoiceValidator.validate(ctx.request.body())
      const manifest = readManifest(given ?? findEmbeddedManifest(artifact) ?? missingManifest())
      const { id, plugin, version } = await this.publish.handle({
        actor: ctx.actor,
        method: 'page',
        release: { ...releaseFromManifest(manifest), ...texts, publisher },
        artifact,
        manifest,
      })
      ctx.session.flash('success', ctx.i18n.t('registry.uploaded', { plugin, version }))
      return ctx.response.redirect().toRoute('publisher.versions.show', { id })
    } catch (error) {
      return this.#refused(ctx, error)
    }
  }

  /** A file field cannot be filled in again: the form is shown at once, with every problem and what the gate saw. */
  #refused(ctx: HttpContext, error: unknown) {
    if (!(error instanceof Exception) || !error.status || error.status < 400 || error.status >= 500 || error.status === 403) throw error
    const details = (error as { details?: FieldProblem[] }).details
    const problems = details?.length ? details : [{ field: 'artifact', message: error.message }]
    const verdict = error instanceof ModuleRefused ? verdictOf(error, ctx) : null
    ctx.response.status(error.status)
    return form(ctx, { problems, verdict })
  }
}

async function form({ user, view }: HttpContext, told: { problems: FieldProblem[]; verdict: ReturnType<typeof verdictOf> | null }) {
  return view.render('registry/publisher/upload', { ...told, limits: GATE_LIMITS, publishers: await listJoinedPublishers(user!.id) })
}

const verdictOf = ({ verdict }: ModuleRefused, { i18n }: HttpContext) =>
  verdictView(
    {
      verdict,
      findings: verdict.findings,
      capabilities: verdict.capabilities,
      hooks: verdict.hooks,
      addedCapabilities: [],
      droppedCapabilities: [],
    },
    i18n
  )

function missingManifest(): never {
  throw InvalidPlugin.field('manifest', 'Add plugin.json, or embed it in the module', 'required')
}
