import { imageUrl } from '#catalog/image_url'
import { breadcrumbOf } from '#catalog/product_cards'
import { formatMoney } from '#core/panels/formats'
import type { I18n } from '@adonisjs/i18n'
import type { CategoryNode } from '#catalog/category_tree'
import type { PublicProductRow, PublicVariant } from '#catalog/queries/find_public_product'

const MAX_DESCRIPTION_META = 160

type Choice = { value: string; label: string; available: number }

/** Everything the product page shows, in the reader's language. */
export function productPage(product: PublicProductRow, category: CategoryNode | undefined, i18n: I18n) {
  const choices = product.variants.flatMap((variant) => choicesOf(variant, i18n))
  const buyable = choices.filter(({ available }) => available > 0)
  return {
    product: {
      title: product.title,
      brand: product.brand,
      language: product.language,
      description: product.description,
      sellerName: product.seller_name,
      isSellerVerified: product.seller_verified,
      image: imageUrl(product.image_key),
      price: { amount: product.min_price_minor, currency: product.currency },
      hasSeveralPrices: new Set(product.variants.flatMap(({ offers }) => offers.map((offer) => offer.price_minor))).size > 1,
    },
    metaDescription: product.description.slice(0, MAX_DESCRIPTION_META),
    breadcrumb: breadcrumbOf(category?.trail ?? [], i18n.locale),
    facts: factsOf(product, i18n),
    choices: buyable,
    available: Math.max(0, ...buyable.map(({ available }) => available)),
  }
}

/** One line per offer: `Size: 42 — 3 990 ₽`. */
function choicesOf({ options, offers }: PublicVariant, i18n: I18n): Choice[] {
  const name = Object.entries(options)
    .map(([option, value]) => `${attributeLabel(option, i18n)}: ${value}`)
    .join(', ')
  return offers.map((offer) => {
    const price = formatMoney(i18n.locale, { amount: offer.price_minor, currency: offer.currency })
    return { value: offer.id, label: name ? `${name} — ${price}` : price, available: offer.available }
  })
}

function factsOf(product: PublicProductRow, i18n: I18n) {
  const attributes = Object.entries(product.attributes).map(([name, value]) => ({
    label: attributeLabel(name, i18n),
    value: String(value),
  }))
  return [
    { label: i18n.t('catalog.brand'), value: product.brand },
    ...attributes,
    { label: i18n.t('catalog.seller'), value: product.seller_name },
  ].filter(({ value }) => value)
}

/** Sellers may name attributes as they like; the common ones are translated. */
const attributeLabel = (name: string, i18n: I18n) => i18n.t(`catalog.attribute_${name}`, {}, name.replaceAll('_', ' '))
