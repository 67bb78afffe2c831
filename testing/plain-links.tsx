import type { ReactNode } from "react";
import { vi } from "vitest";

/**
 * For all unit tests: the real link needs a router around it. Files that a worker runs share their modules, so a stand-in of
 * one file's own would not reach a part that another had read before.
 */
vi.mock("@remix-run/react", async (original) => ({
	...(await original<typeof import("@remix-run/react")>()),
	Link: ({ to, children }: { to: string; children: ReactNode }) => <a href={to}>{children}</a>,
}));
