import type { NavItem } from "../parts/nav-item.ts";
import type { Theme } from "./theme-choice.tsx";

/** What every page frame needs to know about the service itself. */
export type Site = {
	/** Links at the foot: how counted, personal data, open data. */
	footer: NavItem[];
	/** The address that the help line names. */
	helpEmail: string;
	/** The theme chosen in the menu; none means that the device decides. */
	theme?: Theme;
};
