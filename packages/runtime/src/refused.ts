/** Codes of drivers for a refused password: PostgreSQL, MySQL and MariaDB, SQL Server, MongoDB. */
const CODES: ReadonlySet<unknown> = new Set([
  // https://www.postgresql.org/docs/current/errcodes-appendix.html, class 28
  "28P01",
  "28000",
  // https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html#error_er_access_denied_error
  "ER_ACCESS_DENIED_ERROR",
  1045,
  // SQL Server: login failed
  "ELOGIN",
  18456,
]);
const MONGO_AUTHENTICATION_FAILED = 18;

/** Whether an error says that a password, a key or a token was refused: by a database, by Redis, or with HTTP 401. */
export function isRefused(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { code, errno, status, statusCode, name, message, response, cause, number } = error as Record<string, unknown>;
  if ([code, errno, number].some((one) => CODES.has(one))) return true;
  if (name === "MongoServerError" && code === MONGO_AUTHENTICATION_FAILED) return true;
  if (status === 401 || statusCode === 401 || (response as { status?: unknown } | undefined)?.status === 401)
    return true;
  if (typeof message === "string" && /^(WRONGPASS|NOAUTH)\b|password authentication failed/i.test(message)) return true;
  return cause !== undefined && cause !== error && isRefused(cause);
}
