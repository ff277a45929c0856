import { compose } from '@adonisjs/core/helpers'
import { ProductSchema } from '#database/schema'
import { TenantScoped } from '#tenancy/models/tenant_scoped'
import { Clock } from '#core/clock'

export const PRODUCT_STATUSES = ['draft', 'in_review', 'published', 'hidden'] as const
export type ProductStatus = (typeof PRODUCT_STATUSES)[number]
export type ProductLanguage = 'ru' | 'en'

/** A card of the catalogue; what is sold of it are offers of its variants. */
export default class Product extends compose(ProductSchema, TenantScoped) {
  static selfAssignPrimaryKey = true

  declare status: ProductStatus
  declare language: ProductLanguage
  declare attributes: Record<string, string>

  get isPublishable() {
    return this.status !== 'published' && this.minPriceMinor !== null
  }

  get isHideable() {
    return this.status === 'published'
  }

  /** Publishing again shows it as new: it was not there to be seen meanwhile. */
  markPublished() {
    this.status = 'published'
    this.publishedAt = Clock.now()
    this.version += 1
  }

  markHidden() {
    this.status = 'hidden'
    this.version += 1
  }
}
