import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { checkBooks } from "#app/books/check-books.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
	await requireStaff(request, "finance_officer");
	return redirect("/finance", 303);
}

export async function action({ request }: ActionFunctionArgs) {
	await checkBooks(commandContext(await requireStaff(request, "finance_officer")));
	return redirect("/finance", 303);
}
