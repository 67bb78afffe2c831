import QRCode from "qrcode";
import { startSecondFactor } from "./sign-in.server.ts";

/** What the person needs to put the account into an authenticator app; shown once. */
export async function secondFactorKey(request: Request, password: string) {
	const { totpUri, backupCodes } = await startSecondFactor(request, password);
	const { modules } = QRCode.create(totpUri, { errorCorrectionLevel: "M" });
	const rows = Array.from({ length: modules.size }, (_, y) =>
		Array.from({ length: modules.size }, (_, x) => (modules.get(y, x) ? `M${x} ${y}h1v1h-1z` : "")).join(""),
	);
	return {
		size: modules.size,
		path: rows.join(""),
		secret: new URL(totpUri).searchParams.get("secret") ?? "",
		backupCodes,
	};
}
