import env from '#start/env'

/** Browsers tie passkeys to names, never to addresses of digits: the default is `localhost`. */
const site = new URL(env.get('APP_URL'))

/** A parent domain lets several sites share passkeys; changed later, those there are worth nothing. */
export default {
  name: 'Rialto',
  id: env.get('PASSKEY_DOMAIN') ?? site.hostname,
  origin: site.origin,
}
