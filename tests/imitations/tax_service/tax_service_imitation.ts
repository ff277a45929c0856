import { serve } from '#tests/support/http_server'

export type Fault = '500' | '429' | 'cut' | 'not json' | 'somebody else' | 'strange state' | 'too much' | 'slow'

const COMPANY = { inn: '7707083893', ogrn: '1027700132195', kpp: '773601001', name: 'ПАО СБЕРБАНК', state: 'active', address: 'Москва' }

/** A register of companies over real HTTP, and everything that goes wrong with such. */
export class TaxServiceImitation {
  url = ''
  fault: Fault | null = null
  readonly asked: { path: string; token: string | undefined }[] = []
  #close = () => {}

  async start() {
    const { port, close } = await serve((request, response) => {
      this.asked.push({ path: request.url ?? '', token: request.headers.authorization })
      const inn = request.url?.split('/').at(-1)
      if (this.fault === 'slow') return
      if (this.fault === '500' || this.fault === '429') return void response.writeHead(Number(this.fault)).end('{}')
      if (this.fault === 'cut') {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' }).write('{"inn":')
        return void response.destroy()
      }
      if (inn !== COMPANY.inn) return void response.writeHead(404).end('{}')
      response.writeHead(200, { 'content-type': 'application/json' }).end(this.#body())
    })
    this.url = `http://127.0.0.1:${port}`
    this.#close = close
  }

  stop() {
    this.#close()
  }

  #body(): string {
    if (this.fault === 'not json') return '<html>The register is closed on Sundays</html>'
    if (this.fault === 'somebody else') return JSON.stringify({ ...COMPANY, inn: '7736050003' })
    if (this.fault === 'strange state') return JSON.stringify({ ...COMPANY, state: 'wonderful' })
    if (this.fault === 'too much') return JSON.stringify({ ...COMPANY, address: 'x'.repeat(200_000) })
    return JSON.stringify(COMPANY)
  }
}
