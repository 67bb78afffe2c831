import { useLocation, useNavigate, useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { formatMegabytes } from "#app/kernel/number.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

/** A file on its way: waits for the one before it, runs, lost its connection, or was refused and why. */
export type Upload = {
	id: string;
	/** The field that it was chosen in. */
	field: string;
	file: File;
	sent: number;
} & ({ is: "waiting" | "sending" | "lost" } | { is: "refused"; message: string });

type Send = {
	maxBytes: number;
	/** Where a file goes and with what; asked when its turn comes, so that a form sends what then stands in it. */
	requestOf: (upload: Upload) => { address: string; body: FormData };
	onReceived?: (upload: Upload) => void;
};

/**
 * Sends files as they are chosen, one after the other, with a progress that counts real bytes, which `fetch` cannot tell.
 * A refused one does not stop those after it. One that lost its connection is sent again, under the same id, as soon as
 * the device is back on the net. An answer from another address means that the session is over: it is the page that signs
 * in, from where the way leads back to this page, which then says that the file did not arrive.
 */
export function useUploads({ maxBytes, requestOf, onReceived }: Send) {
	const [uploads, setUploads] = useState<readonly Upload[]>([]);
	const [received, setReceived] = useState(0);
	const underWay = useRef<{ id: string; request: XMLHttpRequest } | null>(null);
	const { revalidate } = useRevalidator();
	const navigate = useNavigate();
	const { pathname, search } = useLocation();
	// The page may say that an earlier file did not arrive: now one did.
	const loadAnew = () =>
		new URLSearchParams(search).has("unsent") ? navigate(pathname, { replace: true }) : revalidate();
	const isBusy = uploads.some(({ is }) => is === "waiting" || is === "sending");

	const change = (id: string, to: Partial<Upload>) =>
		setUploads((all) => all.map((each) => (each.id === id ? ({ ...each, ...to } as Upload) : each)));
	const drop = (id: string) => setUploads((all) => all.filter((each) => each.id !== id));

	function start(upload: Upload) {
		const { id } = upload;
		const { address, body } = requestOf(upload);
		const request = new XMLHttpRequest();
		underWay.current = { id, request };
		change(id, { is: "sending", sent: 0 });
		request.upload.onprogress = ({ loaded }) => change(id, { sent: Math.min(loaded, upload.file.size) });
		request.onload = () => {
			if (!request.responseURL.endsWith(address)) window.location.assign(backHereFrom(request.responseURL));
			else if (request.status === 201) {
				drop(id);
				setReceived((count) => count + 1);
				onReceived?.(upload);
				loadAnew();
			} else if (request.status === 502 || request.status === 503 || request.status === 504) change(id, { is: "lost" });
			else change(id, { is: "refused", message: errorIn(request.responseText) });
		};
		request.onerror = () => change(id, { is: "lost" });
		request.onabort = () => drop(id);
		request.onloadend = () => {
			underWay.current = null;
			// The next one starts with the state that this one leaves.
			setUploads((all) => [...all]);
		};
		request.open("POST", address);
		request.send(body);
	}

	// biome-ignore lint/correctness/useExhaustiveDependencies: the list alone says whose turn it is
	useEffect(() => {
		const next = uploads.find(({ is }) => is === "waiting");
		if (next && !underWay.current) start(next);
	}, [uploads]);

	useEffect(() => {
		const again = () =>
			setUploads((all) => all.map((each) => (each.is === "lost" ? { ...each, is: "waiting" } : each)));
		window.addEventListener("online", again);
		return () => window.removeEventListener("online", again);
	}, []);

	useEffect(() => {
		if (!isBusy) return;
		const warn = (event: BeforeUnloadEvent) => event.preventDefault();
		window.addEventListener("beforeunload", warn);
		return () => window.removeEventListener("beforeunload", warn);
	}, [isBusy]);

	return {
		uploads,
		/** How many have arrived since the page was opened. */
		received,
		isBusy,
		send(field: string, files: readonly File[]) {
			const chosen = files.map((file): Upload => {
				const one = { id: crypto.randomUUID(), field, file, sent: 0 };
				if (file.size <= maxBytes) return { ...one, is: "waiting" };
				const sizes = { size: formatMegabytes(file.size, getLocale()), limit: formatMegabytes(maxBytes, getLocale()) };
				return { ...one, is: "refused", message: m.house_upload_too_large(sizes) };
			});
			// What was refused there before makes room for what was chosen instead.
			setUploads((all) => [...all.filter((each) => each.field !== field || each.is !== "refused"), ...chosen]);
		},
		cancel(id: string) {
			if (underWay.current?.id === id) underWay.current.request.abort();
			else drop(id);
		},
		retry: (id: string) => change(id, { is: "waiting", sent: 0 }),
	};
}

export type Uploads = ReturnType<typeof useUploads>;

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
