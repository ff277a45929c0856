import { defineConfig } from '@adonisjs/cors'

/** Closed: browsers of other origins get nothing until the operator lists them. */
export default defineConfig({
  enabled: true,
  origin: false,
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  headers: true,
  exposeHeaders: [],
  credentials: false,
  maxAge: 90,
})
