import { defineConfig } from '@adonisjs/static'

export default defineConfig({ enabled: true, etag: true, lastModified: true, dotFiles: 'ignore', maxAge: '1 hour' })
