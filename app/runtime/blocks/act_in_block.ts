import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { BlockAnswers, type AskedBlock } from '#runtime/blocks/block_answers'
import { NoSuchAction } from '#runtime/blocks/exceptions'
import { settingsFromForm } from '#runtime/manifest/settings_form'
import { findProblemsOnce, type SchemaProblem } from '#runtime/manifest/schema_checker'
import type { Actor } from '#core/actor'
import type { BlockElement } from '#runtime/blocks/block_hook'

export interface ActInBlockInput extends AskedBlock {
  actor: Actor
  action: string
  /** As the form sent them. */
  fields: Record<string, unknown>
}

export type ActInBlockResult =
  { elements: BlockElement[] } | { elements: BlockElement[]; values: Record<string, unknown>; problems: SchemaProblem[] }

/** Sends a block's form, or presses its button: only those that the plugin shows, and only with values that fit. */
@inject()
export class ActInBlock {
  constructor(
    private readonly answers: BlockAnswers,
    private readonly audit: Audit
  ) {}

  /** Throws `NoSuchAction` (404) and `HookFailed`. */
  async handle({ actor, action, fields, ...asked }: ActInBlockInput): Promise<ActInBlockResult> {
    const shown = await this.answers.read(asked)
    const element = shown.find((one) => (one.kind === 'form' || one.kind === 'button') && one.action === action)
    if (!element || (element.kind !== 'form' && element.kind !== 'button')) throw new NoSuchAction()
    const values = element.kind === 'form' ? settingsFromForm(element.schema, fields) : {}
    const problems = element.kind === 'form' ? findProblemsOnce(element.schema, values) : []
    if (problems.length > 0) return { elements: shown, values, problems }
    await this.#record(actor, asked, { action, fields: Object.keys(values) })
    return { elements: await this.answers.act(asked, action, values) }
  }

  /** Before the plugin hears of it: what it does may reach far. Names only; values may be anybody's. */
  async #record(actor: Actor, { installation, block }: AskedBlock, after: { action: string; fields: string[] }): Promise<void> {
    const target = { type: 'plugin_installation', id: installation.id, label: installation.pluginName }
    await db.transaction((trx) =>
      this.audit.record(trx, {
        ...{ actor, target, tenantId: installation.tenantId, action: 'runtime.block_action' },
        after: { block: block.name, ...after },
      })
    )
  }
}
