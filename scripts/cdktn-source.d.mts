/** A file of packages/cdktf, or a program, for CDK Terrain: the same, with CDK Terrain's imports. */
export declare function forCdktn(text: string): string;
/** Writes packages/cdktn/src, which is packages/cdktf/src with other imports. */
export declare function writeCdktnSource(folder?: string): void;
