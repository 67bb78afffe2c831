import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { formDataOf } from "#app/house/body/form-body.server.ts";
import { choiceCookie } from "#app/house/choice-cookie.server.ts";
import { safePath } from "#app/identity/entrance.ts";
import { NotFound } from "#app/kernel/not-found.ts";

export function loader() {
	throw new NotFound();
}

/** Remembers light, dark, or as the device says, and goes back to the page. */
export async function action({ request }: ActionFunctionArgs) {
	const form = await formDataOf(request);
	const theme = form.get("theme");
	const chosen = theme === "light" || theme === "dark" ? theme : "";
	const to = safePath(String(form.get("to") ?? ""), "/");
	return redirect(to, { status: 303, headers: { "Set-Cookie": choiceCookie("theme", chosen) } });
}
