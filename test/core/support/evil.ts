import fc from "fast-check";

/** Values that run code, or lie, when they are read. They are created for each use, so that two runs get the same. */
const makers: Readonly<Record<string, () => unknown>> = {
  "a getter that throws": () => ({
    get name() {
      throw new Error("no");
    },
  }),
  "a getter that throws an error whose message throws": () => ({
    get name() {
      throw thrower();
    },
  }),
  "a getter that throws undefined": () => ({
    get name() {
      throw undefined;
    },
  }),
  "a proxy that throws": () => new Proxy({}, throwing),
  "an array that throws": () => new Proxy([], throwing),
  "a revoked proxy": () => revoked({}),
  "a revoked proxy of an array": () => revoked([]),
  "an array that claims to be endless": () =>
    new Proxy([], { get: (list, key) => (key === "length" ? 2 ** 53 : list) }),
  "an array with a negative length": () => new Proxy([], { get: (list, key) => (key === "length" ? -5 : list) }),
  "an array whose length is not a number": () => new Proxy([], { get: () => ({ valueOf: () => NaN }) }),
  "a sparse array without entries": () => new Array(4_294_967_295),
  "a proxy that changes on every read": () => {
    let looks = 0;
    return new Proxy(
      {},
      {
        getPrototypeOf: () => [Object.prototype, Date.prototype, null, Map.prototype][looks++ % 4] as object,
        ownKeys: () => ["name"],
        getOwnPropertyDescriptor: () => ({ value: looks++, enumerable: true, configurable: true }),
        get: () => looks++,
      },
    );
  },
  "an instance whose class throws": () =>
    Object.create(
      Object.create(Object.prototype, {
        constructor: {
          get() {
            throw new Error("no");
          },
        },
      }),
    ),
  "an instance whose class has an odd name": () =>
    Object.create({ constructor: { name: { toString: () => "web" } }, __proto__: { inherited: true } }),
  "an object with its own toString and toJSON": () => ({ toString: () => "web", toJSON: () => "web" }),
  "an object with a symbol": () => ({ [Symbol.iterator]: 5, [Symbol.toPrimitive]: 5 }),
  "an object without prototype": () => Object.assign(Object.create(null), { name: "web" }),
  "keys named __proto__ and constructor": () =>
    JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  "an object that contains itself": () => {
    const circle: Record<string, unknown> = { name: "web" };
    circle.branches = { main: circle };
    return circle;
  },
  "ten thousand levels": () => {
    let deep: unknown = "web";
    for (let level = 0; level < 10_000; level += 1) deep = level % 2 === 0 ? [deep] : { name: deep };
    return deep;
  },
  "two objects that share two objects that share": () => {
    let shared: unknown = "web";
    for (let level = 0; level < 60; level += 1) shared = { name: shared, tags: shared };
    return shared;
  },
  "a date": () => new Date(0),
  "an invalid date": () => new Date(NaN),
  "a map": () => new Map([["name", "web"]]),
  "a set": () => new Set(["web"]),
  "a regular expression": () => /web/g,
  "a promise": () => Promise.resolve("web"),
  "an error": () => new Error("web"),
  bytes: () => new Uint8Array(8),
  "a String object": () => new String("web"),
  "a weak map": () => new WeakMap(),
  "a function": () => () => "web",
  "a class": () => class {},
  "a frozen object": () => Object.freeze({ name: "web", tags: Object.freeze({ team: "web" }) }),
  "a bigint": () => 10n ** 40n,
  "a symbol": () => Symbol("web"),
};

const refuse = () => {
  throw new Error("no");
};
const throwing: ProxyHandler<object> = {
  get: refuse,
  has: refuse,
  ownKeys: refuse,
  getPrototypeOf: refuse,
  getOwnPropertyDescriptor: refuse,
};

function revoked(of: object): unknown {
  const { proxy, revoke } = Proxy.revocable(of, {});
  revoke();
  return proxy;
}

/** An error whose message throws another such error. */
function thrower(): Error {
  return Object.defineProperty(new Error(), "message", {
    get() {
      throw thrower();
    },
  });
}

/** Two getters that return the same kind of object again: reading n levels meets 2^n objects. */
export function endless(): object {
  return {
    get branches() {
      return endless();
    },
    get tags() {
      return endless();
    },
  };
}

/** The values that were created. Only the core may read them. */
const made = new WeakSet<object>();
export const isEvil = (value: object): boolean => made.has(value);

/** A hostile value, created when it is inserted into a specification. */
export class Evil {
  constructor(
    readonly what: string,
    private readonly maker: () => unknown,
  ) {}

  make(): unknown {
    const value = this.maker();
    if (typeof value === "object" && value !== null) made.add(value);
    return value;
  }
}

export const everyEvil = Object.entries(makers).map(([what, maker]) => new Evil(what, maker));
export const evil: fc.Arbitrary<Evil> = fc.constantFrom(...everyEvil);
