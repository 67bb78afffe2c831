import type { Response } from "express";
import { currentLocale, requestContext } from "#app/house/request-context.server.ts";
import { m } from "#messages/messages.js";

const style =
	"body{margin:0 auto;max-width:34rem;padding:2.5rem 1rem;font:1.0625rem/1.6 system-ui,sans-serif;color-scheme:light dark}" +
	"h1{font-size:1.75rem;line-height:1.25}";

/** A page in words for what never reaches the pages: a request that no browser of a person would send. */
export function answerPlainly(response: Response, status: number, title: string, text: string): void {
	const nonce = requestContext.getStore()?.nonce ?? "";
	response
		.status(status)
		.setHeader("Cache-Control", "private, no-store")
		.setHeader("Content-Security-Policy", `default-src 'none'; style-src 'nonce-${nonce}'`)
		.type("text/html; charset=utf-8")
		.send(
			`<!doctype html><html lang="${currentLocale()}"><head><meta charset="utf-8"><title>${title}</title>` +
				`<meta name="viewport" content="width=device-width, initial-scale=1"><style nonce="${nonce}">${style}</style></head>` +
				`<body><main><h1>${title}</h1><p>${text}</p><p><a href="/">${m.house_not_found_home()}</a></p></main></body></html>\n`,
		);
}
