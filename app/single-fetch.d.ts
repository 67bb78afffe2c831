import "@remix-run/node";

// Loaders and actions carry bigint and Date as they are (single fetch).
declare module "@remix-run/node" {
	interface Future {
		v3_singleFetch: true;
	}
}
