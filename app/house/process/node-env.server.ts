/*
 * Read before anything else in each process (vite.config.ts puts it there): React and others choose between their
 * production and their development build by NODE_ENV, at the moment at which they are loaded. Imports nothing.
 */

/** What NODE_ENV was set to by hand; undefined where it was unset or empty. */
export const givenNodeEnv = process.env.NODE_ENV || undefined;

process.env.NODE_ENV = givenNodeEnv ?? "production";
