import { InvalidProduct } from '#catalog/exceptions/product'

const LINE = /^([^:]{1,40}):\s*(.{1,200})$/

/** `Material: oak` per line, as people type it. Throws 422 naming the line that is none. */
export function readAttributeLines(text: string | null | undefined): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const line of (text ?? '').split('\n').map((one) => one.trim())) {
    if (!line) continue
    const [, name, value] = LINE.exec(line) ?? []
    if (!name) {
      throw new InvalidProduct([
        { field: 'attributes', message: `“${line.slice(0, 60)}” is not a line like “material: oak”`, rule: 'attributes' },
      ])
    }
    attributes[name.trim().toLowerCase().replace(/\s+/g, '_')] = value.trim()
  }
  return attributes
}

export const writeAttributeLines = (attributes: Record<string, string>) =>
  Object.entries(attributes)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
