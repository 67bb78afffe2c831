/** One entry of a navigation: where it leads, what it is called, and whether the reader is there now. */
export type NavItem = { href: string; label: string; current?: boolean };
