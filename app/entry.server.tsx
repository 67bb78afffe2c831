import type { EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { RefusalContext, withMarkedTitle } from "#app/form/refusal-mark.tsx";
import { log } from "#app/house/log.server.ts";
import { pageBytes } from "#app/house/page-bytes.server.ts";
import { documentPolicy } from "#app/house/policy/content-security-policy.server.ts";
import { NonceContext } from "#app/house/policy/nonce.ts";
import { requestContext } from "#app/house/request-context.server.ts";

const ABORT_MILLISECONDS = 10_000;
/** When a page that the database could not give is worth asking for again. */
const RETRY_AFTER_SECONDS = "30";

export default function handleRequest(
	request: Request,
	status: number,
	headers: Headers,
	context: EntryContext,
): Promise<Response> {
	const refusal = { shown: false };
	const nonce = requestContext.getStore()?.nonce ?? "";
	return new Promise((resolve, reject) => {
		let failed = false;
		const { pipe, abort } = renderToPipeableStream(
			<NonceContext.Provider value={nonce}>
				<RefusalContext.Provider value={refusal}>
					<RemixServer context={context} url={request.url} nonce={nonce} abortDelay={ABORT_MILLISECONDS} />
				</RefusalContext.Provider>
			</NonceContext.Provider>,
			{
				nonce,
				// No page of ours has parts that come later, so that nothing waits here for anything.
				onAllReady() {
					clearTimeout(late);
					headers.set("Content-Type", "text/html; charset=utf-8");
					if (status === 503) headers.set("Retry-After", RETRY_AFTER_SECONDS);
					headers.set("Content-Security-Policy", documentPolicy(context.renderMeta?.didRenderScripts ? nonce : null));
					// React says so too after a shell that failed, and then there is nothing to pipe: a rejection that nobody
					// takes would end the process.
					pageBytes(pipe).then((page) => {
						const body = refusal.shown ? withMarkedTitle(page) : page;
						resolve(new Response(body as BodyInit, { headers, status: failed ? 500 : status }));
					}, reject);
				},
				onShellError(error) {
					clearTimeout(late);
					reject(error);
				},
				onError(error: unknown) {
					failed = true;
					log.error({ err: error }, "rendering failed");
				},
			},
		);
		const late = setTimeout(abort, ABORT_MILLISECONDS + 1_000).unref();
	});
}

export function handleError(error: unknown, { request }: { request: Request }): void {
	if (request.signal.aborted) return;
	// An address that is not there, or not in this way, is the asker's mistake.
	if (isRouteErrorResponse(error) && error.status < 500) log.info({ status: error.status }, "request refused");
	else log.error({ err: error }, "request failed");
}
