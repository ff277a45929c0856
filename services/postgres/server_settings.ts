/** Given on the command line, so that a new release changes them without touching the operator's postgresql.conf. */
export function serverArguments(port: number): string[] {
  const settings: Record<string, string> = { ...SETTINGS, port: String(port), ...durability() }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  // TCP with a password only: socket paths are limited to 107 bytes and leave lock files behind.
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  jit: 'off',
  random_page_cost: '1.1',
  // Not minimal: backups by pg_backup_start need it.
  wal_level: 'replica',
  wal_compression: 'pglz',
  max_wal_size: '1GB',
  checkpoint_timeout: '15min',
  autovacuum_naptime: '20s',
  io_method: 'worker',
  shared_preload_libraries: 'pg_stat_statements',
  idle_in_transaction_session_timeout: '5min',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_line_prefix: '%m [%p] %q%a ',
}

/** A throwaway cluster of the tests may lose everything with the machine, and is twice as fast for it. */
function durability(): Record<string, string> {
  if (process.env.RIALTO_PG_FSYNC !== 'off') return {}
  // Commits stay synchronous: what was committed must survive a killed server in these tests too.
  return { fsync: 'off', full_page_writes: 'off' }
}
