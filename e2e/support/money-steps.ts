import type fc from "fast-check";
import { accept, approve, cancel, lapse, reject, submit, withdraw } from "./money-application-steps.ts";
import { answer, claim, mend } from "./money-claim-steps.ts";
import { bankSays, batch, release, send, sendAgain } from "./money-payment-steps.ts";
import type { MoneyStep } from "./money-step.ts";

const times = (count: number, one: fc.Arbitrary<MoneyStep>) => Array.from({ length: count }, () => one);

/** Those that bring money further stand more often, so that walks come to an end of the journey. */
export const moneySteps: fc.Arbitrary<MoneyStep>[] = [
	...times(3, submit),
	...times(4, approve),
	...times(5, accept),
	...times(5, claim),
	...times(5, answer),
	...times(4, batch),
	...times(4, release),
	...times(4, send),
	...times(5, bankSays),
	...times(2, mend),
	...times(2, sendAgain),
	reject,
	withdraw,
	lapse,
	cancel,
];
