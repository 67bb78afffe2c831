import { readFileSync } from "node:fs";
import { test } from "vitest";
import { connectDatabase, db, pool } from "#app/house/database.server.ts";
import { csvOf } from "#app/house/sheets.server.ts";
import { exportReport } from "./export-report.server.ts";
import { noFilter } from "./report.forms.ts";
import { reportColumns } from "./report-columns.ts";
import { subsidies, subsidyTotals } from "./subsidies.server.ts";
import { reportPage } from "./report-page.server.ts";
import { cityOverview } from "./overview/overview-page.server.ts";
import { readOpenData } from "#app/open-data/open-data.server.ts";
import { makeHistory } from "../server/bench/data.server.ts";
test("speed", async () => {
  const dir = "/tmp/report-data"; const port = readFileSync(`${dir}/postgres/postmaster.pid`, "utf8").split("\n")[3];
  const pw = readFileSync(`${dir}/postgres-password`, "utf8");
  const user = /USER = "(\w+)"/.exec(readFileSync("db/embedded.server.ts", "utf8"))?.[1];
  connectDatabase(`postgres://${user}:${pw}@127.0.0.1:${port}/donbay`, "speed");
  const count = await db.selectFrom("application").select(({fn})=>fn.countAll().as("c")).executeTakeFirstOrThrow();
  console.log("rows", count.c);
  if (Number(count.c) < 50000) await makeHistory({ from: 200000, count: 100000 });
  await pool.query("analyze");
  const officer = { personId: "x", name: "x", email: "x", roles: [{ role: "programme_officer", scopeId: "" }], secondFactor: true } as const;
  const t = async (n: string, f: () => Promise<unknown>) => { const a = performance.now(); await f(); console.log(n, Math.round(performance.now() - a), "ms"); };
  for (let i = 0; i < 2; i++) {
    await t("totals", () => subsidyTotals(db, noFilter));
    await t("page 1", () => reportPage(db, noFilter, 1));
    await t("page 3000", () => reportPage(db, noFilter, 3000));
    await t("export", async () => { let b = 0; const s = await exportReport({ db, actor: officer as never, now: new Date(), locale: "vi" }, { filter: noFilter, format: "csv" }); for await (const p of csvOf(reportColumns("vi"), s)) b += p.length; console.log(b); });
    await t("overview", () => cityOverview(db, new Date(), null));
    await t("open data", () => readOpenData(db, new Date()));
  }
  const q = subsidies(db, noFilter).compile();
  const plan = await pool.query(`explain (analyze, buffers off) ${q.sql}`, q.parameters as unknown[]);
  console.log(plan.rows.map((r) => r["QUERY PLAN"]).join("\n"));
  await pool.end();
}, 300000);
