import { UsageError } from "../errors/errors.js";
import type { Page } from "./shapes.js";

/** No upper bound is documented; 100 is what the cursor lists allow (kapso-api.md section 8, and 18 no. 23). */
export const MAX_PER_PAGE = 100;

export interface PageQuery {
  /** From 1. */
  readonly page?: number | undefined;
  /** Default 20. More than 100 are not asked for. */
  readonly perPage?: number | undefined;
}

/** Page number and size as query parameters. */
export function pageQuery(query: PageQuery): { page?: number; per_page?: number } {
  return {
    ...(query.page !== undefined && { page: positive(query.page, "page") }),
    ...(query.perPage !== undefined && { per_page: atMost(query.perPage, MAX_PER_PAGE, "per-page") }),
  };
}

/** A number of entries to ask for, cut to what the service allows. */
export function atMost(value: number, max: number, name: string): number {
  return Math.min(positive(value, name), max);
}

function positive(value: number, name: string): number {
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new UsageError("USAGE_NUMBER", `\`${name}\` is \`${value}\`; a whole number from 1 on is expected.`);
}

/**
 * Walks all pages of a list. Ends on an empty page, on the last page if the service says which that is, or on a page
 * that brings nothing new, as a service that does not know `page` would send. A record that moved to the next page
 * while pages were read comes once.
 */
export async function* allPages<T extends { readonly id: string }>(
  fetchPage: (page: number) => Promise<Page<T>>,
): AsyncGenerator<T, void, undefined> {
  const seen = new Set<string>();
  for (let number = 1; ; number++) {
    const { items, meta } = await fetchPage(number);
    const fresh = items.filter((item) => !seen.has(item.id));
    if (fresh.length === 0) return;
    for (const item of fresh) {
      seen.add(item.id);
      yield item;
    }
    if (meta?.total_pages !== undefined && number >= meta.total_pages) return;
  }
}
