import { nullable } from '#core/http/openapi/words'

export const ME_SCHEMA = {
  type: 'object',
  required: ['user_id', 'username', 'email', 'tenant_id', 'platform_roles'],
  properties: {
    user_id: { type: 'string', format: 'uuid' },
    username: { type: 'string' },
    email: { type: 'string', format: 'email' },
    email_confirmed: { type: 'boolean' },
    full_name: { type: 'string' },
    locale: { enum: ['en', 'ru'] },
    tenant_id: { ...nullable, format: 'uuid' },
    tenant_role: nullable,
    platform_roles: { type: 'array', items: { type: 'string' } },
  },
}
