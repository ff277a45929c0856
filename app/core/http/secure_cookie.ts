/** Over HTTPS the browser itself keeps the cookie to this host and this protocol: no subdomain can plant another. */
export const hostCookieName = (name: string, appUrl: string) => (appUrl.startsWith('https:') ? `__Host-${name}` : name)
