import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type CommandContext, commandContext } from "#app/house/command/command.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireActor } from "../session.server.ts";
import { nothingForm } from "./account.forms.ts";

/** For a page that asks nothing but "really?": anybody who is signed in may see it. */
export async function anyoneSignedIn({ request }: LoaderFunctionArgs) {
	await requireActor(request);
	return null;
}

/** The action of such a page: one command for the signed-in person, told on the account page by its word. */
export function plainStep(run: (ctx: CommandContext) => Promise<unknown>, done: string) {
	return async ({ request }: ActionFunctionArgs) => {
		const ctx = commandContext(await requireActor(request));
		return submitted(request, nothingForm, async () => {
			await run(ctx);
			return redirect(`/account?done=${done}`, 303);
		});
	};
}
