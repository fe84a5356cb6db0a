/** The requests that were received, the newest of them. */

/** A request as the state lists it: never its headers, its body or a key. */
export interface RequestRecord {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: string;
  /** Null while it is under way, and for one whose connection was broken on purpose. */
  status: number | null;
  /** The fault that met it. */
  readonly fault?: string;
}

export class RequestLog {
  readonly records: RequestRecord[] = [];
  /** How many older ones are not listed any more. */
  dropped = 0;
  private readonly max: number;

  constructor(max: number) {
    this.max = max;
  }

  add(record: RequestRecord): void {
    this.records.push(record);
    if (this.records.length <= this.max) return;
    this.records.shift();
    this.dropped += 1;
  }

  clear(): void {
    this.records.length = 0;
    this.dropped = 0;
  }
}
