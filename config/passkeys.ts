import env from '#start/env'

const { hostname, origin } = new URL(env.get('APP_URL'))

/**
 * What passkeys are bound to. Browsers refuse an address of digits: they work at a name, `localhost` included.
 * A parent domain lets several sites share them; changed later, it makes those there are worth nothing.
 */
export default {
  name: 'Rialto',
  id: env.get('PASSKEY_DOMAIN') ?? hostname,
  origin,
}
