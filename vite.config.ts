import { defineConfig } from 'vite'
import { iconSprite } from './resources/icons/icon_sprite.js'

/** One build serves development, tests and production: pages always carry the same strict CSP. */
export default defineConfig({
  base: '/assets/',
  publicDir: false,
  logLevel: 'warn',
  plugins: [iconSprite()],
  build: {
    outDir: 'public/assets',
    assetsDir: '',
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rollupOptions: { input: ['resources/css/app.css', 'resources/js/app.js'] },
  },
})
