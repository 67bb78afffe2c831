import { accountSamples } from "./account-samples.ts";
import { agreementSamples } from "./agreement-samples.ts";
import { applicationSamples } from "./application-samples.ts";
import { citySamples } from "./city-samples.ts";
import { claimSamples } from "./claim-samples.ts";
import { deskSamples } from "./desk-samples.ts";
import { financeSamples } from "./finance-samples.ts";
import { peopleSamples } from "./people-samples.ts";
import { recoverySamples } from "./recovery-samples.ts";
import type { SampleMaker } from "./sample.ts";
import { stripeSamples } from "./stripe-samples.ts";
import { vaultSamples } from "./vault-samples.ts";

/** Samples of each command that anybody but the system may ask for: one at least. */
export const commandSamples: readonly SampleMaker[] = [
	...accountSamples,
	...agreementSamples,
	...applicationSamples,
	...claimSamples,
	...deskSamples,
	...financeSamples,
	...peopleSamples,
	...citySamples,
	...recoverySamples,
	...stripeSamples,
	...vaultSamples,
];
