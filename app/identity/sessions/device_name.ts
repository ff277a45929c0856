type Named = readonly [pattern: RegExp, name: string]

/** The first that fits: newer browsers name the older ones they descend from, too. */
const PROGRAMS: Named[] = [
  [/YaBrowser\//, 'Yandex Browser'],
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/HeadlessChrome\/|Chrome\/|CriOS\//, 'Chrome'],
  [/Version\/.*Safari\//, 'Safari'],
]
const SYSTEMS: Named[] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

/** "Firefox, Windows": what people recognise. Programs are called what they call themselves; null where nothing was said. */
export function deviceName(userAgent: string | null): string | null {
  if (!userAgent) return null
  const names = [nameOf(PROGRAMS, userAgent), nameOf(SYSTEMS, userAgent)].filter(Boolean)
  return names.length ? names.join(', ') : userAgent.slice(0, 60)
}

const nameOf = (list: Named[], text: string) => list.find(([pattern]) => pattern.test(text))?.[1]
