const listed = (value) => (Array.isArray(value) ? value : [value]);

/** What statements allow: a line for each action, resource and condition, in order and each once. */
export function permissions(statements) {
  const lines = statements.flatMap(({ Effect, Action, Resource, Condition = {} }) => {
    const keys = Object.entries(Condition).flatMap(([operator, values]) =>
      Object.entries(values).map(([key, value]) => `${operator} ${key} ${listed(value).toSorted()}`),
    );
    const conditions = keys.sort().join(", ");
    return listed(Action).flatMap((action) =>
      listed(Resource).map((resource) => `${Effect} ${action} on ${resource} if ${conditions}`),
    );
  });
  return [...new Set(lines)].sort();
}
