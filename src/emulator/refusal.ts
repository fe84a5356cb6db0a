/** How a handler says no. Only `app.ts` turns it into a response. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(`${status}`);
    this.status = status;
    this.body = body;
  }
}

/** A refusal as Kapso words it: `{"error": "sentence"}` (section 9.1). Texts are ours; sources show almost none. */
export function refusal(status: number, sentence: string, extra: Readonly<Record<string, unknown>> = {}): Refusal {
  return new Refusal(status, { error: sentence, ...extra });
}

export function notFound(): Refusal {
  return refusal(404, "Not found");
}

export interface GraphDetails {
  readonly status?: number;
  readonly subcode?: number;
  /** Title and text for people, carried by errors of flow management. */
  readonly title?: string;
  readonly text?: string;
  /** Text for developers, carried by errors of messaging. */
  readonly details?: string;
}

/** A refusal as the Graph API words it (section 9.2); HTTP status 400 unless said otherwise (section 18 row 31). */
export function graphRefusal(code: number, message: string, more: GraphDetails = {}): Refusal {
  return new Refusal(more.status ?? 400, {
    error: {
      // Only messages of the Cloud API start with their code.
      message: more.title === undefined ? `(#${code}) ${message}` : message,
      type: "OAuthException",
      code,
      ...(more.subcode === undefined ? {} : { error_subcode: more.subcode }),
      is_transient: false,
      ...(more.title === undefined ? {} : { error_user_title: more.title }),
      ...(more.text === undefined ? {} : { error_user_msg: more.text }),
      ...(more.details === undefined ? {} : { error_data: { messaging_product: "whatsapp", details: more.details } }),
      fbtrace_id: "AEmulator0000000000000",
    },
  });
}

/** Code 100 of flow management. */
export function invalidParameter(text: string): Refusal {
  return graphRefusal(100, "Invalid parameter", { title: "Invalid parameter", text });
}
