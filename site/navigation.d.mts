export declare const navigation: readonly {
  readonly text: string;
  readonly items: readonly { readonly text: string; readonly page: string }[];
}[];
export declare function pathOf(page: string): string;
export declare const sitePages: ReadonlyMap<string, string>;
