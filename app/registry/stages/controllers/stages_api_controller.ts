import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Forbidden } from '#core/http/exceptions'
import { sendWire, snakeKeys } from '#registry/wire/casing'
import { ApproveStage } from '#registry/stages/approve_stage'
import { ChangePublishing } from '#registry/stages/change_publishing'
import { EndStage } from '#registry/stages/end_stage'
import { findPublishedPlugin } from '#registry/owners/publishing_policy'
import { listStages } from '#registry/stages/find_stage'
import { publishingValidator, toStageJson } from '#registry/stages/stage_json'
import type { HttpContext } from '@adonisjs/core/http'

/** Releases that wait for owners, by API. Takes sign-ins only: a program that stages must not agree. */
@inject()
export default class StagesApiController {
  constructor(
    private readonly approveStage: ApproveStage,
    private readonly endStage: EndStage,
    private readonly changePublishing: ChangePublishing
  ) {}

  async index(ctx: HttpContext) {
    const { id } = await findPublishedPlugin(db, ctx.actor, ctx.params.name as string)
    return sendWire(ctx, { stages: (await listStages(id)).map(toStageJson) })
  }

  async approve(ctx: HttpContext) {
    return sendWire(ctx, { success: true, ...(await this.approveStage.handle(staged(ctx))) })
  }

  async withdraw(ctx: HttpContext) {
    await this.endStage.withdraw(staged(ctx))
    return ctx.response.noContent()
  }

  async rules(ctx: HttpContext) {
    if (!ctx.access.can('registry.publish')) throw new Forbidden()
    const { trusted_only: trustedOnly, ...given } = await publishingValidator.validate(snakeKeys(ctx.request.body()))
    const rules = { ...given, ...(trustedOnly === undefined ? {} : { trustpub_only: trustedOnly }) }
    const now = await this.changePublishing.handle({ actor: ctx.actor, plugin: ctx.params.name as string, rules })
    return sendWire(ctx, { require_stage_approvals: now.require_stage_approvals, trusted_only: now.trustpub_only })
  }
}

function staged({ access, actor, params }: HttpContext) {
  if (!access.can('registry.publish')) throw new Forbidden()
  return { actor, plugin: params.name as string, version: params.version as string }
}
