import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { notFound } from "#app/house/http.server.ts";
import { signOut } from "#app/identity/sign-in.server.ts";

export function loader() {
	throw notFound();
}

export async function action({ request }: ActionFunctionArgs) {
	return redirect("/", { status: 303, headers: await signOut(request) });
}
