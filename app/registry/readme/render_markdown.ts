import MarkdownIt, { type Env, type MarkdownIt as Parser, type RendererRule, type Token } from 'markdown-it'

/** What publishers may write: nothing here can carry a script, a style, a form or an image from elsewhere. */
const ALLOWED = new Set([
  ...[
    'paragraph',
    'heading',
    'bullet_list',
    'ordered_list',
    'list_item',
    'blockquote',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
  ].flatMap(both),
  ...['strong', 'em', 's', 'link'].flatMap(both),
  ...['inline', 'text', 'softbreak', 'hardbreak', 'code_inline', 'code_block', 'fence', 'hr', 'image'],
])

const LINK = /^(?:https?:\/\/|mailto:)/i
const LONGEST_LINK = 500
const DEEPEST = 20
/** A page's own headings come before a publisher's. */
const HEADING_SHIFT = 2
const LARGEST_HTML = 1024 * 1024
/** Cells, lines, words in bold: each costs some microseconds, and 64 KB hold two hundred thousand of them. */
const MOST_TOKENS = 16_000

const REL = 'nofollow ugc noopener'
const ALIGN: Record<string, string> = { 'text-align:center': 'text-center', 'text-align:right': 'text-end' }

/** Raise when the same text would come out differently: what was rendered before is made anew. */
export const RENDERER = 1

const markdown = new MarkdownIt({ html: false, linkify: true, maxNesting: DEEPEST })
/** Stops in the middle of a text that would take too long, whatever it is made of. */
markdown.block.State = class extends markdown.block.State {
  override push(...of: Parameters<Parser['block']['State']['prototype']['push']>) {
    count(this.env)
    return super.push(...of)
  }
}
markdown.inline.State = class extends markdown.inline.State {
  override push(...of: Parameters<Parser['inline']['State']['prototype']['push']>) {
    count(this.env)
    return super.push(...of)
  }
}
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
markdown.validateLink = (url) => LINK.test(url) && url.length <= LONGEST_LINK
markdown.core.ruler.push('allow', (text) => {
  text.tokens = text.tokens.filter(allow)
})

class TooManyTokens extends Error {}

/** A publisher's Markdown as HTML for a page: links are nobody's recommendation, pictures are links to them. */
export function renderMarkdown(text: string): string {
  const html = renderBounded(text)
  return html !== null && html.length <= LARGEST_HTML ? html : `<pre tabindex="0">${markdown.utils.escapeHtml(text)}</pre>`
}

function renderBounded(text: string): string | null {
  try {
    return markdown.render(text, { left: MOST_TOKENS })
  } catch (error) {
    if (error instanceof TooManyTokens) return null
    throw error
  }
}

function count(env: Env) {
  const budget = env as { left: number }
  budget.left -= 1
  if (budget.left < 0) throw new TooManyTokens()
}

function allow(token: Token): boolean {
  if (!ALLOWED.has(token.type)) return false
  token.children = token.children?.filter(allow) ?? null
  markLinked(token.children ?? [])
  if (token.type.startsWith('heading')) token.tag = `h${Math.min(Number(token.tag.slice(1)) + HEADING_SHIFT, 6)}`
  if (token.type === 'link_open') token.attrSet('rel', REL)
  const style = token.attrGet('style')
  if (style !== null) token.attrs = ALIGN[style] ? [['class', ALIGN[style]]] : null
  return true
}

/** A link is never put into a link. */
function markLinked(tokens: Token[]) {
  let depth = 0
  for (const token of tokens) {
    depth += Number(token.type === 'link_open') - Number(token.type === 'link_close')
    if (token.type === 'image' && depth > 0) token.meta = { isInLink: true }
  }
}

const picture: RendererRule = (tokens, at) => {
  const { content } = tokens[at]!
  const label = markdown.utils.escapeHtml(content)
  const source = String(tokens[at]!.attrGet('src') ?? '')
  if (tokens[at]!.meta?.isInLink || !markdown.validateLink(source)) return label
  return `<a href="${markdown.utils.escapeHtml(source)}" rel="${REL}">${label || markdown.utils.escapeHtml(source)}</a>`
}

markdown.renderer.rules.image = picture
markdown.renderer.rules.table_open = () => '<div class="table-responsive" tabindex="0"><table class="table">\n'
markdown.renderer.rules.table_close = () => '</table></div>\n'
markdown.renderer.rules.fence = markdown.renderer.rules.code_block = (tokens, at) =>
  `<pre tabindex="0"><code>${markdown.utils.escapeHtml(tokens[at]!.content)}</code></pre>\n`

function both(name: string): string[] {
  return [`${name}_open`, `${name}_close`]
}
