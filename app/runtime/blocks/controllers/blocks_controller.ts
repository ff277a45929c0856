import { inject } from '@adonisjs/core'
import { Forbidden } from '#core/http/exceptions'
import { ActInBlock, type ActInBlockResult } from '#runtime/blocks/act_in_block'
import { BlockAnswers } from '#runtime/blocks/block_answers'
import { HookFailed } from '#runtime/exceptions/hook_failed'
import { blockOf, panelOf } from '#runtime/blocks/find_block'
import { blockElementId, blockUrl, listBlocks } from '#runtime/blocks/list_blocks'
import { localized } from '#runtime/manifest/plugin_manifest'
import { presentBlock, type ElementView, type Presentation } from '#runtime/blocks/present_block'
import type { HttpContext } from '@adonisjs/core/http'
import type { Installation } from '#runtime/installations/installation'
import type { PluginBlock } from '#runtime/manifest/plugin_manifest'

type Found = { installation: Installation; block: PluginBlock }

/** Blocks of plugins: a page for each, from which other pages take theirs. */
@inject()
export default class BlocksController {
  constructor(
    private readonly answers: BlockAnswers,
    private readonly actInBlock: ActInBlock
  ) {}

  async index(ctx: HttpContext) {
    const panel = panelOf(ctx)
    return ctx.view.render('runtime/surfaces/blocks', { blocks: await listBlocks(ctx, panel) })
  }

  async show(ctx: HttpContext) {
    const found = await blockOf(ctx)
    const answer = await this.answers.read({ ...found, locale: ctx.i18n.locale }).catch(failureOf)
    return render(ctx, found, answer instanceof HookFailed ? null : { elements: answer })
  }

  /** The answer takes the block's place; a form that does not fit is shown again. */
  async act(ctx: HttpContext) {
    const found = await blockOf(ctx)
    if (!ctx.access.can(panelOf(ctx) === 'seller' ? 'runtime.use' : 'runtime.operate')) throw new Forbidden()
    const action = ctx.params.action as string
    const asked = { ...found, locale: ctx.i18n.locale }
    const result = await this.actInBlock.handle({ ...asked, actor: ctx.actor, action, fields: ctx.request.body() }).catch(failureOf)
    return render(ctx, found, result instanceof HookFailed ? null : result)
  }
}

/** What a plugin got wrong is shown in its place; everything else is an error of the page. */
function failureOf(error: unknown): HookFailed {
  if (error instanceof HookFailed) return error
  throw error
}

async function render(ctx: HttpContext, { installation, block }: Found, result: ActInBlockResult | null) {
  const panel = panelOf(ctx)
  const id = blockElementId(installation.id, block.name)
  const how: Presentation = { i18n: ctx.i18n, panel, url: blockUrl(panel, installation.id, block.name), id }
  if (result && 'problems' in result) {
    how.refused = { action: ctx.params.action as string, values: result.values, problems: result.problems }
    ctx.response.status(422)
  }
  const elements: ElementView[] | null = result && (await presentBlock(result.elements, how))
  return ctx.view.render('runtime/surfaces/block', {
    ...{ blockId: id, elements, url: how.url },
    title: localized(block.title, ctx.i18n.locale),
    plugin: localized(installation.manifest.name ?? installation.pluginName, ctx.i18n.locale),
    pluginUrl: `/${panel}/plugins/${installation.id}`,
    mayAct: ctx.access.can(panel === 'seller' ? 'runtime.use' : 'runtime.operate'),
  })
}
