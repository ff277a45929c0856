type PostgresError = { code?: string; constraint?: string }

/** Whether PostgreSQL refused a row because of this constraint. */
export const isUniqueViolation = (error: unknown, constraint: string) => {
  const { code, constraint: violated } = (error ?? {}) as PostgresError
  return code === '23505' && violated === constraint
}
