type Optional<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];

/** `T`, in which properties that may be undefined may be missing instead. */
export type OmitUndefined<T> = Omit<T, Optional<T>> & { readonly [K in Optional<T>]?: Exclude<T[K], undefined> };

/** A copy without the properties that are `undefined`. */
export function omitUndefined<T extends object>(properties: T): OmitUndefined<T> {
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(properties)) {
    const value = (properties as Record<string, unknown>)[key];
    if (value !== undefined) copy[key] = value;
  }
  return copy as OmitUndefined<T>;
}
