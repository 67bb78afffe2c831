import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { transactionRetries } from "#db/transaction.server.ts";

/** What /metrics tells, in Prometheus's format. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

export const requestSeconds = new Histogram({
	name: "http_request_duration_seconds",
	help: "Time to answer a request",
	labelNames: ["method", "status"] as const,
	buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
	registers: [metrics],
});

export const jobOutcomes = new Counter({
	name: "jobs_total",
	help: "Jobs by name and outcome",
	labelNames: ["job", "outcome"] as const,
	registers: [metrics],
});

new Gauge({
	name: "database_transaction_retries",
	help: "Transactions tried again after a serialization failure or a deadlock, since the start",
	registers: [metrics],
	collect() {
		this.set(transactionRetries.count);
	},
});
