import { nearest } from "../util/similar.js";

/** Names that runtimes and test tools read from any object: `then` of what is awaited, `toJSON`, `__pulumiOutput`. */
const READ_BY_TOOLS = /^(then|toJSON|asymmetricMatch|nodeType|tagName|size|length|inspect)$|^(__|@@|\$\$)/;

/**
 * The branches by their names. A name that is not among them throws an error that says so, instead of being undefined.
 *
 * @param owner what has the branches: `AmplifySsrApp "web"`
 */
export function branchesByName<Branch>(
  owner: string,
  branches: Readonly<Record<string, Branch>>,
): Readonly<Record<string, Branch>> {
  const names = Object.keys(branches);
  const missing = new Proxy(
    {},
    {
      get(target, name) {
        if (typeof name === "symbol" || name in target || READ_BY_TOOLS.test(name)) return Reflect.get(target, name);
        const meant = nearest(name, names);
        const hint = meant === undefined ? `Its branches: ${names.join(", ") || "none"}.` : `Did you mean "${meant}"?`;
        throw new Error(`${owner} has no branch "${name}". ${hint}`);
      },
    },
  );
  return Object.defineProperties(Object.create(missing), Object.getOwnPropertyDescriptors({ ...branches }));
}
