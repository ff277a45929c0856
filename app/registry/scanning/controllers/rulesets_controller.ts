import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { NotFound } from '#core/http/exceptions'
import { activeRuleset } from '#registry/scanning/rules/active_ruleset'
import { ChangeRuleset } from '#registry/scanning/rules/change_ruleset'
import { FACTS } from '#registry/scanning/rules/ruleset'
import { InvalidRuleset } from '#registry/scanning/exceptions'
import { StatusConflict } from '#registry/exceptions/refusals'
import { tryOnHistory } from '#registry/scanning/rules/try_on_history'
import { rulesetText } from '#registry/scanning/pages/ruleset_text'
import { historyOfRules, rulesetView } from '#registry/scanning/pages/ruleset_view'
import { findRuleset, lastRescan, listRulesets, type RulesetRow } from '#registry/scanning/rules/find_rulesets'
import { activationValidator, rulesetValidator } from '#registry/scanning/validators'
import { startRescan } from '#registry/scanning/rescans/start_rescan'
import type { HttpContext } from '@adonisjs/core/http'
import type { FieldProblem } from '#core/http/problem'

type Form = { document: string; note: string; problems: FieldProblem[] }

/** The rules for uploads: read, written anew, tried on what was uploaded before, put in force. */
@inject()
export default class RulesetsController {
  constructor(private readonly change: ChangeRuleset) {}

  async index({ view, i18n }: HttpContext) {
    const rulesets = await listRulesets(db)
    const active = rulesets.find(({ is_active: isActive }) => isActive)!
    return view.render('registry/scanning/rulesets', {
      rulesets,
      active,
      rules: rulesetView(active.document, i18n),
      rescan: await lastRescan(db),
    })
  }

  async show(ctx: HttpContext) {
    const ruleset = await find(ctx)
    const active = await activeRuleset(db)
    const history = historyOfRules(await tryOnHistory(db, ruleset.document), ctx.i18n)
    const document = rulesetText(ruleset.document)
    return ctx.view.render('registry/scanning/ruleset', {
      ruleset,
      active,
      history,
      document,
      rules: rulesetView(ruleset.document, ctx.i18n),
    })
  }

  async create(ctx: HttpContext) {
    const { document } = await activeRuleset(db)
    return form(ctx, { document: rulesetText(document), note: '', problems: [] })
  }

  async store(ctx: HttpContext) {
    const { document, note } = await ctx.request.validateUsing(rulesetValidator)
    try {
      const version = await this.change.keep({ actor: ctx.actor, document: parse(document), note })
      ctx.session.flash('success', ctx.i18n.t('scanning.saved', { version }))
      return ctx.response.redirect().toRoute('operator.upload_rules.show', { version })
    } catch (error) {
      if (!(error instanceof InvalidRuleset)) throw error
      ctx.response.status(422)
      return form(ctx, { document, note, problems: error.details })
    }
  }

  async activate(ctx: HttpContext) {
    const { version } = await find(ctx)
    const { instead } = await ctx.request.validateUsing(activationValidator)
    try {
      await this.change.activate({ actor: ctx.actor, version, instead })
      ctx.session.flash('success', ctx.i18n.t('scanning.activated', { version }))
    } catch (error) {
      if (!(error instanceof StatusConflict)) throw error
      ctx.session.flash('error', ctx.i18n.t('scanning.stale'))
    }
    return ctx.response.redirect().toRoute('operator.upload_rules.show', { version })
  }

  async rescan({ actor, session, i18n, response }: HttpContext) {
    await db.transaction((trx) => startRescan(trx, { reason: actor.userId ?? 'operator', scope: 'all' }))
    session.flash('success', i18n.t('scanning.rescan_started'))
    return response.redirect().toRoute('operator.upload_rules.index')
  }
}

const LARGEST_VERSION = 2 ** 31 - 1

async function find({ params }: HttpContext): Promise<RulesetRow> {
  const version = Number(params.version)
  const found = Number.isInteger(version) && version > 0 && version <= LARGEST_VERSION ? await findRuleset(db, version) : null
  if (!found) throw new NotFound()
  return found
}

const form = ({ view }: HttpContext, state: Form) =>
  view.render('registry/scanning/new_ruleset', {
    ...state,
    facts: Object.entries(FACTS)
      .map(([fact, kind]) => `${fact} (${kind})`)
      .join(', '),
  })

/** What is no JSON is told like every other fault. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw InvalidRuleset.field('document', (error as Error).message, 'json')
  }
}
