import type { ActionFunctionArgs } from "@remix-run/node";
import { readSigned, receiveEvent } from "#app/disbursement/stripe/receive-event.server.ts";
import { bytesOf } from "#app/house/body/form-body.server.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { config } from "#app/house/config.server.ts";
import { NotFound } from "#app/kernel/not-found.ts";

/** An event of Stripe is some kilobytes. */
const MOST_BYTES = 1_000_000;

export function loader() {
	throw new NotFound();
}

/** The raw body, its signature, kept: the work is a job's. 200 also for a repeat, 400 only for a signature that is wrong. */
export async function action({ request }: ActionFunctionArgs) {
	const secret = config.STRIPE_WEBHOOK_SECRET;
	if (!secret || request.method !== "POST") throw new NotFound();
	const { bytes, whole } = await bytesOf(request, MOST_BYTES);
	if (!whole) return new Response("too large\n", { status: 413 });
	const event = readSigned(bytes.toString(), request.headers.get("stripe-signature"), secret);
	if (!event) return new Response("the signature is wrong, missing or too old\n", { status: 400 });
	await receiveEvent(systemContext("webhooks.stripe"), event);
	return new Response("kept\n");
}
