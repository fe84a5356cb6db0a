/** The platform's rule catalogue, which lies beside the project on the machines that maintain it; users do not have it. */
import { existsSync, readFileSync } from "node:fs";

export interface CatalogueEntry {
  readonly id: string;
  readonly code: string;
  readonly section: string;
  readonly severity: string;
  readonly sinceVersion: string | null;
  readonly untilVersion: string | null;
  readonly sameAs?: readonly string[];
}

const file = new URL("../../../shared/reference/flow-json/rules.json", import.meta.url);

export function readCatalogue(): readonly CatalogueEntry[] | undefined {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
