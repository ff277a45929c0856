import { panelsOf } from '#core/panels/navigation'
import type { Access } from '#core/rights'

/** Where somebody starts their day: the first panel they work in; buyers in the shop. */
export function landingPath(access: Access): string {
  const [first] = panelsOf(access, null).filter(({ name }) => name !== 'account')
  return first?.url ?? '/'
}
