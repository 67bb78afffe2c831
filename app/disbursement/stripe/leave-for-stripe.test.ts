import { expect, test } from "vitest";
import { Refusal } from "#app/house/refusal.ts";
import { leaveForStripe, whyNotLed } from "./leave-for-stripe.server.ts";

const refused = async (page: string, refusal: Refusal) => {
	const answer: unknown = await leaveForStripe(page, () => Promise.reject(refusal)).catch((thrown) => thrown);
	return (answer as Response).headers.get("Location") ?? "";
};
const saidAt = (address: string) => whyNotLed(new Request(new URL(address, "http://localhost")));

test.each([
	["/claims/DN-1/stripe", "?"],
	// The link is a provider's only way in: it stays what it was.
	["/provider-account?token=a%2Bb", "&"],
])("%s says why it did not lead on", async (page, joint) => {
	const silent = await refused(page, new Refusal("disbursement_refusal_stripe_silent"));
	expect(silent).toBe(`${page}${joint}silent=yes`);
	expect(saidAt(silent)).toMatch(/^Stripe/);
	const often = await refused(page, new Refusal("house_refusal_too_many_tries", { minutes: 12 }));
	expect(often).toBe(`${page}${joint}wait=12`);
	expect(saidAt(often)).toBe("Đã thử quá nhiều lần. Hãy đợi 12\u00a0phút rồi thử lại.");
	// What else is refused the page tells by what it shows.
	const other = await refused(page, new Refusal("house_refusal_moved_on"));
	expect(other).toBe(page);
	expect(saidAt(other)).toBeNull();
});

test.each(["/x?wait=", "/x?wait=-3", "/x?wait=soon", "/x?wait=1.5"])("%s says nothing", (address) => {
	expect(saidAt(address)).toBeNull();
});
