/** Who speaks for the platform, and what programs print where nobody is. */
const RESERVED = new Set([
  ...['admin', 'administrator', 'superadmin', 'root', 'sysadmin', 'system', 'rialto', 'official', 'platform', 'staff', 'team', 'owner'],
  ...['support', 'help', 'helpdesk', 'security', 'moderator', 'moderation', 'mod', 'operator', 'finance', 'billing', 'payments'],
  ...[
    'postmaster',
    'webmaster',
    'hostmaster',
    'abuse',
    'noreply',
    'mailer',
    'api',
    'www',
    'null',
    'undefined',
    'anonymous',
    'guest',
    'deleted',
  ],
])

const LOOK_ALIKES: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b' }

/** Names stand beside reviews: `Admin_1`, `adm1n` and `support-24` would speak for the house as well as `admin` would. */
export function isReservedUsername(username: string): boolean {
  const bare = username.toLowerCase().replace(/[._-]+/g, '')
  const withoutNumber = bare.replace(/\d+$/, '')
  return [bare, withoutNumber].some((name) => RESERVED.has(name.replace(/[0134578]/g, (digit) => LOOK_ALIKES[digit])))
}
