import vine from '@vinejs/vine'
import { newProviderValidator, providerChangeValidator } from '#identity/providers/validators'
import type { NewProvider } from '#identity/providers/change_providers'
import type { ProviderTerms } from '#identity/providers/provider_terms'
import type { HttpContext } from '@adonisjs/core/http'

/** A form sends every field, lists as words, and an empty secret where the old one is to stay. */
const formValidator = vine.create({
  slug: vine.string().trim().optional(),
  kind: vine.string().trim().optional(),
  name: vine.string().trim().optional(),
  issuer: vine.string().trim().optional(),
  client_id: vine.string().trim().optional(),
  client_secret: vine.string().maxLength(1_000).optional(),
  scopes: vine.string().maxLength(4_000).optional(),
  registration: vine.string().optional(),
  email_domains: vine.string().maxLength(30_000).optional(),
  enabled: vine.string().optional(),
  position: vine.number().optional(),
})

const words = (text: string | undefined) => (text ?? '').split(/[\s,]+/).filter(Boolean)

async function read({ request }: HttpContext) {
  const form = await request.validateUsing(formValidator)
  return {
    ...form,
    issuer: form.issuer || null,
    client_secret: form.client_secret || undefined,
    scopes: words(form.scopes),
    email_domains: words(form.email_domains),
    enabled: form.enabled === '1',
  }
}

export const readNewProvider = async (ctx: HttpContext): Promise<NewProvider> => newProviderValidator.validate(await read(ctx))

export const readProviderChange = async (ctx: HttpContext): Promise<ProviderTerms> => providerChangeValidator.validate(await read(ctx))
