interface Page {
  readonly nextToken?: string | undefined;
}
/** The token of the next page; nothing for the first one. */
type Token = { readonly nextToken?: string };

/** All pages of a list. Undefined if one of them cannot be read. */
export function allPages<P extends Page>(read: (token: Token) => Promise<P>): Promise<readonly P[]>;
export function allPages<P extends Page>(
  read: (token: Token) => Promise<P | undefined>,
): Promise<readonly P[] | undefined>;
export async function allPages<P extends Page>(
  read: (token: Token) => Promise<P | undefined>,
): Promise<readonly P[] | undefined> {
  const pages: P[] = [];
  let nextToken: string | undefined;
  do {
    const page = await read(nextToken === undefined ? {} : { nextToken });
    if (page === undefined) return undefined;
    pages.push(page);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return pages;
}
