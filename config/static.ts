import { defineConfig } from '@adonisjs/static'

/** Built files carry a hash in their name and never change; the icon of the site may. */
const cacheControl = (path: string) => (path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')

export default defineConfig({
  enabled: true,
  etag: true,
  lastModified: true,
  dotFiles: 'ignore',
  cacheControl: false,
  headers: (path) => ({ 'Cache-Control': cacheControl(path) }),
})
