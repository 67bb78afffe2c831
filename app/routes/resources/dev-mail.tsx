import type { LoaderFunctionArgs } from "@remix-run/node";
import { config } from "#app/house/config.server.ts";
import { db } from "#app/house/database.server.ts";
import { NotFound, orNotFound } from "#app/kernel/not-found.ts";
import { readMail } from "#app/mail/mailbox.server.ts";

/** The mail as its reader gets it; with `?part=text` the plain part. */
export async function loader({ params, request }: LoaderFunctionArgs) {
	if (!config.DEMO) throw new NotFound();
	const mail = orNotFound(await readMail(db, params.id ?? ""));
	const plain = new URL(request.url).searchParams.get("part") === "text";
	return new Response(plain ? mail.text : mail.html, {
		headers: {
			"Content-Type": plain ? "text/plain; charset=utf-8" : "text/html; charset=utf-8",
			// Mails carry inline styles; nothing in them runs. Their links open windows of their own, out of the sandbox.
			"Content-Security-Policy":
				"default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox",
		},
	});
}
