/** Kinds of providers: how one talks to them, and what they are known by. */
export const PROVIDER_KINDS = ['oidc', 'google', 'github', 'vk', 'yandex'] as const
export type ProviderKind = (typeof PROVIDER_KINDS)[number]

interface KindRules {
  icon: string
  /** Null: the operator names it. */
  issuer: string | null
  /** Whether the operator may name another: servers of one's own. */
  isIssuerFree: boolean
  scopes: readonly string[]
  /** VK ID knows its applications by PKCE alone. */
  needsSecret: boolean
  /** Whether its answers may say when the person last signed in there; what does not proves nothing anew. */
  tellsWhenProved: boolean
}

export const KINDS: Record<ProviderKind, KindRules> = {
  oidc: { icon: 'id', issuer: null, isIssuerFree: true, scopes: ['openid', 'email', 'profile'], needsSecret: false, tellsWhenProved: true },
  google: {
    ...{ icon: 'brand-google', issuer: 'https://accounts.google.com', isIssuerFree: false },
    ...{ scopes: ['openid', 'email', 'profile'], needsSecret: true, tellsWhenProved: true },
  },
  github: {
    icon: 'brand-github',
    issuer: 'https://github.com',
    isIssuerFree: true,
    scopes: ['user:email'],
    needsSecret: true,
    tellsWhenProved: false,
  },
  vk: { icon: 'brand-vk', issuer: 'https://id.vk.com', isIssuerFree: false, scopes: ['email'], needsSecret: false, tellsWhenProved: false },
  yandex: {
    ...{ icon: 'brand-yandex', issuer: 'https://oauth.yandex.ru', isIssuerFree: false },
    ...{ scopes: ['login:email', 'login:info'], needsSecret: true, tellsWhenProved: false },
  },
}
