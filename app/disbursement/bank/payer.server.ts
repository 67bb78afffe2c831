import { config } from "#app/house/config.server.ts";
import type { Payer } from "./credit-transfer.ts";

/** The account that pays in the demo, at a bank that knows nothing of it. */
const DEMO_ACCOUNT = { account: "0009990001", bankBin: "970436" };

/** Whose account a payment file debits (PAYER_NAME, PAYER_ACCOUNT, PAYER_BANK_BIN); null until it is configured. */
export function payer(): Payer | null {
	const { PAYER_NAME: name, PAYER_ACCOUNT: account, PAYER_BANK_BIN: bankBin } = config;
	if (account && bankBin) return { name, account, bankBin };
	return config.DEMO ? { name, ...DEMO_ACCOUNT } : null;
}
