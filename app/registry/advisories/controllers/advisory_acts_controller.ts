import { inject } from '@adonisjs/core'
import { Forbidden } from '#core/http/exceptions'
import { sendWire, snakeKeys } from '#registry/wire/casing'
import { readableAdvisory, isAdviser, writerOf } from '#registry/advisories/advisory_rights'
import { DraftAdvisory } from '#registry/advisories/actions/draft_advisory'
import { RewriteAdvisory } from '#registry/advisories/actions/rewrite_advisory'
import { ChangeAdvisoryStatus } from '#registry/advisories/actions/change_advisory_status'
import { advisoryActValidator, advisoryRefusalValidator, advisoryValidator } from '#registry/advisories/validators'
import type { Infer } from '@vinejs/vine/types'
import type { HttpContext } from '@adonisjs/core/http'
import type { AdvisoryAct } from '#registry/advisories/advisory_states'
import type { AdvisoryText } from '#registry/advisories/advisory'

/** Writing advisories by program, and deciding about them. */
@inject()
export default class AdvisoryActsController {
  constructor(
    private readonly draft: DraftAdvisory,
    private readonly rewrite: RewriteAdvisory,
    private readonly statuses: ChangeAdvisoryStatus
  ) {}

  async store(ctx: HttpContext) {
    const writer = writerOf(ctx)
    const body = await advisoryValidator.validate(snakeKeys(ctx.request.body()))
    const drafted = await this.draft.handle(writer, toText(body))
    ctx.response.status(201)
    return answer(ctx, drafted)
  }

  async update(ctx: HttpContext) {
    const writer = writerOf(ctx)
    const body = await advisoryValidator.validate(snakeKeys(ctx.request.body()))
    const advisory = await readableAdvisory(ctx, ctx.params.id as string)
    const { reason, expected_version: expectedVersion } = body
    return answer(ctx, await this.rewrite.handle(writer, { advisoryId: advisory.id, text: toText(body), reason, expectedVersion }))
  }

  /** The author too: a draft is ready to be looked at. */
  async submit(ctx: HttpContext) {
    writerOf(ctx)
    return this.#act(ctx, 'submit', await advisoryActValidator.validate(snakeKeys(ctx.request.body())))
  }

  async publish(ctx: HttpContext) {
    allow(ctx)
    return this.#act(ctx, 'publish', await advisoryActValidator.validate(snakeKeys(ctx.request.body())))
  }

  async withdraw(ctx: HttpContext) {
    allow(ctx)
    return this.#act(ctx, 'withdraw', await advisoryRefusalValidator.validate(snakeKeys(ctx.request.body())))
  }

  async reject(ctx: HttpContext) {
    allow(ctx)
    return this.#act(ctx, 'reject', await advisoryRefusalValidator.validate(snakeKeys(ctx.request.body())))
  }

  async #act(ctx: HttpContext, act: AdvisoryAct, { reason, expected_version: expectedVersion }: Infer<typeof advisoryActValidator>) {
    const { id } = await readableAdvisory(ctx, ctx.params.id as string)
    return answer(ctx, await this.statuses.handle({ actor: ctx.actor, advisoryId: id, act, reason, expectedVersion }))
  }
}

function allow(ctx: HttpContext) {
  if (!isAdviser(ctx)) throw new Forbidden()
}

const answer = (ctx: HttpContext, { code, status, serial }: { code: string; status: string; serial: number }) =>
  sendWire(ctx, { success: true, id: code, status, serial })

const toText = ({
  summary,
  details,
  severity,
  cvss = null,
  aliases = [],
  references = [],
  affected,
}: Infer<typeof advisoryValidator>): AdvisoryText => ({
  ...{ summary, details, severity, cvss, aliases, references, affected },
})
