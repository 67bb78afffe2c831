/**
 * One entry of a navigation: where it leads, what it is called, whether the reader is there now, and whether that page
 * comes without scripts (`without-scripts.ts`), so that the browser opens it at once.
 */
export type NavItem = { href: string; label: string; current?: boolean; withoutScripts?: boolean };
