import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { signOut } from "#app/identity/sign-in.server.ts";
import { NotFound } from "#app/kernel/not-found.ts";

export function loader() {
	throw new NotFound();
}

export async function action({ request }: ActionFunctionArgs) {
	return redirect("/", { status: 303, headers: await signOut(request) });
}
