export function bundleClient(): Promise<string>
export function committedClient(): string
