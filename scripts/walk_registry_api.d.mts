export interface WalkOptions {
  url: string
  admin: { email: string; password: string }
  approve: (plugin: string) => Promise<void>
}
export function walkRegistryApi(options: WalkOptions): Promise<{ asked: number; problems: string[]; endpoints: number[] }>
