import { useLocation, useNavigate, useRevalidator } from "@remix-run/react";
import { useRef, useState } from "react";
import { formatMegabytes } from "#app/kernel/number.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export type UploadState =
	| { is: "waiting" }
	| { is: "sending"; name: string; sent: number; total: number }
	| { is: "refused"; name: string; message: string };

/**
 * Sends one file with a progress that counts real bytes, which `fetch` cannot tell. The answer is `{ error }` or nothing;
 * an answer from another address means that the session is over: it is the page that signs in, from where the way leads
 * back to this page, which then says that the file did not arrive.
 */
export function useUpload(maxBytes: number) {
	const [state, setState] = useState<UploadState>({ is: "waiting" });
	const underWay = useRef<XMLHttpRequest | null>(null);
	const { revalidate } = useRevalidator();
	const navigate = useNavigate();
	const { pathname, search } = useLocation();

	// The page may say that an earlier file did not arrive: now one did.
	const loadAnew = () =>
		new URLSearchParams(search).has("unsent") ? navigate(pathname, { replace: true }) : revalidate();

	function send(address: string, body: FormData, onReceived: () => void) {
		const file = body.get("file");
		if (!(file instanceof File) || underWay.current) return;
		const { name, size } = file;
		const refuse = (message: string) => setState({ is: "refused", name, message });
		if (size > maxBytes) {
			const sizes = { size: formatMegabytes(size, getLocale()), limit: formatMegabytes(maxBytes, getLocale()) };
			refuse(m.house_upload_too_large(sizes));
			return;
		}
		const request = new XMLHttpRequest();
		underWay.current = request;
		setState({ is: "sending", name, sent: 0, total: size });
		request.upload.onprogress = ({ loaded, total }) => setState({ is: "sending", name, sent: loaded, total });
		request.onload = () => {
			if (!request.responseURL.endsWith(address)) window.location.assign(backHereFrom(request.responseURL));
			else if (request.status === 201) {
				setState({ is: "waiting" });
				onReceived();
				loadAnew();
			} else refuse(errorIn(request.responseText));
		};
		request.onerror = () => refuse(m.house_upload_failed());
		request.onabort = () => refuse(m.house_upload_cancelled());
		request.onloadend = () => {
			underWay.current = null;
		};
		request.open("POST", address);
		request.send(body);
	}

	return { state, send, cancel: () => underWay.current?.abort() };
}

function backHereFrom(entrance: string): string {
	const address = new URL(entrance);
	address.searchParams.set("to", window.location.pathname + window.location.search);
	return address.href;
}

function errorIn(answer: string): string {
	try {
		const { error } = JSON.parse(answer) as { error?: unknown };
		if (typeof error === "string") return error;
	} catch {
		// Not our answer: a proxy's, or an error page.
	}
	return m.house_upload_failed();
}
