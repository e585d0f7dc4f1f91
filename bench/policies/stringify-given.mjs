/** The statements as they are: the least that any way to read all of them can take. */
export const prepare = (statements) => statements;

export const serialize = (statements) => JSON.stringify(statements);
