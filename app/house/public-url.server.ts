import { config } from "./config.server.ts";

let listening: string | undefined;

/** Told by the server once it listens, for a server that was given no PUBLIC_URL. */
export function setListeningUrl(url: string): void {
	listening = url;
}

/** The address under which people reach the service, without a slash at the end. */
export function publicUrl(): string {
	return (config.PUBLIC_URL ?? listening ?? `http://localhost:${config.PORT}`).replace(/\/$/, "");
}
