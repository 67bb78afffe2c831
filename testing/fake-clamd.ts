import { createServer, type Server, type Socket } from "node:net";

/** The harmless text that every scanner finds (https://www.eicar.org/download-anti-malware-testfile/), in two parts so
 * that none finds it here. */
export const EICAR = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}", "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");

type Manners = {
	/** The answer comes letter by letter, each in a packet of its own. */
	letterByLetter?: boolean;
	/** More bytes than these are refused as soon as they come, like with clamd's StreamMaxLength. */
	maxBytes?: number;
	/** What it says, whatever it got; null: nothing, for ever. */
	says?: string | null;
	/** It closes the connection without a word. */
	hangsUp?: boolean;
};

/** A daemon that speaks ClamAV's INSTREAM over a real socket, and finds nothing but the test text of EICAR. */
export class FakeClamd {
	manners: Manners = {};
	/** What it was sent, whole files only. */
	readonly scanned: Buffer[] = [];
	private readonly sockets = new Set<Socket>();
	private readonly server: Server = createServer((socket) => {
		this.sockets.add(socket);
		socket.on("error", () => undefined).on("close", () => this.sockets.delete(socket));
		void this.serve(socket);
	});

	/** Listens on a free port, or on a socket of this path; the address is a CLAMD_URL. */
	async start(path?: string): Promise<string> {
		await new Promise<void>((done) => {
			if (path) this.server.listen(path, done);
			else this.server.listen(0, "127.0.0.1", done);
		});
		const address = this.server.address();
		return typeof address === "object" && address ? `tcp://127.0.0.1:${address.port}` : `unix://${path}`;
	}

	/** Ends it as if it crashed; its address answers nobody any more. */
	async stop(): Promise<void> {
		for (const socket of this.sockets) socket.destroy();
		await new Promise((done) => this.server.close(done));
	}

	private async serve(socket: Socket): Promise<void> {
		const { letterByLetter, maxBytes = Number.POSITIVE_INFINITY, says, hangsUp } = this.manners;
		if (hangsUp) return void socket.destroy();
		const file = await fileFrom(socket, maxBytes);
		if (says === null) return;
		const said = `${says ?? this.judged(file)}\0`;
		for (const part of letterByLetter ? said : [said]) {
			await new Promise((done) => socket.write(part, done));
			if (letterByLetter) await new Promise(setImmediate);
		}
		if (file === "too large") socket.destroy();
		else socket.end();
	}

	private judged(file: Buffer | "too large" | "unknown"): string {
		if (file === "unknown") return "UNKNOWN COMMAND";
		if (file === "too large") return "INSTREAM size limit exceeded. ERROR";
		this.scanned.push(file);
		return file.includes(EICAR) ? "stream: Eicar-Signature FOUND" : "stream: OK";
	}
}

const COMMAND = Buffer.from("zINSTREAM\0");

/** Reads frames until one of no length, as far as the limit. */
async function fileFrom(socket: Socket, maxBytes: number): Promise<Buffer | "too large" | "unknown"> {
	let rest = Buffer.alloc(0);
	let begun = false;
	let byteSize = 0;
	const parts: Buffer[] = [];
	return new Promise((done) => {
		socket.on("data", (piece: Buffer) => {
			rest = Buffer.concat([rest, piece]);
			if (!begun && rest.length >= COMMAND.length) {
				if (!rest.subarray(0, COMMAND.length).equals(COMMAND)) return done("unknown");
				rest = rest.subarray(COMMAND.length);
				begun = true;
			}
			while (begun && rest.length >= 4) {
				const length = rest.readUInt32BE(0);
				if (length === 0) return done(Buffer.concat(parts));
				if (byteSize + length > maxBytes) return done("too large");
				if (rest.length < 4 + length) return;
				parts.push(rest.subarray(4, 4 + length));
				byteSize += length;
				rest = rest.subarray(4 + length);
			}
		});
	});
}
