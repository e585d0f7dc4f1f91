import { string } from "./string.js";

/** All schemas. Each parses one kind of value and reports what is wrong with it. */
export { array, nonEmptyArray } from "./array.js";
export { boolean, resolvedBoolean } from "./boolean.js";
export { arrayOrRecord, maxSize, nonEmpty } from "./collection.js";
export { written } from "./instead.js";
export { number, resolvedNumber } from "./number.js";
export { isRecord, object, type Properties, record } from "./object.js";
export { isPlainString, oneOf, reservedCharacter, string, stringOfLength } from "./string.js";
export type { Schema } from "./type.js";
export { isUnresolvedStructure, orUnresolved, resolved } from "./unresolved.js";

export const anyString = string();
