export type Shape = object
export const SHAPES: Record<string, Shape>
export function differences(shape: Shape, value: unknown, options?: { isCamel?: boolean }): string[]
