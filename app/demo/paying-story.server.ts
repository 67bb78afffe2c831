import type { Actor } from "#app/house/access.ts";
import type { Cast } from "./application-story.server.ts";
import type { Story } from "./theatre.ts";

type Approved = { applicationId: string; reference: string; reviewer: Actor; approvedAt: Date };

/** From the agreement to the last payment. */
export async function* payingStory(_cast: Cast, approved: Approved): Story {
	yield approved.approvedAt;
}
