import fc from "fast-check";
import type { Rail } from "#app/programme/programme.rules.ts";
import { accept, approve, cancel, lapse, reject, submit, withdraw } from "./money-application-steps.ts";
import { allot, closeTheYear, cut, moveBudget, takeBack, topUp } from "./money-budget-steps.ts";
import { advance, answer, claim, endOfClaims, giveUp, mend } from "./money-claim-steps.ts";
import {
	confirmCorrected,
	confirmUnreceived,
	declineCorrected,
	proposeCorrected,
	proposeUnreceived,
} from "./money-correction-steps.ts";
import { endDispute, leaveShare, lookAtShare, openShare, payShare, takeShare } from "./money-own-share-steps.ts";
import { bankSays, batch, release, send, sendAgain } from "./money-payment-steps.ts";
import { answerRecovery, askBack, confirm, decideOn, payInParts, receiveBack } from "./money-recovery-steps.ts";
import type { MoneyStep } from "./money-step.ts";
import { bankOfPayee, look, lookInVain, mendAccount, reconcile, report } from "./money-stripe-steps.ts";

const times = (count: number, one: fc.Arbitrary<MoneyStep>) => Array.from({ length: count }, () => one);

/** Those that bring money further stand more often, so that walks come to an end of the journey. */
const onEveryRail: fc.Arbitrary<MoneyStep>[] = [
	...times(3, submit),
	...times(4, approve),
	...times(5, accept),
	...times(5, claim),
	...times(5, answer),
	...times(4, batch),
	...times(4, release),
	...times(4, send),
	...times(5, bankSays),
	endOfClaims,
	...times(2, mend),
	...times(2, sendAgain),
	...times(2, proposeCorrected),
	...times(3, confirmCorrected),
	declineCorrected,
	proposeUnreceived,
	...times(2, confirmUnreceived),
	...times(2, askBack),
	...times(3, confirm),
	...times(2, answerRecovery),
	...times(2, receiveBack),
	decideOn,
	payInParts,
	allot,
	moveBudget,
	takeBack,
	topUp,
	cut,
	closeTheYear,
	reject,
	withdraw,
	lapse,
	cancel,
];

const stepsOf: Record<Rail, fc.Arbitrary<MoneyStep>[]> = {
	"bank-file": [...onEveryRail, ...times(4, advance), giveUp],
	stripe: [
		...onEveryRail,
		...times(4, mendAccount),
		...times(5, look),
		...times(5, bankOfPayee),
		...times(3, report),
		...times(2, reconcile),
		lookInVain,
		...times(3, openShare),
		...times(3, payShare),
		...times(2, lookAtShare),
		leaveShare,
		...times(2, takeShare),
		...times(2, endDispute),
	],
};

/**
 * A walk of so many steps. What a step is is chosen when its turn comes, among those that something fits: else nearly all of
 * a walk would be payments before there is an application.
 */
export function moneyWalk(rail: Rail, steps: number): fc.Arbitrary<MoneyStep[]> {
	const turn = fc.tuple(fc.nat(1_000_000), fc.tuple(...stepsOf[rail])).map(([number, each]): MoneyStep => {
		let chosen: MoneyStep | undefined;
		return {
			check: () => true,
			run: async (model, house) => {
				const fitting = each.filter((one) => one.check(model));
				chosen = fitting[number % fitting.length];
				await chosen?.run(model, house);
			},
			toString: () => String(chosen ?? "not reached"),
		};
	});
	return fc.noBias(fc.array(turn, { minLength: steps, maxLength: steps, size: "max" }));
}
