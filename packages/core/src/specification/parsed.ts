/** True or false, or a placeholder of one. */
export type ParsedBoolean = boolean | string;

/** A number, or a placeholder of one. */
export type ParsedNumber = number | string;
