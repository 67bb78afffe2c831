import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { keepForm } from "#app/house/body/kept-form.server.ts";
import { choiceCookie } from "#app/house/choice-cookie.server.ts";
import { cameFrom } from "#app/identity/entrance.ts";
import { senderOf } from "#app/identity/lapsed-session.server.ts";
import { findActor } from "#app/identity/session.server.ts";
import { NotFound } from "#app/kernel/not-found.ts";

type Args = Pick<LoaderFunctionArgs, "params" | "request">;

function choiceOf({ params, request }: Args): { to: string; setCookie: string } {
	if (params.locale !== "vi" && params.locale !== "en") throw new NotFound();
	const to = cameFrom(request, "/");
	return { to, setCookie: choiceCookie("locale", params.locale) };
}

/** Remembers the language and goes back to the page: a link, so that it works everywhere. */
export function loader(args: LoaderFunctionArgs) {
	const { to, setCookie } = choiceOf(args);
	return redirect(to, { status: 303, headers: { "Set-Cookie": setCookie } });
}

/** The same from within a form, whose page then has what was typed, or says that it could not be kept. */
export async function action(args: ActionFunctionArgs) {
	const { to, setCookie } = choiceOf(args);
	const page = new URL(to, args.request.url);
	page.searchParams.delete("kept");
	page.searchParams.delete("unsent");
	const headers = new Headers({ "Set-Cookie": setCookie });
	const sender = (await findActor(args.request)) ? await senderOf(args.request) : null;
	const kept = sender ? await keepForm(page.pathname, args.request, sender) : null;
	if (kept) {
		page.searchParams.set("kept", kept.id);
		headers.append("Set-Cookie", kept.setCookie);
	} else page.searchParams.set("unsent", "yes");
	return redirect(page.pathname + page.search, { status: 303, headers });
}
