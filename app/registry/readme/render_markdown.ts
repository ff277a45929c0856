import { hash } from 'node:crypto'
import MarkdownIt, { type RendererRule, type Token } from 'markdown-it'

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
const KEPT_TEXTS = 200

const REL = 'nofollow ugc noopener'
const ALIGN: Record<string, string> = { 'text-align:center': 'text-center', 'text-align:right': 'text-end' }

const markdown = new MarkdownIt({ html: false, linkify: true, maxNesting: DEEPEST })
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
markdown.validateLink = (url) => LINK.test(url) && url.length <= LONGEST_LINK
markdown.core.ruler.push('allow', (text) => {
  text.tokens = text.tokens.filter(allow)
})

const kept = new Map<string, string>()

/** A publisher's Markdown as HTML for a page: links are nobody's recommendation, pictures are links to them. */
export function renderMarkdown(text: string): string {
  const key = hash('sha1', text, 'base64url')
  const known = kept.get(key)
  if (known !== undefined) return known
  const html = markdown.render(text)
  const shown = html.length <= LARGEST_HTML ? html : `<pre tabindex="0">${markdown.utils.escapeHtml(text)}</pre>`
  kept.set(key, shown)
  if (kept.size > KEPT_TEXTS) kept.delete(kept.keys().next().value!)
  return shown
}

function allow(token: Token): boolean {
  if (!ALLOWED.has(token.type)) return false
  token.children = token.children?.filter(allow) ?? null
  if (token.type.startsWith('heading')) token.tag = `h${Math.min(Number(token.tag.slice(1)) + HEADING_SHIFT, 6)}`
  if (token.type === 'link_open') token.attrSet('rel', REL)
  const style = token.attrGet('style')
  if (style !== null) token.attrs = ALIGN[style] ? [['class', ALIGN[style]]] : null
  return true
}

const picture: RendererRule = (tokens, at) => {
  const { content } = tokens[at]!
  const label = markdown.utils.escapeHtml(content)
  const source = String(tokens[at]!.attrGet('src') ?? '')
  const isInLink =
    tokens.slice(0, at).reduce((depth, { type }) => depth + Number(type === 'link_open') - Number(type === 'link_close'), 0) > 0
  if (isInLink || !markdown.validateLink(source)) return label
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
