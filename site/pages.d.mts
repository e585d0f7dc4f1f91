export declare function siteLink(root: string, page: string, target: string): string;
export declare function siteText(root: string, page: string, text?: string): string;
export declare function writePages(root: string, folder: string): void;
export declare function slugify(heading: string): string;
