import type { Page } from "../client/shapes.js";
import { counted } from "../text/counted.js";

/** `3 flows`, or `20 of 45 flows, page 1 of 3`, so that nobody takes one page for all. */
export function pageNote({ items, meta }: Page<unknown>, noun: string): string {
  const total = meta?.total_count;
  if (total === undefined || total <= items.length) return `${counted(items.length, noun)}.`;
  const pages = meta?.total_pages === undefined ? "" : ` of ${meta.total_pages}`;
  return `${items.length} of ${counted(total, noun)}, page ${meta?.page ?? 1}${pages}; --page and --per-page show others.`;
}
