import { redirect } from "@remix-run/node";
import { commandContext } from "#app/house/command/command.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireRecent, requireStaff } from "#app/identity/session.server.ts";
import { dayForms } from "./day-change.forms.ts";
import type { DayOf } from "./day-target.server.ts";
import { endDay } from "./end-day.server.ts";
import { proposeDay } from "./propose-day.server.ts";

/** What the page of a day sends: a proposal, or the way in which one ends. Afterwards on to the payment or the batch. */
export async function answerDayForm(request: Request, of: DayOf, back: string) {
	const ctx = commandContext(await requireStaff(request, "finance_officer"));
	await requireRecent(request);
	return submitted(request, dayForms, async (input) => {
		if (input.form === "propose") {
			await proposeDay(ctx, { ...of, changeId: input.changeId, to: input.on, reason: input.reason });
			return redirect(new URL(request.url).pathname, 303);
		}
		const ways = { confirm: "confirmed", withdraw: "withdrawn" } as const;
		const ending =
			input.form === "decline"
				? ({ to: "declined", reason: input.reason } as const)
				: ({ to: ways[input.form] } as const);
		await endDay(ctx, { ...of, ...ending });
		return redirect(back, 303);
	});
}
