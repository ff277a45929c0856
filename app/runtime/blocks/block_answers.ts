import { inject } from '@adonisjs/core'
import { Settings } from '#core/settings/settings'
import { HookCaller } from '#runtime/hooks/hook_caller'
import { blockHook, type BlockElement } from '#runtime/blocks/block_hook'
import { blockCacheSeconds } from '#runtime/settings'
import type { Installation } from '#runtime/installations/installation'
import type { PluginBlock } from '#runtime/manifest/plugin_manifest'

export interface AskedBlock {
  installation: Installation
  block: PluginBlock
  locale: string
}

type Kept = { until: number; elements: Promise<BlockElement[]> }

const MAX_KEPT = 500
const kept = new Map<string, Kept>()

/** What plugins fill their blocks with, kept for a moment: a page with ten readers asks once. */
@inject()
export class BlockAnswers {
  constructor(
    private readonly caller: HookCaller,
    private readonly settings: Settings
  ) {}

  /** Throws `HookFailed`. */
  async read(asked: AskedBlock): Promise<BlockElement[]> {
    const key = keyOf(asked)
    const known = kept.get(key)
    if (known && known.until > performance.now()) return known.elements
    const seconds = await this.settings.get(blockCacheSeconds)
    const elements = this.#ask(asked, null, null)
    keep(key, { until: performance.now() + seconds * 1_000, elements })
    // A failure is not an answer: the next reader asks again.
    elements.catch(() => kept.delete(key))
    return elements
  }

  /** Hands over what somebody sent; what was kept of the installation's blocks is out of date then. */
  async act(asked: AskedBlock, action: string, values: Record<string, unknown>): Promise<BlockElement[]> {
    try {
      return await this.#ask(asked, action, values)
    } finally {
      forget(asked.installation.id)
    }
  }

  async #ask({ installation, block, locale }: AskedBlock, action: string | null, values: Record<string, unknown> | null) {
    const answer = await this.caller.ask(blockHook, installation, { block: block.name, locale, action, values })
    return answer!.output.elements
  }
}

/** New settings and new versions are seen at once. */
const keyOf = ({ installation: { id, digest, updatedAt }, block, locale }: AskedBlock): string =>
  [id, digest, updatedAt.getTime(), block.name, locale].join(' ')

function keep(key: string, entry: Kept): void {
  if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value!)
  kept.set(key, entry)
}

function forget(installationId: string): void {
  for (const key of kept.keys()) if (key.startsWith(`${installationId} `)) kept.delete(key)
}
