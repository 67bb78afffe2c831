import { createHash, createPrivateKey, createPublicKey, hkdfSync, sign, verify } from "node:crypto";

/*
 * A checkpoint says: at that moment the log had so many lines, and this is the hash of all of them in their order. It is
 * written as the text that public logs use (C2SP tlog-checkpoint), signed with Ed25519 (RFC 8032).
 */

/** What the log is called in its checkpoints. */
const ORIGIN = "donbay/audit";

/** DER of an Ed25519 key (RFC 8410), up to the key itself. */
const PRIVATE_HEAD = Buffer.from("302e020100300506032b657004220420", "hex");
const PUBLIC_HEAD = Buffer.from("302a300506032b6570032100", "hex");

export type SigningKey = { version: number; sign: (text: string) => Buffer; publicKey: Buffer };

/** The key that a version of ENCRYPTION_KEY gives, by HKDF (RFC 5869): no further secret to make, keep and lose. */
export function signingKey({ version, value }: { version: number; value: string }): SigningKey {
	const seed = Buffer.from(hkdfSync("sha256", Buffer.from(value, "hex"), "", `${ORIGIN} checkpoints`, 32));
	const key = createPrivateKey({ key: Buffer.concat([PRIVATE_HEAD, seed]), format: "der", type: "pkcs8" });
	const der = createPublicKey(key).export({ format: "der", type: "spki" });
	return {
		version,
		sign: (text) => sign(null, Buffer.from(text), key),
		publicKey: der.subarray(PUBLIC_HEAD.byteLength),
	};
}

export function isSigned(text: string, signature: Buffer, publicKey: Buffer): boolean {
	const key = createPublicKey({ key: Buffer.concat([PUBLIC_HEAD, publicKey]), format: "der", type: "spki" });
	return verify(null, Buffer.from(text), key, signature);
}

export type Checkpoint = { treeSize: number; root: Buffer };

/** What is signed: the log's name, how many lines, and their hash. */
export function checkpointText({ treeSize, root }: Checkpoint): string {
	return `${ORIGIN}\n${treeSize}\n${root.toString("base64")}\n`;
}

/** The whole note, as it is copied to another place: with the signature, and by which key. */
export function checkpointNote(checkpoint: Checkpoint, signature: Buffer, publicKey: Buffer): string {
	const name = createHash("sha256")
		.update(`${ORIGIN}\n`)
		.update(Buffer.from([1]))
		.update(publicKey)
		.digest();
	const signed = Buffer.concat([name.subarray(0, 4), signature]);
	return `${checkpointText(checkpoint)}\n— ${ORIGIN} ${signed.toString("base64")}\n`;
}

/** What a newer key signs of an older one, so that it is still known once its version of the secret is gone. */
export function vouchText(version: number, publicKey: Buffer): string {
	return `${ORIGIN}\nkey ${version}\n${publicKey.toString("base64")}\n`;
}
