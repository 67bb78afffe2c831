import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { choiceCookie } from "#app/house/choice-cookie.server.ts";
import { notFound } from "#app/house/http.server.ts";
import { safePath } from "#app/identity/entrance.ts";

/** Remembers the language and goes back to the page: a link, so that it works everywhere. */
export function loader({ params, request }: LoaderFunctionArgs) {
	if (params.locale !== "vi" && params.locale !== "en") throw notFound();
	const to = safePath(new URL(request.url).searchParams.get("to"), "/");
	return redirect(to, { status: 303, headers: { "Set-Cookie": choiceCookie("locale", params.locale) } });
}
