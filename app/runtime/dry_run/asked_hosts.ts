import type { RecordedRequest } from '#runtime/host_calls/recording_desk'

const FETCH = 'http_fetch'
const MOST = 20
/** Requests are cut when they are written down: the address is looked for, not parsed for. */
const ADDRESS = /"url"\s*:\s*"((?:[^"\\]|\\.){1,1000})/

/** The hosts a plugin wanted to reach, in lower case, each once; what is no address is told as it was written. */
export function askedHosts(requests: readonly RecordedRequest[]): string[] {
  const hosts = requests.filter(({ name }) => name === FETCH).flatMap(({ request }) => hostOf(request))
  return [...new Set(hosts)].slice(0, MOST)
}

function hostOf(request: string): string[] {
  const address = ADDRESS.exec(request)?.[1]?.replaceAll('\\/', '/')
  if (address === undefined) return []
  const plain = address.replace(/\{\{.*?\}\}/g, 'x')
  return [URL.canParse(plain) ? new URL(plain).hostname : address.slice(0, 100)]
}
